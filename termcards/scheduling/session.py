"""One sitting: the cards still to come, and the drills that the answers add."""

from dataclasses import dataclass, replace
from typing import Self

from termcards.cards import CardId, note_of
from termcards.log import SURE_QUALITY
from termcards.scheduling.queue import Queued, Turn


@dataclass(frozen=True, slots=True)
class Session:
    """What is left of a day's queue. Cards under quality 4 come again until they reach it.

    Source of the drill: P. A. Woźniak, *Optimization of learning* (1990), section 3.2, step 7.
    """

    waiting: tuple[Queued, ...]
    done: int = 0
    """Answers given today, drills included."""

    @property
    def current(self) -> Queued | None:
        return self.waiting[0] if self.waiting else None

    @property
    def total(self) -> int:
        return self.done + len(self.waiting)

    def left(self, turn: Turn) -> int:
        return sum(queued.turn is turn for queued in self.waiting)

    def answered(self, quality: int) -> Self:
        """The session after the current card was answered with `quality`."""
        current, *rest = self.waiting
        if quality < SURE_QUALITY:
            again = Turn.CRAM if current.turn is Turn.CRAM else Turn.DRILL
            rest.append(Queued(current.card, again))
        return replace(self, waiting=tuple(rest), done=self.done + 1)

    def starting_with(self, card: Queued) -> Self:
        """The same session with `card` first, as after an undo; its siblings go for the day."""
        note = note_of(card.card)
        others = (queued for queued in self.waiting if note_of(queued.card) != note)
        return replace(self, waiting=(card, *others))

    def without(self, card: CardId) -> Self:
        """The session without a card that is not to be asked, or cannot be."""
        return replace(self, waiting=tuple(other for other in self.waiting if other.card != card))
