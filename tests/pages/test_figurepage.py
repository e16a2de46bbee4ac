"""The words of the page of figures, and its widths."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from termcards.cards import CardId
from termcards.library.figures import EASES, INTERVALS, Figures, Place
from termcards.notes import Deck, DeckId
from termcards.pages.figurepage import page
from termcards.pages.figurewords import percent
from termcards.pages.lines import Line, Space, plain, wrapped
from termcards.pages.numbers import table
from termcards.pages.rows import Row, bar_rows
from termcards.plaintext import cells
from termcards.statistics import Streaks, Workload, in_bands
from termcards.storage.ledger import HardCard
from termcards.tallies import Hour, Retention, Tally, Week
from termcards.tui.widgets.pagelines import space_of

MONDAY = date(2026, 3, 2)


def some_figures(name: str, term: str) -> Figures:
    """A week with a bit of everything, of things called so."""
    kept = Retention(2000, 1800)
    tally = Tally(new=3, new_passed=2, young=4, young_passed=3, mature=5, mature_passed=5)
    deck = Deck(DeckId("d"), name)
    return Figures(
        today=MONDAY,
        since=MONDAY,
        decks=(deck,),
        streaks=Streaks(1, 12),
        tally=tally,
        weeks=(Week(MONDAY, 1, tally),),
        by_deck=(Place(DeckId("d"), name, None, None, kept), Place(None, None, None, None, kept)),
        by_posting=(
            Place(DeckId("d"), name, "p", name, kept),
            Place(DeckId("d"), name, "q", name, kept),
        ),
        map={MONDAY: 12_345},
        forecast=(1, 2000) + (0,) * 12,
        workload=Workload(1.0, 5.0, (0.1,) * 14),
        hours=tuple(Hour(hour, hour % 3 * 1000, kept) for hour in range(24)),
        hardest=(HardCard(CardId("c:recognise"), DeckId("d"), term, 9, kept),),
        intervals=in_bands({1: 2000, 30: 1}, INTERVALS),
        interval=1,
        eases=in_bands({1300: 1, 2500: 2000}, EASES),
        ease=2500,
    )


@given(
    name=st.text(min_size=1, max_size=60),
    term=st.text(min_size=1, max_size=60),
    width=st.integers(16, 130),
)
def test_no_line_is_wider_than_its_page(name: str, term: str, width: int) -> None:
    figures = some_figures(name, term)
    shell = [plain(line) for line in page(figures, Space(width, width))]
    assert max(map(cells, shell)) <= width
    screen = [plain(line) for line in page(figures, space_of(width))]
    assert max(map(cell_len, screen)) <= width
    assert not any("\x1b" in line or "\n" in line for line in (*shell, *screen))


def test_numbers_stand_under_each_other_whatever_the_names_are() -> None:
    rows = [Row("客户成功", None, "1"), Row("plain", None, "20"), Row("", None, "3")]
    assert [plain(line) for line in bar_rows(rows, 8, Space(20, 20))] == [
        "客户成功          1",
        "plain             20",
        "                  3",
    ]


def test_a_name_that_leaves_no_room_stands_over_its_number() -> None:
    def picture(room: int) -> Line:
        raise AssertionError("there is no room for one")

    rows = [Row("a name of many words", picture, "91 % of 230")]
    assert [plain(line) for line in bar_rows(rows, 10, Space(18, 18))] == [
        "a name of many wo…",
        "  91 % of 230",
    ]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("one two three", 7, ["one two", "three"]),
        ("abcdefgh", 3, ["abc", "def", "gh"]),
        ("客户成功", 5, ["客户", "成功"]),
        ("", 5, [""]),
    ],
)
def test_words_are_set_in_lines(text: str, width: int, lines: list[str]) -> None:
    assert wrapped(text, width) == lines


@pytest.mark.parametrize(
    ("passed", "shown"), [(0, 0), (1, 1), (500, 50), (996, 99), (999, 99), (1000, 100)]
)
def test_a_hundred_percent_is_said_only_where_all_passed(passed: int, shown: int) -> None:
    assert percent(Retention(1000, passed)) == shown


def test_the_table_has_a_row_for_each_number() -> None:
    rows = [line.split("\t") for line in table(some_figures("a\tb", "=1+1")).splitlines()]
    assert rows[:4] == [
        ["what", "of", "count", "passed"],
        ["decks", "a b"],
        ["from", "2026-03-02"],
        ["streak", "now", "1"],
    ]
    assert ["reviews", "2026-03-02", "12345"] in rows
    assert ["due", "2026-03-03", "2000"] in rows
    assert ["retention", "mature", "5", "5"] in rows
    assert ["interval", "21 to 60 days", "1"] in rows
    assert ["ease", "1.3", "1"] in rows
    assert ["lapses", "'=1+1 (recognise)", "9"] in rows
    assert ["deck", "in no deck now", "2000", "1800"] in rows
