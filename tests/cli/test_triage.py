"""`termcards triage` without a terminal, and what it takes."""

from pathlib import Path

import pytest

from termcards.cli import triaging
from tests.cli.conftest import Call
from tests.library.postings import write_posting


def test_without_a_terminal_it_says_what_to_use_instead(call: Call, tmp_path: Path) -> None:
    (tmp_path / "my job.txt").write_text("You nurture churn.\n", encoding="utf-8")
    result = call("triage", "my job.txt")
    assert result.status == 2
    assert result.out == ""
    assert result.err == (
        "error: triage needs a terminal; `termcards harvest 'my job.txt' --accept suggested` takes"
        " what is suggested, with --dry-run it shows what there is\n"
    )
    assert "harvest POSTING --accept" in call("triage").err


def test_what_it_names_instead_does_that(call: Call, tmp_path: Path) -> None:
    path = write_posting(tmp_path)
    assert call("harvest", path, "--accept", "suggested").out.startswith(f"{path}: 11 notes added")
    undone = call("undo")
    assert undone.out == "took back 11 new notes\n"


def test_a_file_that_is_not_there_is_said_so_without_a_terminal_too(call: Call) -> None:
    missing = call("triage", "nosuch")
    assert (missing.status, missing.err) == (
        3,
        "error: nosuch: cannot read it: No such file or directory\n",
    )


@pytest.fixture
def with_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(triaging, "has_screen", lambda: True)


@pytest.mark.usefixtures("with_terminal")
def test_what_cannot_be_triaged_is_one_clear_line(call: Call, tmp_path: Path) -> None:
    folder = call("triage", str(tmp_path))
    assert (folder.status, folder.err) == (
        2,
        "error: triage takes one posting, and this is a folder; `harvest` takes folders\n",
    )
    missing = call("triage", "nosuch.txt")
    assert (missing.status, missing.err) == (
        3,
        "error: nosuch.txt: cannot read it: No such file or directory\n",
    )
    assert call("triage", "-").status == 2
    assert call("triage", "x.txt", "--deck", " ").err == (
        "error: the deck's name is empty; leave --deck out, or name one\n"
    )
