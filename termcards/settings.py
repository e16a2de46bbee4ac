"""What a learner may set."""

from dataclasses import dataclass
from datetime import time
from pathlib import Path

from termcards.notes import Direction


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a day may ask for, over all decks."""

    new: int = 10
    reviews: int = 200


INSTALLED_DICTIONARIES = Path("/usr/share/dictd")
"""Where Debian's packages, and others, put the dictionaries that are chosen by name."""

DICTIONARY_ENDINGS = (".index", ".ifo", ".csv", ".db", ".sqlite", ".sqlite3")
"""Of dictd's and StarDict's files, and ECDICT's."""


@dataclass(frozen=True, slots=True)
class DictionaryFile:
    path: Path
    """Its ending, one of `DICTIONARY_ENDINGS`, tells what it is."""


@dataclass(frozen=True, slots=True)
class DictionaryServer:
    """One that speaks DICT (RFC 2229)."""

    host: str = "localhost"
    port: int = 2628
    database: str | None = None
    """`None` asks all that it has."""


DictionaryPlace = DictionaryFile | DictionaryServer


@dataclass(frozen=True, slots=True)
class Settings:
    """Those of a new learner, where nothing else is said."""

    limits: Limits = Limits()
    day_starts_at: time = time(4, 0)
    """On the learner's own clock."""

    directions: tuple[Direction, ...] = (Direction.RECOGNISE, Direction.CLOZE)
    """The cards of a deck that does not say."""

    decks: Path | None = None
    """The folder of the deck files, where it is not the library's own."""

    dictionaries: tuple[DictionaryPlace, ...] | None = None
    """In the order in which they are asked, after the glossary; `None` for all installed ones."""
