"""Changing places of a text, so that each change can be found again and taken back."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

BREAKS = "\n\r\x85\u2028\u2029"
"""What YAML takes for the end of a line."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text is cut out, and what takes its place."""

    start: int
    end: int
    new: str
    scope: tuple[int, int]
    """The lines around by which the place is found again when the change is taken back."""

    @classmethod
    def by_itself(cls, start: int, end: int, new: str) -> "Place":
        return cls(start, end, new, (start, end))


@dataclass(frozen=True, slots=True)
class Splice:
    """A place of a file that was changed, by which the change can be taken back."""

    at: int
    """The offset of `new` in the text after the change."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Left:
    """A place that was not taken back, since it was changed by hand in the meantime."""

    path: Path
    line: int


def spliced(text: str, places: Iterable[Place]) -> tuple[tuple[Splice, ...], str]:
    """Changes the places, whose line ends become those of the text.

    Places whose scopes overlap are one splice.
    """
    newline = _newline(text)
    pieces: list[str] = []
    splices: list[Splice] = []
    last = length = 0
    for start, end, inner in _grouped(places):
        kept = text[last:start]
        before = kept or (pieces[-1] if pieces else text[:start])
        new = _changed(text, start, end, inner, newline, ends_line=before.endswith(tuple(BREAKS)))
        length += len(kept)
        splices.append(Splice(length, text[start:end], new))
        pieces += [kept, new]
        length += len(new)
        last = end
    return tuple(splices), "".join([*pieces, text[last:]])


def _grouped(places: Iterable[Place]) -> Iterator[tuple[int, int, Sequence[Place]]]:
    """The places by scope, in the order of the text."""
    group: list[Place] = []
    start = end = 0
    for place in sorted(places, key=lambda place: place.scope[0]):
        first, last = place.scope
        if group and first < end:
            group.append(place)
            end = max(end, last)
            continue
        if group:
            yield start, end, group
        group, start, end = [place], first, last
    if group:
        yield start, end, group


def _changed(
    text: str, start: int, end: int, places: Sequence[Place], newline: str, *, ends_line: bool
) -> str:
    """The text from `start` to `end` with its places changed."""
    pieces: list[str] = []
    last = start
    for place in sorted(places, key=lambda place: (place.start, place.end)):
        kept = text[last : place.start]
        new = place.new.replace("\n", newline)
        before = kept or (pieces[-1] if pieces else "")
        is_bare = not (before.endswith(tuple(BREAKS)) if before else ends_line)
        if place.start and place.start == place.end == len(text) and is_bare:
            # The last line has no end, and its new neighbour shall have none.
            new = newline + new.removesuffix(newline)
        pieces += [kept, new]
        last = place.end
    return "".join([*pieces, text[last:end]])


def _newline(text: str) -> str:
    found = re.search("\r\n?|\n", text)
    return found[0] if found else "\n"


def place_of(text: str, splice: Splice) -> int | None:
    """Where what the splice put in stands now: at its place, or moved, but only once."""
    if text.startswith(splice.new, splice.at):
        return splice.at
    return text.index(splice.new) if text.count(splice.new) == 1 else None
