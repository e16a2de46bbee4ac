"""The search language: what a learner writes, as a filter.

Nothing that is written is an error: what is not understood is left out and named, so that a query
can be searched for while it is still being written.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from termcards.filters import (
    EVERYTHING,
    Added,
    Asks,
    Compares,
    Either,
    Every,
    Filter,
    Flagged,
    Has,
    InDeck,
    Not,
    Pattern,
    Place,
    Property,
    Rated,
    Relation,
    Stands,
    State,
    Tagged,
)
from termcards.language import tr
from termcards.notes import Direction
from termcards.plaintext import folded

MOST_PARTS = 100
"""Of a query; more would be a text that was pasted by mistake."""
DEEPEST = 20
"""Brackets within brackets."""
LONGEST_AGO = 36500
"""Days."""
SHOWN = 24
"""Characters of what was not understood."""

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
_ESCAPED = re.compile(r"\\([\\\"“”„＂*＊()（）:：－-])|[*＊]")
_GAP = "\0"
_NO_TEXT = re.compile("[\0\ud800-\udfff]")
_COMPARISON = re.compile(r"([a-z]*)\s*(<=|>=|!=|=|<|>)?\s*(.*)")
_ALSO_WRITTEN = str.maketrans({"≠": "!=", "≤": "<=", "≥": ">="})
_NUMBER = re.compile(r"-?\d{1,6}(\.\d{1,3})?")
_DAYS = re.compile(r"(\d+)(?::([1-4]))?")


@dataclass(frozen=True, slots=True)
class Query:
    filter: Filter
    remarks: tuple[str, ...] = ()
    """What was not understood, a few words each."""


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


class _Misread(Exception):  # noqa: N818  # it never leaves this module
    """What to say of a part that is not understood."""


def parse(text: str) -> Query:
    """The filter for as much of the text as can be understood, and remarks on the rest."""
    remarks: list[str] = []
    tokens = _within_limits(_tokens(_NO_TEXT.sub(" ", text), remarks), remarks)
    reader = _Reader(tokens, remarks)
    return Query(reader.read() or EVERYTHING, tuple(dict.fromkeys(remarks)))


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
            yield _Token(_Kind(written.lower()), written, Has(_pattern(written)))
        else:
            yield _Token(_Kind.TERM, written, _understood(sign, remarks))


def _understood(sign: re.Match[str], remarks: list[str]) -> Filter | None:
    try:
        return _part(sign)
    except _Misread as misread:
        remarks.append(str(misread))
        return None


def _part(sign: re.Match[str]) -> Filter | None:
    value = sign["quoted"] if sign["quoted"] is not None else sign["bare"]
    key = folded(sign["key"] or "")
    if key in _READERS:
        if not folded(value):
            raise _Misread(tr("{key}: what?", key=key))
        return _READERS[key](value)
    near = _near(key)
    if near:
        raise _Misread(tr("{key}:? did you mean {near}:", key=key, near=near[0]))
    if sign["key"]:  # no key of ours: a time, a proportion, an address
        value = sign[0]
    pattern = _pattern(value)
    if not any(pattern.pieces):
        if sign["quoted"] is not None:
            raise _Misread(tr("{written} what?", written='"'))
        return None
    return Has(pattern)


def _near(key: str) -> list[str]:
    """The key of ours that was meant; very short ones would be near to anything."""
    if len(key) < 3:
        return []
    from difflib import get_close_matches

    return get_close_matches(key, _READERS, n=1, cutoff=0.75)


def _pattern(text: str) -> Pattern:
    with_gaps = _ESCAPED.sub(lambda found: found[1] or _GAP, text)
    return Pattern(tuple(map(folded, with_gaps.split(_GAP))))


def _has(place: Place) -> Callable[[str], Filter]:
    return lambda value: Has(_pattern(value), place)


def _stands(value: str) -> Filter:
    return Stands(State(_one_of("is", value, State)))


def _asks(value: str) -> Filter:
    return Asks(Direction(_one_of("card", value, Direction)))


def _flagged(value: str) -> Filter:
    return Flagged(int(_one_of("flag", value, "01234")))


def _one_of(key: str, value: str, known: Iterable[str]) -> str:
    wanted = folded(value)
    words = tuple(known)
    if wanted not in words:
        begun = [word for word in words if word.startswith(wanted)]
        if begun:
            meant = " ".join(begun)
            raise _Misread(
                tr("{key}:{value}? perhaps {meant}", key=key, value=_short(value), meant=meant)
            )
        raise _Misread(
            tr(
                "{key}:{value}? known are {known}",
                key=key,
                value=_short(value),
                known=" ".join(words),
            )
        )
    return wanted


def _added(value: str) -> Filter:
    found = _DAYS.fullmatch(folded(value))
    if found is None or found[2] or not int(found[1]):
        raise _Misread(tr("added:{value}? a number of days, such as added:7", value=_short(value)))
    return Added(min(int(found[1]), LONGEST_AGO))


def _rated(value: str) -> Filter:
    found = _DAYS.fullmatch(folded(value))
    if found is None or not int(found[1]):
        raise _Misread(
            tr("rated:{value}? days and a button, such as rated:7:1", value=_short(value))
        )
    return Rated(min(int(found[1]), LONGEST_AGO), int(found[2]) if found[2] else None)


def _compares(value: str) -> Filter:
    found = _COMPARISON.fullmatch(folded(value.translate(_ALSO_WRITTEN)))
    name = found[1] if found else ""
    if name not in tuple(Property):
        _one_of("prop", name or value, Property)
    if found is None or found[2] is None or not _NUMBER.fullmatch(found[3]):
        raise _Misread(
            tr("prop:{value}? a number, such as prop:{name}>2", value=_short(value), name=name)
        )
    return Compares(Property(name), Relation(found[2]), float(found[3]))


def _short(value: str) -> str:
    return value if len(value) <= SHOWN else f"{value[:SHOWN]}…"


_READERS: dict[str, Callable[[str], Filter]] = {
    "deck": lambda value: InDeck(_pattern(value)),
    "tag": lambda value: Tagged(_pattern(value)),
    "is": _stands,
    "flag": _flagged,
    "source": _has(Place.SOURCE),
    "added": _added,
    "rated": _rated,
    "prop": _compares,
    "term": _has(Place.TERM),
    "meaning": _has(Place.MEANING),
    "card": _asks,
}
KEYS = tuple(_READERS)
