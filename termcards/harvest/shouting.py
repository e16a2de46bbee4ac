"""Lines all in capitals, read as if they were in small letters."""

import re
from collections.abc import Iterator
from functools import lru_cache

from termcards.harvest.examples import is_east_asian
from termcards.harvest.expansions import Expansion, find_expansions
from termcards.harvest.phrases import Word
from termcards.harvest.vocabulary import is_shouted

_FEWEST_LETTERS = 12
_LARGE, _SMALL = re.compile(r"[A-Z]+"), re.compile(r"[a-z]+")
_WORD = re.compile(r"[A-Z]{2,}")
_LONGEST_ACRONYM = 5
"""Letters: that many may be an acronym even among words that are shouted."""
_BESIDE_BRACKET = re.compile(
    r"(?<=[(（])[A-Z][A-Z\d&/-]{1,10}(?=[)）])|(?<![A-Z-])[A-Z]{2,6}(?=\s?[(（])"
)


@lru_cache(maxsize=16)
def is_shouted_line(text: str) -> bool:
    """No list of acronyms is: `SQL, ETL, PLM`; nor Chinese with some among it."""
    large = sum(map(len, _LARGE.findall(text)))
    if large * 10 < 8 * _FEWEST_LETTERS:
        return False
    letters = large + sum(map(len, _SMALL.findall(text)))
    if letters < _FEWEST_LETTERS or large * 10 < 8 * letters:
        return False
    words = _WORD.findall(text)
    are_short = all(len(word) <= _LONGEST_ACRONYM for word in words)
    is_list = are_short and sum(map(is_shouted, words)) * 2 < len(words)
    return not is_list and not is_east_asian(text)


def shouted_expansions(text: str) -> Iterator[Expansion]:
    """`EXECUTIVE BUSINESS REVIEWS (EBRS)`: a last S may be that of the plural."""
    found = {one.start: one for one in find_expansions(_lowered(text, "s"))}
    found |= {one.start: one for one in find_expansions(_lowered(text, "S"))}
    return (one for one in found.values() if one.gloss.expansion)


def _lowered(text: str, plural: str) -> str:
    """In small letters, acronyms beside brackets aside; no place in it moves."""
    parts = []
    at = 0
    for match in _BESIDE_BRACKET.finditer(text):
        name = match[0]
        if text[match.end()] not in ")）" and is_shouted(name):
            continue
        is_plural = name.endswith("S") and len(name) > 2
        parts += [_small(text[at : match.start()]), name[:-1] + plural if is_plural else name]
        at = match.end()
    return "".join([*parts, _small(text[at:])])


def _small(text: str) -> str:
    return "".join(ch.lower() if ch.isascii() else ch for ch in text)


def titled(word: Word) -> Word:
    """With one capital, so that its case tells nothing; an acronym keeps its own."""
    is_acronym = 2 < len(word.text) < _LONGEST_ACRONYM and not is_shouted(word.text)
    return word if is_acronym else word._replace(text=word.text.capitalize())
