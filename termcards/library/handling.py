"""What is done to many cards at once: one act of the learner, whatever their number."""

from collections.abc import Sequence
from enum import StrEnum
from typing import assert_never

from termcards.cards import CardId, note_of
from termcards.filters import Either, Filter, Stands, State
from termcards.library.home import Library
from termcards.library.searching import moment
from termcards.log import Fact
from termcards.notes import NoteId
from termcards.scheduling import acts


class Deed(StrEnum):
    SUSPEND = "suspend"
    """Or resume them, where all are suspended already."""
    BURY = "bury"
    MARK = "mark"
    """Or take the marks away, where all are marked already."""
    FLAG = "flag"
    RESET = "reset"
    KNOW = "know"


class Outcome(StrEnum):
    """What was done."""

    SUSPENDED = "suspended"
    RESUMED = "resumed"
    BURIED = "buried"
    MARKED = "marked"
    UNMARKED = "unmarked"
    FLAGGED = "flagged"
    UNFLAGGED = "unflagged"
    RESET = "reset"
    KNOWN = "known"


HELD_BACK = Either((Stands(State.SUSPENDED), Stands(State.KNOWN)))


def do(library: Library, deed: Deed, cards: Sequence[CardId], flag: int = 0) -> Outcome:
    """Does it to all the cards, of which there is one at least. Raises `StorageError`."""
    outcome, facts = _facts(library, deed, tuple(dict.fromkeys(cards)), flag)
    library.record(facts)
    return outcome


def _facts(
    library: Library, deed: Deed, cards: tuple[CardId, ...], flag: int
) -> tuple[Outcome, Sequence[Fact]]:
    match deed:
        case Deed.SUSPEND:
            held = _which(library, cards, HELD_BACK)
            rest = [card for card in cards if card not in held]
            if rest:
                return Outcome.SUSPENDED, acts.suspend(rest)
            return Outcome.RESUMED, acts.resume(cards)
        case Deed.BURY:
            return Outcome.BURIED, acts.bury(cards, library.today())
        case Deed.MARK:
            return _marks(library, cards)
        case Deed.FLAG:
            outcome = Outcome.FLAGGED if flag else Outcome.UNFLAGGED
            return outcome, acts.flag(cards, flag)
        case Deed.RESET:
            return Outcome.RESET, acts.reset(cards)
        case Deed.KNOW:
            return Outcome.KNOWN, _known(library, cards)
        case _:
            assert_never(deed)


def _marks(library: Library, cards: Sequence[CardId]) -> tuple[Outcome, Sequence[Fact]]:
    notes = _notes(cards)
    marked = library.store.journal.marked()
    rest = [note for note in notes if note not in marked]
    outcome = Outcome.MARKED if rest else Outcome.UNMARKED
    return outcome, [
        fact for note in rest or notes for fact in acts.mark(note, is_marked=bool(rest))
    ]


def _known(library: Library, cards: Sequence[CardId]) -> list[Fact]:
    """Of their notes whole: a term that is known is asked in no direction."""
    notes = _notes(cards)
    siblings = library.store.finder.siblings(notes)
    shelved = library.store.shelf.noted(notes)
    return [fact for found in shelved for fact in acts.know(found.note, siblings[found.note.id])]


def _notes(cards: Sequence[CardId]) -> list[NoteId]:
    return list(dict.fromkeys(map(note_of, cards)))


def _which(library: Library, cards: Sequence[CardId], wanted: Filter) -> frozenset[CardId]:
    return library.store.finder.which(cards, wanted, moment(library))
