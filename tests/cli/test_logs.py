"""The log as text, and the doctor."""

import os
import sqlite3
import threading
from pathlib import Path

import pytest

from tests.cli.conftest import Call

ENTRY = (
    '{"id": "01a1fff606369a82e7512d4a", "act": "01a1fff606369a82e7512d4a", "device": "d",'
    ' "at": "2026-03-01T12:00:00Z", "day": "2026-03-01", "kind": "reset", "card": "arr:cloze"}'
)
EDIT = ENTRY.replace(
    '"reset", "card": "arr:cloze"',
    '"edit", "file": "../../mine.yaml", "offset": 0, "old": "", "new": "x"',
)


@pytest.fixture
def harvested(call: Call, posting: object) -> None:
    call("harvest", "posting.md")


def test_a_dash_is_standard_output(call: Call, harvested: None) -> None:
    call("suspend", "quota")
    result = call("log", "export", "-")
    assert (result.status, result.err) == (0, "2 entries\n")
    call("log", "export", "log.jsonl")
    assert result.out.encode() == Path("log.jsonl").read_bytes()
    assert not Path("-").exists()


def test_a_log_goes_to_another_library_and_adds_nothing_twice(call: Call, harvested: None) -> None:
    call("suspend", "quota")
    call("mark", "ARR")
    assert call("log", "export", "log.jsonl").out == "log.jsonl: 3 entries\n"
    lines = Path("log.jsonl").read_text(encoding="utf-8").splitlines()
    assert lines == sorted(lines)
    assert '"kind": "mark"' in lines[2]
    assert call("--home", "other", "log", "merge", "log.jsonl").out == "3 entries new\n"
    assert call("--home", "other", "log", "merge", "log.jsonl").out == "0 entries new\n"
    assert call("--home", "other", "log", "export", "back.jsonl").status == 0
    assert Path("back.jsonl").read_bytes() == Path("log.jsonl").read_bytes()


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "this is not an entry of a log, written as JSON"),
        ("[]", "an entry is a JSON object"),
        ("{}", '"id" cannot be None'),
        ("[" * 5000, "this is not an entry of a log, written as JSON"),
        (ENTRY.replace("01a1", "ffff"), '"id" cannot be'),
        (ENTRY.replace('2026-03-01",', '9999-12-31",'), '"day" cannot be'),
        (ENTRY.replace("arr:cloze", "\\ud800"), '"card" cannot be'),
        (
            EDIT,
            "a change of a file stays on its device; take this line out",
        ),
        ("<<<<<<< HEAD", "this line is a conflict of git's; keep the entries of both sides"),
    ],
)
def test_what_is_no_log_is_refused_whole(
    call: Call, harvested: None, line: str, message: str
) -> None:
    call("suspend", "quota")
    call("log", "export", "log.jsonl")
    text = Path("log.jsonl").read_text(encoding="utf-8")
    Path("log.jsonl").write_text(f"{text}{line}\n", encoding="utf-8")
    result = call("--home", "other", "log", "merge", "log.jsonl")
    assert (result.status, result.out) == (3, "")
    assert result.err.startswith(f"error: log.jsonl:3: {message}")
    assert call("--home", "other", "doctor").out == (
        "0 entries in the log, 0 cards stand as they say\n"
    )


def test_a_log_that_is_not_there_is_one_line(call: Call) -> None:
    assert call("log", "merge", "none.jsonl").err == (
        "error: none.jsonl: cannot read it: No such file or directory\n"
    )


def test_the_doctor_proves_the_schedules_and_mends_them(call: Call, harvested: None) -> None:
    call("set-due", "quota", "2031-01-31")
    assert call("doctor").status == 0
    with sqlite3.connect("home/termcards.db") as connection:
        connection.execute("UPDATE standings SET due = '2031-02-01' WHERE card = 'quota:cloze'")
    connection.close()
    result = call("doctor")
    assert (result.status, result.out) == (
        1,
        "quota:cloze does not stand as the log says; `termcards doctor --rebuild` mends it\n",
    )
    assert call("doctor", "--rebuild").status == 0
    assert call("show", "quota", "--json").json[0]["cards"][1]["schedule"]["due"] == "2031-01-31"


def test_the_doctor_lists_what_was_learned_and_is_in_no_deck(call: Call, harvested: None) -> None:
    call("set-due", "quota", "+3")
    call("suspend", "ARR")  # which learns nothing
    for deck in Path("home/decks").glob("*.yaml"):
        deck.unlink()
    result = call("doctor", "--json")
    found = result.json
    assert (found["faults"], found["cards"], found["orphans"]) == ([], 4, ["quota"])
    assert call("doctor").err == "1 learned note in no deck, its history is kept: quota\n"


def test_a_log_can_be_written_to_a_pipe(call: Call, harvested: None, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    found: list[bytes] = []
    reader = threading.Thread(target=lambda: found.append((tmp_path / "pipe").read_bytes()))
    reader.start()
    call("suspend", "quota")
    assert call("log", "export", "pipe").out == "pipe: 2 entries\n"
    reader.join()
    assert found[0].count(b"\n") == 2
    assert not (tmp_path / "pipe").is_file()
