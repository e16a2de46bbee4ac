"""How much fits into the time there is."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termcards.cards import CardId
from termcards.scheduling.plan import Pace, spread_backlog, within
from termcards.scheduling.queue import Queued, Turn

TODAY = date(2026, 3, 1)


def queue(turns: str) -> list[Queued]:
    names = {"d": Turn.DUE, "n": Turn.NEW, "l": Turn.DRILL}
    return [Queued(CardId(f"{n}:cloze"), names[turn]) for n, turn in enumerate(turns)]


def picked(turns: str, seconds: float) -> str:
    chosen = within(queue(turns), Pace(review=10, new=30), seconds)
    return " ".join(queued.card.partition(":")[0] for queued in chosen)


@pytest.mark.parametrize(
    ("turns", "seconds", "chosen"),
    [
        ("dndn", 80, "0 1 2 3"),
        ("dndn", 79, "0 1 2"),
        ("dndn", 20, "0 2"),
        ("dddd", 25, "0 1"),
        ("ldn", 20, "0 1"),
        ("nd", 1, "1"),
        ("n", 1, "0"),
        ("", 60, ""),
    ],
)
def test_due_cards_go_before_new_ones_and_one_always_fits(
    turns: str, seconds: float, chosen: str
) -> None:
    assert picked(turns, seconds) == chosen


def spread(*days: int, capacity: int = 2) -> dict[str, int]:
    """The cards due so many days from today, and the days to which they are moved."""
    dues = [(CardId(f"{place}"), TODAY + timedelta(days=day)) for place, day in enumerate(days)]
    moved = spread_backlog(dues, capacity, TODAY)
    return {str(card): (day - TODAY).days for card, day in moved.items()}


def test_a_backlog_goes_to_the_days_that_have_room() -> None:
    assert spread(-9, -8, -7, -6, -5) == {"2": 1, "3": 1, "4": 2}
    assert spread(-9, -8, -7, 1, 1, 5) == {"2": 1, "4": 2}
    assert spread(0, 1, 2) == {}


@given(
    st.lists(st.integers(-60, 60), max_size=60),
    st.integers(1, 7),
)
def test_no_day_asks_more_than_it_takes_and_nothing_comes_early(
    days: list[int], capacity: int
) -> None:
    dues = {CardId(f"{place}"): TODAY + timedelta(days=day) for place, day in enumerate(days)}
    moved = spread_backlog(dues.items(), capacity, TODAY)
    after = Counter(max(TODAY, moved.get(card, due)) for card, due in dues.items())
    assert max(after.values(), default=0) <= capacity
    assert all(moved[card] > max(dues[card], TODAY) for card in moved)
    assert spread_backlog({**dues, **moved}.items(), capacity, TODAY) == {}


def test_a_day_that_takes_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        spread_backlog([], 0, TODAY)
