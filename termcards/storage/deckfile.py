"""Deck files: read whole, added to at the end, and changed a note at a time.

A person's comments, order and blank lines survive, for nothing ever rewrites a file: new notes are
appended, and a changed note replaces its own lines and no others. Each result is read again and
compared before it takes the place of the old file, which happens at once or not at all.
"""

import codecs
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from termcards.errors import BadInputError, StorageError
from termcards.files import write_at_once
from termcards.notes import Deck, Note, NoteId, Posting
from termcards.storage.deckreader import FORMAT, DeckText, read_deck
from termcards.storage.noteformat import CITATION_KEYS, SOURCE_KEYS, note_fields, posting_fields
from termcards.yamlnodes import Listing, Mapping, Scalar

LONG_TEXT = 72
"""Characters from which on a text is set as a block of its own."""
MAXIMUM_SIZE = 256 * 1024 * 1024


def read(path: Path) -> DeckText:
    return read_deck(read_text(path), path)


def read_text(path: Path) -> str:
    """The file's text without a byte-order mark, line ends as they are."""
    try:
        if path.stat().st_size > MAXIMUM_SIZE:
            raise BadInputError("this is too large for a deck", path=path)
        content = path.read_bytes()
    except OSError as error:
        raise BadInputError(f"cannot read it: {error.strerror}", path=path) from error
    if not content.strip():
        raise BadInputError(
            "the file is empty; a deck needs at least an id, a name and a format", path=path
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise BadInputError("this is not UTF-8 text", path=path, line=line) from error


def create(path: Path, deck: Deck) -> None:
    """Writes a new deck file. Raises `StorageError` if there is a file of that name."""
    if path.exists():
        raise StorageError(f"{path}: there is a file already; choose another name for the deck")
    text = _head_text(deck) + ("notes:\n" if deck.notes else "") + _notes_text(deck.notes)
    _replace_file(path, text, expected=deck)


def append(path: Path, notes: Sequence[Note], postings: Sequence[Posting] = ()) -> None:
    """Adds notes at the end, and to the head the postings that it does not name yet."""
    before = read(path)
    known = {posting.slug for posting in before.deck.postings}
    fresh = tuple(posting for posting in postings if posting.slug not in known)
    text = _with_notes(before, notes)
    if fresh:
        # The head comes before the notes, so the places of `before` still hold for it.
        text = _with_postings(before, text, fresh)
    expected = replace(
        before.deck,
        notes=before.deck.notes + tuple(notes),
        postings=before.deck.postings + fresh,
    )
    _replace_file(path, text, expected=expected, before=before)


def rewrite(path: Path, note: Note) -> None:
    """Puts `note` in the lines of the note with its id, and touches no other line."""
    before = read(path)
    start, end, indent = _lines_of(before, note.id, path)
    text = before.text[:start] + _indented(_notes_text([note]), indent).lstrip(" ")
    text += before.text[end:].removeprefix("\r").removeprefix("\n")
    notes = tuple(note if other.id == note.id else other for other in before.deck.notes)
    _replace_file(path, text, expected=replace(before.deck, notes=notes), before=before)


def remove(path: Path, ids: Sequence[NoteId]) -> None:
    """Takes the notes' own lines out, and no others."""
    before = read(path)
    text = before.text
    for start, end, indent in sorted((_lines_of(before, note, path) for note in ids), reverse=True):
        line_end = text.find("\n", end)
        text = text[: start - indent] + (text[line_end + 1 :] if line_end >= 0 else "")
    notes = tuple(note for note in before.deck.notes if note.id not in set(ids))
    _replace_file(path, text, expected=replace(before.deck, notes=notes), before=before)


def _lines_of(before: DeckText, note: NoteId, path: Path) -> tuple[int, int, int]:
    """Where the note's dash stands, where its last leaf ends, and the dash's column."""
    listing = before.root.values["notes"]
    node = before.notes[note]
    dash = before.text.rfind("-", 0, node.start)
    if (
        not isinstance(listing, Listing)
        or listing.is_flow
        or before.text[dash + 1 : node.start].strip()
    ):
        raise BadInputError(
            "this note is not written on lines of its own after a dash; edit it by hand",
            path=path,
            line=node.line,
        )
    end = node.end
    while (
        end > node.start and before.text[end - 1] in "\r\n "
    ):  # a block scalar's end has its line break
        end -= 1
    return dash, end, dash - (before.text.rfind("\n", 0, dash) + 1)


def _with_notes(before: DeckText, notes: Sequence[Note]) -> str:
    text = before.text
    listing = before.root.values.get("notes")
    if isinstance(listing, Listing) and listing.items and not listing.is_flow:
        end = _after_own_comments(text, _line_end(text, listing.end), listing.column)
        addition = _indented(_notes_text(notes), listing.column)
        return _joined(text[:end], addition, text[end:])
    if isinstance(listing, Listing) and listing.items:
        raise BadInputError(
            "the notes are written in brackets; write them on lines of their own, after dashes",
            line=listing.line,
        )
    if listing is None:
        return _joined(text, "notes:\n" + _notes_text(notes), "")
    key = before.root.keys["notes"]
    end = _line_end(text, max(listing.end, key.end))
    return _joined(text[: key.start], "notes:\n" + _notes_text(notes), text[end:])


def _with_postings(before: DeckText, text: str, postings: Sequence[Posting]) -> str:
    lines = _dump({posting.slug: posting_fields(posting) for posting in postings})
    known = before.root.values.get("postings")
    if isinstance(known, Mapping) and not known.is_flow:
        end = _line_end(text, known.end)
        return _joined(text[:end], _indented(lines, known.column), text[end:])
    if known is not None and not (isinstance(known, Scalar) and not known.text):
        raise BadInputError("write the postings on lines of their own", line=known.line)
    key = before.root.keys.get("postings")
    if key is not None:
        end = _line_end(text, key.end)
        return _joined(text[:end], _indented(lines, 2), text[end:])
    notes = before.root.keys.get("notes")
    at = len(before.text) if notes is None else notes.start
    return _joined(text[:at], "postings:\n" + _indented(lines, 2), text[at:])


def _joined(head: str, addition: str, tail: str) -> str:
    newline = "\r\n" if "\r\n" in head else "\n"
    if head and not head.endswith("\n"):
        head += newline
    return head + addition.replace("\n", newline) + tail


def _line_end(text: str, at: int) -> int:
    """Behind the line break of the line in which the leaf that ends at `at` stands."""
    if at and text[at - 1] == "\n":
        return at
    found = text.find("\n", at)
    return len(text) if found < 0 else found + 1


def _after_own_comments(text: str, at: int, column: int) -> int:
    """Behind the comments that are indented as parts of the last note."""
    match = re.compile(rf"(?: {{{column + 1},}}#[^\n]*(?:\n|$))*").match(text, at)
    return match.end() if match else at


def _indented(text: str, columns: int) -> str:
    return re.sub(r"^(?=.)", " " * columns, text, flags=re.MULTILINE) if columns else text


def _head_text(deck: Deck) -> str:
    head: dict[str, Any] = {
        "id": str(deck.id),
        "deck": deck.name,
        "format": int(FORMAT),
        "language": deck.language,
        "translation_language": deck.translation_language,
    }
    if deck.directions is not None:
        head["directions"] = [str(direction) for direction in deck.directions]
    if deck.postings:
        head["postings"] = {posting.slug: posting_fields(posting) for posting in deck.postings}
    return _dump(head)


def _notes_text(notes: Sequence[Note]) -> str:
    return "".join(_dump([note_fields(note)]) for note in notes)


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]  # chosen at run time
    """Long texts as folded blocks, lists of short words on one line."""

    def ignore_aliases(self, _data: object) -> bool:
        return True


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    is_block = len(text) > LONG_TEXT or "\n" in text
    style = ("|" if "\n" in text else ">") if is_block else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _represent_mapping(dumper: yaml.SafeDumper, values: dict[str, Any]) -> yaml.Node:
    is_source = values.keys() <= {*SOURCE_KEYS, *CITATION_KEYS}
    is_short = is_source and sum(len(str(value)) for value in values.values()) < LONG_TEXT
    return dumper.represent_mapping("tag:yaml.org,2002:map", values, flow_style=is_short)


