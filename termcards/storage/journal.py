"""The log, and what it adds up to: one act of the learner is one transaction."""

import json
import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from termcards.cards import CardId
from termcards.errors import StorageError
from termcards.language import tr
from termcards.log import (
    ActId,
    Cancel,
    CardFact,
    DeviceId,
    Entry,
    EntryId,
    Fact,
    Judge,
    Mark,
    Standing,
    Verdict,
)
from termcards.notes import NoteId
from termcards.storage import begun, logrows, rollup, words
from termcards.storage.database import Database
from termcards.storage.logformat import EPOCH, MILLISECOND, entry_fields
from termcards.storage.logrows import ANSWERS, HELD, OF_ACT
from termcards.storage.rollup import Rollup, Sums
from termcards.storage.standings import (
    Rules,
    all_standings,
    cards_of,
    concerns_all,
    settle,
    standing_of,
)


class ChangedElsewhereError(StorageError):
    """The card was answered elsewhere since it was drawn."""


class Journal:
    def __init__(self, database: Database, rules: Rules, rollup: Rollup) -> None:
        self._database = database
        self._rules = rules
        self._rollup = rollup
        self.device = self._own_device()
        if self._has_lost_its_sum():
            self.rebuild()

    def record(
        self,
        facts: Sequence[Fact],
        *,
        at: datetime,
        day: date,
        seen: Mapping[CardId, Standing] | None = None,
    ) -> tuple[Entry, ...]:
        """Writes an act down, and how its cards stand now, in one transaction.

        `seen` are the standings on which the learner decided; if one of the cards stands otherwise
        by now, nothing is written and `ChangedElsewhereError` is raised.
        """
        with self._database.writing() as connection:
            before = {
                card: standing_of(connection, card)
                for card in dict.fromkeys((*(seen or {}), *_cards(facts)))
            }
            if any(before[card] != standing for card, standing in (seen or {}).items()):
                raise ChangedElsewhereError(tr("this card was answered elsewhere in the meantime"))
            entries = self._stamped(connection, facts, at, day)
            at_once, anew = rollup.told_at_once(entries)
            self._rollup.take_out(connection, anew)
            logrows.insert(connection, entries)
            begun.end(connection, entries)
            self._move(connection, entries, before)
            rollup.count_at_once(connection, at_once, before)
            self._rollup.put_in(connection, anew)
            return entries

    def record_past(
        self, facts: Sequence[Fact], past: Iterable[Entry], *, at: datetime, day: date
    ) -> tuple[Entry, ...]:
        """Writes an act down that was done now, with entries of the past that come with it.

        Those keep their ids, which must be new, their times and days; act and device become those
        of this act, so that undo takes all of it back. There is at least one fact.
        """
        past = tuple(past)
        with self._database.writing() as connection:
            marks = self._stamped(connection, facts, at, day, after=(old.id for old in past))
            act = marks[0].act
            entries = (*marks, *(replace(old, act=act, device=self.device) for old in past))
            self._rollup.take_out(connection, cards_of(entries))
            logrows.insert(connection, entries)
            begun.end(connection, entries)
            self._settle_anew(connection, entries)
            return entries

    def last_act(self) -> tuple[Entry, ...]:
        """The entries of the last act that was not taken back yet; none when there is none."""
        query = f"SELECT act FROM log WHERE kind <> 'cancel' AND {HELD} ORDER BY id DESC LIMIT 1"  # noqa: S608  # ours
        with self._database.reading_at_once() as connection:
            row = connection.execute(query).fetchone()
            return (
                () if row is None else tuple(logrows.entries(connection, OF_ACT, {"act": row[0]}))
            )

    def cancel(self, act: ActId, *, at: datetime, day: date) -> None:
        """Takes an act back: its cards stand as if it had not been, in one transaction."""
        with self._database.writing() as connection:
            undone = tuple(logrows.entries(connection, OF_ACT, {"act": act}))
            self._rollup.take_out(connection, cards_of(undone))
            logrows.insert(connection, self._stamped(connection, [Cancel(act)], at, day))
            begun.end(connection, undone)
            self._settle_anew(connection, undone)

    def merge(self, entries: Iterable[Entry]) -> int:
        """Takes entries from elsewhere in, all or none; says how many were new.

        What is known already stays, so that a second time gives nothing new. Of two entries with
        the same id, as two devices make of one imported review, the lesser text is kept: on both
        devices the same one.
        """
        with self._database.writing() as connection:
            given = tuple(entries)
            condition = "id IN (SELECT value FROM json_each(:ids))"
            ids = {"ids": json.dumps([entry.id for entry in given])}
            known = {entry.id: entry for entry in logrows.entries(connection, condition, ids)}
            fresh: dict[EntryId, Entry] = {}
            for entry in given:
                other = fresh.get(entry.id) or known.get(entry.id)
                if other is None or (entry != other and _text(entry) < _text(other)):
                    fresh[entry.id] = entry
            replaced = [known[entry_id] for entry_id in fresh if entry_id in known]
            concerned = (*replaced, *self._with_cancelled(connection, fresh.values()))
            self._rollup.take_out(connection, cards_of(concerned))
            connection.executemany(
                "DELETE FROM log WHERE id = ?", [(entry.id,) for entry in replaced]
            )
            logrows.insert(connection, tuple(fresh.values()))
            self._settle_anew(connection, concerned)
            return len(fresh) - len(replaced)

    def standing(self, card: CardId) -> Standing:
        with self._database.reading() as connection:
            return standing_of(connection, card)

    def standings(self) -> dict[CardId, Standing]:
        """Every card's standing as it is kept; a replay of the log must give the same."""
        with self._database.reading() as connection:
            return all_standings(connection)

    def entries(self, card: CardId | None = None) -> tuple[Entry, ...]:
        """The log in order, or one card's entries (without the cancels)."""
        with self._database.reading() as connection:
            if card is None:
                return tuple(logrows.entries(connection, "true"))
            return tuple(logrows.entries(connection, "card = :card", {"card": card}))

    def history(self, card: CardId) -> tuple[Entry, ...]:
        """What a card's standing adds up from: its entries and the shifts, as far as they hold."""
        with self._database.reading() as connection:
            return tuple(logrows.history(connection, card))

    def marked(self) -> frozenset[NoteId]:
        with self._database.reading() as connection:
            return frozenset(NoteId(note) for (note,) in connection.execute("SELECT * FROM marks"))

    def verdicts(self) -> dict[str, Verdict]:
        """What was said of words, by folded name."""
        with self._database.reading() as connection:
            rows = connection.execute("SELECT name, verdict FROM words")
            return {name: Verdict(verdict) for name, verdict in rows}

    def rebuild(self) -> None:
        """Makes all that is kept of the log's sum anew."""
        with self._database.writing() as connection:
            self._settle_all(connection)
            words.settle_anew(connection)

    def _has_lost_its_sum(self) -> bool:
        """After the tables were made anew, for one."""
        query = f"""
            SELECT NOT EXISTS (SELECT 1 FROM standings)
            AND EXISTS (SELECT 1 FROM log WHERE card IS NOT NULL)
            OR NOT EXISTS (SELECT 1 FROM days)
            AND EXISTS (SELECT 1 FROM log WHERE {ANSWERS} AND {HELD})
        """  # noqa: S608  # our own words
        with self._database.reading() as connection:
            (is_lost,) = connection.execute(query).fetchone()
            return bool(is_lost)

    def _own_device(self) -> DeviceId:
        with self._database.reading() as connection:
            known = connection.execute("SELECT id FROM devices").fetchone()
        if known is None:
            with self._database.writing() as connection:
                known = connection.execute("SELECT id FROM devices").fetchone()
                if known is None:
                    known = (secrets.token_hex(4),)
                    connection.execute("INSERT INTO devices (id) VALUES (?)", known)
        return DeviceId(known[0])

    def _stamped(
        self,
        connection: sqlite3.Connection,
        facts: Sequence[Fact],
        at: datetime,
        day: date,
        after: Iterable[EntryId] = (),
    ) -> tuple[Entry, ...]:
        """The facts of one act as entries.

        Their ids are later than every other, so that the log keeps its order when the clock is
        set back; the first is also the act's.
        """
        (known,) = connection.execute("SELECT max(id) FROM log").fetchone()
        last = max((known or "", *after)) or None
        now = (at - EPOCH) // MILLISECOND
        tick = now if last is None else max(now, int(last[:12], 16) + 1)
        ids = [f"{tick + number:012x}{secrets.token_hex(6)}" for number in range(len(facts))]
        return tuple(
            Entry(EntryId(entry_id), ActId(ids[0]), self.device, at, day, fact)
            for entry_id, fact in zip(ids, facts, strict=True)
        )

    def _move(
        self,
        connection: sqlite3.Connection,
        entries: Sequence[Entry],
        before: Mapping[CardId, Standing],
    ) -> None:
        """Keeps what new entries, the last ones of the log, change."""
        after: dict[CardId, Standing | None] = dict(before)
        if concerns_all(entries):
            after |= all_standings(connection)
        for entry in entries:
            for card in after if concerns_all([entry]) else cards_of([entry]):
                standing = after[card]
                after[card] = standing and self._rules.advance(standing, entry)
        settle(
            connection,
            (
                (card, standing or self._rules.replay(logrows.history(connection, card)))
                for card, standing in after.items()
            ),
        )
        words.settle(connection, entries)

    def _settle_anew(self, connection: sqlite3.Connection, entries: Sequence[Entry]) -> None:
        """Makes anew what is kept of all that these entries, come or gone, are about.

        What their cards gave to the roll-up was taken out before.
        """
        if any(isinstance(entry.fact, Judge | Mark) for entry in entries):
            words.settle_anew(connection)
        if concerns_all(entries):
            self._settle_all(connection)
            return
        histories = ((card, logrows.history(connection, card)) for card in cards_of(entries))
        self._settle_by(connection, histories)

    def _settle_all(self, connection: sqlite3.Connection) -> None:
        connection.execute("DELETE FROM standings")
        rollup.clear(connection)
        self._settle_by(connection, logrows.histories(connection))

    def _settle_by(
        self,
        connection: sqlite3.Connection,
        histories: Iterable[tuple[CardId, Iterable[Entry]]],
    ) -> None:
        """Keeps how cards stand after their histories, and what their answers add up to."""
        standings: list[tuple[CardId, Standing]] = []
        sums = Sums()
        for card, history in histories:
            standing, answers = self._rollup.replayed(history)
            standings.append((card, standing))
            sums.add(answers, rollup.home_of(connection, card))
        settle(connection, standings)
        sums.write(connection)

    def _with_cancelled(
        self, connection: sqlite3.Connection, fresh: Iterable[Entry]
    ) -> list[Entry]:
        """The entries, and those whose act one of them takes back."""
        found = list(fresh)
        for entry in tuple(found):
            if isinstance(entry.fact, Cancel):
                found += logrows.entries(connection, OF_ACT, {"act": entry.fact.act})
        return found


def _cards(facts: Iterable[Fact]) -> Iterator[CardId]:
    return (fact.card for fact in facts if isinstance(fact, CardFact))


def _text(entry: Entry) -> str:
    return json.dumps(entry_fields(entry), ensure_ascii=False, sort_keys=True)
