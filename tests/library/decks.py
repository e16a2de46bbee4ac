"""Small decks to study."""

from termcards.library.home import Library
from termcards.library.keeping import sync
from termcards.notes import Deck, DeckId, Direction, Example, Note, NoteId, Sense
from termcards.storage import deckfile


def note(name: str) -> Note:
    return Note(
        NoteId(name),
        name,
        senses=(Sense(f"What {name} means."),),
        examples=(Example(f"Here {name} stands in a sentence.", name),),
    )


def add_deck(
    library: Library,
    name: str,
    notes: int,
    directions: tuple[Direction, ...] | None = (Direction.RECOGNISE,),
) -> Deck:
    deck = Deck(
        DeckId(name),
        name,
        directions=directions,
        notes=tuple(note(f"{name}-{number:02}") for number in range(notes)),
    )
    deckfile.create(library.decks_folder / f"{name}.yaml", deck)
    sync(library)
    return next(s.deck for s in library.store.shelf.decks() if s.deck.id == deck.id)
