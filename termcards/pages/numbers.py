"""The figures as a table to paste elsewhere: for spreadsheets, and for who cannot see pictures."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from termcards.language import tr
from termcards.library.figures import Figures, Place
from termcards.pages import figurewords as words
from termcards.pages.lines import Ruler
from termcards.plaintext import on_one_line
from termcards.tallies import Retention

Cells = tuple[object, ...]


def table(figures: Figures) -> str:
    """A row for each number, cells parted by tabs; what it is about comes first."""
    return "".join("\t".join(map(_cell, row)) + "\n" for row in rows(figures))


def rows(figures: Figures) -> Iterator[Cells]:
    yield tr("what"), tr("of"), tr("count"), tr("passed")
    yield tr("decks"), words.scope(figures, Ruler())
    yield tr("from"), figures.since.isoformat()
    yield from _summary(figures)
    for day, count in sorted(figures.map.items()):
        yield tr("reviews"), day.isoformat(), count
    for ahead, cards in enumerate(figures.forecast):
        yield tr("due"), (figures.today + timedelta(days=ahead)).isoformat(), cards
    yield from _retention(figures)
    for band in figures.intervals:
        yield tr("interval"), words.band_of_days(band), band.cards
    for place, band in enumerate(figures.eases if figures.ease is not None else ()):
        yield tr("ease"), words.band_of_eases(figures.eases, place), band.cards
    for hour in figures.hours:
        yield tr("answers"), f"{hour.hour}:00", hour.answers
    for card in figures.hardest:
        yield tr("lapses"), f"{card.term} ({words.direction(card)})", card.lapses
    yield from _places(tr("deck"), ((words.deck_name(p), p) for p in figures.by_deck))
    yield from _places(tr("posting"), ((words.posting_name(p), p) for p in figures.by_posting))


def _summary(figures: Figures) -> Iterator[Cells]:
    tally, load = figures.tally, figures.workload
    yield tr("streak"), tr("now"), figures.streaks.current
    yield tr("streak"), tr("longest"), figures.streaks.longest
    yield tr("days studied"), tr("all"), sum(week.studied for week in figures.weeks)
    yield tr("reviews"), tr("all"), tally.reviews, tally.passed
    yield tr("reviews"), tr("new"), tally.new, tally.new_passed
    yield tr("repeats"), tr("all"), tally.drills
    if load.studied is not None and load.seconds is not None:
        yield tr("minutes"), tr("a study day"), f"{load.studied:.1f}"
        yield tr("seconds"), tr("each answer"), f"{load.seconds:.1f}"


def _retention(figures: Figures) -> Iterator[Cells]:
    tally = figures.tally
    kept = tr("retention")
    yield _kept(kept, tr("young"), Retention(tally.young, tally.young_passed))
    yield _kept(kept, tr("mature"), Retention(tally.mature, tally.mature_passed))
    yield _kept(kept, tr("all"), tally.retention)
    for week in figures.weeks:
        yield _kept(kept, week.monday.isoformat(), week.tally.retention)


def _places(what: str, places: Iterable[tuple[str, Place]]) -> Iterator[Cells]:
    return (_kept(what, name, place.retention) for name, place in places)


def _kept(what: str, of: str, retention: Retention) -> Cells:
    return what, of, retention.reviews, retention.passed


def _cell(value: object) -> str:
    """What a spreadsheet would run as a formula is text here, which it is told by an apostrophe."""
    text = on_one_line(str(value))
    return f"'{text}" if text.startswith(tuple("=+-@＝＋－＠")) else text
