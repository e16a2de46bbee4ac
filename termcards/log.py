"""What has been learned: the facts of the log, and the schedule they add up to."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NewType

from termcards.cards import CardId

EntryId = NewType("EntryId", str)
"""Unique on all devices; entries are replayed in the order of their ids."""

ActId = NewType("ActId", str)
"""What the user did once, the unit of undo: the id of the act's first entry."""

DeviceId = NewType("DeviceId", str)

LOWEST_QUALITY = 0
HIGHEST_QUALITY = 5
PASSING_QUALITY = 3
"""Under it an answer is a failure."""
SURE_QUALITY = 4
"""Under it a card comes again on the same day, as a drill."""


@dataclass(frozen=True, slots=True)
class Review:
    """One graded answer, which moves the card's schedule."""

    card: CardId
    quality: int
    """SM-2's, from 0 to 5."""

    milliseconds: int
    """From the question shown to the grade given."""


@dataclass(frozen=True, slots=True)
class Drill:
    """A repeat on the same day, which changes no schedule."""

    card: CardId
    quality: int
    milliseconds: int


@dataclass(frozen=True, slots=True)
class Cancel:
    """Takes an act back."""

    act: ActId


@dataclass(frozen=True, slots=True)
class Edit:
    """A place of a deck file that was changed, by which the change can be taken back."""

    file: str
    """Relative to the folder of the decks."""

    at: int
    """The offset of `new` in the file's text after the change, in characters."""

    old: str
    new: str


Fact = Review | Drill | Edit | Cancel


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact of the log, with who wrote it down and when."""

    id: EntryId
    act: ActId
    device: DeviceId
    at: datetime
    """An instant, in UTC."""

    day: date
    """The learner's day at the time."""

    fact: Fact


@dataclass(frozen=True, slots=True)
class Schedule:
    """What the scheduler remembers of a card. A new card has none."""

    due: date
    """The learner's calendar day."""

    interval: int
    """Days between the last review and `due`."""

    repetitions: int
    """Successful reviews in a row."""

    lapses: int
    """Failures after at least one success."""

    ease_factor: int
    """In thousandths (2500 is 2.5), so that a log replays to the same days everywhere."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a card stands after its entries: its schedule, and what its day still asks for."""

    schedule: Schedule
    introduced: date
    """The day of its first review."""

    reviewed: date
    """The day of its last review."""

    is_sure: bool
    """Whether its last answer, drills included, had a quality of 4 or 5."""

    def wants_drill(self, today: date) -> bool:
        return self.reviewed == today and not self.is_sure
