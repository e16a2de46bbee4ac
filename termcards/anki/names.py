"""The names that Anki gets for our decks and tags."""

import re
from collections.abc import Iterable

from termcards.anki.cleaning import clean_line
from termcards.notes import Deck, Note
from termcards.plaintext import shows

_NESTING = "::"
_BLANK = re.compile(r"\s+")
_MARKUP = str.maketrans("<>", "\u2039\u203a")
"""A template may show tags, and Anki puts them there as they are."""


def deck_name(deck: Deck) -> str:
    """The deck's name, nested where it is, without what Anki would silently rewrite."""
    return _nested(deck.name) or _nested(deck.id) or "termcards"


def tags_of(note: Note) -> tuple[str, ...]:
    """The note's own tags, its part of speech and its postings, each a single word.

    Anki compares tags without their case, so of two that differ in nothing else the first stays.
    """
    tags = [_tag(tag) for tag in note.tags]
    if note.part_of_speech:
        tags.append(_tag_within("pos", note.part_of_speech))
    cited = (example.citation for example in note.examples if example.citation)
    tags.extend(_tag_within("src", citation.posting) for citation in cited)
    return _distinct(tag for tag in tags if tag)


def _nested(name: str) -> str:
    # Anki names an empty level "blank" and drops quotes, controls and outer colons.
    levels = (_level(level) for level in clean_line(name).split(_NESTING))
    return _NESTING.join(level for level in levels if level)


def _level(name: str) -> str:
    name = name.replace('"', "'").strip(" :")
    return name if shows(name.strip("'")) else ""


def _tag(name: str) -> str:
    return _BLANK.sub("-", _nested(name)).translate(_MARKUP)


def _tag_within(parent: str, name: str) -> str:
    child = _tag(clean_line(name).replace(_NESTING, "-"))
    return f"{parent}{_NESTING}{child}" if child else ""


def _distinct(tags: Iterable[str]) -> tuple[str, ...]:
    first: dict[str, str] = {}
    for tag in tags:
        first.setdefault(tag.casefold(), tag)
    return tuple(first.values())
