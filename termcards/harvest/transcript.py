"""The text of a page or a document that is no Markdown, set down block by block, line by line."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from termcards.harvest.bullets import Bullet, bullet_of
from termcards.harvest.document import Block, BlockKind, Document, Passage, Span, keep
from termcards.notes import Posting

_REMOVED = dict.fromkeys(
    [
        *range(0x09),
        *range(0x0E, 0x20),
        *range(0x7F, 0x85),
        *range(0x86, 0xA0),
        0xAD,  # the soft hyphen
        0x200B,  # the space without a width
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2065),
        *range(0x2066, 0x2070),
        0xFEFF,
    ]
)
_BLANKS = re.compile(r"[^\S\n]+")
_SURROGATE = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """The text without control characters and what cannot be seen, its blanks single spaces."""
    text = _SURROGATE.sub("\ufffd", text.translate(_REMOVED))
    return _BLANKS.sub(" ", text.replace("\u2028", "\n").replace("\u2029", "\n"))


class Transcript:
    """Blocks one under the other: each begins on a line of its own, lines count from 1."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.line = 1
        self.groups = 0
        self.typed_group = 0
        """The list of items typed by hand that the block before belongs to; 0 for none."""

        self.typed_items = 0
        self.last_number = 0

    def new_group(self) -> int:
        """The number of a list or table that begins."""
        self.groups += 1
        return self.groups

    def add(self, block: Block) -> None:
        """Sets down a block that knows no lines yet.

        Lines of a paragraph that begin with a bullet or a number become items of a list.
        """
        start = len(block.passage.text) - len(block.passage.text.lstrip())
        end = len(block.passage.text.rstrip())
        if start >= end:
            return
        passage = _numbered(keep(block.passage, start, end), self.line)
        self.line += len(passage.starts)
        if block.kind is BlockKind.PARAGRAPH:
            self._add_paragraph(passage)
            return
        self.typed_group = 0
        bullet = bullet_of(passage.text) if block.kind is BlockKind.ITEM else None
        if bullet and bullet.number is None and bullet.length < len(passage.text):
            passage = keep(passage, bullet.length, len(passage.text))
        self.blocks.append(replace(block, passage=passage))

    def document(self, posting: Posting, author: str | None = None) -> Document:
        return Document(posting, tuple(self.blocks), (), author)

    def _add_paragraph(self, passage: Passage) -> None:
        parts: list[tuple[int, int, Bullet | None]] = []
        number = self.last_number if self.typed_group else 0
        ends = [offset - 1 for offset, _ in passage.starts[1:]] + [len(passage.text)]
        for (start, _), end in zip(passage.starts, ends, strict=True):
            bullet = bullet_of(passage.text[start:end], number)
            if bullet is None and parts and parts[-1][2] is None:
                parts[-1] = (parts[-1][0], end, None)
            else:
                parts.append((start, end, bullet))
            number = bullet.number or 0 if bullet else number
        places = [(start + (b.length if b else 0), end) for start, end, b in parts]
        for (_, _, bullet), part in zip(parts, _cut_up(passage, places), strict=True):
            if bullet:
                self._add_item(part, bullet.number)
            else:
                self.typed_group = 0
                self.blocks.append(Block(BlockKind.PARAGRAPH, part))

    def _add_item(self, passage: Passage, number: int | None) -> None:
        if not self.typed_group or number == 1:
            self.typed_group, self.typed_items = self.new_group(), 0
        self.typed_items += 1
        self.last_number = number or 0
        self.blocks.append(
            Block(BlockKind.ITEM, passage, 1, self.typed_group, self.typed_items, number)
        )


def _numbered(passage: Passage, line: int) -> Passage:
    breaks = [match.end() for match in re.finditer("\n", passage.text)]
    return replace(passage, starts=tuple((at, line + i) for i, at in enumerate([0, *breaks])))


def _cut_up(passage: Passage, places: Sequence[tuple[int, int]]) -> Iterator[Passage]:
    """These parts of the passage, which follow one another. As `keep`, in one go."""
    waiting = sorted(passage.spans, reverse=True)
    offsets = [offset for offset, _ in passage.starts]
    inside: list[Span] = []
    for start, end in places:
        while waiting and waiting[-1].start < end:
            inside.append(waiting.pop())
        inside = [span for span in inside if span.end > start]
        first, last = bisect_right(offsets, start) - 1, bisect_right(offsets, end)
        starts = ((max(0, offset - start), line) for offset, line in passage.starts[first:last])
        spans = (
            s._replace(start=max(s.start, start) - start, end=min(s.end, end) - start)
            for s in inside
        )
        yield Passage(passage.text[start:end], tuple(spans), (), tuple(starts))
