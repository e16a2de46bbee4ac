"""How much fits into the time there is: today's queue, and a backlog over the days to come."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from termcards.cards import CardId
from termcards.scheduling.queue import Queued, Turn

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Pace:
    """How long a learner takes for a card, in seconds, its drills of the day included."""

    review: float = 8.0
    new: float = 25.0

    def of(self, turn: Turn) -> float:
        return self.new if turn is Turn.NEW else self.review


def within(waiting: Sequence[Queued], pace: Pace, seconds: float) -> tuple[Queued, ...]:
    """As much of the queue as fits into the time, in its order; at least one card.

    What is due goes before what is new, so that a short sitting does not make the backlog grow.
    """
    chosen: set[Queued] = set()
    left = seconds
    for queued in sorted(waiting, key=lambda queued: queued.turn is Turn.NEW):
        cost = pace.of(queued.turn)
        if chosen and cost > left:
            break
        chosen.add(queued)
        left -= cost
    return tuple(queued for queued in waiting if queued in chosen)


def spread_backlog(
    dues: Iterable[tuple[CardId, date]], capacity: int, today: date
) -> Mapping[CardId, date]:
    """On which days cards come if no day is to ask more than `capacity` of them, at least 1.

    `dues` are all cards with their due days, however far ahead. Gives only the cards that get
    another day. What is longest overdue comes first, and nothing comes earlier than it was due.
    """
    if capacity < 1:
        raise ValueError("a day must take at least one card")
    ahead = sorted(dues, key=lambda row: (row[1], row[0]))
    moved: dict[CardId, date] = {}
    day, taken = today, 0
    for card, due in ahead:
        if due > day:
            day, taken = due, 0
        elif taken == capacity:
            day, taken = day + DAY, 0
        taken += 1
        if day != max(due, today):
            moved[card] = day
    return moved
