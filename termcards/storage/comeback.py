"""Deleted notes come back even where the lines that stood beside them were changed by hand."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path

from termcards.errors import BadInputError
from termcards.notes import NoteId
from termcards.splices import Place, Splice, Undoing, spliced
from termcards.storage.deckreader import DeckText, read_deck
from termcards.storage.spans import behind, line_start

_BLANK = re.compile(r"[ \t]*\r?\n")
_BLANK_BEFORE = re.compile(r"(?<=\n)[ \t]*\r?\n\Z")
_DASH = re.compile(r"^( *)- (?:id: (\S+))?", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Taken:
    """A note that a splice took out, with those of its neighbours in the text before that are
    known, the nearest first.
    """

    note: NoteId
    lines: str
    is_apart: bool
    """Whether a blank line stood behind it."""

    before: tuple[NoteId, ...]
    after: tuple[NoteId, ...]


def with_deleted_notes(found: Undoing, barred: Collection[Splice], path: Path) -> Undoing:
    """Puts notes back that are left out: before the note they stood before, or else behind the
    one they stood behind, or near where that was. Those of `barred` splices are not wanted.
    """
    for splice in found.left:
        if splice not in barred:
            found = _put_back(found, splice, path)
    return found


def _put_back(found: Undoing, splice: Splice, path: Path) -> Undoing:
    text, done = found.text, found.done
    for taken in _taken_out(splice):
        try:
            content = read_deck(text, path)
            at = None if taken.note in content.notes else _place(content, taken, splice.at)
            if at is None:
                return found
            splices, text = spliced(text, [Place.by_itself(at, at, taken.lines)])
            if taken.note not in read_deck(text, path).notes:
                return found
        except BadInputError:
            return found
        done += splices
    if text == found.text:
        return found
    return replace(found, text=text, done=done, left=tuple(s for s in found.left if s != splice))


def _place(content: DeckText, taken: _Taken, stood: int) -> int | None:
    """Where the note's lines can stand again, which began at `stood`; `None` without notes."""
    text = content.text
    after = next((content.notes[note] for note in taken.after if note in content.notes), None)
    before = next((content.notes[note] for note in taken.before if note in content.notes), None)
    if after is not None:
        # The blank lines that stood behind it are there still.
        at = line_start(text, after.start)
        blank = _BLANK_BEFORE.search(text, 0, at)
        return blank.start() if blank and taken.is_apart else at
    if not content.notes:
        return None
    if before is None:
        starts = [line_start(text, node.start) for node in content.notes.values()]
        end = behind(text, list(content.notes.values())[-1])
        return min([*starts, end], key=lambda place: abs(place - stood))
    at = behind(text, before)
    blank = _BLANK.match(text, at)
    return blank.end() if blank else at


def _taken_out(splice: Splice) -> Iterator[_Taken]:
    """The notes of the old lines that are not in the new ones, first to last."""
    stays = {note for _, _, note in _notes_in(splice.new)}
    notes = _notes_in(splice.old)
    for place, (start, end, note) in enumerate(notes):
        if note is not None and note not in stays:
            before = tuple(other for _, _, other in notes[:place][::-1] if other)
            after = tuple(other for _, _, other in notes[place + 1 :] if other)
            lines = splice.old[start:end].replace("\r\n", "\n")
            own = lines.removesuffix("\n").split("\n")
            behind_it = list(takewhile(_is_nobodys, reversed(own)))
            own = own[: len(own) - len(behind_it)]
            is_apart = any(not line.strip() for line in behind_it)
            yield _Taken(note, "".join(f"{line}\n" for line in own), is_apart, before, after)


def _is_nobodys(line: str) -> bool:
    """Blank lines and remarks behind a note stay when it goes."""
    return not line.strip() or line.lstrip().startswith("#")


def _notes_in(lines: str) -> Sequence[tuple[int, int, NoteId | None]]:
    """Where each note begins and ends, and its id if that is the first that stands there."""
    dashes = list(_DASH.finditer(lines))
    if not dashes:
        return ()
    column = min(len(dash[1]) for dash in dashes)
    firsts = [dash for dash in dashes if len(dash[1]) == column]
    ends = [dash.start() for dash in firsts[1:]] + [len(lines)]
    ids = (dash[2].strip("'\"") if dash[2] else None for dash in firsts)
    return [
        (dash.start(), end, NoteId(note) if note else None)
        for dash, end, note in zip(firsts, ends, ids, strict=True)
    ]
