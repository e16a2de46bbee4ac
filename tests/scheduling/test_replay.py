"""What each kind of entry does to a card."""

from dataclasses import replace
from datetime import date

import pytest

from termcards.cards import CardId
from termcards.log import (
    UNTOUCHED,
    ActId,
    Bury,
    Cancel,
    Configure,
    Correct,
    Cram,
    Drill,
    Edit,
    EntryId,
    Fact,
    Flag,
    Judge,
    Mark,
    Reschedule,
    Reset,
    Resume,
    Review,
    Schedule,
    Scheduler,
    SchedulerName,
    SetDue,
    Shift,
    Standing,
    Suspend,
    Suspension,
    Verdict,
)
from termcards.notes import NoteId
from termcards.scheduling.replay import advance, cancelled_acts, moved, replay, replay_all
from tests.scheduling.entries import CARD, entry

FSRS = Scheduler(SchedulerName.FSRS, 900)


def good(quality: int = 4, scheduler: Scheduler | None = None) -> Review:
    return Review(CARD, quality, 1000, scheduler or Scheduler())


def standing_after(*facts: tuple[int, Fact]) -> Standing:
    """The standing after facts on days counted from the first."""
    return replay(entry(number, fact, day=day) for number, (day, fact) in enumerate(facts, 1))


def schedule_after(*facts: tuple[int, Fact]) -> Schedule:
    schedule = standing_after(*facts).schedule
    assert schedule is not None
    return schedule


def test_reviews_move_the_schedule_and_are_counted() -> None:
    standing = standing_after((0, good()), (1, good(2)), (2, good(5)))
    assert standing == Standing(
        schedule=Schedule(date(2026, 3, 4), 1, 1, 1, 2600),
        introduced=date(2026, 3, 1),
        reviewed=date(2026, 3, 3),
        is_sure=True,
        last_answer=EntryId(f"{3:024x}"),
        reviews=3,
        passed=2,
        failures=0,
    )


def test_failures_in_a_row_are_counted_from_the_last_success() -> None:
    assert standing_after((0, good(2)), (1, good(0))).failures == 2
    assert standing_after((0, good(2)), (1, good(3)), (2, good(1))).failures == 1


def test_a_drill_and_cramming_move_no_schedule() -> None:
    before = standing_after((0, good(2)))
    drilled = standing_after((0, good(2)), (0, Drill(CARD, 4, 1000)))
    assert (drilled.schedule, drilled.reviews) == (before.schedule, 1)
    assert (before.is_sure, drilled.is_sure) == (False, True)
    assert standing_after((0, good(2)), (0, Cram(CARD, 5, 1000))) == before


def test_a_suspended_card_is_taken_up_again_with_its_schedule() -> None:
    suspended = standing_after((0, good()), (0, Suspend(CARD, Suspension.ASKED)))
    assert suspended.suspended is Suspension.ASKED
    assert suspended.schedule == schedule_after((0, good()))
    resumed = standing_after((0, good()), (0, Suspend(CARD, Suspension.LEECH)), (1, Resume(CARD)))
    assert resumed == standing_after((0, good()))
    assert standing_after((0, Bury(CARD, date(2026, 3, 2))), (0, Resume(CARD))) == UNTOUCHED


def test_a_buried_card_comes_up_on_its_day() -> None:
    standing = standing_after((0, Bury(CARD, date(2026, 3, 2))))
    assert standing.is_buried(date(2026, 3, 1))
    assert not standing.is_buried(date(2026, 3, 2))


def test_a_flag_is_set_and_taken_away() -> None:
    assert standing_after((0, Flag(CARD, 3))).flag == 3
    assert standing_after((0, Flag(CARD, 3)), (0, Flag(CARD, 0))) == UNTOUCHED


def test_a_reset_card_is_new_and_keeps_its_flag_and_its_count() -> None:
    standing = standing_after((0, good(2)), (0, Flag(CARD, 1)), (1, Reset(CARD)))
    assert standing == Standing(
        last_answer=EntryId(f"{1:024x}"), reviews=1, passed=0, flag=1, is_sure=True
    )
    assert schedule_after((0, good(2)), (1, Reset(CARD)), (2, good())).interval == 1


def test_a_due_day_that_is_set_leaves_the_interval() -> None:
    assert schedule_after((0, good()), (1, good()), (2, SetDue(CARD, date(2026, 5, 1)))) == (
        Schedule(date(2026, 5, 1), 6, 2, 0, 2500)
    )


@pytest.mark.parametrize(
    ("due", "interval", "repetitions"),
    [(date(2026, 3, 1), 1, 1), (date(2026, 3, 4), 3, 1), (date(2026, 4, 10), 40, 2)],
)
def test_a_new_card_with_a_due_day_counts_as_learned(
    due: date, interval: int, repetitions: int
) -> None:
    assert schedule_after((0, SetDue(CARD, due))) == Schedule(due, interval, repetitions, 0, 2500)


def test_a_shift_moves_what_is_scheduled_and_nothing_else() -> None:
    assert schedule_after((0, good()), (0, Shift(14))).due == date(2026, 3, 16)
    assert schedule_after((0, good()), (0, Shift(14))).interval == 1
    assert standing_after((0, Shift(14))) == UNTOUCHED


