"""The figures of a library, from small logs whose sums are worked out by hand."""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from termcards.cards import CardId
from termcards.library.figures import ALL, MONTH, Place, figures
from termcards.library.home import Library
from termcards.library.keeping import sync
from termcards.library.overview import overview
from termcards.library.undoing import take_back
from termcards.log import Correct, Cram, Drill, Fact, Review, Suspend, Suspension
from termcards.notes import Citation, Deck, DeckId, Direction, Example, Note, NoteId, Posting, Sense
from termcards.statistics import Streaks
from termcards.storage import deckfile
from termcards.tallies import Hour, Retention, Tally, Week
from tests.library.conftest import Clock

FIRST = datetime(2026, 3, 2, 12, tzinfo=UTC)
"""Noon on a Monday."""

A, B = CardId("a:recognise"), CardId("b:recognise")


@pytest.fixture(autouse=True)
def in_utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def add(library: Library, deck: str, *words: str, posting: str | None = None) -> Deck:
    """A deck of notes that were first met in a posting, or in none."""
    citation = None if posting is None else Citation(posting, 3)
    titles = () if posting is None else (Posting(posting, f"The {posting} posting"),)
    notes = tuple(
        Note(
            NoteId(word),
            word,
            senses=(Sense(f"What {word} means."),),
            examples=(Example(f"Here {word} stands.", word, citation=citation),),
        )
        for word in words
    )
    made = Deck(DeckId(deck), deck, directions=(Direction.RECOGNISE,), postings=titles, notes=notes)
    deckfile.create(library.decks_folder / f"{deck}.yaml", made)
    sync(library)
    return next(s.deck for s in library.store.shelf.decks() if s.deck.id == made.id)


def on(library: Library, clock: Clock, days: int, *facts: Fact) -> None:
    clock.now = FIRST + timedelta(days=days)
    for fact in facts:
        library.record([fact])


def test_the_first_answer_of_a_known_card_tells_what_was_kept(
    library: Library, clock: Clock
) -> None:
    add(library, "sales", "a", "b", posting="lark")
    on(library, clock, 0, Review(A, 4, 5000), Review(B, 2, 9000), Drill(B, 4, 4000))
    on(library, clock, 1, Review(A, 2, 6000), Drill(A, 4, 3000), Review(B, 4, 3000))
    on(library, clock, 9, Review(B, 4, 2000), Cram(A, 1, 1000))
    found = figures(library)
    assert found.tally == Tally(2, 1, 3, 2, 0, 0, 2, 1, 33_000)
    assert found.tally.retention == Retention(3, 2)
    assert found.since == date(2026, 3, 2)
    assert found.weeks == (
        Week(date(2026, 3, 2), 2, Tally(2, 1, 2, 1, 0, 0, 2, 0, 30_000)),
        Week(date(2026, 3, 9), 1, Tally(0, 0, 1, 1, 0, 0, 0, 1, 3_000)),
    )
    assert found.streaks == Streaks(1, 2)
    assert found.map == {date(2026, 3, 2): 2, date(2026, 3, 3): 2, date(2026, 3, 11): 1}
    assert found.workload.studied == pytest.approx(33 / 60 / 3)
    assert found.workload.seconds == pytest.approx(33 / 8)


def test_retention_is_told_by_deck_and_by_posting(library: Library, clock: Clock) -> None:
    add(library, "sales", "a", posting="lark")
    add(library, "tools", "b")
    on(library, clock, 0, Review(A, 4, 1000), Review(B, 4, 1000))
    on(library, clock, 1, Review(A, 4, 1000), Review(B, 1, 1000))
    on(library, clock, 2, Review(B, 4, 1000))
    found = figures(library)
    tools, sales = DeckId("tools"), DeckId("sales")
    assert found.by_deck == (
        Place(tools, "tools", None, None, Retention(2, 1)),
        Place(sales, "sales", None, None, Retention(1, 1)),
    )
    assert found.by_posting == (
        Place(tools, "tools", None, None, Retention(2, 1)),
        Place(sales, "sales", "lark", "The lark posting", Retention(1, 1)),
    )


