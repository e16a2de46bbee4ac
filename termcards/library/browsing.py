"""Browsing a library: searches, what a list shows of the cards found, and one card whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from termcards.cards import Card, CardId, is_card, note_of
from termcards.filters import Order
from termcards.library.home import Library
from termcards.library.searching import moment
from termcards.library.studying import Question, rotated
from termcards.log import Review, Schedule, Suspension
from termcards.notes import Direction, NoteId
from termcards.plaintext import gist
from termcards.query import parse
from termcards.scheduling import replay
from termcards.scheduling.queue import Turn
from termcards.storage.finder import Listed

GOOD = 4


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for, and in which order."""

    query: str = ""
    order: Order = Order.TERM
    is_reversed: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    cards: tuple[CardId, ...]
    """With `cards.no_card` for each note that has none."""

    remarks: tuple[str, ...]
    """What of the query was not understood, or may be meant otherwise."""

    cardless: int = 0
    """How many of these are no cards."""


@dataclass(frozen=True, slots=True)
class Row:
    """What a list shows of a card."""

    card: CardId
    term: str
    meaning: str
    """Its gist."""

    direction: Direction | None
    """`None` where it is a note without cards."""

    due: date | None
    """`None` for a new card."""

    interval: int | None
    suspended: Suspension | None
    is_buried: bool
    is_marked: bool
    flag: int


@dataclass(frozen=True, slots=True)
class Whole:
    """One card with all that is known of it."""

    question: Question
    next_good: Schedule | None
    """What an answer of Good would lead to today."""


class Browser:
    """Looks, and changes nothing; see `handling` for what does.

    The last search wins: one that is still under way is broken off by the next.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._last: Wanted | None = None

    def ask(self, wanted: Wanted) -> None:
        """Says what is wanted from now on; a search for anything else is broken off."""
        if wanted is not self._last:
            self._last = wanted
            self._library.store.finder.cancel()

    def search(self, wanted: Wanted, *, limit: int | None = None) -> Found | None:
        """What is found, or `None` where something else is wanted by now."""
        read = parse(wanted.query)
        cards = self._library.store.finder.cards(
            read.filter,
            moment(self._library),
            wanted.order,
            is_reversed=wanted.is_reversed,
            with_cardless=True,
            limit=limit,
            is_wanted=lambda: self._last in (None, wanted),
        )
        if cards is None:
            return None
        return Found(cards, (*read.remarks, *read.hints), len(cards) - sum(map(is_card, cards)))

    def rows(self, cards: Sequence[CardId]) -> dict[CardId, Row]:
        """What a list shows of these cards; those that are gone are left out."""
        today = self._library.today()
        listed = self._library.store.finder.listed(cards)
        return {each.card: _row(each, today) for each in listed}

    def whole(self, card: CardId) -> Whole | None:
        """`None` where the card is gone, or is none."""
        store = self._library.store
        listed = store.finder.listed([card])
        if not listed or not is_card(card):
            return None
        shelved, standing = listed[0].shelved, listed[0].standing
        decks = {known.deck.id: known.deck for known in store.shelf.decks()}
        direction = direction_of(card)
        question = Question(
            card=Card(shelved.note.id, direction),
            turn=Turn.DUE,
            note=shelved.note,
            deck=decks[shelved.deck],
            standing=standing,
            is_marked=listed[0].is_marked,
            examples=rotated(shelved.note, direction, standing.reviews),
        )
        return Whole(question, self._next_good(question))

    def notes_of(self, cards: Sequence[CardId]) -> tuple[NoteId, ...]:
        """The notes of the cards, each once."""
        return tuple(dict.fromkeys(map(note_of, cards)))

    def _next_good(self, question: Question) -> Schedule | None:
        card, journal = question.card.id, self._library.store.journal
        scheduler = self._library.settings.scheduler_of(question.deck.id)
        review = Review(card, GOOD, 0, scheduler)
        today = self._library.today()
        after = replay.foretell(question.standing, review, today, lambda: journal.history(card))
        return after.schedule


def direction_of(card: CardId) -> Direction:
    return Direction(card.rpartition(":")[2])


def _row(listed: Listed, today: date) -> Row:
    note, standing = listed.shelved.note, listed.standing
    meaning = next((sense.definition for sense in note.senses), note.usage or "")
    schedule = standing.schedule
    return Row(
        card=listed.card,
        term=note.term,
        meaning=gist(meaning),
        direction=direction_of(listed.card) if is_card(listed.card) else None,
        due=schedule.due if schedule else None,
        interval=schedule.interval if schedule else None,
        suspended=standing.suspended,
        is_buried=standing.is_buried(today),
        is_marked=listed.is_marked,
        flag=standing.flag,
    )
