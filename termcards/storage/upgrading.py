"""Brings the tables of a store up to date, from nothing or from an older version."""

import sqlite3
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from termcards.storage.migrations import HEAD


def upgrade(path: Path, revision: str = HEAD) -> None:
    """Changes the tables in one transaction. Raises `sqlite3.Error`."""
    engine = sa.create_engine(
        sa.URL.create("sqlite", database=str(path)), poolclass=sa.pool.NullPool
    )
    sa.event.listen(engine, "connect", _prepare)
    sa.event.listen(engine, "begin", _begin)
    config = Config()
    config.set_main_option("script_location", "termcards:storage/migrations")
    try:
        with engine.connect() as connection, connection.begin():
            config.attributes["connection"] = connection
            command.upgrade(config, revision)
    except sa.exc.DBAPIError as error:
        if isinstance(error.orig, sqlite3.Error):
            raise error.orig from error
        raise
    finally:
        engine.dispose()


def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
    # Transactions begin where we say so, and not where the driver guesses. Rows that refer to a
    # table that is being made anew would hold it back.
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = OFF")


def _begin(connection: sa.Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
