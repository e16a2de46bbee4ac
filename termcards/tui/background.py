"""Slow work beside the screen, which goes on taking keys."""

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from textual.screen import Screen

from termcards.errors import TermcardsError

T = TypeVar("T")


def in_background(
    screen: Screen[None],
    work: Callable[[], T],
    done: Callable[[T], None],
    failed: Callable[[TermcardsError], None],
) -> None:
    """Does `work` in a thread, then tells the screen; a screen that has gone is told nothing.

    The thread does not hold the program up: it ends with it, whatever it waits for.
    """

    def run() -> None:
        try:
            result = work()
        except TermcardsError as error:
            _tell(screen, failed, error)
        else:
            _tell(screen, done, result)

    threading.Thread(target=run, daemon=True).start()


def _tell(screen: Screen[None], told: Callable[[T], None], what: T) -> None:
    with suppress(RuntimeError):  # the program has ended in the meantime
        if screen.is_running:
            screen.call_later(told, what)
