"""What a learner decides of a posting's terms, one by one, as steps that are taken back singly."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NewType, assert_never

from termcards.harvest.candidates import Candidate, CandidateGroup, CandidateKind
from termcards.notes import Draft, Note

RowId = NewType("RowId", str)
"""The same whenever the posting is read: made of the term, not of its place."""


class Decision(StrEnum):
    ADD = "add"
    LATER = "later"
    """Not now; a later posting may offer it again."""

    NEVER = "never"
    KNOWN = "known"


class Group(StrEnum):
    """What stands together, beside the groups of candidates."""

    MARKED = "marked by you"
    FOOTNOTES = "footnotes"
    EXPLAINED = CandidateGroup.EXPLAINED
    WORDS = CandidateGroup.WORDS
    PHRASES = CandidateGroup.PHRASES
    UNEXPLAINED = CandidateGroup.UNEXPLAINED
    IN_DECKS = "in your decks already"


@dataclass(frozen=True, slots=True)
class Row:
    """A term of the posting, what would become of it, and what was decided."""

    id: RowId
    group: Group
    draft: Draft
    decision: Decision | None = None
    """`None` as long as nothing was decided."""

    candidate: Candidate | None = None
    """As it was proposed; `None` where the posting's own footnote says what it is."""

    deck: str | None = None
    """The name of the deck that has it already, where it gains a sentence."""

    @property
    def term(self) -> str:
        return self.draft.note.term

    @property
    def is_taken(self) -> bool:
        """Whether it goes into the decks; one that is there already does unless it is put off."""
        if self.deck is not None:
            return self.decision is not Decision.LATER
        return self.decision is Decision.ADD


@dataclass(frozen=True, slots=True)
class Decided:
    rows: tuple[RowId, ...]
    decision: Decision


@dataclass(frozen=True, slots=True)
class Written:
    """A note written or chosen for a row, which adds it; a row that is not there yet is made."""

    row: RowId
    note: Note
    is_choice: bool = False
    """Whether one meaning of several was chosen, which the next choice replaces."""


Step = Decided | Written


def with_step(steps: Sequence[Step], step: Step) -> tuple[Step, ...]:
    """One more step. Going through the meanings of a row is one step, and not one a meaning."""
    if (
        steps
        and isinstance(last := steps[-1], Written)
        and isinstance(step, Written)
        and last.is_choice
        and step.is_choice
        and last.row == step.row
    ):
        return (*steps[:-1], step)
    return (*steps, step)


def decided(rows: Iterable[Row], steps: Iterable[Step]) -> tuple[Row, ...]:
    """The rows after the steps; a step about a row that is no longer there says nothing."""
    found = {row.id: row for row in rows}
    marked: list[RowId] = []
    for step in steps:
        match step:
            case Decided(ids, decision):
                changed = (found[row] for row in ids if row in found)
                found |= {row.id: replace(row, decision=decision) for row in changed}
            case Written(row_id, note):
                if row_id not in found:
                    marked.append(row_id)
                    found[row_id] = _marked(row_id, note)
                found[row_id] = _rewritten(found[row_id], note)
            case _:
                assert_never(step)
    others = (row for row_id, row in found.items() if row_id not in marked)
    return (*(found[row_id] for row_id in marked), *others)


def _rewritten(row: Row, note: Note) -> Row:
    return replace(row, draft=replace(row.draft, note=note), decision=Decision.ADD)


def _marked(row_id: RowId, note: Note) -> Row:
    """The row of a term that the learner found in the text."""
    example = note.examples[0]
    line = (example.citation.line if example.citation else None) or 1
    kind = CandidateKind.PHRASE if " " in note.term else CandidateKind.WORD
    candidate = Candidate(
        term=note.term,
        kind=CandidateKind.ACRONYM if note.term.isupper() else kind,
        group=CandidateGroup.PHRASES,
        suggested=True,
        count=1,
        example=example,
    )
    return Row(row_id, Group.MARKED, Draft(note, note.term, line), candidate=candidate)
