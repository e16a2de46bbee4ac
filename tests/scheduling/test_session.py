"""A sitting: drills until a card is sure, by the vectors and by hand."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from termcards.cards import CardId
from termcards.log import UNTOUCHED, ActId, DeviceId, Drill, Entry, EntryId, Review, Standing
from termcards.scheduling.queue import Queued, Turn
from termcards.scheduling.replay import advance
from termcards.scheduling.session import Session

VECTORS: dict[str, Any] = json.loads(
    (Path(__file__).parent / "sm2_vectors.json").read_text(encoding="utf-8")
)
DAY = date(2026, 3, 1)
CARD = CardId("arr:recognise")


def queued(name: str, turn: Turn = Turn.NEW) -> Queued:
    return Queued(CardId(name), turn)


def shown(session: Session) -> list[tuple[str, str]]:
    return [(waiting.card, waiting.turn) for waiting in session.waiting]


@pytest.mark.parametrize("case", VECTORS["drills"], ids=lambda case: str(case["id"]))
def test_a_drill_repeats_a_card_and_moves_nothing_else(case: dict[str, Any]) -> None:
    standing: Standing | None = UNTOUCHED
    session = Session((queued(CARD),))
    found = []
    for number, (kind, quality) in enumerate(case["events"]):
        if not session.waiting:  # the next review is another day's
            session = Session((queued(CARD, Turn.DUE),))
        assert session.current is not None
        is_drill = session.current.turn is Turn.DRILL
        assert is_drill == (kind == "drill")
        fact = (Drill if is_drill else Review)(CARD, quality, 0)
        entry_id = EntryId(f"{number:02}")
        entry = Entry(entry_id, ActId(entry_id), DeviceId("d"), datetime.now(UTC), DAY, fact)
        assert standing is not None
        standing = advance(standing, entry)
        session = session.answered(quality)
        assert standing is not None
        assert standing.schedule is not None
        found.append(
            {
                "ease_factor": standing.schedule.ease_factor,
                "interval": standing.schedule.interval,
                "repetitions": standing.schedule.repetitions,
                "lapses": standing.schedule.lapses,
                "repeat_today": bool(session.waiting) and standing.wants_drill(DAY),
            }
        )
    assert found == case["after"]


@pytest.mark.parametrize("case", VECTORS["sequences"], ids=lambda case: str(case["id"]))
def test_a_card_under_quality_4_is_repeated_today(case: dict[str, Any]) -> None:
    for quality, after in zip(case["qualities"], case["after"], strict=True):
        session = Session((queued(CARD, Turn.DUE),)).answered(quality)
        assert (session.current is not None) == after["repeat_today"]


def test_a_drill_comes_after_all_that_was_waiting() -> None:
    session = Session((queued("a:recognise"), queued("b:recognise"))).answered(2)
    assert shown(session) == [("b:recognise", "new"), ("a:recognise", "learn")]


def test_the_total_grows_with_each_drill() -> None:
    session = Session((queued("a:recognise"), queued("b:recognise")), done=6)
    assert (session.done, session.total) == (6, 8)
    session = session.answered(3)
    assert (session.done, session.total) == (7, 9)
    session = session.answered(4)
    assert (session.done, session.total) == (8, 9)


def test_an_undone_card_comes_next_and_only_once() -> None:
    session = Session((queued("b:recognise"), queued("a:recognise", Turn.DRILL)))
    again = session.starting_with(queued("a:recognise", Turn.DUE))
    assert shown(again) == [("a:recognise", "due"), ("b:recognise", "new")]


def test_an_undone_card_does_not_meet_its_sibling() -> None:
    session = Session((queued("a:cloze"), queued("b:recognise")))
    assert shown(session.starting_with(queued("a:recognise"))) == [
        ("a:recognise", "new"),
        ("b:recognise", "new"),
    ]


def test_a_drill_of_another_day_asks_for_nothing() -> None:
    entry = Entry(
        EntryId("1"), ActId("1"), DeviceId("d"), datetime.now(UTC), DAY, Review(CARD, 2, 0)
    )
    standing = advance(UNTOUCHED, entry)
    assert standing is not None
    assert standing.wants_drill(DAY)
    assert not standing.wants_drill(date(2026, 3, 2))
    assert not replace(standing, is_sure=True).wants_drill(DAY)
