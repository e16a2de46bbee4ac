"""The failures a user can mend, each one sentence and an exit status."""

from enum import IntEnum


class ExitStatus(IntEnum):
    DONE = 0
    NOT_FOUND = 1
    """A search found nothing, or a check failed."""
    USAGE = 2
    BAD_INPUT = 3
    STORAGE = 4
    INTERRUPTED = 130


class TermcardsError(Exception):
    """What a user can mend: the message says what is wrong, and what to do about it."""

    status = ExitStatus.BAD_INPUT


class BadInputError(TermcardsError):
    """A file says something that cannot be used.

    The place, where it is known, is part of the message: `FILE:LINE: what is wrong`.
    """

    def __init__(self, message: str, *, path: object = None, line: int | None = None) -> None:
        self.path = path
        self.line = line
        place = "".join(f"{part}:" for part in (path, line) if part is not None)
        super().__init__(f"{place} {message}" if place else message)


class NotFoundError(TermcardsError):
    """Nothing has that name, or nothing matches."""

    status = ExitStatus.NOT_FOUND


class UsageError(TermcardsError):
    """The command was asked for in a way that cannot be followed."""

    status = ExitStatus.USAGE


class StorageError(TermcardsError):
    """The disk or the database did not take what should be kept."""

    status = ExitStatus.STORAGE


class ReadOnlyError(StorageError):
    """Nothing can be written here for now; what there is can be looked at."""


class MissingExtraError(TermcardsError):
    """Something needs packages that are not installed unless asked for."""

    status = ExitStatus.USAGE

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what} needs more packages; pip install 'termcards[{extra}]'")
