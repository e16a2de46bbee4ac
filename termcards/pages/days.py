"""The sections of the figures that are about days: the map, what is coming, the hours."""

from collections.abc import Iterator

from termcards.language import tr, trn
from termcards.library.figures import YEAR, Figures
from termcards.pages import figurewords as words
from termcards.pages.figurewords import days, reviews
from termcards.pages.lines import Line, Piece, Space, Tone, plain
from termcards.pages.pictures import MAP_LABEL, columns, full_date, legend, map_rows, month_row
from termcards.pages.rows import Row, bar_rows, count_bar, heading, left, reading
from termcards.statistics import Activity, activity, best_hour, first_day

HOURS_A_COLUMN = (1, 2, 3, 4, 6)
DAY_LABEL = 10
WIDE = 60
"""Columns from which on the map keeps a margin."""


def map_section(figures: Figures, space: Space) -> Iterator[Line]:
    margin = _margin(space)
    weeks = max(1, min(YEAR, (space.map - margin - MAP_LABEL) // space.week))
    first = first_day(figures.today, weeks)
    shown = {day: count for day, count in figures.map.items() if day >= first and count}
    yield from heading(
        trn("Reviews of the last {count} week", "Reviews of the last {count} weeks", weeks), space
    )
    if not shown:
        yield from reading(tr("There were none."), space)
        return
    busiest = max(shown, key=lambda day: (shown[day], day))
    yield from reading(
        tr(
            "{reviews} on {days}; the busiest was {day} with {most}.",
            reviews=reviews(sum(shown.values())),
            days=days(len(shown)),
            day=full_date(busiest),
            most=shown[busiest],
        ),
        space,
    )
    drawn = activity(shown, figures.today, weeks)
    blank = Piece(" " * margin)
    months = " " * MAP_LABEL + month_row(drawn, space.week)
    yield (blank, Piece(months, Tone.FAINT))
    yield from ((blank, *row) for row in map_rows(drawn, space.week))
    yield from _legend(drawn, space)


def _margin(space: Space) -> int:
    """In a narrow page the map has all the room there is."""
    return left(space) if space.map >= WIDE else 0


def _legend(drawn: Activity, space: Space) -> Iterator[Line]:
    """The shades, and from how many reviews on each is used; under each other in a narrow page."""
    margin = _margin(space)
    steps = tr("from {steps} a day", steps=", ".join(map(str, drawn.steps)))
    for cell in (space.week, 1):
        shades = (Piece(" " * (margin + MAP_LABEL)), *legend(drawn, cell))
        whole = (*shades, Piece(f"   {steps}"))
        if space.ruler.cells(plain(whole)) <= space.map:
            yield whole
            return
    shades = (Piece(" " * margin), *legend(drawn, 1))
    if space.ruler.cells(plain(shades)) <= space.map:
        yield shades
    blank = Piece(" " * margin)
    yield from ((blank, Piece(line)) for line in space.ruler.wrapped(steps, space.text - margin))


def forecast_section(figures: Figures, space: Space) -> Iterator[Line]:
    counts, ahead = figures.forecast, figures.workload.ahead
    yield from heading(trn("The next day", "The next {count} days", len(counts)), space)
    total = sum(counts)
    if not total:
        yield from reading(tr("Nothing comes due."), space)
        return
    fullest = max(range(len(counts)), key=lambda day: counts[day])
    most = words.day_ahead_whole(figures.today, fullest)
    due = trn("{count} card comes due", "{count:,} cards come due", total)
    if ahead is not None:
        minutes = f"{sum(ahead) / len(ahead):.1f}"
        due = tr("{cards}, about {minutes} min a day", cards=due, minutes=minutes)
    yield from reading(
        tr("{cards}; most {day}. New cards come on top.", cards=due, day=most), space
    )
    rows = [
        Row(words.day_ahead(figures.today, day), count_bar(count, counts), str(count))
        for day, count in enumerate(counts)
    ]
    widest = max(space.ruler.cells(row.label) for row in rows)
    yield from bar_rows(rows, max(DAY_LABEL, widest), space)


def hours_section(figures: Figures, space: Space) -> Iterator[Line]:
    best = best_hour(figures.hours)
    if best is None:
        return
    yield from heading(tr("Hours of the day"), space)
    told = trn("{count} answer", "{count:,} answers", best.answers)
    if best.retention.reviews:
        kept = words.percent(best.retention)
        told = tr("{answers}, {share} % of the reviews passed", answers=told, share=kept)
    said = tr(
        "Most is answered from {first}:00 to {last}:00: {answers}.",
        first=best.hour,
        last=best.hour + 1,
        answers=told,
    )
    if figures.decks is not None:
        said = tr("{sentence} Of all decks.", sentence=said)
    yield from reading(said, space)
    room = space.text - left(space)
    hours = next((n for n in HOURS_A_COLUMN if 24 // n <= room), HOURS_A_COLUMN[-1])
    cell = 2 if hours == 1 and room >= 48 else 1
    answers = [hour.answers for hour in figures.hours]
    counts = [sum(answers[first : first + hours]) for first in range(0, 24, hours)]
    blank = Piece(" " * left(space))
    yield (blank, *columns(counts, cell))
    quarter = 6 * cell // hours
    labels = "".join(f"{hour:<{quarter}}" for hour in (0, 6, 12, 18)) if quarter > 2 else "0"
    yield (blank, Piece(labels.rstrip(), Tone.FAINT))
