"""The sentences of the interface: grades, days and times in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from termcards.language import tr
from termcards.log import PASSING_QUALITY
from termcards.scheduling.rivals import Likeness, Rival
from termcards.settings import Grades, Grading


@dataclass(frozen=True, slots=True)
class Button:
    key: str
    name: str
    quality: int
    """SM-2's: what is stored when the button is pressed."""

    act: str
    """Of which `key` is the key, unless the learner has another."""


BUTTONS = (
    Button("1", "Again", 2, "study.again"),
    Button("2", "Hard", 3, "study.hard"),
    Button("3", "Good", 4, "study.good"),
    Button("4", "Easy", 5, "study.easy"),
)
EXACT = (
    Button("0", "complete blackout", 0, "study.quality0"),
    Button("1", "wrong, the right answer remembered once seen", 1, "study.quality1"),
    Button("2", "wrong, the right answer seemed easy to recall", 2, "study.quality2"),
    Button("3", "right, with serious difficulty", 3, "study.quality3"),
    Button("4", "right, after a hesitation", 4, "study.quality4"),
    Button("5", "perfect", 5, "study.quality5"),
)
"""SM-2's own six, each with what it stands for."""

GOOD = 4
SPACE = replace(BUTTONS[2], key="space", act="study.accept")
LIKENESSES = {
    Likeness.TRANSLATION: "same translation",
    Likeness.LETTERS: "same first letters",
    Likeness.WORDS: "much the same words",
}
_NAMES = {button.quality: button.name for button in BUTTONS}


def buttons_of(grading: Grading) -> tuple[Button, ...]:
    match grading.grades:
        case Grades.FOUR:
            return BUTTONS
        case Grades.TWO:
            return (BUTTONS[0], SPACE if grading.space_grades else BUTTONS[2])
        case Grades.EXACT:
            return EXACT


def nearest(quality: int, buttons: Sequence[Button]) -> int:
    """The quality of a button that comes next to `quality`: as well known, or a little better."""
    return min(button.quality for button in buttons if button.quality >= quality)


def grade_name(quality: int, grades: Grades = Grades.FOUR) -> str:
    name = _NAMES.get(quality) if grades is not Grades.EXACT else None
    return tr(name) if name else tr("quality {quality}", quality=quality)


def likenesses_in_words(rival: Rival) -> str:
    """In what a term is like another."""
    return tr(", ").join(tr(LIKENESSES[likeness]) for likeness in rival.likenesses)


def in_days(days: int) -> str:
    if days < 2:
        return tr("tomorrow" if days == 1 else "today")
    return tr("in {days} days", days=days)


def grades_given(counts: Mapping[int, int], grades: Grades) -> str:
    """How often each button was pressed; the failures of other programs count as Again."""
    if grades is Grades.EXACT:
        return " · ".join(
            f"{grade_name(quality, grades)}: {count}" for quality, count in sorted(counts.items())
        )
    failures = sum(count for quality, count in counts.items() if quality < PASSING_QUALITY)
    named = (
        (tr("again"), failures, True),
        (tr("hard"), counts.get(3, 0), grades is Grades.FOUR),
        (tr("good"), counts.get(4, 0), True),
        (tr("easy"), counts.get(5, 0), grades is Grades.FOUR),
    )
    return " · ".join(f"{name} {count}" for name, count, has_button in named if has_button or count)


def time_taken(milliseconds: Sequence[int]) -> str:
    """The time of a sitting and of one card, `11 min · 18 s a card`."""
    seconds = sum(milliseconds) / 1000
    whole = tr("{seconds} s", seconds=round(seconds))
    if seconds >= 60:
        whole = tr("{minutes} min", minutes=round(seconds / 60))
    return f"{whole} · {tr('{seconds} s a card', seconds=round(seconds / len(milliseconds)))}"