def test_some_decks_figures_leave_the_others_out(library: Library, clock: Clock) -> None:
    add(library, "sales", "a")
    tools = add(library, "tools", "b")
    on(library, clock, 0, Review(A, 4, 1000), Review(B, 4, 2000))
    on(library, clock, 1, Review(A, 4, 1000))
    on(library, clock, 2, Review(A, 1, 1000), Review(B, 4, 2000))
    found = figures(library, [tools])
    assert found.tally == Tally(1, 1, 1, 1, 0, 0, 0, 0, 4_000)
    assert [week.studied for week in found.weeks] == [2]
    assert [place.deck for place in found.by_deck] == ["tools"]
    assert found.map == {date(2026, 3, 2): 1, date(2026, 3, 4): 1}
    # A day's streak is the learner's, whatever was asked.
    assert found.streaks == Streaks(3, 3)
    assert (sum(found.forecast), found.hardest) == (1, ())


def test_a_window_leaves_out_what_was_before(library: Library, clock: Clock) -> None:
    add(library, "sales", "a", posting="lark")
    for days in (0, 1, 50, 51):
        on(library, clock, days, Review(A, 4, 1000))
    month, ever = figures(library, window=MONTH), figures(library, window=ALL)
    # 22 April is a Wednesday; its week is the last of five.
    assert (month.since, len(month.weeks)) == (date(2026, 3, 23), 5)
    assert month.tally.retention == Retention(2, 2)
    assert month.by_posting[0].retention == Retention(2, 2)
    assert (ever.since, len(ever.weeks)) == (date(2026, 3, 2), 8)
    assert ever.tally.retention == Retention(3, 3)
    assert ever.by_posting[0].retention == Retention(3, 3)
    assert len(ever.map) == len(month.map) == 4


def test_what_is_coming_leaves_out_what_will_not_be_asked(library: Library, clock: Clock) -> None:
    add(library, "sales", "a", "b", "c")
    gone = CardId("gone:recognise")
    on(library, clock, 0, *(Review(card, 4, 1000) for card in (A, B, CardId("c:recognise"), gone)))
    on(library, clock, 1, Review(A, 4, 1000), Suspend(B, Suspension.ASKED))
    # a comes in six days, c today, b is suspended and the fourth is in no deck.
    assert figures(library).forecast == (1, 0, 0, 0, 0, 0, 1, *(0,) * 7)
    clock.pass_days(3)
    assert figures(library).forecast == (1, 0, 0, 1, *(0,) * 10)


def test_the_hardest_cards_are_those_forgotten_most_often(library: Library, clock: Clock) -> None:
    add(library, "sales", "a", "b", "c")
    for days in range(4):
        on(library, clock, days, Review(A, (4, 1, 4, 1)[days], 1000))
        on(library, clock, days, Review(B, (4, 4, 4, 1)[days], 1000))
        on(library, clock, days, Review(CardId("c:recognise"), 4, 1000))
    hardest = figures(library).hardest
    assert [(card.term, card.lapses, card.retention) for card in hardest] == [
        ("a", 2, Retention(4, 2)),
        ("b", 1, Retention(4, 3)),
    ]


def test_what_was_taken_back_or_corrected_counts_as_it_is_now(
    library: Library, clock: Clock
) -> None:
    add(library, "sales", "a", "b")
    on(library, clock, 0, Review(A, 4, 1000), Review(B, 4, 1000))
    on(library, clock, 1, Review(A, 1, 1000), Review(B, 1, 1000))
    take_back(library)
    assert figures(library).tally == Tally(2, 2, 1, 0, 0, 0, 0, 0, 3_000)
    wrong = library.store.journal.entries(A)[1]
    on(library, clock, 4, Correct(A, wrong.id, 5))
    assert figures(library).tally == Tally(2, 2, 1, 1, 0, 0, 0, 0, 3_000)
    take_back(library)
    assert figures(library).tally == Tally(2, 2, 1, 0, 0, 0, 0, 0, 3_000)


def told_hours(library: Library) -> dict[int, int]:
    return {hour.hour: hour.answers for hour in figures(library).hours if hour.answers}


