"""Printed lines into paragraphs, list items and headings."""

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from termcards.harvest.bullets import Bullet, bullet_of
from termcards.harvest.document import Block, BlockKind, Passage
from termcards.harvest.pagelines import Line
from termcards.harvest.writer import is_east_asian

_OUTLINE_BULLET = re.compile(r"o\s+(?=[A-Z0-9])")
_SENTENCE_END = re.compile(r"[.!?:;。！？：；][\"”’)\]）」]*$")
_EAST_ASIAN = re.compile("[\u3400-\u9fff]")
_TALL = 1.4
"""Between lines with Chinese in them, where the others are set closer, in leadings."""
_SOFT_HYPHENS = ("\u2010", "\u00ad")
_COMPOUND_ENDS = frozenset(
    {
        *("to", "on", "in", "up", "off", "out", "by", "end", "and", "or", "based"),
        *("driven", "facing", "level", "time", "party", "solving", "oriented", "minded"),
        *("stage", "quality", "day", "term", "wide", "specific", "related", "led", "first"),
        *("ready", "scale", "long", "only", "wheel", "side"),
    }
)
"""What follows a hyphen that a writer sets, where it happens to end a line."""
_NARROW, _WIDE = frozenset("ijltfrI.,:;'|!()[]- "), frozenset("mwMW@%—")


@dataclass(frozen=True, slots=True)
class _Setting:
    """How the text is set, as far as it can be told from all of it."""

    size: float
    """Of most letters."""

    leading: float
    """Between the baselines of a paragraph's lines, in sizes."""

    heading_sizes: tuple[float, ...]
    """Those above the text's, ascending."""


def blocks_of(lines: Sequence[Line]) -> tuple[Block, ...]:
    if not lines:
        return ()
    setting = _setting(lines)
    edges = _right_edges(lines)
    words = Counter(word for line in lines for word in re.findall(r"[\w-]+", line.text.lower()))
    writer = _Blocks(setting, words)
    before: Line | None = None
    number = 0
    for index, line in enumerate(lines):
        bullet = _bullet(line, number)
        is_joined = (
            before is not None
            and bullet is None
            and _continues(before, line, setting, edges[index - 1], writer)
        )
        if is_joined:
            writer.go_on(line)
        else:
            writer.begin(line, bullet)
        if bullet is not None:
            number = bullet.number or 0
        before = line
    return tuple(writer.finished())


class _Blocks:
    def __init__(self, setting: _Setting, words: Counter[str]) -> None:
        self.setting = setting
        self.words = words
        self.blocks: list[Block] = []
        self.lines: list[Line] = []
        self.bullet: Bullet | None = None
        self.groups = 0
        self.items = 0
        self.indents: list[float] = []

    @property
    def is_item(self) -> bool:
        return self.bullet is not None

    @property
    def is_hanging(self) -> bool:
        """Whether the bullet stands out to the left of the item's words."""
        first = self.lines[0] if self.lines else None
        return first is not None and first.bullet is not None and first.bullet_x < first.x

    @property
    def left(self) -> float:
        """Where the bullet stands, or the first line."""
        first = self.lines[0]
        return first.bullet_x if first.bullet else first.x

    def begin(self, line: Line, bullet: Bullet | None) -> None:
        self._finish()
        self.lines, self.bullet = [line], bullet

    def go_on(self, line: Line) -> None:
        self.lines.append(line)

    def finished(self) -> list[Block]:
        self._finish()
        return self.blocks

    def _finish(self) -> None:
        if not self.lines:
            return
        first = self.lines[0]
        skipped = self.bullet.length if self.bullet and not first.bullet else 0
        passage = _joined(self.lines, skipped, self.words)
        if self.bullet is not None:
            self.blocks.append(self._item(passage, self.bullet))
        else:
            self.indents, self.items = [], 0
            level = _heading_level(self.lines, self.setting)
            kind = BlockKind.HEADING if level else BlockKind.PARAGRAPH
            self.blocks.append(Block(kind, passage, level=level))

    def _item(self, passage: Passage, bullet: Bullet) -> Block:
        if not self.items or (bullet.number == 1 and len(self.indents) <= 1):
            self.groups, self.items, self.indents = self.groups + 1, 0, []
        left, tolerance = self.left, 0.5 * self.setting.size
        self.indents = [indent for indent in self.indents if indent < left + tolerance]
        if not self.indents or left > self.indents[-1] + tolerance:
            self.indents.append(left)
        self.items += 1
        return Block(
            BlockKind.ITEM, passage, len(self.indents), self.groups, self.items, bullet.number
        )


