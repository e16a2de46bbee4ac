"""A posting in plain text, as it is copied from a job board or a mail, into a `Document`."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count, pairwise

from termcards.harvest.boardlines import (
    Bullet,
    is_known_heading,
    is_metadata,
    is_rule,
    is_titled,
    may_be_heading,
    may_be_metadata,
    read_bullet,
)
from termcards.harvest.document import Block, BlockKind, Document
from termcards.harvest.writer import PassageWriter
from termcards.notes import Posting

_MARKDOWN = re.compile(r"^ {0,3}\[\^[^\]\n]+\]:|\A---\n|\A\+\+\+\n", re.MULTILINE)
_FRAMED = re.compile(
    r"(?:#{1,6}(?=\s)|={2,}|\*{2,3})\s*([^\s=#*].*?)\s*[=#*]*$|【(.{1,30})】[:：]?$"
)
_DATED = re.compile(
    r"(?:date|posted|posting date|发布日期|更新日期).{0,12}?(\d{4}-\d{2}-\d{2})", re.I
)
_GOES_ON = re.compile(
    r"(?:[,，、(（&/]|\b(?:a|an|and|as|at|by|for|from|in|into|of|on|or|our|the|their|to|with|your))$"
)
_CLOSED = re.compile(r"[.!?:;。！？：；][\"”’)）」]*$")
NARROWEST, WIDEST = 35, 132
"""Columns of a text whose lines were wrapped by hand or by a mail program."""
_NEARLY = 0.9
"""A line of this part of the width is full: items and paragraphs are not wrapped alike."""
_TAB = 4


def is_markdown(text: str) -> bool:
    """Whether a text of unknown kind must be read as Markdown: it has footnotes or front matter."""
    return bool(_MARKDOWN.search(text))


def read_plain_text(text: str, name: object = None) -> Document:
    """Never fails: what is not understood is a paragraph. `name` is for messages only."""
    del name  # No text is refused.
    lines = _lines(text.replace("\r\n", "\n"))
    blocks = tuple(_Blocks(lines).read())
    header = (line.text for line in lines if line.kind is BlockKind.METADATA)
    date = next((match[1] for text in header if (match := _DATED.match(text))), None)
    return Document(posting=Posting("", date=date), blocks=blocks, footnotes=())


@dataclass(slots=True)
class _Line:
    number: int
    indent: int
    text: str
    """Without its indentation and its bullet; empty for a blank line."""

    columns: int = 0
    """Of the whole line."""

    bullet: Bullet | None = None
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    is_wrapped: bool = False
    """Whether the next line goes on where this one ends."""


def _lines(text: str) -> list[_Line]:
    lines = [_line(number, raw) for number, raw in enumerate(text.split("\n"), 1)]
    lines = [line for line in lines if line is not None]
    _find_metadata(lines)
    _find_headings(lines)
    _find_wraps(lines)
    return lines


def _line(number: int, raw: str) -> _Line:
    raw = raw.rstrip().expandtabs(_TAB)
    text = raw.lstrip()
    line = _Line(number, len(raw) - len(text), text, _columns(raw))
    framed = _FRAMED.match(text) if text[:1] in "#=*【" else None
    if framed:
        line.kind, line.text = BlockKind.HEADING, (framed[1] or framed[2]).strip()
        line.level = 2
    elif is_rule(text):
        line.text = ""
    elif bullet := read_bullet(text):
        line.bullet, line.kind = bullet, BlockKind.ITEM
        line.text = text[bullet.end :]
    return line


def _columns(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(ch) in "WF" else 1 for ch in text)


def _find_metadata(lines: Sequence[_Line]) -> None:
    told = [line for line in lines if line.text]
    for line in told:
        if line.kind is not BlockKind.HEADING and is_metadata(line.text):
            line.kind = BlockKind.METADATA
    maybe = [line.kind is BlockKind.METADATA or may_be_metadata(line.text) for line in told]
    for place, line in enumerate(told):
        has_like = any(maybe[max(0, place - 1) : place]) or any(maybe[place + 1 : place + 2])
        if maybe[place] and has_like and line.kind is not BlockKind.HEADING:
            line.kind = BlockKind.METADATA


def _find_headings(lines: Sequence[_Line]) -> None:
    told = [place for place, line in enumerate(lines) if line.text]
    is_untitled = True
    for at, place in enumerate(told):
        line = lines[place]
        following = lines[told[at + 1]] if at + 1 < len(told) else None
        is_apart = at == 0 or not lines[place - 1].text
        before = lines[told[at - 1]] if at else None
        if line.kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM) or following is None:
            continue
        if is_untitled and _is_no_item(line) and may_be_heading(line.text):
            line.kind, line.level, line.bullet = BlockKind.HEADING, 1, None
        elif _is_heading(line, following, before, is_apart=is_apart):
            line.kind, line.level, line.bullet = BlockKind.HEADING, 2, None
        is_untitled = False


def _is_no_item(line: _Line) -> bool:
    """A title may begin with a picture, as items do elsewhere."""
    return line.bullet is None or line.bullet.sign > "\u2600"


def _is_heading(line: _Line, following: _Line, before: _Line | None, *, is_apart: bool) -> bool:
    bare = line.text.rstrip(":：").rstrip()
    is_labelled = bare != line.text
    if _is_no_item(line) and is_known_heading(line.text):
        return True
    if not may_be_heading(bare) or _is_continued(before, line):
        return False
    if line.bullet is not None:
        is_section = line.bullet.sign in ("chinese", "within") or is_labelled
        return (
            is_section
            and following.bullet is not None
            and following.bullet.sign != line.bullet.sign
        )
    if following.bullet is not None:
        return is_labelled or is_titled(bare) or is_apart
    is_short = len(bare.split()) <= 4
    if following.kind is BlockKind.HEADING:
        return is_labelled and is_short
    is_before_text = following.columns > 2 * line.columns + 20 or bool(
        _CLOSED.search(following.text)
    )
    if not is_titled(bare):
        return is_short and (is_labelled or (is_apart and is_before_text))
    if bare.isascii() and bare.isupper():
        return True
    return (is_labelled or is_before_text) and not may_be_heading(following.text)


def _is_continued(before: _Line | None, line: _Line) -> bool:
    """Whether the line right before this one stops in the middle of a phrase."""
    if before is None or before.number != line.number - 1:
        return False
    return before.columns >= NARROWEST and bool(_GOES_ON.search(before.text))


def _find_wraps(lines: Sequence[_Line]) -> None:
    """Which lines go on in the next: those that had no room for the next one's first word."""
    pairs = [(one, other) for one, other in pairwise(lines) if _may_go_on(one, other)]
    small = [one.columns for one, other in pairs if other.text[0].islower()]
    asian = [one.columns for one, other in pairs if _is_asian_wrap(one, other)]
    width = max(small) if len(small) >= 2 else 0
    asian_width = max(asian) if sum(columns >= max(asian) - 3 for columns in asian) >= 2 else 0
    for one, other in pairs:
        if _is_asian_wrap(one, other):
            one.is_wrapped = bool(asian_width) and one.columns >= asian_width - 3
        else:
            one.is_wrapped = _has_no_room(one, other, width)


