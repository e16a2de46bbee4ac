"""What was taken back, and how to say so."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from termcards.cards import CardId
from termcards.language import tr, trn
from termcards.log import (
    Answer,
    Bury,
    Configure,
    Correct,
    Edit,
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
    Suspension,
    Verdict,
)
from termcards.notes import NoteId
from termcards.scheduling.acts import cards_in
from termcards.splices import Left
from termcards.storage.deckfile import ids_in

F = TypeVar("F", bound=Fact)

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
}
"""Acts over one card or note, or over all; their words for more are `_many`."""


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back."""

    facts: tuple[Fact, ...]
    """Of the act, in their order."""

    term: str | None = None
    """Of the note, where the act was about one."""

    left: tuple[Left, ...] = ()
    """The places of files that are not as before, since they were changed by hand since."""

    is_left: bool = False
    """Whether all of its deck files are as they were: it could not be taken back, but passed over.
    """

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
    def cards(self) -> tuple[CardId, ...]:
        return cards_in(self.facts)

    @property
    def edits(self) -> int:
        """How many places of deck files were put back as they were."""
        if self.is_left:
            return 0
        return sum(isinstance(fact, Edit) for fact in self.facts) - len(self.left)

    @property
    def is_of_files(self) -> bool:
        """Whether the act changed files, so that no term tells what it was about."""
        return any(isinstance(fact, Edit | Configure) for fact in self.facts)

    @property
    def words(self) -> str:
        """What was done, as a sentence about the act that was."""
        deleted = len(_Notes.of(self.facts).deleted)
        if self.is_left:
            return tr("left as it is: {what}", what=self.what)
        if self.left and not self.edits:
            return tr("not taken back: {what}", what=self.what)
        if deleted and not self.left and all(isinstance(fact, Edit) for fact in self.facts):
            return trn("put back a deleted note", "put back {count:,} deleted notes", deleted)
        return tr("took back {what}", what=self.what)

    @property
    def what(self) -> str:
        """The act in some words: of what kind, and how much."""
        if self.answer is not None:
            return tr("an answer")
        if self.settings:
            return tr("a setting: {names}", names=", ".join(self.settings))
        parts = list(_parts(self.facts, len(self.left)))
        if self.is_import:
            return tr("an import: {what}", what=", ".join(parts)) if parts else tr("an import")
        return ", ".join(parts) or tr("a change")


@dataclass(frozen=True, slots=True)
class _Notes:
    """What an act did to notes of deck files, as far as their lines tell."""

    added: frozenset[NoteId]
    changed: frozenset[NoteId]
    moved: frozenset[NoteId]
    deleted: frozenset[NoteId]

    @classmethod
    def of(cls, facts: tuple[Fact, ...]) -> "_Notes":
        come: set[NoteId] = set()
        gone: set[NoteId] = set()
        changed: set[NoteId] = set()
        for edit in _of(Edit, facts):
            before, after = ids_in(edit.old), ids_in(edit.new)
            come |= after - before
            gone |= before - after
            if before == after:
                changed |= after
        moved = come & gone
        return cls(
            frozenset(come - moved),
            frozenset(changed - come - gone),
            frozenset(moved),
            frozenset(gone - moved),
        )


def _parts(facts: tuple[Fact, ...], left: int) -> Iterator[str]:
    answers = sum(isinstance(fact, Answer) for fact in facts)
    if answers:
        yield trn("{count:,} answer", "{count:,} answers", answers)
    yield from _notes(facts, left)
    known = {fact.name for fact in _of(Judge, facts) if fact.verdict is Verdict.KNOWN}
    held = any(fact.reason is Suspension.KNOWN for fact in _of(Suspend, facts))
    if held:
        # Their cards are suspended for it, and their words known: that is one thing.
        yield trn("a term taken as known", "{count:,} terms taken as known", len(known))
    else:
        verdicts = len(_of(Judge, facts))
        if verdicts:
            yield trn("a verdict", "{count:,} verdicts", verdicts)
    for kind in ACTS:
        found = [
            fact
            for fact in facts
            if isinstance(fact, kind)
            and not (isinstance(fact, Suspend) and fact.reason is Suspension.KNOWN)
        ]
        if found:
            yield tr(ACTS[kind]) if len(found) == 1 else _many(kind, len(found))


def _notes(facts: tuple[Fact, ...], left: int) -> Iterator[str]:
    notes = _Notes.of(facts)
    if notes.added:
        yield trn("a new note", "{count:,} new notes", len(notes.added))
    if notes.changed:
        yield trn("the change of a note", "the changes of {count:,} notes", len(notes.changed))
    if notes.moved:
        yield trn("the move of a note", "the move of {count:,} notes", len(notes.moved))
    if notes.deleted:
        yield trn("a deleted note", "{count:,} deleted notes", len(notes.deleted))
    edits = len(_of(Edit, facts)) - left
    if edits > 0 and not (notes.added or notes.changed or notes.moved or notes.deleted):
        yield trn("{count:,} change of deck files", "{count:,} changes of deck files", edits)


def _many(kind: type[Fact], count: int) -> str:
    """An act over several cards, or notes."""
    if kind is Suspend:
        return trn("the suspension of {count:,} card", "the suspension of {count:,} cards", count)
    if kind is Resume:
        return trn("the resumption of {count:,} card", "the resumption of {count:,} cards", count)
    if kind is Bury:
        return trn("the burial of {count:,} card", "the burial of {count:,} cards", count)
    if kind is Flag:
        return trn("the flag of {count:,} card", "the flags of {count:,} cards", count)
    if kind is Reset:
        return trn("the reset of {count:,} card", "the reset of {count:,} cards", count)
    if kind is SetDue:
        return trn("the due day of {count:,} card", "the due days of {count:,} cards", count)
    if kind is Mark:
        return trn("the mark of {count:,} note", "the marks of {count:,} notes", count)
    return tr(ACTS[kind])


def _of(kind: type[F], facts: tuple[Fact, ...]) -> list[F]:
    return [fact for fact in facts if isinstance(fact, kind)]
