"""Why a card comes when it does, and what was answered before."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from termcards.cards import CardId
from termcards.library.home import Library
from termcards.log import Answer, Correct, Entry, Standing
from termcards.notes import DeckId
from termcards.scheduling.why import QUALITIES, Explanation, explain


@dataclass(frozen=True, slots=True)
class Past:
    """A card's answers that hold, and what follows from them."""

    answers: tuple[Entry, ...]
    """Newest first, as they were corrected since."""

    explanation: Explanation


def past_of(
    library: Library,
    card: CardId,
    standing: Standing,
    deck: DeckId,
    qualities: Sequence[int] = QUALITIES,
) -> Past:
    """`qualities` are those that the next answer may have."""
    history = library.store.journal.history(card)
    scheduler = library.settings.scheduler_of(deck)
    explanation = explain(card, standing, history, scheduler, library.today(), qualities)
    corrected = {
        entry.fact.entry: entry.fact.quality for entry in history if isinstance(entry.fact, Correct)
    }
    answers = tuple(
        replace(
            entry, fact=replace(entry.fact, quality=corrected.get(entry.id, entry.fact.quality))
        )
        for entry in reversed(history)
        if isinstance(entry.fact, Answer)
    )
    return Past(answers, explanation)
