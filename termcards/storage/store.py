"""The database of a library, as rooms: shelf, journal, begun, agenda, ledger and finder."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Self

from termcards.storage.agenda import Agenda
from termcards.storage.begun import Begun
from termcards.storage.database import Database
from termcards.storage.journal import Journal
from termcards.storage.ledger import Ledger
from termcards.storage.rollup import Rollup
from termcards.storage.shelf import Shelf
from termcards.storage.standings import Rules

if TYPE_CHECKING:
    from termcards.storage.finder import Finder


class Store:
    """Speaks in words, never in rows; every method of its rooms is one transaction."""

    def __init__(self, path: Path, rules: Rules) -> None:
        """Opens or makes the database at `path`. Raises `StorageError`."""
        self._database = Database(path)
        rollup = Rollup(rules)
        self.shelf = Shelf(self._database, rollup)
        self.journal = Journal(self._database, rules, rollup)
        self.begun = Begun(self._database)
        self.agenda = Agenda(self._database)
        self.ledger = Ledger(self._database)
        self._finder: Finder | None = None

    @property
    def finder(self) -> "Finder":
        """Opened when it is first needed; most commands search for nothing."""
        if self._finder is None:
            from termcards.storage.finder import Finder

            self._finder = Finder(self._database)
        return self._finder

    @property
    def reads_only(self) -> str | None:
        """Why nothing may be written, if that is so."""
        return self._database.reads_only

    @reads_only.setter
    def reads_only(self, why: str | None) -> None:
        self._database.reads_only = why

    def try_again(self, asked: Callable[[], None]) -> None:
        """Asks, before a writing is refused, whether there is a reason for that still."""
        self._database.try_again = asked

    def must_write(self) -> None:
        """Raises `ReadOnlyError` where nothing may be written."""
        self._database.must_write()

    def was_changed_elsewhere(self) -> bool:
        """Whether another program has written since this was last asked; not so the first time."""
        return self._database.was_changed_elsewhere()

    def checkpoint(self) -> None:
        """Tidies up behind the answers; for a moment in which nobody waits."""
        self._database.checkpoint()

    def faults(self) -> tuple[str, ...]:
        """What the database itself finds wrong with its file."""
        return self._database.faults()

    def close(self) -> None:
        if self._finder is not None:
            self._finder.close()
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
