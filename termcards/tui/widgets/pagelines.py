"""Lines that both faces show, coloured for the screen and measured as it measures."""

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.content import Content

from termcards.pages.lines import Line, Ruler, Space, Tone
from termcards.tui.text import cut, wrap
from termcards.tui.widgets.lines import Lines

WIDEST = 76
"""Cells of a text, whatever the terminal."""

STYLES = {
    Tone.PLAIN: "",
    Tone.HEADING: ".strong",
    Tone.FAINT: ".faint",
    Tone.BAR: ".done",
    Tone.SHADE_1: ".shade1",
    Tone.SHADE_2: ".shade2",
    Tone.SHADE_3: ".shade3",
    Tone.SHADE_4: ".shade4",
}


def _shortened(text: str, width: int) -> str:
    return cut(Content(text), width).plain


def _wrapped(text: str, width: int) -> list[str]:
    return [line.plain for line in wrap(Content(text), width)]


RULER = Ruler(cell_len, _shortened, _wrapped)


def space_of(width: int) -> Space:
    """The room of a page in so many cells, with two of them for a week of the map."""
    return Space(min(width, WIDEST), width, 2, RULER)


class PageLines(Lines):
    """Shows lines of a page."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"shade1", "shade2", "shade3", "shade4"}

    def page(self, space: Space) -> Sequence[Line]:
        raise NotImplementedError

    def lines(self, width: int) -> Sequence[Content]:
        return [cut(coloured(line), width) for line in self.page(space_of(width))]


def coloured(line: Line) -> Content:
    return Content("").join(Content.styled(piece.text, STYLES[piece.tone]) for piece in line)


class ShownLines(PageLines):
    """Lines that another makes for the room there is."""

    def __init__(self) -> None:
        super().__init__()
        self._make: Callable[[Space], Iterable[Line]] = lambda _: ()
        self._set: tuple[int, Sequence[Content]] | None = None
        """The lines for a width, which are asked for when measuring and when drawing."""

    def show(self, make: Callable[[Space], Iterable[Line]]) -> None:
        self._make, self._set = make, None
        self.refresh(layout=True)

    def page(self, space: Space) -> Sequence[Line]:
        return [*self._make(space)]

    def lines(self, width: int) -> Sequence[Content]:
        if self._set is None or self._set[0] != width:
            self._set = (width, super().lines(width))
        return self._set[1]
