"""Opens the interface on a library on disk, with clocks that a test sets."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from termcards.library.home import Library
from tests.library.postings import write_posting
from tests.tui.seat import Clock, Stopwatch


@pytest.fixture(autouse=True)
def in_utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The learner's day is that of the clock on the wall, which differs between computers."""
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "TEXTUAL_THEME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("TERM", "xterm-256color")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def stopwatch() -> Stopwatch:
    return Stopwatch()


@pytest.fixture
def library(tmp_path: Path, clock: Clock) -> Iterator[Library]:
    home = tmp_path / "home"
    home.mkdir()
    (home / "config.yaml").write_text("new_cards_per_day: 100\n", encoding="utf-8")
    with Library(home, clock) as library:
        yield library


@pytest.fixture
def posting(tmp_path: Path) -> str:
    """The path of one whose terms are known."""
    return write_posting(tmp_path)
