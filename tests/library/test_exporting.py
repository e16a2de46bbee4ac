"""What a library hands to the real Anki, and what of Anki's it leaves alone."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from anki.collection import Collection

from termcards.errors import BadInputError, StorageError
from termcards.library.exchanging import Wishes, export_to_anki, plan_export
from termcards.library.home import Library
from termcards.library.importing import import_anki
from tests.anki.real_anki import all_notes, fresh_anki, hand_out, note_with, take_in
from tests.library.conftest import Clock
from tests.library.decks import add_deck


@pytest.fixture
def anki() -> Iterator[Collection]:
    with fresh_anki() as fresh:
        yield fresh


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return tmp_path / "all.apkg"


def bring(library: Library, anki: Collection, package: Path) -> dict[str, int]:
    export_to_anki(library, package)
    return take_in(anki, package)


def replace_text(library: Library, file: str, old: str, new: str) -> None:
    path = library.decks_folder / file
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def touch(anki: Collection, key: str, *, ago: timedelta = timedelta(), **fields: str) -> None:
    """Edits a note as if it had been some time ago."""
    note = note_with(anki, key)
    for name, value in fields.items():
        note[name.replace("_", " ")] = value
    if not fields:
        note.add_tag("marked")
    anki.update_note(note)
    assert anki.db is not None
    at = int((datetime.now(UTC) - ago).timestamp())
    anki.db.execute("UPDATE notes SET mod = ? WHERE id = ?", at, note.id)


@pytest.mark.parametrize("fields", [{}, {"Extra_1": "my own"}, {"Notes": "mine"}])
def test_a_change_arrives_though_the_note_was_touched_after_it(
    library: Library, clock: Clock, anki: Collection, package: Path, fields: dict[str, str]
) -> None:
    clock.now = datetime.now(UTC) - timedelta(days=2)
    add_deck(library, "sales", 2)
    assert bring(library, anki, package) == {"new": 2}
    clock.pass_days(1)
    replace_text(library, "sales.yaml", "What sales-01 means", "What it says")
    plan_export(library)  # the change is seen on that day
    touch(anki, "sales-01", ago=timedelta(hours=1), **fields)
    clock.pass_days(1)
    assert bring(library, anki, package) == {"updated": 1, "duplicate": 1}
    assert note_with(anki, "sales-01")["Meaning"] == "What it says."
    before = package.read_bytes()
    clock.pass_days(1)
    export_to_anki(library, package)
    assert package.read_bytes() == before


def test_a_lost_store_makes_no_note_a_changed_one(
    library: Library, clock: Clock, anki: Collection, package: Path
) -> None:
    add_deck(library, "sales", 2)
    bring(library, anki, package)
    touch(anki, "sales-01", Notes="my own words")
    before = package.read_bytes()
    clock.pass_days(1)
    library.close()
    for file in library.folder.glob("termcards.db*"):
        file.unlink()
    with Library(library.folder, clock) as again:
        assert [note.note for note in plan_export(again).unchanged] == ["sales-00", "sales-01"]
        assert bring(again, anki, package) == {"duplicate": 2}
    assert package.read_bytes() == before
    assert note_with(anki, "sales-01")["Notes"] == "my own words"


def test_a_note_moved_to_another_deck_stays_one_note_and_gets_its_tag(
    library: Library, clock: Clock, anki: Collection, package: Path
) -> None:
    add_deck(library, "sales", 2)
    add_deck(library, "tools", 1)
    assert bring(library, anki, package) == {"new": 3}
    clock.pass_days(1)
    sales, tools = (library.decks_folder / f"{name}.yaml" for name in ("sales", "tools"))
    kept, moved = sales.read_text("utf-8").split("- id: sales-01\n")
    sales.write_text(kept, "utf-8")
    tools.write_text(f"{tools.read_text('utf-8')}- id: sales-01\n{moved}", "utf-8")
    assert bring(library, anki, package) == {"updated": 1, "duplicate": 2}
    assert len(all_notes(anki)) == 3
    assert note_with(anki, "sales-01").tags == ["deck::tools"]


def test_two_changes_within_a_second_both_arrive(
    library: Library, clock: Clock, anki: Collection, package: Path
) -> None:
    add_deck(library, "sales", 1)
    path = library.decks_folder / "sales.yaml"
    for meaning, milliseconds in (("First.", 1), ("Second.", 2), ("Third, the clock back.", -9)):
        text = path.read_text("utf-8")
        old = text.partition("definition: ")[2].partition("\n")[0]
        path.write_text(text.replace(old, f'"{meaning}"'), "utf-8")
        clock.now += timedelta(milliseconds=milliseconds)
        bring(library, anki, package)
        assert note_with(anki, "sales-00")["Meaning"] == meaning
    before = package.read_bytes()
    clock.pass_days(1)
    assert bring(library, anki, package) == {"duplicate": 1}
    assert package.read_bytes() == before


def test_a_clock_that_ran_far_ahead_spoils_no_later_export(
    library: Library, clock: Clock, anki: Collection, package: Path
) -> None:
    clock.now = datetime.now(UTC) + timedelta(days=400)
    add_deck(library, "sales", 1)
    export_to_anki(library, package)
    clock.now = datetime.now(UTC)
    assert bring(library, anki, package) == {"new": 1}


def test_a_device_that_never_exported_learns_from_the_collection_what_anki_has(
    library: Library, clock: Clock, anki: Collection, package: Path, tmp_path: Path
) -> None:
    add_deck(library, "sales", 2)
    bring(library, anki, package)
    touch(anki, "sales-01", Notes="my own words")
    with Library(tmp_path / "second", clock) as second:
        add_deck(second, "sales", 2)
        shown = import_anki(second, hand_out(anki, tmp_path / "back.apkg", legacy=False))
        (difference,) = shown.conflicts
        assert (difference.field, difference.changed_here, difference.changed_in_anki) == (
            "Notes",
            None,
            None,
        )
        clock.pass_days(1)
        assert bring(second, anki, package) == {"duplicate": 2}
        assert note_with(anki, "sales-01")["Notes"] == "my own words"
        replace_text(second, "sales.yaml", "What sales-01 means", "What it says")
        clock.now = datetime.now(UTC) + timedelta(seconds=5)
        assert bring(second, anki, package) == {"updated": 1, "duplicate": 1}


@pytest.mark.parametrize(
    "damaged",
    [
        b"{",
        b"[]",
        b'{"notes": {"a": 1}}',
        b'{"notes": {"a": {"deck": "x", "versions": []}}}',
        b'{"notes": {"a": {"deck": "x", "versions": [[1e999, "", ""]]}}}',
        b'{"notes": {"a": {"deck": "x", "versions": [[99999999999999, "", ""]]}}}',
        b'{"notes": 5}',
        b"[" * 100_000,
        b'{"notes": {"a": {"deck": "x", "versions": [[' + b"9" * 5000 + b', "", ""]]}}}',
        b"\xff\xfe",
    ],
    ids=lambda content: content[:30].decode("latin-1"),
)
def test_a_damaged_record_of_the_last_export_is_named(
    library: Library, package: Path, damaged: bytes
) -> None:
    add_deck(library, "sales", 1)
    record = library.folder / "anki.json"
    record.write_bytes(damaged)
    with pytest.raises(BadInputError) as failure:
        export_to_anki(library, package)
    assert str(failure.value).startswith(f"{record}: this cannot be read")
    assert not package.exists()


def test_a_record_that_cannot_be_written_is_named_with_what_follows(
    library: Library, package: Path
) -> None:
    add_deck(library, "sales", 1)
    in_the_way = Wishes(hand_over=lambda _: (library.folder / "anki.json").mkdir())
    with pytest.raises(StorageError) as failure:
        export_to_anki(library, package, in_the_way)
    message = str(failure.value)
    assert message.startswith(f"{package}: the package is written, but ")
    assert "the next export takes all of its notes for new ones" in message
    assert package.exists()


def test_the_record_names_each_note_once(library: Library, package: Path) -> None:
    add_deck(library, "sales", 1)
    export_to_anki(library, package)
    record = json.loads((library.folder / "anki.json").read_text("utf-8"))
    assert list(record["notes"]) == ["sales-00"]
    assert record["notes"]["sales-00"]["deck"] == "sales"
