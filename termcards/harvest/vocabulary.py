"""Which words of a text a reader may want to learn: rare enough, and not plain from their parts."""

import re
from enum import StrEnum
from functools import lru_cache

from termcards.harvest.frequencies import frequency
from termcards.harvest.inflections import bases
from termcards.harvest.wordlists import VERBS
from termcards.irregular import IRREGULAR


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
    ("ly", 3, ("", "le")),
    ("ily", 3, ("y",)),
    ("ally", 3, ("", "al")),
    ("ness", 3, ("",)),
    ("iness", 3, ("y",)),
    ("less", 3, ("",)),
    ("ful", 3, ("",)),
    ("en", 4, ("",)),
    ("ership", 3, ("er",)),
    ("wise", 3, ("",)),
    ("ment", 4, ("",)),
    ("ist", 4, ("",)),
    ("ation", 5, ("", "e")),
    ("ification", 3, ("ify",)),
    ("ion", 5, ("", "e")),
    ("ity", 4, ("", "e")),
    ("ability", 3, ("able",)),
    ("ibility", 3, ("ible",)),
    ("ence", 4, ("ent",)),
    ("ance", 4, ("ant",)),
)
"""An ending, how many letters stand before it at least, and what stood in its place: *portion* is
not of *port*.
"""
_AGENT = re.compile(r"(.{3,}?)(?:e?r|or)$")
_PREFIXES = {"non": 4, "un": 5, "multi": 4, "micro": 4, "re": 6, "pre": 6, "co": 6, "inter": 6}
"""And how many letters follow at least: *resolve* is not *solve* again."""


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
    found = [base for base in sorted(found) if len(base) > 2 and frequency(base)]
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
    return any(
        word.startswith(prefix)
        and len(word) - len(prefix) >= least
        and frequency(lemma(word.removeprefix(prefix))) >= ceiling
        for prefix, least in _PREFIXES.items()
    )


@lru_cache(maxsize=16384)
def roots(word: str) -> tuple[str, ...]:
    """The words from which it may be derived by a plain ending: *align* for *alignment*.

    Who does something is told from other words that end alike, as *broker*, by the verbs we list.
    """
    agent = _AGENT.match(word)
    doing = [verb for verb in (agent[1], f"{agent[1]}e") if verb in VERBS] if agent else []
    derived = [
        root
        for ending, least, replacements in _SUFFIXES
        if word.endswith(ending) and len(word) - len(ending) >= least
        for tail in replacements
        if frequency(root := word.removesuffix(ending) + tail) > 0
    ]
    return (*doing, *derived)


def commonness(form: str) -> int:
    """The frequency of a form or of its lemma, whichever is more."""
    return max(frequency(form), frequency(lemma(form)))
