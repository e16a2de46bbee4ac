"""Where in the lines of a posting footnotes may be put: their marks, and their definitions."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from termcards.harvest.document import BlockKind, Document, Passage, Style
from termcards.harvest.manners import Manner, groups_of
from termcards.harvest.surfaces import Run

_LINE_END = re.compile(r"\r\n|\r|\n")
_RULE = re.compile(r" {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$")
_TAIL = re.compile(r"(?:[^\W_]+|.)$", re.DOTALL)
_CLOSERS = re.compile(r"[*_~]+")
_LINK_END = re.compile(
    r"[*_~]*(?:\]\((?:<[^<>\n]*>|(?:[^()\s\\]|\\.|\([^()\s]*\))*)(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"
    r"|\]\[[^\[\]]*\]|\](?![(\[]))"
)
_ADDRESS = re.compile(r"://|www\.|@\w")
MOST_POSITIONS = 8


@dataclass(frozen=True)
class Lines:
    """A text and its lines, which end as they please."""

    text: str

    @cached_property
    def ends(self) -> tuple[int, ...]:
        """Where each line ends, before what ends it."""
        return (*(match.start() for match in _LINE_END.finditer(self.text)), len(self.text))

    @cached_property
    def starts(self) -> tuple[int, ...]:
        return (0, *(match.end() for match in _LINE_END.finditer(self.text)))

    @cached_property
    def newline(self) -> str:
        """What ends most lines."""
        ends = [match[0] for match in _LINE_END.finditer(self.text)]
        return max(("\n", "\r\n", "\r"), key=ends.count)

    def line(self, number: int) -> str:
        """Counted from 1, without its end; empty for one that is not there."""
        if not 1 <= number <= len(self.ends):
            return ""
        return self.text[self.starts[number - 1] : self.ends[number - 1]]

    def last_filled(self, number: int) -> int:
        """That line, or the last one before it that is not blank; 0 for none."""
        while number > 0 and not self.line(number).strip("\ufeff \t"):
            number -= 1
        return number


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for definitions: behind the end of a line."""

    line: int
    is_apart: bool
    """Whether a blank line must stand between that line and the first definition."""


class Slots:
    """The places for definitions in a document, in the author's manner."""

    def __init__(self, lines: Lines, document: Document, manner: Manner) -> None:
        self._lines = lines
        self._manner = manner
        self._groups = [
            (group[0].line, group[-1].end_line)
            for group in groups_of(document)
            if lines.line(group[-1].line).startswith("[^")
        ]
        self._headings = [b.line for b in document.blocks if b.kind is BlockKind.HEADING]

    def of(self, mark_line: int) -> Iterator[Slot]:
        """The author's place for the definition of a mark, then safer ones."""
        if self._manner.is_by_section:
            line, is_group = self._in_section(mark_line)
        elif self._groups:
            line, is_group = self._groups[-1][1], True
        else:
            line, is_group = self._lines.last_filled(len(self._lines.ends)), False
        yield Slot(line, not is_group or self._manner.is_spaced)
        if is_group and not self._manner.is_spaced:
            yield Slot(line, is_apart=True)
        yield Slot(self._lines.last_filled(len(self._lines.ends)), is_apart=True)

    def _in_section(self, mark_line: int) -> tuple[int, bool]:
        following = bisect_left(self._headings, mark_line + 1)
        heading = self._headings[following] if following < len(self._headings) else None
        for start, end in self._groups:
            if start > mark_line and (heading is None or start < heading):
                return end, True
        end = self._lines.last_filled(heading - 1 if heading else len(self._lines.ends))
        if any(last == end for _, last in self._groups):
            return end, True
        before = self._lines.last_filled(end - 1)
        is_rule = _RULE.match(self._lines.line(end)) and before < end - 1
        return (before if is_rule else end), False


def positions(lines: Lines, passage: Passage, run: Run) -> Iterator[int]:
    """Offsets in the text at which a mark may stand behind the words, the likeliest first.

    They are guessed from the line; whether one is right shows when the result is read.
    """
    if _is_in_address(passage.text, run):
        return
    number = passage.line_at(run[1] - 1)
    own = next((offset for offset, line in reversed(passage.starts) if line == number), 0)
    tail = _TAIL.search(passage.text, max(run[0], own), run[1])
    if tail is None:
        return
    start = lines.starts[number - 1]
    hits = [m.end() for m in re.finditer(re.escape(tail[0]), lines.line(number))]
    nth = max(0, passage.text.count(tail[0], own, run[1]) - 1)
    is_linked = _link_end(passage, run)
    if is_linked is None:
        return
    for end in [*hits[nth:], *hits[:nth]][:MOST_POSITIONS]:
        for at in _behind_markup(lines.line(number), end, is_linked=is_linked):
            yield start + at


def _link_end(passage: Passage, run: Run) -> bool | None:
    """Whether the words end a link; `None` when they stand inside one."""
    for span in passage.spans_of(Style.LINK):
        if span.start < run[1] <= span.end:
            return True if span.end == run[1] else None
    return False


def _behind_markup(line: str, end: int, *, is_linked: bool) -> Sequence[int]:
    link = _LINK_END.match(line, end)
    at = link.end() if is_linked and link else end
    closers = _CLOSERS.match(line, at)
    found = [closers.end()] if closers else []
    if not is_linked or link:
        found.append(at)
    return found


def _is_in_address(text: str, run: Run) -> bool:
    start = max((text.rfind(gap, 0, run[0]) for gap in " \n\t"), default=-1) + 1
    ends = [at for gap in " \n\t" if (at := text.find(gap, run[1])) >= 0]
    return bool(_ADDRESS.search(text, start, min(ends, default=len(text))))
