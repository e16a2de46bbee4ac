"""A list of which one row is under the cursor; of any length, it draws what is to be seen."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message

from termcards.tui.text import REVERSED, cut
from termcards.tui.widgets.lines import Lines

WIDEST = 76
GAP = 2


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its name, and what belongs to it at the right."""

    name: Content
    beside: Content


class Rows(Lines):
    ALLOW_SELECT = False

    class Pointed(Message):
        """A row was clicked, or the wheel goes on to it."""

        def __init__(self, place: int, *, is_click: bool) -> None:
            super().__init__()
            self.place = place
            self.is_click = is_click

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[Row] = ()
        self._cursor = 0
        self._top = 0

    def show(self, rows: Sequence[Row], cursor: int) -> None:
        self._rows, self._cursor = rows, cursor
        self.refresh()

    def lines(self, width: int) -> Sequence[Content]:
        height = self.content_size.height
        self._top = max(min(self._top, self._cursor), self._cursor - height + 1, 0)
        self._top = min(self._top, max(0, len(self._rows) - height))
        shown = range(self._top, min(len(self._rows), self._top + height))
        return [self._line(place, min(width, WIDEST)) for place in shown]

    def _line(self, place: int, width: int) -> Content:
        row = self._rows[place]
        inner = max(0, width - 2)
        beside = cut(row.beside, max(0, inner * 3 // 5))
        name = cut(row.name, max(0, inner - beside.cell_length - GAP))
        blank = " " * max(0, inner - name.cell_length - beside.cell_length)
        if place == self._cursor:
            line = cut(Content(f" {name.plain}{blank}{beside.plain} "), width)
            return Content.styled(line.plain, REVERSED)
        return cut(Content.assemble(" ", name, blank, beside), width)

    def on_click(self, event: events.Click) -> None:
        place = self._top + event.y
        if place < len(self._rows):
            self.post_message(self.Pointed(place, is_click=True))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self._point_by(1, event)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self._point_by(-1, event)

    def _point_by(self, rows: int, event: events.MouseEvent) -> None:
        event.stop()
        if self._rows:
            place = max(0, min(self._cursor + rows, len(self._rows) - 1))
            self.post_message(self.Pointed(place, is_click=False))
