"""A place for a file, asked for."""

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content

from termcards.language import tr
from termcards.tui.keys import act
from termcards.tui.places import shown
from termcards.tui.screens.framed import FramedScreen
from termcards.tui.text import on_one_line
from termcards.tui.widgets.placefield import PlaceField


class AskScreen(FramedScreen):
    AUTO_FOCUS = "PlaceField"
    HELP_TITLE = "Where to"
    BINDINGS: ClassVar[list[BindingType]] = [
        act("ask.take", "enter ctrl+s", "take", "take it", "take it", "Where to"),
        act("ask.back", "escape", "back", "back", "back, nothing changed", "Where to"),
    ]

    def __init__(self, title: str, place: Path, done: Callable[[Path], None]) -> None:
        """`done` gets the place; `place` is where the field begins."""
        super().__init__()
        self._title = title
        self._place = place
        self._done = done

    def compose_body(self) -> ComposeResult:
        with Container(id="body"):
            yield PlaceField(shown(self._place), id="place")

    def on_mount(self) -> None:
        self.title_line(Content(self._title), "", "")
        field = self.query_one(PlaceField)
        field.move_cursor(field.document.end)
        self.say(tr("enter takes it, tab goes on with names that are there"))
        self.refresh_keys()

    def on_place_field_entered(self) -> None:
        self.action_take()

    def on_place_field_offered(self, message: PlaceField.Offered) -> None:
        self.say(on_one_line("  ".join(message.names)))

    def action_take(self) -> None:
        place = self.query_one(PlaceField).place
        if place is None:
            self.say(tr("write where to put the file"), is_trouble=True)
        elif self.is_current:
            self.dismiss()
            self._done(place)

    def action_back(self) -> None:
        if self.is_current:
            self.dismiss()
