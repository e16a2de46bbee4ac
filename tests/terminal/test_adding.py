"""A text that is typed as a posting, and a program that is killed meanwhile."""

import os
import signal
from pathlib import Path

from tests.terminal.conftest import Terminal


def test_who_types_without_a_pause_loses_nothing_but_the_last_second(
    home: Path, terminal: Terminal, termcards: str
) -> None:
    terminal.run("bash --norc --noprofile -i")
    terminal.press("-l", termcards)
    terminal.press("Enter")
    terminal.wait_for("a add posting")
    terminal.press("a")
    terminal.wait_for("the text of a posting, pasted")

    def is_kept_while_typing() -> bool:
        terminal.press("s")
        return (home / "drafts" / "typed.txt").exists()

    terminal.wait_until(is_kept_while_typing, "the text to be kept")
    os.kill(terminal.foreground(), signal.SIGKILL)
    terminal.wait_for("Killed")
    terminal.press("-l", termcards)
    terminal.press("Enter")
    terminal.wait_for("a add posting")
    terminal.press("a")
    terminal.wait_for("sss", "this is the text you left")
