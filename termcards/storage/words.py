"""Marks on notes and verdicts on words, as they are kept: a copy of what the log says last."""

import sqlite3
from collections.abc import Iterable

from termcards.log import Entry, Judge, Mark, Verdict
from termcards.storage import logrows
from termcards.storage.logrows import HELD


def settle(connection: sqlite3.Connection, entries: Iterable[Entry]) -> None:
    """Keeps what new entries say."""
    for entry in entries:
        match entry.fact:
            case Judge(name, Verdict.OPEN):
                connection.execute("DELETE FROM words WHERE name = ?", (name,))
            case Judge(name, verdict):
                connection.execute("REPLACE INTO words VALUES (?, ?)", (name, verdict))
            case Mark(note, True):
                connection.execute("REPLACE INTO marks VALUES (?)", (note,))
            case Mark(note):
                connection.execute("DELETE FROM marks WHERE note = ?", (note,))


def settle_anew(connection: sqlite3.Connection) -> None:
    """Keeps what all entries say that hold."""
    connection.execute("DELETE FROM marks")
    connection.execute("DELETE FROM words")
    condition = f"card IS NULL AND kind IN ('judge', 'mark') AND {HELD}"
    settle(connection, tuple(logrows.entries(connection, condition)))
