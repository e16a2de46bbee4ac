"""Notes and a deck's head as YAML: readable, in a fixed order, the same every time."""

from collections.abc import Mapping, Sequence
from typing import Any

from termcards.notes import Deck, Note, Posting
from termcards.storage.deckreader import FORMAT
from termcards.storage.noteformat import note_fields, posting_fields


def head_text(deck: Deck) -> str:
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


def note_text(note: Note, *, on_lines: bool = False) -> str:
    """The note as an item of a list, its dash in the first column.

    `on_lines`, each text stands on one line, however long it is.
    """
    return _dump([note_fields(note)], on_lines=on_lines)


def fields_text(fields: Mapping[str, Any], *, on_lines: bool = False) -> str:
    """Some keys of a note with their values, in the first column."""
    return _dump(dict(fields), on_lines=on_lines)


def items_text(items: Sequence[Mapping[str, Any]], *, on_lines: bool = False) -> str:
    """Senses or examples as items of a list, their dashes in the first column."""
    return _dump(list(items), on_lines=on_lines)


def text_in_brackets(value: Any) -> str:
    """A text, list or mapping as it stands in a list in brackets."""
    from termcards.storage.yamldumper import Setting, dump

    return dump([value], Setting.BRACKETS).strip()[1:-1]


def entry_in_brackets(key: str, value: Any) -> str:
    """A key with its value as they stand in a mapping in brackets."""
    from termcards.storage.yamldumper import Setting, dump

    return dump({key: value}, Setting.BRACKETS).strip()[1:-1]


def postings_text(postings: Sequence[Posting]) -> str:
    return _dump({posting.slug: posting_fields(posting) for posting in postings})


def _dump(value: Any, *, on_lines: bool = False) -> str:
    if not value:
        return ""
    from termcards.storage.yamldumper import Setting, dump

    return dump(value, Setting.LINES if on_lines else Setting.BLOCKS)
