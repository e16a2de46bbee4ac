"""A list of things to choose from, each with what belongs to it at the right."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content

from termcards.tui.text import REVERSED, cut, on_one_line
from termcards.tui.widgets.rowlist import RowList

MARGIN = 1
GAP = 2
WIDEST = 76
TICKED, UNTICKED = "[x] ", "[ ] "


@dataclass(frozen=True, slots=True)
class Choice:
    """A row; a `str` may come from outside, `Content` is shown as it is."""

    name: str | Content
    detail: str | Content = ""
    depth: int = 0
    is_ticked: bool | None = None
    """`None` where rows are not ticked."""


class Choices(RowList):
    def __init__(self, widest: int | None = None) -> None:
        """`widest` keeps what belongs together from standing far apart, in cells."""
        super().__init__()
        self._widest = widest
        self._choices: Sequence[Choice] = ()

    def show(self, choices: Sequence[Choice], cursor: int | None = None) -> None:
        self._choices = choices
        self.move_to(self.cursor if cursor is None else cursor)

    def move_to(self, place: int) -> None:
        """Puts the cursor there, or as near as there are rows."""
        self.cursor = max(0, min(place, len(self._choices) - 1))
        self.refresh()

    def places(self) -> Sequence[int | None]:
        return range(len(self._choices))

    def line(self, number: int, width: int) -> Content:
        choice = self._choices[number]
        width = min(width, self._widest or width)
        inner = max(1, width - 2 * MARGIN)
        detail = cut(_content(choice.detail, ".faint"), inner * 3 // 5)
        tick = "" if choice.is_ticked is None else TICKED if choice.is_ticked else UNTICKED
        name = Content("  " * choice.depth + tick) + _content(choice.name)
        name = cut(name, max(1, inner - detail.cell_length - (GAP if detail else 0)))
        blank = " " * max(0, inner - name.cell_length - detail.cell_length)
        line = cut(Content.assemble(" ", name, blank, detail, " "), width)
        return Content.styled(line.plain, REVERSED) if number == self.cursor else line


def _content(text: str | Content, style: str = "") -> Content:
    return text if isinstance(text, Content) else on_one_line(text).stylize(style)
