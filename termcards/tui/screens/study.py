"""The sitting: one card after the other, its answer, its grade, and what else is done to it."""

from dataclasses import replace
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message

from termcards.errors import StorageError
from termcards.language import tr
from termcards.library.home import Library
from termcards.library.studying import Choice, Question, Study
from termcards.library.todays import Wishes
from termcards.settings import Grades as GradeMode
from termcards.storage.journal import ChangedElsewhereError
from termcards.tui.card import has_translation, source_pages
from termcards.tui.keymap import key
from termcards.tui.keys import Hint
from termcards.tui.screens.handling import CHANGED_ELSEWHERE, HandlingScreen
from termcards.tui.screens.sitting import MORE_NEW
from termcards.tui.screens.studykeys import (
    ACCEPTING,
    EXACT_WORDS,
    OTHERWISE_OFF,
    OURS,
    STUDY_KEYS,
    STUDY_TURNS,
    WHILE_FLAGGING,
    WHILE_TYPING,
    as_graded,
    is_graded_by,
)
from termcards.tui.sitting import after_grade
from termcards.tui.stopwatch import Presses, Stopwatch
from termcards.tui.widgets.cardview import CardView
from termcards.tui.widgets.grades import Grades
from termcards.tui.wording import grade_name

__all__ = ["Stopwatch", "StudyScreen"]


class StudyScreen(HandlingScreen):
    BINDINGS: ClassVar[list[BindingType]] = [*STUDY_KEYS]
    TURNS = STUDY_TURNS

    class Left(Message):
        """The learner goes back to where the sitting was opened."""

    def __init__(
        self, library: Library, study: Study, stopwatch: Stopwatch, remark: str | None = None
    ) -> None:
        super().__init__(library, study, stopwatch, remark)
        self._presses = Presses(stopwatch)
        self._unsaved: tuple[int, int] | None = None
        """The quality and the milliseconds of an answer that was not saved."""

    def ask(self) -> None:
        self._unsaved = None
        super().ask()

    @property
    def acts(self) -> list[Binding]:
        return as_graded(super().acts, self._grading)

    def worded(self, hint: Hint) -> Hint:
        is_exact = self._grading.grades is GradeMode.EXACT and hint.act in ACCEPTING
        return replace(hint, words=EXACT_WORDS[hint.act]) if is_exact else hint

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action not in OURS:
            return True
        if self.is_typing:
            return action in WHILE_TYPING
        if self.is_flagging:
            return action in WHILE_FLAGGING
        if action in OTHERWISE_OFF:
            return False
        question = self._study.question
        if question is None:
            return self._is_offered_at_the_end(action)
        return self._is_offered(action, parameters, question)

    def is_help_now(self, act: Binding) -> bool:
        # What its key does after the answer is another act, and told with this one.
        return act.id == "study.show" or super().is_help_now(act)

    def _is_offered(self, action: str, parameters: tuple[object, ...], question: Question) -> bool:
        match action:
            case "show":
                return not self._view.is_answered
            case "grade" | "exact":
                return is_graded_by(self._grading, action, parameters)
            case "accept":
                is_meant = parameters == (self.suggestion(question),)
                return self._grading.space_grades and self._view.is_answered and is_meant
            case "to_field":
                return self.wants_typing
            case "translate":
                return has_translation(question, self._view)
            case "open_page":
                return bool(source_pages(question, self._view))
            case "search":
                return not self.app.is_inline
            case "next_sentence":
                return len(question.examples) > 1
            case "retry":
                return self._unsaved is not None
            case _:
                return action not in ("more", "cram", "go_on")

    def _is_offered_at_the_end(self, action: str) -> bool:
        match action:
            case "more":
                return self._has_more_new
            case "go_on":
                return self._left > 0
            case "cram":
                return bool(self._study.decks)
            case "search":
                return not self.app.is_inline
            case _:
                return action in ("undo", "back", "show_help", "scroll", "page")

    def action_show(self) -> None:
        self._is_held()
        typed = self.field.value if self.wants_typing and self.field.value.strip() else None
        self._show_answer(typed)

    def _show_answer(self, typed: str | None) -> None:
        self.look(replace(self._view, is_answered=True, typed=typed))
        self.query_one(CardView).show_rule()

    def on_answer_field_entered(self) -> None:
        self.action_check()

    def action_check(self) -> None:
        if self.wants_typing:
            self._is_held()
            self._show_answer(self.field.value)

    def on_answer_field_left(self) -> None:
        self.action_leave_field()

    def action_leave_field(self) -> None:
        self.field.close()
        self.draw(from_top=False)

    def action_to_field(self) -> None:
        self.field.open()
        self.draw(from_top=False)

    def on_descendant_blur(self, _: events.DescendantBlur) -> None:
        self.refresh_keys()

    def on_descendant_focus(self, _: events.DescendantFocus) -> None:
        self.refresh_keys()

    def action_accept(self, quality: int) -> None:
        if not self._is_held():
            self.action_grade(quality)

    def _is_held(self) -> bool:
        """Whether space or enter was pressed a moment ago, which this press was now."""
        return self._presses.gap() < self._grading.hold_time / 1000

    def action_grade(self, quality: int) -> None:
        if self._view.is_answered:
            self._save(quality, round((self._stopwatch() - self._shown_at) * 1000))
        else:
            self.say(tr("{key} shows the answer first", key=key("study.show", "space")))

    def action_exact(self, quality: int) -> None:
        self.action_grade(quality)

    def action_retry(self) -> None:
        if self._unsaved is not None:
            self._save(*self._unsaved)

    def _save(self, quality: int, milliseconds: int) -> None:
        answered = self._study.question
        if answered is None:
            return
        choice = next(choice for choice in self._choices if choice.quality == quality)
        grade = grade_name(quality, self._grading.grades)
        try:
            self._study.answer(quality, milliseconds)
        except ChangedElsewhereError:
            self.ask()
            self.say(tr(CHANGED_ELSEWHERE))
        except StorageError as error:
            self._unsaved = (quality, milliseconds)
            self.refresh_keys()
            again = tr("; {key} tries again", key=key("study.retry", "r"))
            self.say_trouble(tr("not saved"), error, again)
        else:
            self._times.append(milliseconds)
            self.ask()
            self.say(self._after(choice, answered, grade))
            self.tidy_up_later()
            if self._study.is_leech:
                self.show_leech(answered)

    def _after(self, choice: Choice, answered: Question, grade: str) -> Content:
        today = self._library.today()
        return after_grade(choice, answered, self._study.question, today, grade)

    def action_more(self) -> None:
        self._begin_again(Wishes(new=MORE_NEW))

    def action_go_on(self) -> None:
        self._begin_again(Wishes())

    def action_cram(self) -> None:
        # It reads queries, which most sittings have no need of.
        from termcards.library.choosing import cards_of_decks

        wishes = self._study.wishes
        cards = wishes.cram or cards_of_decks(self._library, self._study.decks)
        if cards:
            self._begin_again(Wishes(cram=cards, name=wishes.name))
        else:
            self.say(tr("every card here is suspended"))

    def _begin_again(self, wishes: Wishes) -> None:
        try:
            study = Study(self._library, self._study.decks, wishes)
        except StorageError as error:
            self.say_trouble(tr("not begun"), error)
        else:
            self.begin(study)
            self.say("")

    def action_back(self) -> None:
        if self.is_current:
            self.post_message(self.Left())

    def on_grades_pressed(self, message: Grades.Pressed) -> None:
        if message.quality is not None:
            self.action_grade(message.quality)
        elif self.is_typing:
            self.action_check()
        else:
            self.action_show()
