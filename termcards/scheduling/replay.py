"""What the log adds up to: a card's standing after its entries."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import assert_never

from termcards.cards import CardId
from termcards.log import (
    PASSING_QUALITY,
    SURE_QUALITY,
    UNTOUCHED,
    ActId,
    Answer,
    Bury,
    Cancel,
    CardFact,
    Configure,
    Correct,
    Cram,
    DeviceId,
    Drill,
    Edit,
    Entry,
    EntryId,
    Fact,
    Flag,
    Import,
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
)
from termcards.scheduling import fsrs, sm2
from termcards.scheduling.history import Past

DAY = timedelta(days=1)

NO_ENTRY = EntryId("f" * 24)
NOBODY = DeviceId("")
NO_TIME = datetime(1970, 1, 1, tzinfo=UTC)
"""The standing depends on days alone."""


def advance(standing: Standing, entry: Entry) -> Standing | None:
    """A card's standing after one more entry; `None` where that takes its whole history."""
    if isinstance(entry.fact, Correct | Reschedule):
        return None
    if isinstance(entry.fact, Review) and _lacks_memory(standing, entry.fact.scheduler):
        return None
    return _after(standing, entry, ())


def replay(entries: Iterable[Entry]) -> Standing:
    """One card's standing after its own entries and the shifts, cancelled ones left out.

    They come in the order of their ids.
    """
    standing = UNTOUCHED
    for _, _, after in course(entries):
        standing = after
    return standing


def course(entries: Iterable[Entry]) -> Iterator[tuple[Entry, Standing, Standing]]:
    """As `replay`, step by step: each entry as it counts, the standing before it and after it."""
    entries = tuple(entries)
    corrected = {
        entry.fact.entry: entry.fact.quality for entry in entries if isinstance(entry.fact, Correct)
    }
    standing = UNTOUCHED
    past: list[Past] = []
    for entry in entries:
        entry = _corrected(entry, corrected)
        before, standing = standing, _after(standing, entry, past)
        if isinstance(entry.fact, Review):
            past.append(Past(entry.day, entry.fact.quality))
        elif isinstance(entry.fact, Reset):
            past.clear()
        yield entry, before, standing


def foretell(
    standing: Standing, fact: Fact, today: date, history: Callable[[], Iterable[Entry]]
) -> Standing:
    """The standing that a fact would lead to today; the card's `history` is asked if need be."""
    entry = Entry(NO_ENTRY, ActId(NO_ENTRY), NOBODY, NO_TIME, today, fact)
    return advance(standing, entry) or replay((*history(), entry))


def replay_all(entries: Iterable[Entry]) -> dict[CardId, Standing]:
    """Every card's standing after a whole log, in whatever order its entries are given."""
    standings = {card: replay(own) for card, own in histories(entries).items()}
    return {card: standing for card, standing in standings.items() if standing != UNTOUCHED}


def histories(entries: Iterable[Entry]) -> dict[CardId, list[Entry]]:
    """What each card's standing adds up from, out of a whole log: its own entries and the shifts.

    They are in the order of their ids, without those that were taken back.
    """
    ordered = sorted(entries, key=lambda entry: entry.id)
    cancelled = cancelled_acts(ordered)
    held = [entry for entry in ordered if entry.act not in cancelled]
    shifts = [entry for entry in held if isinstance(entry.fact, Shift)]
    by_card: dict[CardId, list[Entry]] = defaultdict(list)
    for entry in held:
        if isinstance(entry.fact, CardFact):
            by_card[entry.fact.card].append(entry)
    if not shifts:
        return by_card
    return {
        card: sorted((*own, *shifts), key=lambda entry: entry.id) for card, own in by_card.items()
    }


def cancelled_acts(entries: Iterable[Entry]) -> frozenset[ActId]:
    return frozenset(entry.fact.act for entry in entries if isinstance(entry.fact, Cancel))


