"""The roll-up: what the answers add up to by day, by hour and by posting, kept with each answer.

`days` go by the learner's day, which stands in the log. `hours` go by instants, in quarters of an
hour of UTC: a learner's own hours are told from them when they are read, under the rules of the
zone at each instant. So a rebuild needs nothing but the log, and clock changes and another zone
come out right; quarters, since some zones are half or three quarters of an hour off.

`deck_days`, `postings` and `posting_weeks` are filed under the deck in which a note is now, and the
posting it was first met in; `NOWHERE` for both where there is none.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from termcards.cards import CardId, note_of
from termcards.log import UNTOUCHED, Answer, CardFact, Correct, Entry, Standing
from termcards.notes import DeckId, NoteId
from termcards.storage import logrows
from termcards.storage.logformat import EPOCH
from termcards.storage.standings import Rules
from termcards.tallies import Counted, Stage, counted_as

QUARTER = timedelta(minutes=15)
NOWHERE = ""

Home = tuple[str, str]
"""The ids of a note's deck and of its posting."""

HOMELESS: Home = (NOWHERE, NOWHERE)

Key = tuple[str | int, ...]

OF_A_DAY = (
    "new",
    "new_passed",
    "young",
    "young_passed",
    "mature",
    "mature_passed",
    "drills",
    "crams",
    "milliseconds",
)
KEYS = {
    "days": ("day",),
    "deck_days": ("deck", "day"),
    "hours": ("quarter",),
    "postings": ("deck", "posting"),
    "posting_weeks": ("deck", "posting", "week"),
}
AMOUNTS = {
    "days": OF_A_DAY,
    "deck_days": OF_A_DAY,
    "hours": ("answers", "reviews", "passed"),
    "postings": ("reviews", "passed"),
    "posting_weeks": ("reviews", "passed"),
}
COUNTS = {
    OF_A_DAY: "new + young + mature + drills + crams",
    AMOUNTS["hours"]: "answers",
    AMOUNTS["postings"]: "reviews",
}
"""What is 0 only where nothing is left."""

PLACES = {Stage.NEW: 0, Stage.YOUNG: 2, Stage.MATURE: 4, Stage.REPEAT: 6, Stage.CRAM: 7}
"""Where among the amounts of a day an answer counts."""


class Rollup:
    def __init__(self, rules: Rules) -> None:
        self._rules = rules

    def replayed(self, history: Iterable[Entry]) -> tuple[Standing, list[Counted]]:
        """A card's standing after its history, and how its answers count."""
        standing = UNTOUCHED
        answers = []
        for entry, before, after in self._rules.course(history):
            standing = after
            answer = counted_as(entry, before)
            if answer is not None:
                answers.append(answer)
        return standing, answers

    def take_out(self, connection: sqlite3.Connection, cards: Iterable[CardId]) -> None:
        """Takes the cards' answers out; to be called before the log changes about them."""
        self._count(connection, cards, -1)

    def put_in(self, connection: sqlite3.Connection, cards: Iterable[CardId]) -> None:
        """Counts the cards' answers, none of which is counted."""
        self._count(connection, cards, 1)

    def rehome(
        self,
        connection: sqlite3.Connection,
        before: Mapping[NoteId, Home],
        after: Mapping[NoteId, Home],
    ) -> None:
        """Files what notes gave under the decks and postings to which they have come."""
        if connection.execute("SELECT 1 FROM days LIMIT 1").fetchone() is None:
            return
        sums = Sums()
        for note in dict.fromkeys((*before, *after)):
            old, new = before.get(note, HOMELESS), after.get(note, HOMELESS)
            if old == new:
                continue
            for card in logrows.cards(connection, note):
                _, answers = self.replayed(logrows.history(connection, card))
                sums.add(answers, old, -1)
                sums.add(answers, new)
        sums.write(connection)

    def _count(self, connection: sqlite3.Connection, cards: Iterable[CardId], sign: int) -> None:
        sums = Sums()
        for card in cards:
            _, answers = self.replayed(logrows.history(connection, card))
            sums.add(answers, home_of(connection, card), sign)
        sums.write(connection)


