"""A year of a learner with three devices, and every promise of the engine along the way.

A thousand cards, days that were missed, two holidays, a switch to FSRS and back, and a time zone
whose clocks change twice.
"""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from termcards.cards import CardId, note_of
from termcards.library.home import Library
from termcards.library.keeping import sync
from termcards.library.logs import export_log, merge_log
from termcards.library.planning import preview_scheduler, reschedule, shift
from termcards.library.studying import Study
from termcards.library.undoing import take_back
from termcards.log import (
    SM2,
    Cancel,
    Drill,
    Entry,
    Reschedule,
    Review,
    Scheduler,
    SchedulerName,
    Shift,
    Standing,
)
from termcards.notes import Deck, DeckId, Direction
from termcards.scheduling import acts
from termcards.scheduling.queue import Turn
from termcards.scheduling.replay import cancelled_acts, replay_all
from termcards.settings import Limits, Settings
from termcards.storage import deckfile
from tests.library.decks import note

ZONE = ZoneInfo("Europe/Berlin")
FIRST_DAY = date(2026, 1, 5)
DAYS = 365
NOTES = 500
LIMITS = Limits(new=9, reviews=25)
FSRS = Scheduler(SchedulerName.FSRS, 900)
HOLIDAYS = {80: 14, 205: 21}
"""The day of the year on which each begins, and its days."""
TO_FSRS, AND_BACK = 120, 260


class Clock:
    """The hour of day in Berlin, which moves on with every look at it."""

    def __init__(self) -> None:
        self.now = datetime(2026, 1, 5, 7, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=500)
        return self.now

    def set(self, day: date, hour: int, minute: int = 0) -> None:
        local = datetime.combine(day, time(hour, minute), ZONE)
        self.now = local.astimezone(UTC)


