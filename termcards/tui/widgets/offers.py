"""The list of a posting's terms, in groups; of any length, it draws what is to be seen."""

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.message import Message

from termcards.language import tr
from termcards.library.deciding import Row
from termcards.tui.offer import GROUPS, sign_of, told_of
from termcards.tui.text import REVERSED, cut, on_one_line
from termcards.tui.widgets.lines import Lines

MARGIN = 1
WIDEST_TERM = 28
HEADINGS_FROM = 6
"""Rows from which on there is room for the names of the groups."""


class Offers(Lines):
    ALLOW_SELECT = False

    class Pointed(Message):
        """A row was pointed at with the mouse."""

        def __init__(self, place: int) -> None:
            super().__init__()
            self.place = place

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[Row] = ()
        self._cursor = 0
        self._top = 0
        """The first line that is seen, headings counted."""

    def show(self, rows: Sequence[Row], cursor: int) -> None:
        self._rows, self._cursor = rows, cursor
        self.refresh()

    def lines(self, width: int) -> Sequence[Content]:
        height = self.content_size.height
        every = self._places()
        at = every.index(self._cursor) if self._rows else 0
        # The heading over the first row of a group is seen with it.
        first = at - 1 if at and every[at - 1] is None else at
        self._top = max(min(self._top, first), at - height + 1, 0)
        self._top = min(self._top, max(0, len(every) - height))
        return [self._line(n, width) for n in range(self._top, min(len(every), self._top + height))]

    def _places(self) -> list[int | None]:
        """For each line the place of its row; `None` for a heading, of the group that follows."""
        places: list[int | None] = []
        before = None
        for place, row in enumerate(self._rows):
            if row.group != before and self.content_size.height >= HEADINGS_FROM:
                places.append(None)
            before = row.group
            places.append(place)
        return places

    def _line(self, number: int, width: int) -> Content:
        places = self._places()
        place = places[number]
        if place is None:
            following = self._rows[places[number + 1] or 0]
            count = sum(row.group == following.group for row in self._rows)
            heading = Content(f"  {tr(GROUPS[following.group])} · {count}")
            return cut(heading, width).stylize(".faint")
        row = self._rows[place]
        room = min(WIDEST_TERM, max(8, (width - 4) // 2))
        term = cut(on_one_line(row.term), room)
        told = cut(told_of(row), max(0, width - room - 5))
        blank = " " * (room - term.cell_length)
        line = Content.assemble(f" {sign_of(row)} ", term, blank, " ", told.stylize(".faint"))
        line = cut(line, width)
        if place != self._cursor:
            return line
        return Content.styled(line.plain + " " * (width - line.cell_length), REVERSED)

    def on_click(self, event: events.Click) -> None:
        places = self._places()
        line = self._top + event.y
        if line < len(places) and (place := places[line]) is not None:
            self.post_message(self.Pointed(place))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self._point_by(1, event)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self._point_by(-1, event)

    def _point_by(self, rows: int, event: events.MouseEvent) -> None:
        event.stop()
        if self._rows:
            last = len(self._rows) - 1
            self.post_message(self.Pointed(max(0, min(self._cursor + rows, last))))
