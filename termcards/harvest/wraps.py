"""Lines of plain text, and which go on in the next: wrapped by hand or by a mail program."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from termcards.harvest.boardlines import Bullet
from termcards.harvest.document import BlockKind
from termcards.harvest.frequencies import frequency

NARROWEST, WIDEST = 35, 132
"""Columns of a text whose lines are wrapped; what is narrower needs more evidence."""
_NARROW = 18
_MANY = 4
"""Lines that go on, by which a narrow column is told."""
_NEARLY = 0.9
"""A line of this part of the width is full: items and paragraphs are not wrapped alike."""
_FEW_WORDS = 3
_GOES_ON = re.compile(
    r"(?:[,，、(（&/]|\b(?:a|an|and|as|at|by|for|from|in|into|of|on|or|our|the|their|to|with|your))$"
)
_CLOSED = re.compile(r"[.!?:;。！？：；][\"”’)）」]*$")
_HYPHEN = re.compile(r"([^\W\d_]+)-$")
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(slots=True)
class Line:
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


def columns_of(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(ch) in "WF" else 1 for ch in text)


def find_wraps(lines: Sequence[Line]) -> None:
    """Which lines go on in the next: those that had no room for the next one's first word, or that
    end in the middle of a phrase."""
    pairs = [(one, other) for one, other in pairwise(lines) if _may_go_on(one, other)]
    width = _width([one for one, other in pairs if other.text[0].islower()], len(pairs))
    asian = [one.columns for one, other in pairs if _is_asian_wrap(one, other)]
    asian_width = max(asian) if sum(columns >= max(asian) - 3 for columns in asian) >= 2 else 0
    before: Line | None = None
    for one, other in pairs:
        is_within = before is one
        if one.columns < NARROWEST and not _is_asian_wrap(one, other):
            is_full = one.columns >= _NARROW and width < NARROWEST and _is_full(one, other, width)
            one.is_wrapped = is_full or _is_cut(one, other, is_within=is_within)
        elif _is_asian_wrap(one, other):
            one.is_wrapped = one.columns >= max(NARROWEST, asian_width - 3) and bool(asian_width)
        else:
            one.is_wrapped = _has_no_room(one, other, width)
        before = other if one.is_wrapped else None


def is_continued(before: Line | None, line: Line) -> bool:
    """Whether the line right before this one stops in the middle of a phrase."""
    if before is None or before.number != line.number - 1:
        return False
    return before.columns >= NARROWEST and stops_within(before.text)


def stops_within(text: str) -> bool:
    """Whether its last word or sign belongs to what follows."""
    return _GOES_ON.search(text) is not None


def without_break(text: str, following: str) -> str | None:
    """A line's text with which the next goes on at once, where a hyphen ends it; else `None`.

    The hyphen goes where it only parts a word, which is then more common than its parts.
    """
    first, second = _HYPHEN.search(text), _LETTERS.match(following)
    if first is None or second is None or not following[0].islower():
        return None
    parts = first[1].lower(), second[0]
    return text[:-1] if frequency("".join(parts)) > min(map(frequency, parts)) else text


def _width(goes_on: Sequence[Line], pairs: int) -> float:
    """Of the column; a line in ten may be longer. 0 where nothing tells."""
    columns = sorted(line.columns for line in goes_on)
    wide = [each for each in columns if each >= NARROWEST]
    if len(wide) >= 2:
        return wide[len(wide) * 9 // 10]
    narrow = [each for each in columns if each >= _NARROW]
    is_column = len(narrow) >= max(_MANY, pairs / 2)
    return narrow[len(narrow) * 9 // 10] if is_column else 0


def _may_go_on(one: Line, other: Line) -> bool:
    is_text = one.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM) and bool(one.text)
    goes_on = other.kind is BlockKind.PARAGRAPH and bool(other.text)
    return is_text and goes_on and one.columns <= WIDEST


def _is_asian_wrap(one: Line, other: Line) -> bool:
    is_asian = not one.text[-1].isascii() and not other.text[0].isascii()
    return is_asian and one.text[-1] not in "。！？；：.:;!?"


def _has_no_room(one: Line, other: Line, width: float) -> bool:
    if _GOES_ON.search(one.text) or _is_bracket_open(one, other):
        return True
    is_full = _is_full(one, other, width)
    if other.text[0].islower() or (other.text[0] in "(（" and one.text[-1].isalnum()):
        return not _CLOSED.search(one.text) or is_full
    return is_full


def _is_full(one: Line, other: Line, width: float) -> bool:
    first = other.text.split(maxsplit=1)[0]
    return one.columns + 1 + columns_of(first) > _NEARLY * width > 0


def _is_cut(one: Line, other: Line, *, is_within: bool) -> bool:
    """Whether a short line ends in the middle of a phrase; short ones may well be a list."""
    if _CLOSED.search(one.text):
        return False
    if _is_bracket_open(one, other):
        return True
    is_begun = is_within or (
        not one.text[0].islower() and len(_LETTERS.findall(one.text)) >= _FEW_WORDS
    )
    is_left_open = other.text[0].islower() or other.text[0] in "(（)）,，"
    return is_begun and (is_left_open or (bool(_GOES_ON.search(one.text)) and one.text[-1] != ","))


def _is_bracket_open(one: Line, other: Line) -> bool:
    """Whether a bracket of the first line is closed in the second."""
    opened = max(one.text.rfind("("), one.text.rfind("（"))
    if opened <= max(one.text.rfind(")"), one.text.rfind("）")):
        return False
    closed, again = (re.search(signs, other.text) for signs in ("[)）]", "[(（]"))
    return closed is not None and (again is None or closed.start() < again.start())
