"""The arithmetic of a card's dates, in words."""

from datetime import date

import pytest

from termcards.log import Fact, Review, Scheduler, SchedulerName, SetDue
from termcards.scheduling.replay import replay
from termcards.scheduling.why import Explanation, Outlook, explain
from tests.scheduling.entries import CARD, entry

FSRS = Scheduler(SchedulerName.FSRS, 900)
SM2 = Scheduler()


def explained(*facts: tuple[int, Fact], scheduler: Scheduler = SM2, today: int = 0) -> Explanation:
    history = tuple(entry(n, fact, day=day) for n, (day, fact) in enumerate(facts, 1))
    day = date.fromordinal(date(2026, 3, 1).toordinal() + today)
    return explain(CARD, replay(history), history, scheduler, day)


def review(quality: int = 4, scheduler: Scheduler = SM2) -> Review:
    return Review(CARD, quality, 0, scheduler)


@pytest.mark.parametrize(
    ("facts", "present"),
    [
        ((), "new: not answered yet"),
        (((0, review()),), "1 d: the first success in a row"),
        (((0, review()), (1, review())), "6 d: the second success in a row"),
        (
            ((0, review()), (1, review(3)), (7, review())),
            "15 d = 6 d × 2.36 (the ease before), rounded up",
        ),
        (
            ((0, review()), (1, review()), (7, review(2))),
            "1 d: the last answer failed, so it starts again",
        ),
        (((0, SetDue(CARD, date(2026, 4, 1))),), "31 d: the due day was set by hand"),
        (
            ((0, review(4, FSRS)),),
            "2 d: until the chance to recall it falls to 90 %; stability 2.3 d,"
            " difficulty 2.1 of 10, today 100 %",
        ),
    ],
)
def test_the_interval_of_now_is_explained(
    facts: tuple[tuple[int, Fact], ...], present: str
) -> None:
    assert explained(*facts).present == present


def test_each_grade_says_where_it_leads_and_where_that_leads() -> None:
    found = explained((0, review()), (1, review()), today=7)
    assert found.outlooks == (
        Outlook(2, 1, 1, 2500),
        Outlook(3, 15, 36, 2360),
        Outlook(4, 15, 38, 2500),
        Outlook(5, 15, 39, 2600),
    )
