"""What a learner does to cards and words besides answering, as the facts of one act each."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from termcards.cards import CardId
from termcards.log import (
    Answer,
    Bury,
    CardFact,
    Correct,
    Entry,
    Fact,
    Flag,
    Judge,
    Mark,
    Reschedule,
    Reset,
    Resume,
    Scheduler,
    SetDue,
    Suspend,
    Suspension,
    Verdict,
)
from termcards.notes import Note, NoteId
from termcards.plaintext import folded
from termcards.scheduling.sm2 import checked_quality


def suspend(cards: Iterable[CardId]) -> list[Fact]:
    """Asks the cards no more, until they are resumed."""
    return [Suspend(card, Suspension.ASKED) for card in cards]


def resume(cards: Iterable[CardId]) -> list[Fact]:
    return [Resume(card) for card in cards]


def bury(cards: Iterable[CardId], today: date) -> list[Fact]:
    """Asks the cards not before tomorrow."""
    return [Bury(card, today + timedelta(days=1)) for card in cards]


def flag(cards: Iterable[CardId], number: int) -> list[Fact]:
    """Flags the cards with a number from 1 to 4; 0 takes the flag away."""
    return [Flag(card, number) for card in cards]


def reset(cards: Iterable[CardId]) -> list[Fact]:
    """Makes the cards new again; what was answered stays in the log."""
    return [Reset(card) for card in cards]


def set_due(cards: Iterable[CardId], due: date) -> list[Fact]:
    return [SetDue(card, due) for card in cards]


def reschedule(cards: Iterable[CardId], scheduler: Scheduler) -> list[Fact]:
    """Lets the cards stand as if `scheduler` had made all their intervals."""
    return [Reschedule(card, scheduler) for card in cards]


def mark(note: NoteId, *, is_marked: bool) -> list[Fact]:
    return [Mark(note, is_marked)]


def know(note: Note, cards: Iterable[CardId]) -> list[Fact]:
    """Takes a note as known: its cards are not asked, and its term is not proposed again."""
    known = [Suspend(card, Suspension.KNOWN) for card in cards]
    return [*known, *judge([note.term], Verdict.KNOWN)]


def judge(words: Iterable[str], verdict: Verdict) -> list[Fact]:
    """Says of words, with notes or without, whether they are known or never to be proposed."""
    return [Judge(folded(word), verdict) for word in words]


def correct(answer: Entry, quality: int) -> list[Fact]:
    """Gives an answer, however old, another quality; all that followed is counted anew."""
    if not isinstance(answer.fact, Answer):
        raise TypeError("only an answer has a quality")
    return [Correct(answer.fact.card, answer.id, checked_quality(quality))]


def cards_in(facts: Sequence[Fact]) -> tuple[CardId, ...]:
    """The cards that the facts are about, each once."""
    found = (fact.card for fact in facts if isinstance(fact, CardFact))
    return tuple(dict.fromkeys(found))
