"""Finds what the learner names: a note by its term, its cards by their direction."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from termcards.cards import CardId, note_of
from termcards.errors import NotFoundError, UsageError
from termcards.library.home import Library
from termcards.library.keeping import chosen_decks
from termcards.library.searching import cards_found, notes_near
from termcards.log import Entry, Review
from termcards.notes import Deck, Direction
from termcards.plaintext import folded, on_one_line
from termcards.storage.shelf import ShelvedDeck, ShelvedNote


def notes_named(library: Library, term: str) -> tuple[ShelvedNote, ...]:
    """The notes with that term, alias or id. Raises `NotFoundError` with what is near."""
    found = library.store.shelf.named(term)
    if not found:
        near = notes_near(library, term, 5)
        hint = ", ".join(on_one_line(shelved.note.term) for shelved in near)
        raise NotFoundError(f'no note is called "{term}"' + (f"; near are {hint}" if hint else ""))
    return found


def note_named(library: Library, term: str) -> ShelvedNote:
    """The one note of that name. Raises `UsageError` where several have it."""
    found = notes_named(library, term)
    if len(found) > 1:
        ids = ", ".join(shelved.note.id for shelved in found)
        raise UsageError(f'"{term}" is the name of several notes; say which by its id: {ids}')
    return found[0]


def deck_named(library: Library, name: str) -> ShelvedDeck:
    """The one deck of that name or id. Raises `NotFoundError` with those there are."""
    decks = library.store.shelf.decks()
    wanted = folded(name)
    for shelved in decks:
        if wanted in (folded(shelved.deck.name), folded(shelved.deck.id)):
            return shelved
    known = ", ".join(on_one_line(shelved.deck.name) for shelved in decks) or "none yet"
    raise NotFoundError(f'there is no deck "{name}"; the decks are: {known}')


def cards_named(
    library: Library, term: str, direction: Direction | None = None
) -> tuple[CardId, ...]:
    """The cards of the note of that name, all or the one of a direction."""
    shelved = note_named(library, term)
    cards = library.store.shelf.cards(shelved.note.id)
    if direction is None:
        return cards
    chosen = tuple(card for card in cards if card.endswith(f":{direction}"))
    if not chosen:
        raise NotFoundError(f'"{shelved.note.term}" has no card to {direction}')
    return chosen


def last_answer(library: Library, cards: Sequence[CardId]) -> Entry:
    """The last review that holds, of any of the cards. Raises `NotFoundError` without one.

    Repeats of the same day and crammed cards moved no schedule, so there is nothing to correct.
    """
    answers = [
        entry
        for card in cards
        for entry in library.store.journal.history(card)
        if isinstance(entry.fact, Review)
    ]
    if not answers:
        raise NotFoundError("it was not answered yet, so there is nothing to correct")
    return max(answers, key=lambda entry: entry.id)


def cards_to_cram(library: Library, name: str) -> tuple[CardId, ...]:
    """All cards of a deck, of a posting's terms, or those that a query finds.

    Suspended cards are left out, and a note is asked in one direction only. Raises `NotFoundError`,
    and `UsageError` for a query that is not understood.
    """
    gaps = _gaps_of(library, name)
    if gaps is not None:
        return gaps
    notes = _notes_of(library, name)
    found = cards_found(library, name) if notes is None else _cards_of(library, notes)
    chosen = _one_each(library, found)
    if not chosen:
        raise NotFoundError(f'"{name}" is no deck and no posting, and finds no card that is asked')
    return chosen


def cards_of_decks(library: Library, decks: Sequence[Deck]) -> tuple[CardId, ...]:
    """The same of decks; there may be none."""
    shelf = library.store.shelf
    notes = [found for deck in decks for found in shelf.notes_in(deck.id)]
    return _one_each(library, _cards_of(library, notes))


def _cards_of(library: Library, notes: Sequence[ShelvedNote]) -> Iterator[CardId]:
    return (card for found in notes for card in library.store.shelf.cards(found.note.id))


def _one_each(library: Library, cards: Iterable[CardId]) -> tuple[CardId, ...]:
    """The first card of each note that is not suspended."""
    standings = library.store.journal.standings()
    chosen: dict[str, CardId] = {}
    for card in cards:
        standing = standings.get(card)
        if standing is None or standing.suspended is None:
            chosen.setdefault(note_of(card), card)
    return tuple(chosen.values())


def _gaps_of(library: Library, name: str) -> tuple[CardId, ...] | None:
    """What is left to learn for a posting, where the name is that of a file or a page."""
    from termcards.library.reading import is_address

    if not is_address(name) and not _is_file(name):
        return None
    from termcards.library.readiness import readiness

    cards = tuple(gap.card for gap in readiness(library, name).gaps)
    if not cards:
        raise NotFoundError(f"{name}: nothing that is in a deck is left to learn for this posting")
    return cards


def _is_file(name: str) -> bool:
    try:
        return Path(name).is_file()
    except OSError:  # longer than any file's name, as a query may be
        return False


def _notes_of(library: Library, name: str) -> Sequence[ShelvedNote] | None:
    """The notes of a deck or a posting; `None` where the name is that of neither."""
    shelf = library.store.shelf
    try:
        decks = chosen_decks(library, [name])
    except NotFoundError:
        return shelf.citing(name) or None
    return [found for deck in decks for found in shelf.notes_in(deck.deck.id)]
