"""A list of things to choose from; of any length, it draws what is to be seen."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message

from termcards.tui.text import REVERSED, cut, on_one_line
from termcards.tui.widgets.lines import Lines

MARGIN = 1
TICKED, UNTICKED = "[x] ", "[ ] "


@dataclass(frozen=True, slots=True)
class Choice:
    """A row; its texts may come from outside."""

    name: str
    detail: str = ""
    depth: int = 0
    is_ticked: bool | None = None
    """`None` where rows are not ticked."""


class Choices(Lines):
    ALLOW_SELECT = False

    class Pointed(Message):
        """A row was pointed at with the mouse."""

        def __init__(self, place: int, *, is_taken: bool) -> None:
            super().__init__()
            self.place = place
            self.is_taken = is_taken

    def __init__(self) -> None:
        super().__init__()
        self._choices: Sequence[Choice] = ()
        self.cursor = 0
        self._top = 0

    def show(self, choices: Sequence[Choice]) -> None:
        self._choices = choices
        self.move_to(self.cursor)

    def move_to(self, place: int) -> None:
        """Puts the cursor there, or as near as there are rows."""
        self.cursor = max(0, min(place, len(self._choices) - 1))
        self.refresh()

    def lines(self, width: int) -> Sequence[Content]:
        height = max(1, self.content_size.height)
        self._top = max(min(self._top, self.cursor), self.cursor - height + 1, 0)
        self._top = min(self._top, max(0, len(self._choices) - height))
        shown = self._choices[self._top : self._top + height]
        return [self._line(place, choice, width) for place, choice in enumerate(shown, self._top)]

    def _line(self, place: int, choice: Choice, width: int) -> Content:
        inner = max(1, width - 2 * MARGIN)
        tick = "" if choice.is_ticked is None else TICKED if choice.is_ticked else UNTICKED
        detail = cut(on_one_line(choice.detail), inner // 2)
        room = inner - detail.cell_length - (2 if detail else 0)
        name = Content("  " * choice.depth + tick) + on_one_line(choice.name)
        name = cut(name, max(1, room))
        blank = " " * max(0, inner - name.cell_length - detail.cell_length)
        line = Content.assemble(" ", name, blank, detail.stylize(".faint"), " ")
        return Content.styled(line.plain, REVERSED) if place == self.cursor else line

    def on_click(self, event: events.Click) -> None:
        place = self._top + event.y
        if place < len(self._choices):
            self.post_message(self.Pointed(place, is_taken=place == self.cursor))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.move_to(self.cursor + 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.move_to(self.cursor - 1)
