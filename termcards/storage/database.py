"""Opens the database: its settings, its tables brought up to date, its failures in words."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from termcards.errors import StorageError
from termcards.storage.migrations import HEAD

BUSY_TIMEOUT = 5000
"""Milliseconds to wait for another program that is writing."""


class Database:
    """One SQLite file. A reading or a writing is one transaction each."""

    def __init__(self, path: Path) -> None:
        """Raises `StorageError` when the file cannot be opened or is not a store."""
        self.path = path
        self._engine = sa.create_engine(
            sa.URL.create("sqlite", database=str(path)),
            # The program's own threads take turns; SQLite's files are shared between processes.
            connect_args={"check_same_thread": False, "timeout": BUSY_TIMEOUT / 1000},
            poolclass=sa.pool.StaticPool,
        )
        sa.event.listen(self._engine, "connect", _prepare)
        sa.event.listen(self._engine, "begin", _begin)
        with self._in_words():
            self._bring_up_to_date()

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        with self._in_words(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A transaction that holds the right to write from its first moment."""
        with self._in_words(), self._engine.connect() as connection:
            writer = connection.execution_options(termcards_writes=True)
            with writer.begin():
                yield writer

    def close(self) -> None:
        self._engine.dispose()

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        try:
            yield
        except sa.exc.DBAPIError as error:
            raise StorageError(f"{self.path}: {_in_words(error)}") from error

    def _bring_up_to_date(self) -> None:
        with self._engine.connect() as connection:
            version = _version(connection)
        if version == HEAD:
            return
        if version is not None and version > HEAD:
            raise StorageError(
                f"{self.path}: this library was used with a newer termcards; update this one"
            )
        with self._engine.connect() as connection:
            _migrate(connection.execution_options(termcards_writes=True))


def _version(connection: sa.Connection) -> str | None:
    known = connection.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE name = 'alembic_version'"
    ).scalar()
    if known is None:
        return None
    version: str | None = connection.exec_driver_sql(
        "SELECT version_num FROM alembic_version"
    ).scalar()
    return version


def _migrate(connection: sa.Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "termcards:storage/migrations")
    config.attributes["connection"] = connection
    with connection.begin():
        command.upgrade(config, "head")


def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
    # Transactions begin where we say so, and not where the driver guesses.
    connection.isolation_level = None
    for setting in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        f"busy_timeout = {BUSY_TIMEOUT}",
    ):
        connection.execute(f"PRAGMA {setting}")


def _begin(connection: sa.Connection) -> None:
    is_writing = connection.get_execution_options().get("termcards_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writing else "BEGIN")


def _in_words(error: sa.exc.DBAPIError) -> str:
    text = str(error.orig)
    if "locked" in text or "busy" in text:
        return "another program is writing to it; try again in a moment"
    if "full" in text:
        return "the disk is full; nothing was saved"
    if "not a database" in text or "malformed" in text:
        return "this is not a termcards database, or it is damaged; put a backup in its place"
    if "readonly" in text or "unable to open" in text:
        return f"cannot write here ({text}); check the folder's permissions"
    return text
