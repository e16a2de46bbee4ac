"""What a day asks for and what the days gave: questions to the log and the schedules."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from termcards.cards import CardId, note_of
from termcards.log import PASSING_QUALITY
from termcards.notes import DeckId, NoteId
from termcards.storage.database import Database
from termcards.storage.journal import holds, is_answer
from termcards.storage.tables import cards, decks, log, notes, schedules


@dataclass(frozen=True, slots=True)
class DueCards:
    """What a queue is drawn from, in the words of the store."""

    due: tuple[tuple[CardId, date], ...]
    new: tuple[CardId, ...]
    drills: tuple[CardId, ...]


class Agenda:
    def __init__(self, database: Database) -> None:
        self._database = database

    def due_cards(self, deck_ids: Sequence[DeckId], today: date, new_limit: int) -> DueCards:
        """What `today` may ask of these decks, and the first `new_limit` of their new notes."""
        with self._database.reading() as connection:
            of_decks = sa.select(cards.c.id).join(notes).where(notes.c.deck.in_(deck_ids))
            due = connection.execute(
                sa.select(schedules.c.card, schedules.c.due).where(
                    schedules.c.due <= today,
                    schedules.c.reviewed < today,
                    schedules.c.card.in_(of_decks),
                )
            )
            drills = connection.scalars(
                sa.select(schedules.c.card)
                .where(
                    schedules.c.reviewed == today,
                    sa.not_(schedules.c.is_sure),
                    schedules.c.card.in_(of_decks),
                )
                .order_by(schedules.c.last_entry)
            )
            waiting = tuple((CardId(row.card), row.due) for row in due)
            # Each note under review may hold back its siblings, of which it has three at most.
            room = max(0, 4 * (new_limit + len(waiting)))
            new = connection.scalars(_new_cards(deck_ids).limit(room))
            return DueCards(
                due=waiting,
                new=tuple(CardId(card) for card in new),
                drills=tuple(CardId(card) for card in drills),
            )

    def answered_today(self, today: date) -> tuple[frozenset[NoteId], int, int]:
        """The notes of which a card was reviewed, and how many cards were new and were not."""
        query = sa.select(schedules.c.card, schedules.c.introduced).where(
            schedules.c.reviewed == today
        )
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        introduced = sum(row.introduced == today for row in rows)
        answered = frozenset(note_of(CardId(row.card)) for row in rows)
        return answered, introduced, len(rows) - introduced

    def answers_of(self, day: date, deck_ids: Sequence[DeckId] | None = None) -> Counter[int]:
        """How often each quality was given on a day, reviews and drills."""
        query = sa.select(log.c.quality, sa.func.count()).where(
            log.c.day == day, is_answer(), holds()
        )
        if deck_ids is not None:
            query = query.where(
                log.c.card.in_(sa.select(cards.c.id).join(notes).where(notes.c.deck.in_(deck_ids)))
            )
        with self._database.reading() as connection:
            return Counter(
                dict(tuple(row) for row in connection.execute(query.group_by(log.c.quality)))
            )

    def reviews_by_day(self, since: date) -> dict[date, tuple[int, int]]:
        """For each day, how many reviews there were, and how many of them passed."""
        passed = sa.func.sum(sa.case((log.c.quality >= PASSING_QUALITY, 1), else_=0))
        query = (
            sa.select(log.c.day, sa.func.count(), passed)
            .where(log.c.day >= since, log.c.kind == "review", holds())
            .group_by(log.c.day)
        )
        with self._database.reading() as connection:
            return {day: (count, right) for day, count, right in connection.execute(query)}

    def forecast(self, today: date, until: date) -> dict[date, int]:
        """How many cards come due on each day; what is overdue counts for today."""
        query = (
            sa.select(schedules.c.due, sa.func.count())
            .join(cards, cards.c.id == schedules.c.card)
            .where(schedules.c.due <= until)
            .group_by(schedules.c.due)
        )
        counts: Counter[date] = Counter()
        with self._database.reading() as connection:
            for due, count in connection.execute(query):
                counts[max(due, today)] += count
        return dict(counts)

    def next_due(self, deck_ids: Sequence[DeckId], today: date) -> date | None:
        """The first day after today on which a card of these decks comes due."""
        query = (
            sa.select(sa.func.min(schedules.c.due))
            .join(cards, cards.c.id == schedules.c.card)
            .join(notes, notes.c.id == cards.c.note)
            .where(schedules.c.due > today, notes.c.deck.in_(deck_ids))
        )
        with self._database.reading() as connection:
            due: date | None = connection.scalar(query)
            return due

    def last_times(self, count: int) -> tuple[int, ...]:
        """The milliseconds of the last answers, newest first."""
        query = (
            sa.select(log.c.milliseconds)
            .where(is_answer(), holds())
            .order_by(log.c.id.desc())
            .limit(count)
        )
        with self._database.reading() as connection:
            return tuple(connection.scalars(query))


def _new_cards(deck_ids: Sequence[DeckId]) -> sa.Select[str]:
    has_schedule = sa.exists().where(schedules.c.card == cards.c.id)
    return (
        sa.select(cards.c.id)
        .join(notes, notes.c.id == cards.c.note)
        .join(decks, decks.c.id == notes.c.deck)
        .where(notes.c.deck.in_(deck_ids), ~has_schedule)
        .order_by(decks.c.name, decks.c.id, notes.c.position, cards.c.position)
    )
