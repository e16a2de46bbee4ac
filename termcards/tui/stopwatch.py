"""Time between keys: which of them are pressed, and which only repeated by a key that is held."""

from collections.abc import Callable

Stopwatch = Callable[[], float]
"""Seconds from some moment on, which never run backwards."""

HOLD_TIME = 0.2
"""Seconds in which the same key decides nothing again: a held or doubled key is no decision."""
