"""Every command by its name: the screen's acts, those of home, the decks."""

import pytest
from textual.events import Paste

from termcards.library.home import Library
from termcards.notes import Direction
from termcards.tui.commands import Command, matching
from termcards.tui.screens.adding import AddScreen
from termcards.tui.screens.help import HelpScreen
from termcards.tui.screens.home import HomeScreen
from termcards.tui.screens.palette import PaletteScreen
from termcards.tui.screens.settings import SettingsScreen
from termcards.tui.screens.study import StudyScreen
from tests.tui.seat import (
    BILINGUAL,
    SIZES,
    TWO,
    opened,
    place,
    plain_deck,
    reviews,
    rows,
    shelve,
    status,
    text,
)
from tests.tui.test_hostile import HOSTILE, assert_harmless, hostile_deck


async def nothing() -> None:
    pass


def named(*names: str) -> list[Command]:
    return [Command(name, (), nothing) for name in names]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["bury until tomorrow", "study Core", "suspend", "study 採用・人事"]),
        ("st", ["study Core", "study 採用・人事"]),
        ("CORE  stu", ["study Core"]),
        ("採用", ["study 採用・人事"]),
        ("ｃｏｒｅ", ["study Core"]),
        ("until", ["bury until tomorrow"]),
        ("ury", ["bury until tomorrow"]),
        ("spnd", ["suspend"]),
        ("nothing of this", []),
        ("[/]", []),
    ],
)
def test_commands_are_found_by_words_and_by_scattered_letters(query: str, found: list[str]) -> None:
    commands = named("bury until tomorrow", "study Core", "suspend", "study 採用・人事")
    assert [command.name for command in matching(commands, query)] == found


def test_words_come_before_what_only_has_them_in_it() -> None:
    commands = named("unmark", "mark", "map a dark road")
    assert [c.name for c in matching(commands, "mark")] == ["mark", "unmark", "map a dark road"]


async def test_an_act_of_the_screen_is_done_there(library: Library) -> None:
    decks = shelve(library, TWO)
    async with opened(library, study=decks) as pilot:
        await pilot.press("ctrl+p")
        assert place(pilot) is PaletteScreen
        assert "undo (also after the last card)" in text(pilot)
        await pilot.press(*"mark", "enter")
        await pilot.pause()
        assert place(pilot) is StudyScreen
        assert status(pilot).startswith("marked")


async def test_a_grade_is_given_by_its_name(library: Library) -> None:
    decks = shelve(library, TWO)
    async with opened(library, study=decks) as pilot:
        await pilot.press("space", "ctrl+p", *"hard", "enter")
        await pilot.pause()
    assert reviews(library) == [("EMEA:recognise", 3)]


async def test_only_what_can_be_done_now_is_offered(library: Library) -> None:
    decks = shelve(library, TWO)
    async with opened(library, study=decks, size=(120, 40)) as pilot:
        await pilot.press("ctrl+p")
        names = [row.strip() for row in rows(pilot)]
        assert not any(name.startswith(("next sentence", "red", "translation")) for name in names)
        assert any(name.startswith("show the answer, then Good") for name in names)


async def test_a_deck_is_studied_from_anywhere(library: Library) -> None:
    decks = shelve(library, TWO, BILINGUAL, plain_deck("Core vocabulary::More", 1))
    async with opened(library, study=decks[:1]) as pilot:
        await pilot.press("ctrl+p", *"study core voc", "enter")
        await pilot.pause()
        assert place(pilot) is StudyScreen
        assert rows(pilot)[0].startswith(" Core vocabulary")
        assert rows(pilot)[0].endswith("new 3  learn 0  due 0")
        await pilot.press("q")
        assert place(pilot) is HomeScreen
        await pilot.press("ctrl+p", *"two", "enter")
        await pilot.pause()
        assert rows(pilot)[0].startswith(" Two")


async def test_the_acts_of_home_are_there_elsewhere(library: Library) -> None:
    decks = shelve(library, TWO)
    async with opened(library, study=decks) as pilot:
        await pilot.press("ctrl+p", *"home add from", "enter")
        await pilot.pause()
        assert place(pilot) is AddScreen
        await pilot.press("escape")
        assert place(pilot) is HomeScreen


