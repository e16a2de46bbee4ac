"""The migrations make the tables that `tables.py` describes."""

import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from termcards.errors import StorageError
from termcards.storage.database import Database
from termcards.storage.migrations import HEAD
from termcards.storage.tables import metadata


def test_an_empty_database_is_migrated_to_the_tables_as_described(tmp_path: Path) -> None:
    Database(tmp_path / "t.db").close()
    engine = sa.create_engine(f"sqlite:///{tmp_path / 't.db'}")
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
    engine.dispose()
    assert differences == []


def test_every_check_in_the_tables_is_in_the_database(tmp_path: Path) -> None:
    Database(tmp_path / "t.db").close()
    engine = sa.create_engine(f"sqlite:///{tmp_path / 't.db'}")
    inspector = sa.inspect(engine)
    found = {
        (table, str(check["name"]))
        for table in metadata.tables
        for check in inspector.get_check_constraints(table)
    }
    engine.dispose()
    assert found == {
        ("log", "ck_log_answer"),
        ("log", "ck_log_quality"),
        ("log", "ck_log_milliseconds"),
        ("log", "ck_log_cancel"),
        ("standings", "ck_standings_interval"),
        ("standings", "ck_standings_ease_factor"),
        ("standings", "ck_standings_passed"),
    }


def test_the_newest_migration_is_the_one_by_which_a_store_is_told_current() -> None:
    config = Config()
    config.set_main_option("script_location", "termcards:storage/migrations")
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_the_store_is_durable_and_checks_its_references(tmp_path: Path) -> None:
    database = Database(tmp_path / "t.db")
    with database.reading() as connection:
        settings = {
            name: connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    database.close()
    assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_a_store_of_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "t.db"
    Database(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(StorageError, match="newer termcards"):
        Database(path)


def test_a_file_that_is_no_database_is_a_clear_error(tmp_path: Path) -> None:
    path = tmp_path / "t.db"
    path.write_bytes(b"nothing of the kind, but long enough to be looked at" * 20)
    with pytest.raises(StorageError, match="this is not a termcards database"):
        Database(path)
