"""The program as a process of its own: what it loads, how it ends, what it survives."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import POSTING

STUDY_ANSWERS = "\n3\n" * 3


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "posting.md").write_text(POSTING, encoding="utf-8")
    return tmp_path


def termcards(home: Path, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "termcards", *arguments],
        cwd=home,
        env={**os.environ, "TERMCARDS_HOME": str(home / "home"), "PYTHONUTF8": "1"},
        input=given,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_due_loads_no_interface_no_anki_and_no_parser(home: Path) -> None:
    termcards(home, "harvest", "posting.md")
    program = (
        "import sys\n"
        "from termcards.cli import run\n"
        "assert run(['due']) == 0\n"
        "loaded = {name.partition('.')[0] for name in sys.modules}\n"
        "heavy = {'textual', 'rich', 'genanki', 'pyromark', 'alembic', 'platformdirs'}\n"
        "heavy |= {'lxml', 'trafilatura', 'pypdf', 'docx'}\n"
        "print(sorted(loaded & heavy))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=home,
        env={**os.environ, "TERMCARDS_HOME": str(home / "home")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stdout == "0 due, 3 new, 0 to learn\n[]\n"


def test_what_a_shell_reads_is_english_though_studying_is_not(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", "zh_CN:en")
    termcards(home, "harvest", "posting.md")
    studied = termcards(home, "study", given="\n3\n\n")
    assert "作答 1 次" in studied.stdout
    assert termcards(home, "due").stdout == "0 due, 2 new, 0 to learn\n"
    assert termcards(home, "undo").stdout.startswith("took back an answer: ")


def test_study_without_a_terminal_is_plain_and_ends_with_its_input(home: Path) -> None:
    termcards(home, "harvest", "posting.md")
    done = termcards(home, "study", given="\n3\n\n")
    assert done.returncode == 0
    assert "You carry a [[quota]] and report the ARR you bring in." in done.stdout
    assert done.stdout.splitlines()[-2:] == [
        "1 answer: again 0 · hard 0 · good 1 · easy 0",
        "2 cards to go; `termcards study` goes on",
    ]
    again = termcards(home, "study", given=STUDY_ANSWERS)
    assert again.stderr == "resumed: 1 graded, 2 to go\n"
    assert again.stdout.splitlines()[-1].startswith("done for today; the next cards come tomorrow")


def test_a_sign_that_the_terminal_lacks_is_no_error(home: Path) -> None:
    termcards(home, "study", "starter")
    environment = {**os.environ, "TERMCARDS_HOME": str(home / "home"), "PYTHONUTF8": "0"}
    done = subprocess.run(
        [sys.executable, "-m", "termcards", "show", "ARR"],
        env={**environment, "PYTHONIOENCODING": "iso-8859-1"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    assert done.stdout.startswith(b"ARR \xb7 noun\n")
    assert b"??" in done.stdout


def test_study_of_nothing_says_what_to_do(home: Path) -> None:
    done = termcards(home, "study")
    assert done.returncode == 1
    assert "`termcards study starter`" in done.stderr


def test_the_starter_deck_comes_along(home: Path) -> None:
    done = termcards(home, "study", "starter")
    assert done.returncode == 0
    assert (home / "home" / "decks" / "starter.yaml").exists()
    assert "10 cards to go" in done.stdout


def test_a_deck_file_is_copied_once_and_then_only_added_to(home: Path) -> None:
    deck = home / "mine.yaml"
    deck.write_text(
        "id: mine\ndeck: Mine\nformat: 1\nnotes:\n"
        "- {id: arr, term: ARR, senses: [{definition: Money a year.}]}\n",
        encoding="utf-8",
    )
    termcards(home, "study", "mine.yaml", given="\n3\n")
    kept = home / "home" / "decks" / "mine.yaml"
    changed = kept.read_text(encoding="utf-8").replace("Money a year.", "My own words.")
    kept.write_text("# mine\n" + changed.replace("- {", "- { "), encoding="utf-8")
    with deck.open("a", encoding="utf-8") as file:
        file.write("- {id: quota, term: quota, senses: [{definition: A target.}]}\n")
    done = termcards(home, "study", "mine.yaml")
    assert "1/" not in done.stderr
    text = kept.read_text(encoding="utf-8")
    assert text.startswith("# mine\n")
    assert "My own words." in text
    assert "- id: quota\n  term: quota\n" in text


def test_without_a_terminal_the_interface_says_so(home: Path) -> None:
    done = termcards(home)
    assert done.returncode == 2
    assert done.stderr == (
        "error: the interface needs a terminal; try `termcards study --plain` or --help\n"
    )


def test_a_closed_pipe_ends_quietly(home: Path) -> None:
    termcards(home, "study", "starter")
    done = subprocess.run(
        f'"{sys.executable}" -m termcards list | head -n 1',
        shell=True,
        cwd=home,
        env={**os.environ, "TERMCARDS_HOME": str(home / "home")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stderr == ""
    assert done.stdout.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["--version"], 0),
        (["--help"], 0),
        (["harvest"], 2),
        (["nothing"], 2),
        (["due", "--wrong"], 2),
        (["study", "missing.yaml"], 3),
        (["study", "no such deck"], 1),
        (["export", "anki", "-o", "x.apkg"], 1),
        (["--home", "/dev/null/x", "due"], 4),
    ],
)
def test_the_exit_status_tells_what_happened(home: Path, arguments: list[str], status: int) -> None:
    done = termcards(home, *arguments)
    assert done.returncode == status
    assert "Traceback" not in done.stderr
