"""The names that Anki gets for our decks and tags."""

import re
from collections.abc import Iterable
from functools import lru_cache

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


def subdeck_name(deck: Deck, note: Note) -> str:
    """The deck's name with that of the note's first posting under it."""
    cited = next((example.citation for example in note.examples if example.citation), None)
    if cited is None:
        return deck_name(deck)
    posting = next((p for p in deck.postings if p.slug == cited.posting), None)
    title = posting.title if posting and posting.title else cited.posting
    level = _level(clean_line(title).replace(_NESTING, "-")) or _level(clean_line(cited.posting))
    return f"{deck_name(deck)}{_NESTING}{level}" if level else deck_name(deck)


def tags_of(note: Note, deck: Deck) -> tuple[str, ...]:
    """The note's own tags, its part of speech, its postings and its deck, each a single word.

    Anki compares tags without their case, so of two that differ in nothing else the first stays.
    """
    tags = [_tag(tag) for tag in note.tags]
    if note.part_of_speech:
        tags.append(speech_tag(note.part_of_speech))
    cited = [example.citation for example in note.examples if example.citation]
    tags += [_tag_within("src", citation.posting) for citation in cited]
    tags.append(_tag_within("deck", deck.id))
    return _distinct(tags)


def speech_tag(part_of_speech: str) -> str:
    """The tag of a part of speech; empty where there is none for it."""
    return _tag_within("pos", part_of_speech)


def _nested(name: str) -> str:
    # Anki names an empty level "blank" and drops quotes, controls and outer colons.
    levels = (_level(level) for level in clean_line(name).split(_NESTING))
    return _NESTING.join(level for level in levels if level)


def _level(name: str) -> str:
    name = name.replace('"', "'").strip(" :")
    return name if shows(name.strip("'")) else ""


@lru_cache(maxsize=4096)
def _tag(name: str) -> str:
    return _BLANK.sub("-", _nested(name)).translate(_MARKUP)


@lru_cache(maxsize=4096)
def _tag_within(parent: str, name: str) -> str:
    child = _tag(clean_line(name).replace(_NESTING, "-"))
    return f"{parent}{_NESTING}{child}" if child else ""


def _distinct(tags: Iterable[str]) -> tuple[str, ...]:
    first: dict[str, str] = {}
    for tag in filter(None, tags):
        first.setdefault(tag.casefold(), tag)
    return tuple(first.values())
