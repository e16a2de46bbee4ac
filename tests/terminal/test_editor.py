"""The editor in a real terminal: lent to another program, taken back, and killed."""

import signal
import stat
import sys
from pathlib import Path

import pytest

from termcards.library.home import Library
from termcards.library.notedrafts import draft_of
from termcards.notes import NoteId
from tests.terminal.conftest import Terminal
from tests.tui.seat import TWO, shelve

EMEA = NoteId("EMEA")


@pytest.fixture
def editor(tmp_path: Path, environment: dict[str, str]) -> Path:
    """An editor that draws on the terminal, waits for a key, and adds a line."""
    script = tmp_path / "editor"
    script.write_text(
        f"#!{sys.executable}\n"
        "import pathlib, sys\n"
        "print('drawn outside', flush=True)\n"
        "words = input()\n"
        "path = pathlib.Path(sys.argv[-1])\n"
        "text = path.read_text(encoding='utf-8')\n"
        "path.write_text(text.replace('What EMEA means.', words), encoding='utf-8')\n",
        encoding="utf-8",
    )
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    environment["EDITOR"] = str(script)
    return script


def deck(library: Library) -> str:
    return (library.decks_folder / "two.yaml").read_text(encoding="utf-8")


def opened(terminal: Terminal, termcards: str) -> None:
    terminal.run(f"{termcards} study Two")
    terminal.wait_for("EMEA", "show answer")
    terminal.press("e")
    terminal.wait_for("Edit · EMEA", "all fields")


def test_the_terminal_is_lent_to_an_editor_and_taken_back(
    home: Path, editor: Path, terminal: Terminal, termcards: str
) -> None:
    with Library(home) as library:
        shelve(library, TWO)
        opened(terminal, termcards)
        terminal.press("C-x")
        terminal.wait_for("drawn outside")
        terminal.press(*"Europe and more", "Enter")
        terminal.wait_for("read from your editor", "Europe and more", "Edit · EMEA")
        terminal.press("C-s")
        terminal.wait_for("saved · u undoes", "show answer")
        assert "definition: Europe and more" in deck(library)
        terminal.press("u")
        terminal.wait_for("took back the change of a note")
        assert "definition: What EMEA means." in deck(library)


def test_what_was_typed_outlives_a_kill(home: Path, terminal: Terminal, termcards: str) -> None:
    with Library(home) as library:
        shelve(library, TWO)
        before = deck(library)
        opened(terminal, termcards)
        terminal.press(*"xyz")
        terminal.wait_until(lambda: draft_of(library, EMEA) is not None, "the draft")
        terminal.signal(signal.SIGKILL)
        kept = draft_of(library, EMEA)
        assert kept is not None
        assert kept.text.startswith("# Term\nxyzEMEA\n")
        assert deck(library) == before
        terminal.close()
        terminal.run(f"{termcards} study Two")
        terminal.wait_for("EMEA", "show answer")
        terminal.press("e")
        terminal.wait_for("this is the draft you left", "xyzEMEA")


def test_what_was_typed_is_kept_when_the_terminal_goes(
    home: Path, terminal: Terminal, termcards: str
) -> None:
    with Library(home) as library:
        shelve(library, TWO)
        opened(terminal, termcards)
        terminal.press("q")
        terminal.wait_for("qEMEA")
        terminal.signal(signal.SIGHUP)
        terminal.wait_until(lambda: draft_of(library, EMEA) is not None, "the draft")


def test_the_shell_asks_before_it_deletes_and_after_a_text_that_is_no_note(
    home: Path, editor: Path, terminal: Terminal, termcards: str
) -> None:
    with Library(home) as library:
        shelve(library, TWO)
        before = deck(library)
        terminal.run(f"sh -c '{termcards} delete EMEA churn; {termcards} edit EMEA; cat'")
        terminal.wait_for("delete 2 notes: EMEA, churn? [y/N]")
        terminal.press("n", "Enter")
        terminal.wait_for("nothing was deleted", "drawn outside")
        terminal.press("#", "Space", "x", "Enter")
        terminal.wait_for('line 13: unknown heading "x"', "edit it again? [Y/n]")
        assert deck(library) == before
        terminal.press("n", "Enter")
        terminal.wait_for("not saved; the draft is kept")
        assert list((home / "drafts" / "notes").iterdir()) != []
