"""Study: the day's queue, one answer a transaction, and undo."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from termcards.cards import Card, CardId, note_of
from termcards.language import tr
from termcards.library.home import Library
from termcards.library.todays import Wishes, introduced_on, pace, todays_queue
from termcards.library.undoing import take_back
from termcards.library.undone import Undone
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
from termcards.notes import Deck, Direction, Example, Note
from termcards.scheduling import plan, replay, sm2
from termcards.scheduling.acts import cards_in
from termcards.scheduling.leeches import becomes_leech
from termcards.scheduling.queue import Queued, Turn
from termcards.scheduling.session import Session
from termcards.storage.journal import ChangedElsewhereError
from termcards.tallies import LONGEST_ANSWER


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
    is_marked: bool
    examples: tuple[Example, ...]
    """The one to show first leads; it is another one from review to review."""


class Study:
    """One sitting over some decks.

    It holds no truth: all of it can be read again from the store.
    """

    def __init__(
        self, library: Library, decks: Sequence[Deck], wishes: Wishes | None = None
    ) -> None:
        self.decks = tuple(decks)
        self.wishes = wishes or Wishes()
        self.began_at = library.now()
        self._library = library
        self._deck_ids = [deck.id for deck in decks]
        self._by_id = {deck.id: deck for deck in decks}
        self.session = Session(())
        self.question: Question | None = None
        self.is_leech = False
        """Whether the last answer made its card a leech."""
        self._new_limit = self._all_new_cards()
        self._planned: frozenset[CardId] | None = None
        """What fits into the minutes there are, or was asked for; drills come on top."""
        self.refresh()
        self.resumed = self.session.done
        """Answers that this day had already when the sitting began."""

    @property
    def is_cramming(self) -> bool:
        return self.wishes.cram is not None

    def refresh(self, first: Queued | None = None) -> None:
        """Draws the queue again from the store, with `first` in front."""
        self._library.store.was_changed_elsewhere()  # from here on it is asked about
        if self.wishes.cram is not None:
            # What is crammed is not written down as done: the sitting itself knows how far it is.
            waiting = self.session.waiting or tuple(
                Queued(card, Turn.CRAM) for card in self.wishes.cram if not self.session.done
            )
            session = replace(self.session, waiting=waiting)
        else:
            # What was crammed is nothing that the day has asked for.
            done = self._library.store.agenda.answers_of(
                self._library.today(), self._deck_ids, with_crams=False
            )
            session = Session(self._within_plan(self.left_today()), done.total())
        self.session = session.starting_with(first) if first else session
        self._ask()

    def left_today(self) -> tuple[Queued, ...]:
        """All that today still asks of these decks, whether or not there is time for it now."""
        today = self._library.today()
        return todays_queue(self._library, self._deck_ids, today, new_limit=self._new_limit)

    def has_more_new(self, count: int) -> bool:
        """Whether there would be new cards today if their limit were raised by `count`."""
        today = self._library.today()
        limit = introduced_on(self._library, today) + count
        waiting = todays_queue(self._library, self._deck_ids, today, new_limit=limit)
        return any(queued.turn is Turn.NEW for queued in waiting)

    def choices(self, qualities: Sequence[int]) -> tuple[Choice, ...]:
        """What each quality leads to, by a dry run of the rule that will be used."""
        if self.question is None:
            return ()
        return tuple(self._choice(self.question, quality) for quality in qualities)

    def answer(self, quality: int, milliseconds: int) -> None:
        """Grades the current card, durably, and goes on to the next one.

        Raises `StorageError` when nothing was saved; the card then stays. A card that was changed
        elsewhere in the meantime is passed over, with `ChangedElsewhereError`.
        """
        question = self.question
        if question is None:
            raise ValueError("there is no card to answer")
        facts = self._facts(question, sm2.checked_quality(quality), milliseconds)
        is_changed = self._record(facts, question)
        self.is_leech = len(facts) > 1
        answered = self.session.answered(quality)
        self.session = answered.without(question.card.id) if self.is_leech else answered
        self._go_on(is_changed=is_changed)

    def put_aside(self, facts: Sequence[Fact]) -> None:
        """Does to cards of the current note what takes them out of the sitting, as burying does."""
        question = self.question
        if question is None:
            raise ValueError("there is no card to put aside")
        is_changed = self._record(facts, question)
        for card in cards_in(facts):
            self.session = self.session.without(card)
        self._go_on(is_changed=is_changed)

    def do(self, facts: Sequence[Fact]) -> None:
        """Does to the current card or note what leaves it in the sitting, as a flag does."""
        self._library.record(facts)
        self._ask()

    def take_up_edit(self) -> None:
        """Asks the current card as its note is written now, after it was edited: the last act.

        Cards that are gone are left out; those that a note has gained come with the next queue.
        """
        if self.question is not None:
            note = self.question.note.id
            cards = self._library.store.shelf.cards(note)
            for queued in self.session.waiting:
                if note_of(queued.card) == note and queued.card not in cards:
                    self.session = self.session.without(queued.card)
        self._ask()

    def take_up_changes(self) -> None:
        """Goes on with what the store holds after other acts; the current card stays, if it may."""
        queued = self.session.current
        if queued is None or self.wishes.cram is not None:
            self.refresh()
        else:
            self.refresh(self._due_again(queued.card))

    def undo(self) -> Undone | None:
        """Takes back the last act of the library; its card comes next, if it is in these decks."""
        undone = take_back(self._library)
        if undone is not None:
            self.take_up_undo(undone)
        return undone

    def take_up_undo(self, undone: Undone) -> None:
        """Goes on after the last act was taken back: with its card, if it is in these decks."""
        if undone.edits or undone.left or undone.is_left:
            self.take_up_changes()
            return
        again = self._again(undone)
        if self.is_cramming and isinstance(undone.answer, Cram):
            self.session = replace(self.session, done=max(0, self.session.done - 1))
        self.refresh(again)

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

    def _all_new_cards(self) -> int | None:
        """How many new cards the day may have, where the learner wished for a number of them."""
        if self.wishes.new is None:
            return None
        return introduced_on(self._library, self._library.today()) + self.wishes.new

    def _within_plan(self, waiting: tuple[Queued, ...]) -> tuple[Queued, ...]:
        if not self.wishes.is_part:
            return waiting
        if self._planned is None:
            chosen = waiting[: self.wishes.cards]
            if self.wishes.minutes is not None:
                chosen = plan.within(chosen, pace(self._library), self.wishes.minutes * 60)
            self._planned = frozenset(queued.card for queued in chosen)
        return tuple(queued for queued in waiting if queued.card in self._planned)

    def _record(self, facts: Sequence[Fact], question: Question) -> bool:
        """Whether something else was changed elsewhere since the card was drawn."""
        store = self._library.store
        is_changed = store.was_changed_elsewhere()
        if is_changed and store.shelf.note(question.note.id) is None:
            self.refresh()
            raise ChangedElsewhereError(tr("this note was deleted in the meantime"))
        try:
            self._library.record(facts, seen={question.card.id: question.standing})
        except ChangedElsewhereError:
            self.refresh()
            raise
        return is_changed

    def _go_on(self, *, is_changed: bool) -> None:
        """To the next card; that of the store, where more than this sitting has changed it."""
        if not is_changed:
            self._ask()
        elif self.is_cramming:
            waiting = (queued for queued in self.session.waiting if self._is_asked(queued.card))
            self.session = replace(self.session, waiting=tuple(waiting))
            self._ask()
        else:
            self.refresh()

    def _is_asked(self, card: CardId) -> bool:
        return self._library.store.journal.standing(card).suspended is None

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
        if self.wishes.cram is not None:
            crammed = (card for card in undone.cards if card in self.wishes.cram)
            return next((Queued(card, Turn.CRAM) for card in crammed), None)
        if undone.answer is None:
            asked = {queued.card: queued for queued in self.left_today()}
            return next((asked[card] for card in undone.cards if card in asked), None)
        card = undone.answer.card
        shelved = self._library.store.shelf.note(note_of(card))
        if shelved is None or shelved.deck not in self._by_id:
            return None
        return self._due_again(card)

    def _due_again(self, card: CardId) -> Queued | None:
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
            is_marked=shelved.note.id in store.journal.marked(),
            examples=rotated(shelved.note, card.direction, standing.reviews),
        )


def rotated(note: Note, direction: Direction, reviews: int) -> tuple[Example, ...]:
    """The note's sentences as a card shows them: another one leads from review to review."""
    usable = tuple(
        example for example in note.examples if example.surface or direction is not Direction.CLOZE
    )
    if not usable:
        return ()
    first = reviews % len(usable)
    return usable[first:] + usable[:first]
