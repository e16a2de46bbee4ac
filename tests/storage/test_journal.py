"""The log in its table, and logs that meet."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termcards.cards import CardId
from termcards.errors import StorageError
from termcards.log import (
    UNTOUCHED,
    ActId,
    Bury,
    Cancel,
    Configure,
    Correct,
    Cram,
    DeviceId,
    Drill,
    Edit,
    Entry,
    EntryId,
    Fact,
    Flag,
    Import,
    Judge,
    Mark,
    Reschedule,
    Reset,
    Resume,
    Review,
    Scheduler,
    SchedulerName,
    SetDue,
    Shift,
    Suspend,
    Suspension,
    Verdict,
)
from termcards.notes import NoteId
from termcards.scheduling import replay
from termcards.storage.journal import ChangedElsewhereError, Journal
from termcards.storage.logformat import entry_fields, entry_from_fields, fact_from_fields
from termcards.storage.store import Store

DAY = date(2026, 3, 1)
AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
ARR, QUOTA = CardId("arr:recognise"), CardId("quota:cloze")
FSRS = Scheduler(SchedulerName.FSRS, 850)

EVERY_FACT: list[Fact] = [
    Review(ARR, 4, 2345),
    Review(ARR, 5, 2345, FSRS),
    Drill(ARR, 3, 10),
    Cram(ARR, 0, 0),
    Correct(ARR, EntryId("0" * 24), 2),
    Suspend(ARR, Suspension.LEECH),
    Resume(ARR),
    Bury(ARR, DAY),
    Flag(ARR, 4),
    Reset(ARR),
    SetDue(ARR, date(2027, 1, 31)),
    Reschedule(ARR, FSRS),
    Shift(-3),
    Mark(NoteId("arr"), True),
    Judge("年度", Verdict.NEVER),
    Import("Anki"),
    Edit("core.yaml", 3, "a\nb", "ü"),
    Configure("grades", 3, "a: b\r\n", ""),
    Cancel(ActId("0" * 24)),
]


@contextmanager
def journal() -> Iterator[Journal]:
    with TemporaryDirectory() as folder, Store(Path(folder) / "t.db", replay) as store:
        yield store.journal


def record(to: Journal, *facts: Fact, day: int = 0) -> tuple[Entry, ...]:
    return to.record(facts, at=AT + timedelta(days=day), day=DAY + timedelta(days=day))


def test_every_fact_comes_back_as_it_was_written() -> None:
    with journal() as log:
        for fact in EVERY_FACT:
            record(log, fact)
        assert [entry.fact for entry in log.entries()] == EVERY_FACT


@pytest.mark.parametrize("fact", EVERY_FACT, ids=lambda fact: type(fact).__name__)
def test_every_entry_comes_back_from_its_line_of_json(fact: Fact) -> None:
    entry = Entry(EntryId("0a" * 12), ActId("0b" * 12), DeviceId("d"), AT, DAY, fact)
    assert entry_from_fields(json.loads(json.dumps(entry_fields(entry)))) == entry


def test_a_line_of_the_log_is_a_promise() -> None:
    entry = Entry(
        EntryId("01a1ffc0de0000000000beef"),
        ActId("01a1ffc0de0000000000beef"),
        DeviceId("d1d702be"),
        datetime(2026, 3, 1, 12, 0, 0, 123000, tzinfo=UTC),
        DAY,
        Review(ARR, 4, 2345, FSRS),
    )
    assert entry_fields(entry) == {
        "id": "01a1ffc0de0000000000beef",
        "act": "01a1ffc0de0000000000beef",
        "device": "d1d702be",
        "at": "2026-03-01T12:00:00.123Z",
        "day": "2026-03-01",
        "kind": "review",
        "card": "arr:recognise",
        "quality": 4,
        "milliseconds": 2345,
        "scheduler": "fsrs 850",
    }


@pytest.mark.parametrize(
    ("kind", "values", "message"),
    [
        ("revue", {}, 'no entry of the kind "revue"'),
        ("review", {"card": "a:cloze", "quality": 4}, 'a review has no "milliseconds"'),
        ("review", {"card": "a:cloze", "quality": 6, "milliseconds": 1}, '"quality" cannot be 6'),
        ("review", {"card": "a:cloze", "quality": True, "milliseconds": 1}, "cannot be True"),
        ("review", {"card": 3, "quality": 4, "milliseconds": 1}, '"card" cannot be 3'),
        ("set-due", {"card": "a:cloze", "due": "2026-02-30"}, '"due" cannot be'),
        ("suspend", {"card": "a:cloze", "reason": "why"}, '"reason" cannot be'),
        ("flag", {"card": "a:cloze", "flag": 5}, '"flag" cannot be 5'),
        ("mark", {"note": "a", "is_marked": 1}, '"is_marked" cannot be 1'),
        ("cancel", {"cancels": "zz"}, '"cancels" cannot be'),
    ],
)
def test_what_is_no_fact_is_refused(kind: str, values: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        fact_from_fields(kind, values)


def test_an_act_is_one_and_is_taken_back_whole() -> None:
    with journal() as log:
        first, second = record(log, Review(ARR, 2, 1), Suspend(ARR, Suspension.LEECH))
        assert {first.act, second.act} == {ActId(first.id)}
        assert log.last_act() == (first, second)
        log.cancel(first.act, at=AT, day=DAY)
        assert log.last_act() == ()
        assert log.standings() == {}


def test_who_decided_on_an_old_standing_writes_nothing() -> None:
    with journal() as log:
        record(log, Review(ARR, 4, 1))
        with pytest.raises(ChangedElsewhereError):
            log.record([Review(ARR, 4, 1)], at=AT, day=DAY, seen={ARR: UNTOUCHED})
        assert len(log.entries()) == 1


def test_marks_and_verdicts_are_taken_back_to_what_was_before() -> None:
    with journal() as log:
        record(log, Judge("arr", Verdict.NEVER), Mark(NoteId("arr"), True))
        (entry, _) = record(log, Judge("arr", Verdict.KNOWN), Mark(NoteId("arr"), False))
        assert (log.verdicts(), set(log.marked())) == ({"arr": Verdict.KNOWN}, set())
        log.cancel(entry.act, at=AT, day=DAY)
        assert (log.verdicts(), set(log.marked())) == ({"arr": Verdict.NEVER}, {NoteId("arr")})
        record(log, Judge("arr", Verdict.OPEN))
        assert log.verdicts() == {}


def test_what_is_kept_can_be_made_anew() -> None:
    with journal() as log:
        for fact in EVERY_FACT[:-1]:
            record(log, fact)
        kept = log.standings(), log.verdicts(), log.marked()
        log.rebuild()
        assert (log.standings(), log.verdicts(), log.marked()) == kept


def test_a_store_that_lost_its_sum_makes_it_anew(tmp_path: Path) -> None:
    with Store(tmp_path / "t.db", replay) as store:
        record(store.journal, Review(ARR, 4, 1))
        kept = store.journal.standings()
    with sqlite3.connect(tmp_path / "t.db") as connection:
        connection.execute("DELETE FROM standings")
    connection.close()
    with Store(tmp_path / "t.db", replay) as store:
        assert store.journal.standings() == kept


facts = st.one_of(
    st.builds(
        Review,
        st.sampled_from([ARR, QUOTA]),
        st.integers(0, 5),
        st.just(1000),
        st.sampled_from([Scheduler(), FSRS]),
    ),
    st.builds(Drill, st.sampled_from([ARR, QUOTA]), st.integers(0, 5), st.just(1000)),
    st.builds(Suspend, st.sampled_from([ARR, QUOTA]), st.sampled_from(Suspension)),
    st.builds(Resume, st.sampled_from([ARR, QUOTA])),
    st.builds(Bury, st.sampled_from([ARR, QUOTA]), st.dates(DAY, DAY + timedelta(days=9))),
    st.builds(Flag, st.sampled_from([ARR, QUOTA]), st.integers(0, 4)),
    st.builds(Reset, st.sampled_from([ARR, QUOTA])),
    st.builds(SetDue, st.sampled_from([ARR, QUOTA]), st.dates(DAY, DAY + timedelta(days=99))),
    st.builds(Reschedule, st.sampled_from([ARR, QUOTA]), st.sampled_from([Scheduler(), FSRS])),
    st.builds(Shift, st.integers(-20, 20)),
    st.builds(Mark, st.sampled_from([NoteId("arr"), NoteId("quota")]), st.booleans()),
    st.builds(Judge, st.sampled_from(["arr", "quota"]), st.sampled_from(Verdict)),
)
Step = list[Fact] | str
steps = st.lists(
    st.one_of(st.lists(facts, min_size=1, max_size=3), st.sampled_from(["undo", "day", "correct"])),
    max_size=14,
)


def live(log: Journal, doings: Sequence[Step]) -> None:
    """A device's days: acts, undos and corrections, in their order."""
    day = 0
    for doing in doings:
        if doing == "day":
            day += 1
        elif doing == "undo":
            act = log.last_act()
            if act:
                log.cancel(act[0].act, at=AT, day=DAY + timedelta(days=day))
        elif doing == "correct":
            reviews = [entry for entry in log.entries() if isinstance(entry.fact, Review)]
            if reviews:
                record(log, Correct(reviews[0].fact.card, reviews[0].id, 3), day=day)  # type: ignore[union-attr]  # a review
        elif not isinstance(doing, str):
            record(log, *doing, day=day)


