"""The sitting: one card after the other, its answer, its grade."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message

from termcards.errors import StorageError, TermcardsError
from termcards.library.home import Library
from termcards.library.studying import Choice, Question, Study
from termcards.library.undoing import NotInASittingError
from termcards.storage.journal import ChangedElsewhereError
from termcards.tui.card import Block, View, blocks, has_translation
from termcards.tui.keys import act
from termcards.tui.screens.framed import ELSEWHERE, HELP_ACT, WIDE, FramedScreen, in_words
from termcards.tui.sitting import (
    after_grade,
    counts_left,
    last_blocks,
    panel_sections,
    place_name,
    taken_back,
)
from termcards.tui.text import on_one_line
from termcards.tui.widgets.cardview import CardView
from termcards.tui.widgets.grades import Grades
from termcards.tui.widgets.panel import Panel
from termcards.tui.widgets.progress import ProgressLine
from termcards.tui.wording import GOOD, QUALITIES

Stopwatch = Callable[[], float]
"""Seconds from some moment on, which never run backwards."""

ANSWER = "Answer"
LOOK = "Look"
GRADE = "Again, Hard, Good, Easy"
SCROLL = "scroll"
HOLD_TIME = 0.2
"""Seconds in which a second space does not grade: a held or doubled key is no decision."""
QUESTION_FIRST = "space shows the answer first"


class StudyScreen(FramedScreen):
    HELP_TITLE = "Study"
    BINDINGS: ClassVar[list[BindingType]] = [
        act("study.retry", "r", "retry", "try again", "save what was not saved", ANSWER),
        act(
            "study.show", "space enter", "show", "show answer", "show the answer, then Good", ANSWER
        ),
        act("study.accept", "space enter", "accept", "good"),
        act("study.again", "1", "grade(2)", "", GRADE, ANSWER),
        act("study.hard", "2", "grade(3)", "", GRADE, ANSWER),
        act("study.good", "3", "grade(4)", "", GRADE, ANSWER),
        act("study.easy", "4", "grade(5)", "", GRADE, ANSWER),
        act("study.translate", "t", "translate", "translation", "translation", LOOK),
        act("study.sources", "s", "sources", "sources", "sources", LOOK),
        act("study.next", "n", "next_sentence", "next sentence", "next sentence", LOOK),
        act("study.undo", "u", "undo", "undo", "undo (also after the last card)", ANSWER),
        act("study.down", "j down", "scroll(1)", "", SCROLL, LOOK),
        act("study.up", "k up", "scroll(-1)", "", SCROLL, LOOK),
        act("study.page_down", "pagedown", "page(1)", "", SCROLL, LOOK),
        act("study.page_up", "pageup", "page(-1)", "", SCROLL, LOOK),
        act("study.back", "q escape", "back", "back", "back (nothing is lost)", ELSEWHERE),
        HELP_ACT,
    ]

    class Left(Message):
        """The learner goes back to where the sitting was opened."""

    def __init__(
        self, library: Library, study: Study, stopwatch: Stopwatch, remark: str | None = None
    ) -> None:
        super().__init__()
        self._library = library
        self._study = study
        self._stopwatch = stopwatch
        self._remark = remark
        self._view = View()
        self._choices: tuple[Choice, ...] = ()
        self._shown_at = stopwatch()
        self._pressed_at = float("-inf")
        self._times: list[int] = []
        """Milliseconds of the answers of this sitting."""
        self._given: Counter[int] | None = None
        """The grades of the day, once they were asked for."""
        self._unsaved: tuple[int, int] | None = None
        """The quality and the milliseconds of an answer that was not saved."""

    def compose_body(self) -> ComposeResult:
        yield ProgressLine()
        with Horizontal(id="body"):
            yield CardView()
            yield Panel()
        yield Grades()

    def on_mount(self) -> None:
        session = self._study.session
        self._ask()
        words = [on_one_line(self._remark)] if self._remark else []
        if self._study.resumed and session.waiting:
            resumed = f"resumed: {session.done} graded, {len(session.waiting)} to go"
            words.append(Content(resumed))
        self.say(Content(" · ").join(words))

    def _ask(self) -> None:
        """Begins with the card that is current now."""
        self._view = View()
        self._unsaved = self._given = None
        self._choices = self._study.choices(QUALITIES)
        self._shown_at = self._stopwatch()
        self._draw(from_top=True)

    def _look(self, view: View) -> None:
        self._view = view
        self._draw(from_top=False)

    def _draw(self, *, from_top: bool) -> None:
        question, view = self._study.question, self._view
        shown = self._last_words() if question is None else blocks(question, view)
        self._draw_counts()
        self.query_one(CardView).show(shown, from_top=from_top)
        self._draw_panel()
        self.query_one(Grades).show(
            self._choices if view.is_answered else (), is_asking=question is not None
        )
        self.refresh_keys()

    def _last_words(self) -> tuple[Block, ...]:
        today = self._library.today()
        next_day = self._study.next_day()
        return last_blocks(self._study.answers_today(), self._times, next_day, today)

    def _draw_panel(self) -> None:
        """Reads what the panel alone shows only where there is a panel."""
        if self.app.size.width < WIDE:
            return
        if self._given is None:
            self._given = self._study.answers_today()
        sections = panel_sections(self._study.question, self._view, self._given, self._times)
        self.query_one(Panel).show(sections)

    def on_resize(self, _: events.Resize) -> None:
        self._draw_panel()

    def _draw_counts(self) -> None:
        session = self._study.session
        name = on_one_line(place_name(self._study.decks))
        self.title_line(name, counts_left(session), counts_left(session, is_short=True))
        self.query_one(ProgressLine).show(session.done, session.total)

    def check_action(self, action: str, _: tuple[object, ...]) -> bool | None:
        question = self._study.question
        match action:
            case "show":
                return question is not None and not self._view.is_answered
            case "accept":
                return question is not None and self._view.is_answered
            case "grade" | "sources":
                return question is not None
            case "translate":
                return question is not None and has_translation(question, self._view)
            case "next_sentence":
                return question is not None and len(question.examples) > 1
            case "retry":
                return self._unsaved is not None
            case _:
                return True

    def action_show(self) -> None:
        self._is_held()
        self._look(replace(self._view, is_answered=True))
        self.query_one(CardView).show_rule()

    def action_accept(self) -> None:
        if not self._is_held():
            self.action_grade(GOOD)

    def _is_held(self) -> bool:
        """Whether space or enter was pressed a moment ago, which this press was now."""
        now = self._stopwatch()
        before, self._pressed_at = self._pressed_at, now
        return now - before < HOLD_TIME

    def action_grade(self, quality: int) -> None:
        if self._view.is_answered:
            self._save(quality, round((self._stopwatch() - self._shown_at) * 1000))
        else:
            self.say(QUESTION_FIRST)

    def action_retry(self) -> None:
        if self._unsaved is not None:
            self._save(*self._unsaved)

    def _save(self, quality: int, milliseconds: int) -> None:
        answered = self._study.question
        if answered is None:
            return
        choice = self._choices[QUALITIES.index(quality)]
        try:
            self._study.answer(quality, milliseconds)
        except ChangedElsewhereError:
            self._ask()
            self.say("that card was answered elsewhere in the meantime")
        except StorageError as error:
            self._unsaved = (quality, milliseconds)
            self.refresh_keys()
            self._say_trouble("not saved", error, "; r tries again")
        else:
            self._times.append(milliseconds)
            self._ask()
            self.say(self._after(choice, answered))

    def _after(self, choice: Choice, answered: Question) -> Content:
        return after_grade(choice, answered, self._study.question, self._library.today())

    def _say_trouble(self, what: str, error: TermcardsError, tail: str) -> None:
        words = Content(f"{what}: ") + in_words(error, self._library)
        self.say(words, tail=tail, is_trouble=True)

    def action_undo(self) -> None:
        try:
            undone = self._study.undo()
        except NotInASittingError as error:
            self.say(str(error))
            return
        except TermcardsError as error:
            self._say_trouble("not taken back", error, "; u tries again")
            return
        if undone is None:
            self.say("nothing to take back")
            return
        if undone.answer is not None and self._times:
            self._times.pop()
        self._ask()
        self.say(taken_back(undone, self._study.question))

    def action_translate(self) -> None:
        self._look(replace(self._view, with_translation=not self._view.with_translation))

    def action_sources(self) -> None:
        self._look(replace(self._view, with_sources=not self._view.with_sources))

    def action_next_sentence(self) -> None:
        self._look(replace(self._view, example=self._view.example + 1))

    def action_scroll(self, lines: int) -> None:
        self.query_one(CardView).go_by(lines)

    def action_page(self, pages: int) -> None:
        view = self.query_one(CardView)
        view.go_by(pages * max(1, view.size.height - 1))

    def action_back(self) -> None:
        if self.is_current:
            self.post_message(self.Left())

    def on_grades_pressed(self, message: Grades.Pressed) -> None:
        if message.quality is None:
            self.action_show()
        else:
            self.action_grade(message.quality)
