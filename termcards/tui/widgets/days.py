"""Days at a glance: what is coming, and what was done."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby

from textual.content import Content

from termcards.library.overview import FORECAST_DAYS, MAP_DAYS, Overview
from termcards.statistics import activity
from termcards.tui.widgets.lines import Lines

BARS = "▁▂▃▄▅▆▇█"
SHADES = "·░▒▓█"
NO_CARDS = "··"
MARGIN = 2
LABEL = 4
"""Cells for the names of the days beside the map."""
DAY_NAMES = ("Mon", "", "Wed", "", "Fri", "", "Sun")


class Forecast(Lines):
    """The cards of the next days as bars, and how long today's may take."""

    _overview: Overview | None = None

    def show(self, overview: Overview) -> None:
        self._overview = overview
        self.refresh(layout=True)

    def lines(self, width: int) -> Sequence[Content]:
        if self._overview is None:
            return []
        days = min(FORECAST_DAYS, (width - 2 * MARGIN + 1) // 3)
        return [
            Content.styled(f"  Next {days} days", ".faint"),
            Content("  ") + _coloured(bars(self._overview.forecast[:days])),
            Content("  " + "   ".join(_that_fit(figures(self._overview), width - 2 * MARGIN))),
        ]


def bars(counts: Sequence[int]) -> str:
    highest = max(counts, default=0)
    return " ".join(
        BARS[(count * len(BARS) - 1) // highest] * 2 if count else NO_CARDS for count in counts
    )


def figures(overview: Overview) -> list[str]:
    shown = [
        f"now {overview.counts.due}",
        f"tomorrow {overview.forecast[1]}",
        f"next 7 days {sum(overview.forecast[:7])}",
    ]
    if overview.seconds is not None and overview.counts.total:
        minutes = max(1, round(overview.counts.total * overview.seconds / 60))
        shown.append(f"about {minutes} min at {round(overview.seconds)} s a card")
    return shown


def _that_fit(parts: Sequence[str], width: int) -> Sequence[str]:
    kept = list(parts)
    while kept and len("   ".join(kept)) > width:
        kept.pop()
    return kept


class ActivityMap(Lines):
    """The reviews of the last weeks, a column a week."""

    _overview: Overview | None = None

    def show(self, overview: Overview) -> None:
        self._overview = overview
        self.refresh(layout=True)

    def lines(self, width: int) -> Sequence[Content]:
        if self._overview is None:
            return []
        weeks = max(1, min(MAP_DAYS // 7, (width - 2 * MARGIN - LABEL) // 2))
        rows = map_rows(self._overview.reviews, self._overview.today, weeks)
        return [
            Content.styled(f"  Last {weeks} weeks", ".faint"),
            *(
                Content.styled(f"  {name:{LABEL}}", ".faint") + _coloured(row)
                for name, row in zip(DAY_NAMES, rows, strict=True)
            ),
        ]


def _coloured(row: str) -> Content:
    """A row of the map or of the bars, with what stands for nothing set back."""
    return Content("").join(
        Content.styled("".join(run), ".faint" if is_nothing else ".done")
        for is_nothing, run in groupby(row, lambda sign: sign == SHADES[0])
    )


def map_rows(reviews: Mapping[date, int], today: date, weeks: int) -> list[str]:
    """A row a weekday, two cells a week; a day to come is blank."""
    return [
        "".join((" " if level is None else SHADES[level]) * 2 for level in levels)
        for levels in activity(reviews, today, weeks)
    ]
