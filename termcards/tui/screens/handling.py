"""What is done to cards besides answering them: put aside, marked, flagged, taken back, cured."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from termcards.errors import StorageError, TermcardsError
from termcards.language import tr
from termcards.library import verbs
from termcards.library.leeching import Leech, leech_of
from termcards.library.studying import Question
from termcards.library.undone import Undone
from termcards.library.verbs import Verb
from termcards.storage.journal import ChangedElsewhereError
from termcards.tui.screens.framed import trouble
from termcards.tui.screens.sitting import SittingScreen
from termcards.tui.sitting import after_act, taken_back, undoes
from termcards.tui.takingback import TakingBack

if TYPE_CHECKING:
    from termcards.tui.opening import Outcome
    from termcards.tui.screens.leech import Remedy

CHANGED_ELSEWHERE = "that card was changed elsewhere in the meantime; nothing was saved"


class HandlingScreen(SittingScreen):
    is_flagging = False
    """Whether the next digit is a flag."""

    _taking_back: TakingBack | None = None
    _left_at: float | None = None
    """On the stopwatch, when the library was opened over the card."""

    def ask(self) -> None:
        self.is_flagging = False
        super().ask()

    def action_undo(self) -> None:
        if self._taking_back is None:
            self._taking_back = TakingBack(
                self,
                self._library,
                "study.undo",
                self._undone,
                stopwatch=self._stopwatch,
                asked=lambda: self._study.question,
                since=self._study.began_at,
            )
        self._taking_back.begin()

    def _undone(self, undone: Undone) -> None:
        try:
            self._study.take_up_undo(undone)
        except StorageError as error:
            self.say_trouble(tr("not read"), error)
            return
        if undone.answer is not None and self._times:
            self._times.pop()
        self.ask()
        self.say(taken_back(undone, self._study.question), is_trouble=bool(undone.left))
        self.tidy_up_later()

    def action_put_aside(self, verb: str) -> None:
        self._do(lambda: verbs.put_aside(self._library, self._study, Verb(verb)), self.ask)

    def action_mark(self) -> None:
        self._do(lambda: verbs.toggle_mark(self._study), self._look_again)

    def action_flags(self) -> None:
        self.is_flagging = True
        self.refresh_keys()
        self.say(tr("flag: 0 none, 1 red, 2 yellow, 3 green, 4 blue"))

    def action_leave_flags(self) -> None:
        self.is_flagging = False
        self.refresh_keys()
        self.say("")

    def action_flag(self, number: int) -> None:
        self.is_flagging = False
        self._do(lambda: verbs.flag(self._study, number), self._look_again)

    def action_edit(self) -> None:
        from termcards.tui.opening import open_editor

        question = self._study.question
        if question is not None:
            opened_at = self._stopwatch()
            done = partial(self._after_edit, question, opened_at)
            open_editor(self, self._library, question.note.id, done)

    def _after_edit(self, edited: Question, opened_at: float, outcome: "Outcome") -> None:
        """Draws the card as it is written now, in the state in which it was."""
        self._shown_at += self._stopwatch() - opened_at  # writing is not answering
        if not outcome.is_saved:
            self.say(outcome.words)
            return
        self._study.take_up_edit()
        question = self._study.question
        if question is not None and question.card == edited.card:
            self._look_again()
        else:
            self.ask()
        self.say(outcome.words, tail=undoes(""))

    def action_search(self) -> None:
        from termcards.tui.screens.browse import BrowseScreen

        if self.is_current:
            self._left_at = self._stopwatch()
            self.app.push_screen(BrowseScreen(self._library, self._stopwatch, searches=True))

    def on_screen_resume(self) -> None:
        if self._left_at is not None:
            self._shown_at += self._stopwatch() - self._left_at  # searching is not answering
            self._left_at = None
            self._come_back()

    def _come_back(self) -> None:
        """Goes on after the library was elsewhere: a card that is still the same, as it was."""
        before = self._study.question
        try:
            self._study.take_up_changes()
        except StorageError as error:
            self.say_trouble(tr("not read"), error)
            return
        after = self._study.question
        if before and after and (before.card, before.standing) == (after.card, after.standing):
            self._look_again()
        else:
            self.ask()

    def _look_again(self) -> None:
        self.look(self._view)

    def _do(self, act: Callable[[], str], after: Callable[[], None]) -> None:
        """Does something to the card, draws what follows, and says so."""
        done_to = self._study.question
        if done_to is None:
            return
        try:
            told = act()
        except ChangedElsewhereError:
            self.ask()
            self.say(tr(CHANGED_ELSEWHERE))
        except StorageError as error:
            self.refresh_keys()
            self.say_trouble(tr("not saved"), error)
        else:
            after()
            self.say(after_act(told, done_to, self._study.question))
            self.tidy_up_later()

    def show_leech(self, answered: Question) -> None:
        from termcards.tui.screens.leech import LeechScreen

        leech = leech_of(self._library, answered)
        screen = LeechScreen(self._library, leech)
        self.app.push_screen(screen, lambda _: self._after_leech(leech, screen.remedy))

    def _after_leech(self, leech: Leech, remedy: "Remedy | None") -> None:
        from termcards.tui.screens.leech import Remedy

        if remedy is Remedy.UNDO:
            self.action_undo()
            return
        if remedy is None:
            words = tr("left suspended, nothing of it is lost")
        else:
            if remedy is Remedy.EDITED:
                self._study.take_up_edit()
            try:
                words = self._remedied(leech, is_let_go=remedy is Remedy.LET_GO)
            except StorageError as error:
                self.say_trouble(tr("not saved"), error)
                return
            self.ask()
        self.say(after_act(words, leech.question, self._study.question))

    def _remedied(self, leech: Leech, *, is_let_go: bool) -> str:
        if is_let_go:
            return verbs.let_go(self._library, self._study, leech.question)
        return verbs.resume(self._study, leech.question.card.id)

    def say_trouble(self, what: str, error: TermcardsError, tail: str = "") -> None:
        words = trouble(what, error, self._library)
        self.say(words, tail=tail, is_trouble=True)
