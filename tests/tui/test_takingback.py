"""Undo takes back one act a press, and asks before it reaches into the days before."""

from datetime import timedelta

from termcards.library.home import Library
from termcards.log import Cancel
from tests.tui.seat import Clock, Stopwatch, opened, plain_deck, reviews, rows, shelve, status


def taken_back(library: Library) -> int:
    return sum(isinstance(entry.fact, Cancel) for entry in library.store.journal.entries())


async def test_a_held_key_takes_back_no_more_than_its_sitting(
    library: Library, clock: Clock, stopwatch: Stopwatch
) -> None:
    decks = shelve(library, plain_deck("Core", 5))
    async with opened(library, study=decks) as pilot:
        await pilot.press(*["space", "3"] * 2)
    clock.now += timedelta(hours=1)
    async with opened(library, study=decks, stopwatch=stopwatch) as pilot:
        await pilot.press(*["space", "3"] * 3)
        stopwatch.step = 0.03
        await pilot.press(*["u"] * 40)
        assert taken_back(library) == 3
        stopwatch.step = 0.3
        await pilot.press("u", "u")
        assert taken_back(library) == 5
        await pilot.press("u")
        assert status(pilot) == "nothing to take back"


async def test_a_held_key_at_home_takes_back_one_act(
    library: Library, stopwatch: Stopwatch
) -> None:
    decks = shelve(library, plain_deck("Core", 5))
    async with opened(library, study=decks) as pilot:
        await pilot.press(*["space", "3"] * 3)
    async with opened(library, stopwatch=stopwatch) as pilot:
        stopwatch.step = 0.03
        await pilot.press(*["u"] * 40)
        assert taken_back(library) == 1
        stopwatch.step = 0.3
        await pilot.press("u", "u")
        assert taken_back(library) == 3


async def test_what_was_done_on_an_earlier_day_is_asked_about_first(
    library: Library, clock: Clock
) -> None:
    decks = shelve(library, plain_deck("Core", 5))
    async with opened(library, study=decks) as pilot:
        await pilot.press(*["space", "3"] * 2)
    clock.pass_days(3)
    async with opened(library, study=decks) as pilot:
        await pilot.press(*["space", "2"])
        await pilot.press("u")
        assert taken_back(library) == 1
        await pilot.press("u")
        assert taken_back(library) == 1
        assert status(pilot) == "u again takes back Good · Core 01, of 2026-03-02"
        await pilot.press("u")
        assert taken_back(library) == 2
        # One question for one day.
        await pilot.press("u")
        assert reviews(library)[-1][1] == -1
        assert taken_back(library) == 3


async def test_the_question_does_not_tell_what_is_asked(library: Library, clock: Clock) -> None:
    decks = shelve(library, plain_deck("Core", 1))
    async with opened(library, study=decks) as pilot:
        await pilot.press("space", "1")
    clock.pass_days(2)
    async with opened(library, study=decks) as pilot:
        await pilot.press("u")
        assert status(pilot) == "u again takes back Again, of 2026-03-02"


async def test_home_asks_before_it_takes_back_what_was_done_on_an_earlier_day(
    library: Library, clock: Clock
) -> None:
    decks = shelve(library, plain_deck("Core", 5))
    async with opened(library, study=decks) as pilot:
        await pilot.press("space", "3", "space", "at")
    clock.pass_days(1)
    async with opened(library) as pilot:
        await pilot.press("u")
        assert status(pilot) == ("u again takes back a suspension · Core 01, of 2026-03-02")
        assert taken_back(library) == 0
        await pilot.press("u", "u")
        assert status(pilot) == "took back Good · Core 00"
        assert taken_back(library) == 2


async def test_the_question_is_seen_in_the_smallest_terminal(
    library: Library, clock: Clock
) -> None:
    decks = shelve(library, plain_deck("Core", 2))
    async with opened(library, study=decks) as pilot:
        await pilot.press("space", "3")
    clock.pass_days(1)
    async with opened(library, study=decks, size=(20, 6)) as pilot:
        await pilot.press("u")
        assert taken_back(library) == 0
        assert any(row.startswith(" u again takes ") for row in rows(pilot))
