"""Which cards a day asks for."""

from datetime import date, timedelta

from termcards.cards import CardId
from termcards.notes import DeckId, NoteId
from termcards.scheduling.queue import Pile, Turn, Waiting, queue
from termcards.settings import DeckSettings, Limits

TODAY = date(2026, 3, 1)


DECK = DeckId("core")


def card(name: str) -> CardId:
    return CardId(name)


def pile(
    due: list[tuple[str, date]] | None = None,
    new: list[str] | None = None,
    drills: list[str] | None = None,
    *,
    answered: list[str] | None = None,
    introduced_today: int = 0,
    reviewed_today: int = 0,
) -> Pile:
    return Pile(
        due=tuple(Waiting(card(name), DECK, day) for name, day in due or []),
        new=tuple(Waiting(card(name), DECK) for name in new or []),
        drills=tuple(map(card, drills or [])),
        answered=frozenset(map(NoteId, answered or [])),
        introduced={DECK: introduced_today},
        reviewed={DECK: reviewed_today},
    )


def names(pile: Pile, limits: Limits | None = None) -> list[str]:
    return [str(queued.card) for queued in queue(pile, limits or Limits(), TODAY)]


def test_due_cards_come_before_new_ones_and_drills_last() -> None:
    found = queue(
        pile(
            due=[("quota:recognise", TODAY)],
            new=["arr:recognise"],
            drills=["churn:recognise"],
        ),
        Limits(),
        TODAY,
    )
    assert [(queued.card, queued.turn) for queued in found] == [
        ("quota:recognise", Turn.DUE),
        ("arr:recognise", Turn.NEW),
        ("churn:recognise", Turn.DRILL),
    ]


def test_what_is_longest_overdue_comes_first() -> None:
    yesterday = TODAY - timedelta(days=1)
    last_week = TODAY - timedelta(days=7)
    waiting = [
        ("a:recognise", TODAY),
        ("b:recognise", last_week),
        ("c:recognise", yesterday),
    ]
    assert names(pile(due=waiting)) == ["b:recognise", "c:recognise", "a:recognise"]


def test_siblings_are_kept_apart_for_a_day() -> None:
    found = names(
        pile(
            due=[("arr:recognise", TODAY)],
            new=["arr:cloze", "quota:recognise", "quota:cloze"],
        )
    )
    assert found == ["arr:recognise", "quota:recognise"]


def test_a_sibling_of_what_was_answered_today_waits() -> None:
    assert names(pile(new=["arr:cloze", "quota:recognise"], answered=["arr"])) == [
        "quota:recognise"
    ]


def test_new_cards_stop_at_what_the_day_has_left() -> None:
    new = [f"n{number}:recognise" for number in range(20)]
    assert len(names(pile(new=new), Limits(new=10))) == 10
    assert len(names(pile(new=new, introduced_today=7), Limits(new=10))) == 3
    assert names(pile(new=new, introduced_today=12), Limits(new=10)) == []


def test_reviews_stop_at_what_the_day_has_left() -> None:
    due = [(f"n{number}:recognise", TODAY) for number in range(20)]
    assert len(names(pile(due=due, reviewed_today=195), Limits(reviews=200))) == 5


def test_the_order_of_a_day_stays_when_cards_were_answered() -> None:
    due = [(f"n{number}:recognise", TODAY) for number in range(12)]
    whole = names(pile(due=due))
    later = names(pile(due=[row for row in due if row[0] != whole[0]]))
    assert later == whole[1:]
    assert whole != [name for name, _ in due]


def test_another_day_has_another_order() -> None:
    due = [(f"n{number}:recognise", TODAY) for number in range(12)]
    tomorrow = queue(pile(due=due), Limits(), TODAY + timedelta(days=1))
    assert [str(queued.card) for queued in tomorrow] != names(pile(due=due))


def test_new_cards_are_spread_evenly_among_the_due_ones() -> None:
    due = [(f"d{number}:recognise", TODAY) for number in range(6)]
    found = queue(pile(due=due, new=["a:recognise", "b:recognise"]), Limits(), TODAY)
    assert [queued.turn.value for queued in found] == [
        "due",
        "due",
        "due",
        "new",
        "due",
        "due",
        "due",
        "new",
    ]


def test_a_deck_may_have_limits_of_its_own() -> None:
    small = DeckId("small")
    found = queue(
        Pile(
            due=(),
            new=(
                *(Waiting(card(f"s{number}:recognise"), small) for number in range(5)),
                *(Waiting(card(f"c{number}:recognise"), DECK) for number in range(5)),
            ),
            drills=(),
            introduced={small: 1},
        ),
        Limits(new=6),
        TODAY,
        {small: DeckSettings(new=2)},
    )
    assert [str(queued.card) for queued in found] == [
        "s0:recognise",
        "c0:recognise",
        "c1:recognise",
        "c2:recognise",
        "c3:recognise",
    ]
