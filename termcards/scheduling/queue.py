"""Which cards a day asks for, and in which order."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from termcards.cards import CardId, note_of
from termcards.notes import NoteId
from termcards.settings import Limits


@dataclass(frozen=True, slots=True)
class Pile:
    """The cards from which a day's queue is drawn."""

    due: tuple[tuple[CardId, date], ...]
    """Cards with a schedule whose due day has come and which were not reviewed today."""

    new: tuple[CardId, ...]
    """In the order of their decks."""

    drills: tuple[CardId, ...]
    """Answered today, and not sure yet."""

    answered: frozenset[NoteId]
    """Notes of which a card was reviewed today, in whatever deck."""

    introduced_today: int
    """New cards answered today, in whatever deck."""

    reviewed_today: int
    """Cards under review answered today, in whatever deck."""


class Turn(StrEnum):
    """Why a card comes now."""

    DUE = "due"
    NEW = "new"
    DRILL = "learn"


@dataclass(frozen=True, slots=True)
class Queued:
    card: CardId
    turn: Turn


def queue(pile: Pile, limits: Limits, today: date) -> tuple[Queued, ...]:
    """Due cards first, then new ones, then the drills, each within the day's limits.

    One card a note a day: a sibling of what was answered or is already queued waits for another
    day. Cards of the same due day are shuffled by the day, so that neighbours in a deck do not give
    each other away, and the order stays the same when a session is taken up again.
    """
    taken = set(pile.answered)
    by_due = sorted(pile.due, key=lambda row: (row[1], _shuffled(row[0], today)))
    due = _apart((card for card, _ in by_due), taken, limits.reviews - pile.reviewed_today)
    new = _apart(pile.new, taken, limits.new - pile.introduced_today)
    return (
        *(Queued(card, Turn.DUE) for card in due),
        *(Queued(card, Turn.NEW) for card in new),
        *(Queued(card, Turn.DRILL) for card in pile.drills),
    )


def _apart(cards: Iterable[CardId], taken: set[NoteId], room: int) -> list[CardId]:
    chosen: list[CardId] = []
    for card in cards:
        if len(chosen) >= room:
            break
        note = note_of(card)
        if note not in taken:
            taken.add(note)
            chosen.append(card)
    return chosen


def _shuffled(card: CardId, today: date) -> bytes:
    return hashlib.blake2b(f"{today.toordinal()} {card}".encode(), digest_size=8).digest()
