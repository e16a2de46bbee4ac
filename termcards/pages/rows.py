"""Rows of a page: a label, a picture, a number; and sentences set under a heading."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from termcards.pages.figurewords import share
from termcards.pages.lines import Line, Piece, Space, Tone, line_of
from termcards.pages.pictures import bar, filled
from termcards.plaintext import on_one_line
from termcards.tallies import Retention

LEFT = 2
NARROW = 30
"""Columns under which there is no margin."""
SHORTEST_BAR = 3


@dataclass(frozen=True, slots=True)
class Row:
    label: str
    """Text from outside, too."""

    picture: Callable[[int], Line] | None
    """For so many columns; `None` where there is nothing to draw."""

    end: str
    kept: str = ""
    """What stays behind a label that has to be cut."""


def left(space: Space) -> int:
    """The columns of the margin."""
    return LEFT if space.text >= NARROW else 0


def reading(text: str, space: Space) -> Iterator[Line]:
    """A sentence under a heading."""
    margin = left(space)
    for line in space.ruler.wrapped(text, max(1, space.text - margin)):
        yield (Piece(" " * margin), Piece(line))


def bar_rows(rows: Sequence[Row], label: int, space: Space) -> Iterator[Line]:
    """The rows, their labels `label` columns wide at most, their pictures all alike.

    Where there is no room for pictures they are left out; where there is none for label and number
    beside each other, the number stands under the label.
    """
    ruler, margin = space.ruler, left(space)
    inner = space.text - margin
    ends = max(ruler.cells(row.end) for row in rows)
    room = inner - label - 2 - ends
    has_pictures = any(row.picture for row in rows) and room >= SHORTEST_BAR
    widest = label if has_pictures else min(_widest(rows, space), inner - 1 - ends)
    blank = Piece(" " * margin)
    if widest < min(_widest(rows, space), SHORTEST_BAR * 3):
        for row in rows:
            yield (blank, _label(row, inner, space))
            yield (blank, Piece(ruler.shortened(f"  {row.end}", inner)))
        return
    if not any(row.picture for row in rows):
        widest = inner - 1 - ends
    for row in rows:
        picture = row.picture(room) if has_pictures and row.picture else ()
        gap = (Piece(" "),) if picture else ()
        yield (blank, _label(row, widest, space), Piece(" "), *picture, *gap, Piece(row.end))


def _label(row: Row, width: int, space: Space) -> Piece:
    ruler = space.ruler
    kept = row.kept if ruler.cells(row.kept) < width - SHORTEST_BAR else ""
    name = ruler.shortened(on_one_line(row.label), max(1, width - ruler.cells(kept)))
    return Piece(ruler.padded(name + kept, width), Tone.PLAIN)


def _widest(rows: Sequence[Row], space: Space) -> int:
    return max(space.ruler.cells(on_one_line(row.label) + row.kept) for row in rows)


def heading(text: str, space: Space) -> Iterator[Line]:
    return (line_of(line, Tone.HEADING) for line in space.ruler.wrapped(text, space.text))


def count_bar(count: int, counts: Sequence[int]) -> Callable[[int], Line]:
    return lambda room: (Piece(bar(count, max(counts), room), Tone.BAR),) if count else ()


def shares(rows: Sequence[tuple[str, Retention]], label: int, space: Space) -> Iterator[Line]:
    made = [Row(name, _share_bar(retention), share(retention)) for name, retention in rows]
    return bar_rows(made, label, space)


def _share_bar(retention: Retention) -> Callable[[int], Line]:
    return lambda room: () if retention.share is None else filled(retention.share, room)
