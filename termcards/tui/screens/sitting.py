"""What a sitting shows: the card, its counts, the panel beside it, the words after the last one."""

import time
from collections import Counter
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.timer import Timer

from termcards.errors import StorageError
from termcards.library.home import Library
from termcards.library.studying import Choice, Question, Study
from termcards.notes import Direction
from termcards.settings import Translation
from termcards.tui.card import Block, View, blocks, source_pages, suggested
from termcards.tui.screens.framed import WIDE, FramedScreen
from termcards.tui.sitting import counts_left, last_blocks, panel_sections, resumed, sitting_name
from termcards.tui.stopwatch import Stopwatch
from termcards.tui.text import on_one_line
from termcards.tui.widgets.answerfield import AnswerField, AnswerRow
from termcards.tui.widgets.cardview import CardView
from termcards.tui.widgets.grades import Grades, Row, check_typed, show_answer
from termcards.tui.widgets.panel import Panel
from termcards.tui.widgets.progress import ProgressLine
from termcards.tui.wording import BUTTONS, Button, buttons_of, nearest

if TYPE_CHECKING:
    from termcards.library.explaining import Past

MORE_NEW = 5
"""New cards that a learner may add to a day at once."""
IDLE_TIME = 3.0
"""Seconds without a key after which there is time to tidy up behind the answers."""


