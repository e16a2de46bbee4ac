"""Bars, columns and the map of days."""

from datetime import date

from termcards.pages.lines import plain
from termcards.pages.pictures import bar, columns, filled, legend, map_rows, month_row
from termcards.statistics import Activity

MAP = Activity(
    date(2026, 2, 23),
    (1, 2, 3, 4),
    ((0, 4, 1), *[(2, 3, None)] * 6),
)


def test_pictures_are_plain_characters() -> None:
    assert (bar(1, 100, 10), bar(5, 10, 10), bar(0, 10, 10)) == ("█", "█████", "")
    assert plain(filled(0.75, 8)) == "██████░░"


def test_a_column_is_as_high_as_its_share_of_the_highest() -> None:
    assert plain(columns((0, 1, 8, 4), 2)) == "··▁▁██▄▄"
    assert plain(columns((0, 1, 8, 4), 2, gap=1)) == "·· ▁▁ ██ ▄▄"
    assert plain(columns((), 2)) == ""


def test_the_map_has_a_row_a_weekday() -> None:
    assert [plain(row) for row in map_rows(MAP, 1)] == [
        *("Mon ·█░", "    ▒▓", "Wed ▒▓", "    ▒▓", "Fri ▒▓", "    ▒▓", "Sun ▒▓"),
    ]
    assert plain(next(iter(map_rows(MAP, 2)))) == "Mon ··██░░"


def test_a_month_is_named_where_there_is_room() -> None:
    assert month_row(MAP, 1) == "Feb"
    weeks = Activity(date(2026, 2, 23), (1,), ((0,) * 6,) * 7)
    assert month_row(weeks, 1) == "Feb"
    assert month_row(weeks, 2) == "Feb"
    assert month_row(weeks, 4) == "Feb Mar"


def test_the_legend_has_the_shades_there_are() -> None:
    assert plain(legend(MAP, 2)) == "less ·· ░░ ▒▒ ▓▓ ██ more"
    assert plain(legend(Activity(MAP.first, (1, 9), MAP.rows), 1)) == "less · ░ ▒ more"
