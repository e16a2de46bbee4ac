"""How much of a posting a learner knows, and what is left to learn for it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from termcards.cards import CardId
from termcards.harvest.candidates import Candidate
from termcards.harvest.coverage import coverage
from termcards.harvest.harvester import harvest
from termcards.library.growing import names_meant
from termcards.library.home import Library
from termcards.library.proposing import candidates_of
from termcards.library.reading import read_posting
from termcards.library.todays import pace
from termcards.log import Standing, Suspension
from termcards.notes import Note, Posting
from termcards.plaintext import folded
from termcards.scheduling.sm2 import SECOND_INTERVAL


@dataclass(frozen=True, slots=True)
class Gap:
    """A term of the posting that is in a deck and not known yet."""

    note: Note
    card: CardId
    """By which it is asked."""


@dataclass(frozen=True, slots=True)
class Readiness:
    posting: Posting
    known: tuple[Note, ...]
    gaps: tuple[Gap, ...]
    missing: tuple[str, ...]
    """Footnoted or suggested terms that no deck has."""

    seconds: float
    """For what is left, at the learner's pace."""

    @property
    def terms(self) -> int:
        return len(self.known) + self.left

    @property
    def left(self) -> int:
        return len(self.gaps) + len(self.missing)


def readiness(library: Library, name: str) -> Readiness:
    """Raises `BadInputError` for a posting that cannot be read.

    A term is known when the learner has said so, or when one of its cards has been answered well
    often enough to wait for six days or more, and is not failing.
    """
    document = read_posting(name)
    found = harvest(document, document.posting.slug)
    document = replace(document, posting=found.posting)
    names = names_meant(library, document)
    notes = [one.note for one in coverage(document, names)]
    own = {
        folded(named): draft.note
        for draft in found.notes
        for named in (draft.note.term, *draft.note.aliases)
    }
    notes += [names[name] for name in own if name in names]
    known: list[Note] = []
    gaps: list[Gap] = []
    for note_id in dict.fromkeys(notes):
        shelved = library.store.shelf.note(note_id)
        cards = library.store.shelf.cards(note_id)
        if shelved is None or not cards:
            continue
        standings = [library.store.journal.standing(card) for card in cards]
        if any(map(_is_known, standings)):
            known.append(shelved.note)
        else:
            gaps.append(Gap(shelved.note, cards[0]))
    new = [one for one in candidates_of(library, document, names, own.keys()) if one.suggested]
    missing = _missing([note.term for name, note in own.items() if name not in names], new)
    seconds = (len(gaps) + len(missing)) * pace(library).new
    return Readiness(found.posting, tuple(known), tuple(gaps), missing, seconds)


def _missing(footnoted: Sequence[str], suggested: Sequence[Candidate]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*footnoted, *(one.term for one in suggested))))


def _is_known(standing: Standing) -> bool:
    if standing.suspended is Suspension.KNOWN:
        return True
    schedule = standing.schedule
    return schedule is not None and schedule.interval >= SECOND_INTERVAL and not standing.failures
