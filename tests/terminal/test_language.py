"""The interface is in the language of the terminal's environment; what a shell reads is English."""

from pathlib import Path

from termcards.library.home import Library
from tests.terminal.conftest import Terminal
from tests.tui.seat import plain_deck, shelve


def test_an_interface_speaks_the_language_of_its_environment(
    home: Path, environment: dict[str, str], terminal: Terminal, termcards: str
) -> None:
    home.mkdir()
    with Library(home) as library:
        shelve(library, plain_deck("Core", 2))
    environment["LANGUAGE"] = "zh_CN:en"
    terminal.run(f"sh -c '{termcards} due; {termcards} study Core; {termcards} due; sleep 60'")
    terminal.wait_for("Core 00", "空格 显示答案", "新 2  学习中 0  到期 0")
    terminal.press("Space", "3", "q")
    terminal.wait_for("回车 学习")
    terminal.press("q")
    terminal.wait_for("0 due, 2 new, 0 to learn", "0 due, 1 new, 0 to learn")
