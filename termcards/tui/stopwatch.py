"""Time between keys: which of them are pressed, and which only repeated by a key that is held."""

from collections.abc import Callable

Stopwatch = Callable[[], float]
"""Seconds from some moment on, which never run backwards."""

HOLD_TIME = 0.2
"""Seconds in which the same key decides nothing again: a held or doubled key is no decision."""

FIRST_REPEAT = 0.7
"""Seconds in which a key that is held comes a second time, even where that is set slow."""


class Presses:
    """Of one key, or of keys that do the same, one after the other."""

    def __init__(self, stopwatch: Stopwatch, pressed_at: float | None = None) -> None:
        """`pressed_at` is when the key was pressed last, if that led here."""
        self._stopwatch = stopwatch
        self._pressed_at = float("-inf") if pressed_at is None else pressed_at

    def gap(self) -> float:
        """Takes note of a press; seconds since the one before."""
        now = self._stopwatch()
        before, self._pressed_at = self._pressed_at, now
        return now - before


class OwnPress(Presses):
    """Tells a press from what is left of the one before, where it would decide something unseen.

    Of a key that is held the first repeat is late, and the others come close together.
    """

    _least = FIRST_REPEAT

    def begins(self) -> None:
        """The press of this moment has led to something that the next one may answer."""
        self.gap()
        self._least = FIRST_REPEAT

    def is_own(self) -> bool:
        """Takes note of a press; whether it was made for what is shown."""
        gap = self.gap()
        is_own = gap >= self._least
        if is_own or gap < HOLD_TIME:  # of a held key the late one has come
            self._least = HOLD_TIME
        return is_own
