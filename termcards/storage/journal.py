"""The log, and the schedules it adds up to: one answer is one transaction."""

import json
import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any, assert_never

import sqlalchemy as sa

from termcards.cards import CardId
from termcards.errors import StorageError
from termcards.log import (
    ActId,
    Cancel,
    DeviceId,
    Drill,
    Edit,
    Entry,
    EntryId,
    Fact,
    Review,
    Schedule,
    Standing,
)
from termcards.storage.database import Database
from termcards.storage.tables import EPOCH, MILLISECOND, devices, log, schedules

Advance = Callable[[Standing | None, Entry], Standing | None]
"""The rule by which an entry moves a card's standing."""


class ChangedElsewhereError(StorageError):
    """The card was answered elsewhere since it was drawn."""


class Journal:
    def __init__(self, database: Database, advance: Advance) -> None:
        self._database = database
        self._advance = advance
        self._device = self._own_device()

    def record(
        self, fact: Review | Drill, *, seen: Standing | None, at: datetime, day: date
    ) -> Entry:
        """Writes an answer down, and the card's new standing, in one transaction.

        `seen` is the standing on which the question was asked; if the card stands otherwise by
        now, nothing is written and `ChangedElsewhereError` is raised.
        """
        with self._database.writing() as connection:
            if _standing(connection, fact.card) != seen:
                raise ChangedElsewhereError("this card was answered elsewhere in the meantime")
            (entry,) = self._add(connection, [fact], at, day)
            _settle(connection, fact.card, self._advance(seen, entry), entry)
            return entry

    def record_edits(self, edits: Sequence[Edit], *, at: datetime, day: date) -> None:
        """Writes down what was changed in deck files, as one act."""
        with self._database.writing() as connection:
            self._add(connection, edits, at, day)

    def last_act(self) -> tuple[Entry, ...]:
        """The entries of the last act that was not taken back yet; none when there is none."""
        with self._database.reading() as connection:
            act = connection.scalar(_last_act())
            return tuple(_entries(connection, log.c.act == act)) if act is not None else ()

    def cancel(self, act: ActId, *, at: datetime, day: date) -> None:
        """Takes an act back: its cards stand as if it had not been, in one transaction."""
        with self._database.writing() as connection:
            undone = tuple(_entries(connection, log.c.act == act))
            self._add(connection, [Cancel(act)], at, day)
            facts = (entry.fact for entry in undone)
            for card in {fact.card for fact in facts if isinstance(fact, Review | Drill)}:
                self._replay(connection, card)

    def standing(self, card: CardId) -> Standing | None:
        with self._database.reading() as connection:
            return _standing(connection, card)

    def standings(self) -> dict[CardId, Standing]:
        """Every card's standing as it is kept; a replay of the log must give the same."""
        with self._database.reading() as connection:
            rows = connection.execute(sa.select(schedules))
            return {CardId(row.card): _standing_of(row) for row in rows}

    def entries(self, card: CardId | None = None) -> tuple[Entry, ...]:
        """The log in order, or one card's entries (without the cancels)."""
        with self._database.reading() as connection:
            return tuple(_entries(connection, sa.true() if card is None else log.c.card == card))

    def review_count(self, card: CardId) -> int:
        """How often the card was reviewed, what was taken back left out."""
        condition = (log.c.card == card) & (log.c.kind == "review") & holds()
        with self._database.reading() as connection:
            return connection.scalar(sa.select(sa.func.count()).where(condition)) or 0

    def _own_device(self) -> DeviceId:
        with self._database.reading() as connection:
            known = connection.scalar(sa.select(devices.c.id))
        if known is None:
            with self._database.writing() as connection:
                known = connection.scalar(sa.select(devices.c.id))
                if known is None:
                    known = secrets.token_hex(4)
                    connection.execute(devices.insert(), {"id": known})
        return DeviceId(known)

    def _add(
        self, connection: sa.Connection, facts: Sequence[Fact], at: datetime, day: date
    ) -> tuple[Entry, ...]:
        """Adds the facts of one act to the log.

        Their ids are later than every other, so that the log keeps its order when the clock is
        set back; the first is also the act's.
        """
        last = connection.scalar(sa.select(sa.func.max(log.c.id)))
        now = (at - EPOCH) // MILLISECOND
        tick = now if last is None else max(now, int(last[:12], 16) + 1)
        ids = [f"{tick + number:012x}{secrets.token_hex(6)}" for number in range(len(facts))]
        entries = tuple(
            Entry(EntryId(entry_id), ActId(ids[0]), self._device, at, day, fact)
            for entry_id, fact in zip(ids, facts, strict=True)
        )
        connection.execute(log.insert(), [_row(entry) for entry in entries])
        return entries

    def _replay(self, connection: sa.Connection, card: CardId) -> None:
        standing: Standing | None = None
        last: Entry | None = None
        for entry in _entries(connection, (log.c.card == card) & holds()):
            standing = self._advance(standing, entry)
            last = entry
        _settle(connection, card, standing, last)


