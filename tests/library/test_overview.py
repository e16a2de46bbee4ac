"""The order of decks on all screens."""

from termcards.library.overview import in_order
from termcards.notes import Deck, DeckId


def test_figures_count_by_their_value_and_nested_decks_follow_their_own() -> None:
    names = [
        "Posting 10",
        "posting 2",
        "Sales::Late",
        "Sales",
        "Posting 02b",
        "10",
        "9",
        "Salesforce",
    ]
    decks = [Deck(DeckId(str(number)), name) for number, name in enumerate(names)]
    assert [deck.name for deck in in_order(decks)] == [
        "9",
        "10",
        "posting 2",
        "Posting 02b",
        "Posting 10",
        "Sales",
        "Sales::Late",
        "Salesforce",
    ]
