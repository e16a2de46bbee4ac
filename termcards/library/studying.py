"""Study: the day's queue, one answer a transaction, and undo."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from termcards.cards import Card, CardId, note_of
from termcards.library.home import Library
from termcards.library.undoing import Undone, take_back
from termcards.log import (
    SURE_QUALITY,
    Cram,
    Drill,
    Fact,
    Review,
    Schedule,
    Standing,
    Suspend,
    Suspension,
)
from termcards.notes import Deck, DeckId, Direction, Example, Note
from termcards.scheduling import plan, replay, sm2
from termcards.scheduling.acts import cards_in
from termcards.scheduling.leeches import becomes_leech
from termcards.scheduling.queue import Pile, Queued, Turn, Waiting, queue
from termcards.scheduling.session import Session
from termcards.storage.journal import ChangedElsewhereError
from termcards.tallies import LONGEST_ANSWER

NO_DECK = DeckId("")
"""Of a card whose note has left its deck; it counts for the day all the same."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What one quality would lead to."""

    quality: int
    schedule: Schedule | None
    """`None` in a drill or when cramming, which change no schedule."""

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

    standing: Standing
    examples: tuple[Example, ...]
    """The one to show first leads; it is another one from review to review."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """How this sitting is to differ from what the settings say."""

    new: int | None = None
    """New cards, in place of what is left of the day's limit."""

    minutes: float | None = None
    """How long it may take, by the learner's own pace."""

    cram: tuple[CardId, ...] | None = None
    """These cards, whatever their schedules, which stay as they are."""


class Study:
    """One sitting over some decks.

    It holds no truth: all of it can be read again from the store.
    """

    def __init__(
        self, library: Library, decks: Sequence[Deck], wishes: Wishes | None = None
    ) -> None:
        self.decks = tuple(decks)
        self.wishes = wishes or Wishes()
        self._library = library
        self._deck_ids = [deck.id for deck in decks]
        self._by_id = {deck.id: deck for deck in decks}
        self.session = Session(())
        self.question: Question | None = None
        self.is_leech = False
        """Whether the last answer made its card a leech."""
        self.refresh()
        self.resumed = self.session.done
        """Answers that this day had already when the sitting began."""

    @property
    def is_cramming(self) -> bool:
        return self.wishes.cram is not None

    def refresh(self, first: Queued | None = None) -> None:
        """Draws the queue again from the store, with `first` in front."""
        if self.wishes.cram is not None:
            # What is crammed is not written down as done: the sitting itself knows how far it is.
            waiting = self.session.waiting or tuple(
                Queued(card, Turn.CRAM) for card in self.wishes.cram if not self.session.done
            )
            session = replace(self.session, waiting=waiting)
        else:
            today = self._library.today()
            waiting = todays_queue(self._library, self._deck_ids, today, self.wishes)
            done = self._library.store.agenda.answers_of(today, self._deck_ids).total()
            session = Session(waiting, done)
        self.session = session.starting_with(first) if first else session
        self._ask()

    def choices(self, qualities: Sequence[int]) -> tuple[Choice, ...]:
        """What each quality leads to, by a dry run of the rule that will be used."""
        if self.question is None:
            return ()
        return tuple(self._choice(self.question, quality) for quality in qualities)

    def answer(self, quality: int, milliseconds: int) -> None:
        """Grades the current card, durably, and goes on to the next one.

        Raises `StorageError` when nothing was saved; the card then stays. A card that was answered
        elsewhere in the meantime is passed over, with `ChangedElsewhereError`.
        """
        question = self.question
        if question is None:
            raise ValueError("there is no card to answer")
        facts = self._facts(question, sm2.checked_quality(quality), milliseconds)
        self._record(facts, question)
        self.is_leech = len(facts) > 1
        answered = self.session.answered(quality)
        self.session = answered.without(question.card.id) if self.is_leech else answered
        self._ask()

    def put_aside(self, facts: Sequence[Fact]) -> None:
        """Does to cards of the current note what takes them out of the sitting, as burying does."""
        question = self.question
        if question is None:
            raise ValueError("there is no card to put aside")
        self._record(facts, question)
        for card in cards_in(facts):
            self.session = self.session.without(card)
        self._ask()

    def do(self, facts: Sequence[Fact]) -> None:
        """Does to the current card or note what leaves it in the sitting, as a flag does."""
        self._library.record(facts)
        self._ask()

    def undo(self) -> Undone | None:
        """Takes back the last act of the library; its card comes next, if it is in these decks.

        Raises `NotInASittingError` where that act changed deck files.
        """
        undone = take_back(self._library, in_a_sitting=True)
        again = self._again(undone) if undone else None
        if again is not None and again.turn is Turn.CRAM:
            self.session = replace(self.session, done=max(0, self.session.done - 1))
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

    def _record(self, facts: Sequence[Fact], question: Question) -> None:
        try:
            self._library.record(facts, seen={question.card.id: question.standing})
        except ChangedElsewhereError:
            self.refresh()
            raise

    def _facts(self, question: Question, quality: int, milliseconds: int) -> list[Fact]:
        card, taken = question.card.id, max(0, min(milliseconds, LONGEST_ANSWER))
        if question.turn is Turn.CRAM:
            return [Cram(card, quality, taken)]
        if question.turn is Turn.DRILL:
            return [Drill(card, quality, taken)]
        settings = self._library.settings
        review = Review(card, quality, taken, settings.scheduler_of(question.deck.id))
        if becomes_leech(question.standing, quality, settings.leeches):
            return [review, Suspend(card, Suspension.LEECH)]
        return [review]

    def _choice(self, question: Question, quality: int) -> Choice:
        comes_again = quality < SURE_QUALITY
        if question.turn in (Turn.DRILL, Turn.CRAM):
            return Choice(quality, None, comes_again)
        (review, *_) = self._facts(question, quality, 0)
        journal = self._library.store.journal
        after = replay.foretell(
            question.standing,
            review,
            self._library.today(),
            lambda: journal.history(question.card.id),
        )
        return Choice(quality, after.schedule, comes_again)

    def _again(self, undone: Undone) -> Queued | None:
        """The card of the act, as it is to be asked again."""
        if not undone.cards or (undone.answer is None and len(undone.cards) > 1):
            return None
        card = undone.answer.card if undone.answer else undone.cards[0]
        shelved = self._library.store.shelf.note(note_of(card))
        if shelved is None or shelved.deck not in self._by_id:
            return None
        if self.is_cramming:
            return Queued(card, Turn.CRAM)
        standing = self._library.store.journal.standing(card)
        today = self._library.today()
        if standing.suspended or standing.is_buried(today):
            return None
        if standing.wants_drill(today):
            return Queued(card, Turn.DRILL)
        if standing.schedule is None:
            return Queued(card, Turn.NEW)
        return Queued(card, Turn.DUE) if standing.schedule.due <= today else None

    def _ask(self) -> None:
        """Makes the question of the session's current card; one whose note is gone is left out."""
        self.question = None
        while (queued := self.session.current) is not None and self.question is None:
            self.question = self._question(queued)
            if self.question is None:
                self.session = self.session.without(queued.card)

    def _question(self, queued: Queued) -> Question | None:
        store = self._library.store
        shelved = store.shelf.note(note_of(queued.card))
        if shelved is None or shelved.deck not in self._by_id:
            return None
        card = Card(shelved.note.id, Direction(queued.card.rpartition(":")[2]))
        standing = store.journal.standing(queued.card)
        return Question(
            card=card,
            turn=queued.turn,
            note=shelved.note,
            deck=self._by_id[shelved.deck],
            standing=standing,
            examples=_rotated(shelved.note, card.direction, standing.reviews),
        )