def holds() -> sa.ColumnElement[bool]:
    """The entry's act was not taken back."""
    cancels = log.alias("cancel_entries")
    return ~sa.exists().where(cancels.c.cancels == log.c.act)


def is_answer() -> sa.ColumnElement[bool]:
    return log.c.kind.in_(("review", "drill"))


def _last_act() -> sa.Select[str]:
    return (
        sa.select(log.c.act)
        .where(log.c.kind != "cancel", holds())
        .order_by(log.c.id.desc())
        .limit(1)
    )


def _entries(connection: sa.Connection, condition: sa.ColumnElement[bool]) -> Iterable[Entry]:
    for row in connection.execute(sa.select(log).where(condition).order_by(log.c.id)):
        yield Entry(
            EntryId(row.id), ActId(row.act), DeviceId(row.device), row.at, row.day, _fact(row)
        )


def _fact(row: sa.Row[Any]) -> Fact:
    if row.kind == "review":
        return Review(CardId(row.card), row.quality, row.milliseconds)
    if row.kind == "drill":
        return Drill(CardId(row.card), row.quality, row.milliseconds)
    if row.kind == "edit":
        return Edit(**json.loads(row.edit))
    return Cancel(ActId(row.cancels))


def _row(entry: Entry) -> dict[str, Any]:
    row = {
        "id": entry.id,
        "act": entry.act,
        "device": entry.device,
        "at": entry.at,
        "day": entry.day,
    }
    columns = dict.fromkeys(("card", "quality", "milliseconds", "cancels", "edit"))
    return row | columns | _fact_columns(entry.fact)


def _fact_columns(fact: Fact) -> dict[str, Any]:
    match fact:
        case Review(card, quality, milliseconds):
            return _answer("review", card, quality, milliseconds)
        case Drill(card, quality, milliseconds):
            return _answer("drill", card, quality, milliseconds)
        case Edit():
            return {"kind": "edit", "edit": json.dumps(asdict(fact), ensure_ascii=False)}
        case Cancel(act):
            return {"kind": "cancel", "cancels": act}
        case _:
            assert_never(fact)


def _answer(kind: str, card: CardId, quality: int, milliseconds: int) -> dict[str, Any]:
    return {"kind": kind, "card": card, "quality": quality, "milliseconds": milliseconds}


def _standing(connection: sa.Connection, card: CardId) -> Standing | None:
    row = connection.execute(sa.select(schedules).where(schedules.c.card == card)).first()
    return None if row is None else _standing_of(row)


def _standing_of(row: sa.Row[Any]) -> Standing:
    schedule = Schedule(row.due, row.interval, row.repetitions, row.lapses, row.ease_factor)
    return Standing(schedule, row.introduced, row.reviewed, row.is_sure)


def _settle(
    connection: sa.Connection, card: CardId, standing: Standing | None, last: Entry | None
) -> None:
    connection.execute(schedules.delete().where(schedules.c.card == card))
    if standing is None or last is None:
        return
    schedule = standing.schedule
    connection.execute(
        schedules.insert(),
        {
            "card": card,
            "due": schedule.due,
            "interval": schedule.interval,
            "repetitions": schedule.repetitions,
            "lapses": schedule.lapses,
            "ease_factor": schedule.ease_factor,
            "introduced": standing.introduced,
            "reviewed": standing.reviewed,
            "is_sure": standing.is_sure,
            "last_entry": last.id,
        },
    )
