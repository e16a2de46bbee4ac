"""Lines of text in which each piece has a tone, and the measures by which they are set."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from termcards.plaintext import cells, shortened


class Tone(StrEnum):
    """How a piece of a line may be set apart; never the only sign of anything."""

    PLAIN = "plain"
    HEADING = "heading"
    FAINT = "faint"
    BAR = "bar"
    SHADE_1 = "shade1"
    SHADE_2 = "shade2"
    SHADE_3 = "shade3"
    SHADE_4 = "shade4"


class Piece(NamedTuple):
    text: str
    tone: Tone = Tone.PLAIN


Line = tuple[Piece, ...]


def plain(line: Line) -> str:
    """What the line says, without tones and without blanks at its end."""
    return "".join(piece.text for piece in line).rstrip()


def line_of(text: str, tone: Tone = Tone.PLAIN) -> Line:
    return (Piece(text, tone),)


def wrapped(text: str, width: int) -> list[str]:
    """The words in lines of at most `width` columns; what is longer is cut at the edge."""
    lines = [""]
    for word in text.split():
        for part in _cut(word, width):
            joined = f"{lines[-1]} {part}" if lines[-1] else part
            if cells(joined) <= width:
                lines[-1] = joined
            else:
                lines.append(part)
    return lines


def _cut(word: str, width: int) -> Iterator[str]:
    part = ""
    for sign in word:
        if part and cells(part + sign) > width:
            yield part
            part = ""
        part += sign
    yield part


@dataclass(frozen=True, slots=True)
class Ruler:
    """How a face counts columns: text and pictures line up only if both count alike."""

    cells: Callable[[str], int] = cells
    shortened: Callable[[str, int], str] = shortened
    wrapped: Callable[[str, int], Sequence[str]] = wrapped

    def padded(self, text: str, width: int) -> str:
        short = self.shortened(text, width)
        return short + " " * max(0, width - self.cells(short))


@dataclass(frozen=True, slots=True)
class Space:
    """The room that a page is set in."""

    text: int
    """Columns for sentences and bars."""

    map: int
    """Columns for the map of days."""

    week: int = 1
    """Columns of a week in the map."""

    ruler: Ruler = Ruler()