def todays_queue(
    library: Library, deck_ids: Sequence[DeckId], today: date, wishes: Wishes | None = None
) -> tuple[Queued, ...]:
    wishes = wishes or Wishes()
    agenda, settings = library.store.agenda, library.settings
    answered = agenda.answered_on(today)
    introduced = Counter(card.deck or NO_DECK for card in answered if card.was_new)
    reviewed = Counter(card.deck or NO_DECK for card in answered if not card.was_new)
    limits = settings.limits
    if wishes.new is not None:
        limits = replace(limits, new=introduced.total() + wishes.new)
    cards = agenda.due_cards(deck_ids, today, limits.new + len(answered))
    pile = Pile(
        due=tuple(Waiting(*card) for card in cards.due),
        new=tuple(Waiting(*card) for card in cards.new),
        drills=cards.drills,
        answered=frozenset(note_of(card.card) for card in answered),
        introduced=introduced,
        reviewed=reviewed,
    )
    waiting = queue(pile, limits, today, settings.per_deck)
    if wishes.minutes is None:
        return waiting
    return plan.within(waiting, pace(library), wishes.minutes * 60)


def pace(library: Library) -> plan.Pace:
    """How long the learner takes for a card; a guess, as long as there is nothing to go by."""
    usual = plan.Pace()
    review, new = library.store.agenda.pace()
    return plan.Pace(review or usual.review, new or usual.new)


def _rotated(note: Note, direction: Direction, reviews: int) -> tuple[Example, ...]:
    usable = tuple(
        example for example in note.examples if example.surface or direction is not Direction.CLOZE
    )
    if not usable:
        return ()
    first = reviews % len(usable)
    return usable[first:] + usable[:first]
