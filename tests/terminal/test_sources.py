"""The page of a source, opened from a sitting in a real terminal."""

import stat
import sys
from pathlib import Path

import pytest

from termcards.library.home import Library
from tests.terminal.conftest import Terminal
from tests.tui.seat import BILINGUAL, shelve

PAGE = "https://example.org/jobs"


@pytest.fixture
def browser(tmp_path: Path) -> Path:
    """A browser that writes down what it is given, and talks a lot."""
    script = tmp_path / "browser"
    script.write_text(
        f"#!{sys.executable}\n"
        "import pathlib, sys\n"
        "print('drawn by the browser', flush=True)\n"
        "if sys.argv[1] == '--here':\n"
        "    input()\n"
        f"pathlib.Path({str(tmp_path / 'opened')!r}).write_text(sys.argv[-1])\n",
        encoding="utf-8",
    )
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    return script


def test_a_browser_with_a_window_of_its_own_says_nothing_in_the_terminal(
    home: Path, browser: Path, terminal: Terminal, termcards: str, environment: dict[str, str]
) -> None:
    environment["BROWSER"] = f"{browser} %s &"
    with Library(home) as library:
        shelve(library, BILINGUAL)
        terminal.run(f"{termcards} study Core")
        terminal.wait_for("spaced repetition", "show answer")
        terminal.press("o")
        terminal.wait_for(f"opened: {PAGE}")
        opened = browser.parent / "opened"
        terminal.wait_until(opened.exists, "the page")
        assert opened.read_text(encoding="utf-8") == PAGE
        assert "drawn by" not in terminal.text()


def test_a_browser_of_the_terminal_has_it_meanwhile(
    home: Path, browser: Path, terminal: Terminal, termcards: str, environment: dict[str, str]
) -> None:
    environment["BROWSER"] = f"{browser} --here %s"
    with Library(home) as library:
        shelve(library, BILINGUAL)
        terminal.run(f"{termcards} study Core")
        terminal.wait_for("spaced repetition", "show answer")
        terminal.press("o")
        terminal.wait_for("drawn by the browser")
        terminal.press("Enter")
        terminal.wait_for(f"opened: {PAGE}", "show answer")
        assert (browser.parent / "opened").read_text(encoding="utf-8") == PAGE


def test_without_a_browser_the_address_is_copied(
    home: Path, terminal: Terminal, termcards: str, environment: dict[str, str]
) -> None:
    environment["PATH"] = "/nowhere"
    with Library(home) as library:
        shelve(library, BILINGUAL)
        terminal.run(f"{termcards} study Core")
        terminal.wait_for("spaced repetition", "show answer")
        terminal.press("o")
        terminal.wait_for(f"no browser here; copied: {PAGE}", "show answer")