def state(log: Journal) -> tuple[object, ...]:
    return log.standings(), log.verdicts(), log.marked(), log.entries()


@settings(max_examples=40, deadline=None)
@given(steps)
def test_what_is_kept_is_what_the_log_adds_up_to(doings: list[Step]) -> None:
    with journal() as log:
        live(log, doings)
        assert log.standings() == replay.replay_all(log.entries())
        kept = state(log)
        log.rebuild()
        assert state(log) == kept


@settings(max_examples=40, deadline=None)
@given(steps)
def test_undoing_everything_gives_the_beginning(doings: list[Step]) -> None:
    with journal() as log:
        live(log, doings)
        while act := log.last_act():
            log.cancel(act[0].act, at=AT, day=DAY)
        assert (log.standings(), log.verdicts(), log.marked()) == ({}, {}, frozenset())


@settings(max_examples=20, deadline=None)
@given(steps, steps, steps)
def test_logs_merge_in_any_order_and_twice_adds_nothing(
    first: list[Step], second: list[Step], third: list[Step]
) -> None:
    with journal() as one, journal() as two, journal() as three:
        for log, doings in ((one, first), (two, second), (three, third)):
            live(log, doings)
        a, b, c = one.entries(), two.entries(), three.entries()
        results = []
        for order in ([a, b, c], [c, b, a], [b, (*c, *a)], [(*a, *b, *c)]):
            with journal() as merged:
                for part in order:
                    merged.merge(part)
                assert [merged.merge(part) for part in order] == [0] * len(order)
                results.append(state(merged))
                assert merged.standings() == replay.replay_all(merged.entries())
        assert all(result == results[0] for result in results)


