"""Runs of words that may be a term: a trade's noun, and what narrows it."""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from termcards.harvest.acronyms import is_acronym
from termcards.harvest.frequencies import frequency
from termcards.harvest.inflections import bases
from termcards.harvest.vocabulary import lemma
from termcards.harvest.wordlists import (
    FUNCTION_WORDS,
    GENERIC,
    HEADS,
    NARROWING,
    NOUNS_TOO,
    VERBS,
)

_LETTER = "[^\\W_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
"""Of a word with blanks around it, digits among them: Chinese stands beside English without any."""
_WORD = re.compile(
    rf"(?<!{_LETTER})(?:[A-Z]{{1,2}}/[A-Z]{{1,2}}|[A-Za-z][A-Za-z\d]*(?:[-'’&][A-Za-z\d]+)*)"
    rf"(?!{_LETTER})"
)
_NO_TEXT = re.compile(
    r"(?:https?://|www\.)\S+|(?<![\w.+-])[\w.+-]{1,64}@[\w.-]{1,64}|\b\w{1,40}\.(?:com|org|net|io|cn|py|js)\b|[#@]\w+"
    r"|(?<![\w/])(?:[\w.-]{1,40}/){2,9}[\w-]{1,40}\.\w{1,5}"
)
_BEFORE_A_NOUN = NARROWING | frozenset(
    {"a", "an", "any", "each", "every", "for", "her", "his", "its", "my", "no", "of", "on", "our"}
    | {"sales", "some", "that", "the", "their", "this", "with", "your"}
)
_BEHIND_A_NOUN = frozenset(
    {"and", "are", "as", "at", "by", "for", "from", "has", "in", "is", "of", "or", "to", "was"}
    | {"will", "with"}
)
_BEHIND_A_VERB = frozenset({"down", "in", "off", "on", "out", "over", "through", "up"})
LONGEST_PHRASE = 4
"""Words."""


class Word(NamedTuple):
    text: str
    lower: str
    start: int
    end: int


def words_of(text: str, start: int, end: int) -> list[Word]:
    """Words of Latin letters in a part of a text; addresses and names of files are none."""
    blanked = deque(match.span() for match in _NO_TEXT.finditer(text, start, end))
    found = []
    for match in _WORD.finditer(text, start, end):
        while blanked and blanked[0][1] <= match.start():
            blanked.popleft()
        if not blanked or match.start() < blanked[0][0]:
            word = match[0]
            bare = word[:-2] if word[-2:] in ("'s", "’s") else word
            found.append(Word(bare, bare.lower(), match.start(), match.start() + len(bare)))
    return found


def runs_of(
    words: Sequence[Word], text: str, longest: int = LONGEST_PHRASE
) -> Iterator[tuple[tuple[Word, ...], Word | None]]:
    """All runs of two and more words with blanks between them, and the word that follows each."""
    is_joined = [text[one.end : other.start] in (" ", "\xa0") for one, other in pairwise(words)] + [
        False
    ]
    for first in range(len(words)):
        for last in range(first + 1, min(len(words), first + longest)):
            if not is_joined[last - 1]:
                break
            yield tuple(words[first : last + 1]), words[last + 1] if is_joined[last] else None


def may_be_term(run: Sequence[Word]) -> bool:
    """Whether a trade's noun ends it, and only what may narrow one stands before."""
    *before, head = run
    if len(run) > 3 or not is_head(head):
        return False
    return all(_narrows(word, is_first=place == 0) for place, word in enumerate(before))


def is_head(word: Word) -> bool:
    return word.lower in HEADS or (word.lower[-1] == "s" and lemma(word.lower) in HEADS)


def _narrows(word: Word, *, is_first: bool) -> bool:
    if is_acronym(word.text):
        return is_first
    return all(_may_narrow(part, is_first) for part in word.lower.split("-"))


@lru_cache(maxsize=16384)
def _may_narrow(word: str, is_first: bool) -> bool:
    if word in FUNCTION_WORDS or word.endswith("ly") or frequency(word) == 0:
        return False
    if word in GENERIC and not (word in NARROWING and is_first):
        return False
    if word.endswith(("ing", "ed")) and word not in VERBS:
        return not bases(word) & VERBS
    base = lemma(word)
    return base not in VERBS or base in NOUNS_TOO


def names_a_thing(words: Sequence[Word], place: int, text: str) -> bool:
    """Whether a word in *-ing* is a noun: `the hedging of risks`, `customer onboarding`."""
    word, before = words[place], words[place - 1] if place else None
    if before is None or text[before.end : word.start] != " ":
        return False
    if before.lower not in HEADS and before.lower not in _BEFORE_A_NOUN:
        return False
    after = words[place + 1] if place + 1 < len(words) else None
    if after is None or text[word.end : after.start] != " ":
        return True
    return after.lower in _BEHIND_A_NOUN


def headword(run: Sequence[Word]) -> str:
    """In small letters, its last word in the singular; acronyms stay as they are."""
    front, _, last = named_in_plural(run).rpartition(" ")
    is_plural = last.endswith("s") and run[-1].lower == last
    return f"{front} {singular_compound(last) if is_plural else last}"


def singular_compound(word: str) -> str:
    """*stack-ups* are more than one *stack-up*."""
    front, hyphen, last = word.rpartition("-")
    is_small = hyphen and last.removesuffix("s") in _BEHIND_A_VERB
    return f"{front}{hyphen}{last.removesuffix('s') if is_small else lemma(last)}"


def named_in_plural(run: Sequence[Word]) -> str:
    """As `headword`, for terms that have no singular: *internet of things*."""
    *before, head = run
    texts = [word.text if is_acronym(word.text) else word.lower for word in before]
    return " ".join([*texts, head.lower])
