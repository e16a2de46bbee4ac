"""Time and holidays: a backlog spread over days, all due days moved, a change of scheduler."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from termcards.cards import CardId, note_of
from termcards.errors import NotFoundError, UsageError
from termcards.library.home import Library
from termcards.library.todays import pace
from termcards.log import Fact, Reschedule, Scheduler, SetDue, Shift, Standing
from termcards.notes import Deck
from termcards.scheduling import plan, replay

LONGEST_SHIFT = 3650
"""Days."""

PREVIEWED_WEEKS = 8
LONGEST_DAY = 1440


@dataclass(frozen=True, slots=True)
class Spread:
    """A backlog over the days to come."""

    capacity: int
    """Cards a day, at the learner's pace."""

    moved: Mapping[CardId, date]
    until: date
    """The last day that takes some of it."""


@dataclass(frozen=True, slots=True)
class Preview:
    """The reviews of the coming weeks, as they stand and as another scheduler would have them."""

    before: tuple[int, ...]
    after: tuple[int, ...]
    cards: tuple[CardId, ...]
    """Those that would stand otherwise."""


def spread_backlog(library: Library, minutes: float, *, is_trial: bool = False) -> Spread:
    """Gives every day at most as many cards as fit into `minutes`; the longest overdue come first.

    Raises `UsageError` where not one card fits.
    """
    if not 0 < minutes <= LONGEST_DAY:
        raise UsageError(f"a day has from 0 to {LONGEST_DAY} minutes, not {minutes:g}")
    today = library.today()
    capacity = int(minutes * 60 / pace(library).review)
    if capacity < 1:
        raise UsageError(f"not one card fits into {minutes:g} minutes; give it more")
    moved = plan.spread_backlog(_dues(library, today), capacity, today)
    if moved and not is_trial:
        library.record([SetDue(card, due) for card, due in moved.items()])
    return Spread(capacity, moved, max(moved.values(), default=today))


def shift(library: Library, days: int) -> int:
    """Moves every due day, later for a holiday, earlier with a negative number.

    Gives the number of cards. Raises `UsageError` for more than ten years.
    """
    if not days or abs(days) > LONGEST_SHIFT:
        raise UsageError(f"a shift is from 1 to {LONGEST_SHIFT} days, later or earlier")
    library.record([Shift(days)])
    return sum(standing.schedule is not None for standing in _asked(library).values())


def preview_scheduler(library: Library, decks: Sequence[Deck], scheduler: Scheduler) -> Preview:
    """What `reschedule` would do to the coming weeks; nothing is written.

    Raises `NotFoundError` where there is nothing learned yet.
    """
    journal = library.store.journal
    today = library.today()
    before = _of_decks(library, decks)
    after = {
        card: replay.foretell(
            standing,
            Reschedule(card, scheduler),
            today,
            lambda card=card: journal.history(card),  # type: ignore[misc]  # bound now
        )
        for card, standing in before.items()
    }
    if not before:
        raise NotFoundError("nothing was learned yet, so there is nothing to schedule anew")
    return Preview(
        before=_weeks(before.values(), today),
        after=_weeks(after.values(), today),
        cards=tuple(card for card, standing in after.items() if standing != before[card]),
    )


def reschedule(library: Library, preview: Preview, scheduler: Scheduler) -> None:
    """Lets the cards of the preview stand as if `scheduler` had made all their intervals."""
    facts: list[Fact] = [Reschedule(card, scheduler) for card in preview.cards]
    if facts:
        library.record(facts)


def _dues(library: Library, today: date) -> list[tuple[CardId, date]]:
    return [
        (card, max(standing.schedule.due, standing.buried_until or today))
        for card, standing in _asked(library).items()
        if standing.schedule is not None
        and standing.suspended is None
        and standing.reviewed != today
    ]


def _asked(library: Library) -> dict[CardId, Standing]:
    """Of the cards whose notes are in a deck."""
    known = library.store.shelf.places().keys()
    standings = library.store.journal.standings()
    return {card: standing for card, standing in standings.items() if note_of(card) in known}


def _of_decks(library: Library, decks: Sequence[Deck]) -> dict[CardId, Standing]:
    standings = library.store.journal.standings()
    shelf = library.store.shelf
    cards = [card for deck in decks for card in shelf.cards_in(deck.id)]
    return {
        card: standings[card]
        for card in cards
        if card in standings and standings[card].schedule is not None
    }


def _weeks(standings: Iterable[Standing], today: date) -> tuple[int, ...]:
    weeks: Counter[int] = Counter()
    for standing in standings:
        if standing.schedule is not None and standing.suspended is None:
            weeks[max(0, (standing.schedule.due - today) // timedelta(weeks=1))] += 1
    return tuple(weeks[week] for week in range(PREVIEWED_WEEKS))
