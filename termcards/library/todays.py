"""The day's queue, and how long it may take."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from termcards.cards import CardId, note_of
from termcards.library.home import Library
from termcards.notes import DeckId
from termcards.scheduling import plan
from termcards.scheduling.queue import Pile, Queued, Waiting, queue

NO_DECK = DeckId("")
"""Of a card whose note has left its deck; it counts for the day all the same."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a sitting is to differ from what the settings say."""

    new: int | None = None
    """New cards, in place of what is left of the day's limit."""

    minutes: float | None = None
    """How long it may take, by the learner's own pace."""

    cards: int | None = None
    """At most so many of those that wait; what is to be repeated comes on top."""

    cram: tuple[CardId, ...] | None = None
    """These cards, whatever their schedules, which stay as they are."""

    name: str | None = None
    """Of what is crammed, as the learner gave it."""

    @property
    def is_part(self) -> bool:
        """Whether the sitting may leave cards of today for another one."""
        return self.minutes is not None or self.cards is not None


def todays_queue(
    library: Library,
    deck_ids: Sequence[DeckId],
    today: date,
    *,
    new_limit: int | None = None,
) -> tuple[Queued, ...]:
    """What today asks of these decks; `new_limit` takes the place of the day's, over all decks."""
    agenda, settings = library.store.agenda, library.settings
    answered = agenda.answered_on(today)
    introduced = Counter(card.deck or NO_DECK for card in answered if card.was_new)
    reviewed = Counter(card.deck or NO_DECK for card in answered if not card.was_new)
    limits = settings.limits
    if new_limit is not None:
        limits = replace(limits, new=new_limit)
    own = {deck: own.new for deck, own in settings.per_deck.items() if own.new is not None}
    cards = agenda.due_cards(deck_ids, today, limits.new + len(answered), own)
    pile = Pile(
        due=tuple(Waiting(*card) for card in cards.due),
        new=tuple(Waiting(*card) for card in cards.new),
        drills=cards.drills,
        answered=frozenset(note_of(card.card) for card in answered),
        introduced=introduced,
        reviewed=reviewed,
    )
    return queue(pile, limits, today, settings.per_deck)


def introduced_on(library: Library, day: date) -> int:
    """How many new cards were answered that day, in all decks."""
    return sum(card.was_new for card in library.store.agenda.answered_on(day))


def pace(library: Library) -> plan.Pace:
    """How long the learner takes for a card; a guess, as long as there is nothing to go by."""
    usual = plan.Pace()
    review, new = library.store.agenda.pace()
    return plan.Pace(review or usual.review, new or usual.new)
