"""Settings in a real terminal: a change is seen at once, and what is set is what is drawn."""

from pathlib import Path

import pytest

from termcards.library.home import Library
from tests.terminal.conftest import Terminal
from tests.tui.seat import plain_deck, reviews, shelve


@pytest.fixture
def library(home: Path) -> Library:
    home.mkdir()
    (home / "config.yaml").write_text("new_cards_per_day: 100\n", encoding="utf-8")
    return Library(home)


def test_lines_keys_and_grades_change_while_one_looks(
    library: Library, terminal: Terminal, termcards: str
) -> None:
    with library:
        shelve(library, plain_deck("Core", 3))
        terminal.run(termcards)
        terminal.wait_for("Core", "q quit")
        terminal.press(",")
        terminal.wait_for("new cards a day", "→ next value")
        terminal.press(*["j"] * 10, "Right")
        terminal.wait_until(lambda: terminal.text().isascii(), "plain lines")
        terminal.press(*["j"] * 3, "Right")
        terminal.wait_for("keys: left hand", "w undo")
        terminal.press("C-p")
        terminal.wait_for("Commands", "commands")
        terminal.press("-l", "study core")
        terminal.wait_for("1 command")
        terminal.press("Enter")
        terminal.wait_for("Core 00", "show answer")
        terminal.press("Space", "s", "Space", "d", "w")
        terminal.wait_for("took back Good")
        assert [quality for _, quality in reviews(library)][:2] == [3, 4]


@pytest.mark.parametrize(("mouse", "is_taken"), [("true", "1"), ("false", "0")])
def test_the_mouse_may_stay_the_terminals(
    library: Library, terminal: Terminal, termcards: str, mouse: str, is_taken: str
) -> None:
    config = library.folder / "config.yaml"
    config.write_text(f"mouse: {mouse}\n", encoding="utf-8")
    with library:
        shelve(library, plain_deck("Core", 1))
        terminal.run(termcards)
        terminal.wait_for("Core", "q quit")
        assert terminal.asked("#{mouse_any_flag}") == is_taken


def test_keys_that_do_not_hold_are_told_and_the_others_work(
    library: Library, terminal: Terminal, termcards: str
) -> None:
    config = library.folder / "config.yaml"
    config.write_text("keys:\n  study.god: x\n  study.good: g\n", encoding="utf-8")
    with library:
        shelve(library, plain_deck("Core", 1))
        terminal.run(f"{termcards} study Core")
        terminal.wait_for("Core 00", 'config.yaml:2: unknown act "study.god"')
        terminal.press("Space", "g")
        terminal.wait_until(lambda: len(reviews(library)) == 1, "a review")
        terminal.press("C-q")
        terminal.wait_until(lambda: not terminal.text().strip(), "the end")
