"""What a search asks for, as values: a tree of conditions on cards and their notes.

All text in them is folded (see `plaintext.folded`), as it is where it is looked for.
"""

from dataclasses import dataclass
from enum import StrEnum

from termcards.notes import Direction


class Place(StrEnum):
    """Where in a note a text is looked for."""

    ANYWHERE = "anywhere"
    TERM = "term"
    """Aliases too."""
    MEANING = "meaning"
    """Translations too."""
    SOURCE = "source"
    """Postings and dictionaries: titles, slugs, addresses."""


class State(StrEnum):
    """How a card may stand; one card may stand in several ways."""

    DUE = "due"
    NEW = "new"
    LEARN = "learn"
    """To be repeated today."""
    REVIEW = "review"
    """It has a schedule."""
    SUSPENDED = "suspended"
    BURIED = "buried"
    MARKED = "marked"
    LEECH = "leech"
    KNOWN = "known"
    FLAGGED = "flagged"
    CARDLESS = "cardless"
    """Of a note: no card asks it."""


class Property(StrEnum):
    """What can be compared with a number."""

    INTERVAL = "ivl"
    EASE = "ease"
    """Such as 2.5."""
    LAPSES = "lapses"
    DUE = "due"
    """In days from today; negative for what is overdue."""
    REVIEWS = "reps"


class Relation(StrEnum):
    LESS = "<"
    AT_MOST = "<="
    EQUAL = "="
    UNEQUAL = "!="
    AT_LEAST = ">="
    MORE = ">"


class Order(StrEnum):
    """By what found cards are put in order."""

    TERM = "term"
    DUE = "due"
    INTERVAL = "interval"
    EASE = "ease"
    """The hardest first."""
    ADDED = "added"
    """The newest first."""
    DECK = "deck"
    """As in the deck files."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A text with gaps: its pieces in order, with anything between them."""

    pieces: tuple[str, ...]
    """At least one; some may be empty."""

    @property
    def is_plain(self) -> bool:
        return len(self.pieces) == 1

    def is_all_of(self, text: str) -> bool:
        """Whether the pattern is the text from beginning to end."""
        first, *others = self.pieces
        if not others:
            return text == first
        if not text.startswith(first):
            return False
        place = len(first)
        *between, last = others
        for piece in between:
            found = text.find(piece, place)
            if found < 0:
                return False
            place = found + len(piece)
        return len(text) - place >= len(last) and text.endswith(last)


@dataclass(frozen=True, slots=True)
class Every:
    """All of the parts hold; without parts, always."""

    parts: "tuple[Filter, ...]" = ()


@dataclass(frozen=True, slots=True)
class Either:
    """One of the parts holds, or several."""

    parts: "tuple[Filter, ...]"


@dataclass(frozen=True, slots=True)
class Not:
    part: "Filter"


@dataclass(frozen=True, slots=True)
class Has:
    """The note has the text, within words too."""

    text: Pattern
    place: Place = Place.ANYWHERE


@dataclass(frozen=True, slots=True)
class InDeck:
    """In the deck of that name or file, or one nested under it."""

    name: Pattern


@dataclass(frozen=True, slots=True)
class Tagged:
    """The note has that tag, or one nested under it by `::`."""

    tag: Pattern


@dataclass(frozen=True, slots=True)
class Stands:
    state: State


@dataclass(frozen=True, slots=True)
class Flagged:
    flag: int
    """From 1 to 4; 0 is none."""


@dataclass(frozen=True, slots=True)
class Added:
    """The note came to the library in the last days, today among them."""

    days: int


@dataclass(frozen=True, slots=True)
class Rated:
    """The card was answered in the last days, today among them."""

    days: int
    button: int | None = None
    """1 is Again, 4 Easy; `None` is any."""


@dataclass(frozen=True, slots=True)
class Compares:
    property: Property
    relation: Relation
    value: float


@dataclass(frozen=True, slots=True)
class Asks:
    direction: Direction


Filter = (
    Every
    | Either
    | Not
    | Has
    | InDeck
    | Tagged
    | Stands
    | Flagged
    | Added
    | Rated
    | Compares
    | Asks
)
EVERYTHING = Every()
