"""Changing places of a text, so that each change can be found again and taken back."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

Place = tuple[int, int, str]
"""Where a text is cut out, from and to, and what takes its place."""


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
    """The text with all places changed, in the line ends that it has."""
    newline = "\r\n" if "\r\n" in text else "\n"
    pieces: list[str] = []
    splices: list[Splice] = []
    last = length = 0
    for start, end, plain in sorted(places, key=lambda place: place[0]):
        kept = text[last:start]
        new = plain.replace("\n", newline)
        ends_line = (kept or (pieces[-1] if pieces else text[:start])).endswith("\n")
        if start and start == len(text) and not ends_line:
            new = newline + new
        length += len(kept)
        splices.append(Splice(length, text[start:end], new))
        pieces += [kept, new]
        length += len(new)
        last = end
    return tuple(splices), "".join([*pieces, text[last:]])


def place_of(text: str, splice: Splice) -> int | None:
    """Where what the splice put in stands now: at its place, or moved, but only once."""
    if text.startswith(splice.new, splice.at):
        return splice.at
    return text.index(splice.new) if text.count(splice.new) == 1 else None