async def test_settings_come_back_to_where_they_were_opened(library: Library) -> None:
    decks = shelve(library, TWO)
    async with opened(library, study=decks) as pilot:
        await pilot.press("space", "ctrl+p", *"settings", "enter")
        await pilot.pause()
        assert place(pilot) is SettingsScreen
        await pilot.press("q")
        assert place(pilot) is StudyScreen
        assert "3 Good" in text(pilot)


async def test_what_is_being_written_is_not_left(library: Library) -> None:
    shelve(library, TWO)
    async with opened(library) as pilot:
        await pilot.press("a", *"draft", "ctrl+p")
        assert "study Two" not in text(pilot)
        assert "read it" in text(pilot)
        await pilot.press("escape")
        assert "draft" in text(pilot)


async def test_a_field_keeps_its_answer_behind_the_palette(library: Library) -> None:
    decks = shelve(library, plain_deck("Typed", 1, (Direction.TYPE,)))
    async with opened(library, study=decks) as pilot:
        await pilot.press(*"Ty", "ctrl+p", "escape", *"ped")
        assert "› Typed" in text(pilot)


async def test_escape_and_ctrl_p_leave(library: Library) -> None:
    shelve(library, TWO)
    async with opened(library) as pilot:
        for key in ("escape", "ctrl+p"):
            await pilot.press("ctrl+p", "x", key)
            assert place(pilot) is HomeScreen
        await pilot.press("?", "ctrl+p", "escape")
        assert place(pilot) is HelpScreen


async def test_nothing_is_done_where_nothing_is_found(library: Library) -> None:
    shelve(library, TWO)
    async with opened(library) as pilot:
        await pilot.press("ctrl+p", *"zzz", "enter")
        assert status(pilot) == "nothing goes by that name"
        await pilot.press("backspace", "backspace", "backspace", *"help", "down", "up")
        assert place(pilot) is PaletteScreen


@pytest.mark.parametrize("size", SIZES)
async def test_every_key_at_every_size(library: Library, size: tuple[int, int]) -> None:
    shelve(library, TWO, BILINGUAL)
    async with opened(library, size=size) as pilot:
        await pilot.press("ctrl+p")
        for key in [*["down"] * 20, *["up"] * 3, "pagedown", "pageup", *"study", "left", "right"]:
            await pilot.press(key)
            shown = rows(pilot)
            assert len(shown) == size[1]
            assert all(len(row) <= size[0] for row in shown)
        await pilot.press("enter")
        await pilot.pause()
        assert place(pilot) is StudyScreen


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_decks_are_named_and_studied(library: Library, size: tuple[int, int]) -> None:
    shelve(library, hostile_deck(Direction.RECOGNISE), TWO)
    async with opened(library, size=size) as pilot:
        await pilot.press("ctrl+p")
        assert_harmless(pilot)
        await pilot.press(*"study", "down")
        assert_harmless(pilot)
        for words in HOSTILE[:7]:
            pilot.app.post_message(Paste(words))
            await pilot.pause()
            assert_harmless(pilot)
        await pilot.press("ctrl+u", *"hostile")
        await pilot.press("enter")
        await pilot.pause()
        assert place(pilot) is StudyScreen
        assert_harmless(pilot)


async def test_a_row_is_clicked(library: Library) -> None:
    shelve(library, TWO)
    async with opened(library) as pilot:
        await pilot.press("ctrl+p", *"two")
        at = next(n for n, row in enumerate(rows(pilot)) if "study Two" in row)
        await pilot.click(offset=(5, at))
        await pilot.pause()
        assert place(pilot) is StudyScreen


def test_commands_are_found_in_english_too_where_an_input_method_is_off() -> None:
    commands = [Command("统计", (), nothing, "statistics"), Command("study 统计", (), nothing)]
    assert [command.name for command in matching(commands, "stat")] == ["统计"]
    assert [command.name for command in matching(commands, "统计")] == ["统计", "study 统计"]
