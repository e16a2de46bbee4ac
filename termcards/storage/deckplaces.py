"""Which places of a deck file's text a change touches, and what it puts there."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from termcards.errors import BadInputError
from termcards.notes import Note, NoteId, Posting
from termcards.splices import Place
from termcards.storage.deckreader import DeckText
from termcards.storage.deckwriter import fields_text, items_text, note_text, postings_text
from termcards.storage.noteformat import note_fields
from termcards.yamlnodes import Listing, Mapping, Node, Scalar

LISTS_OF_MAPPINGS = ("senses", "quotes", "examples")


def rewritings(before: DeckText, notes: Sequence[Note], path: Path) -> Iterator[Place]:
    known = {note.id: note for note in before.deck.notes}
    for note in notes:
        old, new = note_fields(known[note.id]), note_fields(note)
        node = before.notes[note.id]
        start, end, column = _lines_of(before, note.id, path)
        if node.is_flow or old.keys() - new.keys():
            yield start, end, _indented(note_text(note), column).lstrip(" ").removesuffix("\n")
        else:
            yield from _enrichments(before.text, node, old, new)


def _enrichments(
    text: str, node: Mapping, old: dict[str, Any], new: dict[str, Any]
) -> Iterator[Place]:
    """Only what is new in a note: its owner's comments and way of writing stay."""
    missing = {key: value for key, value in new.items() if key not in node.keys}
    for key, value in new.items():
        if key in missing or value == old.get(key):
            continue
        listing = node.values[key]
        before = old.get(key)
        is_longer = isinstance(before, list) and value[: len(before)] == before
        is_block = isinstance(listing, Listing) and not listing.is_flow
        if before and key in LISTS_OF_MAPPINGS and is_longer and is_block:
            at = _behind(text, listing)
            yield at, at, _indented(items_text(value[len(before) :]), _column(listing))
            continue
        lines = _indented(fields_text({key: value}), node.column).lstrip(" ").removesuffix("\n")
        yield node.keys[key].start, _leaf_end(text, node.values[key]), lines
    if missing:
        at = _behind(text, node)
        yield at, at, _indented(fields_text(missing), node.column)


def _behind(text: str, node: Node) -> int:
    """Behind the last line of the node, where more can be put.

    A block text that keeps its line breaks keeps the blank lines behind it, too.
    """
    leaf = node
    while not isinstance(leaf, Scalar):
        inner = leaf.items if isinstance(leaf, Listing) else list(leaf.values.values())
        if not inner or leaf.is_flow:
            break
        leaf = inner[-1]
    keeps_breaks = isinstance(leaf, Scalar) and leaf.text.endswith("\n")
    return _line_end(text, node.end if keeps_breaks else _leaf_end(text, node))


def _column(node: Node) -> int:
    return 0 if isinstance(node, Scalar) else node.column


def _leaf_end(text: str, node: Node) -> int:
    """Where its last leaf ends; a block text's end has its line break."""
    end = node.end
    while end > node.start and text[end - 1] in "\r\n ":
        end -= 1
    return end


def removal(before: DeckText, note: NoteId, path: Path) -> Place:
    start, end, column = _lines_of(before, note, path)
    return start - column, _line_end(before.text, end), ""


def _lines_of(before: DeckText, note: NoteId, path: Path) -> tuple[int, int, int]:
    """Where the note's dash stands, where its last leaf ends, and the dash's column."""
    text = before.text
    listing = before.root.values["notes"]
    node = before.notes[note]
    dash = text.rfind("-", 0, node.start)
    in_brackets = not isinstance(listing, Listing) or listing.is_flow
    if in_brackets or text[dash + 1 : node.start].strip():
        raise BadInputError(
            "this note is not written on lines of its own after a dash; edit it by hand",
            path=path,
            line=node.line,
        )
    return dash, _leaf_end(text, node), dash - (text.rfind("\n", 0, dash) + 1)


def note_places(before: DeckText, notes: Sequence[Note], path: Path) -> Iterator[Place]:
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
        at = _after_own_comments(text, _behind(text, listing), column)
    elif listing is None:
        at = len(text)
        yield at, at, "notes:\n"
    else:
        key = before.root.keys["notes"]
        at = _line_end(text, max(listing.end, key.end))
        yield key.start, at, "notes:\n"
    for note in notes:
        yield at, at, _indented(note_text(note), column)


def posting_places(before: DeckText, postings: Sequence[Posting], path: Path) -> Iterator[Place]:
    if not postings:
        return
    text = before.text
    lines = postings_text(postings)
    known = before.root.values.get("postings")
    key = before.root.keys.get("postings")
    if isinstance(known, Mapping) and not known.is_flow:
        at = _line_end(text, known.end)
        yield at, at, _indented(lines, known.column)
    elif known is not None and not (isinstance(known, Scalar) and not known.text):
        raise BadInputError("write the postings on lines of their own", path=path, line=known.line)
    elif key is not None:
        at = _line_end(text, key.end)
        yield at, at, _indented(lines, 2)
    else:
        notes = before.root.keys.get("notes")
        at = len(text) if notes is None else notes.start
        yield at, at, "postings:\n" + _indented(lines, 2)


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
