"""Searches: a filter in, the cards in their order out; and what a list shows of them.

They have connections of their own, which only read: a search that takes long, or an act over many
cards, holds nobody up, and a search can be broken off.
"""

import json
import re
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from termcards.cards import CardId, is_card, note_of
from termcards.filters import Filter, Order
from termcards.log import UNTOUCHED, Standing
from termcards.notes import DeckId, NoteId
from termcards.storage.conditions import Condition, Moment, narrows
from termcards.storage.database import Database
from termcards.storage.noteformat import note_from_fields
from termcards.storage.shelf import ShelvedNote
from termcards.storage.standings import COLUMNS, standing_from

BY_TERM = "t.sort {d}, t.note {d}, c.position"
ORDERS = {
    Order.TERM: BY_TERM,
    Order.DUE: f"s.due IS NULL, s.due {{d}}, {BY_TERM.format(d='')}",
    Order.INTERVAL: f"s.interval IS NULL, s.interval {{d}}, {BY_TERM.format(d='')}",
    Order.EASE: f"s.ease_factor IS NULL, s.ease_factor {{d}}, {BY_TERM.format(d='')}",
    Order.ADDED: f"o.added {{d}}, {BY_TERM.format(d='')}",
    Order.DECK: "d.name {d}, d.id, n.position {d}, c.position",
}
FALLING = frozenset({Order.INTERVAL, Order.ADDED})
"""What begins with the most."""
JOINS = {
    "s": "LEFT JOIN standings s ON s.card = c.id",
    "o": "LEFT JOIN contents o ON o.note = t.note",
    "n": "CROSS JOIN notes n ON n.id = t.note CROSS JOIN decks d ON d.id = n.deck",
}
SHOWN_OF_STANDING = ", ".join(f"s.{column.strip()}" for column in COLUMNS.split(","))

LISTED = f"""
    SELECT c.id, n.content, n.deck, n.line, m.note IS NOT NULL, {SHOWN_OF_STANDING}
    FROM cards c JOIN notes n ON n.id = c.note
    LEFT JOIN standings s ON s.card = c.id LEFT JOIN marks m ON m.note = c.note
    WHERE c.id IN (SELECT value FROM json_each(?))
"""  # noqa: S608  # our own columns
LISTED_CARDLESS = """
    SELECT n.id || ':', n.content, n.deck, n.line, m.note IS NOT NULL
    FROM notes n LEFT JOIN marks m ON m.note = n.id
    WHERE n.id IN (SELECT value FROM json_each(?))
    AND NOT EXISTS (SELECT 1 FROM cards c WHERE c.note = n.id)
"""


@dataclass(frozen=True, slots=True)
class Listed:
    """A card, or a note without any, with all that a list may show of it."""

    card: CardId
    shelved: ShelvedNote
    standing: Standing
    is_marked: bool