def test_the_same_review_from_elsewhere_is_kept_once_and_alike_on_both_devices() -> None:
    here = Entry(EntryId("1" * 24), ActId("5" * 24), DeviceId("a"), AT, DAY, Review(ARR, 4, 1))
    there = replace(here, act=ActId("6" * 24), device=DeviceId("b"))
    results = []
    for order in ([here, there], [there, here]):
        with journal() as log:
            for entry in order:
                log.merge([entry])
            results.append(state(log))
    assert results[0] == results[1]
    assert results[0][3] == (here,)


def test_what_one_device_took_back_stays_so_on_the_other() -> None:
    with journal() as one, journal() as two:
        (entry,) = record(one, Review(ARR, 4, 1))
        two.merge(one.entries())
        assert two.standings() == one.standings()
        one.cancel(entry.act, at=AT, day=DAY)
        two.merge(one.entries())
        assert two.standings() == {}
        assert two.last_act() == ()


def test_a_merge_that_fails_takes_nothing_in(tmp_path: Path) -> None:
    with Store(tmp_path / "t.db", replay) as store:
        entries = record(store.journal, Review(ARR, 4, 1), Review(QUOTA, 4, 1))
    with Store(tmp_path / "u.db", replay) as store:
        with sqlite3.connect(tmp_path / "u.db") as connection:
            connection.execute(
                "CREATE TRIGGER full BEFORE INSERT ON standings WHEN new.card = 'quota:cloze'"
                " BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
            )
        connection.close()
        with pytest.raises(StorageError, match="the disk is full; nothing was saved"):
            store.journal.merge(entries)
        assert (store.journal.entries(), store.journal.standings()) == ((), {})
