"""On a disk that cannot be written a learner looks around as anywhere else."""

from pathlib import Path

from textual.pilot import Pilot

from termcards.library.home import Library
from tests.library.test_read_only import as_a_guest
from tests.tui.seat import opened, plain_deck, rows, shelve, status, text, until


async def look_around(pilot: Pilot[None]) -> None:
    await pilot.press("b")
    await until(pilot, lambda: "Core 02" in text(pilot))
    await pilot.press("slash", *"01")
    await until(pilot, lambda: "Core 02" not in text(pilot))
    assert any(row[2:].startswith("Core 01") for row in rows(pilot))
    await pilot.press("enter", "asterisk")


async def test_a_library_that_cannot_be_written_is_browsed(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with Library(home) as library:
        shelve(library, plain_deck("Core", 3))
        async with opened(library) as pilot:
            # A guest may not be able to load what is loaded here when it is first used.
            await look_around(pilot)
            assert status(pilot).startswith("marked")
    with as_a_guest(home), Library(home) as library:
        async with opened(library) as pilot:
            await look_around(pilot)
            assert status(pilot).endswith("home: this folder cannot be written")
