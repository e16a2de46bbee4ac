"""A library that cannot be written is looked at; what would change it says why it does not."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from termcards.errors import ReadOnlyError, StorageError
from termcards.library.browsing import Browser
from termcards.library.choosing import cards_named
from termcards.library.figures import figures
from termcards.library.home import HELD_ELSEWHERE, Library
from termcards.library.keeping import sync
from termcards.library.searching import cards_found, notes_found
from termcards.library.studying import Study
from termcards.scheduling import acts
from tests.tui.seat import plain_deck, shelve

NOBODY = 65534
FOLDER = 0o555
OPEN = 0o755
PASSABLE = 0o001


@contextmanager
def as_a_guest(folder: Path) -> Iterator[None]:
    """Without the right to write to the folder, which its owner, or root, has."""
    for path in (folder, *folder.rglob("*")):
        path.chmod(FOLDER if path.is_dir() else 0o444)
    for parent in folder.parents:
        if not parent.stat().st_mode & PASSABLE:
            parent.chmod(OPEN)
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)
        for path in (folder, *folder.rglob("*")):
            path.chmod(OPEN)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    with Library(home) as library:
        shelve(library, plain_deck("Core", 3))
        Study(library, [deck.deck for deck in library.store.shelf.decks()]).answer(4, 1000)
    return home


def test_a_library_on_a_read_only_disk_is_read(home: Path) -> None:
    with as_a_guest(home), Library(home) as library:
        sync(library)
        assert [deck.deck.name for deck in library.store.shelf.decks()] == ["Core"]
        assert len(library.store.journal.entries()) == 1
        assert sum(figures(library).map.values()) == 1
        why = f"{home}: this folder cannot be written"
        assert library.reads_only == why
        with pytest.raises(ReadOnlyError, match="this folder cannot be written"):
            library.record(acts.suspend(cards_named(library, "Core 00")))
        with pytest.raises(ReadOnlyError), library.changing_decks():
            pytest.fail("the decks are not to be changed")
        library.claim()
        assert library.reads_only == why


def test_a_library_on_a_read_only_disk_is_searched(home: Path) -> None:
    with as_a_guest(home), Library(home) as library:
        found = cards_found(library, "means deck:core -is:new")
        assert found == ("core-00:recognise",)
        assert [shelved.note.term for shelved in notes_found(library, "core 02")] == ["Core 02"]
        rows = Browser(library).rows(found)
        assert [row.term for row in rows.values()] == ["Core 00"]
    assert not list(home.glob("termcards.db-*"))


def test_what_was_not_yet_put_into_the_database_is_not_passed_over(home: Path) -> None:
    """Its latest answers stand beside it, where a reader of the database alone would miss them."""
    (home / "termcards.db-wal").write_bytes(b"answers")
    with as_a_guest(home), pytest.raises(StorageError, match="check the folder's permissions"):
        Library(home)


def test_where_there_is_nothing_yet_it_cannot_be_made(tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    with as_a_guest(folder), pytest.raises(StorageError, match="cannot make the folder"):
        Library(folder)


def test_the_second_interface_only_reads_until_the_first_has_gone(home: Path) -> None:
    with Library(home) as second:
        with Library(home) as first:
            first.claim()
            second.claim()
            assert [first.reads_only, second.reads_only] == [None, HELD_ELSEWHERE]
            with pytest.raises(ReadOnlyError, match="another termcards is open"):
                second.record(acts.suspend(cards_named(second, "Core 00")))
            first.record(acts.suspend(cards_named(first, "Core 00")))
        second.claim()
        assert [second.reads_only] == [None]
        second.record(acts.suspend(cards_named(second, "Core 01")))
    with Library(home) as library:
        assert len(library.store.journal.entries()) == 3
