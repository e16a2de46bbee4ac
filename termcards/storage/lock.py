"""One program at a time: a lock that does not outlive its process."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from termcards.errors import StorageError
from termcards.files import problem_in
from termcards.language import tr
from termcards.storage.database import in_words

PATIENCE = 30.0
"""Seconds to wait for another program."""


class BusyError(StorageError):
    """Another program holds the lock."""


class Claim:
    """A lock file that is held until it is let go, or the process ends."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._turn = threading.Lock()
        self._connection: sqlite3.Connection | None = None

    def take(self, patience: float) -> bool:
        """Whether it is ours now; who else has it gets `patience` seconds to let go.

        Where there can be no lock, as on some file systems, it is nobody's and everybody's.
        """
        with self._turn:
            return self._connection is not None or self._take(patience)

    def _take(self, patience: float) -> bool:
        try:
            connection = sqlite3.connect(
                self._path, timeout=patience, isolation_level=None, check_same_thread=False
            )
        except sqlite3.Error:
            return True
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            connection.close()
            return error.sqlite_errorcode != sqlite3.SQLITE_BUSY
        self._connection = connection
        return True

    def let_go(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


@contextmanager
def exclusive(path: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Holds the lock file `path`; waits for who holds it. Raises `StorageError`.

    SQLite locks files alike on all systems, and the system lets go of its locks when a process
    ends, however it ends.
    """
    try:
        connection = sqlite3.connect(path, timeout=patience, isolation_level=None)
    except sqlite3.OperationalError as error:
        raise StorageError(_why_not(path, error)) from error
    try:
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.DatabaseError as error:
            is_busy = error.sqlite_errorcode == sqlite3.SQLITE_BUSY
            raise (BusyError if is_busy else StorageError)(_why_not(path, error)) from error
        yield
    finally:
        connection.close()


def _why_not(path: Path, error: sqlite3.Error) -> str:
    if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
        return tr("another termcards is changing the decks; try again")
    why = problem_in(path.parent)
    words = in_words(error) if why is None else tr("{problem}; nothing was saved", problem=why)
    return f"{path}: {words}"
