"""Acts over many cards at once, and taking them back."""

import pytest

from termcards.cards import CardId
from termcards.library.handling import Deed, Outcome, do
from termcards.library.home import Library
from termcards.library.undoing import take_back
from termcards.log import Review, Suspension
from termcards.notes import Direction, NoteId
from tests.library.conftest import Clock
from tests.library.decks import add_deck

BOTH = (Direction.RECOGNISE, Direction.CLOZE)


@pytest.fixture
def cards(library: Library, clock: Clock) -> list[CardId]:
    """Of three notes, both cards each; some are learned already."""
    add_deck(library, "d", 3, BOTH)
    library.record(
        [Review(CardId("d-00:recognise"), 4, 1000), Review(CardId("d-01:cloze"), 2, 900)]
    )
    clock.pass_days(2)
    return [CardId(f"d-0{n}:{direction}") for n in range(3) for direction in BOTH]


@pytest.mark.parametrize("deed", Deed)
def test_an_act_over_many_cards_is_taken_back_as_one(
    library: Library, cards: list[CardId], deed: Deed
) -> None:
    journal = library.store.journal
    before = journal.standings(), journal.marked(), journal.verdicts()
    do(library, deed, cards[:4], 2)
    assert (journal.standings(), journal.marked(), journal.verdicts()) != before
    assert take_back(library) is not None
    assert (journal.standings(), journal.marked(), journal.verdicts()) == before


def test_cards_are_suspended_until_all_are_and_then_asked_again(
    library: Library, cards: list[CardId]
) -> None:
    assert do(library, Deed.SUSPEND, cards[:1]) is Outcome.SUSPENDED
    assert do(library, Deed.SUSPEND, cards[:3]) is Outcome.SUSPENDED
    standing = library.store.journal.standing
    assert [standing(card).suspended for card in cards[:4]] == [Suspension.ASKED] * 3 + [None]
    assert do(library, Deed.SUSPEND, cards[:3]) is Outcome.RESUMED
    assert [standing(card).suspended for card in cards[:4]] == [None] * 4


def test_what_is_known_stays_known_when_others_are_suspended(
    library: Library, cards: list[CardId]
) -> None:
    do(library, Deed.KNOW, [cards[0]])
    do(library, Deed.SUSPEND, cards[:3])
    standing = library.store.journal.standing
    assert standing(cards[0]).suspended is Suspension.KNOWN
    assert standing(cards[2]).suspended is Suspension.ASKED


def test_terms_are_marked_until_all_are(library: Library, cards: list[CardId]) -> None:
    assert do(library, Deed.MARK, cards[:2]) is Outcome.MARKED
    assert do(library, Deed.MARK, cards[:4]) is Outcome.MARKED
    assert library.store.journal.marked() == {NoteId("d-00"), NoteId("d-01")}
    assert do(library, Deed.MARK, cards[:4]) is Outcome.UNMARKED
    assert library.store.journal.marked() == frozenset()


def test_known_is_the_whole_term(library: Library, cards: list[CardId]) -> None:
    assert do(library, Deed.KNOW, [cards[0]]) is Outcome.KNOWN
    standing = library.store.journal.standing
    assert [standing(card).suspended for card in cards[:3]] == [
        Suspension.KNOWN,
        Suspension.KNOWN,
        None,
    ]


def test_buried_cards_wait_until_tomorrow(library: Library, cards: list[CardId]) -> None:
    assert do(library, Deed.BURY, cards[:2]) is Outcome.BURIED
    today = library.today()
    assert [library.store.journal.standing(card).is_buried(today) for card in cards[:3]] == [
        True,
        True,
        False,
    ]


def test_a_card_is_done_to_once(library: Library, cards: list[CardId]) -> None:
    do(library, Deed.FLAG, [cards[0], cards[0]], 1)
    assert len(library.store.journal.last_act()) == 1
