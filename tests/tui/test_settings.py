"""The settings screen: every change is saved at once, shown, and taken back."""

import pytest

from termcards.library import configuring
from termcards.library.home import Library
from termcards.library.settinglist import CHOICES, defaults, setting
from termcards.settings import Borders, Grades, Preset, Settings, Translation
from termcards.tui.changeable import CHANGEABLE
from termcards.tui.screens.home import HomeScreen
from termcards.tui.screens.settings import SettingsScreen
from termcards.tui.screens.study import StudyScreen
from tests.tui.seat import (
    SIZES,
    TWO,
    key_line,
    opened,
    place,
    reviews,
    rows,
    shelve,
    status,
    text,
)

KEYS = [one.key for one in CHANGEABLE]


def go_to(key: str) -> list[str]:
    return ["comma", *["j"] * KEYS.index(key)]


def written(library: Library) -> str:
    return (library.folder / "config.yaml").read_text(encoding="utf-8")


BEFORE = "new_cards_per_day: 100\n"


@pytest.mark.parametrize(
    ("key", "keys", "line", "told"),
    [
        ("reviews_per_day", ["right"], "reviews_per_day: 210\n", "reviews a day: 210"),
        ("reviews_per_day", ["left", "left"], "reviews_per_day: 180\n", "reviews a day: 180"),
        ("day_starts_at", ["right"], "day_starts_at: 05:00\n", "a day starts at: 05:00"),
        ("grades", ["enter"], "grades: two\n", "grades: two · from the next card on"),
        ("grades", ["h"], "grades: exact\n", "grades: six, as in SM-2 · from the next card on"),
        ("space_grades", ["space"], "space_grades: false\n", "space grades: no"),
        ("translation", ["l"], "translation: with the answer\n", "translation: with the answer"),
        ("level", ["right"], "level: C1\n", "your English: C1"),
        ("scheduler", ["right"], "scheduler: fsrs\n", "scheduler: FSRS"),
        ("theme", ["right"], "theme: textual-dark\n", "theme: textual-dark"),
        ("theme", ["left"], "theme: tokyo-night\n", "theme: tokyo-night"),
        ("borders", ["right"], "borders: ascii\n", "lines and bars: ASCII"),
        ("mouse", ["right"], "mouse: false\n", "mouse: no · at the next start"),
        ("language", ["right"], "language: en\n", "language: English · at the next start"),
        ("keys.preset", ["right"], "keys:\n  preset: left-hand\n", "keys: left hand"),
    ],
)
async def test_a_change_is_saved_at_once_and_taken_back(
    library: Library, key: str, keys: list[str], line: str, told: str
) -> None:
    shelve(library, TWO)
    async with opened(library) as pilot:
        await pilot.press(*go_to(key), *keys)
        assert written(library) == BEFORE + line
        undo = "w" if key == "keys.preset" else "u"
        assert (
            status(pilot)
            .replace("..", "·")
            .startswith(told.replace(" · ", " . ") if key == "borders" else told)
        )
        assert status(pilot).endswith(f"{undo} undoes")
        for _ in keys if key == "reviews_per_day" else [1]:
            await pilot.press(undo)
        assert status(pilot) == f"took back a setting: {key}"
        assert written(library) == BEFORE
        assert setting(library, key).value == defaults()[key]


def test_every_setting_is_shown_with_what_it_is() -> None:
    assert set(KEYS) <= set(defaults())
    assert set(CHOICES) <= set(defaults())
    assert all(one.name and one.about for one in CHANGEABLE)


async def test_a_number_is_written(library: Library) -> None:
    shelve(library, TWO)
    async with opened(library) as pilot:
        await pilot.press("comma", "enter", *"25", "enter")
        assert written(library) == "new_cards_per_day: 25\n"
        assert library.settings.limits.new == 25
        await pilot.press("enter", *"no", "enter")
        assert status(pilot) == 'new_cards_per_day: "no" is not a number, such as 10'
        await pilot.press("enter", *"7u", "escape", "j", "enter", "enter")
        assert written(library) == "new_cards_per_day: 25\n"
        await pilot.press("k", "backspace")
        assert status(pilot) == "new cards a day: 10 · u undoes"
        assert not (library.folder / "config.yaml").exists() or written(library) == ""
        await pilot.press("u", "u", "u")
        assert status(pilot) == "nothing to take back"
        assert written(library) == BEFORE


