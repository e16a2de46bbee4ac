"""The search language: what a learner writes, as a filter.

Nothing that is written is an error: what is not understood is left out and named, so that a query
can be searched for while it is still being written.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from termcards.filters import EVERYTHING, Either, Every, Filter, Has, Not
from termcards.language import tr
from termcards.query.parts import Misread, part, pattern

MOST_PARTS = 100
"""Of a query; more would be a text that was pasted by mistake."""
DEEPEST = 20
"""Brackets within brackets."""
_QUOTES = '"“”„＂'
_SIGN = re.compile(
    rf"""
    (?P<blank>\s+) | (?P<open>[(（]) | (?P<close>[)）]) | (?P<dash>[-－])
    | (?:(?P<key>[A-Za-zＡ-Ｚａ-ｚ]+)[:：])?
      (?: [{_QUOTES}](?P<quoted>(?:\\.|[^{_QUOTES}\\])*)[{_QUOTES}]?
        | (?P<bare>(?:\\.|[^\s()（）])*) )
    """,
    re.VERBOSE,
)
_NO_TEXT = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Query:
    filter: Filter
    remarks: tuple[str, ...] = ()
    """What was not understood, a few words each."""

    hints: tuple[str, ...] = ()
    """What was understood, and may be meant otherwise."""


class _Kind(StrEnum):
    OPEN = "("
    CLOSE = ")"
    DASH = "-"
    OR = "or"
    AND = "and"
    TERM = "term"


@dataclass(frozen=True, slots=True)
class _Token:
    kind: _Kind
    written: str
    part: Filter | None = None
    """What is asked for; `None` where it was not understood."""


_ENDS = (None, _Kind.CLOSE)


def parse(text: str) -> Query:
    """The filter for as much of the text as can be understood, and remarks on the rest."""
    remarks: list[str] = []
    tokens = _within_limits(_tokens(_NO_TEXT.sub(" ", text), remarks), remarks)
    reader = _Reader(tokens, remarks)
    found = reader.read() or EVERYTHING
    return Query(found, tuple(dict.fromkeys(remarks)), tuple(dict.fromkeys(_hints(tokens))))


def _hints(tokens: Sequence[_Token]) -> Iterator[str]:
    """Where other search languages have words, this one has signs."""
    for token, after in pairwise(tokens):
        if token.written.lower() == "not" and after.kind in (_Kind.TERM, _Kind.OPEN):
            what = "(…)" if after.kind is _Kind.OPEN else after.written
            yield tr(
                "{word} is a word here; -{what} leaves that out", word=token.written, what=what
            )


class _Reader:
    """Reads tokens from left to right; `-` binds closest, then nearness, then `or`."""

    def __init__(self, tokens: Sequence[_Token], remarks: list[str]) -> None:
        self._tokens = tokens
        self._place = 0
        self._remarks = remarks

    def read(self) -> Filter | None:
        found = self._either()
        while self._next() is _Kind.CLOSE:  # one that closes nothing
            self._place += 1
            self._remarks.append(tr("{sign} closes nothing", sign=")"))
            found = _every((found, self._either()))
        return found

    def _next(self) -> _Kind | None:
        return self._tokens[self._place].kind if self._place < len(self._tokens) else None

    def _either(self) -> Filter | None:
        parts = [self._every()]
        while self._next() is _Kind.OR:
            self._place += 1
            self._ask_for_what(is_asked=self._next() in _ENDS)
            parts.append(self._every())
        found = tuple(part for part in parts if part is not None)
        return found[0] if len(found) == 1 else Either(found) if found else None

    def _every(self) -> Filter | None:
        parts: list[Filter | None] = []
        while (kind := self._next()) not in _ENDS:
            if kind is _Kind.OR and parts:
                break
            if kind is _Kind.AND and parts:
                self._place += 1
                self._ask_for_what(is_asked=self._next() in (*_ENDS, _Kind.OR))
            else:
                parts.append(self._one())
        return _every(parts)

    def _one(self) -> Filter | None:
        """Where nothing stands before them, `or` and `and` are words like others."""
        is_negated = False
        while self._next() is _Kind.DASH:
            is_negated = not is_negated
            self._place += 1
        if self._next() in _ENDS:
            self._ask_for_what()
            return None
        token = self._tokens[self._place]
        self._place += 1
        found = self._in_brackets() if token.kind is _Kind.OPEN else token.part
        return Not(found) if found is not None and is_negated else found

    def _in_brackets(self) -> Filter | None:
        before = self._place
        found = self._either()
        if self._place == before:
            self._ask_for_what()
        if self._next() is _Kind.CLOSE:
            self._place += 1
        return found

    def _ask_for_what(self, *, is_asked: bool = True) -> None:
        if is_asked:
            written = self._tokens[self._place - 1].written
            self._remarks.append(tr("{written} what?", written=written))


def _every(parts: Iterable[Filter | None]) -> Filter | None:
    found = tuple(part for part in parts if part is not None)
    return found[0] if len(found) == 1 else Every(found) if found else None


def _within_limits(tokens: Iterable[_Token], remarks: list[str]) -> list[_Token]:
    """Leaves out what no person would write: brackets too deep, parts too many."""
    kept: list[_Token] = []
    depth = parts = 0
    for token in tokens:
        depth += (token.kind is _Kind.OPEN) - (token.kind is _Kind.CLOSE and depth > 0)
        parts += token.kind is _Kind.TERM
        if parts > MOST_PARTS or len(kept) > 4 * MOST_PARTS:
            remarks.append(tr("only the first {count} parts are searched for", count=MOST_PARTS))
            break
        is_too_deep = depth > DEEPEST - (token.kind is _Kind.CLOSE)
        if is_too_deep and token.kind in (_Kind.OPEN, _Kind.CLOSE):
            remarks.append(tr("brackets this deep are left out"))
        else:
            kept.append(token)
    return kept


def _tokens(text: str, remarks: list[str]) -> Iterator[_Token]:
    for sign in _SIGN.finditer(text):
        written = sign[0]
        if not written or sign["blank"]:
            continue
        if sign["open"]:
            yield _Token(_Kind.OPEN, "(")
        elif sign["close"]:
            yield _Token(_Kind.CLOSE, ")")
        elif sign["dash"]:
            yield _Token(_Kind.DASH, "-")
        elif written.lower() in ("or", "and"):
            yield _Token(_Kind(written.lower()), written, Has(pattern(written)))
        else:
            yield _Token(_Kind.TERM, written, _understood(sign, remarks))


def _understood(sign: re.Match[str], remarks: list[str]) -> Filter | None:
    try:
        return part(sign)
    except Misread as misread:
        remarks.append(str(misread))
        return None