class Learner:
    """Sits down on most days, at odd hours, with whichever device is near."""

    def __init__(self, folder: Path) -> None:
        self.chance = random.Random(11)  # nothing secret
        self.clock = Clock()
        self.folder = folder
        self.devices = [Library(folder / name, self.clock) for name in ("desk", "lap", "phone")]
        deck = Deck(
            DeckId("core"),
            "Core",
            directions=(Direction.RECOGNISE, Direction.CLOZE),
            notes=tuple(note(f"n{number:03}") for number in range(NOTES)),
        )
        for device in self.devices:
            device.settings = Settings(limits=LIMITS, time_zone=ZONE)
            deckfile.create(device.decks_folder / "core.yaml", deck)
            sync(device)

    def use(self, scheduler: Scheduler) -> None:
        """Switches everywhere, and has one device count all cards anew."""
        for device in self.devices:
            device.settings = replace(device.settings, scheduler=scheduler)
        desk = self.devices[0]
        decks = [deck.deck for deck in desk.store.shelf.decks()]
        reschedule(desk, preview_scheduler(desk, decks, scheduler), scheduler)

    def sit_down(self, device: Library, day: date) -> None:
        # Three in the morning is still the day before; the day turns at four.
        hour = self.chance.choice([8, 12, 19, 23, 27])
        self.clock.set(day + timedelta(days=hour // 24), hour % 24)
        assert device.today() == day
        study = Study(device, [deck.deck for deck in device.store.shelf.decks()])
        while study.question is not None:
            doing = self.chance.random()
            card = study.question.card.id
            if doing < 0.01:
                study.put_aside(acts.bury([card], day))
            elif doing < 0.014:
                study.put_aside(acts.suspend([card]))
            elif doing < 0.03:
                study.undo()
            else:
                study.answer(self.chance.choices([1, 2, 3, 4, 5], [1, 8, 12, 60, 19])[0], 4000)

    def bring_together(self) -> None:
        """Each device merges what the others wrote, in an order of its own."""
        files = [self.folder / f"{number}.jsonl" for number in range(len(self.devices))]
        for device, file in zip(self.devices, files, strict=True):
            export_log(device, file)
        for device in self.devices:
            for file in self.chance.sample(files, len(files)):
                merge_log(device, file)


@pytest.fixture(scope="module")
def learner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Learner]:
    """After the year, with all devices brought together."""
    learner = Learner(tmp_path_factory.mktemp("year"))
    away = 0
    for number in range(DAYS):
        day = FIRST_DAY + timedelta(days=number)
        learner.clock.set(day, 6)
        if number in HOLIDAYS:
            away = HOLIDAYS[number]
            learner.bring_together()
            shift(learner.devices[0], away)
            learner.bring_together()
        if number in (TO_FSRS, AND_BACK):
            learner.bring_together()
            learner.use(FSRS if number == TO_FSRS else SM2)
            learner.bring_together()
        if away:
            away -= 1
        elif learner.chance.random() < 0.5:
            learner.sit_down(learner.chance.choice(learner.devices), day)
        if number % 30 == 0:
            learner.bring_together()
    learner.bring_together()
    yield learner
    for device in learner.devices:
        device.close()


def held(device: Library) -> list[Entry]:
    entries = device.store.journal.entries()
    cancelled = cancelled_acts(entries)
    return [
        entry
        for entry in entries
        if entry.act not in cancelled and not isinstance(entry.fact, Cancel)
    ]


def reviews(device: Library) -> list[tuple[Entry, Review]]:
    return [(entry, entry.fact) for entry in held(device) if isinstance(entry.fact, Review)]


def test_all_devices_agree_on_the_log_and_on_every_card(learner: Learner) -> None:
    first, second, third = (device.store.journal for device in learner.devices)
    assert len({entry.device for entry in first.entries()}) == 3
    assert first.entries() == second.entries() == third.entries()
    assert first.standings() == second.standings() == third.standings()


def test_what_is_kept_is_what_the_log_adds_up_to(learner: Learner) -> None:
    for device in learner.devices:
        journal = device.store.journal
        assert journal.standings() == replay_all(journal.entries())


def test_the_year_was_one_of_study(learner: Learner) -> None:
    given = reviews(learner.devices[0])
    assert len(given) > 3000
    assert len({review.card for _, review in given}) > 600
    drills = [entry for entry in held(learner.devices[0]) if isinstance(entry.fact, Drill)]
    assert len(drills) > 400
    shifts = [entry.fact for entry in held(learner.devices[0]) if isinstance(entry.fact, Shift)]
    assert shifts == [Shift(14), Shift(21)]


def test_no_day_asked_for_more_than_its_limits_on_a_device(learner: Learner) -> None:
    """What is new to one device may have been seen on another that it has not met since."""
    given = Counter((entry.day, entry.device) for entry, _ in reviews(learner.devices[0]))
    assert max(given.values()) <= LIMITS.new + LIMITS.reviews


def test_siblings_never_came_on_the_same_day_on_a_device(learner: Learner) -> None:
    notes = [
        (entry.day, entry.device, note_of(review.card))
        for entry, review in reviews(learner.devices[0])
    ]
    assert len(set(notes)) == len(notes)


def test_no_card_was_reviewed_before_it_was_due(learner: Learner) -> None:
    by_card: dict[CardId, list[Entry]] = {}
    for entry, review in reviews(learner.devices[0]):
        by_card.setdefault(review.card, []).append(entry)
    on_one_device = [
        entries for entries in by_card.values() if len({entry.device for entry in entries}) == 1
    ]
    assert all(one.day < other.day for found in on_one_device for one, other in pairwise(found))


def test_a_switch_and_back_leaves_the_counts_of_sm2(learner: Learner) -> None:
    """The eases are those of a log in which FSRS made no interval at all."""
    journal = learner.devices[0].store.journal
    assert any(review.scheduler == FSRS for _, review in reviews(learner.devices[0]))
    plain = replay_all(
        replace(entry, fact=replace(entry.fact, scheduler=SM2))
        if isinstance(entry.fact, Review)
        else entry
        for entry in journal.entries()
        if not isinstance(entry.fact, Reschedule)
    )
    found = journal.standings()
    assert all(standing.memory is None for standing in found.values())
    assert {card: _counts(standing) for card, standing in found.items()} == {
        card: _counts(standing) for card, standing in plain.items()
    }


def _counts(standing: Standing) -> tuple[int, int, int] | None:
    schedule = standing.schedule
    if schedule is None:
        return None
    return schedule.repetitions, schedule.lapses, schedule.ease_factor


def test_the_learners_day_follows_the_clock_on_the_wall(learner: Learner) -> None:
    """Clocks go forward on 29 March and back on 25 October 2026."""
    device = learner.devices[0]
    for day in (date(2026, 3, 29), date(2026, 10, 25)):
        learner.clock.set(day, 3, 59)
        assert device.today() == day - timedelta(days=1)
        learner.clock.set(day, 4, 1)
        assert device.today() == day


def test_undoing_the_last_hundred_acts_goes_back_act_by_act(learner: Learner) -> None:
    device = learner.devices[1]
    entries = held(device)
    last = list(dict.fromkeys(entry.act for entry in reversed(entries)))[:100]
    rest = [entry for entry in entries if entry.act not in set(last)]
    for _ in range(100):
        assert take_back(device) is not None
    assert device.store.journal.standings() == replay_all(rest)
    assert held(device) == rest


def test_a_turn_is_new_once(learner: Learner) -> None:
    device = learner.devices[2]
    learner.clock.set(FIRST_DAY + timedelta(days=DAYS), 12)
    study = Study(device, [deck.deck for deck in device.store.shelf.decks()])
    known = {review.card for _, review in reviews(device)}
    new = [queued.card for queued in study.session.waiting if queued.turn is Turn.NEW]
    assert new
    assert not known & set(new)