def test_hours_are_those_of_the_wall_when_the_clocks_change(library: Library, clock: Clock) -> None:
    add(library, "sales", "a")
    zone = ZoneInfo("Europe/Berlin")
    library.settings = replace(library.settings, time_zone=zone)
    # Half past seven on the wall, on both sides of the night of 29 March, and one at half past 2
    # in the night of 25 October, which there is twice.
    for day in (date(2026, 3, 27), date(2026, 3, 28), date(2026, 3, 29), date(2026, 3, 30)):
        clock.now = datetime(day.year, day.month, day.day, 7, 30, tzinfo=zone).astimezone(UTC)
        library.record([Review(A, 4, 1000)])
    assert told_hours(library) == {7: 4}
    for hour in (0, 1):
        clock.now = datetime(2026, 10, 25, hour, 30, tzinfo=UTC)
        library.record([Cram(A, 4, 1000)])
    found = figures(library, window=ALL).hours
    assert {hour.hour: hour.answers for hour in found if hour.answers} == {2: 2, 7: 4}
    assert found[7].retention == Retention(3, 3)


def test_hours_of_more_than_a_year_ago_tell_no_habit(library: Library, clock: Clock) -> None:
    add(library, "sales", "a")
    on(library, clock, 0, Cram(A, 4, 1000))
    on(library, clock, 51 * 7, Cram(A, 4, 1000))
    assert figures(library, window=ALL).hours[12].answers == 2
    clock.pass_days(7)
    found = figures(library, window=ALL)
    assert (found.hours[12].answers, found.tally.crams) == (1, 2)


def test_zones_that_are_quarters_of_an_hour_off_have_their_own_hours(
    library: Library, clock: Clock
) -> None:
    add(library, "sales", "a")
    # 12:10 and 12:20 in London are 17:55 and 18:05 in Kathmandu.
    for minute in (10, 20):
        clock.now = datetime(2026, 3, 3, 12, minute, tzinfo=UTC)
        library.record([Cram(A, 4, 1000)])
    assert told_hours(library) == {12: 2}
    library.settings = replace(library.settings, time_zone=ZoneInfo("Asia/Kathmandu"))
    assert told_hours(library) == {17: 1, 18: 1}


def test_without_a_zone_the_computers_own_counts(
    library: Library, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(library, "sales", "a")
    clock.now = datetime(2026, 3, 3, 12, 10, tzinfo=UTC)
    library.record([Cram(A, 4, 1000)])
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    assert told_hours(library) == {20: 1}


def test_a_day_is_the_learners_own_and_turns_at_four(library: Library, clock: Clock) -> None:
    add(library, "sales", "a")
    for hour, day in ((23, 2), (3, 3)):
        clock.now = datetime(2026, 3, day, hour, tzinfo=UTC)
        library.record([Review(A, 4, 1000)])
    found = figures(library)
    assert found.map == {date(2026, 3, 2): 1}
    assert found.tally == Tally(new=1, new_passed=1, drills=1, milliseconds=2000)


def test_without_answers_everything_is_empty(library: Library, clock: Clock) -> None:
    found = figures(library)
    assert found.is_empty
    assert (found.tally, found.map, found.hardest) == (Tally(), {}, ())
    assert found.hours == tuple(Hour(hour) for hour in range(24))
    assert (found.streaks, len(found.weeks)) == (Streaks(0, 0), 1)


def test_the_home_screens_figures_come_from_the_same_counts(library: Library, clock: Clock) -> None:
    add(library, "sales", "a", "b")
    on(library, clock, 0, Review(A, 4, 1000), Review(B, 1, 1000), Drill(B, 4, 1000))
    on(library, clock, 1, Review(A, 4, 1000))
    seen = overview(library)
    assert (seen.yesterday, seen.streak) == ((2, 1), 2)
    assert seen.reviews == {date(2026, 3, 2): 2, date(2026, 3, 3): 1}
    assert seen.forecast == (1, 0, 0, 0, 0, 0, 1, *(0,) * 7)


def test_the_cards_stand_in_bands_of_intervals_and_eases(library: Library, clock: Clock) -> None:
    add(library, "sales", "a", "b")
    tools = add(library, "tools", "c")
    on(library, clock, 0, Review(A, 4, 1000), Review(B, 5, 1000))
    on(library, clock, 1, Review(A, 4, 1000))
    found = figures(library)
    assert [band.cards for band in found.intervals] == [1, 1, 0, 0, 0, 0, 0]
    assert (found.interval, found.ease) == (1, 2500)
    assert [band.cards for band in found.eases] == [0, 0, 0, 0, 2]
    other = figures(library, [tools])
    assert (other.interval, other.ease) == (None, None)
    assert not any(band.cards for band in other.intervals)
