"""What the roll-up says of a stretch of time: questions that no number of reviews makes slow.

`decks`, where they are given, are the only ones that count; without them all answers do, those of
notes that are in no deck now too.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from termcards.cards import CardId
from termcards.notes import DeckId
from termcards.storage.database import Database
from termcards.tallies import Hour, Retention, Span, Tally, Week

WEEKS = """
    SELECT min(day), count(DISTINCT day), sum(new), sum(new_passed), sum(young),
    sum(young_passed), sum(mature), sum(mature_passed), sum(drills), sum(crams), sum(milliseconds)
    FROM {days} WHERE day >= :since {only} GROUP BY cast(julianday(day) + 0.5 AS INTEGER) / 7
"""
"""Julian days that can be divided by 7 are Mondays."""

REVIEWS = """
    SELECT day, sum(new + young + mature), sum(new_passed + young_passed + mature_passed)
    FROM {days} WHERE day >= :since {only} GROUP BY day
"""
POSTINGS = """
    SELECT deck, posting, sum(reviews), sum(passed) FROM postings
    WHERE true {only} GROUP BY deck, posting
"""
POSTINGS_SINCE = """
    SELECT p.deck, p.posting, sum(w.reviews), sum(w.passed) FROM postings p
    CROSS JOIN posting_weeks w ON w.deck = p.deck AND w.posting = p.posting AND w.week >= :monday
    WHERE true {only} GROUP BY p.deck, p.posting
"""
"""Goes from posting to posting, and not through all weeks there were."""

HOURS = """
    SELECT ((quarter * 900 + :offset) % 86400) / 3600, sum(answers), sum(reviews), sum(passed)
    FROM hours WHERE quarter >= :start AND quarter < :end GROUP BY 1
"""
FORECAST = """
    SELECT due, count(*) FROM standings
    WHERE due <= :until AND suspended IS NULL AND deck IS NOT NULL {only} GROUP BY due
"""
HARDEST = """
    SELECT s.card, s.deck, n.term, s.lapses, s.reviews, s.passed FROM (
        SELECT card, deck, lapses, reviews, passed FROM standings
        WHERE lapses > 0 AND deck IS NOT NULL {only} ORDER BY lapses DESC LIMIT :count
    ) s CROSS JOIN cards c ON c.id = s.card
    CROSS JOIN (SELECT id, json_extract(content, '$.term') AS term FROM notes) n ON n.id = c.note
    ORDER BY s.lapses DESC, n.term, s.card
"""
INTERVALS = """
    SELECT interval, count(*) FROM standings
    WHERE interval IS NOT NULL AND deck IS NOT NULL {only} GROUP BY interval
"""
EASES = """
    SELECT ease_factor, count(*) FROM standings
    WHERE interval IS NOT NULL AND stability IS NULL AND deck IS NOT NULL {only}
    GROUP BY ease_factor
