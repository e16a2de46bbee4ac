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
    leeches: LeechLimits = LeechLimits()
    per_deck: Mapping[DeckId, DeckSettings] = field(default_factory=dict)
    decks: Path | None = None
    """The folder of the deck files, where it is not the library's own."""

    def scheduler_of(self, deck: DeckId) -> Scheduler:
        own = self.per_deck.get(deck)
        return own.scheduler if own and own.scheduler else self.scheduler
