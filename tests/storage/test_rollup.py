"""The roll-up is kept with each act, and is always what a plain count of the log gives."""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from termcards.cards import CardId, note_of
from termcards.log import (
    ActId,
    Answer,
    Cancel,
    CardFact,
    Correct,
    Cram,
    DeviceId,
    Drill,
    Entry,
    EntryId,
    Fact,
    Reschedule,
    Reset,
    Review,
    Scheduler,
    SchedulerName,
    SetDue,
    Shift,
    Suspend,
    Suspension,
)
from termcards.notes import Citation, Deck, DeckId, Direction, Example, Note, NoteId, Posting, Sense
from termcards.scheduling import replay
from termcards.storage.shelf import Stamp
from termcards.storage.store import Store
from termcards.storage.upgrading import upgrade

FIRST = date(2026, 3, 2)
"""A Monday."""

NOTES = ("a", "b", "a:b")
CARDS = [CardId(f"{note}:recognise") for note in NOTES] + [CardId("gone:cloze")]
TABLES = ("days", "deck_days", "hours", "postings", "posting_weeks")


def at(day: date, hour: int = 9) -> datetime:
    return datetime.combine(day, time(hour, 20), UTC)


def note(name: str, posting: str | None) -> Note:
    citation = None if posting is None else Citation(posting, 1)
    example = Example(f"Here {name} stands.", name, citation=citation)
    return Note(NoteId(name), name, senses=(Sense("A thing."),), examples=(example,))


def shelve(store: Store, homes: dict[str, list[str]], posting: str | None = "p") -> None:
    """The decks with these notes, and no others."""
    known = [shelved.deck.id for shelved in store.shelf.decks()]
    decks = [
        Deck(
            DeckId(name),
            name,
            directions=(Direction.RECOGNISE,),
            postings=(Posting("p", "A posting"),),
            notes=tuple(note(word, posting) for word in words),
        )
        for name, words in homes.items()
    ]
    store.shelf.put(
        [
            (
                deck,
                Stamp(f"{deck.id}.yaml", 1, 1, "recognise"),
                {note.id: 1 for note in deck.notes},
            )
            for deck in decks
        ],
        [deck for deck in known if deck not in homes],
        at(FIRST),
    )


def kept(path: Path) -> dict[str, list[Any]]:
    with sqlite3.connect(path) as connection:
        found = {
            table: connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2, 3").fetchall()
            for table in TABLES
        }
    connection.close()
    return found


def filed(path: Path) -> dict[str, str | None]:
    """The deck under which each standing is filed."""
    with sqlite3.connect(path) as connection:
        found = dict(connection.execute("SELECT card, deck FROM standings").fetchall())
    connection.close()
    return found


def decks_of(store: Store, cards: Iterable[str]) -> dict[str, str | None]:
    places = store.shelf.places()
    found: dict[str, str | None] = dict.fromkeys(cards)
    for note_id, (deck, _) in places.items():
        found |= {card: deck for card in store.shelf.cards(note_id) if card in found}
    return found


def plainly_counted(store: Store) -> dict[str, list[Any]]:
    """The same tables from the log, each answer looked at for itself."""
    places = {note: deck for note, (deck, _) in store.shelf.places().items()}
    log = store.journal.entries()
    cancelled = {entry.fact.act for entry in log if isinstance(entry.fact, Cancel)}
    held = [entry for entry in log if entry.act not in cancelled]
    sums: dict[str, dict[Any, Counter[str]]] = {t: defaultdict(Counter) for t in TABLES}
    for card in {entry.fact.card for entry in held if isinstance(entry.fact, CardFact)}:
        shelved = store.shelf.note(note_of(card))
        home = (places.get(note_of(card), ""), "")
        if shelved is not None and shelved.note.examples[0].citation is not None:
            home = (home[0], shelved.note.examples[0].citation.posting)
        for entry, amounts in counts_of(card, held):
            day = entry.day.isoformat()
            monday = (entry.day - timedelta(days=entry.day.weekday())).isoformat()
            quarter = int(entry.at.timestamp()) // 900
            recalls = {key: amounts[key] for key in ("reviews", "passed")}
            sums["days"][day,].update(amounts)
            sums["deck_days"][home[0], day].update(amounts)
            sums["hours"][quarter,].update({"answers": 1, **recalls})
            if amounts["reviews"]:
                sums["postings"][home].update(recalls)
                sums["posting_weeks"][*home, monday].update(recalls)
    columns = {
        "hours": ("answers", "reviews", "passed"),
        **dict.fromkeys(("postings", "posting_weeks"), ("reviews", "passed")),
    }
    stages = ("new", "new_passed", "young", "young_passed", "mature", "mature_passed")
    usual = (*stages, "drills", "crams", "milliseconds")
    return {
        table: sorted(
            (*key, *(amounts[column] for column in columns.get(table, usual)))
            for key, amounts in rows.items()
        )
        for table, rows in sums.items()
    }


