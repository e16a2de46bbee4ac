"""A page of a job board that was pasted whole: what stands before the posting, and its title."""

import re
from collections.abc import Sequence
from itertools import chain

from termcards.harvest.boardlines import is_known_heading, may_be_heading
from termcards.harvest.document import BlockKind
from termcards.harvest.sitewords import is_board_line, is_site_word, saved_title
from termcards.harvest.wraps import Line

_FEWEST = 3
"""Lines of menus and buttons by which a board is told."""
_PAY = re.compile(r"\s*\d{1,3}(?:-\d{1,3})?k?-?(?:\d{1,3}k)?(?:[·•]\d{1,2}薪)?$", re.I)
_PAID = re.compile(r"\d{1,3}-\d{1,3}k\b|\d{1,2}薪$", re.I)
_UNDER_TITLE = re.compile(r"\s[·•|]\s|\bago\b|,\s")
_SENTENCE = re.compile(r"[.!?。！？；;][\"”’)）]*$")
_SENTENCE_COLUMNS = 40
_ACTIVE = re.compile(r"活跃$")


def find_board(lines: Sequence[Line]) -> None:
    """Marks what a board prints as such; before a posting that is all but the title."""
    told = [line for line in lines if line.text]
    is_printed = [_is_printed(line) for line in told]
    for place, line in enumerate(told):
        beside = [*is_printed[max(0, place - 1) : place], *is_printed[place + 1 : place + 2]]
        if is_printed[place] and _is_among_its_like(line, beside, is_printed[:place]):
            _set_aside(line)
            if _ACTIVE.search(line.text) and place + 1 < len(told):
                _set_aside(told[place + 1])  # what the recruiter is
    begin = next((place for place, line in enumerate(told) if _is_of_the_posting(line)), None)
    before = told[:begin] if begin is not None else []
    if sum(is_board_line(line.text) for line in before) < _FEWEST:
        return
    title = _title(before)
    for line in before:
        if line is not title:
            _set_aside(line)


def _is_printed(line: Line) -> bool:
    return line.kind is not BlockKind.HEADING and line.bullet is None and is_board_line(line.text)


def _is_among_its_like(line: Line, beside: Sequence[bool], before: Sequence[bool]) -> bool:
    """*Support* may be a skill, and *About us* a heading: not in the midst of a menu."""
    if is_known_heading(line.text):
        return all(beside) or all((len(before) > 1, *before[-2:]))
    return any(beside) or not is_site_word(line.text)


def job_title(text: str) -> str:
    """Without the pay that some boards print behind it."""
    return _PAY.sub("", text) if _PAID.search(text) else text


def _set_aside(line: Line) -> None:
    line.kind, line.bullet = BlockKind.METADATA, None


def _is_of_the_posting(line: Line) -> bool:
    if line.kind is BlockKind.METADATA:
        return False
    is_sentence = line.columns >= _SENTENCE_COLUMNS and _SENTENCE.search(line.text) is not None
    return line.bullet is not None or is_known_heading(line.text) or is_sentence


def _title(before: Sequence[Line]) -> Line | None:
    """The one that a button repeats, one with the pay, one over a place; else the first."""
    saved = {title for line in before if (title := saved_title(line.text))}
    likely = [line for line in before if not is_board_line(line.text)]
    following = dict(zip(map(id, before), before[1:], strict=False))
    ranked = (
        (line for line in likely if line.text in saved),
        (line for line in likely if _PAID.search(line.text)),
        (line for line in likely if _is_over_a_place(line, following.get(id(line)))),
        (line for line in likely if may_be_heading(line.text)),
    )
    return next(chain.from_iterable(ranked), None)


def _is_over_a_place(line: Line, following: Line | None) -> bool:
    is_place = following is not None and _UNDER_TITLE.search(following.text) is not None
    return is_place and may_be_heading(line.text) and not _UNDER_TITLE.search(line.text)
