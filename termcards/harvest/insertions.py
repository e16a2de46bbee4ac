"""What is put into a posting: marks behind words, definitions behind lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from termcards.harvest.manners import Manner
from termcards.harvest.slots import Lines, Slot
from termcards.notes import Note


@dataclass(frozen=True, slots=True)
class Edit:
    """Something put into a text."""

    at: int
    """The offset in the text as it was."""

    new: str


@dataclass(frozen=True, slots=True)
class Insertion:
    """A footnote that may be written: its mark and its definition, and where they go."""

    note: Note
    label: str
    body: str
    block: int
    """Which block of the document it marks."""

    offset: int
    """Of the mark in that block's passage."""

    at: int | None
    """Of the mark in the text; `None` where a mark without a definition stands already."""

    slot: Slot

    @property
    def place(self) -> tuple[int, int]:
        """By which marks are in the order of the text."""
        return self.block, self.offset

    @property
    def definition(self) -> str:
        return f"[^{self.label}]: {self.body}"


def edits_of(chosen: Sequence[Insertion], lines: Lines, manner: Manner) -> tuple[Edit, ...]:
    """In the order of the text."""
    marks = [Edit(one.at, f"[^{one.label}]") for one in chosen if one.at is not None]
    marks.sort(key=lambda edit: edit.at)
    in_slots = sorted(chosen, key=lambda one: (one.slot.line, one.place))
    definitions = [
        _definitions(line, list(group), lines, manner)
        for line, group in groupby(in_slots, key=lambda one: one.slot.line)
    ]
    # Sorting is stable: a mark at the end of a line stays before what comes behind the line.
    return tuple(sorted([*marks, *definitions], key=lambda edit: edit.at))


def _definitions(line: int, added: Sequence[Insertion], lines: Lines, manner: Manner) -> Edit:
    is_apart = any(one.slot.is_apart for one in added)
    gap = "\n\n" if manner.is_spaced else "\n"
    new = ("\n\n" if is_apart else "\n") + gap.join(one.definition for one in added)
    if is_apart and lines.line(line + 1).strip():
        new += "\n"
    return Edit(lines.ends[max(0, line - 1)], new.replace("\n", lines.newline))


def with_edits(text: str, edits: Sequence[Edit]) -> str:
    """The text with all that is put in; the edits are in its order."""
    pieces, last = [], 0
    for edit in edits:
        pieces += [text[last : edit.at], edit.new]
        last = edit.at
    return "".join([*pieces, text[last:]])
