"""One thing, or some, chosen from a list."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content

from termcards.language import tr
from termcards.tui.keys import act
from termcards.tui.screens.framed import ELSEWHERE, HELP_ACT, FramedScreen
from termcards.tui.widgets.choices import Choice, Choices

CHOOSE = "Choose"
MOVE = "move"
PAGE = 10


class ChooseScreen(FramedScreen):
    """Goes away with the choice, and then tells of it."""

    HELP_TITLE = "Choose"
    BINDINGS: ClassVar[list[BindingType]] = [
        act("choose.take", "enter", "take", "choose", "choose it", CHOOSE),
        act("choose.tick", "space", "tick", "tick", "tick it, or choose it", CHOOSE),
        act("choose.down", "j down", "move(1)", "", MOVE, CHOOSE),
        act("choose.up", "k up", "move(-1)", "", MOVE, CHOOSE),
        act("choose.page_down", "pagedown", f"move({PAGE})", "", MOVE, CHOOSE),
        act("choose.page_up", "pageup", f"move({-PAGE})", "", MOVE, CHOOSE),
        act("choose.back", "q escape", "back", "back", "back, nothing chosen", ELSEWHERE),
        HELP_ACT,
    ]

    def __init__(
        self, title: str, choices: Sequence[Choice], done: Callable[[int], None], at: int = 0
    ) -> None:
        """`done` gets the place of what was chosen; `at` is where the cursor begins."""
        super().__init__()
        self._title = title
        self.choices = list(choices)
        self._done = done
        self._at = at

    def compose_body(self) -> ComposeResult:
        with Container(id="body"):
            yield Choices()

    def on_mount(self) -> None:
        self.title_line(Content(self._title), "", "")
        self._list.show(self.choices)
        self._list.move_to(self._at)
        self.say(self.words())
        self.refresh_keys()

    def words(self) -> str:
        """What the status line says."""
        return ""

    @property
    def _list(self) -> Choices:
        return self.query_one(Choices)

    def action_move(self, steps: int) -> None:
        self._list.move_to(self._list.cursor + steps)

    def action_take(self) -> None:
        if self.is_current:
            self.dismiss()
            self._done(self._list.cursor)

    def action_tick(self) -> None:
        self.action_take()

    def check_action(self, action: str, _: tuple[object, ...]) -> bool | None:
        return action != "tick" or self.choices[0].is_ticked is not None or None

    def action_back(self) -> None:
        if self.is_current:
            self.dismiss()

    def on_row_list_pointed(self, message: Choices.Pointed) -> None:
        if message.is_click and message.place == self._list.cursor:
            self.action_tick()
        else:
            self._list.move_to(message.place)

    def redraw(self) -> None:
        self._list.show(self.choices)
        self.say(self.words())


class TickScreen(ChooseScreen):
    """Some of many: the first row stands for all of them."""

    HELP_TITLE = "Choose some"

    def __init__(
        self, title: str, choices: Sequence[Choice], done: Callable[[tuple[int, ...]], None]
    ) -> None:
        """`done` gets the places of what was ticked, counted without the first row; none is all."""
        super().__init__(title, choices, lambda _: done(self._ticked()))

    def words(self) -> str:
        ticked = len(self._ticked())
        return (
            tr("{count} of {all} ticked", count=ticked, all=len(self.choices) - 1) if ticked else ""
        )

    def _ticked(self) -> tuple[int, ...]:
        return tuple(place for place, row in enumerate(self.choices[1:]) if row.is_ticked)

    def action_tick(self) -> None:
        at = self._list.cursor
        if at:
            self.choices[at] = replace(self.choices[at], is_ticked=not self.choices[at].is_ticked)
        else:
            self.choices = [replace(row, is_ticked=False) for row in self.choices]
        self.choices[0] = replace(self.choices[0], is_ticked=not self._ticked())
        self.redraw()
