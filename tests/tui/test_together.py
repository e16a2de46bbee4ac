"""A sitting, and another program that changes the library meanwhile."""

from collections.abc import Callable

import pytest

from termcards.cards import CardId
from termcards.library.choosing import cards_named
from termcards.library.home import Library
from termcards.library.studying import Study
from termcards.library.todays import Wishes
from termcards.library.undoing import take_back
from termcards.library.writing import delete_notes
from termcards.notes import Direction, NoteId
from termcards.scheduling import acts
from tests.tui.seat import opened, plain_deck, reviews, rows, shelve, status

CHANGED = "that card was changed elsewhere in the meantime; nothing was saved"


def elsewhere(library: Library, act: Callable[[Library], object]) -> None:
    with Library(library.folder, library.now) as other:
        act(other)


def suspended(term: str) -> Callable[[Library], object]:
    return lambda other: other.record(acts.suspend(cards_named(other, term)))


def answered(term: str) -> Callable[[Library], object]:
    def act(other: Library) -> None:
        decks = [known.deck for known in other.store.shelf.decks()]
        study = Study(other, decks)
        while study.question is not None and study.question.note.term != term:
            study.session = study.session.without(study.question.card.id)
            study._ask()
        study.answer(4, 1000)

    return act


def deleted(note: str) -> Callable[[Library], object]:
    return lambda other: delete_notes(other, [NoteId(note)])


@pytest.mark.parametrize(
    "act", [suspended("Core 01"), answered("Core 01"), deleted("core-01")], ids=["s", "a", "d"]
)
async def test_a_card_that_was_dealt_with_elsewhere_is_not_asked(
    library: Library, act: Callable[[Library], object]
) -> None:
    decks = shelve(library, plain_deck("Core", 3))
    async with opened(library, study=decks) as pilot:
        await pilot.press("space")
        elsewhere(library, act)
        await pilot.press("3")
        assert rows(pilot)[3] == "  Core 02"
        assert rows(pilot)[0].endswith("new 1  learn 0  due 0")
        assert status(pilot) == "Good, back tomorrow · u undoes · Core 00"
        await pilot.press("space", "3")
        assert rows(pilot)[3] == "  Done for today"


async def test_the_sibling_of_a_card_answered_elsewhere_waits(library: Library) -> None:
    both = (Direction.RECOGNISE, Direction.CLOZE)
    decks = shelve(library, plain_deck("Core", 2, both))
    study = Study(library, decks)
    asked = [queued.card for queued in study.session.waiting]
    assert asked == ["core-00:recognise", "core-01:recognise"]
    elsewhere(library, answered("Core 01"))
    study.answer(4, 1000)
    assert study.question is None


@pytest.mark.parametrize("act", [suspended("Core 00"), deleted("core-00")], ids=["s", "d"])
@pytest.mark.parametrize("key", ["3", "minus", "at"])
async def test_a_key_for_a_card_that_is_no_longer_asked_is_told(
    library: Library, act: Callable[[Library], object], key: str
) -> None:
    decks = shelve(library, plain_deck("Core", 2))
    async with opened(library, study=decks) as pilot:
        await pilot.press("space")
        elsewhere(library, act)
        before = len(library.store.journal.entries())
        await pilot.press(key)
        assert status(pilot) == CHANGED
        assert rows(pilot)[3] == "  Core 01"
        assert len(library.store.journal.entries()) == before
        await pilot.press("space", "3")
        assert reviews(library) == [("core-01:recognise", 4)]


async def test_an_answer_taken_back_elsewhere_is_asked_again(library: Library) -> None:
    decks = shelve(library, plain_deck("Core", 2))
    async with opened(library, study=decks) as pilot:
        await pilot.press("space", "3", "space")
        elsewhere(library, take_back)
        await pilot.press("3")
        assert rows(pilot)[3] == "  Core 00"


async def test_what_is_crammed_leaves_out_what_was_suspended(library: Library) -> None:
    decks = shelve(library, plain_deck("Core", 3))
    cards = tuple(CardId(f"core-0{number}:recognise") for number in range(3))
    async with opened(library, study=decks, wishes=Wishes(cram=cards)) as pilot:
        await pilot.press("space")
        elsewhere(library, suspended("Core 01"))
        await pilot.press("3")
        assert rows(pilot)[3] == "  Core 02"


def test_what_this_program_does_draws_no_queue_anew(library: Library) -> None:
    decks = shelve(library, plain_deck("Core", 3))
    study = Study(library, decks)
    assert not library.store.was_changed_elsewhere()
    study.answer(4, 1000)
    library.record(acts.suspend(cards_named(library, "Core 02")))
    assert not library.store.was_changed_elsewhere()
    elsewhere(library, suspended("Core 01"))
    assert library.store.was_changed_elsewhere()
    assert not library.store.was_changed_elsewhere()
