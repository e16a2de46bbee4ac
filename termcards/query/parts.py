"""One part of a query: words, or a key with its value."""

import re
from collections.abc import Callable, Iterable

from termcards.filters import (
    Added,
    Asks,
    Compares,
    Filter,
    Flagged,
    Has,
    InDeck,
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

LONGEST_AGO = 36500
"""Days."""
SHOWN = 24
"""Characters of what was not understood."""

_ESCAPED = re.compile(r"\\([\\\"“”„＂*＊()（）:：－-])|[*＊]")
_GAP = "\0"
_COMPARISON = re.compile(r"([a-z]*)\s*(<=|>=|!=|=|<|>)?\s*(.*)")
_ALSO_WRITTEN = str.maketrans({"≠": "!=", "≤": "<=", "≥": ">="})
_NUMBER = re.compile(r"-?\d{1,6}(\.\d{1,3})?")
_DAYS = re.compile(r"(\d{1,9})(?::([1-4]))?")


class Misread(Exception):  # noqa: N818  # it never leaves this package
    """What to say of a part that is not understood."""


def part(sign: re.Match[str]) -> Filter | None:
    """What a token with the groups `key`, `quoted` and `bare` asks for. Raises `Misread`."""
    value = sign["quoted"] if sign["quoted"] is not None else sign["bare"]
    key = folded(sign["key"] or "")
    if key in _READERS:
        if not folded(value):
            raise Misread(tr("{key}: what?", key=key))
        return _READERS[key](value)
    near = _near(key)
    if near:
        raise Misread(tr("{key}:? did you mean {near}:", key=key, near=near[0]))
    if sign["key"]:  # no key of ours: a time, a proportion, an address
        value = sign[0]
    text = pattern(value)
    if not any(text.pieces):
        if sign["quoted"] is not None:
            raise Misread(tr("{written} what?", written='"'))
        return None
    return Has(text)


def _near(key: str) -> list[str]:
    """The key of ours that was meant; very short ones would be near to anything."""
    if len(key) < 3:
        return []
    from difflib import get_close_matches

    return get_close_matches(key, _READERS, n=1, cutoff=0.75)


def pattern(text: str) -> Pattern:
    """The text folded, with a gap at each star that is not escaped."""
    with_gaps = _ESCAPED.sub(lambda found: found[1] or _GAP, text)
    return Pattern(tuple(map(folded, with_gaps.split(_GAP))))


def _has(place: Place) -> Callable[[str], Filter]:
    return lambda value: Has(pattern(value), place)


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
            raise Misread(
                tr("{key}:{value}? perhaps {meant}", key=key, value=_short(value), meant=meant)
            )
        raise Misread(
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
        raise Misread(tr("added:{value}? a number of days, such as added:7", value=_short(value)))
    return Added(min(int(found[1]), LONGEST_AGO))


def _rated(value: str) -> Filter:
    found = _DAYS.fullmatch(folded(value))
    if found is None or not int(found[1]):
        raise Misread(
            tr("rated:{value}? days and a button, such as rated:7:1", value=_short(value))
        )
    return Rated(min(int(found[1]), LONGEST_AGO), int(found[2]) if found[2] else None)


def _compares(value: str) -> Filter:
    found = _COMPARISON.fullmatch(folded(value.translate(_ALSO_WRITTEN)))
    name = found[1] if found else ""
    if name not in tuple(Property):
        _one_of("prop", name or value, Property)
    if found is None or found[2] is None or not _NUMBER.fullmatch(found[3]):
        raise Misread(
            tr("prop:{value}? a number, such as prop:{name}>2", value=_short(value), name=name)
        )
    return Compares(Property(name), Relation(found[2]), float(found[3]))


def _short(value: str) -> str:
    return value if len(value) <= SHOWN else f"{value[:SHOWN]}…"


_READERS: dict[str, Callable[[str], Filter]] = {
    "deck": lambda value: InDeck(pattern(value)),
    "tag": lambda value: Tagged(pattern(value)),
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
