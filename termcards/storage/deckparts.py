"""Of a large deck file only what a change touches is read as YAML: its head, and some of its notes.

A note of a block list is the lines from its dash to the next dash, and says the same whatever
notes stand before and behind it. A file that is written in another manner is read whole.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from termcards.errors import BadInputError
from termcards.notes import Note, NoteId
from termcards.splices import BREAKS, Splice, applied, fit, spans_of
from termcards.storage.begun import digest
from termcards.storage.deckreader import DeckText, read_deck
from termcards.storage.spans import line_start

_BREAK = re.compile(f"\r\n|[{BREAKS}]")
_DASH = re.compile(r" *- ")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Outline:
    """Which notes a deck file has, and where."""

    digest: str
    """Of its text: of any other text this says nothing."""

    notes: tuple[tuple[NoteId, int], ...]
    """In their order, each with its line."""


@dataclass(frozen=True, slots=True)
class Reread:
    """What a deck file says after a change, as far as that is not what it said before."""

    before: str
    """The digest of the text that was changed."""

    outline: Outline
    """Of the text after it."""

    notes: tuple[Note, ...]
    """Those that were read again. The others say what they said, and so does the head."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some of the lines of a text, as a text of its own."""

    text: str
    notes: tuple[NoteId, ...]
    runs: tuple[tuple[int, int], ...]
    """Where lines begin that follow each other in the whole text: here, and there."""

    def in_whole(self, splices: Sequence[Splice]) -> tuple[Splice, ...]:
        """Changes of the part, made at once, as changes of the whole."""
        return _carried(splices, self.runs)

    def in_part(self, splices: Sequence[Splice]) -> tuple[Splice, ...]:
        """Changes of the whole, made at once, as changes of the part."""
        return _carried(splices, [(there, here) for here, there in self.runs])


def part_with(
    text: str, outline: Outline, wanted: Iterable[NoteId], *, has_end: bool = False
) -> Part | None:
    """The head, the wanted notes and those beside them, and the end of the file if that is wanted.

    It is `None` where the whole has to be read.
    """
    starts = _starts(text, outline)
    if starts is None:
        return None
    chosen = set(wanted)
    places = [place for place, (note, _) in enumerate(outline.notes) if note in chosen]
    return _part(text, outline, starts, [*places, len(starts) - 1] if has_end else places)


def reread(text: str, outline: Outline, splices: Sequence[Splice]) -> Reread | None:
    """What a text says after changes that are made at once; `None` where it has to be read whole.

    The outline is that of the text before.
    """
    starts = _starts(text, outline)
    spans = spans_of(splices)
    if starts is None or not spans or spans[0][0] < starts[0] or not fit(text, splices):
        return None  # where the head is other, all of it may be
    touched = set(_touched(starts, spans))
    part = _part(text, outline, starts, touched)
    content = _read(applied(part.text, part.in_part(splices)))
    if content is None:
        return None
    after = _runs_after(part, splices)
    again = {
        note: line_start(content.text, node.start) + _way(node.start, after)
        for note, node in content.notes.items()
    }
    known = {note: start for (note, _), start in zip(outline.notes, starts, strict=True)}
    others = {
        note: _moved(start, splices, spans)
        for place, (note, start) in enumerate(known.items())
        if place not in touched
    }
    inside = set(part.notes)
    if any(again.get(note) != others[note] for note in inside & others.keys()):
        return None  # what a note is that was not touched hangs on those that were
    if any(note in again for note in others.keys() - inside):
        return None  # which would stand twice
    return Reread(
        outline.digest,
        _outline(applied(text, splices), {**others, **again}),
        content.deck.notes,
    )


def _read(text: str) -> DeckText | None:
    """The part of a deck, if that tells of the whole."""
    try:
        content = read_deck(text, "")
    except BadInputError:
        return None
    return content if list(content.root.keys)[-1] == "notes" else None


def _outline(text: str, starts: dict[NoteId, int]) -> Outline:
    lines = [found.end() for found in _BREAK.finditer(text)]
    places = sorted(starts.items(), key=lambda place: place[1])
    return Outline(
        digest(text), tuple((note, bisect_right(lines, start) + 1) for note, start in places)
    )


def _starts(text: str, outline: Outline) -> list[int] | None:
    """Where each note's first line begins; `None` for a text that is written in another manner."""
    if not outline.notes or digest(text) != outline.digest:
        return None
    lines = [0, *(found.end() for found in _BREAK.finditer(text))]
    if outline.notes[-1][1] > len(lines):
        return None
    starts = [lines[line - 1] for _, line in outline.notes]
    return starts if all(_DASH.match(text, start) for start in starts) else None


def _part(text: str, outline: Outline, starts: Sequence[int], wanted: Iterable[int]) -> Part:
    """The head, and the notes at the wanted places and beside them."""
    near = {place + step for place in wanted for step in (-1, 0, 1)}
    places = sorted(near & set(range(len(starts))))
    runs = [(0, 0)]
    texts = [text[: starts[0]]]
    length = last = starts[0]
    for place in places:
        start = starts[place]
        end = starts[place + 1] if place + 1 < len(starts) else len(text)
        if start != last:
            runs.append((length, start))
        texts.append(text[start:end])
        length += end - start
        last = end
    return Part("".join(texts), tuple(outline.notes[place][0] for place in places), tuple(runs))


def _touched(starts: Sequence[int], spans: Iterable[Span]) -> Iterator[int]:
    """The places of the notes that the spans lie in, or end before."""
    for start, end in spans:
        first = bisect_right(starts, start) - 1
        yield from range(first, max(first + 1, bisect_right(starts, end)))


def _carried(splices: Sequence[Splice], runs: Sequence[tuple[int, int]]) -> tuple[Splice, ...]:
    ways = (_way(start, runs) for start, _ in spans_of(splices))
    return tuple(
        Splice(splice.at + way, splice.old, splice.new)
        for splice, way in zip(splices, ways, strict=True)
    )


def _way(at: int, runs: Sequence[tuple[int, int]]) -> int:
    """How far it is from a place to the same in the other text."""
    here, there = runs[bisect_right(runs, at, key=lambda run: run[0]) - 1]
    return there - here


def _runs_after(part: Part, splices: Sequence[Splice]) -> list[tuple[int, int]]:
    """The runs after changes of the whole, none of which touches the beginning of a run."""
    inner = part.in_part(splices)
    inner_spans, spans = spans_of(inner), spans_of(splices)
    return [
        (_moved(here, inner, inner_spans), _moved(there, splices, spans))
        for here, there in part.runs
    ]


def _moved(at: int, splices: Sequence[Splice], spans: Sequence[Span]) -> int:
    """Where that is after changes made at once what was at `at`, which none of them touches."""
    count = bisect_right(spans, (at, -1))
    if not count:
        return at
    last = splices[count - 1]
    return at + last.at + len(last.new) - spans[count - 1][1]
