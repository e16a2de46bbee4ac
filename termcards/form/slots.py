"""Which fields a note has, in their order, and by which headings they go."""

from dataclasses import dataclass
from enum import Enum, StrEnum, auto


class Kind(Enum):
    """How a field is written."""

    LINE = auto()
    TEXT = auto()
    """Of any number of lines."""

    WORDS = auto()
    """A list, one item a line."""


class Part(StrEnum):
    """What a note may have several of; its first field begins the next one."""

    SENSE = auto()
    EXAMPLE = auto()
    QUOTE = auto()


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for a value."""

    key: str
    heading: str
    kind: Kind = Kind.LINE
    part: Part | None = None
    is_lead: bool = False
    """Whether it is the first field of its part."""

    is_rare: bool = False
    """Whether it is left out as long as it is empty."""


DECK = Slot("deck", "Deck")
"""Not the note's own."""

SLOTS = (
    Slot("term", "Term"),
    Slot("aliases", "Aliases", Kind.WORDS),
    Slot("part_of_speech", "Part of speech"),
    Slot("pronunciation", "Pronunciation"),
    Slot("field", "Field"),
    Slot("definition", "Meaning", Kind.TEXT, Part.SENSE, is_lead=True),
    Slot("translation", "Translation", Kind.TEXT, Part.SENSE),
    Slot("language", "Language", Kind.LINE, Part.SENSE, is_rare=True),
    Slot("field", "Field", Kind.LINE, Part.SENSE, is_rare=True),
    Slot("title", "Source", Kind.LINE, Part.SENSE, is_rare=True),
    Slot("url", "Address", Kind.LINE, Part.SENSE, is_rare=True),
    Slot("sentence", "Sentence", Kind.TEXT, Part.EXAMPLE, is_lead=True),
    Slot("surface", "Surface", Kind.LINE, Part.EXAMPLE),
    Slot("translation", "Translation", Kind.TEXT, Part.EXAMPLE),
    Slot("kind", "Kind", Kind.LINE, Part.EXAMPLE, is_rare=True),
    Slot("posting", "Posting", Kind.LINE, Part.EXAMPLE, is_rare=True),
    Slot("line", "Line", Kind.LINE, Part.EXAMPLE, is_rare=True),
    Slot("end_line", "Last line", Kind.LINE, Part.EXAMPLE, is_rare=True),
    Slot("synonyms", "Synonyms", Kind.WORDS),
    Slot("usage", "Usage", Kind.TEXT),
    Slot("text", "Quote", Kind.TEXT, Part.QUOTE, is_lead=True, is_rare=True),
    Slot("author", "Author", Kind.LINE, Part.QUOTE, is_rare=True),
    Slot("derived", "Derived", Kind.WORDS, is_rare=True),
    Slot("see", "See", Kind.WORDS, is_rare=True),
    Slot("tags", "Tags", Kind.WORDS),
    Slot("directions", "Directions", Kind.WORDS),
    Slot("raw", "Footnote", Kind.TEXT, is_rare=True),
    DECK,
)


def slots_of(part: Part | None) -> tuple[Slot, ...]:
    return tuple(slot for slot in SLOTS if slot.part is part)


def lead_of(part: Part) -> Slot:
    return slots_of(part)[0]
