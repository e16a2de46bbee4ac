"""Decks as JSON: the keys and values of deck files, whole, for other programs."""

import json
import re
from collections.abc import Sequence
from typing import Any

from termcards.errors import BadInputError
from termcards.notes import Deck
from termcards.storage.deckreader import FORMAT, read_decks
from termcards.storage.noteformat import note_fields, posting_fields
from termcards.watching import UNWATCHED, Watch, watched

_UNREADABLE = re.compile("[\x7f-\x9f\ufeff\ufffe\uffff\u2028\u2029]")
"""What YAML, by whose reader the decks are checked, takes in escaped form only."""


def bundle_text(decks: Sequence[Deck], watch: Watch = UNWATCHED) -> str:
    """A line for each value, so that two bundles can be compared line by line."""
    content = {"decks": [_deck_fields(deck, watch) for deck in decks]}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def read_bundle(text: str, path: object, watch: Watch = UNWATCHED) -> tuple[Deck, ...]:
    """The decks of a bundle, or one deck alone. Raises `BadInputError` with file and line.

    The line is that of the file as `bundle_text` sets it.
    """
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        raise BadInputError(
            f"this is not JSON: {error.msg}", path=path, line=error.lineno
        ) from error
    except ValueError as error:  # a number of thousands of digits
        raise BadInputError("a number in it is too long to be read", path=path) from error
    except RecursionError as error:
        raise BadInputError("this is nested too deeply for a bundle of decks", path=path) from error
    if isinstance(content, dict) and "decks" not in content and "notes" in content:
        content = {"decks": [content]}
    if not isinstance(content, dict) or "decks" not in content:
        raise BadInputError('this is no bundle of decks: there is no "decks" in it', path=path)
    whole = json.dumps(_present(content), ensure_ascii=False, indent=1)
    whole = re.sub("[\ud800-\udfff]", "\ufffd", whole)
    safe = _UNREADABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", whole)
    return read_decks(safe, path, watch)


def _deck_fields(deck: Deck, watch: Watch) -> dict[str, Any]:
    head: dict[str, Any] = {
        "id": deck.id,
        "deck": deck.name,
        "format": int(FORMAT),
        "language": deck.language,
        "translation_language": deck.translation_language,
    }
    if deck.directions is not None:
        head["directions"] = [str(direction) for direction in deck.directions]
    if deck.postings:
        head["postings"] = {posting.slug: posting_fields(posting) for posting in deck.postings}
    return {**head, "notes": [note_fields(note) for note in watched(deck.notes, watch)]}


def _present(value: Any) -> Any:
    """Without what is `null`, which is the same as left out."""
    if isinstance(value, dict):
        return {key: _present(kept) for key, kept in value.items() if kept is not None}
    if isinstance(value, list):
        return [_present(kept) for kept in value if kept is not None]
    return value
