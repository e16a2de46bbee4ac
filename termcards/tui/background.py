"""Slow work beside the screen, which goes on taking keys."""

import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeVar

from textual.screen import Screen

from termcards.errors import TermcardsError
from termcards.watching import Stage, StoppedError, Watch

T = TypeVar("T")

PATIENCE = 0.3
"""Seconds of work of which nothing is said."""
LAST_WORDS = 30.0
"""Seconds that work has to put things back when the program ends."""

_running: "set[Running]" = set()


@dataclass(frozen=True, slots=True)
class Far:
    """How far a work is."""

    stage: Stage
    done: int
    parts: int
    """0 where nobody knows."""

    @property
    def percent(self) -> int:
        return min(100, 100 * self.done // self.parts) if self.parts else 0


def in_background(
    screen: Screen[None],
    work: Callable[[], T],
    done: Callable[[T], None],
    failed: Callable[[TermcardsError], None],
) -> None:
    """Does `work` in a thread, then tells the screen; a screen that has gone is told nothing.

    The thread does not hold the program up: it ends with it, whatever it waits for.
    """
    threading.Thread(target=_run, args=(screen, work, done, failed), daemon=True).start()


class Running:
    """Work that is watched from the screen, and can be stopped from there."""

    def __init__(self, screen: Screen[None], told: Callable[[Far], None]) -> None:
        self._screen = screen
        self._told = told
        self._stop = threading.Event()
        self._begun = time.monotonic()
        self._far = Far(Stage.OPENING, 0, 0)
        self._thread: threading.Thread | None = None

    @property
    def is_stopping(self) -> bool:
        return self._stop.is_set()

    def stop(self) -> None:
        """Asks the work to stop at the next place where that leaves nothing half done."""
        self._stop.set()

    def begins(self, stage: Stage, parts: int) -> None:
        self._tell(Far(stage, 0, parts))

    def advances(self, parts: int = 1) -> None:
        if self._stop.is_set():
            raise StoppedError
        far = self._far
        self._tell(Far(far.stage, far.done + parts, far.parts))

    def _tell(self, far: Far) -> None:
        """A hundred times a stage at most."""
        before, self._far = self._far, far
        is_new = (far.stage, far.percent) != (before.stage, before.percent)
        if (is_new or not far.done) and time.monotonic() - self._begun >= PATIENCE:
            _tell(self._screen, self._told, far)

    def run(
        self,
        work: Callable[[Watch], T],
        done: Callable[[T], None],
        failed: Callable[[TermcardsError], None],
        *,
        holds_up: bool,
    ) -> None:
        """As `in_background`; `failed` hears of a stop, too.

        The program does not end before what `holds_up` has ended or put things back: `stop_all`.
        """

        def watched() -> None:
            try:
                _run(self._screen, lambda: work(self), done, failed)
            finally:
                _running.discard(self)

        self._thread = threading.Thread(target=watched, daemon=True)
        if holds_up:
            _running.add(self)
        self._thread.start()

    def wait(self, seconds: float) -> None:
        if self._thread is not None:
            self._thread.join(seconds)


def to_the_end(
    screen: Screen[None],
    work: Callable[[], T],
    done: Callable[[T], None],
    failed: Callable[[TermcardsError], None],
) -> None:
    """As `in_background`; a program that is left in the middle waits until the work has ended."""
    Running(screen, lambda _: None).run(lambda _: work(), done, failed, holds_up=True)


def stop_all() -> None:
    """Stops what is still running, and waits until nothing is half done."""
    for running in tuple(_running):
        running.stop()
    for running in tuple(_running):
        running.wait(LAST_WORDS)


def _run(
    screen: Screen[None],
    work: Callable[[], T],
    done: Callable[[T], None],
    failed: Callable[[TermcardsError], None],
) -> None:
    try:
        result = work()
    except TermcardsError as error:
        _tell(screen, failed, error)
    else:
        _tell(screen, done, result)


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
        """As `to_the_end`, when its turn has come."""

        def begin() -> None:
            to_the_end(
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
