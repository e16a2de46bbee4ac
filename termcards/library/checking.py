"""Proves that what is kept is what the log and the deck files add up to."""

from dataclasses import dataclass

from termcards.cards import note_of
from termcards.library.home import Library
from termcards.library.keeping import sync
from termcards.scheduling.replay import replay_all


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found; nothing is wrong where `faults` is empty."""

    faults: tuple[str, ...]
    entries: int
    cards: int
    """With a standing."""

    orphans: tuple[str, ...]
    """Notes that were learned and are in no deck now. Their history is kept."""


def check(library: Library) -> Report:
    """Raises `TermcardsError` for a deck file that cannot be read."""
    sync(library)
    journal = library.store.journal
    entries = journal.entries()
    kept, summed = journal.standings(), replay_all(entries)
    wrong = sorted(
        card for card in kept.keys() | summed.keys() if kept.get(card) != summed.get(card)
    )
    faults = list(library.store.faults())
    if wrong:
        who = f"{len(wrong)} cards do" if len(wrong) > 1 else f"{wrong[0]} does"
        faults.append(f"{who} not stand as the log says; `termcards doctor --rebuild` mends it")
    known = library.store.shelf.places()
    learned = {note_of(card) for card, standing in kept.items() if standing.schedule is not None}
    orphans = sorted(learned - known.keys())
    return Report(tuple(faults), len(entries), len(summed), tuple(orphans))


def rebuild(library: Library) -> None:
    """Makes anew all that is kept beside the log and the deck files."""
    library.store.journal.rebuild()
    library.store.shelf.rebuild()
    sync(library)