class SittingScreen(FramedScreen):
    HELP_TITLE = "Study"

    def __init__(
        self,
        library: Library,
        study: Study,
        stopwatch: Stopwatch = time.monotonic,
        remark: str | None = None,
    ) -> None:
        super().__init__()
        self._library = library
        self._study = study
        self._stopwatch = stopwatch
        self._remark = remark
        self._view = View()
        self._grading = library.settings.grading
        self._buttons: tuple[Button, ...] = BUTTONS
        """Those of the card on the screen, even if the settings have changed meanwhile."""
        self._choices: tuple[Choice, ...] = ()
        self._shown_at = stopwatch()
        self._times: list[int] = []
        """Milliseconds of the answers of this sitting."""
        self._given: Counter[int] | None = None
        """The grades of the day, once they were asked for."""
        self._past: Past | None = None
        """Of the card, once it was asked for."""
        self._left = 0
        """Cards of today beyond what this sitting was to take."""
        self._has_more_new = False
        self._idle: Timer | None = None

    def compose_body(self) -> ComposeResult:
        yield ProgressLine()
        with Horizontal(id="body"):
            yield CardView()
            yield Panel()
        yield AnswerRow()
        yield Grades()

    def on_mount(self) -> None:
        session = self._study.session
        self.ask()
        words = [on_one_line(self._remark)] if self._remark else []
        if self._study.resumed and session.waiting and not self._study.is_cramming:
            words.append(Content(resumed(session.done, len(session.waiting))))
        self.say(Content(" · ").join(words))

    @property
    def field(self) -> AnswerField:
        return self.query_one(AnswerRow).field

    @property
    def is_typing(self) -> bool:
        """Whether keys are letters of an answer."""
        return self.field.is_open and self.focused is self.field

    @property
    def wants_typing(self) -> bool:
        question = self._study.question
        is_typed = question is not None and question.card.direction is Direction.TYPE
        return is_typed and not self._view.is_answered

    def begin(self, study: Study) -> None:
        """Goes on with another sitting in the place of this one."""
        self._study = study
        self._times = []
        self.ask()

    def ask(self) -> None:
        """Begins with the card that is current now."""
        self._view = View()
        self._given = self._past = None
        self._grading = self._library.settings.grading
        self._buttons = buttons_of(self._grading)
        self._choices = self._study.choices([button.quality for button in self._buttons])
        self._shown_at = self._stopwatch()
        if self.wants_typing:
            self.query_one(AnswerRow).begin()
        else:
            self.query_one(AnswerRow).end()
        if self._study.question is None and self.app.is_inline:
            self.app.exit()
        elif self._study.question is None:
            is_partial = self._study.wishes.is_part or self._study.is_cramming
            self._left = len(self._study.left_today()) if is_partial else 0
            self._has_more_new = not self._left and self._study.has_more_new(MORE_NEW)
        self.draw(from_top=True)

    def look(self, view: View) -> None:
        if view.is_answered and not self._view.is_answered:
            is_asked_for = self._library.settings.translation is Translation.WITH_ANSWER
            view = replace(view, with_translation=view.with_translation or is_asked_for)
        self._view = view
        if view.is_answered:
            self.query_one(AnswerRow).end()
        self.draw(from_top=False)

    def draw(self, *, from_top: bool) -> None:
        question, view = self._study.question, self._view
        shown = self._last_words() if question is None else blocks(question, view)
        self._draw_counts()
        self.query_one(CardView).show(shown, from_top=from_top)
        self._draw_panel()
        self._draw_grades(question)
        self.refresh_keys()
        self.not_idle()

    def _draw_grades(self, question: Question | None) -> None:
        row = Row((), self._buttons, has_intervals=self._grading.show_intervals)
        offer = check_typed() if self.is_typing else show_answer()
        if question is not None and self._view.is_answered:
            hint = None if self._view.typed is None else self.suggestion(question)
            row = replace(row, choices=self._choices, suggested=hint)
        self.query_one(Grades).show(row, None if question is None else offer)

    def suggestion(self, question: Question) -> int:
        """The quality that the answer suggests, among those that there are buttons for."""
        return nearest(suggested(question, self._view), self._buttons)

    def _last_words(self) -> tuple[Block, ...]:
        return last_blocks(
            self._study.answers_today(),
            self._times,
            self._study.next_day(),
            self._library.today(),
            wishes=self._study.wishes,
            left=self._left,
            grades=self._grading.grades,
        )

    def _draw_panel(self) -> None:
        """Reads what the panel alone shows only where there is a panel."""
        if self.app.size.width < WIDE:
            return
        if self._given is None:
            self._given = self._study.answers_today()
        question = self._study.question
        answers = self.past(question).answers if question else ()
        sections = panel_sections(
            question,
            self._view,
            self._given,
            self._times,
            answers,
            self._library.settings.grading.grades,
        )
        self.query_one(Panel).show(sections)

    def past(self, question: Question) -> "Past":
        from termcards.library.explaining import past_of

        if self._past is None:
            standing, deck = question.standing, question.deck.id
            qualities = [button.quality for button in self._buttons]
            self._past = past_of(self._library, question.card.id, standing, deck, qualities)
        return self._past

    def action_translate(self) -> None:
        self._look_into(replace(self._view, with_translation=not self._view.with_translation))

    def action_sources(self) -> None:
        self._look_into(replace(self._view, with_sources=not self._view.with_sources))

    def _look_into(self, view: View) -> None:
        """Shows more of the card, or less, and brings what is new into sight."""
        question, before = self._study.question, self._view
        self.look(view)
        if question is not None:
            old = blocks(question, before)
            new = [place for place, block in enumerate(blocks(question, view)) if block not in old]
            if new:
                self.query_one(CardView).reveal(new[0], new[-1])

    def action_next_sentence(self) -> None:
        self.look(replace(self._view, example=self._view.example + 1))

    def action_open_page(self) -> None:
        from termcards.tui.webpage import offer

        if self._study.question is not None and self.is_current:
            offer(self, source_pages(self._study.question, self._view))

    def action_scroll(self, lines: int) -> None:
        self.query_one(CardView).go_by(lines)
        self.not_idle()

    def action_page(self, pages: int) -> None:
        view = self.query_one(CardView)
        view.go_by(pages * max(1, view.size.height - 1))
        self.not_idle()

    def action_why(self) -> None:
        from termcards.tui.screens.why import WhyScreen

        question = self._study.question
        if question is not None and self.is_current:
            self.app.push_screen(WhyScreen(question, self.past(question), self._buttons))

    def on_resize(self, _: events.Resize) -> None:
        self._draw_panel()

    def _draw_counts(self) -> None:
        session, wishes = self._study.session, self._study.wishes
        name = on_one_line(sitting_name(self._study.decks, wishes))
        short = counts_left(session, wishes, is_short=True)
        self.title_line(name, counts_left(session, wishes), short)
        self.query_one(ProgressLine).show(session.done, session.total)

    def tidy_up_later(self) -> None:
        """Once no key was pressed for a while, so that no answer waits for it."""
        if self._idle is None:
            self._idle = self.set_timer(IDLE_TIME, self._tidy_up)

    def not_idle(self) -> None:
        if self._idle is not None:
            self._idle.reset()

    def _tidy_up(self) -> None:
        self._idle = None
        # Nothing is lost by it, and the next answer will tell of a disk that is in trouble.
        with suppress(StorageError):
            self._library.store.checkpoint()
