"""The figures of a stretch of time, for all decks or some: everything a page of them shows."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from termcards.library.home import Library
from termcards.notes import Deck, DeckId
from termcards.statistics import (
    Band,
    Streaks,
    Workload,
    add_up,
    clock_spans,
    days_ahead,
    every_week,
    first_day,
    hours,
    in_bands,
    middle_of,
    monday_of,
    streaks,
    workload,
)
from termcards.storage.ledger import HardCard
from termcards.storage.rollup import NOWHERE
from termcards.tallies import MATURE_INTERVAL, Hour, Retention, Tally, Week

MONTH, QUARTER, HALF, YEAR, ALL = 5, 13, 26, 52, None
"""How many weeks a window has, this one included; `ALL` goes back to the first answer."""

EARLIEST = date(1970, 1, 2)
FORECAST_DAYS = 14
HARDEST_CARDS = 10
INTERVALS = (1, 2, 7, MATURE_INTERVAL, 61, 181, 366)
"""Days from which on each band of intervals goes."""
EASES = (1300, 1301, 1700, 2100, 2500)
"""Thousandths; SM-2 lets no ease fall under the first, which is a band of its own."""


@dataclass(frozen=True, slots=True)
class Place:
    """A deck, or a posting of one, with how well its cards were kept in memory."""

    deck: DeckId | None
    """`None` for what is in no deck now."""

    deck_name: str | None
    posting: str | None
    """The slug; `None` for a deck, and for what comes from no posting."""

    title: str | None
    """Of the posting, where it has one."""

    retention: Retention


@dataclass(frozen=True, slots=True)
class Figures:
    today: date
    since: date
    """A Monday, from which on the figures count: that of the first answer at the earliest."""

    decks: tuple[Deck, ...] | None
    """Those that count; `None` for all."""

    streaks: Streaks
    """Of all decks: a day was studied, whatever was asked on it."""

    tally: Tally
    weeks: tuple[Week, ...]
    """From `since` on."""

    by_deck: tuple[Place, ...]
    """The one with the most reviews first, as in `by_posting`."""

    by_posting: tuple[Place, ...]
    """By the posting in which a note was first met."""

    map: dict[date, int]
    """The reviews of the days of the last 52 weeks, whatever the window."""

    forecast: tuple[int, ...]
    """Cards coming due on each of the next 14 days, today first."""

    workload: Workload
    hours: tuple[Hour, ...]
    """From 0 to 23 on the learner's clock; of all decks, and of the last 52 weeks at most."""

    hardest: tuple[HardCard, ...]
    intervals: tuple[Band, ...]
    """Of the cards as they stand now; so are the eases, of which FSRS has none."""

    interval: int | None
    """Of the card in the middle, in days."""

    eases: tuple[Band, ...]
    ease: int | None
    """Of the card in the middle, in thousandths."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was answered at all, in these decks."""
        return not self.map and not self.tally.answers and not any(self.forecast)


def figures(
    library: Library, decks: Sequence[Deck] | None = None, window: int | None = QUARTER
) -> Figures:
    """The figures of these decks, or of all; `window` in weeks."""
    ledger, today = library.store.ledger, library.today()
    chosen = None if decks is None else [deck.id for deck in decks]
    studied = ledger.studied()
    since = _since(studied, today, window)
    by_week = every_week(ledger.weeks(since, chosen), since, today)
    ahead = ledger.forecast(today, today + timedelta(days=FORECAST_DAYS), chosen)
    forecast = days_ahead(ahead, today, FORECAST_DAYS)
    begun = since <= studied[0] if studied else True
    by_posting = ledger.by_posting(None if begun else since, chosen)
    intervals, eases = ledger.intervals(chosen), ledger.eases(chosen)
    decks_known = {shelved.deck.id: shelved.deck for shelved in library.store.shelf.decks()}
    return Figures(
        today=today,
        since=since,
        decks=None if decks is None else tuple(decks),
        streaks=streaks(studied, today),
        tally=add_up(week.tally for week in by_week),
        weeks=by_week,
        by_deck=_by_deck(by_posting, decks_known),
        by_posting=_by_posting(by_posting, decks_known),
        map={
            day: count.reviews
            for day, count in ledger.reviews(first_day(today, YEAR), chosen).items()
        },
        forecast=forecast,
        workload=workload(by_week, forecast),
        hours=_hours(library, max(since, first_day(today, YEAR))),
        hardest=ledger.hardest(HARDEST_CARDS, chosen),
        intervals=in_bands(intervals, INTERVALS),
        interval=middle_of(intervals),
        eases=in_bands(eases, EASES),
        ease=middle_of(eases),
    )


def _since(studied: Sequence[date], today: date, window: int | None) -> date:
    begun = monday_of(min(studied[0], today)) if studied else monday_of(today)
    return begun if window is None else max(begun, first_day(today, window))


def _hours(library: Library, since: date) -> tuple[Hour, ...]:
    settings = library.settings
    # An older day is no computer's own, and some zones' clocks cannot show the first ones.
    first = max(since, EARLIEST)
    begin = datetime.combine(first, settings.day_starts_at, settings.time_zone).astimezone(UTC)
    # Another device's clock may be ahead of ours.
    end = library.now() + timedelta(days=1)
    return hours(library.store.ledger.hours(clock_spans(begin, end, settings.time_zone)))


def _by_deck(
    found: Mapping[tuple[DeckId, str], Retention], decks: Mapping[DeckId, Deck]
) -> tuple[Place, ...]:
    sums: dict[DeckId, Retention] = defaultdict(Retention)
    for (deck, _), retention in found.items():
        sums[deck] += retention
    return _most_first(
        Place(deck or None, _name(decks, deck), None, None, retention)
        for deck, retention in sums.items()
    )


def _by_posting(
    found: Mapping[tuple[DeckId, str], Retention], decks: Mapping[DeckId, Deck]
) -> tuple[Place, ...]:
    titles = {
        (deck.id, posting.slug): posting.title
        for deck in decks.values()
        for posting in deck.postings
    }
    return _most_first(
        Place(deck or None, _name(decks, deck), slug or None, titles.get((deck, slug)), retention)
        for (deck, slug), retention in found.items()
    )


def _most_first(places: Iterable[Place]) -> tuple[Place, ...]:
    return tuple(
        sorted(
            places,
            key=lambda place: (
                -place.retention.reviews,
                place.deck_name is None,
                place.deck_name or NOWHERE,
                place.posting is None,
                place.title or place.posting or NOWHERE,
            ),
        )
    )


def _name(decks: Mapping[DeckId, Deck], deck: DeckId) -> str | None:
    return decks[deck].name if deck in decks else None
