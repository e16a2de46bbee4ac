"""The screen of figures: what it shows, and all its keys."""

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot

from termcards.library.home import Library
from termcards.library.studying import Study
from termcards.tui.screens.choose import ChooseScreen
from termcards.tui.screens.home import HomeScreen
from termcards.tui.screens.statistics import StatisticsScreen, range_in_short, range_in_words
from tests.tui.seat import (
    SIZES,
    Clock,
    key_line,
    opened,
    place,
    plain_deck,
    rows,
    shelve,
    status,
    text,
    until,
)

EVIL = "[/] [red]\x1b[2J\u202eevil[@click=app.quit]"
WIDE = "客户成功经理的年度经常性收入与净收入留存率之研究"


def study(library: Library, clock: Clock, *answers: int) -> None:
    """A day on which all decks are studied, ten seconds a card."""
    sitting = Study(library, [known.deck for known in library.store.shelf.decks()])
    for quality in answers:
        sitting.answer(quality, 10_000)
    clock.pass_days(1)


async def open_figures(pilot: Pilot[None], key: str = "t") -> None:
    await pilot.press(key)
    await until(pilot, lambda: "streak" in text(pilot))


async def whole(pilot: Pilot[None]) -> str:
    """All of the page, screen by screen."""
    found = [text(pilot)]
    while True:
        await pilot.press("pagedown")
        if text(pilot) == found[-1]:
            return "\n".join(found)
        found.append(text(pilot))


async def test_the_figures_are_drawn_and_told(library: Library, clock: Clock) -> None:
    shelve(library, plain_deck("Core", 3))
    study(library, clock, 4, 4, 4)
    study(library, clock, 4, 2, 4)
    async with opened(library) as pilot:
        await open_figures(pilot)
        shown = rows(pilot)
        assert shown[0] == " Statistics" + 43 * " " + "all decks · last 13 weeks"
        assert shown[1].strip(" ▁▂▃▄▅▆▇█") == "All decks, 1 week from Mon 2 Mar 2026 on"
        # 2 and 3 March 2026 are a Monday and a Tuesday, of which each had three reviews.
        assert shown[7] == " Reviews of the last 36 weeks"
        assert [row.strip() for row in shown[10:12]] == ["Mon " + 70 * "·" + "░░", 70 * "·" + "░░"]
        assert shown[17].strip() == "less ·· ░░ ▒▒ ▓▓ ██ more   from 1, 25, 50, 75 a day"
        assert key_line(pilot) == "d deck  m range  c copy  q back  ? help"
        page = await whole(pilot)
    for told in (
        "The next 14 days",
        "67 % of 3 reviews passed at first sight; a card is mature from 21 days on.",
        "Of 3 cards that were learned, half come back within 6 days.",
        "The ease in the middle is 2.5; no card is at the lowest, 1.3.",
        "Most is answered from 12:00 to 13:00: 6 answers",
        "was forgotten most often: 1 lapse in 2 reviews.",
        "Kept best: Core, 67 % of 3.",
        "Kept best: from no posting, 67 % of 3.",
    ):
        assert told in page


@pytest.mark.parametrize(
    ("size", "weeks"), [((120, 40), 52), ((80, 24), 36), ((40, 20), 17), ((20, 6), 7)]
)
async def test_as_many_weeks_are_mapped_as_fit(
    library: Library, clock: Clock, size: tuple[int, int], weeks: int
) -> None:
    shelve(library, plain_deck("Core", 3))
    study(library, clock, 4, 4, 4)
    async with opened(library, size=size) as pilot:
        await pilot.press("t")
        await until(pilot, lambda: "2026" in text(pilot))
        page = await whole(pilot)
    flat = " ".join(page.replace("▁", " ").split())
    assert f"the last {weeks}" in flat or f"last {weeks} weeks" in flat


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_names_stay_text_at_every_size(
    library: Library, clock: Clock, size: tuple[int, int]
) -> None:
    shelve(library, plain_deck(EVIL, 2), plain_deck(WIDE, 2))
    study(library, clock, 4, 4, 4, 4)
    study(library, clock, 2, 2, 4, 4)
    async with opened(library, size=size) as pilot:
        await pilot.press("t")
        await until(pilot, lambda: "2026" in text(pilot))
        for key in ("m", "d", "pagedown", "enter", "c", "G", "g", "?", "q"):
            await pilot.press(key)
            await pilot.pause(0.02)
            assert all(cell_len(row) <= size[0] for row in rows(pilot))
            assert not set(text(pilot)) & {"\x1b", "\u202e"}
        assert place(pilot) is StatisticsScreen
        page = await whole(pilot)
    if size[0] >= 80:
        assert "[/] [red]␛[2Jevil" in page or WIDE[:10] in page


