import io
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from termcards.anki.package import Export, Manner, write_package
from termcards.errors import StorageError
from termcards.notes import Deck, DeckId, Direction, Example, Note, NoteId, Sense

WRITTEN_AT = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
ARR = Note(
    NoteId("arr"),
    "ARR",
    senses=(Sense("yearly value of subscriptions"),),
    examples=(Example("Our ARR grows.", "ARR"),),
)
CHURN = Note(NoteId("churn"), "churn", senses=(Sense("customers lost"),))
DECK = Deck(DeckId("saas"), "SaaS", notes=(ARR, CHURN))
ALL = tuple(Direction)


def rows(path: Path, query: str) -> list[Any]:
    with zipfile.ZipFile(path) as package:
        collection = package.read("collection.anki2")
    connection = sqlite3.connect(":memory:")
    connection.deserialize(collection)
    found = connection.execute(query).fetchall()
    connection.close()
    return found


def test_ids_never_change(tmp_path: Path) -> None:
    path = tmp_path / "deck.apkg"
    write_package(path, [Export(DECK, ALL, {})], Manner(WRITTEN_AT))
    assert rows(path, "SELECT guid, mid FROM notes") == [
        ("YH1gwl28Zk4S", 1847205963),
        ("Owx_829lDFLD", 1847205963),
    ]
    (decks,) = rows(path, "SELECT decks FROM col")[0]
    assert list(json.loads(decks)) == ["1", "1423420031936370"]


def test_a_guid_comes_from_the_notes_id_whatever_it_says_and_wherever_it_is(tmp_path: Path) -> None:
    path = tmp_path / "deck.apkg"
    other = Deck(DeckId("elsewhere"), "Renamed", notes=(Note(ARR.id, "Annual recurring revenue"),))
    write_package(path, [Export(other, ALL, {})], Manner(WRITTEN_AT + timedelta(days=9)))
    assert rows(path, "SELECT guid FROM notes") == [("YH1gwl28Zk4S",)]


def test_the_number_of_notes_is_given(tmp_path: Path) -> None:
    other = Deck(DeckId("cad"), "CAD", notes=(Note(NoteId("bom"), "BOM"),))
    exports = [Export(DECK, ALL, {}), Export(other, ALL, {})]
    assert write_package(tmp_path / "deck.apkg", exports, Manner(WRITTEN_AT)) == 3


def test_the_same_notes_give_the_same_bytes(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from tests.anki import test_package as t;"
        "t.write_package(Path(sys.argv[1]), [t.Export(t.DECK, t.ALL, {})], t.Manner(t.WRITTEN_AT))"
    )
    packages = []
    for seed, zone in (("1", "UTC"), ("2", "Asia/Shanghai")):
        path = tmp_path / f"{seed}.apkg"
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
        subprocess.run([sys.executable, "-c", script, path], env=environment, check=True)
        packages.append(path.read_bytes())
    assert packages[0] == packages[1]


def test_a_package_is_two_deflated_entries_of_a_fixed_date(tmp_path: Path) -> None:
    path = tmp_path / "deck.apkg"
    write_package(path, [Export(DECK, ALL, {})], Manner(WRITTEN_AT))
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as package:
        entries = [(e.filename, e.compress_type, e.date_time) for e in package.infolist()]
    assert entries == [
        ("collection.anki2", zipfile.ZIP_DEFLATED, (1980, 1, 1, 0, 0, 0)),
        ("media", zipfile.ZIP_DEFLATED, (1980, 1, 1, 0, 0, 0)),
    ]


def test_the_scheduler_of_the_numbers_is_named(tmp_path: Path) -> None:
    path = tmp_path / "deck.apkg"
    write_package(path, [Export(DECK, ALL, {})], Manner(WRITTEN_AT))
    (configuration,) = rows(path, "SELECT conf FROM col")[0]
    assert json.loads(configuration)["schedVer"] == 2


def test_a_note_is_dated_by_its_last_change(tmp_path: Path) -> None:
    path = tmp_path / "deck.apkg"
    changed = {ARR.id: datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)}
    write_package(path, [Export(DECK, ALL, changed)], Manner(WRITTEN_AT))
    # 2026-01-02 03:04:05 and 2026-03-14 12:00:00, UTC
    assert rows(path, "SELECT mod FROM notes") == [(1767323045,), (1773489600,)]


@pytest.mark.parametrize(
    ("ahead", "mod"),
    [(timedelta(hours=23), 1773572400), (timedelta(days=1, seconds=1), 1773489600)],
)
def test_a_change_far_in_the_future_happened_when_it_was_written(
    tmp_path: Path, ahead: timedelta, mod: int
) -> None:
    path = tmp_path / "deck.apkg"
    deck = Deck(DECK.id, DECK.name, notes=(ARR,))
    changed = {ARR.id: WRITTEN_AT + ahead}
    write_package(path, [Export(deck, ALL, changed)], Manner(WRITTEN_AT))
    assert rows(path, "SELECT mod FROM notes") == [(mod,)]


def test_new_cards_keep_the_order_of_the_deck(tmp_path: Path) -> None:
    path = tmp_path / "deck.apkg"
    again = Deck(DeckId("more"), "saas", notes=(Note(NoteId("bom"), "BOM"),))
    exports = [Export(DECK, (Direction.CLOZE,), {}), Export(again, ALL, {})]
    write_package(path, exports, Manner(WRITTEN_AT))
    assert rows(path, "SELECT ord, due FROM cards ORDER BY id") == [(0, 1), (2, 1), (0, 2), (0, 3)]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    path = tmp_path / "missing" / "deck.apkg"
    with pytest.raises(StorageError) as failure:
        write_package(path, [], Manner(WRITTEN_AT))
    assert str(failure.value) == f"{path}: there is no folder {path.parent}; create it first"


def test_a_folder_is_not_a_package(tmp_path: Path) -> None:
    with pytest.raises(StorageError) as failure:
        write_package(tmp_path, [], Manner(WRITTEN_AT))
    assert str(failure.value) == f"{tmp_path}: this is not a file; name one, such as deck.apkg"


def test_what_is_no_regular_file_is_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(StorageError):
        write_package(pipe, [], Manner(WRITTEN_AT))
    assert pipe.is_fifo()


def test_a_file_in_place_of_a_folder_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    with pytest.raises(StorageError) as failure:
        write_package(file / "deck.apkg", [], Manner(WRITTEN_AT))
    assert str(failure.value) == f"{file}/deck.apkg: the package was not written: Not a directory"


def test_a_failure_leaves_the_older_package_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "deck.apkg"
    path.write_bytes(b"older")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageError) as failure:
        write_package(path, [Export(DECK, ALL, {})], Manner(WRITTEN_AT))
    assert str(failure.value) == f"{path}: the package was not written: No space left on device"
    assert path.read_bytes() == b"older"
    assert list(tmp_path.iterdir()) == [path]


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, temporary = tmp_path / "folder", tmp_path / "temporary"
    folder.mkdir()
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    write_package(folder / "deck.apkg", [Export(DECK, ALL, {})], Manner(WRITTEN_AT))
    assert list(temporary.iterdir()) == []
    assert [file.name for file in folder.iterdir()] == ["deck.apkg"]


def test_only_the_package_and_its_note_type_load_genanki() -> None:
    script = (
        "import sys; import termcards.anki.fields, termcards.anki.names;"
        "sys.exit('genanki' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
