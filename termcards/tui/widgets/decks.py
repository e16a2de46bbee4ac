"""The table of decks on the home screen."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region

from termcards.language import tr
from termcards.library.overview import DeckRow
from termcards.tui.text import REVERSED, cut, on_one_line
from termcards.tui.widgets.lines import Lines

MARGIN = 1
INDENT = 2
NEW = "New"
LEARN = "Lrn"
DUE = "Due"
CARDS = "Cards"
NONE = "·"
"""Stands for zero, so that the numbers that matter stand out."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Which numbers there is room for, and how wide their columns are."""

    width: int
    headings: tuple[str, ...]

    @property
    def cells(self) -> int:
        return self.width * len(self.headings)


def columns_for(width: int) -> Columns:
    if width >= 60:
        return Columns(7, (NEW, LEARN, DUE, CARDS))
    return Columns(5, (NEW, LEARN, DUE)) if width >= 30 else Columns(5, (DUE,))


class DeckHeading(Lines):
    ALLOW_SELECT = False

    def lines(self, width: int) -> Sequence[Content]:
        columns = columns_for(width)
        names = {NEW: tr(NEW), LEARN: tr(LEARN), DUE: tr(DUE), CARDS: tr(CARDS)}
        shown = [Content(names[heading]) for heading in columns.headings]
        numbers = [" " * (columns.width - name.cell_length) + name for name in shown]
        return [_row(Content(tr("Deck")), Content("").join(numbers), width).stylize(".faint")]


class DeckTable(VerticalScroll, can_focus=False):
    """The decks, one of them under the cursor."""

    def compose(self) -> ComposeResult:
        yield DeckRows()

    def show(self, rows: Sequence[DeckRow]) -> None:
        """Puts new rows in the place of the old; the cursor stays on its deck."""
        self.query_one(DeckRows).show(rows)

    @property
    def chosen(self) -> DeckRow | None:
        return self.query_one(DeckRows).chosen

    def move(self, steps: int) -> None:
        """Moves the cursor down, or up for a negative number, as far as there are decks."""
        rows = self.query_one(DeckRows)
        rows.move_to(rows.cursor + steps)
        self.scroll_to_region(
            Region(0, rows.cursor, 1, 1), animate=False, immediate=True, x_axis=False
        )

    def on_resize(self) -> None:
        self.move(0)


class DeckRows(Lines):
    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[DeckRow] = ()
        self.cursor = 0

    @property
    def chosen(self) -> DeckRow | None:
        return self._rows[self.cursor] if self._rows else None

    def show(self, rows: Sequence[DeckRow]) -> None:
        before = self.chosen
        self._rows = rows
        places = {row.deck.id: place for place, row in enumerate(rows)}
        self.cursor = places.get(before.deck.id, 0) if before else 0
        self.refresh(layout=True)

    def move_to(self, place: int) -> None:
        self.cursor = max(0, min(place, len(self._rows) - 1))
        self.refresh()

    def lines(self, width: int) -> Sequence[Content]:
        columns = columns_for(width)
        names = {row.deck.name for row in self._rows}
        return [
            self._line(row, names, columns, width, is_chosen=place == self.cursor)
            for place, row in enumerate(self._rows)
        ]

    def _line(
        self, row: DeckRow, names: set[str], columns: Columns, width: int, *, is_chosen: bool
    ) -> Content:
        name = Content(" " * INDENT * row.depth) + on_one_line(own_name(row.deck.name, names))
        line = _row(name, numbers_of(row, columns), width)
        return Content.styled(line.plain, REVERSED) if is_chosen else line

    def on_click(self, event: events.Click) -> None:
        if event.y < len(self._rows):
            self.move_to(event.y)


def own_name(name: str, names: set[str]) -> str:
    """The part of a deck's name that those over it do not have."""
    parts = name.split("::")
    for depth in range(len(parts) - 1, 0, -1):
        if "::".join(parts[:depth]) in names:
            return "::".join(parts[depth:])
    return name


def numbers_of(row: DeckRow, columns: Columns) -> Content:
    counts = {
        NEW: row.counts.new,
        LEARN: row.counts.learn,
        DUE: row.counts.due,
        CARDS: row.cards,
    }
    return Content("").join(
        _number(counts[heading], columns.width, is_strong=heading == DUE)
        for heading in columns.headings
    )


def _number(number: int, width: int, *, is_strong: bool) -> Content:
    if number == 0:
        return Content.styled(f"{NONE:>{width}}", ".faint")
    return Content.styled(f"{number:>{width}}", ".strong" if is_strong else "")


def _row(name: Content, numbers: Content, width: int) -> Content:
    room = max(0, width - 2 * MARGIN - numbers.cell_length)
    name = cut(name, room)
    return Content.assemble(
        " ", name, " " * (room - name.cell_length), cut(numbers, width - 2 * MARGIN), " "
    )
