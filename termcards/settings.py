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
