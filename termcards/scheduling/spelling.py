"""How a typed answer compares with the names it could be: letter by letter, without pedantry.

What makes no other word makes no difference: case, width, accents on Latin letters, hyphens and
blanks, apostrophes, an article, a regular plural, British or American spelling where sure.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from termcards.plaintext import visible
from termcards.scheduling.variants import one_spelling

LONGEST_COMPARED = 300
"""Characters; longer texts are compared as a whole."""
LETTERS_A_SLIP = 5
"""A word of so many letters may have one of them wrong and be nearly right."""
LIKE_ENOUGH = 0.5
"""From which likeness on single letters tell more than the two words side by side."""

_SEPARATORS = re.compile(r"[\s\-_/\u00b7\u2010-\u2015\u2212\u30fb\uff65]+")
_SILENT = re.compile("['\u2018\u2019\u02bc\u201c\u201d\"\u200b\u2060]|(?<=[^\\W_])\\.(?!\\d)")
_ARTICLE = re.compile(r"(?:an?|the|to)[\s\-\u2010\u2011](?=\S)", re.IGNORECASE)
_BRACKETED = re.compile(r"\s*[(（][^()（）]*[)）]\s*")
_SIBILANTS = ("s", "x", "z", "ch", "sh", "o")


class Verdict(StrEnum):
    RIGHT = "right"
    NEARLY = "nearly"
    """A slip or two."""

    WRONG = "wrong"
    NOTHING = "nothing"
    """Nothing was typed."""


QUALITIES = {Verdict.RIGHT: 4, Verdict.NEARLY: 3, Verdict.WRONG: 2, Verdict.NOTHING: 2}
"""What each verdict suggests; the learner decides."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of both texts."""

    typed: str
    expected: str
    is_same: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    verdict: Verdict
    typed: str
    expected: str
    """The name that is nearest to what was typed."""

    parts: tuple[Part, ...]
    """Those of `typed` make it up again, and so do those of `expected`."""

    @property
    def quality(self) -> int:
        return QUALITIES[self.verdict]


def compare(typed: str, names: Sequence[str]) -> Comparison:
    """What was typed beside the nearest of the names, of which there is at least one.

    All texts are taken as they may be shown.
    """
    typed, shown = _tidy(typed), [_tidy(name) for name in names]
    if not _key(typed):
        return Comparison(Verdict.NOTHING, typed, shown[0], _whole(typed, shown[0]))
    for name in shown:
        if any(_is_same(typed, form) for form in _forms(name)):
            return Comparison(Verdict.RIGHT, typed, name, (Part(typed, name, is_same=True),))
    expected = max(shown, key=lambda name: _likeness(typed, name))
    is_near = any(_is_near(typed, form) for form in _forms(expected))
    verdict = Verdict.NEARLY if is_near else Verdict.WRONG
    return Comparison(verdict, typed, expected, _parts(typed, expected))


def _tidy(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", visible(text)).split())


def _forms(name: str) -> Iterator[str]:
    """The name, and the same without what stands in brackets."""
    yield name
    bare = " ".join(_BRACKETED.sub(" ", name).split())
    if bare != name and _key(bare):
        yield bare


def _is_same(typed: str, name: str) -> bool:
    first, second = _key(typed), _key(name)
    is_word = not name.isupper()  # typed in capitals it is no abbreviation
    return (
        first == second
        or ((is_word or _may_be_plural(typed)) and first in _plurals(second))
        or (_may_be_plural(name) and second in _plurals(first))
    )


def _may_be_plural(text: str) -> bool:
    """The S of an abbreviation in capitals belongs to it."""
    bare = text.rstrip(" .'\u2019")
    return not (bare.endswith("S") and bare.isupper())


def _plurals(singular: str) -> tuple[str, ...]:
    """The regular plurals of a word, if it may have one."""
    if len(singular) < 2 or not (singular[-1].isascii() and singular[-1].isalnum()):
        return ()
    plurals = [f"{singular}s"]
    if singular.endswith(_SIBILANTS):
        plurals.append(f"{singular}es")
    if singular.endswith("y") and singular[-2] not in "aeiou":
        plurals.append(f"{singular[:-1]}ies")
    return tuple(plurals)


def _key(text: str) -> str:
    """What is left of a text when all that makes no difference is gone."""
    plain = _SILENT.sub("", _plain(text)).casefold()
    words = [word for word in _SEPARATORS.split(_without_article(plain.strip())) if word]
    return "".join(map(one_spelling, words))


def _without_article(text: str) -> str:
    found = _ARTICLE.match(text)
    return text[found.end() :] if found else text


def _plain(text: str) -> str:
    """The letters of one width, Latin ones without accents.

    The marks of other scripts stay: in Japanese they make another letter.
    """
    kept: list[str] = []
    for sign in unicodedata.normalize("NFKD", text):
        is_mark = unicodedata.combining(sign) and kept and kept[-1].isascii()
        if not is_mark:
            kept.append(sign)
    return unicodedata.normalize("NFC", "".join(kept))


def _is_near(typed: str, name: str) -> bool:
    """An abbreviation with another letter is another one."""
    if name.isupper():
        return False
    one, other = _key(typed), _key(name)
    allowed = min(3, max(len(one), len(other)) // LETTERS_A_SLIP)
    if not allowed or max(len(one), len(other)) > LONGEST_COMPARED:
        return False
    return abs(len(one) - len(other)) <= allowed and _slips(one, other) <= allowed


def _slips(one: str, other: str) -> int:
    """How many letters are wrong, missing, too many, or swapped with the next one."""
    before: list[int] = []
    above = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        line = [row]
        for column, wanted in enumerate(other, 1):
            cost = min(above[column] + 1, line[-1] + 1, above[column - 1] + (letter != wanted))
            if row > 1 and column > 1 and (letter, one[row - 2]) == (other[column - 2], wanted):
                cost = min(cost, before[column - 2] + 1)
            line.append(cost)
        before, above = above, line
    return above[-1]


def _likeness(typed: str, name: str) -> float:
    if max(len(typed), len(name)) > LONGEST_COMPARED:
        return 0.0
    return SequenceMatcher(None, _key(typed), _key(name), autojunk=False).ratio()


def _parts(typed: str, expected: str) -> tuple[Part, ...]:
    if _likeness(typed, expected) < LIKE_ENOUGH:
        return _whole(typed, expected)
    signs, wanted = _signs(typed), _signs(expected)
    matcher = SequenceMatcher(
        None, list(map(_folded, signs)), list(map(_folded, wanted)), autojunk=False
    )
    return tuple(
        Part("".join(signs[a:b]), "".join(wanted[c:d]), is_same=kind == "equal")
        for kind, a, b, c, d in matcher.get_opcodes()
    )


def _whole(typed: str, expected: str) -> tuple[Part, ...]:
    return (Part(typed, expected, is_same=False),)


def _signs(text: str) -> list[str]:
    """The letters, each with the marks on it."""
    signs: list[str] = []
    for sign in text:
        if signs and unicodedata.combining(sign):
            signs[-1] += sign
        else:
            signs.append(sign)
    return signs


def _folded(sign: str) -> str:
    folded = _plain(sign).casefold()
    return " " if _SEPARATORS.fullmatch(folded) else folded
