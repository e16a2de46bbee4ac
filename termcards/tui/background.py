"""Slow work beside the screen, which goes on taking keys."""

import threading
from collections import deque
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


class InTurn:
    """Works beside a screen, each after the one before, in the order in which they came."""

    def __init__(self, screen: Screen[None]) -> None:
        self._screen = screen
        self._waiting: deque[Callable[[], None]] = deque()
        """The first one is under way."""

    @property
    def is_busy(self) -> bool:
        return bool(self._waiting)

    def do(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[TermcardsError], None],
    ) -> None:
        """As `in_background`, when its turn has come."""

        def begin() -> None:
            in_background(
                self._screen,
                work,
                lambda result: self._end(lambda: done(result)),
                lambda error: self._end(lambda: failed(error)),
            )

        self._waiting.append(begin)
        if len(self._waiting) == 1:
            begin()

    def _end(self, tell: Callable[[], None]) -> None:
        self._waiting.popleft()
        tell()
        if self._waiting:
            self._waiting[0]()


def _tell(screen: Screen[None], told: Callable[[T], None], what: T) -> None:
    with suppress(RuntimeError):  # the program has ended in the meantime
        if screen.is_running:
            screen.call_later(told, what)
