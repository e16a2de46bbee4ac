"""One program at a time: a lock that does not outlive its process."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from termcards.errors import StorageError

PATIENCE = 30.0
"""Seconds to wait for another program."""


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