def _after(standing: Standing, entry: Entry, past: Sequence[Past]) -> Standing:
    match entry.fact:
        case Review() as review:
            return _reviewed(standing, entry, review, past)
        case Drill(quality=quality):
            return replace(standing, is_sure=quality >= SURE_QUALITY, last_answer=entry.id)
        case Suspend(reason=reason):
            return replace(standing, suspended=reason)
        case Resume():
            return replace(standing, suspended=None, buried_until=None)
        case Bury(until=until):
            return replace(standing, buried_until=until)
        case Flag(flag=flag):
            return replace(standing, flag=flag)
        case Reset():
            return _new_again(standing)
        case SetDue(due=due):
            return replace(standing, schedule=_due_on(standing.schedule, due, entry.day))
        case Shift(days=days):
            return _shifted(standing, days)
        case Reschedule(scheduler=scheduler):
            return _rescheduled(standing, past, scheduler)
        case Cram() | Correct() | Mark() | Judge() | Import() | Edit() | Configure() | Cancel():
            return standing
        case _:
            assert_never(entry.fact)


def _reviewed(standing: Standing, entry: Entry, review: Review, past: Sequence[Past]) -> Standing:
    schedule = sm2.step(standing.schedule, review.quality, entry.day)
    memory = None
    if review.scheduler.name is SchedulerName.FSRS:
        before = standing.memory or fsrs.memory_of(past)
        memory = fsrs.step(before, standing.reviewed, review.quality, entry.day)
        schedule = _with_interval(
            schedule, fsrs.next_interval(memory, review.scheduler.desired_retention), entry.day
        )
    passed = review.quality >= PASSING_QUALITY
    return replace(
        standing,
        schedule=schedule,
        introduced=standing.introduced or entry.day,
        reviewed=entry.day,
        is_sure=review.quality >= SURE_QUALITY,
        last_answer=entry.id,
        reviews=standing.reviews + 1,
        passed=standing.passed + passed,
        failures=0 if passed else standing.failures + 1,
        memory=memory,
    )


def _lacks_memory(standing: Standing, scheduler: Scheduler) -> bool:
    is_fsrs = scheduler.name is SchedulerName.FSRS
    return is_fsrs and standing.memory is None and standing.reviewed is not None


def _rescheduled(standing: Standing, past: Sequence[Past], scheduler: Scheduler) -> Standing:
    """As if `scheduler` had made the intervals of all past reviews; a new card stays new."""
    if not past or standing.schedule is None:
        return standing
    schedule: Schedule | None = None
    for review in past:
        schedule = sm2.step(schedule, review.quality, review.day)
    if schedule is None or scheduler.name is SchedulerName.SM2:
        return replace(standing, schedule=schedule, memory=None)
    memory = fsrs.memory_of(past)
    if memory is None:
        return standing
    interval = fsrs.next_interval(memory, scheduler.desired_retention)
    return replace(
        standing, schedule=_with_interval(schedule, interval, past[-1].day), memory=memory
    )


def _with_interval(schedule: Schedule, interval: int, day: date) -> Schedule:
    return replace(schedule, interval=interval, due=day + timedelta(days=interval))


def _new_again(standing: Standing) -> Standing:
    return replace(
        standing,
        schedule=None,
        introduced=None,
        reviewed=None,
        is_sure=True,
        failures=0,
        memory=None,
    )


def _due_on(schedule: Schedule | None, due: date, today: date) -> Schedule:
    """The same schedule with another due day; a new card is taken as learned at that interval."""
    if schedule is not None:
        return replace(schedule, due=due)
    interval = max(sm2.FIRST_INTERVAL, (due - today).days)
    repetitions = 1 if interval < sm2.SECOND_INTERVAL else 2
    return Schedule(due, interval, repetitions, 0, sm2.FIRST_EASE_FACTOR)


def _shifted(standing: Standing, days: int) -> Standing:
    """Never to the day of its last review or before, or the card would be asked twice a day."""
    if standing.schedule is None:
        return standing
    due = moved(standing.schedule.due, days)
    if standing.reviewed is not None:
        due = max(due, standing.reviewed + DAY)
    return replace(standing, schedule=replace(standing.schedule, due=due))


def moved(day: date, days: int) -> date:
    """The day so many days later, or the last or first there is."""
    return date.fromordinal(min(date.max.toordinal(), max(1, day.toordinal() + days)))


def _corrected(entry: Entry, qualities: dict[EntryId, int]) -> Entry:
    if entry.id not in qualities or not isinstance(entry.fact, Answer):
        return entry
    return replace(entry, fact=replace(entry.fact, quality=qualities[entry.id]))
