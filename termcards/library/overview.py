"""What a learner sees before a sitting: decks with their counts, what is coming, what was done."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from termcards.library.home import Library
from termcards.library.todays import todays_queue
from termcards.notes import Deck
from termcards.plaintext import natural
from termcards.scheduling.queue import Turn
from termcards.statistics import days_ahead, median_seconds, streaks
from termcards.tallies import Retention

FORECAST_DAYS = 14
MAP_DAYS = 48 * 7
TIMED_ANSWERS = 200


@dataclass(frozen=True, slots=True)
class Counts:
    new: int
    learn: int
    due: int

    @property
    def total(self) -> int:
        return self.new + self.learn + self.due


@dataclass(frozen=True, slots=True)
class DeckRow:
    """A deck with what a sitting over it, and the decks nested under it, would ask today."""

    deck: Deck
    counts: Counts
    cards: int
    """In the deck itself and those nested under it."""

    depth: int
    """How deep it is nested, 0 for most."""


@dataclass(frozen=True, slots=True)
class Overview:
    rows: tuple[DeckRow, ...]
    counts: Counts
    """Of a sitting over all decks."""

    forecast: tuple[int, ...]
    """Cards coming due on each of the next days, today first."""

    seconds: float | None
    """The median time of an answer."""

    yesterday: tuple[int, int]
    """Reviews, and those passed."""

    streak: int
    reviews: dict[date, int]
    """By day, for the map of activity."""

    today: date


def deck_counts(library: Library, decks: Sequence[Deck]) -> Counts:
    """What a sitting over these decks would ask today."""
    waiting = todays_queue(library, [deck.id for deck in decks], library.today())
    turns = [queued.turn for queued in waiting]
    return Counts(turns.count(Turn.NEW), turns.count(Turn.DRILL), turns.count(Turn.DUE))


def in_order(decks: Iterable[Deck]) -> list[Deck]:
    """By name, figures in it by their value; those nested under another come right after it."""
    return sorted(
        decks, key=lambda deck: ([natural(part) for part in deck.name.split("::")], deck.id)
    )


def deck_rows(library: Library) -> tuple[DeckRow, ...]:
    """All decks by name, those nested under another right after it."""
    decks = [shelved.deck for shelved in library.store.shelf.decks()]
    cards = library.store.shelf.counts()
    rows = []
    for deck in in_order(decks):
        family = nested(deck, decks)
        rows.append(
            DeckRow(
                deck=deck,
                counts=deck_counts(library, family),
                cards=sum(cards.get(member.id, 0) for member in family),
                depth=_depth(deck, decks),
            )
        )
    return tuple(rows)


def overview(library: Library) -> Overview:
    today = library.today()
    agenda, ledger = library.store.agenda, library.store.ledger
    rows = deck_rows(library)
    reviews = ledger.reviews(today - timedelta(days=MAP_DAYS))
    yesterday = reviews.get(today - timedelta(days=1), Retention())
    forecast = ledger.forecast(today, today + timedelta(days=FORECAST_DAYS))
    return Overview(
        rows=rows,
        counts=deck_counts(library, [row.deck for row in rows]),
        forecast=days_ahead(forecast, today, FORECAST_DAYS),
        seconds=median_seconds(agenda.last_times(TIMED_ANSWERS)),
        yesterday=(yesterday.reviews, yesterday.passed),
        streak=streaks(ledger.studied(), today).current,
        reviews={day: count.reviews for day, count in reviews.items()},
        today=today,
    )


def nested(deck: Deck, decks: Sequence[Deck]) -> list[Deck]:
    """The deck, and those whose names put them under it."""
    return [other for other in decks if other == deck or other.name.startswith(f"{deck.name}::")]


def _depth(deck: Deck, decks: Sequence[Deck]) -> int:
    parents = {other.name for other in decks}
    parts = deck.name.split("::")
    return sum("::".join(parts[:depth]) in parents for depth in range(1, len(parts)))
