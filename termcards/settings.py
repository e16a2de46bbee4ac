"""What a learner may set."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time, tzinfo
from pathlib import Path

from termcards.log import SM2, Scheduler
from termcards.notes import DeckId, Direction


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a day may ask for."""

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
class LeechLimits:
    """From when on a card is a leech; 0 is never."""

    lapses: int = 8
    failures: int = 8
    """In a row."""


@dataclass(frozen=True, slots=True)
class DeckSettings:
    """What is set for one deck; `None` is what holds for all."""

    new: int | None = None
    reviews: int | None = None
    scheduler: Scheduler | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """Those of a new learner, where nothing else is said."""

    limits: Limits = Limits()
    """Over all decks."""

    day_starts_at: time = time(4, 0)
    """On the learner's own clock."""

    time_zone: tzinfo | None = None
    """`None` is this computer's."""

    directions: tuple[Direction, ...] = (Direction.RECOGNISE, Direction.CLOZE)
    """The cards of a deck that does not say."""

    scheduler: Scheduler = SM2
    level: str = "B2"
    """The learner's English, from A2 to C2: what is plain to them is not proposed."""

    leeches: LeechLimits = LeechLimits()
    per_deck: Mapping[DeckId, DeckSettings] = field(default_factory=dict)
    decks: Path | None = None
    """The folder of the deck files, where it is not the library's own."""

    dictionaries: tuple[DictionaryPlace, ...] | None = None
    """In the order in which they are asked, after the glossary; `None` for all installed ones."""

    def scheduler_of(self, deck: DeckId) -> Scheduler:
        own = self.per_deck.get(deck)
        return own.scheduler if own and own.scheduler else self.scheduler
