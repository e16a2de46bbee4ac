"""Several programs at work on one library at the same time."""

import os
import subprocess
import sys
from pathlib import Path

from termcards.storage import deckfile

WRITERS = 4


def test_harvests_at_the_same_time_lose_nothing(tmp_path: Path) -> None:
    for number in range(WRITERS):
        lines = [f"The t{number}x{n}[^t{number}x{n}] is here.\n" for n in range(5)]
        notes = [f"[^t{number}x{n}]: A thing of its own.\n" for n in range(5)]
        (tmp_path / f"p{number}.md").write_text("\n".join(lines + notes), encoding="utf-8")
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "termcards", "harvest", f"p{number}.md", "--deck", "Common"],
            cwd=tmp_path,
            env={**os.environ, "TERMCARDS_HOME": str(tmp_path / "home")},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        for number in range(WRITERS)
    ]
    errors = [process.communicate()[1] for process in running]
    assert errors == [b""] * WRITERS
    files = list((tmp_path / "home" / "decks").iterdir())
    assert [file.name for file in files] == ["common.yaml"]
    assert len(deckfile.read(files[0]).deck.notes) == 5 * WRITERS
