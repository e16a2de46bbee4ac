"""A deck file that cannot be read, mended in the learner's own editor from the home screen."""

import stat
import sys
from pathlib import Path

from termcards.library.home import Library
from tests.terminal.conftest import Terminal
from tests.tui.seat import plain_deck, shelve


def test_the_file_is_opened_at_its_line_and_read_again(
    home: Path, tmp_path: Path, environment: dict[str, str], terminal: Terminal, termcards: str
) -> None:
    editor = tmp_path / "nano"
    editor.write_text(
        f"#!{sys.executable}\n"
        "import pathlib, sys\n"
        "print('opened at', sys.argv[1], flush=True)\n"
        "input()\n"
        "path = pathlib.Path(sys.argv[2])\n"
        "path.write_text(path.read_text(encoding='utf-8').replace('&s ', ''), encoding='utf-8')\n",
        encoding="utf-8",
    )
    editor.chmod(editor.stat().st_mode | stat.S_IXUSR)
    environment["EDITOR"] = str(editor)
    with Library(home) as library:
        shelve(library, plain_deck("Core", 3))
        (library.decks_folder / "odd.yaml").write_text(
            "id: odd\ndeck: Odd\nformat: 1\nnotes:\n- id: anchor\n  term: &s anchor\n",
            encoding="utf-8",
        )
    terminal.run(termcards)
    terminal.wait_for("Core", "odd.yaml:6: anchors", "e open file")
    terminal.press("e")
    terminal.wait_for("opened at +6")
    terminal.press("Enter")
    shown = terminal.wait_for("Core", "Odd", "read again")
    assert "anchors" not in shown