async def test_the_range_goes_round(library: Library, clock: Clock) -> None:
    shelve(library, plain_deck("Core", 3))
    study(library, clock, 4, 4, 4)
    clock.pass_days(8 * 7)
    async with opened(library) as pilot:
        await open_figures(pilot)
        for range_, weeks in (
            ("last 26 weeks", "9 weeks"),
            ("last year", "9 weeks"),
            ("from the first answer on", "9 weeks"),
            ("last 5 weeks", "5 weeks"),
            ("last 13 weeks", "9 weeks"),
        ):
            await pilot.press("m")
            await until(pilot, lambda weeks=weeks: f"All decks, {weeks}" in text(pilot))  # type: ignore[misc]
            assert rows(pilot)[0].endswith(range_)


def test_a_range_is_said_in_words() -> None:
    assert [range_in_words(weeks) for weeks in (5, 52, None)] == [
        "last 5 weeks",
        "last year",
        "from the first answer on",
    ]
    assert [range_in_short(weeks) for weeks in (5, None)] == ["5 w", "all"]


async def test_a_deck_is_chosen_with_those_in_it(library: Library, clock: Clock) -> None:
    shelve(library, plain_deck("Core", 2), plain_deck("Core::Sales", 1), plain_deck("Old", 1))
    study(library, clock, 4, 4, 4, 4)
    async with opened(library) as pilot:
        await open_figures(pilot)
        await pilot.press("d")
        assert place(pilot) is ChooseScreen
        assert [row.strip() for row in rows(pilot)[:5]] == [
            *("Statistics of", "all decks", "Core", "Core::Sales", "Old")
        ]
        await pilot.press("j", "enter")
        await until(pilot, lambda: " Core, Core::Sales, 1 week" in text(pilot))
        assert rows(pilot)[0] == " Statistics · Core" + 48 * " " + "last 13 weeks"
        assert " 3 reviews on 1 day" in text(pilot)
        await pilot.press("d")
        assert "enter choose" in key_line(pilot)
        await pilot.press("k", "enter")
        await until(pilot, lambda: "All decks, 1 week" in text(pilot))


async def test_leaving_the_choice_changes_nothing(library: Library, clock: Clock) -> None:
    shelve(library, plain_deck("Core", 2))
    study(library, clock, 4, 4)
    async with opened(library) as pilot:
        await open_figures(pilot)
        await pilot.press("d", "j", "escape")
        assert place(pilot) is StatisticsScreen
        assert "all decks" in rows(pilot)[0]


async def test_the_numbers_are_copied_as_a_table(library: Library, clock: Clock) -> None:
    shelve(library, plain_deck("Core", 2))
    study(library, clock, 4, 4)
    async with opened(library) as pilot:
        await open_figures(pilot)
        await pilot.press("c")
        copied = pilot.app.clipboard.splitlines()
        assert copied[0] == "what\tof\tcount\tpassed"
        assert "reviews\t2026-03-02\t2" in copied
        assert status(pilot).startswith(f"copied {len(copied)} rows, by OSC 52")


async def test_the_page_scrolls_to_both_ends(library: Library, clock: Clock) -> None:
    shelve(library, plain_deck("Core", 2))
    study(library, clock, 4, 4)
    async with opened(library) as pilot:
        await open_figures(pilot)
        top = text(pilot)
        await pilot.press("j", "down", "space")
        assert text(pilot) != top
        await pilot.press("G")
        # Nothing was known before, so there is no retention yet; the hours come last.
        assert "0           6           12          18" in text(pilot)
        await pilot.press("pageup", "k", "up", "g")
        assert text(pilot) == top
        await pilot.press("end", "home")
        assert text(pilot) == top


@pytest.mark.parametrize("key", ["q", "escape", "ｑ"])
async def test_back_goes_home(library: Library, clock: Clock, key: str) -> None:
    shelve(library, plain_deck("Core", 2))
    study(library, clock, 4, 4)
    async with opened(library) as pilot:
        await open_figures(pilot, "ｔ")
        await pilot.press(key)
        assert place(pilot) is HomeScreen


@pytest.mark.parametrize("size", SIZES)
async def test_nothing_studied_says_what_comes_next(
    library: Library, size: tuple[int, int]
) -> None:
    async with opened(library, size=size) as pilot:
        await pilot.press("t")
        await until(pilot, lambda: "Nothing was" in text(pilot))
        assert "copy" not in key_line(pilot)
        page = " ".join((await whole(pilot)).split())
    if size[1] > 6:
        assert "q goes back; there a adds a posting" in page


async def test_a_deck_without_answers_says_so(library: Library, clock: Clock) -> None:
    shelve(library, plain_deck("Core", 1))
    study(library, clock, 4)
    shelve(library, plain_deck("New", 1))
    async with opened(library) as pilot:
        await open_figures(pilot)
        await pilot.press("d", "j", "j", "enter")
        await until(pilot, lambda: "Nothing was studied in this deck yet" in text(pilot))


async def test_without_colours_nothing_is_lost(
    library: Library, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelve(library, plain_deck("Core", 2))
    study(library, clock, 4, 4)
    async with opened(library) as pilot:
        await open_figures(pilot)
        await pilot.pause()
        coloured = [row[:79].rstrip() for row in rows(pilot)]  # without the scroll bar
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened(library) as pilot:
        await open_figures(pilot)
        await pilot.pause()
        assert [row[:79].rstrip() for row in rows(pilot)] == coloured
