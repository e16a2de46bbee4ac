"""What every screen has around its body: title line, status line, key line."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content

from termcards.tui.keys import GAP, Hint, fitting, written
from termcards.tui.text import cut, elided, wrap
from termcards.tui.widgets.lines import Lines

NOTHING = Content("")
MARGIN = 1
NARROW = 60
MOST_LINES = 5
"""Of a status line that tells of trouble, where the screen is high enough."""


class TitleLine(Lines):
    """The place on the left, the counts on the right."""

    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__()
        self._left = self._right = self._short = NOTHING

    def show(self, left: Content, right: Content, short: Content) -> None:
        """`short` stands on the right in narrow terminals."""
        self._left, self._right, self._short = left, right, short
        self.refresh()

    def lines(self, width: int) -> Sequence[Content]:
        right = self._right if width >= NARROW else self._short
        return [spread(self._left.stylize(".strong"), right, width)]


@dataclass(frozen=True, slots=True)
class Notice:
    """What the status line says."""

    words: Content
    tail: Content = NOTHING
    """Stays when the words have to be cut."""

    shorter: Sequence[Content] = ()
    """Says the same in less words each; the first that fits is shown."""

    is_trouble: bool = False
    """Shown on the smallest screens too, and on several lines where one is too short."""


class StatusLine(Lines):
    """What just happened, and how to take it back."""

    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__()
        self._notice = Notice(NOTHING)

    def show(self, notice: Notice) -> None:
        was_trouble, self._notice = self._notice.is_trouble, notice
        self.set_class(notice.is_trouble, "-trouble")
        self.refresh(layout=was_trouble or notice.is_trouble)

    def lines(self, width: int) -> Sequence[Content]:
        most = min(MOST_LINES, self.screen.size.height // 5) if self._notice.is_trouble else 1
        if most > 1:
            whole = fitted(self._notice.words, self._notice.tail, width - 2 * MARGIN, most)
            return [Content(" ") + line for line in whole]
        room = width - 2 * MARGIN - self._notice.tail.cell_length
        told = (self._notice.words, *self._notice.shorter)
        words = next((words for words in told if words.cell_length <= room), told[-1])
        line = cut(words, room) + self._notice.tail
        return [Content(" ") + cut(line, width - MARGIN)]


class KeyLine(Lines):
    """The keys that work now; a click on one does the same."""

    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__()
        self._hints: Sequence[Hint] = ()

    def show(self, hints: Sequence[Hint]) -> None:
        if hints != self._hints:
            self._hints = hints
            self.refresh()

    def lines(self, width: int) -> Sequence[Content]:
        shown = fitting(self._hints, width - MARGIN)
        return [Content(" ") + Content(" " * GAP).join(map(written, shown))]

    async def on_click(self, event: events.Click) -> None:
        left = MARGIN
        for hint in fitting(self._hints, self.content_size.width - MARGIN):
            right = left + written(hint).cell_length
            if left <= event.x < right:
                await self.screen.run_action(hint.action)
            left = right + GAP


def fitted(words: Content, tail: Content, width: int, most: int) -> list[Content]:
    """The words and the tail on at most so many lines; what has to go goes from the middle."""

    def lines(cells: int) -> list[Content]:
        return wrap(elided(words, cells) + tail, width)

    cells = range(1, words.cell_length + 1)
    fits = bisect_left(cells, True, key=lambda tried: len(lines(tried)) > most)
    return lines(max(1, fits))[:most]


def spread(left: Content, right: Content, width: int) -> Content:
    """One line with `left` and `right` at its edges; `left` is cut where there is no room."""
    inner = width - 2 * MARGIN
    right = cut(right, inner)
    left = cut(left, max(0, inner - right.cell_length - 1))
    blank = " " * max(0, inner - left.cell_length - right.cell_length)
    return Content.assemble(" ", left, blank, right)
