"""Undo: the last act of the library that was not taken back yet, whatever it was."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from termcards.cards import CardId, note_of
from termcards.errors import ExitStatus, StorageError, TermcardsError
from termcards.language import tr, trn
from termcards.library import configuring
from termcards.library.finished import bring_back
from termcards.library.home import Library
from termcards.library.keeping import sync, sync_readable
from termcards.log import (
    ActId,
    Answer,
    Bury,
    CardFact,
    Configure,
    Correct,
    Edit,
    Entry,
    Fact,
    Flag,
    Import,
    Judge,
    Mark,
    Reschedule,
    Reset,
    Resume,
    SetDue,
    Shift,
    Suspend,
)
from termcards.scheduling.acts import cards_in
from termcards.splices import Left, Splice
from termcards.storage import deckfile

ACTS: dict[type[Fact], str] = {
    Suspend: "a suspension",
    Resume: "a resumption",
    Bury: "a burial",
    Flag: "a flag",
    Reset: "a reset",
    SetDue: "a due day",
    Reschedule: "a change of scheduler",
    Correct: "a correction",
    Shift: "a shift",
    Mark: "a mark",
    Judge: "a verdict",
    Import: "an import",
    Configure: "a setting",
}


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back."""

    facts: tuple[Fact, ...]
    """Of the act, in their order."""

    term: str | None = None
    """Of the note, where the act was about one."""

    left: tuple[Left, ...] = ()
    """The places of files that are not as before, since they were changed by hand since."""

    is_half_done: bool = False
    """Whether it finished a posting, which can be gone on with now."""

    @property
    def answer(self) -> Answer | None:
        """The answer that was given; an import of answers given elsewhere is none."""
        if self.is_import:
            return None
        return next((fact for fact in self.facts if isinstance(fact, Answer)), None)

    @property
    def is_import(self) -> bool:
        return any(isinstance(fact, Import) for fact in self.facts)

    @property
    def settings(self) -> tuple[str, ...]:
        """The keys of the settings that the act changed."""
        return tuple(fact.name for fact in self.facts if isinstance(fact, Configure))

    @property
    def what(self) -> str:
        """The act in a word or two."""
        if self.answer is not None:
            return tr("an answer")
        if self.is_import:
            return tr(ACTS[Import])
        kinds = [tr(ACTS[type(fact)]) for fact in self.facts if type(fact) in ACTS]
        return kinds[0] if kinds else tr("a change")

    @property
    def cards(self) -> tuple[CardId, ...]:
        return cards_in(self.facts)

    @property
    def edits(self) -> int:
        """How many places of deck files were put back as they were."""
        return sum(isinstance(fact, Edit) for fact in self.facts) - len(self.left)

    @property
    def extent(self) -> str:
        """How much of a harvest was taken back, or which setting."""
        if self.settings:
            return tr("a setting: {names}", names=", ".join(self.settings))
        verdicts = sum(isinstance(fact, Judge) for fact in self.facts)
        changes = trn("{count} change of deck files", "{count} changes of deck files", self.edits)
        if not verdicts:
            return changes
        return trn(
            "{changes} and {count} verdict",
            "{changes} and {count} verdicts",
            verdicts,
            changes=changes,
        )


class NotInASittingError(TermcardsError):
    """The last act changed deck files outside the sitting, which does not take it back."""

    status = ExitStatus.USAGE


def take_back(library: Library, *, edits_in: Collection[ActId] | None = None) -> Undone | None:
    """Takes the last act back, an answer or a whole harvest; `None` when there is none left.

    A sitting gives the acts by which notes were edited in it: any other that changed deck files
    raises `NotInASittingError` then.
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
    if edits_in is not None and act[0].act not in edits_in:
        raise NotInASittingError(
            tr("a change of decks was last; u at home, or `termcards undo`, takes it back")
        )
    with library.changing_decks():
        if library.store.journal.last_act() != act:
            raise StorageError(tr("another termcards was quicker; look, and undo again"))
        left = put_back(library, edits)
        is_half_done = _cancel(library, act)
        sync_readable(library)  # it is taken back, whatever else is wrong with the decks
    return Undone(facts, left=left, is_half_done=is_half_done)


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
        edits: list[Edit] = []
        try:
            yield edits
        except BaseException:
            put_back(library, edits)
            with suppress(TermcardsError):  # the first failure is the one to tell
                sync(library)
            raise


def put_back(library: Library, edits: Sequence[Edit]) -> tuple[Left, ...]:
    """Puts the deck files back as they were, as far as nobody has changed those places since.

    `edits` are in the order in which they were made. Gives the places that are left.
    """
    by_file: dict[str, list[Splice]] = defaultdict(list)
    for edit in edits:
        by_file[edit.file].append(Splice(edit.at, edit.old, edit.new))
    left: list[Left] = []
    for file, splices in by_file.items():
        path = library.decks_folder / file
        if ".." not in Path(file).parts and not Path(file).is_absolute() and path.exists():
            left += deckfile.revert(path, splices)
    return tuple(left)


def _cancel(library: Library, act: Sequence[Entry]) -> bool:
    """Whether a posting that the act finished is half done again."""
    library.store.journal.cancel(act[0].act, at=library.now(), day=library.today())
    return bring_back(library, act[0].act)


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