def counts_of(card: CardId, held: list[Entry]) -> list[tuple[Entry, Counter[str]]]:
    own = [e for e in held if isinstance(e.fact, Shift) or getattr(e.fact, "card", None) == card]
    better = {e.fact.entry: e.fact.quality for e in own if isinstance(e.fact, Correct)}
    own = [
        replace(e, fact=replace(e.fact, quality=better[e.id]))
        if isinstance(e.fact, Answer) and e.id in better
        else e
        for e in own
        if not isinstance(e.fact, Correct)
    ]
    found = []
    for place, entry in enumerate(own):
        fact = entry.fact
        if not isinstance(fact, Answer):
            continue
        before = replay.replay(own[:place])
        amounts = Counter(milliseconds=min(fact.milliseconds, 60_000))
        passed = fact.quality >= 3
        if isinstance(fact, Cram):
            amounts["crams"] = 1
        elif isinstance(fact, Drill) or before.reviewed == entry.day:
            amounts["drills"] = 1
        elif before.schedule is None:
            amounts.update({"new": 1, "new_passed": passed})
        else:
            stage = "young" if before.schedule.interval < 21 else "mature"
            amounts.update({stage: 1, f"{stage}_passed": passed, "reviews": 1, "passed": passed})
        found.append((entry, amounts))
    return found


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "t.db"


FSRS = Scheduler(SchedulerName.FSRS, 900)
cards = st.sampled_from(CARDS)
qualities = st.integers(0, 5)
times = st.sampled_from((0, 1500, 90_000))
answers = st.one_of(
    st.builds(Review, cards, qualities, times, st.sampled_from((Scheduler(), FSRS))),
    st.builds(Drill, cards, qualities, times),
    st.builds(Cram, cards, qualities, times),
)
facts = st.one_of(
    answers,
    answers,
    st.builds(Reset, cards),
    st.builds(SetDue, cards, st.dates(FIRST, FIRST + timedelta(days=90))),
    st.builds(Reschedule, cards, st.just(FSRS)),
    st.builds(Suspend, cards, st.just(Suspension.ASKED)),
    st.builds(Shift, st.integers(-3, 20)),
)
acts = st.lists(facts, min_size=1, max_size=3)
homes = st.lists(st.sampled_from(("x", "y", "")), min_size=3, max_size=3)
doings = st.lists(
    st.one_of(
        st.tuples(st.just("act"), acts),
        st.tuples(st.just("act"), acts),
        st.tuples(st.just("days"), st.sampled_from((1, 6, 15, 40))),
        st.tuples(st.just("undo"), st.none()),
        st.tuples(st.just("correct"), st.tuples(st.integers(0, 30), qualities)),
        st.tuples(st.just("merge"), acts),
        st.tuples(st.just("move"), st.tuples(homes, st.sampled_from(("p", "q", None)))),
    ),
    max_size=14,
)


