"""The figures as a page to read: each picture with what it says in words."""

from collections.abc import Callable, Iterator

from termcards.language import tr, trn
from termcards.library.figures import Figures
from termcards.pages import figurewords as words
from termcards.pages.days import forecast_section, hours_section, map_section
from termcards.pages.figurewords import days
from termcards.pages.lines import Line, Piece, Space, Tone, line_of
from termcards.pages.memory import (
    decks_section,
    eases_section,
    hardest_section,
    intervals_section,
    postings_section,
    retention_section,
)
from termcards.pages.pictures import full_date

NARROW = 30
SUMMARY_LABEL = 9


def page(figures: Figures, space: Space) -> Iterator[Line]:
    """The lines of the page; between two sections an empty one."""
    for place, section in enumerate(SECTIONS):
        lines = list(section(figures, space))
        if lines and place:
            yield ()
        yield from lines


def _summary(figures: Figures, space: Space) -> Iterator[Line]:
    weeks = trn("{count} week", "{count} weeks", len(figures.weeks))
    whole = tr(
        "{decks}, {weeks} from {day} on",
        decks=words.scope(figures, space.ruler),
        weeks=weeks,
        day=full_date(figures.since),
    )
    yield from (line_of(line) for line in space.ruler.wrapped(whole, space.text))
    for label, text in _summary_rows(figures):
        yield from _summary_row(label, text, space)


def _summary_rows(figures: Figures) -> Iterator[tuple[str, str]]:
    tally, load, streaks = figures.tally, figures.workload, figures.streaks
    yield (
        tr("streak"),
        tr(
            "{days}; the longest was {longest}", days=days(streaks.current), longest=streaks.longest
        ),
    )
    studied = sum(week.studied for week in figures.weeks)
    so_far = (figures.today - figures.since).days + 1
    yield tr("studied"), tr("{days} of {all}", days=days(studied), all=so_far)
    yield (
        tr("reviews"),
        tr(
            "{reviews}, {new} of them new; {repeats}",
            reviews=f"{tally.reviews:,}",
            new=f"{tally.new:,}" if tally.new else tr("none"),
            repeats=trn("{count} repeat", "{count:,} repeats", tally.drills),
        ),
    )
    if load.studied is not None and load.seconds is not None:
        yield (
            tr("time"),
            tr(
                "{minutes} min a study day, {seconds} s an answer",
                minutes=f"{load.studied:.1f}",
                seconds=f"{load.seconds:.1f}",
            ),
        )


def _summary_row(label: str, text: str, space: Space) -> Iterator[Line]:
    ruler = space.ruler
    if space.text < NARROW:
        whole = tr("{label}: ", label=label) + text
        yield from (line_of(line) for line in ruler.wrapped(whole, space.text))
        return
    for place, line in enumerate(ruler.wrapped(text, space.text - SUMMARY_LABEL)):
        yield (
            Piece(ruler.padded("" if place else label, SUMMARY_LABEL), Tone.FAINT),
            Piece(line),
        )


SECTIONS: tuple[Callable[[Figures, Space], Iterator[Line]], ...] = (
    _summary,
    map_section,
    forecast_section,
    retention_section,
    intervals_section,
    eases_section,
    hours_section,
    hardest_section,
    decks_section,
    postings_section,
)
