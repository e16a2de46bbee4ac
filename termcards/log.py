"""What has been learned: the facts of the log, and the standing of a card they add up to."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from termcards.cards import CardId
from termcards.notes import NoteId

EntryId = NewType("EntryId", str)
"""Unique on all devices; entries are replayed in the order of their ids."""

ActId = NewType("ActId", str)
"""What the user did once, the unit of undo: the id of one of the act's entries."""

DeviceId = NewType("DeviceId", str)

LOWEST_QUALITY = 0
HIGHEST_QUALITY = 5
PASSING_QUALITY = 3
"""Under it an answer is a failure."""
SURE_QUALITY = 4
"""Under it a card comes again on the same day, as a drill."""
HIGHEST_FLAG = 4
"""0 is no flag."""


DEFAULT_RETENTION = 900
"""In thousandths: the share of answers that FSRS is to keep right where nobody says."""


class SchedulerName(StrEnum):
    SM2 = "sm2"
    FSRS = "fsrs"


@dataclass(frozen=True, slots=True)
class Scheduler:
    """By which rule a review's interval was made."""

    name: SchedulerName = SchedulerName.SM2
    desired_retention: int | None = None
    """In thousandths: the share of answers that FSRS is to keep right. SM-2 asks for none."""


SM2 = Scheduler()


class Suspension(StrEnum):
    """Why a card is not asked."""

    ASKED = "asked"
    LEECH = "leech"
    KNOWN = "known"


class Verdict(StrEnum):
    """What the learner has said of a word, whether or not it has a note."""

    KNOWN = "known"
    NEVER = "never"
    """Never to be proposed."""

    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Review:
    """One graded answer, which moves the card's schedule."""

    card: CardId
    quality: int
    """SM-2's, from 0 to 5."""

    milliseconds: int
    """From the question shown to the grade given."""

    scheduler: Scheduler = SM2


@dataclass(frozen=True, slots=True)
class Drill:
    """A repeat on the same day, which changes no schedule."""

    card: CardId
    quality: int
    milliseconds: int


@dataclass(frozen=True, slots=True)
class Cram:
    """An answer outside the schedule, which changes nothing."""

    card: CardId
    quality: int
    milliseconds: int


@dataclass(frozen=True, slots=True)
class Correct:
    """Gives an answer of the past another quality."""

    card: CardId
    entry: EntryId
    quality: int


@dataclass(frozen=True, slots=True)
class Suspend:
    """The card is not asked until it is resumed."""

    card: CardId
    reason: Suspension


@dataclass(frozen=True, slots=True)
class Resume:
    """The card is asked again, whether it was suspended or buried."""

    card: CardId


@dataclass(frozen=True, slots=True)
class Bury:
    """The card is not asked before a day."""

    card: CardId
    until: date


@dataclass(frozen=True, slots=True)
class Flag:
    card: CardId
    flag: int
    """From 1 to 4; 0 takes the flag away."""


@dataclass(frozen=True, slots=True)
class Reset:
    """The card is new again."""

    card: CardId


@dataclass(frozen=True, slots=True)
class SetDue:
    card: CardId
    due: date


@dataclass(frozen=True, slots=True)
class Reschedule:
    """The card stands as if another rule had made all its intervals."""

    card: CardId
    scheduler: Scheduler


@dataclass(frozen=True, slots=True)
class Shift:
    """Moves every card's due day, as for a holiday."""

    days: int


@dataclass(frozen=True, slots=True)
class Mark:
    """Sets a note apart, to be found again."""

    note: NoteId
    is_marked: bool


@dataclass(frozen=True, slots=True)
class Judge:
    """A verdict on a word."""

    name: str
    """Folded."""

    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Import:
    """Where the reviews of its act come from."""

    origin: str


@dataclass(frozen=True, slots=True)
class Edit:
    """A place of a deck file that was changed, by which the change can be taken back."""

    file: str
    """Relative to the folder of the decks."""

    at: int
    """The offset of `new` in the file's text after the change, in characters."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Configure:
    """A setting that was changed, by which the change can be taken back."""

    name: str
    at: int
    """The offset of `new` in the text of the settings after the change, in characters."""

    old: str
    """Whole lines, as is `new`."""

    new: str


@dataclass(frozen=True, slots=True)
class Cancel:
    """Takes an act back."""

    act: ActId


Answer = Review | Drill | Cram
CardFact = (
    Review | Drill | Cram | Correct | Suspend | Resume | Bury | Flag | Reset | SetDue | Reschedule
)
"""A fact about one card, on which alone that card's standing depends, beside the shifts."""

Fact = CardFact | Shift | Mark | Judge | Import | Edit | Configure | Cancel


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
class Memory:
    """What FSRS holds of a card after its last review."""

    stability: float
    """Days in which the chance to recall it falls to 90 %."""

    difficulty: float
    """From 1 to 10."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a card stands after its entries. That of an untouched card has all the defaults."""

    schedule: Schedule | None = None
    introduced: date | None = None
    """The day of its first review."""

    reviewed: date | None = None
    """The day of its last review."""

    is_sure: bool = True
    """Whether its last answer, drills included, had a quality of 4 or 5."""

    last_answer: EntryId | None = None
    reviews: int = 0
    passed: int = 0
    """Reviews with a quality of 3 or more."""

    failures: int = 0
    """Failed reviews in a row."""

    memory: Memory | None = None
    """Only while FSRS makes its intervals."""

    suspended: Suspension | None = None
    buried_until: date | None = None
    flag: int = 0

    def wants_drill(self, today: date) -> bool:
        return self.reviewed == today and not self.is_sure

    def is_buried(self, today: date) -> bool:
        return self.buried_until is not None and self.buried_until > today


UNTOUCHED = Standing()