def test_a_shift_never_asks_a_card_twice_a_day() -> None:
    assert schedule_after((0, good()), (0, Shift(-30))).due == date(2026, 3, 2)


def test_a_day_moves_no_further_than_the_calendar() -> None:
    assert moved(date(9999, 12, 1), 100) == date.max
    assert moved(date(1, 1, 5), -100) == date.min


def test_what_is_about_notes_words_and_files_moves_no_card() -> None:
    for fact in (
        Mark(NoteId("arr"), True),
        Judge("arr", Verdict.KNOWN),
        Edit("core.yaml", 0, "", "x"),
        Configure("grades", 0, "", "x"),
        Cancel(ActId("x")),
    ):
        assert standing_after((0, good()), (0, fact)) == standing_after((0, good()))


def test_a_corrected_answer_counts_with_its_new_quality() -> None:
    wrong = standing_after((0, good()), (1, good()), (7, good()))
    right = standing_after((0, good()), (1, good(2)), (7, good()))
    corrected = standing_after(
        (0, good()), (1, good()), (7, good()), (8, Correct(CARD, EntryId(f"{2:024x}"), 2))
    )
    assert wrong.schedule == Schedule(date(2026, 3, 23), 15, 3, 0, 2500)
    assert corrected == right
    assert right.schedule == Schedule(date(2026, 3, 9), 1, 1, 1, 2500)


def test_the_last_correction_counts() -> None:
    first = Correct(CARD, EntryId(f"{1:024x}"), 0)
    second = Correct(CARD, EntryId(f"{1:024x}"), 5)
    assert standing_after((0, good()), (1, first), (2, second)) == standing_after((0, good(5)))


def test_fsrs_makes_the_interval_where_a_review_says_so() -> None:
    # 0.9 is what stability is measured at, so the interval is the first stability of a Good:
    # 2.3065 days, rounded.
    first = standing_after((0, good(scheduler=FSRS)))
    assert first.schedule == Schedule(date(2026, 3, 3), 2, 1, 0, 2500)
    assert first.memory is not None
    assert first.memory.stability == 2.3065


def test_a_switch_looks_back_on_all_reviews_and_back_again_loses_nothing() -> None:
    all_fsrs = standing_after((0, good(scheduler=FSRS)), (2, good(scheduler=FSRS)))
    mixed = standing_after((0, good()), (2, good(scheduler=FSRS)))
    assert mixed.memory == all_fsrs.memory
    assert mixed.schedule is not None
    assert all_fsrs.schedule is not None
    assert mixed.schedule.interval == all_fsrs.schedule.interval
    back = standing_after((0, good()), (2, good(scheduler=FSRS)), (9, good()))
    assert back.memory is None
    assert back.schedule is not None
    assert (back.schedule.repetitions, back.schedule.ease_factor) == (3, 2500)


def test_to_reschedule_is_as_if_the_rule_had_always_been_that_one() -> None:
    fsrs = (0, good(scheduler=FSRS)), (2, good(5, scheduler=FSRS)), (20, good(3, scheduler=FSRS))
    sm2 = (0, good()), (2, good(5)), (20, good(3))
    assert standing_after(*sm2, (21, Reschedule(CARD, FSRS))) == standing_after(*fsrs)
    assert standing_after(*fsrs, (21, Reschedule(CARD, Scheduler()))) == standing_after(*sm2)
    assert standing_after((0, Reschedule(CARD, FSRS))) == UNTOUCHED


def test_only_what_needs_the_past_asks_for_it() -> None:
    before = standing_after((0, good()))
    assert advance(before, entry(9, good(scheduler=FSRS), day=1)) is None
    assert advance(before, entry(9, Correct(CARD, EntryId("1"), 2), day=1)) is None
    assert advance(before, entry(9, Reschedule(CARD, FSRS), day=1)) is None
    assert advance(UNTOUCHED, entry(9, good(scheduler=FSRS))) is not None


def test_a_whole_log_gives_each_card_its_standing() -> None:
    other = CardId("quota:cloze")
    log = [
        entry(4, Shift(2)),
        entry(1, good()),
        entry(2, replace(good(), card=other)),
        entry(3, replace(good(), card=CardId("gone:cloze"))),
        entry(5, Cancel(ActId(f"{3:024x}"))),
        entry(6, Flag(CardId("new:cloze"), 1)),
        entry(7, Flag(CardId("new:cloze"), 0)),
    ]
    assert {card: standing.schedule for card, standing in replay_all(log).items()} == {
        CARD: Schedule(date(2026, 3, 4), 1, 1, 0, 2500),
        other: Schedule(date(2026, 3, 4), 1, 1, 0, 2500),
    }
    assert cancelled_acts(log) == {f"{3:024x}"}


def test_a_cancelled_shift_never_was() -> None:
    log = [entry(1, good()), entry(2, Shift(5)), entry(3, Cancel(ActId(f"{2:024x}")))]
    assert replay_all(log) == replay_all(log[:1])
