"""What a person changes: each change is saved at once, shown, and taken back like any other act."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content

from termcards.errors import TermcardsError
from termcards.language import tr
from termcards.library import configuring
from termcards.library.home import Library
from termcards.library.settinglist import Setting, listed
from termcards.library.undone import Undone
from termcards.tui.changeable import (
    CHANGEABLE,
    Changeable,
    effect,
    is_typed,
    stepped,
    value_in_words,
)
from termcards.tui.keys import act, key_name
from termcards.tui.screens.framed import ELSEWHERE, HELP_ACT, FramedScreen, in_words
from termcards.tui.sitting import taken_back, undoes
from termcards.tui.stopwatch import Stopwatch
from termcards.tui.takingback import TakingBack
from termcards.tui.text import on_one_line, wrap
from termcards.tui.widgets.answerfield import AnswerField, AnswerRow
from termcards.tui.widgets.choices import WIDEST, Choice, Choices
from termcards.tui.widgets.lines import Lines

SETTINGS = "Settings"
PAGE = 10
MOVE = "move"
CHANGE = "change to the next value, the one before"


class About(Lines):
    """A few words on the setting under the cursor."""

    _words = ""

    def show(self, words: str) -> None:
        self._words = words
        self.refresh(layout=True)

    def lines(self, width: int) -> list[Content]:
        words = Content.styled(self._words, ".faint")
        return [Content(" ") + line for line in wrap(words, min(width, WIDEST) - 2)]


class SettingsScreen(FramedScreen):
    HELP_TITLE = SETTINGS
    BINDINGS: ClassVar[list[BindingType]] = [
        act("settings.change", "enter space", "change", "change", "change, or write", SETTINGS),
        act("settings.next", "right l", "step(1)", "next value", CHANGE, SETTINGS),
        act("settings.before", "left h", "step(-1)", "value before", CHANGE, SETTINGS),
        act("settings.unset", "backspace delete", "unset", "as usual", "as usual", SETTINGS),
        act("settings.undo", "u", "undo", "undo", "take the last act back", SETTINGS),
        act("settings.down", "j down", "move(1)", "", MOVE, SETTINGS),
        act("settings.up", "k up", "move(-1)", "", MOVE, SETTINGS),
        act("settings.page_down", "pagedown", f"move({PAGE})", "", MOVE, SETTINGS),
        act("settings.page_up", "pageup", f"move({-PAGE})", "", MOVE, SETTINGS),
        act("settings.back", "q escape comma", "back", "back", "back", ELSEWHERE),
        HELP_ACT,
    ]

    def __init__(self, library: Library, stopwatch: Stopwatch) -> None:
        super().__init__()
        self._library = library
        self._cursor = 0
        self._taking_back = TakingBack(
            self, library, "settings.undo", self._undone, stopwatch=stopwatch
        )

    def compose_body(self) -> ComposeResult:
        with Container(id="settings"):
            yield Choices(WIDEST)
            yield AnswerRow()
            yield About()

    def on_mount(self) -> None:
        self.title_line(Content(tr(SETTINGS)), "", "")
        self.query_one(AnswerRow).end()
        self._draw()

    @property
    def _chosen(self) -> Changeable:
        return CHANGEABLE[self._cursor]

    def _setting(self) -> Setting:
        return next(one for one in listed(self._library) if one.key == self._chosen.key)

    def _draw(self) -> None:
        try:
            known = {one.key: one for one in listed(self._library)}
        except TermcardsError as error:  # somebody writes the file meanwhile
            self._say_trouble(error)
            return
        rows = [
            Choice(Content(tr(one.name)), _value(known[one.key], is_chosen=place == self._cursor))
            for place, one in enumerate(CHANGEABLE)
        ]
        self.query_one(Choices).show(rows, self._cursor)
        self.query_one(About).show(tr(self._chosen.about))
        self.refresh_keys()

    @property
    def is_typing(self) -> bool:
        return self.query_one(AnswerField).is_open

    def check_action(self, action: str, _: tuple[object, ...]) -> bool | None:
        if self.is_typing:
            return action in ("copy_text", "show_palette")
        return True

    def action_move(self, rows: int) -> None:
        self._cursor = max(0, min(self._cursor + rows, len(CHANGEABLE) - 1))
        self._draw()

    def on_row_list_pointed(self, message: Choices.Pointed) -> None:
        if self.is_typing:
            return
        is_again = message.is_click and message.place == self._cursor
        self._cursor = message.place
        self._draw()
        if is_again:
            self.action_change()

    def action_change(self) -> None:
        if not is_typed(self._chosen):
            self.action_step(1)
            return
        self.query_one(AnswerRow).begin()
        self.say(tr("{key} keeps what you write, esc leaves it", key=key_name("enter")))
        self.refresh_keys()

    def on_answer_field_entered(self) -> None:
        """What is refused stays, to be mended."""
        row = self.query_one(AnswerRow)
        written = row.field.value.strip()
        row.end()
        if not written:
            self._end_typing()
        elif not self._set(written):
            row.resume()
            self.refresh_keys()

    def on_answer_field_left(self) -> None:
        self._end_typing()

    def _end_typing(self) -> None:
        self.query_one(AnswerRow).end()
        self.say("")
        self._draw()

    def action_step(self, steps: int) -> None:
        try:
            self._set(stepped(self._chosen, self._setting(), steps))
        except TermcardsError as error:
            self._say_trouble(error)

    def action_unset(self) -> None:
        self._set(None)

    def _set(self, value: str | None) -> bool:
        """Saves it, if it can be; `None` is what holds where nothing is set."""
        one = self._chosen
        try:
            if value is None:
                configuring.unset(self._library, one.key)
            else:
                configuring.change(self._library, one.key, [value])
            now = self._setting()
        except TermcardsError as error:
            self._draw()
            self._say_trouble(error)
            return False
        self._draw()
        now_set = tr("{what}: ", what=tr(one.name)) + value_in_words(now)
        words = " · ".join(filter(None, (now_set, effect(one))))
        self.say(on_one_line(words), tail=undoes("", "settings.undo"))
        return True

    def action_undo(self) -> None:
        self._taking_back.begin()

    def _undone(self, undone: Undone) -> None:
        self._draw()
        self.say(taken_back(undone, None), is_trouble=bool(undone.left))

    def action_back(self) -> None:
        if self.is_current:
            self.dismiss()

    def _say_trouble(self, error: TermcardsError) -> None:
        self.say(in_words(error, self._library), is_trouble=True)


def _value(setting: Setting, *, is_chosen: bool) -> Content:
    value = on_one_line(value_in_words(setting))
    if setting.line is None and not is_chosen:
        value = value.stylize(".faint")
    return Content.assemble("‹ ", value, " ›") if is_chosen else value + "  "
