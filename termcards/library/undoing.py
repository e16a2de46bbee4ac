"""Undo: the last act of the library that was not taken back yet, whatever it was."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime

from termcards.cards import note_of
from termcards.errors import BadInputError, StorageError, TermcardsError
from termcards.language import tr
from termcards.library import configuring
from termcards.library.finished import bring_back
from termcards.library.home import Library
from termcards.library.keeping import sync, sync_readable
from termcards.library.reverting import reverted
from termcards.library.undone import Undone
from termcards.log import ActId, CardFact, Configure, Edit, Entry, Fact, Import, Mark
from termcards.splices import Left

FEW = 50
"""Facts about cards that are taken back in a moment."""


class NotTakenBackError(StorageError):
    """The deck files of the last act cannot be put back; it may be left as it is."""

    def __init__(self, act: ActId, why: TermcardsError) -> None:
        super().__init__(str(why))
        self.act = act


def take_back(library: Library, *, leaving: ActId | None = None) -> Undone | None:
    """Takes the last act back, an answer or a whole harvest; `None` when there is none left.

    Raises `NotTakenBackError` where deck files do not let themselves be put back, and nothing is
    done then. When this is the act that is to be left, they stay as they are, and it is passed
    over: the acts before it can be taken back again.
    """
    act = library.store.journal.last_act()
    if not act:
        return None
    facts = tuple(entry.fact for entry in act)
    edits = [fact for fact in facts if isinstance(fact, Edit)]
    if any(isinstance(fact, Configure) for fact in facts):
        return _take_settings_back(library, act, facts)
    if not edits:
        is_half_done = _cancel(library, act)
        return Undone(facts, _term(library, facts), is_half_done=is_half_done)
    left: tuple[Left, ...] = ()
    is_half_done = False
    is_left = act[0].act == leaving
    with library.changing_decks(), _or_nothing(library):
        if library.store.journal.last_act() != act:
            raise StorageError(tr("another termcards was quicker; look, and undo again"))
        if not is_left:
            left = _reverted(library, act[0].act, edits)
        is_half_done = _cancel(library, act, is_left=is_left)
        with suppress(TermcardsError):  # it is taken back, whatever else is wrong with the decks
            sync_readable(library)
    return Undone(facts, left=left, is_left=is_left, is_half_done=is_half_done)


@dataclass(frozen=True, slots=True)
class Coming:
    """The act that is taken back next, and what taking it back will have been."""

    at: datetime
    """An instant, in UTC."""

    day: date
    """The learner's day at the time."""

    undone: Undone

    @property
    def is_soon(self) -> bool:
        """Whether it is done before a key is missed."""
        return not self.undone.edits and len(self.undone.facts) <= FEW


def coming_undo(library: Library) -> Coming | None:
    """What `take_back` is going to take back, as far as that can be foreseen."""
    act = library.store.journal.last_act()
    if not act:
        return None
    facts = tuple(entry.fact for entry in act)
    is_of_files = any(isinstance(fact, Edit | Configure) for fact in facts)
    return Coming(
        act[0].at, act[0].day, Undone(facts, None if is_of_files else _term(library, facts))
    )


def _take_settings_back(library: Library, act: Sequence[Entry], facts: tuple[Fact, ...]) -> Undone:
    with library.changing_decks():
        left = configuring.put_back(library, [f for f in facts if isinstance(f, Configure)])
        _cancel(library, act)
    return Undone(facts, left=left)


@contextmanager
def all_or_nothing(library: Library) -> Iterator[list[Edit]]:
    """Takes down what is changed in deck files as part of one act; on failure all is put back.

    No other program changes deck files in the meantime. The library is in step with them at the
    beginning, and again where it failed.
    """
    with library.changing_decks():
        sync(library)
        with _or_nothing(library):
            edits: list[Edit] = []
            yield edits


@contextmanager
def _or_nothing(library: Library) -> Iterator[None]:
    try:
        yield
    except BaseException:
        with suppress(TermcardsError):  # the first failure is the one to tell
            library.put_back()
            sync(library)
        raise


def _reverted(library: Library, act: ActId, edits: Sequence[Edit]) -> tuple[Left, ...]:
    try:
        return reverted(library, edits)
    except (BadInputError, StorageError) as error:
        raise NotTakenBackError(act, error) from error


def _cancel(library: Library, act: Sequence[Entry], *, is_left: bool = False) -> bool:
    """Whether a posting that the act finished is half done again."""
    library.store.journal.cancel(act[0].act, at=library.now(), day=library.today())
    return not is_left and bring_back(library, act[0].act)


def _term(library: Library, facts: Sequence[Fact]) -> str | None:
    """The term of the one note that all facts are about."""
    notes = {note_of(fact.card) for fact in facts if isinstance(fact, CardFact)}
    if any(isinstance(fact, Import) for fact in facts):
        return None
    notes |= {fact.note for fact in facts if isinstance(fact, Mark)}
    if len(notes) != 1:
        return None
    (note,) = notes
    shelved = library.store.shelf.note(note)
    return shelved.note.term if shelved else note
