"""The log as text, and the doctor."""

import sqlite3
from pathlib import Path

import pytest

from tests.cli.conftest import Call


@pytest.fixture
def harvested(call: Call, posting: object) -> None:
    call("harvest", "posting.md")


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
    call("suspend", "quota")
    for deck in Path("home/decks").glob("*.yaml"):
        deck.unlink()
    result = call("doctor", "--json")
    found = result.json
    assert (found["faults"], found["cards"], found["orphans"]) == ([], 2, ["quota"])
    assert call("doctor").err == "1 learned notes are in no deck; they keep: quota\n"