def _may_go_on(one: _Line, other: _Line) -> bool:
    is_text = one.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM) and bool(one.text)
    goes_on = other.kind is BlockKind.PARAGRAPH and bool(other.text)
    return is_text and goes_on and NARROWEST <= one.columns <= WIDEST


def _is_asian_wrap(one: _Line, other: _Line) -> bool:
    is_asian = not one.text[-1].isascii() and not other.text[0].isascii()
    return is_asian and one.text[-1] not in "。！？；：.:;!?"


def _has_no_room(one: _Line, other: _Line, width: int) -> bool:
    first = other.text.split(maxsplit=1)[0]
    needed = one.columns + 1 + _columns(first)
    if _GOES_ON.search(one.text):
        return True
    if other.text[0].islower():
        return not _CLOSED.search(one.text) or needed > _NEARLY * width > 0
    return needed > _NEARLY * width > 0


@dataclass
class _Blocks:
    """Puts the lines together; items nest by their indentation."""

    lines: Sequence[_Line]
    levels: list[tuple[int, str, int, int]] = field(default_factory=list)
    """Open lists: indentation, sign, group, and how many items there were."""

    groups: Iterator[int] = field(default_factory=lambda: count(1))

    def read(self) -> Iterator[Block]:
        place = 0
        while place < len(self.lines):
            line = self.lines[place]
            if line.bullet is not None and not line.text:
                place = self._lend_bullet(place)
            elif not line.text:
                place += 1
            else:
                end = self._end(place)
                yield self._block(self.lines[place:end])
                place = end

    def _lend_bullet(self, place: int) -> int:
        """A bullet alone on its line is that of the next line with words."""
        following = place + 1
        while following < len(self.lines) and not self.lines[following].text:
            if self.lines[following].bullet is not None:
                return following
            following += 1
        if following < len(self.lines) and self.lines[following].kind is BlockKind.PARAGRAPH:
            own = self.lines[place]
            line = self.lines[following]
            line.kind, line.bullet, line.indent = BlockKind.ITEM, own.bullet, own.indent
        return following

    def _end(self, place: int) -> int:
        """The line behind the last one of the block that begins here."""
        end = place + 1
        while end < len(self.lines) and (
            self.lines[end - 1].is_wrapped or self._belongs(self.lines[place], self.lines[end])
        ):
            end += 1
        return end

    def _belongs(self, item: _Line, line: _Line) -> bool:
        """Whether it is a further line of an item, beneath its words."""
        if item.bullet is None or line.kind is not BlockKind.PARAGRAPH or not line.text:
            return False
        return line.indent > item.indent

    def _block(self, lines: Sequence[_Line]) -> Block:
        writer = PassageWriter(lines[0].number)
        writer.write(lines[0].text)
        for before, line in pairwise(lines):
            if before.is_wrapped:
                writer.soft_break(line.number)
            else:
                writer.hard_break(line.number)
            writer.write(line.text)
        block = Block(lines[0].kind, writer.passage(), level=lines[0].level)
        if block.kind is not BlockKind.ITEM or lines[0].bullet is None:
            if block.kind is not BlockKind.METADATA:
                self.levels.clear()
            return block
        return self._item(block, lines[0], lines[0].bullet)

    def _item(self, block: Block, line: _Line, bullet: Bullet) -> Block:
        while self.levels and self.levels[-1][0] > line.indent:
            self.levels.pop()
        is_new = not self.levels or self.levels[-1][0] < line.indent
        if not is_new and self.levels[-1][1] != bullet.sign:
            self.levels.pop()
            is_new = True
        if is_new:
            self.levels.append((line.indent, bullet.sign, next(self.groups), 0))
        indent, sign, group, before = self.levels[-1]
        self.levels[-1] = (indent, sign, group, before + 1)
        return replace(
            block, level=len(self.levels), group=group, index=before + 1, number=bullet.number
        )
