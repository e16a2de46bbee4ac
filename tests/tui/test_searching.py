"""From a card to the library and back, and what a sitting makes of what was done there."""

from termcards.cards import CardId
from termcards.library.home import Library
from termcards.library.todays import Wishes
from termcards.log import Review
from termcards.tui.screens.browse import BrowseScreen
from termcards.tui.screens.study import StudyScreen
from tests.tui.seat import (
    Stopwatch,
    opened,
    place,
    plain_deck,
    reviews,
    shelve,
    status,
    text,
    until,
)


async def test_a_card_waits_as_it_was_while_the_library_is_searched(library: Library) -> None:
    decks = shelve(library, plain_deck("Word", 3))
    async with opened(library, study=decks) as pilot:
        await pilot.press("space", "t", "/", *"02", "enter")
        await until(pilot, lambda: "Word 02" in text(pilot))
        assert place(pilot) is BrowseScreen
        await pilot.press("q")
        assert place(pilot) is StudyScreen
        assert "What number 0 means." in text(pilot)
        assert "意思 0" in text(pilot)
        await pilot.press("3")
        assert reviews(library) == [("word-00:recognise", 4)]


async def test_the_time_of_a_search_is_no_time_of_an_answer(library: Library) -> None:
    decks = shelve(library, plain_deck("Word", 2))
    watch = Stopwatch()
    watch.step = 0.0
    async with opened(library, study=decks, stopwatch=watch) as pilot:
        watch.seconds += 4
        await pilot.press("space", "/")
        watch.seconds += 50
        await pilot.press("enter", "q")
        watch.seconds += 3
        await pilot.press("3")
        (entry,) = library.store.journal.entries()
        assert isinstance(entry.fact, Review)
        assert entry.fact.milliseconds == 7000


async def test_a_card_that_was_suspended_in_the_library_is_passed_over(library: Library) -> None:
    decks = shelve(library, plain_deck("Word", 3))
    async with opened(library, study=decks) as pilot:
        await pilot.press("/", *"00", "enter")
        await until(pilot, lambda: "1 card" in text(pilot))
        await pilot.press("@", "q")
        await until(pilot, lambda: place(pilot) is StudyScreen)
        assert "Word 01" in text(pilot)
        assert "0/2" in text(pilot)


async def test_a_note_deleted_in_the_library_is_not_asked(library: Library) -> None:
    decks = shelve(library, plain_deck("Word", 2))
    async with opened(library, study=decks) as pilot:
        await pilot.press("/", *"00", "enter")
        await until(pilot, lambda: "1 card" in text(pilot))
        await pilot.press("d", "d")
        await until(pilot, lambda: "0 cards" in text(pilot))
        await pilot.press("q")
        await until(pilot, lambda: place(pilot) is StudyScreen)
        assert "Word 01" in text(pilot)


async def test_an_answer_taken_back_in_the_library_is_asked_again(library: Library) -> None:
    decks = shelve(library, plain_deck("Word", 2))
    async with opened(library, study=decks) as pilot:
        await pilot.press("space", "3", "/", "enter", "u")
        await until(pilot, lambda: "took back" in text(pilot))
        await pilot.press("q")
        await until(pilot, lambda: place(pilot) is StudyScreen)
        assert "0/2" in text(pilot)


async def test_the_library_is_searched_from_a_cram_and_after_the_last_card(
    library: Library,
) -> None:
    decks = shelve(library, plain_deck("Word", 2))
    cards = (CardId("word-00:recognise"), CardId("word-01:recognise"))
    async with opened(library, study=decks, wishes=Wishes(cram=cards, name="both")) as pilot:
        await pilot.press("space", "3", "/", "enter", "q")
        assert "Word 01" in text(pilot)
        await pilot.press("space", "3", "/", "enter")
        assert place(pilot) is BrowseScreen
        await pilot.press("q")
        assert place(pilot) is StudyScreen


async def test_not_as_a_word_is_hinted_at(library: Library) -> None:
    shelve(library, plain_deck("Core", 2))
    async with opened(library) as pilot:
        await pilot.press("slash", *"not 01")
        await until(pilot, lambda: status(pilot) == "not is a word here; -01 leaves that out")
        await pilot.press("home", *["delete"] * 4, "minus")
        await until(pilot, lambda: status(pilot) == "")
