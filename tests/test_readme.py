"""The README's examples do what it says."""

import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from termcards.cli.figures import space_of
from termcards.library.figures import figures
from termcards.library.home import Library
from termcards.pages.figurepage import page
from termcards.pages.lines import plain
from tests.learner import study_some_weeks

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def termcards(command: str, folder: Path) -> str:
    """What a command prints to standard output."""
    done = subprocess.run(
        [sys.executable, "-m", *shlex.split(command)],
        cwd=folder,
        env={**os.environ, "TERMCARDS_HOME": str(folder / "home"), "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


def test_the_session_shown_is_what_the_program_prints(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "decks", tmp_path / "decks")
    (session,) = blocks("console")
    for step in session.split("$ ")[1:]:
        command, _, expected = step.partition("\n")
        assert termcards(command, tmp_path) == expected


def test_the_footnotes_shown_become_notes(tmp_path: Path) -> None:
    (posting,) = blocks("markdown")
    (tmp_path / "p.md").write_text(posting, encoding="utf-8")
    assert termcards("termcards harvest p.md", tmp_path).startswith("p.md: 2 notes added")


def test_the_deck_and_the_settings_shown_are_read(tmp_path: Path) -> None:
    deck, settings = blocks("yaml")
    home = tmp_path / "home"
    home.mkdir()
    folder = settings.replace("~/notes/decks", str(tmp_path / "mine"))
    (home / "config.yaml").write_text(folder, encoding="utf-8")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "sales.yaml").write_text(deck, encoding="utf-8")
    assert termcards("termcards due", tmp_path) == "0 due, 1 new, 0 to learn\n"


def test_the_figures_shown_are_the_beginning_of_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    try:
        now = study_some_weeks(tmp_path / "home")
        with Library(tmp_path / "home", lambda: now) as library:
            printed = "\n".join(map(plain, page(figures(library), space_of(80))))
    finally:
        monkeypatch.undo()
        time.tzset()
    (shown,) = blocks("text")
    assert printed.startswith(shown)
