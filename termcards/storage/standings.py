"""The standing of each card as it is kept: a copy of what the log adds up to, found fast."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Protocol

from termcards.cards import CardId
from termcards.log import (
    UNTOUCHED,
    CardFact,
    Entry,
    EntryId,
    Memory,
    Schedule,
    Shift,
    Standing,
    Suspension,
)
from termcards.notes import DeckId

COLUMNS = (
    "card, due, interval, repetitions, lapses, ease_factor, introduced, reviewed, is_sure,"
    " last_answer, reviews, passed, failures, stability, difficulty, suspended, buried_until, flag"
)
PLACES = ", ".join("?" * (COLUMNS.count(",") + 1))
DECK_OF = "SELECT n.deck FROM cards c JOIN notes n ON n.id = c.note WHERE c.id"
REPLACE = f"REPLACE INTO standings ({COLUMNS}, deck) VALUES ({PLACES}, ({DECK_OF} = ?1))"  # noqa: S608  # ours


class Rules(Protocol):
    """By which entries move a card's standing."""

    def advance(self, standing: Standing, entry: Entry) -> Standing | None: ...

    def replay(self, entries: Iterable[Entry]) -> Standing: ...

    def course(self, entries: Iterable[Entry]) -> Iterator[tuple[Entry, Standing, Standing]]: ...


def standing_of(connection: sqlite3.Connection, card: CardId) -> Standing:
    query = f"SELECT {COLUMNS} FROM standings WHERE card = ?"  # noqa: S608  # our own columns
    row = connection.execute(query, (card,)).fetchone()
    return UNTOUCHED if row is None else standing_from(row)


def all_standings(connection: sqlite3.Connection) -> dict[CardId, Standing]:
    rows = connection.execute(f"SELECT {COLUMNS} FROM standings")  # noqa: S608  # our own columns
    return {CardId(row[0]): standing_from(row) for row in rows}


def settle(connection: sqlite3.Connection, standings: Iterable[tuple[CardId, Standing]]) -> None:
    """Keeps how cards stand now; an untouched card needs no row."""
    touched: list[Sequence[Any]] = []
    untouched: list[Sequence[Any]] = []
    for card, standing in standings:
        if standing == UNTOUCHED:
            untouched.append((card,))
        else:
            touched.append(_row(card, standing))
    if touched:
        connection.executemany(REPLACE, touched)
    if untouched:
        connection.executemany("DELETE FROM standings WHERE card = ?", untouched)


def file_anew(connection: sqlite3.Connection, decks: Sequence[DeckId]) -> None:
    """Files the standings under the decks in which their cards are, after these decks changed."""
    gone = f"""
        UPDATE standings SET deck = NULL WHERE deck IN (SELECT value FROM json_each(?))
        AND NOT EXISTS ({DECK_OF} = card AND n.deck = standings.deck)
    """  # noqa: S608  # our own words
    connection.execute(gone, (json.dumps(decks),))
    come = """
        UPDATE standings SET deck = :deck WHERE deck IS NOT :deck
        AND card IN (SELECT c.id FROM notes n JOIN cards c ON c.note = n.id WHERE n.deck = :deck)
    """
    connection.executemany(come, [{"deck": deck} for deck in decks])


def concerns_all(entries: Iterable[Entry]) -> bool:
    """Whether the entries move every card there is."""
    return any(isinstance(entry.fact, Shift) for entry in entries)


def cards_of(entries: Iterable[Entry]) -> list[CardId]:
    """The cards that the entries are about, each once."""
    return list(
        dict.fromkeys(entry.fact.card for entry in entries if isinstance(entry.fact, CardFact))
    )


def standing_from(row: Sequence[Any]) -> Standing:
    """The standing that a row of `COLUMNS` says."""
    (_, due, interval, repetitions, lapses, ease_factor, introduced, reviewed, is_sure) = row[:9]
    (last, reviews, passed, failures, stability, difficulty, suspended, buried, flag) = row[9:]
    schedule = None
    if due is not None:
        schedule = Schedule(date.fromisoformat(due), interval, repetitions, lapses, ease_factor)
    return Standing(
        schedule=schedule,
        introduced=_day(introduced),
        reviewed=_day(reviewed),
        is_sure=bool(is_sure),
        last_answer=None if last is None else EntryId(last),
        reviews=reviews,
        passed=passed,
        failures=failures,
        memory=None if stability is None else Memory(stability, difficulty),
        suspended=None if suspended is None else Suspension(suspended),
        buried_until=_day(buried),
        flag=flag,
    )


def _row(card: CardId, standing: Standing) -> Sequence[Any]:
    schedule, memory = standing.schedule, standing.memory
    return (
        card,
        schedule and schedule.due.isoformat(),
        schedule and schedule.interval,
        schedule and schedule.repetitions,
        schedule and schedule.lapses,
        schedule and schedule.ease_factor,
        standing.introduced and standing.introduced.isoformat(),
        standing.reviewed and standing.reviewed.isoformat(),
        standing.is_sure,
        standing.last_answer,
        standing.reviews,
        standing.passed,
        standing.failures,
        memory and memory.stability,
        memory and memory.difficulty,
        standing.suspended,
        standing.buried_until and standing.buried_until.isoformat(),
        standing.flag,
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
