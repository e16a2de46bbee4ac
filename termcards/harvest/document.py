"""A posting after reading: blocks of plain text, footnotes, and the marks between them."""

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from termcards.notes import Posting


class Style(StrEnum):
    STRONG = "strong"
    EMPHASIS = "emphasis"
    CODE = "code"
    LINK = "link"
    LITERAL = "literal"
    """Escaped by its writer: whatever it looks like, it is no markup."""


class Span(NamedTuple):
    """A styled part of a passage."""

    start: int
    end: int
    style: Style
    url: str | None = None


class Mark(NamedTuple):
    """A footnote mark: where it stood in the passage, and what it names."""

    offset: int
    """The mark stood before the character at this offset."""

    label: str
    line: int
    is_defined: bool = True


@dataclass(frozen=True, slots=True)
class Passage:
    """Running text without any markup, with what the markup said beside it."""

    text: str
    """A line that was only wrapped goes on after a space; a forced line break is a newline."""

    spans: tuple[Span, ...] = ()
    marks: tuple[Mark, ...] = ()
    starts: tuple[tuple[int, int], ...] = ((0, 1),)
    """For each line of the file: the offset at which it begins, and its number from 1."""

    def line_at(self, offset: int) -> int:
        """The line of the file on which the character at `offset` stands."""
        if len(self.starts) == 1:
            return self.starts[0][1]
        return self.starts[max(0, bisect_right(self.starts, (offset, 1 << 60)) - 1)][1]

    def spans_of(self, style: Style) -> list[Span]:
        return [span for span in self.spans if span[2] is style]


class BlockKind(StrEnum):
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    CELL = "cell"
    METADATA = "metadata"
    """What a job board prints about a posting: its number, its place, its date."""


@dataclass(frozen=True, slots=True)
class Block:
    kind: BlockKind
    passage: Passage
    level: int = 0
    """A heading's level from 1, or how deep a list item is nested, from 1."""

    group: int = 0
    """Which list or table it belongs to; 0 for none."""

    index: int = 0
    """The item's place in its list, or the cell's in its table, from 1."""

    number: int | None = None
    """Of an item in a numbered list."""

    @property
    def line(self) -> int:
        return self.passage.starts[0][1]


class Footnote(NamedTuple):
    label: str
    line: int
    end_line: int
    blocks: tuple[Block, ...]
    raw: str
    """The definition as it was written, without its label."""


@dataclass(frozen=True, slots=True)
class HarvestWarning:
    line: int
    code: str
    """A word for programs: `undefined_label`, `duplicate_definition` and so on."""

    message: str


@dataclass(frozen=True, slots=True)
class Document:
    posting: Posting
    blocks: tuple[Block, ...]
    footnotes: tuple[Footnote, ...]
    """In the order of the text; of several with one label, the first counts."""

    author: str | None = None
    tags: tuple[str, ...] = ()
    warnings: tuple[HarvestWarning, ...] = ()


@lru_cache(maxsize=65536)
def label_key(label: str) -> str:
    """Labels are the same when they differ in case and spacing only."""
    return " ".join(label.split()).casefold()


def cut(
    passage: Passage, cuts: list[tuple[int, int, str | None]], *, is_defined: bool = True
) -> Passage:
    """The passage without these parts; one with a label leaves a mark behind."""
    if not cuts:
        return passage
    ends = [end for _, end, _ in cuts]
    removed = [0]
    for start, end, _ in cuts:
        removed.append(removed[-1] + end - start)

    def moved(offset: int) -> int:
        index = bisect_right(ends, offset)
        inside = max(0, offset - cuts[index][0]) if index < len(cuts) else 0
        return offset - removed[index] - inside

    pieces, last = [], 0
    for start, end, _ in cuts:
        pieces.append(passage.text[last:start])
        last = end
    pieces.append(passage.text[last:])
    marks = [mark._replace(offset=moved(mark.offset)) for mark in passage.marks]
    marks += [
        Mark(moved(start), label, passage.line_at(start), is_defined)
        for start, _, label in cuts
        if label is not None
    ]
    return Passage(
        "".join(pieces),
        tuple(s._replace(start=moved(s.start), end=moved(s.end)) for s in passage.spans),
        tuple(sorted(marks)),
        tuple((moved(offset), line) for offset, line in passage.starts),
    )


def keep(passage: Passage, start: int, end: int) -> Passage:
    """A part of the passage."""
    if start <= 0 and end >= len(passage.text):
        return passage
    spans = passage.spans and tuple(
        [
            Span(first - start if first > start else 0, min(last, end) - start, style, url)
            for first, last, style, url in passage.spans
            if first < end and last > start
        ]
    )
    marks = passage.marks and tuple(
        [m._replace(offset=m.offset - start) for m in passage.marks if start <= m.offset <= end]
    )
    starts = passage.starts
    if len(starts) > 1:
        inside = [(offset - start, line) for offset, line in starts if start < offset <= end]
        starts = ((0, passage.line_at(start)), *inside)
    return Passage(passage.text[start:end], spans, marks, starts)
