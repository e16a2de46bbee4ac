"""Days at a glance: what is coming, and what was done."""

from collections.abc import Iterator, Sequence

from termcards.language import tr, trn
from termcards.library.overview import FORECAST_DAYS, MAP_DAYS, Overview
from termcards.pages.lines import Line, Piece, Space, Tone, line_of
from termcards.pages.pictures import MAP_LABEL, columns, map_rows
from termcards.plaintext import cells
from termcards.statistics import activity
from termcards.tui.widgets.pagelines import PageLines

MARGIN = 2
BLANK = Piece(" " * MARGIN)


class _Days(PageLines):
    """Lines about an overview; none as long as there is none."""

    _overview: Overview | None = None

    def show(self, overview: Overview) -> None:
        self._overview = overview
        self.refresh(layout=True)

    def page(self, space: Space) -> Sequence[Line]:
        return [] if self._overview is None else [*self.about(self._overview, space)]

    def about(self, overview: Overview, space: Space) -> Iterator[Line]:
        raise NotImplementedError


class Forecast(_Days):
    """The cards of the next days as bars, and how long today's may take."""

    def about(self, overview: Overview, space: Space) -> Iterator[Line]:
        room = space.map - 2 * MARGIN
        days = min(FORECAST_DAYS, (room + 1) // 3)
        yield line_of("  " + trn("Next day", "Next {count} days", days), Tone.FAINT)
        yield (BLANK, *columns(overview.forecast[:days], 2, gap=1))
        yield line_of("  " + "   ".join(_that_fit(figures(overview), room)))


def figures(overview: Overview) -> list[str]:
    shown = [
        tr("now {count}", count=overview.counts.due),
        tr("tomorrow {count}", count=overview.forecast[1]),
        tr("next 7 days {count}", count=sum(overview.forecast[:7])),
    ]
    if overview.seconds is not None and overview.counts.total:
        minutes = max(1, round(overview.counts.total * overview.seconds / 60))
        seconds = round(overview.seconds)
        shown.append(
            tr("about {minutes} min at {seconds} s a card", minutes=minutes, seconds=seconds)
        )
    return shown


def _that_fit(parts: Sequence[str], width: int) -> Sequence[str]:
    kept = list(parts)
    while kept and cells("   ".join(kept)) > width:
        kept.pop()
    return kept


class ActivityMap(_Days):
    """The reviews of the last weeks, a column a week."""

    def about(self, overview: Overview, space: Space) -> Iterator[Line]:
        room = space.map - 2 * MARGIN - MAP_LABEL
        weeks = max(1, min(MAP_DAYS // 7, room // space.week))
        yield line_of("  " + trn("Last week", "Last {count} weeks", weeks), Tone.FAINT)
        drawn = activity(overview.reviews, overview.today, weeks)
        yield from ((BLANK, *row) for row in map_rows(drawn, space.week))
