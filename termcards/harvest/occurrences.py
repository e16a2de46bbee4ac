"""Where known terms stand in running text, inflected or not."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from termcards.harvest.acronyms import FUNCTION_WORDS, is_acronym
from termcards.harvest.inflections import bases, same_word

Named = tuple[tuple[str, ...], int]
"""A name's words, and which of the terms it is of."""
LONGEST_ENDING = 12
"""Characters by which a word in the text may be longer than in the name, blanks included."""
_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


class Occurrence(NamedTuple):
    key: int
    """Which of the terms it is, by its place among those given."""

    start: int
    end: int


class TermFinder:
    """Finds any of many terms in one pass over a text's words."""

    def __init__(self, names: Iterable[Iterable[str]]) -> None:
        """`names` gives each term with its other names."""
        self._by_first: dict[str, list[Named]] = defaultdict(list)
        self._others: list[tuple[str, int]] = []
        for key, group in enumerate(names):
            for name in group:
                self._add(name, key)
        self._firsts = self._by_first.keys()
        self._dull: set[str] = set()
        """Pieces of text between spaces, in which no name can begin."""

    def find(self, text: str) -> list[Occurrence]:
        """Every occurrence; of the names of one term that begin at a place, the longest."""
        found: list[Occurrence] = []
        at = seen = 0
        pieces = text.split(" ")
        for place, piece in enumerate(pieces):
            if piece in self._dull or self._is_dull(piece):
                continue
            at += sum(map(len, pieces[seen:place])) + place - seen
            seen = place
            for match in _TOKEN.finditer(text, at, at + len(piece)):
                found += self._beginning_at(match, text)
        for name, key in self._others:
            at = text.find(name)
            while at >= 0:
                found.append(Occurrence(key, at, at + len(name)))
                at = text.find(name, at + len(name))
        return found

    def _add(self, name: str, key: int) -> None:
        parts = tuple(_TOKEN.findall(name))
        if not parts or not name.isascii():
            if name.strip():
                self._others.append((name, key))
            return
        self._by_first[parts[0].casefold()].append((parts, key))

    def _is_dull(self, piece: str) -> bool:
        """Whether no name can begin in it; found out once for each piece."""
        for word in (piece,) if piece.isalpha() else _TOKEN.findall(piece):
            if not self._firsts.isdisjoint(bases(word)):
                return False
        self._dull.add(piece)
        return True

    def _beginning_at(self, match: re.Match[str], text: str) -> list[Occurrence]:
        ends: dict[int, int] = {}
        for base in bases(match[0]):
            for parts, key in self._by_first.get(base, ()):
                end = _end_of(parts, match, text)
                if end is not None:
                    ends[key] = max(ends.get(key, 0), end)
        return [Occurrence(key, match.start(), end) for key, end in ends.items()]


def _end_of(parts: Sequence[str], match: re.Match[str], text: str) -> int | None:
    """Where the name ends that begins with this word; `None` if other words follow."""
    if not _stands_for(parts[0], match[0]):
        return None
    # `on call` is not inflected: *on calls* is something else.
    is_fixed = len(parts) > 1 and parts[0].casefold() in FUNCTION_WORDS
    end = match.end()
    for part in parts[1:]:
        following = _TOKEN.search(text, end, end + len(part) + LONGEST_ENDING)
        if following is None or not _stands_for(part, following[0]):
            return None
        if is_fixed and following[0].casefold() != part.casefold():
            return None
        end = following.end()
    return end


def _stands_for(part: str, token: str) -> bool:
    if is_acronym(part):
        return token in (part, f"{part}s")
    return same_word(part, token)
