"""Searches in the words of the learner: a query in, cards or notes out."""

from functools import partial

from termcards.cards import CardId
from termcards.errors import UsageError
from termcards.filters import EVERYTHING, Every, Filter, Has, Order, Pattern, Place
from termcards.library.home import Library
from termcards.plaintext import folded
from termcards.query import parse
from termcards.scheduling.days import day_begins
from termcards.storage.conditions import Moment
from termcards.storage.shelf import ShelvedNote


def moment(library: Library) -> Moment:
    settings = library.settings
    begins = partial(day_begins, starts_at=settings.day_starts_at, zone=settings.time_zone)
    return Moment(library.today(), begins)


def understood(query: str) -> Filter:
    """The filter for a query all of which is understood. Raises `UsageError` with what is not."""
    read = parse(query)
    if read.remarks:
        raise UsageError(f"in the query: {'; '.join(read.remarks)}")
    return read.filter


def hints(query: str) -> tuple[str, ...]:
    """What in a query may be meant otherwise, a few words each."""
    return parse(query).hints


def notes_found(library: Library, query: str) -> tuple[ShelvedNote, ...]:
    """The notes that a query finds, or one of whose cards it finds; those of that name first."""
    wanted = understood(query)
    shelf = library.store.shelf
    if wanted == EVERYTHING:
        notes = shelf.all_notes()
    else:
        notes = shelf.noted(library.store.finder.notes(wanted, moment(library)))
    texts = _texts(wanted)
    return tuple(sorted(notes, key=lambda shelved: not _is_named(shelved, texts)))


def cards_found(library: Library, query: str) -> tuple[CardId, ...]:
    """The cards that a query finds, in the order of the decks."""
    wanted = understood(query)
    found = library.store.finder.cards(wanted, moment(library), Order.DECK)
    return found or ()


def notes_near(library: Library, words: str, most: int) -> tuple[ShelvedNote, ...]:
    """Some notes that have these words somewhere, whatever they mean in a query."""
    wanted = Has(Pattern((folded(words),)))
    found = library.store.finder.notes(wanted, moment(library))[:most]
    return library.store.shelf.noted(found)


def _texts(wanted: Filter) -> list[Has]:
    """The texts that all of the found have."""
    match wanted:
        case Every(parts):
            return [text for part in parts for text in _texts(part)]
        case Has(_, Place.ANYWHERE | Place.TERM):
            return [wanted]
        case _:
            return []


def _is_named(shelved: ShelvedNote, texts: list[Has]) -> bool:
    """Whether the texts are in its names; such a note comes first."""
    names = folded(" ".join((shelved.note.term, *shelved.note.aliases)))
    return all(piece in names for text in texts for piece in text.text.pieces)
