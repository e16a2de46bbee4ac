"""Which words of a text a reader may want to learn: rare enough, and not plain from their parts."""

import math
import re
from enum import StrEnum
from functools import lru_cache

from termcards.harvest.frequencies import frequency
from termcards.harvest.inflections import bases, irregular_forms
from termcards.harvest.wordlists import PLURALS_ONLY, VERBS
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
_MUCH_COMMONER_IN_S = 3
"""Behind *a* and *o*, where a plural is hardly ever commoner: *alias*, *kudos*."""
_VERBAL = re.compile(r"(?:i[sz]e|ate|ify)$")
_TOGETHER = 3
"""In tenths: by how much the ceiling is higher for all forms of a word together."""
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
    ("ive", 4, ("",)),
    ("sive", 4, ("de", "d")),
    ("action", 4, ("y",)),
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
_SHOUTED, _SHOUTED_SHORT = 35, 50
"""In tenths: capitals of more than three letters, and of three, that are a word."""
_AGENT = re.compile(r"(.{3,}?)(?:e?r|or)$")
_PREFIXES = {"non": 4, "un": 5, "multi": 4, "micro": 4, "re": 6, "pre": 6, "co": 6, "inter": 6}
"""And how many letters follow at least: *resolve* is not *solve* again."""


@lru_cache(maxsize=65536)
def lemma(form: str) -> str:
    """The word, in small letters, under which a dictionary has this form; its spelling stays."""
    word = form.casefold()
    base = _base(word)
    return word if base == word or _is_word_of_its_own(word, base) else base


@lru_cache(maxsize=65536)
def _base(word: str) -> str:
    """The likeliest of the words that it may be a form of; itself among them."""
    if word in IRREGULAR:
        found = [IRREGULAR[word]]
    elif word in PLURALS_ONLY or _NO_PLURAL.search(word) or not _REGULAR.search(word):
        return word
    else:
        found = [base for base in bases(word) if base != word and word.startswith(base[:-1])]
    found = [base for base in sorted(found) if len(base) > 2 and frequency(base)]
    return max(found, key=lambda base: _likeness(base, word), default=word)


def _is_word_of_its_own(word: str, base: str) -> bool:
    common, base_common = frequency(word), frequency(base)
    if word.endswith("s"):
        margin = _MUCH_COMMONER_IN_S if word[-2] in "ao" else _MUCH_COMMONER_PLURAL
        return base_common + margin <= common or _has_plural(word, base)
    if base_common + _MUCH_COMMONER <= common:
        return True
    return word.endswith("ing") and not _is_verb(base)


def _has_plural(word: str, base: str) -> bool:
    """*lenses* are more than one *lens*; but *lapses* are no *laps*."""
    is_rarer = base == word[:-1] and frequency(base) < frequency(word)
    is_of_e = frequency(f"{word}e") + _MUCH_COMMONER_PLURAL > frequency(word)
    return is_rarer and not is_of_e and frequency(f"{word}es") > 0


@lru_cache(maxsize=16384)
def _is_verb(word: str) -> bool:
    """Whether it has further forms of a verb: nobody *onboards*, so that *onboarding* is a noun."""
    if word in VERBS or _VERBAL.search(word):
        return True
    stem = word.removesuffix("e")
    forms = (f"{word}s", f"{word}es", f"{stem}ed", f"{word}{word[-1]}ed", f"{word[:-1]}ies")
    return any(map(frequency, forms))


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


def is_familiar(word: str, ceiling: int) -> bool:
    """Whether all forms together, its own or those of a word in it, are common enough to be known.

    Who has met *satisfied* and *satisfies* often enough needs no card for *satisfaction*.
    """
    return any(_together(one) >= ceiling + _TOGETHER for one in (word, *roots(word)))


@lru_cache(maxsize=16384)
def _together(word: str) -> int:
    """The frequency of all the forms of a word, in tenths."""
    base = lemma(word)
    stem, last = base.removesuffix("e"), base[-1]
    forms = {f"{base}s", f"{base}es", f"{stem}ed", f"{stem}ing", *irregular_forms(base)}
    forms |= {f"{base}{last}ed", f"{base}{last}ing", f"{base[:-1]}ies", f"{base[:-1]}ied"}
    own = {base, *(form for form in forms if frequency(form) and _base(form) == base)}
    return round(10 * math.log10(sum(10 ** (frequency(form) / 10) for form in own)))


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
    """The frequency of a form or of its base, whichever is more."""
    return max(frequency(form), frequency(_base(form.casefold())))


def is_shouted(word: str) -> bool:
    """Whether it is a word in capitals, and no acronym: `MUST`."""
    least = _SHOUTED if len(word) > 3 else _SHOUTED_SHORT
    return word.isupper() and frequency(word.lower()) >= least
