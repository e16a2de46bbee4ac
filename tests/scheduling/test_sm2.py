"""SM-2 against vectors computed with rational arithmetic, and what must always hold."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termcards.log import Schedule
from termcards.scheduling.sm2 import step

VECTORS: dict[str, Any] = json.loads(
    (Path(__file__).parent / "sm2_vectors.json").read_text(encoding="utf-8")
)
DAY = date(2026, 3, 1)


def schedule(values: dict[str, int], due: date = DAY) -> Schedule | None:
    """The schedule that a vector starts from; one without an interval is a new card."""
    if not values["interval"]:
        return None
    return Schedule(
        due=due,
        interval=values["interval"],
        repetitions=values["repetitions"],
        lapses=values.get("lapses", 0),
        ease_factor=values["ease_factor"],
    )


def figures(schedule: Schedule) -> dict[str, int]:
    return {
        "ease_factor": schedule.ease_factor,
        "interval": schedule.interval,
        "repetitions": schedule.repetitions,
        "lapses": schedule.lapses,
    }


def without_drills(after: dict[str, Any]) -> dict[str, int]:
    return {key: value for key, value in after.items() if key != "repeat_today"}


@pytest.mark.parametrize("case", VECTORS["sequences"], ids=lambda case: str(case["id"]))
def test_a_sequence_of_answers_gives_the_vectors_figures(case: dict[str, Any]) -> None:
    current: Schedule | None = None
    found = []
    for quality in case["qualities"]:
        current = step(current, quality, DAY)
        found.append(figures(current))
    assert found == [without_drills(after) for after in case["after"]]


@pytest.mark.parametrize("case", VECTORS["single_steps"], ids=lambda case: str(case["from"]))
def test_a_single_step_gives_the_vectors_figures(case: dict[str, Any]) -> None:
    after = step(schedule(case["from"]), case["quality"], DAY)
    assert figures(after) == without_drills(case["after"])


@pytest.mark.parametrize("case", VECTORS["timing"], ids=lambda case: str(case["id"]))
def test_lateness_plays_no_part(case: dict[str, Any]) -> None:
    current: Schedule | None = None
    found = []
    for review in case["reviews"]:
        current = step(current, review["q"], DAY + timedelta(days=review["day"]))
        found.append({"interval": current.interval, "due_day": (current.due - DAY).days})
    assert found == case["after"]


@pytest.mark.parametrize("case", VECTORS["invalid"], ids=lambda case: repr(case["quality"]))
def test_a_quality_that_is_no_integer_from_0_to_5_is_refused(case: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="quality"):
        step(None, case["quality"], DAY)


@pytest.mark.parametrize(
    ("grades", "intervals"),
    [
        ([4, 4, 4, 4], [1, 6, 15, 38]),
        ([4, 4, 4, 2], [1, 6, 15, 1]),
        ([4, 4, 4, 2, 4, 4], [1, 6, 15, 1, 1, 6]),
        ([5, 5, 3, 4, 1, 4, 4, 5], [1, 6, 17, 44, 1, 1, 6, 16]),
    ],
)
def test_intervals_follow_sm2(grades: list[int], intervals: list[int]) -> None:
    current: Schedule | None = None
    found = []
    for grade in grades:
        current = step(current, grade, DAY)
        found.append(current.interval)
    assert found == intervals


def test_arithmetic_is_exact_where_floats_give_a_day_too_many() -> None:
    current: Schedule | None = None
    for _ in range(6):
        current = step(current, 5, DAY)
    assert current is not None
    assert current.interval == 420


def test_an_interval_stops_at_a_hundred_years() -> None:
    current: Schedule | None = None
    for _ in range(40):
        current = step(current, 5, DAY)
    assert current is not None
    assert current.interval == 36_500


@given(st.lists(st.integers(0, 5), min_size=1, max_size=60))
def test_figures_stay_in_their_bounds(qualities: list[int]) -> None:
    current: Schedule | None = None
    for quality in qualities:
        current = step(current, quality, DAY)
        assert 1 <= current.interval <= 36_500
        assert current.ease_factor >= 1300
        assert current.ease_factor % 20 == 0
        assert current.due == DAY + timedelta(days=current.interval)


@given(st.lists(st.integers(0, 5), max_size=20), st.integers(0, 2))
def test_a_failure_starts_over_and_leaves_the_ease(qualities: list[int], failure: int) -> None:
    current = step(None, 4, DAY)
    for quality in qualities:
        current = step(current, quality, DAY)
    failed = step(current, failure, DAY)
    assert (failed.interval, failed.repetitions) == (1, 0)
    assert failed.ease_factor == current.ease_factor
