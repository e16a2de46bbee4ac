"""Changing places of a text, so that each change can be found again and taken back."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
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
    if not splice.new:
        is_within = 0 < splice.at < len(text) and text[splice.at - 1] not in BREAKS
        return None if is_within or splice.at > len(text) else splice.at
    if text.startswith(splice.new, splice.at):
        return splice.at
    return text.index(splice.new) if text.count(splice.new) == 1 else None


@dataclass(frozen=True, slots=True)
class Undoing:
    """A text from which splices were taken back."""

    text: str
    done: tuple[Splice, ...]
    """What was done to the text, one after the other, each of which takes one splice back."""

    left: tuple[Splice, ...] = ()
    """Those whose places are not as they were left, the last first."""


def undone(
    text: str, splices: Sequence[Splice], *, barred: Collection[Splice] = (), head_end: int = 0
) -> Undoing:
    """Takes splices back that were made one after the other; what is back already stays so.

    The `barred` ones are left, and when one is left, so are those up to `head_end`, the others'
    head.
    """
    if not barred and stand_in_order(text, splices):
        back = inverse(splices)
        return Undoing(applied(text, back), back)
    done: list[Splice] = []
    left: list[Splice] = []
    for splice in reversed(splices):
        if (left and splice.at <= head_end) or is_back(text, splice):
            continue
        at = None if splice in barred else place_of(text, splice)
        if at is not None:
            text = text[:at] + splice.old + text[at + len(splice.new) :]
            done.append(Splice(at, splice.new, splice.old))
        elif not splice.old or splice.old in splice.new or splice.old not in text:
            left.append(splice)
    return Undoing(text, tuple(done), tuple(left))


def inverse(splices: Sequence[Splice]) -> tuple[Splice, ...]:
    """What takes splices back that were made at once, in a text that is as they left it."""
    found = []
    shift = 0
    for splice in splices:
        found.append(Splice(splice.at + shift, splice.new, splice.old))
        shift += len(splice.old) - len(splice.new)
    return tuple(found)


def applied(text: str, splices: Sequence[Splice]) -> str:
    """The text after changes that are made at once, and `fit` it."""
    pieces = []
    last = 0
    for splice, (start, end) in zip(splices, spans_of(splices), strict=True):
        pieces += [text[last:start], splice.new]
        last = end
    return "".join([*pieces, text[last:]])


def fit(text: str, splices: Sequence[Splice]) -> bool:
    """Whether changes can be made at once in this text."""
    last = 0
    for splice, (start, end) in zip(splices, spans_of(splices), strict=True):
        if start < last or not text.startswith(splice.old, start):
            return False
        last = end
    return True


def spans_of(splices: Iterable[Splice]) -> list[tuple[int, int]]:
    """What changes that are made at once take out of the text, from and to."""
    spans = []
    shift = 0
    for splice in splices:
        start = splice.at - shift
        spans.append((start, start + len(splice.old)))
        shift += len(splice.new) - len(splice.old)
    return spans


def as_before(text: str, splices: Sequence[Splice]) -> str:
    """The text before the splices, where it is exactly as they left it."""
    for splice in reversed(splices):
        text = text[: splice.at] + splice.old + text[splice.at + len(splice.new) :]
    return text


def is_back(text: str, splice: Splice) -> bool:
    """Whether what a splice took out of the text stands there again, around what it kept."""
    return len(splice.old) > len(splice.new) and splice.new in splice.old and splice.old in text


def stand_in_order(text: str, splices: Sequence[Splice]) -> bool:
    """Whether all of them, made at once, stand where they were put."""
    end = 0
    for splice in splices:
        if splice.at < end or not text.startswith(splice.new, splice.at):
            return False
        is_less = splice.old != splice.new and splice.old.startswith(splice.new)
        if is_less and text.startswith(splice.old, splice.at):
            return False
        end = splice.at + len(splice.new)
    return True
