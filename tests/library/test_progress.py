"""What was learned here arrives in the real Anki: in every time zone, for both schedulers."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from termcards.cards import CardId
from termcards.library.exchanging import Wishes, export_to_anki
from termcards.library.home import Library
from termcards.log import (
    Bury,
    Drill,
    Fact,
    Flag,
    Mark,
    Review,
    Scheduler,
    SchedulerName,
    Suspend,
    Suspension,
)
from termcards.notes import NoteId
from tests.anki.elsewhere import seen_in
from tests.library.conftest import Clock
from tests.library.decks import add_deck

ZONES = ["UTC", "Asia/Shanghai", "America/Los_Angeles", "Pacific/Chatham"]
A_YEAR = timedelta(days=365)


@pytest.fixture
def clock() -> Clock:
    clock = Clock()
    now = datetime.now(UTC)
    clock.now = (now - A_YEAR).replace(hour=11, minute=30, second=0, microsecond=0)
    return clock


@pytest.fixture(params=ZONES)
def zone(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def at_home(library: Library, zone: str) -> Library:
    library.settings = replace(library.settings, time_zone=ZoneInfo(zone))
    add_deck(library, "sales", 4)
    return library


def card(number: int) -> CardId:
    return CardId(f"sales-{number:02}:recognise")


def answer(library: Library, clock: Clock, days: int, *facts: Fact) -> int:
    """Gives the answers some days later, and tells when that was, in milliseconds."""
    clock.pass_days(days)
    library.record(facts)
    return int(clock.now.timestamp() * 1000)


def test_a_year_of_reviews_arrives_as_it_was(
    at_home: Library, clock: Clock, zone: str, tmp_path: Path
) -> None:
    start = at_home.today()
    good, missed = card(0), card(1)
    times = [
        answer(at_home, clock, 0, Review(good, 4, 2500)),
        answer(at_home, clock, 1, Review(good, 4, 99_000)),
        answer(at_home, clock, 6, Review(good, 5, 1000)),
        answer(at_home, clock, 15, Review(missed, 3, 4000)),
        answer(at_home, clock, 1, Review(missed, 2, 5000)),
        answer(at_home, clock, 0, Drill(missed, 4, 6000)),
        answer(at_home, clock, 0, Review(good, 4, 3000)),
        answer(at_home, clock, 340, Review(good, 4, 1500)),
    ]
    package = tmp_path / "year.apkg"
    export_to_anki(at_home, package, Wishes(with_progress=True))
    seen = seen_in(zone, package)
    cards = seen["cards"]
    # 1, 6, 15, 39 (15 x 2.6), 102 (39 x 2.6) days; the second card failed on its second day
    keys = ("type", "queue", "due", "ivl", "factor", "reps", "lapses")
    assert {name: tuple(c[key] for key in keys) for name, c in cards.items()} == {
        "sales-00:recognise": (2, 2, (start + timedelta(465)).isoformat(), 102, 2600, 5, 0),
        "sales-01:recognise": (2, 2, (start + timedelta(24)).isoformat(), 1, 2360, 2, 1),
        "sales-02:recognise": (0, 0, 3, 0, 0, 0, 0),
        "sales-03:recognise": (0, 0, 4, 0, 0, 0, 0),
    }
    first, second = "sales-00:recognise", "sales-01:recognise"
    # an act begins a millisecond after the last one, where the clock stood still
    assert seen["log"] == [
        [times[0], first, 3, 1, 0, 2500, 2500, 0],
        [times[1], first, 3, 6, 1, 2500, 60000, 1],
        [times[2], first, 4, 15, 6, 2600, 1000, 1],
        [times[3], second, 2, 1, 0, 2360, 4000, 0],
        [times[4], second, 1, 1, 1, 2360, 5000, 1],
        [times[5] + 1, second, 3, 1, 1, 0, 6000, 3],
        [times[6] + 2, first, 3, 39, 15, 2600, 3000, 1],
        [times[7], first, 3, 102, 39, 2600, 1500, 1],
    ]
    assert cards[first]["last"] == times[7] // 1000
    assert "fixed" not in seen["problems"].lower()


def test_a_due_day_is_the_same_day_in_another_zone(
    library: Library, clock: Clock, tmp_path: Path
) -> None:
    library.settings = replace(library.settings, time_zone=ZoneInfo("Pacific/Kiritimati"))
    add_deck(library, "sales", 1)
    day = library.today()
    answer(library, clock, 0, Review(card(0), 4, 1000))
    package = tmp_path / "deck.apkg"
    export_to_anki(library, package, Wishes(with_progress=True))
    seen = seen_in("Pacific/Pago_Pago", package)
    assert seen["cards"]["sales-00:recognise"]["due"] == (day + timedelta(1)).isoformat()


def test_what_is_put_aside_arrives_put_aside(
    library: Library, clock: Clock, tmp_path: Path
) -> None:
    add_deck(library, "sales", 4)
    clock.now = datetime.now(UTC)
    tomorrow = library.today() + timedelta(1)
    answer(library, clock, 0, Suspend(card(0), Suspension.ASKED), Flag(card(0), 3))
    answer(library, clock, 0, Review(card(1), 4, 1000), Suspend(card(1), Suspension.LEECH))
    answer(library, clock, 0, Bury(card(2), tomorrow), Mark(NoteId("sales-02"), is_marked=True))
    package = tmp_path / "deck.apkg"
    export_to_anki(library, package, Wishes(with_progress=True))
    cards = seen_in("UTC", package)["cards"]
    assert {name[6:8]: (c["type"], c["queue"], c["flag"]) for name, c in cards.items()} == {
        "00": (0, -1, 3),
        "01": (2, -1, 0),
        "02": (0, -3, 0),
        "03": (0, 0, 0),
    }
    assert cards["sales-02:recognise"]["tags"] == ["deck::sales", "marked"]


def test_the_memory_of_fsrs_arrives(library: Library, clock: Clock, tmp_path: Path) -> None:
    add_deck(library, "sales", 1)
    fsrs = Scheduler(SchedulerName.FSRS, 850)
    answer(library, clock, 0, Review(card(0), 4, 1000, fsrs))
    answer(library, clock, 3, Review(card(0), 4, 1000, fsrs))
    standing = library.store.journal.standing(card(0))
    package = tmp_path / "deck.apkg"
    export_to_anki(library, package, Wishes(with_progress=True))
    seen = seen_in("UTC", package)
    arrived = seen["cards"]["sales-00:recognise"]
    assert standing.memory is not None
    assert standing.schedule is not None
    # py-fsrs 6 gives these for two good answers three days apart
    assert arrived["memory"] == [
        round(standing.memory.stability, 2),
        round(standing.memory.difficulty, 2),
    ]
    assert arrived["retention"] == 0.85
    assert arrived["due"] == standing.schedule.due.isoformat()


def test_progress_stays_at_home_unless_it_is_asked_for(
    library: Library, clock: Clock, tmp_path: Path
) -> None:
    add_deck(library, "sales", 1)
    answer(library, clock, 0, Review(card(0), 4, 1000), Mark(NoteId("sales-00"), is_marked=True))
    package = tmp_path / "deck.apkg"
    export_to_anki(library, package)
    seen = seen_in("UTC", package)
    assert seen["log"] == []
    assert seen["cards"]["sales-00:recognise"]["type"] == 0
    assert seen["cards"]["sales-00:recognise"]["tags"] == ["deck::sales"]
