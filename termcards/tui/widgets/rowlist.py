"""A list of which one row is under the cursor; of any length, it draws what is to be seen."""

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.message import Message

from termcards.tui.widgets.lines import Lines


class RowList(Lines):
    """Lines are the rows, in their order, and headings between them."""

    ALLOW_SELECT = False

    class Pointed(Message):
        """A row was clicked, or the wheel goes on to it."""

        def __init__(self, place: int, *, is_click: bool) -> None:
            super().__init__()
            self.place = place
            self.is_click = is_click

    def __init__(self) -> None:
        super().__init__()
        self.cursor = 0
        self._top = 0
        """The first line that is seen."""

    def places(self) -> Sequence[int | None]:
        """For each line the place of its row; `None` for a heading."""
        raise NotImplementedError

    def line(self, number: int, width: int) -> Content:
        raise NotImplementedError

    def lines(self, width: int) -> Sequence[Content]:
        height = max(1, self.content_size.height)
        places = self.places()
        at = places.index(self.cursor) if places else 0
        # The heading over the first row of a group is seen with it.
        first = at - 1 if at and places[at - 1] is None else at
        self._top = max(min(self._top, first), at - height + 1, 0)
        self._top = min(self._top, max(0, len(places) - height))
        seen = range(self._top, min(len(places), self._top + height))
        return [self.line(number, width) for number in seen]

    def on_click(self, event: events.Click) -> None:
        places = self.places()
        line = self._top + event.y
        if line < len(places) and (place := places[line]) is not None:
            self.post_message(self.Pointed(place, is_click=True))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self._point_by(1, event)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self._point_by(-1, event)

    def _point_by(self, rows: int, event: events.MouseEvent) -> None:
        event.stop()
        last = max((place for place in self.places() if place is not None), default=-1)
        if last >= 0:
            place = max(0, min(self.cursor + rows, last))
            self.post_message(self.Pointed(place, is_click=False))
