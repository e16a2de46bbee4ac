"""Bullets that a page draws as small shapes, where a text would have a sign."""

from collections.abc import Sequence
from typing import Any

from termcards.harvest.pagelines import Line

_POINTS = {b"m", b"l", b"c", b"v", b"y"}
_PAINTED = {b"f", b"F", b"f*", b"b", b"b*", b"B", b"B*", b"S", b"s"}
_FORGOTTEN = _PAINTED | {b"n"}
_SMALLEST, _LARGEST = 1.0, 7.0
"""Points, of a bullet beside a text of any usual size."""
_ROUND = 1.4
"""A shape of this many times its height is a line, or a letter."""
_MOST_POINTS = 64
"""A path with more is a drawing."""


class Dots:
    """Watches the operators that draw a page; small round or square shapes are kept."""

    def __init__(self) -> None:
        self.found: list[Line] = []
        self._path: list[tuple[float, float]] = []

    def watch(
        self, operator: bytes, operands: Sequence[Any], matrix: Sequence[float], _: Any
    ) -> None:
        """Takes an operator of the page, with the matrix that acts on it."""
        if operator in _FORGOTTEN:
            if operator in _PAINTED:
                self._keep()
            self._path.clear()
        elif not all(isinstance(each, int | float) for each in operands):
            return  # a damaged file may have anything there
        elif operator in _POINTS:
            self._take(operands, matrix)
        elif operator == b"re" and len(operands) == 4:
            x, y, width, height = operands
            self._take([x, y, x + width, y + height], matrix)

    def _take(self, operands: Sequence[Any], matrix: Sequence[float]) -> None:
        if len(self._path) > _MOST_POINTS:
            return
        a, b, c, d, e, f = matrix
        for x, y in zip(operands[::2], operands[1::2], strict=False):
            self._path.append((float(a * x + c * y + e), float(b * x + d * y + f)))

    def _keep(self) -> None:
        if not 2 <= len(self._path) <= _MOST_POINTS:
            return
        left, right = min(x for x, _ in self._path), max(x for x, _ in self._path)
        low, high = min(y for _, y in self._path), max(y for _, y in self._path)
        sides = sorted((right - left, high - low))
        if sides[0] >= _SMALLEST and sides[1] <= min(_LARGEST, _ROUND * sides[0]):
            self.found.append(Line("•", left, low, size=sides[1]))
