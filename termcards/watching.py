"""Long work that is watched: how far it is, and whether it is to stop.

Work asks its watch between one thing and the next, and only where stopping leaves nothing half
done, or where what it did is put back.
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Protocol, TypeVar

from termcards.errors import ExitStatus, TermcardsError

T = TypeVar("T")


class Stage(StrEnum):
    """What is being done; its parts are notes, unless it says otherwise."""

    FETCHING = "fetching"
    """Bytes of a page."""

    OPENING = "opening"
    """Of a file; its parts are of no known number."""

    READING = "reading"
    TERMS = "terms"
    """Footnotes are read and terms looked for, step by step."""

    NOTES = "notes"
    WRITING = "writing"
    CHECKING = "checking"
    """What was written is read again, character by character."""

    COMPARING = "comparing"
    LOOKING = "looking into it"
    """All that finds out what would come in; its parts are shares of the whole."""

    IMPORTING = "importing"
    """All that takes it in; the same."""


class StoppedError(TermcardsError):
    """The watch said stop."""

    status = ExitStatus.INTERRUPTED

    def __init__(self) -> None:
        super().__init__("stopped; nothing was changed")


class Watch(Protocol):
    def begins(self, stage: Stage, parts: int) -> None:
        """Hears what is done from now on; no `parts` are of no known number."""

    def advances(self, parts: int = 1) -> None:
        """Hears that so many more are done. Raises `StoppedError` where it is to stop."""


class _Unwatched:
    def begins(self, stage: Stage, parts: int) -> None:
        pass

    def advances(self, parts: int = 1) -> None:
        pass


UNWATCHED: Watch = _Unwatched()


def watched(things: Iterable[T], watch: Watch) -> Iterator[T]:
    """The things, each told of before the next."""
    for thing in things:
        yield thing
        watch.advances()
