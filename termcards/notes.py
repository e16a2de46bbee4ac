"""What there is to learn: notes of terms, with their senses and examples, in decks."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

NoteId = NewType("NoteId", str)
"""Proposed from the term when the note is born, unique in a library, and never changed."""

DeckId = NewType("DeckId", str)


class Direction(StrEnum):
    """Which question a card asks about its note."""

    RECOGNISE = "recognise"
    """The term in its sentence; recall the meaning."""
    PRODUCE = "produce"
    """The meaning alone; recall the term."""
    CLOZE = "cloze"
    """The sentence with a gap, and the meaning; recall the term."""
    TYPE = "type"
    """As produce, and the term is typed."""


class ExampleKind(StrEnum):
    """Where in a text an example stood; only sentences, items and cells are good ones."""

    SENTENCE = "sentence"
    ITEM = "item"
    CELL = "cell"
    HEADING = "heading"
    METADATA = "metadata"
    FRAGMENT = "fragment"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a definition comes from."""

    title: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """The lines of a posting in which an example stands."""

    posting: str
    """The posting's slug, a key of the deck's `postings`."""

    line: int | None = None
    """Counts from 1 in the file, front matter included."""

    end_line: int | None = None
    """The last line, when the sentence runs over several."""


@dataclass(frozen=True, slots=True)
class Example:
    sentence: str
    surface: str | None = None
    """The words that stand for the term in this sentence, as they are written there."""

    translation: str | None = None
    citation: Citation | None = None
    kind: ExampleKind = ExampleKind.SENTENCE


@dataclass(frozen=True, slots=True)
class Sense:
    definition: str
    translation: str | None = None
    language: str | None = None
    """Of the definition, where it is not the deck's language; a code as in BCP 47."""

    field: str | None = None
    """The trade or science in which the term has this sense."""

    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    text: str
    author: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    id: NoteId
    term: str
    aliases: tuple[str, ...] = ()
    part_of_speech: str | None = None
    pronunciation: str | None = None
    field: str | None = None
    senses: tuple[Sense, ...] = ()
    quotes: tuple[Quote, ...] = ()
    synonyms: tuple[str, ...] = ()
    usage: str | None = None
    derived: tuple[str, ...] = ()
    see: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()
    tags: tuple[str, ...] = ()
    directions: tuple[Direction, ...] | None = None
    """`None` leaves it to the deck."""

    raw: str | None = None
    """The footnote as it was written, kept when a part of it was not understood."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A note as the harvester proposes it; its id is only proposed yet."""

    note: Note
    label: str
    line: int
    """Where the footnote is defined."""


@dataclass(frozen=True, slots=True)
class Posting:
    """A text that was read, as a deck remembers it."""

    slug: str
    title: str | None = None
    url: str | None = None
    date: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Deck:
    id: DeckId
    name: str
    """`::` nests it under another deck on the screens."""

    language: str = "en"
    translation_language: str = "zh"
    directions: tuple[Direction, ...] | None = None
    """`None` leaves it to the learner's settings."""

    postings: tuple[Posting, ...] = ()
    notes: tuple[Note, ...] = ()
