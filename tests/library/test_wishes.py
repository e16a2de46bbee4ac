"""Sittings that differ from what the settings say, leeches, and corrections."""

from dataclasses import replace
from datetime import date

import pytest

from termcards.errors import NotFoundError, UsageError
from termcards.library.choosing import cards_to_cram, last_answer
from termcards.library.home import Library
from termcards.library.planning import preview_scheduler, reschedule, shift, spread_backlog
from termcards.library.studying import Study
from termcards.library.todays import Wishes, pace
from termcards.log import (
    SM2,
    Cram,
    Review,
    Schedule,
    Scheduler,
    SchedulerName,
    Suspension,
)
from termcards.notes import DeckId, Direction
from termcards.scheduling import acts
from termcards.scheduling.plan import Pace
from termcards.settings import DeckSettings, LeechLimits, Settings
from tests.library.conftest import Clock
from tests.library.decks import add_deck

FSRS = Scheduler(SchedulerName.FSRS, 900)


def waiting(study: Study) -> list[str]:
    return [str(queued.card) for queued in study.session.waiting]


def test_more_new_cards_can_be_asked_for_and_fewer(library: Library) -> None:
    deck = add_deck(library, "sales", 20)
    assert len(waiting(Study(library, [deck]))) == 10
    study = Study(library, [deck], Wishes(new=3))
    assert len(waiting(study)) == 3
    study.answer(4, 1000)
    assert len(waiting(Study(library, [deck], Wishes(new=5)))) == 5


def test_a_deck_may_have_limits_of_its_own(library: Library) -> None:
    first, second = add_deck(library, "sales", 5), add_deck(library, "tools", 5)
    library.settings = Settings(per_deck={DeckId("sales"): DeckSettings(new=2)})
    assert len(waiting(Study(library, [first, second]))) == 7


@pytest.mark.parametrize(("own", "asked"), [(2, 10), (0, 10), (5, 10)])
def test_a_deck_with_a_limit_of_its_own_leaves_the_rest_to_the_others(
    library: Library, own: int, asked: int
) -> None:
    first, second = add_deck(library, "a", 80), add_deck(library, "b", 80)
    library.settings = Settings(per_deck={DeckId("a"): DeckSettings(new=own)})
    cards = waiting(Study(library, [first, second]))
    assert len(cards) == asked
    assert sum(card.startswith("a-") for card in cards) == own


def test_a_correction_is_of_the_review_and_not_of_its_repeat(library: Library) -> None:
    study = Study(library, [add_deck(library, "sales", 1)])
    study.answer(2, 1000)
    study.answer(4, 1000)
    answer = last_answer(library, ["sales-00:recognise"])  # type: ignore[list-item]  # text
    assert answer.fact == Review("sales-00:recognise", 2, 1000)  # type: ignore[arg-type]


def test_cards_whose_notes_are_gone_take_no_room_in_a_spread(library: Library) -> None:
    add_deck(library, "sales", 2)
    cards = [f"gone-{n}:recognise" for n in range(9)] + ["sales-00:recognise", "sales-01:recognise"]
    library.record(acts.set_due(cards, library.today()))  # type: ignore[arg-type]  # text
    assert spread_backlog(library, 0.3).moved == {}
    assert shift(library, 3) == 2
    with pytest.raises(UsageError, match="minutes"):
        spread_backlog(library, float("nan"))


def test_a_plan_of_minutes_goes_by_how_long_the_learner_takes(
    library: Library, clock: Clock
) -> None:
    deck = add_deck(library, "sales", 12)
    assert pace(library) == Pace()
    study = Study(library, [deck])
    while study.question is not None:
        study.answer(4, 20_000)
    assert pace(library) == Pace(review=8.0, new=20.0)
    clock.pass_days(1)
    # Ten cards are due and two new: a minute takes seven at the usual 8 seconds.
    assert len(waiting(Study(library, [deck], Wishes(minutes=1)))) == 7
    assert len(waiting(Study(library, [deck], Wishes(minutes=2)))) == 12


def test_cramming_asks_anything_at_any_time_and_moves_nothing(library: Library) -> None:
    deck = add_deck(library, "sales", 3, (Direction.RECOGNISE, Direction.CLOZE))
    study = Study(library, [deck])
    while study.question is not None:
        study.answer(4, 1000)
    before = library.store.journal.standings()
    cram = Study(library, [deck], Wishes(cram=cards_to_cram(library, "sales")))
    assert waiting(cram) == [f"sales-0{number}:recognise" for number in range(3)]
    assert [choice.schedule for choice in cram.choices([2, 4])] == [None, None]
    for quality in (4, 2, 5, 4):
        cram.answer(quality, 1000)
    assert cram.question is None
    assert library.store.journal.standings() == before
    facts = [entry.fact for entry in library.store.journal.entries()[3:]]
    assert [type(fact) for fact in facts] == [Cram] * 4


