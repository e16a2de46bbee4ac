"""Two buttons, four, or SM-2's six: what is shown, pressed, clicked and stored."""

from datetime import date

import pytest

from termcards.library.home import Library
from termcards.library.studying import Choice
from termcards.log import Schedule
from termcards.notes import Deck, Direction
from termcards.settings import Grades, Grading
from termcards.tui.widgets.grades import Row, listed, one_row, rows
from termcards.tui.wording import BUTTONS, EXACT, buttons_of, grade_name, nearest
from tests.tui.seat import (
    BILINGUAL,
    SIZES,
    TWO,
    Stopwatch,
    key_line,
    opened,
    plain_deck,
    reviews,
    shelve,
    status,
    text,
)
from tests.tui.seat import rows as shown_rows

DUE = date(2026, 3, 3)


def choices(*intervals: int) -> list[Choice]:
    return [
        Choice(quality, Schedule(DUE, interval, 1, 0, 2500), quality < 4)
        for quality, interval in enumerate(intervals)
    ]


SIX = Row(choices(1, 1, 1, 15, 999, 36500), EXACT)


def config(library: Library, text: str) -> None:
    (library.folder / "config.yaml").write_text(f"new_cards_per_day: 100\n{text}", encoding="utf-8")
    library.reload_settings()


def typed_deck() -> Deck:
    return plain_deck("Typed", 2, (Direction.TYPE,))


@pytest.mark.parametrize(
    ("grading", "keys", "qualities"),
    [
        (Grading(), ["1", "2", "3", "4"], [2, 3, 4, 5]),
        (Grading(Grades.TWO), ["1", "space"], [2, 4]),
        (Grading(Grades.TWO, space_grades=False), ["1", "3"], [2, 4]),
        (Grading(Grades.EXACT), ["0", "1", "2", "3", "4", "5"], [0, 1, 2, 3, 4, 5]),
    ],
)
def test_each_way_of_grading_has_its_buttons(
    grading: Grading, keys: list[str], qualities: list[int]
) -> None:
    buttons = buttons_of(grading)
    assert [button.key for button in buttons] == keys
    assert [button.quality for button in buttons] == qualities


@pytest.mark.parametrize(
    ("grades", "suggested", "meant"),
    [
        (Grades.TWO, 2, 2),
        (Grades.TWO, 3, 4),
        (Grades.TWO, 4, 4),
        (Grades.FOUR, 3, 3),
        (Grades.EXACT, 3, 3),
    ],
)
def test_a_suggestion_is_one_of_the_buttons(grades: Grades, suggested: int, meant: int) -> None:
    assert nearest(suggested, buttons_of(Grading(grades))) == meant


def test_exact_qualities_are_numbers_and_not_names() -> None:
    assert grade_name(4, Grades.EXACT) == "quality 4"
    assert grade_name(4, Grades.TWO) == "Good"


def test_six_buttons_are_listed_with_what_they_stand_for() -> None:
    assert [line.plain.rstrip() for line in listed(SIX, 76)] == [
        "  0  complete blackout                                      ↻ 1 d    2.50",
        "  1  wrong, the right answer remembered once seen           ↻ 1 d    2.50",
        "  2  wrong, the right answer seemed easy to recall          ↻ 1 d    2.50",
        "  3  right, with serious difficulty                         ↻ 15 d   2.50",
        "  4  right, after a hesitation                              999 d    2.50",
        "  5  perfect                                                36500 d  2.50",
    ]


def test_six_buttons_are_digits_and_intervals_where_there_is_little_room() -> None:
    assert [line.plain.rstrip() for line in rows(SIX, 40)] == [
        " 0     1     2     3     4     5",
        " ↻1d   ↻1d   ↻1d   ↻15d  999d  99.9y",
    ]
    assert one_row(SIX, 60).plain == " 0 ↻1d   1 ↻1d   2 ↻1d   3 ↻15d   4 999d   5 99.9y"
    assert one_row(SIX, 30).plain == " 0  1  2  3  4  5"
    assert one_row(SIX, 12).plain == " 0 1 2 3 4 5"
    assert one_row(SIX, 11).plain == "0 1 2 3 4 5"
    assert one_row(SIX, 8).plain == "0 1 2 3…"


def test_intervals_can_be_left_out() -> None:
    four = Row(choices(1, 1, 1, 1, 1, 1)[2:], BUTTONS, has_intervals=False)
    assert [line.plain.split() for line in rows(four, 76)] == [
        ["1", "Again", "2", "Hard", "3", "Good", "4", "Easy"]
    ]
    assert one_row(four, 60).plain == " 1Again   2Hard   3Good   4Easy"
    assert all(
        line.plain.rstrip()[-1].isalpha()
        for line in listed(Row(SIX.choices, EXACT, has_intervals=False), 76)
    )


@pytest.mark.parametrize("quality", range(6))
async def test_an_exact_digit_stores_itself(library: Library, quality: int) -> None:
    decks = shelve(library, TWO)
    config(library, "grades: exact\n")
    async with opened(library, study=decks) as pilot:
        await pilot.press(str(quality))
        assert status(pilot) == "space shows the answer first"
        await pilot.press("space", str(quality))
        assert status(pilot).startswith(f"quality {quality}, ")
    assert reviews(library) == [("EMEA:recognise", quality)]


