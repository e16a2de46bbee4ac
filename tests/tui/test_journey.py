"""The whole way within the interface, from the first start to a package in a real Anki."""

from pathlib import Path

import pytest
from textual.events import Paste
from textual.pilot import Pilot

from termcards.library.home import Library
from termcards.tui.screens.adding import AddScreen
from termcards.tui.screens.browse import BrowseScreen
from termcards.tui.screens.editor import EditorScreen
from termcards.tui.screens.exporting import ExportScreen
from termcards.tui.screens.home import HomeScreen
from termcards.tui.screens.statistics import StatisticsScreen
from termcards.tui.screens.study import StudyScreen
from termcards.tui.screens.triage import TriageScreen
from tests.anki.real_anki import all_notes, fresh_anki, take_in
from tests.library.postings import POSTING
from tests.tui.seat import opened, place, reviews, rows, status, text, to_field, until


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the shell stands, and the posting that was saved there."""
    where = tmp_path / "here"
    where.mkdir()
    (where / "posting.txt").write_text(POSTING, encoding="utf-8")
    monkeypatch.chdir(where)
    return where


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()


async def shown(pilot: Pilot[None], screen: type[object]) -> None:
    await until(pilot, lambda: place(pilot) is screen)
    await pilot.pause()


async def test_from_the_first_start_to_anki(library: Library, folder: Path) -> None:
    async with opened(library) as pilot:
        assert "a  add from a posting" in text(pilot)

        await press(pilot, "a")
        await shown(pilot, AddScreen)
        pilot.app.post_message(Paste("posting.txt"))
        await pilot.pause()
        await press(pilot, "enter")

        await shown(pilot, TriageScreen)
        assert rows(pilot)[0].startswith(" Add · Account Executive, Larkbench")
        await press(pilot, "y", "y", "n", "K", "enter")
        await shown(pilot, HomeScreen)
        assert status(pilot).startswith("added ")
        cards = int(rows(pilot)[2].split()[-1])
        assert cards > 0

        await press(pilot, "enter")
        await shown(pilot, StudyScreen)
        first = library.store.shelf.all_notes()[0].note
        await press(pilot, "space", "3")
        assert [quality for _, quality in reviews(library)] == [4]
        await press(pilot, "q")
        await shown(pilot, HomeScreen)

        await press(pilot, "slash")
        await shown(pilot, BrowseScreen)
        await press(pilot, *first.term.split()[0].lower())
        await until(pilot, lambda: " 1 card" in rows(pilot)[0] or " cards" in rows(pilot)[0])
        await press(pilot, "enter", "e")
        await shown(pilot, EditorScreen)
        await to_field(pilot, "Meaning")
        await press(pilot, "home", "A", "h", "colon", "f2")
        await shown(pilot, BrowseScreen)
        assert status(pilot).endswith("u undoes")
        await press(pilot, "escape", "q")
        await shown(pilot, HomeScreen)

        await press(pilot, "t")
        await shown(pilot, StatisticsScreen)
        await until(pilot, lambda: "reviews  1, 1 of them new" in text(pilot))
        await press(pilot, "q")
        await shown(pilot, HomeScreen)

        await press(pilot, "x")
        await shown(pilot, ExportScreen)
        await until(pilot, lambda: status(pilot) == "enter writes the file")
        await press(pilot, "enter")
        await until(pilot, lambda: status(pilot) == "written")
        await press(pilot, "q")
        await shown(pilot, HomeScreen)
    notes = len(library.store.shelf.all_notes())
    with fresh_anki() as anki:
        assert take_in(anki, folder / "termcards.apkg") == {"new": notes}
        assert any("Ah:" in note["Meaning"] for note in all_notes(anki))
