"""Undo: the last act of the library that was not taken back yet, whatever it was."""

from collections import defaultdict
from dataclasses import dataclass

from termcards.cards import note_of
from termcards.library.home import Library
from termcards.library.keeping import sync
from termcards.log import Drill, Edit, Entry, Review
from termcards.storage import deckfile
from termcards.storage.deckfile import Left, Splice


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back."""

    term: str | None
    """Of the answer, or of the one note that was changed."""

    answer: Review | Drill | None = None
    edits: int = 0
    """How many places of deck files were put back as they were."""

    left: tuple[Left, ...] = ()
    """The places that were not, since they were changed by hand in the meantime."""


def take_back(library: Library) -> Undone | None:
    """Takes the last act back, an answer or a whole harvest; `None` when there is none left."""
    act = library.store.journal.last_act()
    if not act:
        return None
    undone = _answered(library, act) or _edited(library, act)
    library.store.journal.cancel(act[0].act, at=library.now(), day=library.today())
    if undone.edits:
        sync(library)
    return undone


def _answered(library: Library, act: tuple[Entry, ...]) -> Undone | None:
    answers = [entry.fact for entry in act if isinstance(entry.fact, Review | Drill)]
    if not answers:
        return None
    note_id = note_of(answers[-1].card)
    shelved = library.store.shelf.note(note_id)
    return Undone(shelved.note.term if shelved else note_id, answers[-1])


def _edited(library: Library, act: tuple[Entry, ...]) -> Undone:
    """Puts the deck files back as they were, as far as nobody has changed those places since."""
    by_file: dict[str, list[Splice]] = defaultdict(list)
    for entry in act:
        if isinstance(entry.fact, Edit):
            edit = entry.fact
            by_file[edit.file].append(Splice(edit.at, edit.old, edit.new))
    left: list[Left] = []
    for file, splices in by_file.items():
        path = library.decks_folder / file
        if path.exists():
            left += deckfile.revert(path, splices)
    count = sum(map(len, by_file.values()))
    return Undone(None, edits=count - len(left), left=tuple(left))
