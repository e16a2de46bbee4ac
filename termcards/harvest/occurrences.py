"""Where known terms stand in running text, inflected or not."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from termcards.harvest.acronyms import is_acronym
from termcards.harvest.inflections import bases, same_word

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Occurrence:
    key: int
    """Which of the terms it is, by its place among those given."""

    start: int
    end: int


class TermFinder:
    """Finds any of many terms in one pass over a text's words."""

    def __init__(self, names: Iterable[Iterable[str]]) -> None:
        """`names` gives each term with its other names."""
        self._by_first: dict[str, list[tuple[tuple[str, ...], int]]] = defaultdict(list)
        self._others: list[tuple[str, int]] = []
        for key, group in enumerate(names):
            for name in group:
                self._add(name, key)
        self._candidates: dict[str, list[tuple[tuple[str, ...], int]]] = {}

    def find(self, text: str) -> Iterator[Occurrence]:
        """Every occurrence, in the order of the text; the longest name of a term at a place."""
        tokens = [(match[0], match.start(), match.end()) for match in _TOKEN.finditer(text)]
        for index, (word, start, _) in enumerate(tokens):
            seen: dict[int, int] = {}
            for parts, key in self._starting_with(word):
                following = tokens[index : index + len(parts)]
                if len(following) == len(parts) and all(
                    _stands_for(part, token[0])
                    for part, token in zip(parts, following, strict=True)
                ):
                    seen[key] = max(seen.get(key, 0), following[-1][2])
            for key, end in seen.items():
                yield Occurrence(key, start, end)
        for name, key in self._others:
            for match in re.finditer(re.escape(name), text):
                yield Occurrence(key, match.start(), match.end())

    def _add(self, name: str, key: int) -> None:
        parts = tuple(_TOKEN.findall(name))
        if not parts or not name.isascii():
            if name.strip():
                self._others.append((name, key))
            return
        self._by_first[parts[0].casefold()].append((parts, key))

    def _starting_with(self, word: str) -> list[tuple[tuple[str, ...], int]]:
        known = self._candidates.get(word)
        if known is None:
            known = [entry for base in bases(word) for entry in self._by_first.get(base, ())]
            self._candidates[word] = known
        return known


def _stands_for(part: str, token: str) -> bool:
    if is_acronym(part):
        return token in (part, f"{part}s")
    return same_word(part, token)