class Learner:
    """Does what a test draws, in a store of its own."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.day = FIRST
        self.merged = 0

    def does(self, what: str, value: Any) -> None:
        journal = self.store.journal
        if what == "days":
            self.day += timedelta(days=value)
        elif what == "act":
            journal.record(value, at=at(self.day), day=self.day)
        elif what == "undo":
            last = journal.last_act()
            if last:
                journal.cancel(last[0].act, at=at(self.day), day=self.day)
        elif what == "correct":
            self._correct(*value)
        elif what == "merge":
            journal.merge(self._from_elsewhere(value))
        else:
            words, posting = value
            decks: dict[str, list[str]] = defaultdict(list)
            for word, deck in zip(NOTES, words, strict=True):
                if deck:
                    decks[deck].append(word)
            shelve(self.store, decks, posting)

    def _correct(self, place: int, quality: int) -> None:
        given = [e for e in self.store.journal.entries() if isinstance(e.fact, Answer)]
        if given:
            answer = given[place % len(given)]
            assert isinstance(answer.fact, Answer)
            fact = Correct(answer.fact.card, answer.id, quality)
            self.store.journal.record([fact], at=at(self.day), day=self.day)

    def _from_elsewhere(self, facts: list[Fact]) -> list[Entry]:
        """An act of another device, three days ago; every second one takes one of ours back."""
        self.merged += 1
        day = self.day - timedelta(days=3)
        tick = int(at(day, 20).timestamp() * 1000) + self.merged * 10
        ids = [f"{tick + place:012x}{'e' * 12}" for place in range(len(facts) + 1)]
        own = self.store.journal.last_act()
        if own and self.merged % 2:
            facts = [*facts, Cancel(own[0].act)]
        return [
            Entry(EntryId(own_id), ActId(ids[0]), DeviceId("other"), at(day, 20), day, fact)
            for own_id, fact in zip(ids, facts, strict=False)
        ]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(doings)
def test_what_is_kept_is_what_the_log_gives_when_counted_plainly(
    doings: list[tuple[str, Any]],
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "t.db"
        with Store(path, replay) as store:
            learner = Learner(store)
            shelve(store, {"x": ["a", "b"], "y": ["a:b"]})
            for what, value in doings:
                learner.does(what, value)
            assert kept(path) == plainly_counted(store)
            assert filed(path) == decks_of(store, filed(path))
            store.journal.rebuild()
            assert kept(path) == plainly_counted(store)


def test_an_answer_counts_by_how_well_its_card_was_known(path: Path) -> None:
    card = CARDS[0]
    with Store(path, replay) as store:
        shelve(store, {"x": ["a"]})
        for days, fact in (
            (0, Review(card, 2, 4000)),
            (0, Drill(card, 4, 3000)),
            (1, Review(card, 4, 2000)),
            (2, Cram(card, 1, 1000)),
            (7, SetDue(card, FIRST + timedelta(days=40))),
            (40, Reschedule(card, FSRS)),
            (40, Review(card, 5, 99_000)),
        ):
            day = FIRST + timedelta(days=days)
            store.journal.record([fact], at=at(day), day=day)
    assert kept(path)["days"] == [
        ("2026-03-02", 1, 0, 0, 0, 0, 0, 1, 0, 7000),
        ("2026-03-03", 0, 0, 1, 1, 0, 0, 0, 0, 2000),
        ("2026-03-04", 0, 0, 0, 0, 0, 0, 0, 1, 1000),
        ("2026-04-11", 0, 0, 1, 1, 0, 0, 0, 0, 60_000),
    ]
    assert kept(path)["postings"] == [("x", "p", 2, 2)]
    assert kept(path)["posting_weeks"] == [
        ("x", "p", "2026-03-02", 1, 1),
        ("x", "p", "2026-04-06", 1, 1),
    ]


def test_a_card_is_mature_from_an_interval_of_21_days_on(path: Path) -> None:
    card = CARDS[0]
    with Store(path, replay) as store:
        # SM-2's first intervals are 1, 6, 15 and 38 days.
        for days in (0, 1, 7, 22, 60):
            day = FIRST + timedelta(days=days)
            store.journal.record([Review(card, 4, 1000)], at=at(day), day=day)
    counts = [row[1:7] for row in kept(path)["days"]]
    young, mature = (0, 0, 1, 1, 0, 0), (0, 0, 0, 0, 1, 1)
    assert counts == [(1, 1, 0, 0, 0, 0), young, young, young, mature]


def test_two_devices_reviews_of_one_day_are_one_and_a_repeat(path: Path) -> None:
    card = CARDS[0]
    with Store(path, replay) as store:
        store.journal.record([Review(card, 4, 1000)], at=at(FIRST), day=FIRST)
        late = int(at(FIRST, 20).timestamp() * 1000)
        own = EntryId(f"{late:012x}{'e' * 12}")
        review = Review(card, 1, 500)
        entry = Entry(own, ActId(own), DeviceId("other"), at(FIRST, 20), FIRST, review)
        store.journal.merge([entry])
        store.journal.merge([entry])
    assert kept(path)["days"] == [("2026-03-02", 1, 1, 0, 0, 0, 0, 1, 0, 1500)]


def test_a_correction_changes_the_day_it_is_about_and_undo_changes_it_back(path: Path) -> None:
    card = CARDS[0]
    with Store(path, replay) as store:
        for days in (0, 1):
            day = FIRST + timedelta(days=days)
            store.journal.record([Review(card, 4, 1000)], at=at(day), day=day)
        before = kept(path)
        (_, second) = store.journal.entries()
        later = FIRST + timedelta(days=5)
        store.journal.record([Correct(card, second.id, 1)], at=at(later), day=later)
        assert kept(path)["days"][1] == ("2026-03-03", 0, 0, 1, 0, 0, 0, 0, 0, 1000)
        store.journal.cancel(store.journal.last_act()[0].act, at=at(later), day=later)
    assert kept(path) == before


def test_a_note_takes_its_history_along_to_another_deck(path: Path) -> None:
    with Store(path, replay) as store:
        shelve(store, {"x": ["a"], "y": ["b"]})
        for days in (0, 1):
            day = FIRST + timedelta(days=days)
            store.journal.record([Review(CARDS[0], 4, 1000)], at=at(day), day=day)
        shelve(store, {"y": ["a", "b"]}, posting=None)
        assert [row[:2] for row in kept(path)["deck_days"]] == [
            ("y", "2026-03-02"),
            ("y", "2026-03-03"),
        ]
        assert kept(path)["postings"] == [("y", "", 1, 1)]
        shelve(store, {"y": ["b"]})
        assert kept(path)["postings"] == [("", "", 1, 1)]


def test_a_log_from_before_the_rollup_is_counted_when_the_store_is_opened(path: Path) -> None:
    upgrade(path, "0002")
    with sqlite3.connect(path) as connection:
        head = (
            '{"language": "en", "translation_language": "zh", "directions": null, "postings": {}}'
        )
        connection.execute(
            "INSERT INTO decks VALUES ('x', 'x', 'x.yaml', 1, 1, ?, 'recognise')", (head,)
        )
        connection.execute(
            "INSERT INTO notes (id, deck, position, line, content, search) VALUES ('a', 'x', 0, 1,"
            """ '{"id": "a", "term": "a", "examples": [{"sentence": "b"},"""
            """ {"sentence": "c", "source": {"posting": "p", "line": 1}}]}', 'a')"""
        )
        connection.execute("INSERT INTO cards VALUES ('a:recognise', 'a', 0)")
        connection.executemany(
            "INSERT INTO log (id, act, device, at, day, kind, card, quality, milliseconds)"
            " VALUES (?1, ?1, 'd', ?2, ?3, 'review', 'a:recognise', 4, 1500)",
            [
                (f"{tick:012x}{'0' * 12}", tick, day)
                for tick, day in ((1772443200000, "2026-03-02"), (1772529600000, "2026-03-03"))
            ],
        )
    connection.close()
    with Store(path, replay) as store:
        assert store.journal.standing(CARDS[0]).reviews == 2
    assert kept(path) == {
        "days": [
            ("2026-03-02", 1, 1, 0, 0, 0, 0, 0, 0, 1500),
            ("2026-03-03", 0, 0, 1, 1, 0, 0, 0, 0, 1500),
        ],
        "deck_days": [
            ("x", "2026-03-02", 1, 1, 0, 0, 0, 0, 0, 0, 1500),
            ("x", "2026-03-03", 0, 0, 1, 1, 0, 0, 0, 0, 1500),
        ],
        # 09:20 UTC is the quarter that begins at 09:15.
        "hours": [(1969381, 1, 0, 0), (1969477, 1, 1, 1)],
        "postings": [("x", "p", 1, 1)],
        "posting_weeks": [("x", "p", "2026-03-02", 1, 1)],
    }
    assert filed(path) == {"a:recognise": "x"}


def test_a_store_whose_answers_were_all_taken_back_is_empty_and_stays_open_to_more(
    path: Path,
) -> None:
    with Store(path, replay) as store:
        store.journal.record([Review(CARDS[0], 4, 1000)], at=at(FIRST), day=FIRST)
        store.journal.cancel(store.journal.last_act()[0].act, at=at(FIRST), day=FIRST)
    assert kept(path) == {table: [] for table in TABLES}
    with Store(path, replay) as store:
        store.journal.record([Review(CARDS[0], 4, 1000)], at=at(FIRST), day=FIRST)
    assert kept(path)["days"] == [("2026-03-02", 1, 1, 0, 0, 0, 0, 0, 0, 1000)]
