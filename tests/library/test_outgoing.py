"""What leaves a library never lands on the library itself."""

from collections.abc import Callable
from pathlib import Path

import pytest

from termcards.errors import StorageError
from termcards.library.exchanging import export_to_anki
from termcards.library.home import Library
from termcards.library.logs import export_log
from termcards.library.tabling import export_csv, export_json
from tests.library.decks import add_deck

WAYS: dict[str, Callable[[Library, Path], object]] = {
    "anki": export_to_anki,
    "csv": lambda library, path: export_csv(library, [], path),
    "json": lambda library, path: export_json(library, [], path),
    "log": export_log,
}


@pytest.fixture
def full(library: Library) -> Library:
    """One that has a file of each kind that it keeps."""
    add_deck(library, "sales", 2)
    (library.folder / "config.yaml").write_text("theme: ansi\n", "utf-8")
    export_to_anki(library, library.folder.parent / "earlier.apkg")
    library.drafts_folder.mkdir(exist_ok=True)
    return library


def contents(library: Library) -> dict[Path, bytes]:
    files = library.folder.rglob("*")
    return {path: path.read_bytes() for path in files if path.suffix in {".yaml", ".json"}}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize(
    "name",
    [
        "decks/sales.yaml",
        "decks/more/new.yml",
        "decks/../decks/sales.yaml",
        "config.yaml",
        "anki.json",
        "termcards.db",
        "termcards.db-wal",
        "decks.lock",
        "drafts/words.apkg",
        "link.apkg",
    ],
)
def test_the_own_files_of_a_library_are_no_place(
    full: Library, way: Callable[[Library, Path], object], name: str
) -> None:
    (full.folder / "link.apkg").symlink_to(full.decks_folder / "sales.yaml")
    before = contents(full)
    with pytest.raises(StorageError, match="termcards keeps its own data there; choose another"):
        way(full, full.folder / name)
    assert contents(full) == before


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("name", ["out.apkg", "decks/out.csv", "../out.yaml"])
def test_beside_them_there_is_room(
    full: Library, way: Callable[[Library, Path], object], name: str
) -> None:
    way(full, full.folder / name)
    assert (full.folder / name).is_file()
