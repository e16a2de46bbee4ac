"""What answers add up to: the counts of a day, of an hour, of whatever they are counted by."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from termcards.log import PASSING_QUALITY, Answer, Cram, Drill, Entry, Standing

MATURE_INTERVAL = 21
"""Days from which on an interval is a mature card's."""

LONGEST_ANSWER = 60_000
"""Milliseconds counted for one answer at most: who went for tea did not think that long."""


class Stage(StrEnum):
    """How well a card was known before an answer, where that answer says something of it."""

    NEW = "new"
    """It had no schedule."""

    YOUNG = "young"
    """Its interval was under 21 days."""

    MATURE = "mature"

    REPEAT = "repeat"
    """It was reviewed on this day already: a drill, or a review of another device."""

    CRAM = "cram"


@dataclass(frozen=True, slots=True)
class Counted:
    """An answer, as far as it is counted."""

    entry: Entry
    """With the quality it was corrected to."""

    answer: Answer
    stage: Stage

    @property
    def is_recall(self) -> bool:
        """Whether it tells what was kept in memory: the day's first answer of a known card."""
        return self.stage in (Stage.YOUNG, Stage.MATURE)

    @property
    def passed(self) -> bool:
        return self.answer.quality >= PASSING_QUALITY

    @property
    def milliseconds(self) -> int:
        return min(self.answer.milliseconds, LONGEST_ANSWER)


def counted_as(entry: Entry, before: Standing) -> Counted | None:
    """How an entry counts for a card that stood as `before`; `None` where it is no answer."""
    fact = entry.fact
    if not isinstance(fact, Answer):
        return None
    return Counted(entry, fact, _stage(fact, entry.day, before))


def _stage(answer: Answer, day: date, before: Standing) -> Stage:
    if isinstance(answer, Cram):
        return Stage.CRAM
    if isinstance(answer, Drill) or before.reviewed == day:
        return Stage.REPEAT
    if before.schedule is None:
        return Stage.NEW
    return Stage.YOUNG if before.schedule.interval < MATURE_INTERVAL else Stage.MATURE


@dataclass(frozen=True, slots=True)
class Retention:
    """Of so many reviews, so many passed."""

    reviews: int = 0
    passed: int = 0

    @property
    def share(self) -> float | None:
        """From 0 to 1; `None` where there were no reviews."""
        return self.passed / self.reviews if self.reviews else None

    def __add__(self, other: "Retention") -> "Retention":
        return Retention(self.reviews + other.reviews, self.passed + other.passed)


@dataclass(frozen=True, slots=True)
class Tally:
    """What answers add up to; as plain numbers, since years of days are added up."""

    new: int = 0
    """First answers of cards that had no schedule: introductions, which tell nothing of memory."""

    new_passed: int = 0
    young: int = 0
    young_passed: int = 0
    mature: int = 0
    mature_passed: int = 0
    drills: int = 0
    """Repeats on the same day, second reviews among them."""

    crams: int = 0
    milliseconds: int = 0
    """Of all answers, each counted as a minute at most."""

    @property
    def retention(self) -> Retention:
        """The true one: the day's first answers of cards that had a schedule."""
        return Retention(self.young + self.mature, self.young_passed + self.mature_passed)

    @property
    def reviews(self) -> int:
        """Introductions included, repeats not."""
        return self.new + self.young + self.mature

    @property
    def passed(self) -> int:
        return self.new_passed + self.young_passed + self.mature_passed

    @property
    def answers(self) -> int:
        return self.reviews + self.drills + self.crams


@dataclass(frozen=True, slots=True)
class Week:
    """A week of the learner."""

    monday: date
    studied: int = 0
    """Days with an answer."""

    tally: Tally = Tally()


@dataclass(frozen=True, slots=True)
class Hour:
    """What the answers in an hour of the day add up to, over all days."""

    hour: int
    """On the learner's clock, from 0 to 23."""

    answers: int = 0
    retention: Retention = Retention()


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time in which a learner's clock is always as far from UTC."""

    start: int
    """Seconds since 1970; `end` is the first second after it."""

    end: int
    offset: int
    """Seconds by which the clock is ahead of UTC."""