def _setting(lines: Sequence[Line]) -> _Setting:
    letters: Counter[float] = Counter()
    for line in lines:
        letters[round(line.size, 1)] += len(line.text)
    size = letters.most_common(1)[0][0] or 1.0
    gaps = sorted(
        gap / size
        for before, line in pairwise(lines)
        if before.page == line.page and abs(line.size - size) < 0.5 > abs(before.size - size)
        if 0.9 * size <= (gap := before.y - line.y) <= 2.2 * size
    )
    leading = gaps[len(gaps) // 4] if gaps else 1.2
    return _Setting(size, leading, tuple(sorted(s for s in letters if s >= 1.12 * size)))


def _continues(before: Line, line: Line, setting: _Setting, edge: float, writer: _Blocks) -> bool:
    """Whether the line is what did not fit on the line before it."""
    if abs(before.size - line.size) > 0.1 * before.size or before.is_bold != line.is_bold:
        return False
    size = before.size
    first_word = line.text[0] if is_east_asian(line.text[0]) else line.text.split(" ", 1)[0]
    is_full = before.x + width(f"{before.text} {first_word}", size) >= 0.9 * edge
    if before.text.endswith(_SOFT_HYPHENS):
        return True
    if before.page != line.page or line.y >= before.y:
        is_open = _SENTENCE_END.search(before.text) is None
        return is_full and is_open and (line.text[0].islower() or is_east_asian(line.text[0]))
    is_tall = _EAST_ASIAN.search(before.text) or _EAST_ASIAN.search(line.text)
    furthest = (_TALL if is_tall else 1.22) * setting.leading
    if before.y - line.y > furthest * max(size, setting.size):
        return False
    if writer.is_item and line.x < writer.left - 0.3 * size:
        return False
    if writer.is_hanging and abs(line.x - writer.lines[0].x) < 0.3 * size:
        return True
    indent = line.x - before.x
    is_near = -4 * size <= indent <= (4 if writer.is_item else 2.5) * size
    return is_near and (
        is_full or (abs(indent) < size and _is_cut(before.text, line.text, writer.is_item))
    )


def _is_cut(before: str, line: str, is_item: bool) -> bool:
    """Whether a phrase is cut in two between the lines, wherever the first one ends."""
    if _SENTENCE_END.search(before):
        return False
    is_open = before.rfind("(") > before.rfind(")") or before.rfind("（") > before.rfind("）")
    if is_item and is_east_asian(line[0]) and _SENTENCE_END.search(line):
        return True
    return is_open or line[0].islower() or line[0] in "(（)）,，"


def _right_edges(lines: Sequence[Line]) -> list[float]:
    """How far to the right the lines near each line go, of those in letters of its size.

    What begins to the right of where a line ends is another column.
    """
    ends = [line.x + width(line.text, line.size) for line in lines]
    edges = []
    for index, line in enumerate(lines):
        near = range(max(0, index - 12), min(len(lines), index + 13))
        own = (i for i in near if abs(lines[i].size - line.size) < 0.5 and lines[i].x < ends[index])
        edges.append(max(ends[i] for i in own))
    return edges


def width(text: str, size: float) -> float:
    """About how wide the text is, in points, in a usual typeface."""
    return size * sum(map(_character_width, text))


def _character_width(character: str) -> float:
    if character in _NARROW:
        return 0.29
    if character in _WIDE:
        return 0.85
    if unicodedata.east_asian_width(character) in "WF":
        return 1.0
    return 0.66 if character.isupper() else 0.53


def _bullet(line: Line, last_number: int) -> Bullet | None:
    if line.bullet is not None:
        digits = re.sub(r"\D", "", line.bullet)
        return Bullet(0, int(digits) if digits else None)
    match = _OUTLINE_BULLET.match(line.text)
    return Bullet(match.end()) if match else bullet_of(line.text, last_number)


def _heading_level(lines: Sequence[Line], setting: _Setting) -> int:
    """0 for what is no heading."""
    text = " ".join(line.text for line in lines)
    if len(text) > 120 or len(lines) > 3 or text.endswith((".", ",", ";", "。", "；")):
        return 0
    larger = setting.heading_sizes
    rank = bisect_left(larger, round(lines[0].size, 1))
    if rank < len(larger) and lines[0].size >= 1.12 * setting.size:
        return min(6, len(larger) - rank)
    return min(6, len(larger) + 1) if all(line.is_bold for line in lines) else 0


def _joined(lines: Sequence[Line], skipped: int, words: Counter[str]) -> Passage:
    text = lines[0].text[skipped:]
    starts = [(0, lines[0].number)]
    for line in lines[1:]:
        text = _with_joint(text, line.text, words)
        starts.append((len(text), line.number))
        text += line.text
    return Passage(text, starts=tuple(starts))


def _with_joint(text: str, following: str, words: Counter[str]) -> str:
    """The text so far, ready for the line that follows."""
    if text.endswith(_SOFT_HYPHENS):
        return text[:-1]
    match = re.search(r"([^\W\d_]+)-$", text)
    if match is None:
        both = text[-1:] + following[:1]
        return text if len(both) == 2 and all(map(is_east_asian, both)) else f"{text} "
    return text[:-1] if _is_broken(match[1], following, words) else text


def _is_broken(first: str, following: str, words: Counter[str]) -> bool:
    """Whether a hyphen at a line's end only parts a word; a writer's own hyphen stays."""
    match = re.match(r"[^\W\d_]+", following)
    if match is None or not match[0].islower():
        return False
    first, second = first.lower(), match[0]
    if words[first + second]:
        return True
    if words[f"{first}-{second}"] or second in _COMPOUND_ENDS or len(first) < 2:
        return False
    return not (words[first] and words[second] > 1)
