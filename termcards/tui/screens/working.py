"""What screens share that do long work: it is shown how far it is, and it can be stopped."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TypeVar

from textual.widget import Widget

from termcards.errors import TermcardsError
from termcards.language import tr
from termcards.library.home import Library
from termcards.library.overview import in_order
from termcards.notes import Deck
from termcards.tui.background import Far, Running
from termcards.tui.screens.framed import FramedScreen, in_words
from termcards.tui.widgets.far import FarLines
from termcards.watching import StoppedError, Watch

T = TypeVar("T")


class WorkingScreen(FramedScreen):
    """Its body ends with `compose_far`."""

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._library = library
        self._work: Running | None = None

    def compose_far(self) -> Iterator[Widget]:
        yield FarLines()

    @property
    def is_working(self) -> bool:
        return self._work is not None

    def start(
        self,
        work: Callable[[Watch], T],
        done: Callable[[T], None],
        *,
        holds_up: bool = False,
    ) -> None:
        """Does the work beside the screen, then hands over what came of it.

        One after the other: a work that was begun goes on. What `holds_up` is not left half done
        when the program ends.
        """
        if self._work is not None:
            return
        running = self._work = Running(self, self._told)
        ended: Callable[[T], None] = partial(self._ended, running, done)
        running.run(work, ended, partial(self._failed, running), holds_up=holds_up)
        self.refresh_keys()

    def stop(self) -> None:
        """Asks the work to stop; the screen hears when it has."""
        if self._work is not None:
            self._work.stop()
            self.say(tr("stopping …"))

    def abandon(self) -> None:
        """Stops the work and does not wait for it; for such as changes nothing."""
        if self._work is not None:
            self._work.stop()
            self._settle()

    def failed(self, error: TermcardsError) -> None:
        """Hears why the work came to nothing, which the status line says already."""

    def decks(self) -> list[Deck]:
        """All there are; none where they cannot be read, which the status line says then."""
        try:
            return in_order(shelved.deck for shelved in self._library.store.shelf.decks())
        except TermcardsError as error:
            self.say(in_words(error, self._library), is_trouble=True)
            return []

    def _told(self, far: Far) -> None:
        if self._work is not None and not self._work.is_stopping:
            self.query_one(FarLines).show(far)

    def _ended(self, running: Running, done: Callable[[T], None], result: T) -> None:
        if running is self._work:
            self._settle()
            done(result)

    def _failed(self, running: Running, error: TermcardsError) -> None:
        if running is not self._work:
            return
        self._settle()
        if isinstance(error, StoppedError):
            self.say(tr("stopped; nothing was changed"))
        else:
            self.say(in_words(error, self._library), is_trouble=True)
        self.failed(error)

    def _settle(self) -> None:
        self._work = None
        self.query_one(FarLines).show(None)
        self.refresh_keys()