async def test_a_time_is_written_and_checked(library: Library) -> None:
    shelve(library, TWO)
    async with opened(library) as pilot:
        await pilot.press(*go_to("day_starts_at"), "enter", *"03", "colon", *"30", "enter")
        assert status(pilot) == "a day starts at: 03:30 · u undoes"
        await pilot.press("enter", *"13", "colon", *"00", "enter")
        assert status(pilot).startswith('day_starts_at: "13:00" is not a time before noon')
        await pilot.press("escape", *["right"] * 12)
        assert status(pilot) == "a day starts at: 11:00 · u undoes"


@pytest.mark.parametrize(
    ("line", "key", "then"),
    [
        ("level: b2\n", "level", "level: C1\n"),
        ("mouse: TRUE\n", "mouse", "mouse: false\n"),
        ("day_starts_at: 3:30\n", "day_starts_at", "day_starts_at: 04:00\n"),
        ("theme:\n", "theme", "theme: textual-dark\n"),
    ],
)
async def test_a_value_written_in_ones_own_way_is_known(
    library: Library, line: str, key: str, then: str
) -> None:
    shelve(library, TWO)
    (library.folder / "config.yaml").write_text(line, encoding="utf-8")
    library.reload_settings()
    async with opened(library) as pilot:
        await pilot.press(*go_to(key), "right")
        assert written(library) == then


@pytest.mark.parametrize("size", SIZES)
async def test_every_key_at_every_size(library: Library, size: tuple[int, int]) -> None:
    shelve(library, TWO)
    async with opened(library, size=size) as pilot:
        await pilot.press("comma")
        assert place(pilot) is SettingsScreen
        for key in [
            *("enter", "escape", "right", "left", "l", "h", "backspace", "j", "down", "enter"),
            *("escape", "k", "up", "pagedown", "pageup", *["j"] * 20, "right", "u", "delete"),
            *("enter", "space", "w", "u"),
        ]:
            await pilot.press(key)
            shown = rows(pilot)
            assert len(shown) == size[1]
            assert all(len(row) <= size[0] for row in shown)
        await pilot.press("?", "q", "q")
        assert place(pilot) is HomeScreen


@pytest.mark.parametrize("size", SIZES[:3])
async def test_the_row_under_the_cursor_stays_in_sight(
    library: Library, size: tuple[int, int]
) -> None:
    shelve(library, TWO)
    async with opened(library, size=size) as pilot:
        await pilot.press("comma", *["j"] * len(KEYS))
        assert any("keys" in row and "‹ as usual ›" in row for row in rows(pilot))
        await pilot.press(*["k"] * len(KEYS))
        assert any("‹ 100 ›" in row for row in rows(pilot))


async def test_a_theme_holds_at_once_and_its_undo_too(library: Library) -> None:
    shelve(library, TWO)
    async with opened(library) as pilot:
        before = pilot.app.theme
        await pilot.press(*go_to("theme"), "right", "right")
        assert pilot.app.theme == "textual-light"
        await pilot.press("u", "u")
        assert pilot.app.theme == before


async def test_borders_hold_at_once_on_every_screen(library: Library) -> None:
    shelve(library, TWO)
    async with opened(library, size=(120, 40)) as pilot:
        assert "·" in text(pilot)
        await pilot.press(*go_to("borders"), "right")
        await pilot.pause()
        assert text(pilot).isascii()
        await pilot.press("q")
        assert text(pilot).isascii()
        await pilot.press("enter", "space", "i", "q", "?", "q", "ctrl+p")
        assert text(pilot).isascii()
        await pilot.press("escape", "q", "comma", "pagedown", "right")
        await pilot.pause()
        assert "‹" in text(pilot)


