"""Why this card comes now, what the next answer would do to it, and what was answered before."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from termcards.language import tr
from termcards.library.explaining import Past
from termcards.library.studying import Question
from termcards.plaintext import cells, filled_up
from termcards.scheduling.queue import Turn
from termcards.scheduling.why import Outlook
from termcards.settings import Grades
from termcards.tui.keys import act
from termcards.tui.screens.reading import ReadingScreen
from termcards.tui.sitting import WIDEST_GRADE, past_lines
from termcards.tui.text import on_one_line, wrap
from termcards.tui.widgets.grades import button_key
from termcards.tui.widgets.lines import Lines
from termcards.tui.wording import BUTTONS, EXACT, Button, grade_name

WIDEST = 76
TURNS = {
    Turn.DUE: "Its day has come.",
    Turn.NEW: "It is one of today's new cards.",
    Turn.DRILL: "It was not sure today, so it comes again until it is. No date changes by that.",
    Turn.CRAM: "It is crammed: whatever you answer, its schedule stays as it is.",
}


class WhyScreen(ReadingScreen):
    HELP_TITLE = "Why now"
    BINDINGS: ClassVar[list[BindingType]] = [act("why.back", "i", "back")]

    def __init__(self, question: Question, past: Past, buttons: Sequence[Button] = BUTTONS) -> None:
        super().__init__()
        self._question = question
        self._past = past
        self._buttons = buttons

    def page(self) -> Lines:
        return Reasons(self._question, self._past, self._buttons)

    def on_mount(self) -> None:
        # The term stays unnamed: it may be what is asked for.
        self.title_line(Content(tr("Why this card comes now")), "", "")
        self.refresh_keys()


class Reasons(Lines):
    def __init__(self, question: Question, past: Past, buttons: Sequence[Button] = BUTTONS) -> None:
        super().__init__()
        self._question = question
        self._past = past
        self._buttons = buttons

    def lines(self, width: int) -> Sequence[Content]:
        room = max(1, min(width, WIDEST) - 2)
        return [
            Content(" ") + line
            for part in reasons(self._question, self._past, self._buttons)
            for line in wrap(part, room)
        ]


def reasons(
    question: Question, past: Past, buttons: Sequence[Button] = BUTTONS
) -> Iterator[Content]:
    schedule = question.standing.schedule
    yield Content(tr(TURNS[question.turn]))
    yield on_one_line(past.explanation.present)
    if schedule is not None:
        ease = tr("ease {ease:.2f}", ease=schedule.ease_factor / 1000)
        yield Content(f"{tr('due {day}', day=schedule.due)} · {ease}")
    if question.turn in (Turn.DUE, Turn.NEW):
        yield Content("")
        yield Content.styled(tr("The next answer"), ".strong")
        widest = max(cells(button_key(button)) for button in buttons)
        told = {outlook: _days(outlook) for outlook in past.explanation.outlooks}
        widest_days = max(map(cells, told.values()))
        for outlook, days in told.items():
            yield from (
                _written(button, widest, filled_up(days, widest_days), outlook.ease_factor)
                for button in buttons
                if button.quality == outlook.quality
            )
    if past.answers:
        grades = Grades.EXACT if tuple(buttons) == EXACT else Grades.FOUR
        yield Content("")
        yield Content.styled(tr("Answers so far"), ".strong")
        yield from past_lines(past.answers, grades)


def _days(outlook: Outlook) -> str:
    """The interval after the next tells grades apart that lead to the same one."""
    return tr("{days} d, then {more} d", days=outlook.interval, more=outlook.then)


def _written(button: Button, widest: int, days: str, ease_factor: int) -> Content:
    name = filled_up(grade_name(button.quality), WIDEST_GRADE)
    ease = tr("ease {ease:.2f}", ease=ease_factor / 1000)
    told = ["" if button in EXACT else name, days, ease]
    pressed = filled_up(button_key(button), widest)
    return Content.assemble((pressed, ".key"), " " + " ".join(told))
