"""Pictures in plain characters: bars, columns and a map of days."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby

from termcards.language import tr
from termcards.pages.lines import Line, Piece, Tone
from termcards.plaintext import cells as width
from termcards.plaintext import filled_up
from termcards.statistics import Activity

BAR, REST = "█", "░"
COLUMNS = "▁▂▃▄▅▆▇█"
NOTHING = "·"
SHADES = "·░▒▓█"
MAP_LABEL = 4
"""Columns for the names of the days beside the map."""
TONES = (Tone.FAINT, Tone.SHADE_1, Tone.SHADE_2, Tone.SHADE_3, Tone.SHADE_4)


def bar(count: float, highest: float, width: int) -> str:
    """As long as the count's share of the highest; never nothing for something."""
    if count <= 0 or highest <= 0:
        return ""
    return BAR * max(1, round(width * count / highest))


def filled(share: float, width: int) -> Line:
    """A bar of the whole width, filled by a share from 0 to 1."""
    full = round(width * share)
    return (Piece(BAR * full, Tone.BAR), Piece(REST * (width - full), Tone.FAINT))


def columns(counts: Sequence[int], cells: int, gap: int = 0) -> Line:
    """A row of columns, each so many cells wide, as high as the share of the highest count."""
    highest = max(counts, default=0)
    pieces = [Piece(_column(count, highest) * cells, _tone_of(count)) for count in counts]
    blank = Piece(" " * gap)
    return tuple(piece for pair in pieces for piece in (pair, blank))[:-1]


def month_row(activity: Activity, cells: int) -> str:
    """Each month's name above the first week that begins in it, where there is room."""
    names = month_names()
    row, last = "", 0
    weeks = len(activity.rows[0])
    for week in range(weeks):
        month = (activity.first + timedelta(weeks=week)).month
        place = week * cells
        name = names[month - 1]
        is_room = width(row) <= place and place + width(name) <= weeks * cells
        if month != last and is_room:
            row = f"{filled_up(row, place)}{name} "
        last = month
    return row.rstrip()


def map_rows(activity: Activity, cells: int) -> Iterator[Line]:
    """A row a weekday, and so many cells a week; a day to come is blank."""
    for name, row in zip(day_labels(), activity.rows, strict=True):
        runs = ((level, len([*same])) for level, same in groupby(row))
        yield (Piece(filled_up(name, MAP_LABEL), Tone.FAINT), *(_run(*run, cells) for run in runs))


def legend(activity: Activity, cells: int) -> Line:
    """The shades there are, in their order."""
    shades = [
        piece
        for shade in range(len(activity.steps) + 1)
        for piece in (Piece(" "), Piece(SHADES[shade] * cells, TONES[shade]))
    ]
    return (Piece(tr("less")), *shades, Piece(" "), Piece(tr("more")))


def month_names() -> tuple[str, ...]:
    return (
        *(tr("Jan"), tr("Feb"), tr("Mar"), tr("Apr"), tr("May"), tr("Jun")),
        *(tr("Jul"), tr("Aug"), tr("Sep"), tr("Oct"), tr("Nov"), tr("Dec")),
    )


def day_names() -> tuple[str, ...]:
    return tr("Mon"), tr("Tue"), tr("Wed"), tr("Thu"), tr("Fri"), tr("Sat"), tr("Sun")


def day_labels() -> tuple[str, ...]:
    return tuple("" if place % 2 else name for place, name in enumerate(day_names()))


def full_date(day: date) -> str:
    return tr(
        "{weekday} {day} {month} {year}",
        weekday=day_names()[day.weekday()],
        day=day.day,
        month=month_names()[day.month - 1],
        year=day.year,
    )


def short_date(day: date) -> str:
    return tr(
        "{weekday} {day} {month}",
        weekday=day_names()[day.weekday()],
        day=day.day,
        month=month_names()[day.month - 1],
    )


def _column(count: int, highest: int) -> str:
    return COLUMNS[(count * len(COLUMNS) - 1) // highest] if count else NOTHING


def _tone_of(count: int) -> Tone:
    return Tone.BAR if count else Tone.FAINT


def _run(level: int | None, length: int, cells: int) -> Piece:
    if level is None:
        return Piece(" " * (length * cells))
    return Piece(SHADES[level] * (length * cells), TONES[level])
