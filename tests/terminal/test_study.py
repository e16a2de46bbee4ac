"""A sitting in a real terminal: nothing that is typed is lost, and all of it can be taken back."""

from pathlib import Path

import pytest

from termcards.library.home import Library
from termcards.library.overview import deck_counts
from termcards.library.studying import Study
from termcards.notes import Deck, DeckId, Direction, Note, NoteId, Sense
from termcards.scheduling.replay import replay_all
from tests.terminal.conftest import Terminal
from tests.tui.seat import plain_deck, reviews, shelve

CARDS = 50


@pytest.fixture
def library(home: Path) -> Library:
    home.mkdir()
    (home / "config.yaml").write_text("new_cards_per_day: 100\n", encoding="utf-8")
    return Library(home)


def test_fifty_cards_at_full_speed_are_fifty_reviews_and_can_all_be_taken_back(
    library: Library, terminal: Terminal, termcards: str
) -> None:
    with library:
        decks = shelve(library, plain_deck("Core", CARDS))
        queue = Study(library, decks).session
        counts = deck_counts(library, decks)
        terminal.run(f"{termcards} study Core")
        terminal.wait_for("Core 00", "space  show answer")
        terminal.press(*["Space", "3"] * CARDS)
        terminal.wait_until(lambda: len(reviews(library)) == CARDS, "fifty reviews")
        assert reviews(library) == [(queued.card, 4) for queued in queue.waiting]
        terminal.wait_for("Done for today", f"{CARDS} answers today")
        terminal.press(*["u"] * CARDS)
        terminal.wait_until(lambda: len(reviews(library)) == 2 * CARDS, "fifty cancels")
        terminal.wait_for("Core 00", f"new {CARDS}  learn 0  due 0", f"0/{CARDS}")
        assert library.store.journal.standings() == {}
        assert deck_counts(library, decks) == counts
        assert Study(library, decks).session == queue
        assert replay_all(library.store.journal.entries()) == {}


def test_keys_of_an_input_method_and_typed_chinese(
    library: Library, terminal: Terminal, termcards: str
) -> None:
    with library:
        deck = plain_deck("曲線", 1, (Direction.TYPE,))
        shelve(library, deck)
        terminal.run(f"{termcards} study 曲線")
        terminal.wait_for("type the term", "›")
        terminal.press("-l", "曲線　００")
        terminal.wait_for("› 曲線 ００")
        terminal.press("Enter")
        terminal.wait_for("✓ 曲線 ００", "3 Good")
        terminal.press("-l", "４")
        terminal.wait_for("Done for today")
        assert reviews(library) == [("曲線-00:type", 5)]


def test_a_leech_is_edited_and_comes_once_more(
    library: Library, terminal: Terminal, termcards: str
) -> None:
    config = library.folder / "config.yaml"
    config.write_text("leech_failures: 1\n", encoding="utf-8")
    with library:
        shelve(library, plain_deck("Core", 1))
        terminal.run(f"{termcards} study Core")
        terminal.wait_for("space  show answer")
        terminal.press("Space", "1")
        terminal.wait_for("A leech, suspended", "What may help")
        terminal.press("e")
        terminal.wait_for("Edit · Core 00", "all fields", "tab goes to the next field")
        terminal.press("-l", "The ")
        terminal.wait_for("The Core 00")
        terminal.press("F2")
        terminal.wait_for("taken up again, comes once more today", "learn 1")
        terminal.wait_for("The Core 00")


def test_a_quick_look_takes_some_lines_below_the_prompt_and_clears_them(
    library: Library, terminal: Terminal, termcards: str
) -> None:
    with library:
        shelve(library, plain_deck("Core", 5))
        terminal.run("bash --norc --noprofile -i")
        terminal.press("-l", f"clear; echo what was there; {termcards} study --inline 2")
        terminal.press("Enter")
        terminal.wait_for("what was there", "Core · 2 cards", "space  show answer")
        assert terminal.state().startswith("0")
        terminal.press("Space", "3", "Space", "4")
        left = "3 more cards today; `termcards study` goes on"
        shown = terminal.wait_for("what was there", left)
        assert "Core" not in shown
        assert [quality for _, quality in reviews(library)] == [4, 5]
        terminal.press("-l", f"clear; {termcards} study --inline 2")
        terminal.press("Enter")
        terminal.wait_for("Core · 2 cards", "space  show answer")
        terminal.press("Space", "3", "q")
        terminal.wait_for("2 more cards today; `termcards study` goes on")
        terminal.press("-l", f"clear; {termcards} study --inline 9 --plain")
        terminal.press("Enter")
        terminal.wait_for("4/5")


def test_plain_mode_cuts_no_word_at_the_edge(
    library: Library, terminal: Terminal, termcards: str
) -> None:
    meaning = (
        "What comes back each year from those who pay by the month, without what they pay once."
    )
    deck = Deck(
        DeckId("core"),
        "Core",
        directions=(Direction.RECOGNISE,),
        notes=(Note(NoteId("arr"), "ARR", senses=(Sense(meaning),)),),
    )
    with library:
        shelve(library, deck)
        terminal.run(f"{termcards} study --plain", (40, 24))
        terminal.wait_for("? more>")
        terminal.press("Enter")
        shown = terminal.wait_for("enter is Good>").splitlines()
    assert "  What comes back each year from those" in shown
    assert "  who pay by the month, without what" in shown
    assert "  they pay once." in shown
    assert "enter shows the answer, t translation, s" in shown
    assert "sources, u undoes, q quits, ? more>" in shown
