"""A terminal of its own for each test: a private tmux server with one pane."""

import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

PATIENCE = 60
"""Seconds after which a test gives up what it waits for."""


class Terminal:
    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self._socket = folder / "tmux"
        self._environment = environment

    def run(self, command: str, size: tuple[int, int] = (80, 24)) -> None:
        """Starts the command in the pane."""
        names = {"LC_ALL": "C.UTF-8", "PYTHONUTF8": "1", **self._environment}
        words = [f"{name}={shlex.quote(value)}" for name, value in names.items()]
        line = " ".join(
            ["exec", "env", "-u", "NO_COLOR", "-u", "COLUMNS", "-u", "LINES", *words, command]
        )
        self._tmux(
            *("-f", os.devnull, "new-session", "-d", "-s", "t"),
            *("-x", str(size[0]), "-y", str(size[1]), line),
        )
        self._tmux("set-option", "-g", "escape-time", "0")

    def press(self, *keys: str) -> None:
        """All keys at once, as fast as the terminal takes them."""
        self._tmux("send-keys", "-t", "t", *keys)

    def text(self) -> str:
        return self._tmux("capture-pane", "-p", "-t", "t")

    def state(self) -> str:
        """Whether the terminal is taken over, its mouse is asked for, and its cursor is shown."""
        states = "#{alternate_on} #{mouse_any_flag} #{cursor_flag}"
        return self.asked(states)

    def foreground(self) -> int:
        """The process that has the terminal: the pane's, or the one its shell started last."""
        pane = int(self.asked("#{pane_pid}"))
        children = Path(f"/proc/{pane}/task/{pane}/children").read_text(encoding="ascii").split()
        return int(children[-1]) if children else pane

    def asked(self, what: str) -> str:
        """What the terminal says of itself."""
        return self._tmux("display-message", "-p", "-t", "t", what).strip()

    def wait_for(self, *words: str) -> str:
        """The screen, once all the words are on it."""
        self.wait_until(lambda: all(word in self.text() for word in words), " ".join(words))
        return self.text()

    def press_until(self, key: str, *words: str) -> None:
        """For a key that does nothing in the first moment of a screen, as a doubled one should."""
        pressed_at = 0.0

        def is_done() -> bool:
            nonlocal pressed_at
            if all(word in self.text() for word in words):
                return True
            if time.monotonic() - pressed_at > 1:
                pressed_at = time.monotonic()
                self.press(key)
            return False

        self.wait_until(is_done, " ".join(words))

    def wait_until(self, is_done: Callable[[], bool], what: str) -> None:
        end = time.monotonic() + PATIENCE
        while not is_done():
            if time.monotonic() > end:
                pytest.fail(f"waited in vain for: {what}\n{self.text()}")
            time.sleep(0.02)

    def signal(self, number: signal.Signals) -> None:
        """To the program in the pane."""
        os.kill(int(self._tmux("display-message", "-p", "-t", "t", "#{pane_pid}")), number)

    def close(self) -> None:
        self._tmux("kill-server")

    def _tmux(self, *words: str) -> str:
        done = subprocess.run(
            ["tmux", "-S", str(self._socket), *words],
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        return done.stdout


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def environment(home: Path) -> dict[str, str]:
    return {"TERMCARDS_HOME": str(home), "PYTHONPATH": os.pathsep.join(sys.path)}


@pytest.fixture
def terminal(tmp_path: Path, environment: dict[str, str]) -> Iterator[Terminal]:
    if shutil.which("tmux") is None:
        pytest.skip("tmux, which gives the terminal, is not installed")
    terminal = Terminal(tmp_path, environment)
    yield terminal
    terminal.close()


@pytest.fixture
def termcards() -> str:
    return f"{shlex.quote(sys.executable)} -m termcards"
