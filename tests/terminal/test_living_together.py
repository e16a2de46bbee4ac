"""The program among others: signals, job control, a second window on the same library."""

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from termcards.library.home import Library
from tests.terminal.conftest import Terminal
from tests.tui.seat import plain_deck, reviews, shelve

AS_IT_WAS = "0 0 1"
"""No screen taken over, no mouse asked for, the cursor shown."""

SHELL = "bash --norc --noprofile -i"


@pytest.fixture
def library(home: Path) -> Iterator[Library]:
    home.mkdir()
    with Library(home) as library:
        shelve(library, plain_deck("Core", 3))
        yield library


@pytest.fixture
def second(tmp_path: Path, environment: dict[str, str], terminal: Terminal) -> Iterator[Terminal]:
    folder = tmp_path / "second"
    folder.mkdir()
    other = Terminal(folder, environment)
    yield other
    other.close()


@pytest.mark.parametrize("name", ["TERM", "HUP"])
def test_a_signal_leaves_the_terminal_as_it_was_and_every_answer_saved(
    library: Library, terminal: Terminal, termcards: str, name: str
) -> None:
    terminal.run(SHELL)
    terminal.press("-l", f"{termcards} study Core; echo left with $?")
    terminal.press("Enter")
    terminal.wait_for("space  show answer")
    assert terminal.state() != AS_IT_WAS
    terminal.press("Space", "3")
    terminal.wait_until(lambda: len(reviews(library)) == 1, "a review")
    os.kill(terminal.foreground(), getattr(signal, f"SIG{name}"))
    terminal.wait_for(f"left with {128 + getattr(signal, f'SIG{name}')}")
    assert terminal.state() == AS_IT_WAS
    assert len(reviews(library)) == 1


def test_ctrl_z_gives_the_terminal_back_and_takes_it_again(
    library: Library, terminal: Terminal, termcards: str
) -> None:
    terminal.run(SHELL)
    terminal.press("-l", f"{termcards} study Core")
    terminal.press("Enter")
    terminal.wait_for("Core 00", "space  show answer")
    terminal.press("C-z")
    terminal.wait_for("Stopped")
    assert terminal.state() == AS_IT_WAS
    terminal.press("-l", "fg")
    terminal.press("Enter")
    terminal.wait_for("Core 00", "space  show answer")
    terminal.press("Space", "3")
    terminal.wait_until(lambda: len(reviews(library)) == 1, "a review")


def test_of_two_windows_the_second_only_reads_until_the_first_is_closed(
    library: Library, terminal: Terminal, second: Terminal, termcards: str
) -> None:
    terminal.run(termcards)
    terminal.wait_for("Core", "enter study")
    second.run(termcards)
    second.wait_for("another termcards is open on this library, so this one only reads")
    second.press("Enter")
    second.wait_for("space  show answer")
    second.press("Space", "3")
    second.wait_for("not saved: another termcards is open")
    assert reviews(library) == []
    terminal.press("q")
    terminal.wait_until(lambda: not terminal.text().strip(), "the first to end")
    second.press("r")
    second.wait_until(lambda: len(reviews(library)) == 1, "a review")
    assert "only reads" not in second.wait_for("Good, back")


def test_the_second_window_says_so_no_longer_than_it_is_so(
    library: Library, terminal: Terminal, second: Terminal, termcards: str
) -> None:
    terminal.run(termcards)
    terminal.wait_for("Core", "enter study")
    second.run(termcards)
    second.wait_for("so this one only reads")
    os.kill(terminal.foreground(), signal.SIGKILL)
    second.wait_until(lambda: "only reads" not in second.text(), "the words to go")
    second.press("n")
    second.wait_for("New note")
    second.press("x", "C-s")
    second.wait_for("added to Core")


def test_what_the_shell_does_is_written_beside_an_open_window(
    library: Library, terminal: Terminal, termcards: str
) -> None:
    terminal.run(termcards)
    terminal.wait_for("Core", "enter study")
    done = subprocess.run(
        f"{termcards} --home {library.folder} suspend 'Core 00'",
        shell=True,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_a_killed_window_holds_nothing(
    library: Library, terminal: Terminal, second: Terminal, termcards: str
) -> None:
    terminal.run(termcards)
    terminal.wait_for("Core", "enter study")
    os.kill(terminal.foreground(), signal.SIGKILL)
    second.run(termcards)
    shown = second.wait_for("Core", "enter study")
    assert "only reads" not in shown
