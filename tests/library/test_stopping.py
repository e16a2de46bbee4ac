"""Imports and exports that are stopped on the way leave nothing, wherever that is."""

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from termcards.library.exchanging import Wishes, export_to_anki
from termcards.library.home import Library
from termcards.library.importing import ImportWishes, import_anki
from termcards.library.tabling import (
    TableWishes,
    export_csv,
    export_json,
    import_csv,
    import_json,
)
from termcards.library.triaging import begin
from termcards.library.undoing import take_back
from termcards.watching import Stage, StoppedError, Watch
from tests.library.decks import add_deck
from tests.library.postings import write_posting
from tests.watches import Counting

Work = Callable[[Library, Path, Watch], object]

IMPORTS: dict[str, Work] = {
    ".apkg": lambda lib, path, watch: import_anki(lib, path, ImportWishes(watch=watch)),
    ".csv": lambda lib, path, watch: import_csv(lib, path, TableWishes(watch=watch)),
    ".json": lambda lib, path, watch: import_json(lib, path, TableWishes(watch=watch)),
}
EXPORTS: dict[str, Work] = {
    ".apkg": lambda lib, path, watch: export_to_anki(lib, path, Wishes(watch=watch)),
    ".csv": lambda lib, path, watch: export_csv(lib, (), path, watch=watch),
    ".json": lambda lib, path, watch: export_json(lib, (), path, watch),
}


def state(library: Library, *folders: Path) -> object:
    """All that there is: files, decks, the log."""
    files = {
        path: path.read_bytes()
        for folder in (library.decks_folder, *folders)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_relative_to(library.folder / "termcards.db")
    }
    kept = {path: content for path, content in files.items() if "termcards.db" not in path.name}
    return kept, library.store.shelf.places(), library.store.journal.entries()


@pytest.fixture
def made_elsewhere(tmp_path: Path) -> Path:
    """A folder with a deck of five notes as a package, a table and a bundle."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    with Library(tmp_path / "other") as other:
        add_deck(other, "sales", 5)
        for suffix, work in EXPORTS.items():
            work(other, folder / f"sales{suffix}", Counting())
    return folder


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.mark.parametrize("suffix", IMPORTS)
@pytest.mark.parametrize("has_deck", [False, True])
def test_an_import_that_is_stopped_leaves_nothing(
    library: Library, made_elsewhere: Path, temporary: Path, suffix: str, has_deck: bool
) -> None:
    if has_deck:  # which takes the notes
        add_deck(library, "tools", 1)
        path = library.decks_folder / "tools.yaml"
        path.write_text(path.read_text("utf-8").replace("deck: tools", "deck: sales"), "utf-8")
    work, file = IMPORTS[suffix], made_elsewhere / f"sales{suffix}"
    with pytest.raises(StoppedError):
        work(library, file, Counting(stop_at=0))
    before = state(library, temporary)
    place = 1
    while True:
        watch = Counting(stop_at=place)
        try:
            work(library, file, watch)
        except StoppedError:
            assert state(library, temporary) == before, (place, watch.stages)
            place += 1
        else:
            break
    assert place > 10  # between all notes, and while the file was read again
    assert len(library.store.shelf.places()) == 5 + has_deck
    take_back(library)
    assert len(library.store.shelf.places()) == has_deck


@pytest.mark.parametrize("suffix", EXPORTS)
@pytest.mark.parametrize("is_there", [False, True])
def test_an_export_that_is_stopped_leaves_nothing(
    library: Library, tmp_path: Path, suffix: str, is_there: bool
) -> None:
    add_deck(library, "sales", 5)
    target = tmp_path / "out" / f"deck{suffix}"
    target.parent.mkdir()
    if is_there:
        target.write_text("the old one", encoding="utf-8")
    before = state(library, target.parent)
    place = 0
    while True:
        watch = Counting(stop_at=place)
        try:
            EXPORTS[suffix](library, target, watch)
        except StoppedError:
            assert state(library, target.parent) == before, (place, watch.stages)
            assert not (library.folder / "anki.json").exists()
            place += 1
        else:
            break
    assert place > 5
    assert [path.name for path in target.parent.iterdir()] == [target.name]
    assert target.read_bytes() != b"the old one"


def test_a_watch_hears_of_each_note(library: Library, made_elsewhere: Path) -> None:
    watch = Counting()
    import_anki(library, made_elsewhere / "sales.apkg", ImportWishes(watch=watch))
    stages = dict(watch.stages)
    assert (stages[Stage.READING], stages[Stage.NOTES], stages[Stage.WRITING]) == (5, 5, 5)
    again = Counting()
    export_to_anki(library, made_elsewhere / "again.apkg", Wishes(watch=again))
    assert again.stages == [(Stage.OPENING, 1), (Stage.NOTES, 5), (Stage.WRITING, 0)]


def test_words_of_a_table_can_be_taken_as_known(library: Library, tmp_path: Path) -> None:
    table = tmp_path / "words.csv"
    table.write_text("word,meaning\nChurn,loss\nchurn,again\nARR,value\n", encoding="utf-8")
    taken = import_csv(library, table, TableWishes(as_known=True))
    assert (taken.words, taken.added, taken.known) == (("churn", "arr"), (), 1)
    assert set(library.store.journal.verdicts()) == {"churn", "arr"}
    assert library.store.shelf.decks() == ()
    assert import_csv(library, table, TableWishes(as_known=True)).words == ()
    take_back(library)
    assert library.store.journal.verdicts() == {}


def test_reading_a_posting_can_be_stopped_at_each_step(library: Library, tmp_path: Path) -> None:
    name = write_posting(tmp_path)
    watch = Counting()
    begin(library, name, watch=watch)
    assert watch.stages == [(Stage.TERMS, 4)]
    assert watch.done == 4
    for place in range(watch.asked):
        with pytest.raises(StoppedError):
            begin(library, name, watch=Counting(stop_at=place))
    assert not (library.folder / "drafts").exists()
