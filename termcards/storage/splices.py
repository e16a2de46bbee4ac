"""A text with some of its places changed, and by what each change can be taken back."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from termcards.storage.spans import BREAKS, Place


@dataclass(frozen=True, slots=True)
class Splice:
    """A place of a file that was changed, by which the change can be taken back."""

    at: int
    """The offset of `new` in the text after the change."""

    old: str
    new: str


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
