"""Pictures in plain characters: bars, columns and a map of days."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

BAR, REST = "█", "░"
COLUMNS = "▁▂▃▄▅▆▇█"
NOTHING = "·"
SHADES = "·░▒▓█"
DAY_NAMES = ("Mon", "", "Wed", "", "Fri", "", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def bar(count: float, highest: float, width: int) -> str:
    """As long as the count's share of the highest; never nothing for something."""
    if count <= 0 or highest <= 0:
        return ""
    return BAR * max(1, round(width * count / highest))


def filled(share: float, width: int) -> str:
    """A bar of the whole width, filled by a share from 0 to 1."""
    full = round(width * share)
    return BAR * full + REST * (width - full)


def columns(counts: Sequence[int], cells: int) -> str:
    """A row of columns, each so many cells wide, as high as the share of the highest count."""
    highest = max(counts, default=0)
    return "".join(_column(count, highest) * cells for count in counts)


def day_map(levels: Sequence[Sequence[int | None]], monday: date) -> Iterator[str]:
    """Under the months, a row a weekday and a cell a week; the first week begins on `monday`."""
    yield f"    {_months(monday, len(levels[0]))}".rstrip()
    for name, row in zip(DAY_NAMES, levels, strict=True):
        cells = "".join(" " if level is None else SHADES[level] for level in row)
        yield f"{name:4}{cells}".rstrip()


def _column(count: int, highest: int) -> str:
    return COLUMNS[(count * len(COLUMNS) - 1) // highest] if count else NOTHING


def _months(monday: date, weeks: int) -> str:
    """Each month's name above the first week that begins in it, where there is room."""
    row = ""
    last = 0
    for week in range(weeks):
        month = (monday + timedelta(weeks=week)).month
        if month != last and len(row) <= week and week + 3 <= weeks:
            row = f"{row:{week}}{MONTHS[month - 1]} "
        last = month
    return row