"""
"""What FSRS schedules has no ease."""

OF_DECKS = "IN (SELECT value FROM json_each(:decks))"
QUARTER = 900
"""Seconds."""


@dataclass(frozen=True, slots=True)
class HardCard:
    """A card that was forgotten again and again."""

    card: CardId
    deck: DeckId
    term: str
    lapses: int
    retention: Retention
    """Of all its reviews, the first one too."""


class Ledger:
    def __init__(self, database: Database) -> None:
        self._database = database

    def weeks(self, since: date, decks: Sequence[DeckId] | None = None) -> tuple[Week, ...]:
        """The weeks with answers, from a Monday on."""
        query = _over_days(WEEKS, decks)
        with self._database.reading() as connection:
            rows = connection.execute(query, _values(decks, since=since))
            return tuple(
                Week(_monday(date.fromisoformat(day)), studied, Tally(*sums))
                for day, studied, *sums in rows
            )

    def reviews(self, since: date, decks: Sequence[DeckId] | None = None) -> dict[date, Retention]:
        """For each day with answers, how many reviews there were, introductions too."""
        query = _over_days(REVIEWS, decks)
        with self._database.reading() as connection:
            rows = connection.execute(query, _values(decks, since=since))
            return {date.fromisoformat(day): Retention(*counts) for day, *counts in rows}

    def studied(self) -> tuple[date, ...]:
        """Every day with an answer, in order."""
        # One row with all days is read in half the time of a row a day.
        query = "SELECT group_concat(day, ' ') FROM (SELECT day FROM days ORDER BY day)"
        with self._database.reading() as connection:
            (days,) = connection.execute(query).fetchone()
            return tuple(map(date.fromisoformat, (days or "").split()))

    def by_posting(
        self, monday: date | None, decks: Sequence[DeckId] | None = None
    ) -> dict[tuple[DeckId, str], Retention]:
        """The retention of the cards first met in each posting, from a Monday on or ever.

        Keys are a deck and a posting's slug in it, which is empty for what comes from none.
        """
        query = (
            POSTINGS.format(only=_only(decks))
            if monday is None
            else POSTINGS_SINCE.format(only=_only(decks, "p.deck"))
        )
        with self._database.reading() as connection:
            rows = connection.execute(query, _values(decks, monday=monday))
            return {(DeckId(deck), slug): Retention(*counts) for deck, slug, *counts in rows}

    def hours(self, spans: Iterable[Span]) -> list[Hour]:
        """The hours of the day in which there were answers, in no order, some twice.

        Each span of time has its own difference to UTC.
        """
        with self._database.reading() as connection:
            return [
                Hour(hour, answers, Retention(*counts))
                for span in spans
                for hour, answers, *counts in connection.execute(HOURS, _bounds(span))
            ]

    def forecast(
        self, today: date, until: date, decks: Sequence[DeckId] | None = None
    ) -> dict[date, int]:
        """How many cards come due on each day; what is overdue counts for today."""
        query = FORECAST.format(only=_only(decks))
        counts: Counter[date] = Counter()
        with self._database.reading() as connection:
            for due, cards in connection.execute(query, _values(decks, until=until)):
                counts[max(date.fromisoformat(due), today)] += cards
        return dict(counts)

    def intervals(self, decks: Sequence[DeckId] | None = None) -> dict[int, int]:
        """How many cards come back after so many days, suspended ones too."""
        return self._counts(INTERVALS, decks)

    def eases(self, decks: Sequence[DeckId] | None = None) -> dict[int, int]:
        """How many cards have which ease, in thousandths; of those that have one."""
        return self._counts(EASES, decks)

    def _counts(self, query: str, decks: Sequence[DeckId] | None) -> dict[int, int]:
        with self._database.reading() as connection:
            return dict(connection.execute(query.format(only=_only(decks)), _values(decks)))

    def hardest(self, count: int, decks: Sequence[DeckId] | None = None) -> tuple[HardCard, ...]:
        """The cards with the most lapses, suspended ones too."""
        query = HARDEST.format(only=_only(decks))
        with self._database.reading() as connection:
            return tuple(
                HardCard(CardId(card), DeckId(deck), term, lapses, Retention(reviews, passed))
                for card, deck, term, lapses, reviews, passed in connection.execute(
                    query, _values(decks, count=count)
                )
            )


def _only(decks: Sequence[DeckId] | None, column: str = "deck") -> str:
    return "" if decks is None else f"AND {column} {OF_DECKS}"


def _over_days(query: str, decks: Sequence[DeckId] | None) -> str:
    return query.format(days="days" if decks is None else "deck_days", only=_only(decks))


def _values(decks: Sequence[DeckId] | None, **values: Any) -> Mapping[str, Any]:
    plain = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in values.items()
    }
    return {**plain, "decks": json.dumps(decks)}


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _bounds(span: Span) -> dict[str, int]:
    return {
        "start": span.start // QUARTER,
        "end": span.end // QUARTER,
        "offset": span.offset,
    }
