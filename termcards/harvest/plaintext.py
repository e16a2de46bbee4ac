"""A posting in plain text, as it is copied from a job board or a mail, into a `Document`."""

import re
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
from termcards.harvest.boards import find_board, job_title
from termcards.harvest.document import Block, BlockKind, Document
from termcards.harvest.wraps import (
    Line,
    columns_of,
    find_wraps,
    is_continued,
    stops_within,
    without_break,
)
from termcards.harvest.writer import PassageWriter
from termcards.notes import Posting

_MARKDOWN = re.compile(r"^ {0,3}\[\^[^\]\n]+\]:|\A---\n|\A\+\+\+\n", re.MULTILINE)
_FRAMED = re.compile(
    r"(?:#{1,6}(?=\s)|={2,}|\*{2,3})\s*([^\s=#*].*?)\s*[=#*]*$|【(.{1,30})】[:：]?$"
)
_DATED = re.compile(
    r"(?:date|posted|posting date|发布日期|更新日期).{0,12}?(\d{4}-\d{2}-\d{2})", re.I
)
_CLOSED = re.compile(r"[.!?:;。！？：；][\"”’)）」]*$")
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
    first = next((block for block in blocks if block.kind is BlockKind.HEADING), None)
    heading = first.passage.text if first else ""
    title = job_title(heading) if job_title(heading) != heading else None
    return Document(posting=Posting("", title or None, date=date), blocks=blocks, footnotes=())


def _lines(text: str) -> list[Line]:
    lines = [_line(number, raw) for number, raw in enumerate(text.split("\n"), 1)]
    lines = [line for line in lines if line is not None]
    _find_metadata(lines)
    find_board(lines)
    _find_headings(lines)
    find_wraps(lines)
    return lines


def _line(number: int, raw: str) -> Line:
    raw = raw.rstrip().expandtabs(_TAB)
    text = raw.lstrip()
    line = Line(number, len(raw) - len(text), text, columns_of(raw))
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


def _find_metadata(lines: Sequence[Line]) -> None:
    told = [line for line in lines if line.text]
    for line in told:
        if line.kind is not BlockKind.HEADING and is_metadata(line.text):
            line.kind = BlockKind.METADATA
    maybe = [line.kind is BlockKind.METADATA or may_be_metadata(line.text) for line in told]
    for place, line in enumerate(told):
        has_like = any(maybe[max(0, place - 1) : place]) or any(maybe[place + 1 : place + 2])
        if maybe[place] and has_like and line.kind is not BlockKind.HEADING:
            line.kind = BlockKind.METADATA


def _find_headings(lines: Sequence[Line]) -> None:
    told = [place for place, line in enumerate(lines) if line.text]
    is_untitled = True
    for at, place in enumerate(told):
        line = lines[place]
        following = lines[told[at + 1]] if at + 1 < len(told) else None
        is_apart = at == 0 or not lines[place - 1].text
        before = lines[told[at - 1]] if at else None
        if line.kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM) or following is None:
            continue
        is_open = _goes_on_small(line, following) and stops_within(line.text)
        if is_untitled and not is_open and _is_no_item(line) and may_be_heading(line.text):
            line.kind, line.level, line.bullet = BlockKind.HEADING, 1, None
        elif _is_heading(line, following, before, is_apart=is_apart):
            line.kind, line.level, line.bullet = BlockKind.HEADING, 2, None
        is_untitled = False


def _goes_on_small(line: Line, following: Line) -> bool:
    is_next = following.number == line.number + 1 and following.bullet is None
    return is_next and following.text[0].islower()


def _is_no_item(line: Line) -> bool:
    """A title may begin with a picture, as items do elsewhere."""
    return line.bullet is None or line.bullet.sign > "\u2600"


def _is_heading(line: Line, following: Line, before: Line | None, *, is_apart: bool) -> bool:
    bare = line.text.rstrip(":：").rstrip()
    is_labelled = bare != line.text
    if _is_no_item(line) and is_known_heading(line.text):
        return True
    if not may_be_heading(bare) or is_continued(before, line):
        return False
    if _goes_on_small(line, following) and not is_labelled:
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


@dataclass
class _Blocks:
    """Puts the lines together; items nest by their indentation."""

    lines: Sequence[Line]
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

    def _belongs(self, item: Line, line: Line) -> bool:
        """Whether it is a further line of an item, beneath its words."""
        if item.bullet is None or line.kind is not BlockKind.PARAGRAPH or not line.text:
            return False
        return line.indent > item.indent

    def _block(self, lines: Sequence[Line]) -> Block:
        writer = PassageWriter(lines[0].number)
        for line, following in pairwise(lines):
            glued = without_break(line.text, following.text) if line.is_wrapped else None
            writer.write(glued or line.text)
            if glued:
                writer.glue(following.number)
            elif line.is_wrapped:
                writer.soft_break(following.number)
            else:
                writer.hard_break(following.number)
        writer.write(lines[-1].text)
        block = Block(lines[0].kind, writer.passage(), level=lines[0].level)
        if block.kind is not BlockKind.ITEM or lines[0].bullet is None:
            if block.kind is not BlockKind.METADATA:
                self.levels.clear()
            return block
        return self._item(block, lines[0], lines[0].bullet)

    def _item(self, block: Block, line: Line, bullet: Bullet) -> Block:
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
