"""The names of the columns over the list of cards."""

from collections.abc import Sequence

from textual.content import Content

from termcards.filters import Order
from termcards.tui.listing import columns_for, heading
from termcards.tui.widgets.lines import Lines

SCROLL_BAR = 1


class ListHeading(Lines):
    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__()
        self._order = Order.TERM
        self._is_reversed = False

    def show(self, order: Order, *, is_reversed: bool) -> None:
        if (order, is_reversed) != (self._order, self._is_reversed):
            self._order, self._is_reversed = order, is_reversed
            self.refresh()

    def lines(self, width: int) -> Sequence[Content]:
        columns = columns_for(max(1, width - SCROLL_BAR))
        return [heading(columns, self._order, is_reversed=self._is_reversed)]
