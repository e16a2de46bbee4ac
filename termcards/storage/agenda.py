"""What a day asks for and what the days gave: questions to the log and the standings."""

import json
import re
import sqlite3
import statistics
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from termcards.cards import CardId, note_of
from termcards.log import EntryId
from termcards.notes import DeckId, NoteId
from termcards.storage.database import Database
from termcards.storage.logrows import ANSWERS, HELD, first_id

PACED_ANSWERS = 500
_ID_LINE = re.compile(r"^- id: (.+?)\r?$", re.MULTILINE)
OF_DECKS = "IN (SELECT value FROM json_each(:decks))"

ASKED = "s.suspended IS NULL AND (s.buried_until IS NULL OR s.buried_until <= :today)"

# CROSS JOIN keeps SQLite to the order that is written: the few cards of a day first, by their
# index, and not a whole library by its decks.
DUE = f"""
    SELECT s.card, n.deck, s.due FROM standings s
    CROSS JOIN cards c ON c.id = s.card CROSS JOIN notes n ON n.id = c.note
    WHERE s.due <= :today AND (s.reviewed IS NULL OR s.reviewed < :today)
    AND {ASKED} AND n.deck {OF_DECKS}
"""  # noqa: S608  # our own words

DRILLS = f"""
    SELECT s.card FROM standings s
    CROSS JOIN cards c ON c.id = s.card CROSS JOIN notes n ON n.id = c.note
    WHERE s.reviewed = :today AND NOT s.is_sure AND {ASKED} AND n.deck {OF_DECKS}
    ORDER BY s.last_answer
"""  # noqa: S608  # our own words

NEW = f"""
    SELECT c.id, n.deck FROM notes n JOIN cards c ON c.note = n.id
    LEFT JOIN standings s ON s.card = c.id
    WHERE n.deck = :deck AND s.due IS NULL AND (s.card IS NULL OR {ASKED})
    AND NOT EXISTS (
        SELECT 1 FROM cards o JOIN standings k ON k.card = o.id
        WHERE o.note = n.id AND k.suspended = 'known'
    )
    ORDER BY n.position, c.position LIMIT :room
"""  # noqa: S608  # our own words


