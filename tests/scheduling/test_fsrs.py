"""FSRS as its package has it, in learner's days."""

from datetime import date

import pytest
from fsrs import Card, Rating, ReviewLog, Scheduler

from termcards.log import Memory
from termcards.scheduling import fsrs
from termcards.scheduling.history import Past

DAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("quality", "stability"),
    [(0, 0.212), (1, 0.212), (2, 0.212), (3, 1.2931), (4, 2.3065), (5, 8.2956)],
)
def test_the_first_stability_is_that_of_the_published_parameters(
    quality: int, stability: float
) -> None:
    assert fsrs.step(None, None, quality, DAY).stability == stability


@pytest.mark.parametrize(("retention", "interval"), [(900, 10), (700, 93), (990, 1), (950, 4)])
def test_the_interval_is_that_of_the_forgetting_curve(retention: int, interval: int) -> None:
    # By hand, with decay 0.1542: factor = 0.9 ^ (-1 / 0.1542) - 1 = 0.98034, and
    # t = 10 / 0.98034 * (R ^ (-1 / 0.1542) - 1) = 92.8 for R = 0.7, 4.03 for 0.95, 0.69 for 0.99.
    assert fsrs.next_interval(Memory(10, 5), retention) == interval


def test_the_package_makes_the_same_of_a_history() -> None:
    history = [(0, 4), (2, 4), (9, 2), (10, 3), (11, 5), (40, 4)]
    memory = fsrs.memory_of(
        [Past(date.fromordinal(DAY.toordinal() + day), quality) for day, quality in history]
    )
    assert memory is not None
    scheduler = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    card, logs = Card(card_id=1), list[ReviewLog]()
    for day, quality in history:
        at = fsrs._noon(date.fromordinal(DAY.toordinal() + day))
        card, log = scheduler.review_card(card, Rating(max(1, quality - 1)), at)
        logs.append(log)
    assert card.stability == pytest.approx(memory.stability, rel=1e-4)
    assert card.difficulty == pytest.approx(memory.difficulty, rel=1e-4)
    assert card.last_review is not None
    assert fsrs.next_interval(memory, 900) == (card.due - card.last_review).days


def test_the_chance_to_recall_is_nine_in_ten_when_stability_has_passed() -> None:
    assert fsrs.retrievability(Memory(10, 5), 0) == 1
    assert fsrs.retrievability(Memory(10, 5), 10) == pytest.approx(0.9)
    assert fsrs.retrievability(Memory(10, 5), -3) == 1


def test_a_card_without_a_past_has_no_memory() -> None:
    assert fsrs.memory_of([]) is None


@pytest.mark.parametrize("quality", [-1, 6, True, 4.0, "4", None])
def test_what_is_no_quality_is_refused(quality: object) -> None:
    with pytest.raises(ValueError, match="quality"):
        fsrs.step(None, None, quality, DAY)  # type: ignore[arg-type]  # that is the point
