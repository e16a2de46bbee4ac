"""Every command by its name, found while it is typed."""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.widgets import Input

from termcards.errors import StorageError
from termcards.language import tr, trn
from termcards.library.home import Library
from termcards.tui.commands import Command, commands, matching
from termcards.tui.keys import act
from termcards.tui.screens.framed import FramedScreen
from termcards.tui.text import on_one_line
from termcards.tui.widgets.answerfield import AnswerField, AnswerRow
from termcards.tui.widgets.choices import WIDEST, Choice, Choices

if TYPE_CHECKING:
    from termcards.tui.app import TermcardsApp

PAGE = 10


class PaletteScreen(FramedScreen):
    HELP_TITLE = "Commands"
    BINDINGS: ClassVar[list[BindingType]] = [
        act("palette.run", "enter", "run", "do it"),
        act("palette.down", "down", "move(1)", "next"),
        act("palette.up", "up", "move(-1)", "before"),
        act("palette.page_down", "pagedown", f"move({PAGE})"),
        act("palette.page_up", "pageup", f"move({-PAGE})"),
        act("palette.back", "escape", "back", "back"),
    ]

    def __init__(self, below: FramedScreen, library: Library) -> None:
        super().__init__()
        self._below = below
        self._library = library
        self._all: list[Command] = []
        self._found: list[Command] = []
        self._cursor = 0

    def compose_body(self) -> ComposeResult:
        with Container(id="palette"):
            yield AnswerRow()
            yield Choices(WIDEST)

    def on_mount(self) -> None:
        app: TermcardsApp = self.app  # type: ignore[assignment]  # there is no other app
        try:
            self._all = commands(app, self._below, self._library)
        except StorageError as error:
            self.say(on_one_line(str(error)), is_trouble=True)
        self.query_one(AnswerRow).begin()
        self._draw("")
        self.refresh_keys()

    def on_input_changed(self, event: Input.Changed) -> None:
        self._draw(event.value)

    def _draw(self, query: str) -> None:
        self._found = matching(self._all, query)
        self._go(0)
        count = len(self._found)
        self.title_line(
            Content(tr("Commands")), trn("{count} command", "{count} commands", count), str(count)
        )
        self.say("" if count else tr("nothing goes by that name"))

    def _go(self, cursor: int) -> None:
        self._cursor = max(0, min(cursor, len(self._found) - 1))
        rows = [
            Choice(on_one_line(found.name), Content.styled(" ".join(found.keys), ".key"))
            for found in self._found
        ]
        self.query_one(Choices).show(rows, self._cursor)

    def action_move(self, rows: int) -> None:
        self._go(self._cursor + rows)

    def on_row_list_pointed(self, message: Choices.Pointed) -> None:
        self._go(message.place)
        if message.is_click:
            self.action_run()

    def on_answer_field_entered(self) -> None:
        self.action_run()

    def on_answer_field_left(self) -> None:
        self.action_back()

    def action_run(self) -> None:
        if not self._found:
            self.query_one(AnswerField).open()
        elif self.is_current:
            chosen = self._found[self._cursor]
            self.dismiss()
            self.app.call_later(chosen.run)

    async def action_show_palette(self) -> None:
        self.action_back()

    def action_back(self) -> None:
        if self.is_current:
            self.dismiss()