@dataclass(frozen=True, slots=True)
class DueCards:
    """What a queue is drawn from, each card with its deck."""

    due: tuple[tuple[CardId, DeckId, date], ...]
    new: tuple[tuple[CardId, DeckId], ...]
    drills: tuple[CardId, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """A card that was reviewed on a day."""

    card: CardId
    deck: DeckId | None
    """`None` where its note is in no deck now."""

    was_new: bool


@dataclass(frozen=True, slots=True)
class Given:
    """An answer that was given once, whether or not it was taken back."""

    entry: EntryId
    day: date
    is_review: bool
    holds: bool


class Agenda:
    def __init__(self, database: Database) -> None:
        self._database = database

    def due_cards(
        self,
        deck_ids: Sequence[DeckId],
        today: date,
        new_limit: int,
        own_limits: Mapping[DeckId, int] | None = None,
    ) -> DueCards:
        """What `today` may ask of these decks, and the first `new_limit` of their new notes.

        `own_limits` are those of decks that may give fewer new ones.
        """
        values = {"today": today.isoformat(), "decks": json.dumps(deck_ids)}
        rooms = {deck: 4 * own for deck, own in (own_limits or {}).items()}
        with self._database.reading_at_once() as connection:
            due = tuple(
                (CardId(card), DeckId(deck), date.fromisoformat(day))
                for card, deck, day in connection.execute(DUE, values)
            )
            drills = tuple(CardId(card) for (card,) in connection.execute(DRILLS, values))
            # Each note under review may hold back its siblings, of which it has three at most.
            room = max(0, 4 * (new_limit + len(due)))
            new = tuple(_new_cards(connection, deck_ids, today, room, rooms))
        return DueCards(due, new, drills)

    def answered_on(self, day: date) -> tuple[Answered, ...]:
        """The cards whose last review was on that day."""
        query = """
            SELECT s.card, n.deck, s.introduced = s.reviewed FROM standings s
            LEFT JOIN cards c ON c.id = s.card LEFT JOIN notes n ON n.id = c.note
            WHERE s.reviewed = ?
        """
        with self._database.reading() as connection:
            return tuple(
                Answered(CardId(card), deck, bool(was_new))
                for card, deck, was_new in connection.execute(query, (day.isoformat(),))
            )

    def traces(self) -> frozenset[NoteId]:
        """The notes that what holds in the log was about, or wrote into a deck file."""
        query = f"""
            SELECT DISTINCT card, NULL FROM log WHERE card IS NOT NULL AND {HELD}
            UNION ALL SELECT NULL, detail FROM log WHERE kind = 'edit' AND {HELD}
        """  # noqa: S608  # our own words
        found: set[NoteId] = set()
        with self._database.reading() as connection:
            for card, detail in connection.execute(query):
                if card is not None:
                    found.add(note_of(CardId(card)))
                else:
                    edit = json.loads(detail)
                    found.update(_ids_in(f"{edit.get('old', '')}\n{edit.get('new', '')}"))
        return frozenset(found)

    def answers_by_card(self) -> dict[CardId, list[Given]]:
        """Every answer of the log, in order."""
        query = f"""
            SELECT card, id, day, kind = 'review', {HELD} FROM log WHERE {ANSWERS} ORDER BY id
        """  # noqa: S608  # our own words
        found: dict[CardId, list[Given]] = {}
        with self._database.reading() as connection:
            for card, entry, day, is_review, holds in connection.execute(query):
                given = Given(EntryId(entry), date.fromisoformat(day), bool(is_review), bool(holds))
                found.setdefault(CardId(card), []).append(given)
        return found

    def answers_of(
        self, day: date, deck_ids: Sequence[DeckId] | None = None, *, with_crams: bool = True
    ) -> Counter[int]:
        """How often each quality was given on a day."""
        # Asked of the day's few answers one by one, and not of all cards that the decks have.
        of_decks = f"""AND EXISTS (
            SELECT 1 FROM cards c CROSS JOIN notes n ON n.id = c.note
            WHERE c.id = log.card AND n.deck {OF_DECKS}
        )"""  # noqa: S608  # our own words
        query = f"""
            SELECT quality, count(*) FROM log
            WHERE id >= :first AND day = :day AND {ANSWERS} AND {HELD}
            {"" if with_crams else "AND kind <> 'cram'"}
            {"" if deck_ids is None else of_decks} GROUP BY quality
        """  # noqa: S608  # our own words
        values = {
            "first": first_id(day),
            "day": day.isoformat(),
            "decks": json.dumps(deck_ids),
        }
        with self._database.reading() as connection:
            return Counter(dict(connection.execute(query, values).fetchall()))

    def next_due(self, deck_ids: Sequence[DeckId], today: date) -> date | None:
        """The first day after today on which a card of these decks comes due."""
        query = f"""
            SELECT min(s.due) FROM standings s
            CROSS JOIN cards c ON c.id = s.card CROSS JOIN notes n ON n.id = c.note
            WHERE s.due > :today AND s.suspended IS NULL AND n.deck {OF_DECKS}
        """  # noqa: S608  # our own words
        values = {"today": today.isoformat(), "decks": json.dumps(deck_ids)}
        with self._database.reading() as connection:
            (due,) = connection.execute(query, values).fetchone()
            return None if due is None else date.fromisoformat(due)

    def pace(self) -> tuple[float | None, float | None]:
        """The median seconds of the last reviews, and of new cards on their first day.

        A card's drills count for it. `None` where there were none.
        """
        query = f"""
            SELECT log.card, s.introduced = log.day, sum(min(milliseconds, 60000)) FROM (
                SELECT id, act, card, day, milliseconds FROM log
                WHERE kind IN ('review', 'drill') AND {HELD} ORDER BY id DESC LIMIT :count
            ) AS log JOIN standings s ON s.card = log.card GROUP BY log.card, log.day
        """  # noqa: S608  # our own words
        reviews: list[int] = []
        news: list[int] = []
        with self._database.reading() as connection:
            for _, is_new, times in connection.execute(query, {"count": PACED_ANSWERS}):
                (news if is_new else reviews).append(times)
        return _median_seconds(reviews), _median_seconds(news)

    def last_times(self, count: int) -> tuple[int, ...]:
        """The milliseconds of the last answers, newest first."""
        query = f"""
            SELECT milliseconds FROM log WHERE {ANSWERS} AND {HELD} ORDER BY id DESC LIMIT ?
        """  # noqa: S608  # our own words
        with self._database.reading() as connection:
            return tuple(times for (times,) in connection.execute(query, (count,)))


def _median_seconds(times: Sequence[int]) -> float | None:
    return statistics.median(times) / 1000 if times else None


def _new_cards(
    connection: sqlite3.Connection,
    deck_ids: Sequence[DeckId],
    today: date,
    room: int,
    rooms: Mapping[DeckId, int],
) -> Iterator[tuple[CardId, DeckId]]:
    """Deck by deck, by name, so that a large library need not be sorted for its first cards.

    A deck in `rooms` takes no more than its own, and leaves the rest to the others.
    """
    by_name = connection.execute(
        f"SELECT id FROM decks WHERE id {OF_DECKS} ORDER BY name, id",  # noqa: S608  # ours
        {"decks": json.dumps(deck_ids)},
    ).fetchall()
    left = room
    for (deck,) in by_name:
        if left <= 0:
            return
        own = min(left, rooms.get(DeckId(deck), left))
        values = {"deck": deck, "today": today.isoformat(), "room": own}
        for card, of_deck in connection.execute(NEW, values):
            yield CardId(card), DeckId(of_deck)
            left -= 1


def _ids_in(text: str) -> Iterable[NoteId]:
    """The ids of the notes that a piece of a deck file is of."""
    return (NoteId(match[1].strip("'\"")) for match in _ID_LINE.finditer(text))
