"""Taking decks elsewhere, from the home screen."""

import json
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot
from textual.screen import Screen

from termcards.library.home import Library
from termcards.tui.screens.ask import AskScreen
from termcards.tui.screens.choose import TickScreen
from termcards.tui.screens.exporting import ExportScreen
from termcards.tui.screens.home import HomeScreen
from termcards.tui.widgets.field import Field
from tests.anki.real_anki import fresh_anki, take_in
from tests.tui.seat import (
    SIZES,
    key_line,
    opened,
    place,
    plain_deck,
    rows,
    shelve,
    status,
    text,
    type_fast,
    until,
)

EVIL = "[/] [red]\x1b[2J\u202eevil[@click=app.quit]"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the shell stands."""
    where = tmp_path / "here"
    where.mkdir()
    monkeypatch.chdir(where)
    return where


async def open_export(pilot: Pilot[None]) -> None:
    await pilot.press("x")
    await until(pilot, lambda: status(pilot) == "enter writes the file")


async def write(pilot: Pilot[None]) -> None:
    await pilot.press("enter")
    await until(pilot, lambda: status(pilot) == "written")


async def test_the_plan_is_shown_and_a_package_written(library: Library, folder: Path) -> None:
    shelve(library, plain_deck("Core", 2))
    async with opened(library) as pilot:
        await open_export(pilot)
        assert [row.rstrip("▁▂▃▄▅▆▇█ ") for row in rows(pilot)[:3]] == [
            " Export",
            " f  form      Anki package",
            " d  decks     all decks",
        ]
        assert "Since the last export: 2 new, 0 changed, 0 unchanged, 0 removed." in text(pilot)
        assert "   Core 00  Core" in text(pilot)
        assert key_line(pilot).startswith("enter export  f form  d decks  p place")
        assert list(folder.iterdir()) == []
        await write(pilot)
        assert "termcards.apkg: 2 notes" in text(pilot)
        assert "in Anki: File, Import" in text(pilot)
        await pilot.press("enter")  # once is enough
        assert status(pilot) == "written"
        await pilot.press("q")
        assert place(pilot) is HomeScreen
        await open_export(pilot)
        assert "0 new, 0 changed, 2 unchanged, 0 removed." in text(pilot)
        assert "(the file that is there is replaced)" in " ".join(text(pilot).split())
    assert [path.name for path in folder.iterdir()] == ["termcards.apkg"]
    with fresh_anki() as anki:
        assert take_in(anki, folder / "termcards.apkg") == {"new": 2}


async def test_the_forms_go_round_and_each_is_written(library: Library, folder: Path) -> None:
    shelve(library, plain_deck("Core", 2))
    async with opened(library) as pilot:
        await open_export(pilot)
        for form, name in (
            ("CSV for spreadsheets", "termcards.csv"),
            ("CSV for Anki's import of text", "termcards.csv"),
            ("JSON, decks whole", "termcards.json"),
        ):
            await pilot.press("f")
            assert f"form      {form}" in text(pilot)
            assert "2 notes go out." in text(pilot)
            assert "learning" not in text(pilot)
            await write(pilot)
            assert f"{name}: 2 notes" in text(pilot)
        await pilot.press("f")
        assert "form      Anki package" in text(pilot)
    assert (folder / "termcards.csv").read_text("utf-8").startswith("#separator:Comma")
    (deck,) = json.loads((folder / "termcards.json").read_text("utf-8"))["decks"]
    assert [note["term"] for note in deck["notes"]] == ["Core 00", "Core 01"]


@pytest.mark.parametrize(
    ("keys", "opened_by_them", "shown"),
    [
        ("x d", TickScreen, "[ ] Old"),
        ("x p", AskScreen, "enter take it"),
        ("x f", ExportScreen, "form      CSV for spreadsheets"),
        ("x l", ExportScreen, "learning  goes along"),
        ("x d j j space enter", ExportScreen, "decks     Old"),
    ],
)
async def test_keys_are_taken_while_what_is_new_is_looked_up(
    library: Library, keys: str, opened_by_them: type[Screen[object]], shown: str
) -> None:
    shelve(library, plain_deck("Core", 1000), plain_deck("Old", 1))
    async with opened(library) as pilot:
        await type_fast(pilot, keys)
        await until(pilot, lambda: place(pilot) is opened_by_them and shown in text(pilot))
        if opened_by_them is not ExportScreen:
            await pilot.press("escape")
        await until(pilot, lambda: status(pilot) == "enter writes the file")
        if keys.endswith("enter"):
            assert "1 new, 0 changed, 0 unchanged, 0 removed." in text(pilot)


async def test_some_decks_are_chosen(library: Library, folder: Path) -> None:
    shelve(library, plain_deck("Core", 2), plain_deck("Old", 1), plain_deck("Sales", 3))
    async with opened(library) as pilot:
        await open_export(pilot)
        await pilot.press("d")
        assert place(pilot) is TickScreen
        assert [row.strip() for row in rows(pilot)[1:5]] == [
            *("[x] all decks", "[ ] Core", "[ ] Old", "[ ] Sales")
        ]
        await pilot.press("j", "space", "j", "j", "space")
        assert status(pilot) == "2 of 3 ticked"
        assert [row.strip()[:3] for row in rows(pilot)[1:5]] == ["[ ]", "[x]", "[ ]", "[x]"]
        await pilot.press("enter")
        await until(pilot, lambda: "decks     Core, Sales" in text(pilot))
        await until(pilot, lambda: "5 new" in text(pilot))
        await write(pilot)
        assert "termcards.apkg: 5 notes" in text(pilot)
        await pilot.press("d", "space", "enter")
        await until(pilot, lambda: "decks     all decks" in text(pilot))


async def test_the_place_is_asked_for(library: Library, folder: Path) -> None:
    shelve(library, plain_deck("Core", 2))
    async with opened(library) as pilot:
        await open_export(pilot)
        await pilot.press("p")
        assert place(pilot) is AskScreen
        pilot.app.screen.query_one(Field).text = "other"
        await pilot.press("enter")
        assert "place     other.apkg" in text(pilot)
        await pilot.press("p")
        pilot.app.screen.query_one(Field).text = ""
        await pilot.press("enter")
        assert status(pilot) == "write where to put the file"
        await pilot.press("escape")
        assert "place     other.apkg" in text(pilot)
        await write(pilot)
    assert [path.name for path in folder.iterdir()] == ["other.apkg"]


async def test_another_kind_of_file_is_replaced_only_when_said_twice(
    library: Library, folder: Path
) -> None:
    shelve(library, plain_deck("Core", 2))
    (folder / "posting.md").write_text("read me", "utf-8")
    async with opened(library) as pilot:
        await open_export(pilot)
        for _ in range(2):  # once more is asked anew
            await pilot.press("p")
            pilot.app.screen.query_one(Field).text = "posting.md"
            await pilot.press("enter", "enter")
            assert status(pilot) == "posting.md is another kind of file; enter replaces it"
        assert (folder / "posting.md").read_text("utf-8") == "read me"
        await write(pilot)
    assert (folder / "posting.md").read_bytes()[:2] == b"PK"


async def test_a_deck_of_the_library_is_no_place(library: Library, folder: Path) -> None:
    shelve(library, plain_deck("Core", 2))
    deck = library.decks_folder / "core.yaml"
    before = deck.read_bytes()
    async with opened(library) as pilot:
        await open_export(pilot)
        await pilot.press("p")
        pilot.app.screen.query_one(Field).text = str(deck)
        await pilot.press("enter", "enter", "enter")
        await until(pilot, lambda: "keeps its own data there" in status(pilot))
    assert deck.read_bytes() == before


async def test_learning_progress_and_postings_go_along_when_asked(
    library: Library, folder: Path
) -> None:
    shelve(library, plain_deck("Core", 2))
    async with opened(library) as pilot:
        await open_export(pilot)
        assert "learning  stays here" in text(pilot)
        await pilot.press("l", "o")
        assert "learning  goes along" in text(pilot)
        assert "in Anki   a deck for each posting" in text(pilot)
        await write(pilot)
        assert 'tick "Import any learning progress"' in text(pilot)


async def test_a_place_that_cannot_be_written_is_told(library: Library, folder: Path) -> None:
    shelve(library, plain_deck("Core", 2))
    async with opened(library) as pilot:
        await open_export(pilot)
        await pilot.press("p")
        pilot.app.screen.query_one(Field).text = "nowhere/deck.apkg"
        await pilot.press("enter", "enter")
        await until(pilot, lambda: "there is no folder nowhere" in status(pilot))
        assert "enter export" in key_line(pilot)
    assert list(folder.iterdir()) == []
    assert not (library.folder / "anki.json").exists()


@pytest.mark.parametrize("name", ["x" * 5000, "/", "~nobody/x", "a\\b"])
async def test_odd_places_are_told_or_taken(library: Library, folder: Path, name: str) -> None:
    shelve(library, plain_deck("Core", 1))
    async with opened(library) as pilot:
        await open_export(pilot)
        await pilot.press("p")
        pilot.app.screen.query_one(Field).text = name
        await pilot.press("enter")
        assert place(pilot) is ExportScreen
        if name != "/":
            await pilot.press("enter")
            await until(pilot, lambda: status(pilot) not in ("", "enter writes the file"))
            await until(pilot, lambda: not status(pilot).startswith("exporting"))


async def test_an_empty_library_has_nothing_to_export(library: Library) -> None:
    async with opened(library) as pilot:
        assert "export" not in key_line(pilot)
        await pilot.press("x")
        assert place(pilot) is HomeScreen


async def test_decks_that_are_gone_meanwhile_lead_on(library: Library) -> None:
    shelve(library, plain_deck("Core", 1))
    async with opened(library) as pilot:
        (library.decks_folder / "core.yaml").unlink()
        await pilot.press("x")
        await until(pilot, lambda: "There is no deck to export yet." in text(pilot))
        assert key_line(pilot) == "esc back  ? help"
        await pilot.press("q")
        assert place(pilot) is HomeScreen


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_decks_stay_text_at_every_size(
    library: Library, folder: Path, size: tuple[int, int]
) -> None:
    shelve(library, plain_deck(EVIL, 2), plain_deck("客户成功经理的年度经常性收入", 30))
    async with opened(library, size=size) as pilot:
        await pilot.press("x")
        await until(pilot, lambda: "export.write" in acts(pilot))
        keys = ("pagedown", "j", "k", "pageup", "d", "j", "space", "enter", "l", "o", "p")
        for key in (*keys, "escape", "?", "q", "space", "f", "f"):
            await pilot.press(key)
            await pilot.pause(0.02)
            assert all(cell_len(row) <= size[0] for row in rows(pilot))
            assert not set(text(pilot)) & {"\x1b", "\u202e"}
        await until(pilot, lambda: "export.write" in acts(pilot))
        await pilot.press("enter")
        await until(
            pilot, lambda: "export.write" not in acts(pilot) and bool(list(folder.iterdir()))
        )
        assert place(pilot) is ExportScreen


def acts(pilot: Pilot[None]) -> set[str | None]:
    """What can be done now."""
    return {active.binding.id for active in pilot.app.active_bindings.values() if active.enabled}
