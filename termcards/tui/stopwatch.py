"""Time between keys: which of them are pressed, and which only repeated by a key that is held."""

from collections.abc import Callable

Stopwatch = Callable[[], float]
"""Seconds from some moment on, which never run backwards."""

HOLD_TIME = 0.2
"""Seconds in which the same key decides nothing again: a held or doubled key is no decision."""

FIRST_REPEAT = 0.7
"""Seconds in which a key that is held comes a second time, even where that is set slow."""


class OwnPress:
    """Tells a press from what is left of the one before, where it would decide something unseen.

    Of a key that is held the first repeat is late, and the others come close together.
    """

    def __init__(self, stopwatch: Stopwatch) -> None:
        self._stopwatch = stopwatch
        self._shown_at = stopwatch()
        self._pressed_at = float("-inf")

    def begins(self) -> None:
        """Something is shown now which a press may answer, once it was seen."""
        self._shown_at = self._stopwatch()

    def is_own(self) -> bool:
        """Takes note of a press; whether it was made for what is shown."""
        now = self._stopwatch()
        before, self._pressed_at = self._pressed_at, now
        return now - before >= HOLD_TIME and now - self._shown_at >= FIRST_REPEAT
