"""Which places of a deck file's text a change touches, and what it puts there."""

import re
from collections.abc import Collection, Iterator, Sequence
from collections.abc import Mapping as MappingType
from enum import Enum, auto
from pathlib import Path

from termcards.errors import BadInputError
from termcards.notes import Note, NoteId, Posting
from termcards.splices import Place
from termcards.storage.deckreader import DeckText
from termcards.storage.deckwriter import note_text, postings_text
from termcards.storage.mending import Mender
from termcards.storage.noteformat import note_fields
from termcards.storage.spans import (
    behind,
    dash_of,
    indented,
    leaf_end,
    line_end,
    line_start,
    rest_of_line,
)
from termcards.yamlnodes import Listing, Mapping, Scalar


class Manner(Enum):
    """How a changed note is written, the one that keeps most of its owner's writing first."""

    MENDED = auto()
    """Only what is other, set as we set it."""

    MENDED_ON_LINES = auto()
    """Only what is other, each text on one line."""

    ANEW = auto()
    ANEW_ON_LINES = auto()

    @property
    def is_on_lines(self) -> bool:
        return self in (Manner.MENDED_ON_LINES, Manner.ANEW_ON_LINES)


def rewritings(
    before: DeckText, notes: Sequence[Note], path: Path, manner: Manner = Manner.MENDED
) -> Iterator[Place]:
    known = {note.id: note for note in before.deck.notes}
    for note in notes:
        old, new = note_fields(known[note.id]), note_fields(note)
        node = before.notes[note.id]
        dash = _dash(before, note.id, path)
        end = leaf_end(before.text, node)
        scope = (line_start(before.text, dash), behind(before.text, node))
        if manner in (Manner.ANEW, Manner.ANEW_ON_LINES):
            has_tail = bool(rest_of_line(before.text, end).strip())
            lines = note_text(note, on_lines=manner.is_on_lines or has_tail)
            column = dash - scope[0]
            new_text = indented(lines, column).lstrip(" ").removesuffix("\n")
            yield Place(dash, end, new_text, scope)
        else:
            for spot in Mender(before.text, manner.is_on_lines).mapping(node, old, new):
                yield Place(*spot, scope)


def removals(before: DeckText, gone: Collection[NoteId], path: Path) -> Iterator[Place]:
    """Takes notes' lines out.

    A place is found again by the first line of the note that stays behind it, or by the note that
    stays before it.
    """
    text = before.text
    coming: dict[NoteId, int | None] = {}
    following: int | None = None
    for note, node in reversed(list(before.notes.items())):
        coming[note] = following
        following = following if note in gone else node.start
    anchor = line_start(text, before.root.keys["notes"].start) if gone else 0
    for note in before.notes:
        if note not in gone:
            anchor = line_start(text, before.notes[note].start)
            continue
        start, end = lines_of(before, note, path)
        following = coming[note]
        scope = (anchor, end) if following is None else (start, line_end(text, following))
        yield Place(start, end, "", scope)


def lines_of(before: DeckText, note: NoteId, path: Path) -> tuple[int, int]:
    """Where the note's own lines start and end."""
    dash = _dash(before, note, path)
    return line_start(before.text, dash), behind(before.text, before.notes[note])


def text_of(before: DeckText, note: NoteId, path: Path) -> str:
    """The note's own lines, its dash in the first column and all line ends alike."""
    start, end = lines_of(before, note, path)
    column = _dash(before, note, path) - start
    lines = before.text[start:end].replace("\r\n", "\n")
    plain = re.sub(rf"^ {{0,{column}}}", "", lines, flags=re.MULTILINE)
    return plain if plain.endswith("\n") else f"{plain}\n"


def _dash(before: DeckText, note: NoteId, path: Path) -> int:
    listing = before.root.values["notes"]
    node = before.notes[note]
    dash = None
    if isinstance(listing, Listing) and not listing.is_flow:
        dash = dash_of(before.text, listing, node)
    if dash is None:
        raise BadInputError(
            "this note is not written on lines of its own after a dash; edit it by hand",
            path=path,
            line=node.line,
        )
    return dash


def note_places(
    before: DeckText,
    notes: Sequence[Note],
    path: Path,
    manner: Manner = Manner.MENDED,
    texts: MappingType[NoteId, str] | None = None,
) -> Iterator[Place]:
    """`texts` are the lines of notes that are written already, as `text_of` gives them."""
    if not notes:
        return
    text = before.text
    listing = before.root.values.get("notes")
    column = 0
    if isinstance(listing, Listing) and listing.items:
        if listing.is_flow:
            raise BadInputError(
                "the notes are written in brackets; write them on lines of their own, after dashes",
                path=path,
                line=listing.line,
            )
        column = listing.column
        at = _after_own_comments(text, behind(text, listing), column)
    elif listing is None:
        at = len(text)
        yield Place.by_itself(at, at, "notes:\n")
    else:
        key = before.root.keys["notes"]
        at = line_end(text, max(listing.end, key.end))
        yield Place.by_itself(key.start, at, "notes:\n")
    written = texts if texts and manner is Manner.MENDED else {}
    for note in notes:
        lines = written.get(note.id) or note_text(note, on_lines=manner.is_on_lines)
        yield Place.by_itself(at, at, indented(lines, column))


def posting_places(before: DeckText, postings: Sequence[Posting], path: Path) -> Iterator[Place]:
    if not postings:
        return
    text = before.text
    lines = postings_text(postings)
    known = before.root.values.get("postings")
    key = before.root.keys.get("postings")
    if isinstance(known, Mapping) and not known.is_flow:
        at = line_end(text, known.end)
        yield Place.by_itself(at, at, indented(lines, known.column))
    elif known is not None and not (isinstance(known, Scalar) and not known.text):
        raise BadInputError("write the postings on lines of their own", path=path, line=known.line)
    elif key is not None:
        at = line_end(text, key.end)
        yield Place.by_itself(at, at, indented(lines, 2))
    else:
        notes = before.root.keys.get("notes")
        at = len(text) if notes is None else notes.start
        yield Place.by_itself(at, at, "postings:\n" + indented(lines, 2))


def _after_own_comments(text: str, at: int, column: int) -> int:
    """Behind the comments that are indented as parts of the last note."""
    match = re.compile(rf"(?: {{{column + 1},}}#[^\n]*(?:\n|$))*").match(text, at)
    return match.end() if match else at
