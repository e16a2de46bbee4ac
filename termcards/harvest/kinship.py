"""Whether two names may be names of one thing."""

from functools import lru_cache
from itertools import takewhile

from termcards.harvest.acronyms import FUNCTION_WORDS, spells, words
from termcards.harvest.inflections import same_word, singular
from termcards.plaintext import folded

POSSESSIVES = frozenset({"my", "your", "his", "her", "its", "our", "their", "one's", "one’s"})
"""An idiom stands with any of them: *keep your ear to the ground*."""


def related(one: str, other: str) -> bool:
    """Whether they share a word that carries meaning, or one is the acronym of the other."""
    if one == other or spells(one, other) or spells(other, one) or is_same_name(one, other):
        return True
    first = [word for word in words(one) if word.casefold() not in FUNCTION_WORDS]
    second = [word for word in words(other) if word.casefold() not in FUNCTION_WORDS]
    return any(same_word(a, b) or share_stem(a, b) for a in first for b in second)


def is_same_name(one: str, other: str) -> bool:
    """*back-fill* and *backfill* are one word."""
    return same_word(_run_on(one), _run_on(other))


@lru_cache(maxsize=16384)
def plain_name(name: str) -> str:
    """The same for all ways to write it: plurals, hyphens, articles and ampersands aside."""
    found = words(folded(name).replace("&", " and "))
    return " ".join(singular(word) for word in found if word not in ("a", "an", "the"))


def share_stem(one: str, other: str) -> bool:
    """Whether they begin so much alike that one may be derived from the other (*scalability*)."""
    pairs = zip(one.casefold(), other.casefold(), strict=False)
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return shared >= 5 and shared * 10 >= min(len(one), len(other)) * 7


def is_part(inner: str, outer: str) -> bool:
    """Whether it only repeats words of the other, inflected or not."""
    others = words(outer)
    has_possessive = not POSSESSIVES.isdisjoint(map(str.casefold, others))
    return all(
        any(same_word(word, other) for other in others)
        or (has_possessive and word.casefold() in POSSESSIVES)
        for word in words(inner)
    )


def begins_with(text: str, name: str) -> bool:
    """Whether it opens with the words of the name, inflected or not."""
    own = words(name)
    pairs = zip(own, words(text), strict=False)
    matches = [same_word(one, other) or share_stem(one, other) for one, other in pairs]
    return bool(own) and len(matches) == len(own) and all(matches)


def _run_on(text: str) -> str:
    return text.replace("-", "").replace(" ", "")
