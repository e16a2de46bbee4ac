"""Whole screens as pictures: they guard against change, and are not for judging looks."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from termcards.library.home import Library
from termcards.library.studying import Study
from termcards.library.triaging import begin
from termcards.tui.app import TermcardsApp
from termcards.tui.screens.triage import TriageScreen
from tests.library.postings import write_posting
from tests.tui.seat import BILINGUAL, Clock, Stopwatch, plain_deck, shelve, until

Compare = Callable[..., bool]


@pytest.fixture
def lived_in(library: Library, clock: Clock) -> Library:
    """A library in which the bilingual deck was studied yesterday."""
    decks = shelve(library, BILINGUAL, plain_deck("Core vocabulary::採用・人事 (HR)", 12))
    study = Study(library, decks)
    for quality in (4, 2, 5, 3, 4, 4):
        study.answer(quality, 19_000)
    clock.pass_days(1)
    return library


def test_home(snap_compare: Compare, lived_in: Library) -> None:
    assert snap_compare(TermcardsApp(lived_in), terminal_size=(120, 40))


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 20)], ids=["80x24", "120x40", "40x20"])
def test_answer(snap_compare: Compare, lived_in: Library, size: tuple[int, int]) -> None:
    app = TermcardsApp(lived_in, stopwatch=Stopwatch())
    assert snap_compare(app, terminal_size=size, press=["enter", "space", "t", "s"])


def test_help(snap_compare: Compare, lived_in: Library) -> None:
    app = TermcardsApp(lived_in)
    assert snap_compare(app, terminal_size=(80, 24), press=["enter", "?"])


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 20)], ids=["80x24", "120x40", "40x20"])
def test_triage(
    snap_compare: Compare, library: Library, tmp_path: Path, size: tuple[int, int]
) -> None:
    (library.folder / "config.yaml").write_text("dictionaries: []\n", encoding="utf-8")
    with Library(library.folder) as with_glossary:
        app = TermcardsApp(with_glossary, triage=begin(with_glossary, write_posting(tmp_path)))
        assert snap_compare(app, terminal_size=size, run_before=_decided)


async def _decided(pilot: Pilot[None]) -> None:
    await pilot.press("x", "K", "n", "k")
    screen = pilot.app.screen
    assert isinstance(screen, TriageScreen)
    await until(pilot, lambda: screen._meanings.of("nurture") is not None)
    await pilot.pause()
