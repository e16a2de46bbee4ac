"""The sentences of the interface: grades, days and times in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from termcards.log import PASSING_QUALITY


@dataclass(frozen=True, slots=True)
class Button:
    key: str
    name: str
    quality: int
    """SM-2's: what is stored when the button is pressed."""


BUTTONS = (
    Button("1", "Again", 2),
    Button("2", "Hard", 3),
    Button("3", "Good", 4),
    Button("4", "Easy", 5),
)
QUALITIES = tuple(button.quality for button in BUTTONS)
GOOD = 4
_NAMES = {button.quality: button.name for button in BUTTONS}


def grade_name(quality: int) -> str:
    return _NAMES.get(quality, f"quality {quality}")


def in_days(days: int) -> str:
    if days < 2:
        return "tomorrow" if days == 1 else "today"
    return f"in {days} days"


def grades_given(counts: Mapping[int, int]) -> str:
    """How often each button was pressed; the failures of other programs count as Again."""
    failures = sum(count for quality, count in counts.items() if quality < PASSING_QUALITY)
    passes = (f"{grade_name(quality).lower()} {counts.get(quality, 0)}" for quality in (3, 4, 5))
    return " · ".join((f"again {failures}", *passes))


def time_taken(milliseconds: Sequence[int]) -> str:
    """The time of a sitting and of one card, `11 min · 18 s a card`."""
    seconds = sum(milliseconds) / 1000
    whole = f"{round(seconds / 60)} min" if seconds >= 60 else f"{round(seconds)} s"
    return f"{whole} · {round(seconds / len(milliseconds))} s a card"
