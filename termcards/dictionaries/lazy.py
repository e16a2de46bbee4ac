"""A dictionary that is opened when it is first asked, and whose failures are a status line."""

from collections.abc import Callable
from typing import Protocol

from termcards.errors import TermcardsError
from termcards.lookup import Definition, Origin, Status
from termcards.plaintext import on_one_line


class UnavailableError(TermcardsError):
    """The dictionary cannot be asked; the message says why."""


class BrokenEntryError(TermcardsError):
    """One entry cannot be read; there may be others that can."""


class Opened(Protocol):
    """A dictionary of one kind, as its module opens it."""

    @property
    def origin(self) -> Origin: ...

    def look_up(self, word: str) -> tuple[Definition, ...]:
        """`word` is printable and no blank.

        Raises `UnavailableError`, `BrokenEntryError` or `OSError`.
        """


class LazyDictionary:
    def __init__(self, label: str, opener: Callable[[], Opened]) -> None:
        """`label` is its name until it is opened; `opener` raises what `Opened.look_up` does."""
        self._label = label
        self._opener = opener
        self._opened: Opened | None = None
        self._is_gone = False
        self._problem: str | None = None

    @property
    def name(self) -> str:
        return self._opened.origin.name if self._opened else self._label

    @property
    def licence(self) -> str | None:
        return self._opened.origin.licence if self._opened else None

    def status(self) -> Status:
        self._open()
        return Status(self.name, not self._is_gone, self._problem)

    def look_up(self, word: str) -> tuple[Definition, ...]:
        opened = self._open()
        if opened is None or not word.strip() or not word.isprintable():
            return ()
        try:
            return opened.look_up(word)
        except BrokenEntryError as error:
            self._problem = on_one_line(str(error))
        except (TermcardsError, OSError) as error:
            self._give_up(error)
        return ()

    def _open(self) -> Opened | None:
        """`None` for one that cannot be asked; it is not tried again."""
        if self._opened is None and not self._is_gone:
            try:
                self._opened = self._opener()
            except (TermcardsError, OSError) as error:
                self._give_up(error)
        return None if self._is_gone else self._opened

    def _give_up(self, error: TermcardsError | OSError) -> None:
        self._is_gone = True
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        place = getattr(error, "filename", None)
        self._problem = on_one_line(f"{place}: {reason}" if place else reason)