class Sums:
    """Amounts on their way to the tables."""

    def __init__(self) -> None:
        self._rows: dict[str, dict[Key, list[int]]] = {table: {} for table in KEYS}
        self._is_less = False

    def add(self, answers: Iterable[Counted], home: Home, sign: int = 1) -> None:
        self._is_less |= sign < 0
        deck = home[0]
        for counted in answers:
            entry, recall = counted.entry, sign * counted.is_recall
            recalled = recall * counted.passed
            day, of_day = entry.day.isoformat(), _of_day(counted, sign)
            self._add("days", (day,), of_day)
            self._add("deck_days", (deck, day), of_day)
            self._add("hours", ((entry.at - EPOCH) // QUARTER,), (sign, recall, recalled))
            if recall:
                monday = entry.day - timedelta(days=entry.day.weekday())
                self._add("postings", home, (recall, recalled))
                self._add("posting_weeks", (*home, monday.isoformat()), (recall, recalled))

    def write(self, connection: sqlite3.Connection) -> None:
        for table, rows in self._rows.items():
            changed = [(*key, *row) for key, row in rows.items() if any(row)]
            if len(changed) == 1:
                # One answer waits for this: it is a third faster than the same for many rows.
                connection.execute(UPSERTS[table], changed[0])
            else:
                connection.executemany(UPSERTS[table], changed)
            if self._is_less:
                connection.executemany(CLEARINGS[table], rows)

    def _add(self, table: str, key: Key, amounts: Sequence[int]) -> None:
        row = self._rows[table].get(key)
        if row is None:
            self._rows[table][key] = list(amounts)
        else:
            for place, amount in enumerate(amounts):
                row[place] += amount


def clear(connection: sqlite3.Connection) -> None:
    for table in KEYS:
        connection.execute(f"DELETE FROM {table}")  # noqa: S608  # our own words


def homes(connection: sqlite3.Connection, decks: Sequence[DeckId]) -> dict[NoteId, Home]:
    """The homes of the notes in these decks."""
    query = """
        SELECT id, deck, posting FROM notes WHERE deck IN (SELECT value FROM json_each(?))
    """
    rows = connection.execute(query, (json.dumps(decks),))
    return {NoteId(note): (deck, posting) for note, deck, posting in rows}


def home_of(connection: sqlite3.Connection, card: CardId) -> Home:
    query = "SELECT deck, posting FROM notes WHERE id = ?"
    found: Home | None = connection.execute(query, (note_of(card),)).fetchone()
    return found or HOMELESS


def count_at_once(
    connection: sqlite3.Connection, answers: Iterable[Entry], before: Mapping[CardId, Standing]
) -> None:
    """Counts answers of cards that stood as `before`, which is what `told_at_once` allows."""
    sums = Sums()
    for entry in answers:
        if isinstance(entry.fact, Answer):
            card = entry.fact.card
            counted = counted_as(entry, before[card])
            sums.add([counted] if counted else [], home_of(connection, card))
    sums.write(connection)


def told_at_once(entries: Sequence[Entry]) -> tuple[list[Entry], list[CardId]]:
    """Of the entries of an act, the answers that the standings before it suffice to count.

    And the cards whose past is to be counted anew, before the act and after.
    """
    by_card: dict[CardId, list[Entry]] = defaultdict(list)
    for entry in entries:
        if isinstance(entry.fact, CardFact):
            by_card[entry.fact.card].append(entry)
    at_once, anew = [], []
    for card, (first, *rest) in by_card.items():
        if isinstance(first.fact, Correct) or any(
            isinstance(entry.fact, Answer | Correct) for entry in rest
        ):
            anew.append(card)
        elif isinstance(first.fact, Answer):
            at_once.append(first)
    return at_once, anew


def _of_day(counted: Counted, sign: int) -> list[int]:
    amounts = [0] * len(OF_A_DAY)
    place = PLACES[counted.stage]
    amounts[place] = sign
    if place < PLACES[Stage.REPEAT]:
        amounts[place + 1] = sign * counted.passed
    amounts[-1] = sign * counted.milliseconds
    return amounts


def _upsert(table: str) -> str:
    columns = (*KEYS[table], *AMOUNTS[table])
    places = ", ".join("?" * len(columns))
    sums = ", ".join(f"{amount} = {amount} + excluded.{amount}" for amount in AMOUNTS[table])
    return (
        f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})"  # noqa: S608  # our own words
        f" ON CONFLICT ({', '.join(KEYS[table])}) DO UPDATE SET {sums}"
    )


def _clearing(table: str) -> str:
    is_row = " AND ".join(f"{key} = ?" for key in KEYS[table])
    return f"DELETE FROM {table} WHERE {is_row} AND {COUNTS[AMOUNTS[table]]} = 0"  # noqa: S608  # ours


UPSERTS = {table: _upsert(table) for table in KEYS}
CLEARINGS = {table: _clearing(table) for table in KEYS}
