"""Entries as rows of the log."""

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from typing import Any

from termcards.cards import CardId, note_of
from termcards.log import ActId, DeviceId, Entry, EntryId
from termcards.notes import NoteId
from termcards.storage.logformat import (
    EPOCH,
    MILLISECOND,
    fact_fields,
    fact_from_fields,
    kind_of,
)

ENTRY = "id, act, device, at, day, kind, card, quality, milliseconds, cancels, detail"
IN_COLUMNS = ("card", "quality", "milliseconds", "cancels")
HELD = "NOT EXISTS (SELECT 1 FROM log AS c WHERE c.cancels = log.act)"
"""The entry's act was not taken back."""

ANSWERS = "kind IN ('review', 'drill', 'cram')"
OF_ACT = "(id = :act OR (act = :act AND act <> id))"


LONGEST_WAY_ROUND = timedelta(days=1)
"""Between a day's beginning somewhere on earth and in UTC, and somewhat more."""


def first_id(day: date) -> str:
    """No entry of the learner's `day`, wherever that is, has a lesser id.

    Ids begin with an instant that is never before the entry's own, so that the log needs no index
    of its days, which every answer would have to keep up.
    """
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return f"{max(0, (midnight - LONGEST_WAY_ROUND - EPOCH) // MILLISECOND):012x}"


def insert(connection: sqlite3.Connection, entries: Sequence[Entry]) -> None:
    statement = f"INSERT INTO log ({ENTRY}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608  # ours
    connection.executemany(statement, [_row(entry) for entry in entries])


def _row(entry: Entry) -> Sequence[Any]:
    values = fact_fields(entry.fact)
    columns = [values.pop(column, None) for column in IN_COLUMNS]
    return (
        entry.id,
        entry.act,
        entry.device,
        (entry.at - EPOCH) // MILLISECOND,
        entry.day.isoformat(),
        kind_of(entry.fact),
        *columns,
        json.dumps(values, ensure_ascii=False) if values else None,
    )


def entries(
    connection: sqlite3.Connection,
    condition: str,
    values: Mapping[str, Any] | None = None,
    *,
    order: str = "id",
) -> Iterator[Entry]:
    query = f"SELECT {ENTRY} FROM log WHERE {condition} ORDER BY {order}"  # noqa: S608  # ours
    for row in connection.execute(query, values or {}):
        entry_id, act, device, at, day, kind, *columns, detail = row
        found = {
            key: value for key, value in zip(IN_COLUMNS, columns, strict=True) if value is not None
        }
        if detail is not None:
            found |= json.loads(detail)
        yield Entry(
            EntryId(entry_id),
            ActId(act),
            DeviceId(device),
            EPOCH + at * MILLISECOND,
            date.fromisoformat(day),
            fact_from_fields(kind, found),
        )


def history(connection: sqlite3.Connection, card: CardId) -> Iterator[Entry]:
    """What a card's standing adds up from: its entries and the shifts, as far as they hold."""
    condition = f"(card = :card OR card IS NULL AND kind = 'shift') AND {HELD}"
    return entries(connection, condition, {"card": card})


def histories(connection: sqlite3.Connection) -> Iterator[tuple[CardId, Sequence[Entry]]]:
    """As `history`, of every card that the log is about."""
    shifts = tuple(entries(connection, f"card IS NULL AND kind = 'shift' AND {HELD}"))
    of_cards = entries(connection, f"card IS NOT NULL AND {HELD}", order="card, id")
    for card, own in groupby(of_cards, _card):
        history = [*own, *shifts]
        yield card, sorted(history, key=_id) if shifts else history


def cards(connection: sqlite3.Connection, note: NoteId) -> list[CardId]:
    """The cards of a note that the log is about, those that the note has no longer among them."""
    query = "SELECT DISTINCT card FROM log WHERE card > :note || ':' AND card < :note || ';'"
    found = [CardId(card) for (card,) in connection.execute(query, {"note": note})]
    return [card for card in found if note_of(card) == note]


def _card(entry: Entry) -> CardId:
    card: CardId = getattr(entry.fact, "card")  # noqa: B009  # only card facts come here
    return card


def _id(entry: Entry) -> EntryId:
    return entry.id