class Finder:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._search = _Desk(database)
        self._rows = _Desk(database)

    def cards(
        self,
        wanted: Filter,
        moment: Moment,
        order: Order = Order.TERM,
        *,
        is_reversed: bool = False,
        with_cardless: bool = False,
        limit: int | None = None,
        is_wanted: Callable[[], bool] = lambda: True,
    ) -> tuple[CardId, ...] | None:
        """The cards for which the filter holds.

        Among them, if they are to be `with_cardless`, stands `cards.no_card` for each note without
        cards that has all that is asked. `None` when the search was broken off, or was not wanted
        any more when its turn came.
        """
        with self._search.taken() as connection:
            try:
                search = _Search(connection, wanted, moment, order, limit)
                found = (
                    search.found(is_reversed=is_reversed, with_cardless=with_cardless)
                    if is_wanted()
                    else None
                )
            except sqlite3.OperationalError as error:
                if "interrupted" not in str(error):
                    raise
                found = None
        return None if found is None else tuple(json.loads(found))

    def notes(self, wanted: Filter, moment: Moment) -> tuple[NoteId, ...]:
        """The notes for which the filter holds, or for one of whose cards; by term.

        A note without cards may be found too, by all that is not asked of a card.
        """
        with self._search.taken() as connection:
            condition = Condition(moment, _decks(connection))
            where = condition.sql(wanted)
            joins = _joins(where)
            of_cards = "LEFT JOIN cards c ON c.note = t.note" if "c." in where + joins else ""
            query = f"""
                SELECT DISTINCT t.note FROM texts t {of_cards} {joins}
                WHERE {where} ORDER BY t.sort, t.note
            """  # noqa: S608  # our own words
            rows = connection.execute(query, condition.values)
            return tuple(NoteId(note) for (note,) in rows)

    def cancel(self) -> None:
        """Breaks off the search that is under way, if there is one."""
        self._search.interrupt()

    def listed(self, cards: Sequence[CardId]) -> tuple[Listed, ...]:
        """What a list shows of these cards, as far as there are such; in any order."""
        notes = [note_of(card) for card in cards if not is_card(card)]
        with self._rows.taken() as connection:
            rows = list(connection.execute(LISTED, (json.dumps(cards),)))
            if notes:
                rows += connection.execute(LISTED_CARDLESS, (json.dumps(notes),))
        return tuple(
            Listed(
                CardId(card),
                ShelvedNote(note_from_fields(json.loads(content)), DeckId(deck), line),
                UNTOUCHED if not row or row[0] is None else standing_from(row),
                bool(is_marked),
            )
            for card, content, deck, line, is_marked, *row in rows
        )

    def which(self, cards: Iterable[CardId], wanted: Filter, moment: Moment) -> frozenset[CardId]:
        """For which of the cards the filter holds."""
        with self._rows.taken() as connection:
            condition = Condition(moment, _decks(connection))
            query = f"""
                SELECT c.id FROM cards c CROSS JOIN texts t ON t.note = c.note {JOINS["s"]}
                WHERE c.id IN (SELECT value FROM json_each(:cards)) AND {condition.sql(wanted)}
            """  # noqa: S608  # our own words
            values = {**condition.values, "cards": json.dumps(list(cards))}
            return frozenset(CardId(card) for (card,) in connection.execute(query, values))

    def siblings(self, notes: Iterable[NoteId]) -> dict[NoteId, list[CardId]]:
        """All cards of these notes."""
        query = """
            SELECT note, id FROM cards WHERE note IN (SELECT value FROM json_each(?))
            ORDER BY note, position
        """
        found: dict[NoteId, list[CardId]] = {}
        with self._rows.taken() as connection:
            for note, card in connection.execute(query, (json.dumps(list(notes)),)):
                found.setdefault(NoteId(note), []).append(CardId(card))
        return found

    def close(self) -> None:
        self._search.close()
        self._rows.close()


class _Desk:
    """A connection of one's own, opened when it is first needed, for one reader at a time."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._turn = threading.Lock()
        self._connection: sqlite3.Connection | None = None

    @contextmanager
    def taken(self) -> Iterator[sqlite3.Connection]:
        with self._turn, self._database.in_words():
            if self._connection is None:
                self._connection = self._database.apart()
            yield self._connection

    def interrupt(self) -> None:
        connection = self._connection
        if connection is not None:
            connection.interrupt()

    def close(self) -> None:
        self.interrupt()
        with self._turn:
            if self._connection is not None:
                self._connection.close()
                self._connection = None


@dataclass(frozen=True, slots=True)
class _Search:
    connection: sqlite3.Connection
    wanted: Filter
    moment: Moment
    order: Order
    limit: int | None

    def found(self, *, is_reversed: bool, with_cardless: bool) -> str:
        """The ids as JSON: one row, which is read far faster than so many rows."""
        condition = Condition(self.moment, _decks(self.connection))
        where = condition.sql(self.wanted)
        is_falling = (self.order in FALLING) is not is_reversed
        by = ORDERS[self.order].format(d="DESC" if is_falling else "ASC")
        if narrows(self.wanted):
            # What has the text comes first, and is then put in order; not the other way round.
            by = by.replace("t.sort", "+t.sort")
        join = "LEFT" if with_cardless else "CROSS"
        query = f"""
            SELECT json_group_array(card) FROM (
                SELECT ifnull(c.id, t.note || ':') AS card
                FROM texts t {join} JOIN cards c ON c.note = t.note
                {_joins(where + by)} WHERE {where} ORDER BY {by} LIMIT :limit
            )
        """  # noqa: S608  # our own words
        values = {**condition.values, "limit": -1 if self.limit is None else self.limit}
        (found,) = self.connection.execute(query, values).fetchone()
        return str(found)


def _joins(words: str) -> str:
    """The tables that the words speak of, beside those that are always there."""
    return " ".join(join for name, join in JOINS.items() if re.search(rf"\b{name}\.", words))


def _decks(connection: sqlite3.Connection) -> dict[str, tuple[str, str]]:
    rows = connection.execute("SELECT id, name, file FROM decks")
    return {deck: (name, file) for deck, name, file in rows}
