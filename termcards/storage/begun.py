"""What an act under way does to deck files, written down before it is done.

A deck file is rewritten at once or not at all; an act that rewrites several may be cut off between
two of them. What stands here then tells how to put the first ones back. The transaction that writes
the act into the log is the moment in which it is done: it empties this.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from termcards.log import Edit, Entry
from termcards.splices import Splice
from termcards.storage.database import Database


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A deck file that is rewritten, or was."""

    file: str
    """Relative to the folder of the decks."""

    before: str
    """The digest of its text; that of an empty text where there is no file."""

    after: str
    splices: tuple[Splice, ...]
    """What is done to the text, one after the other."""


class Begun:
    """The files that the act under way has rewritten, or is just going to."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, rewrite: Rewrite) -> None:
        """Returns when it is safe on the disk."""
        splices = json.dumps([(s.at, s.old, s.new) for s in rewrite.splices])
        values = (rewrite.file, rewrite.before, rewrite.after, splices)
        with self._database.writing() as connection:
            connection.execute(
                'INSERT INTO begun (file, "before", "after", splices) VALUES (?, ?, ?, ?)', values
            )

    @property
    def is_empty(self) -> bool:
        with self._database.reading() as connection:
            (is_empty,) = connection.execute("SELECT NOT EXISTS (SELECT 1 FROM begun)").fetchone()
            return bool(is_empty)

    def rewrites(self) -> tuple[Rewrite, ...]:
        """In the order in which they were begun."""
        query = 'SELECT file, "before", "after", splices FROM begun ORDER BY number'
        with self._database.reading() as connection:
            rows = connection.execute(query).fetchall()
        return tuple(
            Rewrite(file, before, after, tuple(Splice(*splice) for splice in json.loads(splices)))
            for file, before, after, splices in rows
        )

    def forget(self) -> None:
        """All of it is as it was before the act."""
        with self._database.writing() as connection:
            connection.execute("DELETE FROM begun")


def end(connection: sqlite3.Connection, entries: Iterable[Entry]) -> None:
    """Part of the transaction that writes entries down, or takes them back: their act is done.

    Only one program at a time is in an act that changes deck files, so what was begun is of this.
    """
    if any(isinstance(entry.fact, Edit) for entry in entries):
        connection.execute("DELETE FROM begun")


def digest(text: str) -> str:
    content = text.encode("utf-8", "surrogatepass")
    return hashlib.blake2b(content, digest_size=16).hexdigest()
