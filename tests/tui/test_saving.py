import asyncio

import pytest
from textual.events import Key

from termcards.library.home import Library
from termcards.library.overview import deck_counts
from termcards.library.studying import Study
from termcards.notes import Direction
from termcards.tui.app import TermcardsApp
from tests.tui.seat import (
    Clock,
    Stopwatch,
    full_disk,
    key_line,
    opened,
    plain_deck,
    reviews,
    rows,
    shelve,
    status,
    text,
)


async def test_a_grade_is_saved_before_the_next_card_is_drawn(library: Library) -> None:
    decks = shelve(library, plain_deck("Core", 2))
    async with opened(library, study=decks) as pilot:
        await pilot.press("space", "3")
        with Library(library.folder, library.now) as other:
            assert reviews(other) == [("core-00:recognise", 4)]
        assert "Core 01" in text(pilot)


async def test_what_could_not_be_saved_stays_and_is_tried_again(library: Library) -> None:
    decks = shelve(library, plain_deck("Core", 2))
    async with opened(library, study=decks) as pilot:
        await pilot.press("space")
        with full_disk(library):
            await pilot.press("1")
            assert status(pilot) == (
                "not saved: termcards.db: the disk is full; nothing was saved; r tries again"
            )
            assert rows(pilot)[3] == "  Core 00"
            assert key_line(pilot).startswith("r try again  space good")
            await pilot.press("r")
            assert status(pilot).startswith("not saved")
        await pilot.press("ｒ")
        assert status(pilot) == "Again, comes again today · u undoes · Core 00"
        assert "r try again" not in key_line(pilot)
        await pilot.press("r")
    assert reviews(library) == [("core-00:recognise", 2)]


async def test_trouble_is_told_in_small_terminals_too(library: Library) -> None:
    decks = shelve(library, plain_deck("Core", 2))
    async with opened(library, study=decks, size=(30, 8)) as pilot:
        await pilot.press("space")
        with full_disk(library):
            await pilot.press("3")
            assert rows(pilot)[-2] == " not saved: t…; r tries again"
        await pilot.press("r")
        assert "saved" not in text(pilot)


async def test_an_undo_that_could_not_be_saved_says_so(library: Library) -> None:
    decks = shelve(library, plain_deck("Core", 2))
    async with opened(library, study=decks) as pilot:
        await pilot.press("space", "3")
        with full_disk(library):
            await pilot.press("u")
            assert status(pilot).startswith("not taken back: termcards.db: the disk is full")
            assert status(pilot).endswith("; u tries again")
            assert rows(pilot)[3] == "  Core 01"
        await pilot.press("u")
        assert rows(pilot)[3] == "  Core 00"


async def test_a_card_answered_elsewhere_is_passed_over(library: Library) -> None:
    decks = shelve(library, plain_deck("Core", 2))
    async with opened(library, study=decks) as pilot:
        await pilot.press("space")
        with Library(library.folder, library.now) as other:
            Study(other, decks).answer(5, 1000)
        await pilot.press("1")
        assert status(pilot) == "that card was changed elsewhere in the meantime; nothing was saved"
        assert rows(pilot)[3] == "  Core 01"
        assert "show answer" in text(pilot)
    assert reviews(library) == [("core-00:recognise", 5)]


@pytest.mark.parametrize("key", ["space", "enter", "ideographic_space"])
@pytest.mark.parametrize("already_shown", [False, True])
async def test_a_held_key_gives_one_review_at_most(
    library: Library, *, key: str, already_shown: bool
) -> None:
    decks = shelve(library, plain_deck("Core", 9))
    stopwatch = Stopwatch()
    async with opened(library, study=decks, stopwatch=stopwatch) as pilot:
        stopwatch.step = 0
        if already_shown:
            await pilot.press(key)
            stopwatch.seconds += 5
        await pilot.press(key)
        stopwatch.seconds += 0.4
        for _ in range(54):
            await pilot.press(key)
            stopwatch.seconds += 0.03
    assert len(reviews(library)) == 1


async def test_a_doubled_press_does_not_grade(library: Library) -> None:
    decks = shelve(library, plain_deck("Core", 2))
    stopwatch = Stopwatch()
    stopwatch.step = 0
    async with opened(library, study=decks, stopwatch=stopwatch) as pilot:
        await pilot.press("space")
        stopwatch.seconds += 0.199
        await pilot.press("space")
        assert reviews(library) == []
        stopwatch.seconds += 0.2
        await pilot.press("space")
        assert len(reviews(library)) == 1


async def test_digits_are_never_delayed(library: Library) -> None:
    decks = shelve(library, plain_deck("Core", 2))
    stopwatch = Stopwatch()
    stopwatch.step = 0
    async with opened(library, study=decks, stopwatch=stopwatch) as pilot:
        await pilot.press("space", "3", "space", "3")
    assert len(reviews(library)) == 2


async def test_a_doubled_grade_lands_on_the_next_question_and_does_nothing(
    library: Library,
) -> None:
    decks = shelve(library, plain_deck("Core", 3))
    async with opened(library, study=decks) as pilot:
        await pilot.press("space", "3", "3")
        assert status(pilot) == "space shows the answer first"
        assert rows(pilot)[3] == "  Core 01"
    assert len(reviews(library)) == 1


async def test_fifty_cards_at_full_speed_are_fifty_reviews_and_can_all_be_taken_back(
    library: Library, clock: Clock
) -> None:
    both = (Direction.RECOGNISE, Direction.CLOZE)
    decks = shelve(library, plain_deck("Core", 50, both))
    Study(library, decks).answer(4, 1000)
    clock.pass_days(1)
    standings = library.store.journal.standings()
    counts = deck_counts(library, decks)
    queue = Study(library, decks).session
    before = len(reviews(library))
    app = TermcardsApp(library, study=decks, stopwatch=Stopwatch())
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(50):
            app.post_message(Key("space", " "))
            app.post_message(Key("3", "3"))
        while len(reviews(library)) < before + 50:
            await asyncio.sleep(0)
        await pilot.pause()
        given = reviews(library)[before:]
        assert given == [(queued.card, 4) for queued in queue.waiting[:50]]
        assert "Done for today" in text(pilot)
        for _ in range(50):
            app.post_message(Key("u", "u"))
        while len(reviews(library)) < before + 100:
            await asyncio.sleep(0)
        await pilot.pause()
    assert len(reviews(library)) == before + 100
    assert library.store.journal.standings() == standings
    assert deck_counts(library, decks) == counts
    assert Study(library, decks).session == queue
