"""Opens the database: its settings, its tables brought up to date, its failures in words.

Statements are SQL run on SQLite's own driver: a prompt that asks `termcards due` and the first card
of a sitting should not wait until SQLAlchemy is loaded, which takes longer than both. SQLAlchemy
describes the tables and, with Alembic, changes them: it is loaded when they are not up to date.
"""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from termcards.errors import ReadOnlyError, StorageError
from termcards.language import tr
from termcards.storage.migrations import HEAD

BUSY_TIMEOUT = 5000
"""Milliseconds to wait for another program that is writing."""

SETTINGS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    # A checkpoint in the middle of a sitting would make one answer in a hundred wait: it is done
    # at the end, and in between only when the log of changes has grown to some 40 megabytes.
    "wal_autocheckpoint = 10000",
    # Kilobytes of pages at most: the figures of a large library come from more than the usual 2000.
    "cache_size = -16000",
)

READING = (
    "query_only = ON",
    # A search goes through a whole library; mapped into memory, its pages need not be copied.
    "mmap_size = 268435456",
)


class Database:
    """One SQLite file. A reading or a writing is one transaction each."""

    def __init__(self, path: Path) -> None:
        """Raises `StorageError` when the file cannot be opened or is not a store."""
        self.path = path
        self.reads_only: str | None = None
        """Why nothing may be written, if that is so."""
        self.try_again: Callable[[], None] | None = None
        """Takes that reason away, if it holds no longer, before anything is refused for it."""

        self._seen_version: int | None = None
        self._turn = threading.RLock()
        with self.in_words():
            self._connection = self._connected()
            version = _version(self._connection)
        if version is not None and version > HEAD:
            raise StorageError(
                f"{path}: this library was used with a newer termcards; update this one"
            )
        if version != HEAD:
            self.must_write()
            self._upgrade()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """For one statement, which is a transaction of its own."""
        with self.in_words(), self._turn:
            yield self._connection

    @contextmanager
    def reading_at_once(self) -> Iterator[sqlite3.Connection]:
        """For several statements that must see the same state."""
        with self.in_words(), self._turn:
            self._connection.execute("BEGIN")
            try:
                yield self._connection
            finally:
                self._connection.execute("COMMIT")

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction that holds the right to write from its first moment.

        Raises `ReadOnlyError` where nothing may be written.
        """
        self.must_write()
        with self.in_words(), self._turn:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def checkpoint(self) -> None:
        """Moves what was written into the database's file; for a moment in which nobody waits."""
        if self.reads_only:
            return
        with self.in_words(), self._turn:
            self._connection.execute("PRAGMA wal_checkpoint(PASSIVE)")

    def was_changed_elsewhere(self) -> bool:
        """Whether another program has written since this was last asked; not so the first time."""
        with self.reading() as connection:
            version = int(connection.execute("PRAGMA data_version").fetchone()[0])
        before, self._seen_version = self._seen_version, version
        return before not in (None, version)

    def faults(self) -> tuple[str, ...]:
        """What SQLite finds wrong with the file, a sentence each."""
        with self.reading() as connection:
            found = [row[0] for row in connection.execute("PRAGMA integrity_check(20)")]
            broken = connection.execute("PRAGMA foreign_key_check").fetchall()
        faults = [f"{self.path}: {fault}" for fault in found if fault != "ok"]
        if broken:
            faults.append(f"{self.path}: {len(broken)} rows refer to what is not there")
        return tuple(faults)

    def apart(self) -> sqlite3.Connection:
        """Another connection, which only reads, and waits for nobody."""
        connection, _ = _opened(self.path)
        for setting in READING:
            connection.execute(f"PRAGMA {setting}")
        return connection

    @contextmanager
    def in_words(self) -> Iterator[None]:
        """What the driver raises becomes a `StorageError`."""
        try:
            yield
        except sqlite3.Error as error:
            raise StorageError(f"{self.path}: {in_words(error)}") from error

    def close(self) -> None:
        self._connection.close()

    def _connected(self) -> sqlite3.Connection:
        connection, only_looks = _opened(self.path)
        if only_looks:
            self.reads_only = f"{self.path.parent}: this folder cannot be written"
        return connection

    def must_write(self) -> None:
        """Raises `ReadOnlyError` where nothing may be written."""
        if self.reads_only and self.try_again is not None:
            self.try_again()
        if self.reads_only:
            raise ReadOnlyError(self.reads_only)

    def _upgrade(self) -> None:
        from termcards.storage.upgrading import upgrade

        self._connection.close()
        with self.in_words():
            upgrade(self.path)
            self._connection = connect(self.path)


def _opened(path: Path) -> tuple[sqlite3.Connection, bool]:
    """A connection; where the folder cannot be written, one that only looks, and that it does."""
    try:
        return connect(path), False
    except sqlite3.OperationalError:
        connection = _looking_at(path)
        if connection is None:
            raise
    return connection, True


def connect(path: Path) -> sqlite3.Connection:
    # The program's own threads take turns; transactions begin where we say so.
    connection = sqlite3.connect(
        path, timeout=BUSY_TIMEOUT / 1000, isolation_level=None, check_same_thread=False
    )
    for setting in SETTINGS:
        connection.execute(f"PRAGMA {setting}")
    return connection


def _looking_at(path: Path) -> sqlite3.Connection | None:
    """A connection that takes no lock and writes no file of its own; `None` if there is no need.

    SQLite keeps side files beside a database that is written; a place that takes none is taken
    for one that nobody writes to, unless such a file shows otherwise.
    """
    beside = path.with_name(f"{path.name}-wal")
    if not path.is_file() or (beside.exists() and beside.stat().st_size):
        return None
    place = quote(str(path.absolute()))
    connection = sqlite3.connect(
        f"file:{place}?immutable=1", uri=True, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    except sqlite3.Error:
        connection.close()
        return None
    return connection


def in_words(error: sqlite3.Error) -> str:
    text = str(error)
    if "locked" in text or "busy" in text:
        return tr("another program is writing to it; try again in a moment")
    if "full" in text:
        return tr("the disk is full; nothing was saved")
    if "not a database" in text or "malformed" in text:
        return tr("this is not a termcards database, or it is damaged; put a backup in its place")
    if "readonly" in text or "unable to open" in text:
        return tr("cannot write here ({problem}); check the folder's permissions", problem=text)
    return text


def _version(connection: sqlite3.Connection) -> str | None:
    known = connection.execute(
        "SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'"
    ).fetchone()
    if known is None:
        return None
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return None if row is None else str(row[0])
