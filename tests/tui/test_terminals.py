import pytest
from textual.events import Paste

from termcards.library.home import Library
from termcards.tui.screens.help import HelpScreen
from termcards.tui.screens.home import HomeScreen
from termcards.tui.screens.study import StudyScreen
from termcards.tui.widgets.cardview import CardView
from tests.tui.seat import (
    BILINGUAL,
    LONG,
    SIZES,
    TWO,
    background,
    opened,
    place,
    reviews,
    rows,
    shelve,
    status,
    text,
)


@pytest.mark.parametrize("size", SIZES)
async def test_study_fits_every_terminal(library: Library, size: tuple[int, int]) -> None:
    decks = shelve(library, BILINGUAL, LONG)
    async with opened(library, study=decks, size=size) as pilot:
        for keys in (["space"], ["t", "s"], ["3"], ["space"], ["4"], ["space"], ["pagedown"]):
            await pilot.press(*keys)
            shown = rows(pilot)
            assert len(shown) == size[1]
            assert all(len(row) <= size[0] for row in shown)
            assert shown[-1].endswith("? help")


@pytest.mark.parametrize(
    ("size", "buttons"),
    [
        ((40, 20), [" 1Again    2Hard     3Good     4Easy", "  ↻ 1 d     ↻ 1 d     1 d       1 d"]),
        ((60, 11), [" 1Again ↻ 1 d   2Hard ↻ 1 d   3Good 1 d   4Easy 1 d"]),
        ((39, 20), [" 1Again  2Hard  3Good  4Easy"]),
        ((20, 6), [" 1  2  3  4"]),
    ],
)
async def test_small_terminals_have_smaller_buttons(
    library: Library, size: tuple[int, int], buttons: list[str]
) -> None:
    decks = shelve(library, TWO)
    async with opened(library, study=decks, size=size) as pilot:
        await pilot.press("space")
        shown = [row for row in rows(pilot)[:-1] if row]
        assert shown[-len(buttons) :] == buttons


async def test_the_smallest_terminals_have_the_card_and_the_keys(library: Library) -> None:
    decks = shelve(library, TWO)
    async with opened(library, study=decks, size=(19, 5)) as pilot:
        assert rows(pilot) == [" EMEA", "", "", "", " space show  ? help"]
        await pilot.press("space", "3")
        assert rows(pilot)[0] == " churn"


@pytest.mark.parametrize("size", [(1, 1), (2, 2), (5, 1), (3, 10)])
async def test_a_terminal_of_no_use_is_no_error(library: Library, size: tuple[int, int]) -> None:
    decks = shelve(library, BILINGUAL)
    async with opened(library, study=decks, size=size) as pilot:
        await pilot.press("space", "s", "3", "space", "3", "u", "?", "q", "q")
        assert place(pilot) is HomeScreen
    assert [quality for _, quality in reviews(library)] == [4, 4, -1]


async def test_buttons_are_pressed_with_the_mouse(library: Library) -> None:
    decks = shelve(library, TWO)
    async with opened(library, study=decks) as pilot:
        await pilot.click(offset=(5, 19))
        assert "3 Good" in text(pilot)
        await pilot.click(offset=(rows(pilot)[19].index("Hard"), 20))
        assert reviews(library) == [("EMEA:recognise", 3)]
        await pilot.click(offset=(79, 19))
        assert "3 Good" in text(pilot)
        await pilot.click(offset=(78, 19))
        assert len(reviews(library)) == 1


async def test_paste_is_no_grade(library: Library) -> None:
    decks = shelve(library, TWO)
    async with opened(library, study=decks) as pilot:
        await pilot.press("space")
        pilot.app.post_message(Paste("3333 u q"))
        await pilot.pause()
        assert status(pilot) == "pasted text is not read here; it goes into / or a"
    assert reviews(library) == []


async def test_selected_text_is_copied(library: Library) -> None:
    decks = shelve(library, BILINGUAL)
    async with opened(library, study=decks) as pilot:
        view = pilot.app.screen.query_one(CardView)
        await pilot.mouse_down(offset=(2, 3))
        await pilot.hover(offset=(7, 3))
        await pilot.mouse_up(offset=(7, 3))
        assert pilot.app.screen.selections.keys() == {view}
        assert background(pilot, 3, 3) != background(pilot, 20, 3)
        await pilot.press("ctrl+c")
        assert pilot.app.clipboard == "spaced"
        assert status(pilot) == "copied"


async def test_the_help_names_the_keys_of_study_and_gives_the_card_back(
    library: Library,
) -> None:
    decks = shelve(library, TWO)
    async with opened(library, study=decks) as pilot:
        await pilot.press("space", "？")
        assert place(pilot) is HelpScreen
        shown = [row.strip() for row in rows(pilot)]
        assert shown[0] == "Keys · Study"
        assert "space enter  show the answer, then Good" in shown
        assert "1 2 3 4  Again, Hard, Good, Easy" in shown
        assert "j ↓ k ↑ pgdn pgup  scroll" in shown
        await pilot.press("3", "u", "q")
        assert place(pilot) is StudyScreen
        assert "3 Good" in text(pilot)
    assert reviews(library) == []


async def test_a_help_that_does_not_fit_scrolls(library: Library) -> None:
    decks = shelve(library, TWO)
    async with opened(library, study=decks, size=(40, 12)) as pilot:
        await pilot.press("?")
        assert "shift+drag" not in text(pilot)
        await pilot.press("pagedown", "j", "space", *["pagedown"] * 8)
        assert "shift+drag selects text as your" in text(pilot)
        await pilot.press("k", *["pageup"] * 12)
        assert "Answer" in text(pilot)


async def test_the_help_begins_with_what_is_done_most(library: Library) -> None:
    decks = shelve(library, BILINGUAL)
    async with opened(library, study=decks) as pilot:
        for _ in range(2):  # on the question, and on the answer
            await pilot.press("?")
            shown = [row.strip() for row in rows(pilot)]
            assert shown[1:3] == ["Answer", "space enter  show the answer, then Good"]
            assert shown.index("1 2 3 4  Again, Hard, Good, Easy") < shown.index(
                "r  save what was not saved"
            )
            await pilot.press("q", "space")
