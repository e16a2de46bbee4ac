"""Which cards a day asks for, and in which order."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from termcards.cards import CardId, note_of
from termcards.notes import DeckId, NoteId
from termcards.settings import DeckSettings, Limits


@dataclass(frozen=True, slots=True)
class Waiting:
    """A card that may be asked."""

    card: CardId
    deck: DeckId
    due: date | None = None
    """`None` is a new card's."""


@dataclass(frozen=True, slots=True)
class Pile:
    """The cards from which a day's queue is drawn."""

    due: tuple[Waiting, ...]
    """Cards whose due day has come and which were not reviewed today."""

    new: tuple[Waiting, ...]
    """In the order of their decks."""

    drills: tuple[CardId, ...]
    """Answered today, and not sure yet."""

    answered: frozenset[NoteId] = frozenset()
    """Notes of which a card was reviewed today, in whatever deck."""

    introduced: Mapping[DeckId, int] = field(default_factory=dict)
    """New cards answered today, by deck."""

    reviewed: Mapping[DeckId, int] = field(default_factory=dict)
    """Cards under review answered today, by deck."""


class Turn(StrEnum):
    """Why a card comes now."""

    DUE = "due"
    NEW = "new"
    DRILL = "learn"
    CRAM = "cram"


@dataclass(frozen=True, slots=True)
class Queued:
    card: CardId
    turn: Turn


class Room:
    """How many more cards a day takes: in all, and of each deck that has a limit of its own."""

    def __init__(
        self, limit: int, own_limits: Mapping[DeckId, int], taken: Mapping[DeckId, int]
    ) -> None:
        self._left = limit - sum(taken.values())
        self._own = {deck: own - taken.get(deck, 0) for deck, own in own_limits.items()}
        self._taken: Counter[DeckId] = Counter()

    @property
    def is_full(self) -> bool:
        return self._taken.total() >= self._left

    def take(self, deck: DeckId) -> bool:
        """Whether there was room for one more card of the deck, which is then taken."""
        if self.is_full or (deck in self._own and self._taken[deck] >= self._own[deck]):
            return False
        self._taken[deck] += 1
        return True


def queue(
    pile: Pile,
    limits: Limits,
    today: date,
    per_deck: Mapping[DeckId, DeckSettings] | None = None,
) -> tuple[Queued, ...]:
    """Due cards with the new ones spread among them, then the drills, within the day's limits.

    One card a note a day: a sibling of what was answered or is already queued waits for another
    day, and a due card goes before a new one. Cards of the same due day are shuffled by the day, so
    that neighbours in a deck do not give each other away, and the order stays the same when a
    session is taken up again.
    """
    own = per_deck or {}
    reviews = {deck: limit.reviews for deck, limit in own.items() if limit.reviews is not None}
    news = {deck: limit.new for deck, limit in own.items() if limit.new is not None}
    taken = set(pile.answered)
    by_due = sorted(pile.due, key=lambda card: (card.due or today, _shuffled(card.card, today)))
    due = _apart(by_due, taken, Room(limits.reviews, reviews, pile.reviewed))
    new = _apart(pile.new, taken, Room(limits.new, news, pile.introduced))
    return (
        *spread(
            [Queued(card, Turn.DUE) for card in due],
            [Queued(card, Turn.NEW) for card in new],
        ),
        *(Queued(card, Turn.DRILL) for card in pile.drills),
    )


def spread(due: Sequence[Queued], new: Sequence[Queued]) -> list[Queued]:
    """The new cards among the due ones, at even distances, each in their own order."""
    if not due:
        return list(new)
    merged: list[Queued] = []
    placed = 0
    for place, queued in enumerate(due, 1):
        merged.append(queued)
        upto = place * len(new) // len(due)
        merged += new[placed:upto]
        placed = upto
    return merged


def _apart(cards: Sequence[Waiting], taken: set[NoteId], room: Room) -> list[CardId]:
    chosen: list[CardId] = []
    for waiting in cards:
        if room.is_full:
            break
        note = note_of(waiting.card)
        if note not in taken and room.take(waiting.deck):
            taken.add(note)
            chosen.append(waiting.card)
    return chosen


def _shuffled(card: CardId, today: date) -> bytes:
    return hashlib.blake2b(f"{today.toordinal()} {card}".encode(), digest_size=8).digest()
