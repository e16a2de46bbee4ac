"""The questions a note gives rise to."""

from dataclasses import dataclass
from typing import NewType

from termcards.notes import Direction, Note, NoteId

CardId = NewType("CardId", str)
"""`NOTE:DIRECTION`, so that a card is the same on every device and after every edit."""


@dataclass(frozen=True, slots=True)
class Card:
    note: NoteId
    direction: Direction

    @property
    def id(self) -> CardId:
        return CardId(f"{self.note}:{self.direction}")


def note_of(card: CardId) -> NoteId:
    return NoteId(card.rpartition(":")[0])


def no_card(note: NoteId) -> CardId:
    """What stands in a list of cards for a note that has none; no card has that id."""
    return CardId(f"{note}:")


def is_card(card: CardId) -> bool:
    return not card.endswith(":")


def cards_of(note: Note, directions: tuple[Direction, ...]) -> tuple[Card, ...]:
    """The note's cards, in the order of `Direction`; `directions` are those of its deck.

    A card that could ask nothing is left out: a cloze needs a sentence with its surface,
    and the others need a meaning. A note without any meaning is asked by its sentences.
    """
    wanted = note.directions if note.directions is not None else directions
    return tuple(
        Card(note.id, direction)
        for direction in Direction
        if direction in wanted and _can_ask(note, direction)
    )


def _can_ask(note: Note, direction: Direction) -> bool:
    match direction:
        case Direction.RECOGNISE:
            return bool(note.senses or note.usage or note.synonyms)
        case Direction.PRODUCE | Direction.TYPE:
            return bool(note.senses)
        case Direction.CLOZE:
            return any(example.surface for example in note.examples)
