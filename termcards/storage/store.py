"""The database of a library, as four rooms: the shelf, the journal, the agenda and the ledger."""

from pathlib import Path
from typing import Self

from termcards.storage.agenda import Agenda
from termcards.storage.database import Database
from termcards.storage.journal import Journal
from termcards.storage.ledger import Ledger
from termcards.storage.rollup import Rollup
from termcards.storage.shelf import Shelf
from termcards.storage.standings import Rules


class Store:
    """Speaks in words, never in rows; every method of its rooms is one transaction."""

    def __init__(self, path: Path, rules: Rules) -> None:
        """Opens or makes the database at `path`. Raises `StorageError`."""
        self._database = Database(path)
        rollup = Rollup(rules)
        self.shelf = Shelf(self._database, rollup)
        self.journal = Journal(self._database, rules, rollup)
        self.agenda = Agenda(self._database)
        self.ledger = Ledger(self._database)

    @property
    def reads_only(self) -> str | None:
        """Why nothing may be written, if that is so."""
        return self._database.reads_only

    @reads_only.setter
    def reads_only(self, why: str | None) -> None:
        self._database.reads_only = why

    def checkpoint(self) -> None:
        """Tidies up behind the answers; for a moment in which nobody waits."""
        self._database.checkpoint()

    def faults(self) -> tuple[str, ...]:
        """What the database itself finds wrong with its file."""
        return self._database.faults()

    def close(self) -> None:
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