async def test_keys_hold_at_once_on_the_screens_below(library: Library) -> None:
    shelve(library, TWO)
    async with opened(library, size=(120, 40)) as pilot:
        await pilot.press(*go_to("keys.preset"), "right")
        assert "w undo" in key_line(pilot)
        await pilot.press("q")
        assert "w undo" in key_line(pilot)
        await pilot.press("w")
        assert status(pilot) == "took back a setting: keys.preset"
        assert "u undo" in key_line(pilot)


async def test_limits_hold_at_once(library: Library) -> None:
    shelve(library, TWO)
    async with opened(library) as pilot:
        assert "2 new today" in text(pilot)
        await pilot.press("comma", "enter", "1", "enter", "q")
        assert "1 new today" in text(pilot)
        await pilot.press("u")
        assert "2 new today" in text(pilot)


async def test_a_setting_is_taken_back_in_a_sitting(library: Library) -> None:
    decks = shelve(library, TWO)
    configuring.change(library, "grades", ["exact"])
    async with opened(library, study=decks) as pilot:
        await pilot.press("u")
        assert place(pilot) is StudyScreen
        assert status(pilot) == "took back a setting: grades"
        await pilot.press("space", "4")
        assert reviews(library)[1:] == [("EMEA:recognise", 5)]


async def test_a_file_that_cannot_be_changed_is_left_and_told(library: Library) -> None:
    shelve(library, TWO)
    path = library.folder / "config.yaml"
    path.write_text("{new_cards_per_day: 100}\n", encoding="utf-8")
    async with opened(library) as pilot:
        await pilot.press(*go_to("grades"), "right")
        assert status(pilot).startswith("config.yaml:1: settings in braces take no more; edit this")
        path.write_text("grades: [\n", encoding="utf-8")
        await pilot.press("right")
        assert status(pilot).startswith("config.yaml:2: this is not YAML")
        await pilot.press("j", "q")
        assert place(pilot) is HomeScreen


async def test_rows_are_clicked(library: Library) -> None:
    shelve(library, TWO)
    async with opened(library) as pilot:
        await pilot.press("comma")
        at = next(n for n, row in enumerate(rows(pilot)) if "grades" in row)
        await pilot.click(offset=(3, at))
        assert written(library) == BEFORE
        await pilot.click(offset=(3, at))
        assert written(library) == BEFORE + "grades: two\n"


async def test_all_that_is_there_is_at_its_beginning_what_it_is_for_everybody(
    library: Library,
) -> None:
    shelve(library, TWO)
    path = library.folder / "config.yaml"
    path.unlink()
    library.reload_settings()
    assert library.settings == Settings()
    assert (library.settings.grading.grades, library.settings.look.borders) == (
        Grades.FOUR,
        Borders.UNICODE,
    )
    assert library.settings.translation is Translation.ON_REQUEST
    assert library.settings.keys.preset is Preset.DEFAULT
    async with opened(library) as pilot:
        await pilot.press("comma")
        assert [row.rstrip(" ‹›").split("  ")[-1].strip(" ‹›") for row in rows(pilot)[1:15]] == [
            "10",
            "200",
            "04:00",
            "four",
            "yes",
            "yes",
            "on request",
            "B2",
            "SM-2",
            "what suits the terminal",
            "drawn",
            "yes",
            "that of your environment",
            "as usual",
        ]


async def test_a_value_that_is_refused_stays_to_be_mended(library: Library) -> None:
    async with opened(library) as pilot:
        await pilot.press(*go_to("day_starts_at"), "enter", *"13", "colon", *"30", "enter")
        assert status(pilot).startswith('day_starts_at: "13:30" is not a time before noon')
        assert any(row.strip() == "› 13:30" for row in rows(pilot))
        assert key_line(pilot) == ""
        assert written(library) == BEFORE
        await pilot.press("home", "delete", "0", "enter")
        assert status(pilot) == "a day starts at: 03:30 · u undoes"
        assert written(library) == f"{BEFORE}day_starts_at: 03:30\n"
        assert not any(row.strip().startswith("› ") for row in rows(pilot))
        await pilot.press("enter", "x", "enter", "escape", "q")
        assert place(pilot) is HomeScreen
    assert written(library) == f"{BEFORE}day_starts_at: 03:30\n"
