"""The migrations make the tables that `tables.py` describes."""

import sqlite3
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from termcards.cards import CardId
from termcards.errors import StorageError
from termcards.log import ActId, Cancel, Edit, Review, Schedule
from termcards.scheduling import replay
from termcards.storage.database import Database
from termcards.storage.migrations import HEAD
from termcards.storage.store import Store
from termcards.storage.tables import metadata
from termcards.storage.upgrading import upgrade


def test_an_empty_database_is_migrated_to_the_tables_as_described(tmp_path: Path) -> None:
    Database(tmp_path / "t.db").close()
    engine = sa.create_engine(f"sqlite:///{tmp_path / 't.db'}")
    with engine.connect() as connection:
        # SQLite's search keeps tables of its own, which nobody describes.
        options = {"include_name": lambda name, *_: not str(name).startswith("grams")}
        differences = compare_metadata(
            MigrationContext.configure(connection, opts=options), metadata
        )
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


def test_a_log_of_the_first_version_is_kept_to_the_letter(tmp_path: Path) -> None:
    path = tmp_path / "t.db"
    upgrade(path, "0001")
    review = ("01" * 12, "01" * 12, "d", 1772366400123, "2026-03-01", "review", "arr:cloze", 4, 99)
    undone = ("02" * 12, "02" * 12, "d", 1772366400124, "2026-03-01", "review", "arr:cloze", 2, 99)
    with sqlite3.connect(path) as connection:
        insert = (
            "INSERT INTO log (id, act, device, at, day, kind, card, quality, milliseconds)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
        )
        connection.executemany(insert, [review, undone])
        connection.execute(
            "INSERT INTO log (id, act, device, at, day, kind, cancels)"
            " VALUES (?, ?, 'd', 1772366400125, '2026-03-01', 'cancel', ?)",
            ("03" * 12, "03" * 12, "02" * 12),
        )
        connection.execute(
            "INSERT INTO log (id, act, device, at, day, kind, edit)"
            " VALUES (?, ?, 'd', 1772366400126, '2026-03-01', 'edit', ?)",
            ("04" * 12, "04" * 12, '{"file": "a.yaml", "at": 7, "old": "", "new": "é\\n"}'),
        )
        connection.execute(
            "INSERT INTO schedules VALUES"
            " ('arr:cloze', '2026-03-02', 1, 1, 0, 2500, '2026-03-01', '2026-03-01', 1, ?)",
            ("01" * 12,),
        )
    connection.close()
    with Store(path, replay) as store:
        facts = [entry.fact for entry in store.journal.entries()]
        assert facts == [
            Review(CardId("arr:cloze"), 4, 99),
            Review(CardId("arr:cloze"), 2, 99),
            Cancel(ActId("02" * 12)),
            Edit("a.yaml", 7, "", "é\n"),
        ]
        assert store.journal.standing(CardId("arr:cloze")).schedule == Schedule(
            date(2026, 3, 2), 1, 1, 0, 2500
        )
        assert store.journal.entries()[0].at.isoformat() == "2026-03-01T12:00:00.123000+00:00"