async def test_space_is_four_in_exact_and_its_key_line_says_so(library: Library) -> None:
    decks = shelve(library, TWO)
    config(library, "grades: exact\n")
    async with opened(library, study=decks) as pilot:
        await pilot.press("space")
        assert key_line(pilot).startswith("space 4  ")
        await pilot.press("space")
    assert reviews(library) == [("EMEA:recognise", 4)]


async def test_of_two_buttons_there_are_two(library: Library) -> None:
    decks = shelve(library, TWO)
    config(library, "grades: two\n")
    async with opened(library, study=decks) as pilot:
        await pilot.press("space", "2", "4")
        assert reviews(library) == []
        [line] = [row for row in shown_rows(pilot) if "Again" in row]
        assert line.split() == ["1", "Again", "space", "Good"]
        await pilot.press("1", "space", "space")
        assert [quality for _, quality in reviews(library)] == [2, 4]
        await pilot.press("?")
        assert "1  Again" in text(pilot)
        assert "3  Good" in text(pilot)
        assert "Hard" not in text(pilot)


async def test_the_help_has_the_six_with_their_sentences(library: Library) -> None:
    decks = shelve(library, TWO)
    config(library, "grades: exact\n")
    async with opened(library, study=decks, size=(120, 40)) as pilot:
        await pilot.press("?")
        assert "0  complete blackout" in text(pilot)
        assert "Again, Hard" not in text(pilot)


async def test_space_may_only_show(library: Library) -> None:
    decks = shelve(library, TWO)
    config(library, "space_grades: false\n")
    async with opened(library, study=decks) as pilot:
        await pilot.press("space", "space", "enter")
        assert reviews(library) == []
        assert "good" not in key_line(pilot)
        await pilot.press("3")
        assert reviews(library) == [("EMEA:recognise", 4)]


@pytest.mark.parametrize(("hold", "expected"), [(0, [4]), (200, []), (2000, [])])
async def test_the_time_in_which_space_is_held_can_be_set(
    library: Library, stopwatch: Stopwatch, hold: int, expected: list[int]
) -> None:
    decks = shelve(library, TWO)
    config(library, f"hold_time: {hold}\n")
    stopwatch.step = 0.05
    async with opened(library, study=decks, stopwatch=stopwatch) as pilot:
        await pilot.press("space", "space")
        assert [quality for _, quality in reviews(library)] == expected


async def test_a_translation_may_come_with_the_answer(library: Library) -> None:
    decks = shelve(library, BILINGUAL)
    config(library, "translation: with the answer\n")
    async with opened(library, study=decks) as pilot:
        assert "团队依靠间隔重复。" not in text(pilot)
        await pilot.press("space")
        assert "团队依靠间隔重复。" in text(pilot)
        await pilot.press("t")
        assert "团队依靠间隔重复。" not in text(pilot)


async def test_intervals_may_be_hidden(library: Library) -> None:
    decks = shelve(library, TWO)
    config(library, "show_intervals: false\n")
    async with opened(library, study=decks) as pilot:
        await pilot.press("space")
        assert "3 Good" in text(pilot)
        assert "1 d" not in text(pilot)
        assert "ease" not in text(pilot)


@pytest.mark.parametrize("grades", Grades)
@pytest.mark.parametrize("size", SIZES)
async def test_a_click_on_a_button_grades(
    library: Library, grades: Grades, size: tuple[int, int]
) -> None:
    decks = shelve(library, TWO)
    config(library, f"grades: {grades}\n")
    first = {"four": "1", "two": "1", "exact": "0"}[grades]
    last = {"four": "4", "two": "space", "exact": "5"}[grades]
    async with opened(library, study=decks, size=size) as pilot:
        for sign in (first, last):
            await pilot.press("space")
            shown = shown_rows(pilot)
            at = max(n for n, row in enumerate(shown[:-1]) if f" {sign}" in row)
            await pilot.click(offset=(shown[at].index(f" {sign}") + 1, at))
        assert [quality for _, quality in reviews(library)] == [
            {"0": 0, "1": 2}[first],
            {"4": 5, "5": 5, "space": 4}[last],
        ]


@pytest.mark.parametrize("size", SIZES)
async def test_six_buttons_fit_every_terminal(library: Library, size: tuple[int, int]) -> None:
    decks = shelve(library, BILINGUAL)
    config(library, "grades: exact\n")
    async with opened(library, study=decks, size=size) as pilot:
        for key in ("space", "t", "5", "space", "0", "u"):
            await pilot.press(key)
            shown = shown_rows(pilot)
            assert len(shown) == size[1]
            assert all(len(row) <= size[0] for row in shown)


async def test_what_is_typed_suggests_one_of_two(library: Library) -> None:
    decks = shelve(library, typed_deck())
    config(library, "grades: two\n")
    async with opened(library, study=decks) as pilot:
        await pilot.press(*"Typd 00".replace(" ", ""), "enter", "enter")
        assert [quality for _, quality in reviews(library)] == [4]


async def test_grades_change_at_the_next_card(library: Library) -> None:
    decks = shelve(library, TWO)
    async with opened(library, study=decks) as pilot:
        await pilot.press("space")
        config(library, "grades: exact\n")
        await pilot.press("4")
        assert reviews(library) == [("EMEA:recognise", 5)]
        await pilot.press("space", "4")
        assert reviews(library)[1] == ("churn:recognise", 4)
