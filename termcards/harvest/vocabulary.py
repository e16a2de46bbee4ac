"""Which words of a text a reader may want to learn: rare enough, and not plain from their parts."""

import re
from enum import StrEnum
from functools import lru_cache

from termcards.harvest.frequencies import frequency
from termcards.harvest.inflections import IRREGULAR, bases


class Level(StrEnum):
    """How much English a reader has, as the Common European Framework names it."""

    A2 = "A2"
    B1 = "B1"
    B2 = "B2"
    C1 = "C1"
    C2 = "C2"

    @property
    def ceiling(self) -> int:
        """The frequency, in tenths, from which on such a reader knows a word.

        As many words are as common as this, or more, as readers of the level are said to know:
        families of a word being counted as two forms, some 1000, 1800, 3000, 5000 and 9000.
        """
        return _CEILINGS[self]


_CEILINGS = {Level.A2: 48, Level.B1: 46, Level.B2: 43, Level.C1: 39, Level.C2: 35}
_REGULAR = re.compile(r"(?:ies|ied|ying|ves|es|s|ed|ing)$")
_NO_PLURAL = re.compile(r"(?:ss|us|is|ics|ness|news|series|species)$")
_ONE_SYLLABLE = re.compile(r"[^aeiouy]*[aeiouy][bcdfgklmnprstvz]$")
_MUCH_COMMONER, _MUCH_COMMONER_PLURAL = 3, 11
"""In tenths: a form as much commoner than its base is a word of its own, as *unified* is."""
_SUFFIXES = (
    ("ly", ("", "le")),
    ("ily", ("y",)),
    ("ally", ("", "al")),
    ("ness", ("",)),
    ("iness", ("y",)),
    ("less", ("",)),
    ("ful", ("",)),
    ("en", ("",)),
    ("ship", ("",)),
    ("wise", ("",)),
    ("ment", ("",)),
    ("er", ("", "e")),
    ("or", ("", "e")),
    ("ist", ("",)),
    ("ation", ("", "e")),
    ("ification", ("ify",)),
    ("ion", ("", "e")),
    ("ity", ("", "e")),
    ("ability", ("able",)),
    ("ibility", ("ible",)),
    ("ence", ("ent",)),
    ("ance", ("ant", "")),
)
_PREFIXES = ("non", "multi", "inter", "pre", "re", "un", "co", "sub", "super", "mega", "micro")
_SHORTEST_BASE = 5
"""Letters, behind a prefix: *reside* is not *side* again."""


@lru_cache(maxsize=65536)
def lemma(form: str) -> str:
    """The word, in small letters, under which a dictionary has this form; its spelling stays."""
    word = form.casefold()
    if word in IRREGULAR:
        found = [IRREGULAR[word]]
    elif _NO_PLURAL.search(word) or not _REGULAR.search(word):
        return word
    else:
        found = [base for base in bases(word) if base != word and word.startswith(base[:-1])]
    found = [base for base in sorted(found) if frequency(base)]
    best = max(found, key=lambda base: _likeness(base, word), default=word)
    margin = _MUCH_COMMONER_PLURAL if word.endswith("s") else _MUCH_COMMONER
    is_own = frequency(best) + margin <= frequency(word)
    return word if is_own else best


def _likeness(base: str, word: str) -> tuple[int, int]:
    """*hiring* is of *hire*: that of *hir* would have two r; *lapses* is not of *laps*."""
    is_plural = base[-1] == "s" and base[-2:] != "ss" and frequency(base[:-1]) > frequency(base)
    is_doubled = len(base) > 2 and base[-1] == base[-2] and base[-1] not in "lsfz"
    is_short = word.endswith(("ing", "ed")) and bool(_ONE_SYLLABLE.fullmatch(base))
    has_two = len(word) > len(base) + 1 and word[len(base)] == base[-1]
    return -(is_plural + is_doubled + (is_short and not has_two)), frequency(base)


def is_transparent(word: str, ceiling: int) -> bool:
    """Whether it is made of a word that the reader knows and a part that is plain."""
    if any(frequency(root) >= ceiling for root in roots(word)):
        return True
    for prefix in _PREFIXES:
        rest = word.removeprefix(prefix)
        if rest != word and len(rest) >= _SHORTEST_BASE and frequency(lemma(rest)) >= ceiling:
            return True
    return False


@lru_cache(maxsize=16384)
def roots(word: str) -> tuple[str, ...]:
    """The words from which it may be derived by a plain ending: *align* for *alignment*."""
    return tuple(
        root
        for ending, replacements in _SUFFIXES
        if word.endswith(ending) and len(word) - len(ending) >= 3
        for tail in replacements
        if frequency(root := word.removesuffix(ending) + tail) > 0
    )


def commonness(form: str) -> int:
    """The frequency of a form or of its lemma, whichever is more."""
    return max(frequency(form), frequency(lemma(form)))
