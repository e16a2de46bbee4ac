"""What is done to cards besides answering, from the shell; one undo takes each of it back."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Call

QUOTA = ["quota:recognise", "quota:cloze"]


@pytest.fixture
def harvested(call: Call, posting: object) -> None:
    call("harvest", "posting.md")


def cards(call: Call, term: str = "quota") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = call("show", term, "--json").json[0]["cards"]
    return found


def today(call: Call) -> date:
    return date.fromisoformat(call("due", "--json").json["today"])


def test_a_suspended_note_is_not_asked_until_it_is_resumed(call: Call, harvested: None) -> None:
    assert call("suspend", "quota").out == "suspended quota, 2 cards\n"
    assert [card["suspended"] for card in cards(call)] == ["asked", "asked"]
    assert call("due").out == "0 due, 2 new, 0 to learn\n"
    assert "recognise: new, suspended\n" in call("show", "quota").out
    assert call("resume", "quota").out == "resumed quota, 2 cards\n"
    assert call("due").out == "0 due, 3 new, 0 to learn\n"


def test_one_card_of_a_note_can_be_meant(call: Call, harvested: None) -> None:
    assert call("suspend", "quota", "--card", "cloze").out == "suspended quota, 1 card\n"
    assert [card["suspended"] for card in cards(call)] == [None, "asked"]
    result = call("suspend", "quota", "--card", "type")
    assert (result.status, result.err) == (1, 'error: "quota" has no card to type\n')


def test_a_buried_note_comes_tomorrow(call: Call, harvested: None) -> None:
    assert call("bury", "quota").out == "until tomorrow: quota, 2 cards\n"
    tomorrow = today(call) + timedelta(days=1)
    assert [card["buried_until"] for card in cards(call)] == [tomorrow.isoformat()] * 2
    assert call("due").out == "0 due, 2 new, 0 to learn\n"


def test_flags_and_due_days_are_set(call: Call, harvested: None) -> None:
    assert call("flag", "quota", "3", "--card", "cloze").out == "flag 3: quota, 1 card\n"
    assert [card["flag"] for card in cards(call)] == [0, 3]
    assert call("flag", "quota", "5").status == 2
    due = today(call) + timedelta(days=3)
    assert call("set-due", "quota", "+3").out == f"due on {due}: quota, 2 cards\n"
    assert cards(call)[0]["schedule"]["due"] == due.isoformat()
    assert call("set-due", "quota", "2031-01-31").status == 0
    assert cards(call)[0]["schedule"]["due"] == "2031-01-31"
    result = call("set-due", "quota", "soon")
    assert (result.status, result.err) == (
        2,
        'error: "soon" is no day; write it as 2026-12-24, or +3\n',
    )


def test_a_reset_card_is_new(call: Call, harvested: None) -> None:
    call("set-due", "quota", "+3")
    assert call("reset", "quota").out == "new again: quota, 2 cards\n"
    assert cards(call)[0]["schedule"] is None


def test_a_known_note_is_not_asked_and_a_word_need_not_have_a_note(
    call: Call, harvested: None
) -> None:
    assert call("known", "quota", "zeppelin").out == "known: quota, zeppelin\n"
    assert [card["suspended"] for card in cards(call)] == ["known", "known"]
    assert call("due").out == "0 due, 2 new, 0 to learn\n"
    assert call("known", "--off", "quota").out == "not known: quota\n"
    assert call("due").out == "0 due, 3 new, 0 to learn\n"
    assert call("never", "zeppelin").out == "never proposed: zeppelin\n"
    assert call("never", "--off", "zeppelin").out == "may be proposed: zeppelin\n"


def test_what_was_suspended_stays_so_when_it_is_not_known_after_all(
    call: Call, harvested: None
) -> None:
    call("suspend", "quota")
    call("known", "--off", "quota")
    assert [card["suspended"] for card in cards(call)] == ["asked", "asked"]


def test_every_verb_is_taken_back_the_last_first(call: Call, harvested: None) -> None:
    before = cards(call)
    doings = {
        ("suspend", "quota"): "the suspension of 2 cards: quota",
        ("bury", "quota"): "the burial of 2 cards: quota",
        ("mark", "quota"): "a mark: quota",
        ("flag", "quota", "1"): "the flags of 2 cards: quota",
        ("set-due", "quota", "+3"): "the due days of 2 cards: quota",
        ("reset", "quota"): "the reset of 2 cards: quota",
        ("shift", "4"): "a shift",
        ("known", "quota"): "a term taken as known: quota",
        ("never", "zeppelin"): "a verdict",
    }
    for doing in doings:
        assert call(*doing).status == 0
    for told in reversed(doings.values()):
        assert call("undo").out == f"took back {told}\n"
    assert cards(call) == before


def test_an_answer_of_the_past_is_corrected(call: Call, harvested: None) -> None:
    result = call("correct", "quota", "5")
    assert (result.status, result.err) == (
        1,
        "error: it was not answered yet, so there is nothing to correct\n",
    )


@pytest.mark.parametrize("verb", ["suspend", "resume", "bury", "mark", "reset"])
def test_an_unknown_term_names_what_is_near(call: Call, harvested: None, verb: str) -> None:
    result = call(verb, "quot")
    assert (result.status, result.err) == (
        1,
        'error: no note is called "quot"; near are quota, ARR\n',
    )


def test_all_cards_move_by_a_holiday(call: Call, harvested: None) -> None:
    call("set-due", "quota", "+1")
    due = today(call) + timedelta(days=15)
    assert call("shift", "14").out == "2 cards 14 days later\n"
    assert cards(call)[0]["schedule"]["due"] == due.isoformat()
    assert call("shift", "-1").out == "2 cards 1 day earlier\n"
    assert call("shift", "0").status == 2
    assert call("shift", "99999").err == (
        "error: a shift is from 1 to 3650 days, later or earlier\n"
    )


def test_a_backlog_is_spread_over_days(call: Call, harvested: None) -> None:
    for term in ("quota", "ARR", "champion"):
        call("set-due", term, "+0", "--card", "recognise")
    told = call("spread", "--minutes", "0.3", "--dry-run").out  # 8 s a card, until there are more
    until = today(call) + timedelta(days=1)
    assert told == f"would move 1 card, 2 cards a day, until {until}\n"
    assert call("due").out.startswith("3 due")
    assert call("spread", "--minutes", "0.3").out == (
        f"moved 1 card, 2 cards a day, until {until}\n"
    )
    assert call("due").out.startswith("2 due")
    assert call("spread", "--minutes", "0.3").out == (
        "nothing to spread: no day asks for more than 2 cards a day\n"
    )
    assert call("undo").out.startswith("took back a due day")
    assert call("due").out.startswith("3 due")
    assert call("spread", "--minutes", "0.01").status == 2


def test_another_scheduler_is_looked_at_before_it_is_taken(call: Call, harvested: None) -> None:
    empty = call("reschedule", "--with", "fsrs", "--dry-run")
    assert (empty.status, empty.out) == (1, "")
    assert call("reschedule", "--with", "sm3").status == 2
    assert call("reschedule", "--with", "sm2", "--retention", "0.9").err == (
        "error: only fsrs aims at a retention\n"
    )


def test_a_known_note_stays_so_when_it_gets_another_card(
    call: Call, harvested: None, tmp_path: Path
) -> None:
    call("known", "quota")
    config = tmp_path / "home" / "config.yaml"
    config.write_text("directions: [recognise, cloze, produce]\n", encoding="utf-8")
    assert call("due").out == "0 due, 2 new, 0 to learn\n"