def _represent_list(dumper: yaml.SafeDumper, items: list[Any]) -> yaml.Node:
    is_short = all(isinstance(item, str) for item in items) and sum(map(len, items)) < LONG_TEXT
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=is_short)


_Dumper.add_representer(str, _represent_text)
_Dumper.add_representer(list, _represent_list)
_Dumper.add_representer(dict, _represent_mapping)


def _dump(value: Any) -> str:
    if not value:
        return ""
    text: str = yaml.dump(
        value,
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=False,
        width=96,
    )
    return text


def _replace_file(path: Path, text: str, *, expected: Deck, before: DeckText | None = None) -> None:
    """Puts `text` in the file's place, if it reads as `expected` and the file is still `before`."""
    found = read_deck(text, path).deck
    if found != expected:
        raise BadInputError(
            "the change would not read back as it should; edit this place by hand", path=path
        )
    place = path.resolve()
    try:
        if before is not None and read_text(place) != before.text:
            raise StorageError(f"{path}: it was changed while it was being written; try again")
        had_mark = place.exists() and place.read_bytes().startswith(codecs.BOM_UTF8)
        place.parent.mkdir(parents=True, exist_ok=True)
        write_at_once(place, text.encode("utf-8-sig" if had_mark else "utf-8"))
    except OSError as error:
        raise StorageError(f"{path}: cannot write it: {error.strerror}") from error
