"""What is known of a leech at the moment it becomes one, and of what may help."""

from dataclasses import dataclass
from pathlib import Path

from termcards.library.home import Library
from termcards.library.studying import Question
from termcards.log import Standing
from termcards.notes import Note
from termcards.scheduling.rivals import Rival, rivals


@dataclass(frozen=True, slots=True)
class Leech:
    question: Question
    """As it was asked the last time."""

    standing: Standing
    """After the answer that made it a leech."""

    path: Path
    """The deck's file."""

    line: int
    """In the file, where the note begins."""

    @property
    def has_other_sentence(self) -> bool:
        return len(self.question.examples) > 1


def leech_of(library: Library, question: Question) -> Leech:
    """The leech that the answer to a question made. `question` is as it was asked."""
    store = library.store
    files = {shelved.deck.id: shelved.stamp.file for shelved in store.shelf.decks()}
    shelved = store.shelf.note(question.note.id)
    return Leech(
        question,
        store.journal.standing(question.card.id),
        library.decks_folder / files.get(question.deck.id, ""),
        shelved.line if shelved else 1,
    )


def rivals_of(library: Library, note: Note, most: int) -> tuple[Rival, ...]:
    """The notes of the library that may be taken for this one.

    All notes are read, which takes a moment in a large library.
    """
    shelf = library.store.shelf
    notes = (other for shelved in shelf.decks() for other in shelf.notes(shelved.deck.id))
    return rivals(note, notes, most)
