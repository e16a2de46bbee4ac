"""The list of a posting's terms, in groups; of any length, it draws what is to be seen."""

from collections.abc import Sequence

from textual.content import Content

from termcards.language import tr
from termcards.library.deciding import Row
from termcards.tui.offer import GROUPS, sign_of, told_of
from termcards.tui.text import REVERSED, cut, on_one_line
from termcards.tui.widgets.rowlist import RowList

MARGIN = 1
WIDEST_TERM = 28
HEADINGS_FROM = 6
"""Rows from which on there is room for the names of the groups."""


class Offers(RowList):
    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[Row] = ()

    def show(self, rows: Sequence[Row], cursor: int) -> None:
        self._rows, self.cursor = rows, cursor
        self.refresh()

    def places(self) -> list[int | None]:
        """A heading is that of the group that follows."""
        places: list[int | None] = []
        before = None
        for place, row in enumerate(self._rows):
            if row.group != before and self.content_size.height >= HEADINGS_FROM:
                places.append(None)
            before = row.group
            places.append(place)
        return places

    def line(self, number: int, width: int) -> Content:
        places = self.places()
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
        if place != self.cursor:
            return line
        return Content.styled(line.plain + " " * (width - line.cell_length), REVERSED)
