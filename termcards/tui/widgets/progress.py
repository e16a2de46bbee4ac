"""The bar under the title: how much of the sitting is done."""

from collections.abc import Sequence

from textual.content import Content

from termcards.tui.widgets.frame import MARGIN
from termcards.tui.widgets.lines import Lines

DONE = "━"
TO_GO = "─"


class ProgressLine(Lines):
    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__()
        self._done = self._total = 0

    def show(self, done: int, total: int) -> None:
        self._done, self._total = done, total
        self.refresh()

    def lines(self, width: int) -> Sequence[Content]:
        count = f" {self._done}/{self._total}"
        room = max(0, width - 2 * MARGIN - len(count))
        done = room * self._done // self._total if self._total else 0
        return [
            Content.assemble(" ", (DONE * done, ".done"), (TO_GO * (room - done), ".faint"), count)
        ]
