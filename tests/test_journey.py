"""The whole way: a posting is harvested, studied, resumed, and lands in a real Anki."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from termcards.library.keeping import starter_deck
from tests.anki.real_anki import all_notes, fresh_anki, take_in

POSTING = starter_deck().parent / "postings" / "customer-success-lead.md"


def termcards(home: Path, *arguments: str, given: str = "") -> str:
    done = subprocess.run(
        [sys.executable, "-m", "termcards", "--home", str(home), *arguments],
        input=given,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
        check=True,
    )
    return done.stdout


def test_from_posting_to_package(tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert "37 notes added" in termcards(home, "harvest", str(POSTING))
    assert "1 answer:" in termcards(home, "study", given="\n4\n")
    assert "0 notes added, 37 known already" in termcards(home, "harvest", str(POSTING))
    first, second = tmp_path / "first.apkg", tmp_path / "second.apkg"
    termcards(home, "export", "anki", "-o", str(first))
    termcards(home, "export", "anki", "-o", str(second))
    assert first.read_bytes() == second.read_bytes()
    with fresh_anki() as anki:
        assert take_in(anki, first) == {"new": 37}
        assert take_in(anki, second) == {"duplicate": 37}
        assert len(all_notes(anki)) == 37


def test_a_killed_sitting_loses_no_answer(tmp_path: Path) -> None:
    home = tmp_path / "home"
    process = subprocess.Popen(
        [sys.executable, "-m", "termcards", "--home", str(home), "study", "starter", "--plain"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(b"\n3\n\n4\n\n")
    process.stdin.flush()
    seen = b""
    while b"\n3/10 " not in seen:  # the third card is drawn when two answers are on disk
        seen += process.stdout.read(1)
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdin.close()
    process.stdout.close()
    assert "0 due, 8 new, 0 to learn" in termcards(home, "due")
    assert "3/10" in termcards(home, "study")
