"""The bar of long work, where there is a terminal."""

import io
import sys

import pytest

from termcards.cli.progress import shown_progress
from termcards.watching import Stage


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stage", "parts", "is_shown"),
    [(Stage.NOTES, 5000, True), (Stage.NOTES, 500, False), (Stage.CHECKING, 5000, False)],
)
def test_long_stages_have_a_bar(
    monkeypatch: pytest.MonkeyPatch, stage: Stage, parts: int, is_shown: bool
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with shown_progress() as watch:
        watch.begins(stage, parts)
        for _ in range(parts):
            watch.advances()
    assert ("notes" in terminal.getvalue() and "100%" in terminal.getvalue()) == is_shown


def test_without_a_terminal_nothing_is_drawn(capsys: pytest.CaptureFixture[str]) -> None:
    with shown_progress() as watch:
        watch.begins(Stage.NOTES, 5000)
        watch.advances(5000)
    assert capsys.readouterr().err == ""
