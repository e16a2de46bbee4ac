"""The one door at which lines, bars and signs become plain ASCII, for those who set it so.

Terminals that take signs of ambiguous width for wide ones would draw everything else askew.
"""

from collections.abc import Iterable
from typing import ClassVar

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter
from textual.scrollbar import ScrollBarRender

_VERTICAL = "│┃┆┇┊┋╎╏║▏▎▍▕"
_HORIZONTAL = "─┄┅┈┉╌╍╴╶╸╺╼╾═"
_DONE = "━"
_CORNERS = "".join(
    chr(code) for code in range(0x250C, 0x2580) if chr(code) not in _VERTICAL + _HORIZONTAL
)


def _pairs(signs: str, plain: str) -> dict[int, str]:
    return dict(zip(map(ord, signs), plain, strict=True))


TABLE: dict[int, str] = {
    **dict.fromkeys(range(0x2580, 0x25A0), "#"),
    **dict.fromkeys(map(ord, _CORNERS), "+"),
    **dict.fromkeys(map(ord, _VERTICAL), "|"),
    **dict.fromkeys(map(ord, _HORIZONTAL), "-"),
    **dict.fromkeys(map(ord, _DONE), "#"),
    **_pairs("▁▂▃▄▅▆▇█", "..--++##"),
    **_pairs("▔▀▌▐▉▊▋", "-##|##|"),
    **_pairs("·░▒▓", ".:+%"),
    **_pairs("…･‹›–—×≈", "~.<>--x~"),
    **_pairs("“”‘’", "\"\"''"),
    **_pairs("↻↑↓←→✓✗⚑", "&^v<>vx!"),
}
"""Each sign takes the place of one of the same width, so that nothing moves."""


class WholeCells(ScrollBarRender):
    """A scroll bar whose ends are no eighths of a cell: beside a text they would read as signs."""

    VERTICAL_BARS: ClassVar[list[str]] = [" "]


class Ascii(LineFilter):
    def apply(self, segments: Iterable[Segment], background: Color) -> list[Segment]:  # noqa: ARG002  # Textual's
        return [
            segment
            if segment.text.isascii()
            else Segment(segment.text.translate(TABLE), segment.style, segment.control)
            for segment in segments
        ]