def test_what_is_crammed_is_taken_back_too(library: Library) -> None:
    deck = add_deck(library, "sales", 2)
    cram = Study(library, [deck], Wishes(cram=cards_to_cram(library, "sales")))
    cram.answer(4, 1000)
    assert (cram.session.done, len(waiting(cram))) == (1, 1)
    cram.undo()
    assert (cram.session.done, waiting(cram)) == (
        0,
        ["sales-00:recognise", "sales-01:recognise"],
    )


def test_words_and_unknown_names_can_be_crammed_or_not(library: Library) -> None:
    add_deck(library, "sales", 12)
    assert cards_to_cram(library, "sales-07") == ("sales-07:recognise",)
    library.record(acts.suspend(["sales-07:recognise"]))  # type: ignore[list-item]  # an id is text
    with pytest.raises(
        NotFoundError, match='"sales-07" is no deck and no posting, and finds no card'
    ):
        cards_to_cram(library, "sales-07")


def test_a_leech_is_suspended_with_the_answer_that_made_it_one(
    library: Library, clock: Clock
) -> None:
    deck = add_deck(library, "sales", 2)
    library.settings = Settings(leeches=LeechLimits(failures=3))
    for _ in range(3):
        study = Study(library, [deck], Wishes(new=1))
        study.answer(1, 1000)
        assert study.is_leech == (_ == 2)
        while study.question is not None and study.question.card.note == "sales-00":
            study.answer(4, 1000)
        clock.pass_days(1)
    card = library.store.journal.entries()[-2].fact
    assert isinstance(card, Review)
    assert library.store.journal.standing(card.card).suspended is Suspension.LEECH
    assert "sales-00:recognise" not in waiting(Study(library, [deck]))
    study = Study(library, [deck])
    study.undo()
    assert library.store.journal.standing(card.card).suspended is None


def test_a_buried_card_leaves_the_sitting_and_undo_brings_it_back(library: Library) -> None:
    deck = add_deck(library, "sales", 3)
    study = Study(library, [deck])
    assert study.question is not None
    study.put_aside(acts.bury([study.question.card.id], library.today()))
    assert waiting(study) == ["sales-01:recognise", "sales-02:recognise"]
    study.undo()
    assert waiting(study)[0] == "sales-00:recognise"


def test_an_answer_of_yesterday_is_corrected(library: Library, clock: Clock) -> None:
    deck = add_deck(library, "sales", 1)
    Study(library, [deck]).answer(4, 1000)
    clock.pass_days(1)
    Study(library, [deck]).answer(5, 1000)
    clock.pass_days(1)
    answer = last_answer(library, ["sales-00:recognise"])  # type: ignore[list-item]  # text
    library.record(acts.correct(answer, 2))
    standing = library.store.journal.standing(answer.fact.card)  # type: ignore[union-attr]
    assert standing.schedule == Schedule(date(2026, 3, 3), 1, 0, 1, 2500)


def test_a_switch_of_scheduler_is_looked_at_and_taken_back(library: Library, clock: Clock) -> None:
    deck = add_deck(library, "sales", 2)
    study = Study(library, [deck])
    study.answer(5, 1000)
    study.answer(4, 1000)
    before = library.store.journal.standings()
    preview = preview_scheduler(library, [deck], FSRS)
    # SM-2 asks both tomorrow; FSRS asks the sure one in 8 days.
    assert (preview.before[:2], preview.after[:2]) == ((2, 0), (1, 1))
    assert library.store.journal.standings() == before
    reschedule(library, preview, FSRS)
    dues = {
        card: standing.schedule.due
        for card, standing in library.store.journal.standings().items()
        if standing.schedule
    }
    assert dues == {
        "sales-00:recognise": date(2026, 3, 9),
        "sales-01:recognise": date(2026, 3, 3),
    }
    reschedule(library, preview_scheduler(library, [deck], SM2), SM2)
    assert library.store.journal.standings() == before


def test_the_answers_to_come_go_by_the_settings_of_the_deck(library: Library) -> None:
    deck = add_deck(library, "sales", 2)
    library.settings = replace(library.settings, per_deck={deck.id: DeckSettings(scheduler=FSRS)})
    study = Study(library, [deck])
    (choice,) = study.choices([5])
    assert choice.schedule is not None
    assert choice.schedule.interval == 8
    study.answer(5, 1000)
    (entry,) = library.store.journal.entries()
    assert entry.fact == Review("sales-00:recognise", 5, 1000, FSRS)  # type: ignore[arg-type]
