"""One program at a time: a lock that does not outlive its process."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from termcards.errors import StorageError

PATIENCE = 30.0
"""Seconds to wait for another program."""


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
def exclusive(path: Path) -> Iterator[None]:
    """Holds the lock file `path`; waits for who holds it. Raises `StorageError`.

    SQLite locks files alike on all systems, and the system lets go of its locks when a process
    ends, however it ends.
    """
    try:
        connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
    except sqlite3.OperationalError as error:
        raise StorageError(f"{path}: cannot write here ({error})") from error
    try:
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.DatabaseError as error:
            raise StorageError(
                f"{path}: another termcards is changing the decks, or this cannot be written"
                f" ({error}); try again"
            ) from error
        yield
    finally:
        connection.close()
