"""Study: the day's queue, one answer a transaction, and undo."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from termcards.cards import Card, note_of
from termcards.library.home import Library
from termcards.library.undoing import Undone, take_back
from termcards.log import SURE_QUALITY, Drill, Review, Schedule, Standing
from termcards.notes import Deck, DeckId, Direction, Example, Note
from termcards.scheduling import sm2
from termcards.scheduling.queue import Pile, Queued, Turn, queue
from termcards.scheduling.session import Session
from termcards.storage.journal import ChangedElsewhereError

LONGEST_ANSWER = 60_000
"""Milliseconds counted for one answer at most: who went for tea did not think that long."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What one quality would lead to."""

    quality: int
    schedule: Schedule | None
    """`None` in a drill, which changes no schedule."""

    comes_again: bool
    """Whether the card is shown again today."""


@dataclass(frozen=True, slots=True)
class Question:
    """A card as it is asked now."""

    card: Card
    turn: Turn
    note: Note
    deck: Deck
    """Without its notes."""

    standing: Standing | None
    examples: tuple[Example, ...]
    """The one to show first leads; it is another one from review to review."""


class Study:
    """One sitting over some decks.

    It holds no truth: all of it can be read again from the store.
    """

    def __init__(self, library: Library, decks: Sequence[Deck]) -> None:
        self.decks = tuple(decks)
        self._library = library
        self._deck_ids = [deck.id for deck in decks]
        self._by_id = {deck.id: deck for deck in decks}
        self.session = Session(())
        self.question: Question | None = None
        self.refresh()
        self.resumed = self.session.done
        """Answers that this day had already when the sitting began."""

    def refresh(self, first: Queued | None = None) -> None:
        """Draws the queue again from the store, with `first` in front."""
        today = self._library.today()
        waiting = todays_queue(self._library, self._deck_ids, today)
        done = self._library.store.agenda.answers_of(today, self._deck_ids).total()
        session = Session(waiting, done)
        self.session = session.starting_with(first) if first else session
        self._ask()

    def choices(self, qualities: Sequence[int]) -> tuple[Choice, ...]:
        """What each quality leads to, by a dry run of the rule that will be used."""
        if self.question is None:
            return ()
        today = self._library.today()
        return tuple(_choice(self.question, quality, today) for quality in qualities)

    def answer(self, quality: int, milliseconds: int) -> None:
        """Grades the current card, durably, and goes on to the next one.

        Raises `StorageError` when nothing was saved; the card then stays. A card that was answered
        elsewhere in the meantime is passed over, with `ChangedElsewhereError`.
        """
        question = self.question
        if question is None:
            raise ValueError("there is no card to answer")
        kind = Drill if question.turn is Turn.DRILL else Review
        taken = max(0, min(milliseconds, LONGEST_ANSWER))
        fact = kind(question.card.id, sm2.checked_quality(quality), taken)
        try:
            self._library.store.journal.record(
                fact,
                seen=question.standing,
                at=self._library.now(),
                day=self._library.today(),
            )
        except ChangedElsewhereError:
            self.refresh()
            raise
        self.session = self.session.answered(quality)
        self._ask()

    def undo(self) -> Undone | None:
        """Takes back the last act of the library; its card comes next, if it is in these decks.

        In a sitting that is an answer: raises `NotAnAnswerError` where it was something else.
        """
        undone = take_back(self._library, only_an_answer=True)
        again = self._again(undone.answer) if undone and undone.answer else None
        self.refresh(again)
        return undone

    def answers_today(self) -> Counter[int]:
        """How often each quality was given today, in these decks."""
        return self._library.store.agenda.answers_of(self._library.today(), self._deck_ids)

    def next_day(self) -> date | None:
        """The first day after today that asks for something; new cards may come tomorrow."""
        today = self._library.today()
        agenda = self._library.store.agenda
        new_limit = self._library.settings.limits.new
        if new_limit and agenda.due_cards(self._deck_ids, today, new_limit).new:
            return today + timedelta(days=1)
        return agenda.next_due(self._deck_ids, today)

    def _again(self, fact: Review | Drill) -> Queued | None:
        shelved = self._library.store.shelf.note(note_of(fact.card))
        if shelved is None or shelved.deck not in self._by_id:
            return None
        if isinstance(fact, Drill):
            return Queued(fact.card, Turn.DRILL)
        is_new = self._library.store.journal.standing(fact.card) is None
        return Queued(fact.card, Turn.NEW if is_new else Turn.DUE)

    def _ask(self) -> None:
        """Makes the question of the session's current card; one whose note is gone is left out."""
        self.question = None
        while (queued := self.session.current) is not None and self.question is None:
            self.question = self._question(queued)
            if self.question is None:
                self.session = self.session.without(queued)

    def _question(self, queued: Queued) -> Question | None:
        store = self._library.store
        shelved = store.shelf.note(note_of(queued.card))
        if shelved is None or shelved.deck not in self._by_id:
            return None
        card = Card(shelved.note.id, Direction(queued.card.rpartition(":")[2]))
        return Question(
            card=card,
            turn=queued.turn,
            note=shelved.note,
            deck=self._by_id[shelved.deck],
            standing=store.journal.standing(queued.card),
            examples=_rotated(
                shelved.note, card.direction, store.journal.review_count(queued.card)
            ),
        )


def todays_queue(library: Library, deck_ids: Sequence[DeckId], today: date) -> tuple[Queued, ...]:
    agenda = library.store.agenda
    answered, introduced, reviewed = agenda.answered_today(today)
    limits = library.settings.limits
    cards = agenda.due_cards(deck_ids, today, limits.new + len(answered))
    pile = Pile(
        due=cards.due,
        new=cards.new,
        drills=cards.drills,
        answered=answered,
        introduced_today=introduced,
        reviewed_today=reviewed,
    )
    return queue(pile, limits, today)


def _choice(question: Question, quality: int, today: date) -> Choice:
    comes_again = quality < SURE_QUALITY
    if question.turn is Turn.DRILL:
        return Choice(quality, None, comes_again)
    before = question.standing.schedule if question.standing else None
    return Choice(quality, sm2.step(before, quality, today), comes_again)


def _rotated(note: Note, direction: Direction, reviews: int) -> tuple[Example, ...]:
    usable = tuple(
        example for example in note.examples if example.surface or direction is not Direction.CLOZE
    )
    if not usable:
        return ()
    first = reviews % len(usable)
    return usable[first:] + usable[:first]
