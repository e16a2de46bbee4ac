"""Keys that arrive together, as over a slow line, do what they do one by one."""

from pathlib import Path

import pytest

from termcards.library.home import Library
from termcards.library.studying import Study
from tests.terminal.conftest import Terminal
from tests.tui.seat import plain_deck, reviews, shelve


@pytest.mark.parametrize("opens", [["/"], ["b", "/"]], ids=["search", "browse"])
def test_what_is_typed_after_a_key_that_opens_a_screen_is_for_that_screen(
    home: Path, terminal: Terminal, termcards: str, opens: list[str]
) -> None:
    with Library(home) as library:
        study = Study(library, shelve(library, plain_deck("Core", 3)))
        study.answer(4, 1000)
        terminal.run(termcards)
        terminal.wait_for("Core", "q quit")
        terminal.press(*opens, *"unsung")
        terminal.wait_for("› unsung", "0 cards")
        assert len(reviews(library)) == 1


def test_a_sitting_that_is_typed_in_one_go_is_done(
    home: Path, terminal: Terminal, termcards: str
) -> None:
    with Library(home) as library:
        shelve(library, plain_deck("Core", 3))
        terminal.run(termcards)
        terminal.wait_for("Core", "q quit")
        terminal.press("Enter", *["Space", "3"] * 3, "u", "q", "b", "q", "t", "q")
        terminal.wait_for("1 new")
        assert [quality for _, quality in reviews(library)][:3] == [4, 4, 4]
        assert len(reviews(library)) == 4
