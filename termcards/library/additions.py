"""Notes made elsewhere, put into a deck of the library as part of an act."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from termcards.harvest.terms import proposed_id
from termcards.library.home import Library
from termcards.library.keeping import free_path, sync
from termcards.log import Edit, Verdict
from termcards.notes import Deck, DeckId, Note, NoteId
from termcards.plaintext import folded
from termcards.storage import deckfile
from termcards.storage.shelf import ShelvedDeck
from termcards.watching import UNWATCHED, Stage, Watch

LONGEST_ID = 60
_PLAIN_ID = re.compile(rf"[a-z0-9][a-z0-9_-]{{0,{LONGEST_ID - 1}}}")


def unknown_notes(library: Library, notes: Iterable[Note]) -> tuple[Note, ...]:
    """Those whose term, and whose id if they have one, no note of the library has."""
    notes = tuple(notes)
    names = library.store.shelf.known_names(note.term for note in notes)
    taken = library.store.shelf.places()
    return tuple(note for note in notes if folded(note.term) not in names and note.id not in taken)


def words_not_known(library: Library, terms: Iterable[str]) -> tuple[str, ...]:
    """The terms, folded and each once, without those that were called known before."""
    verdicts = library.store.journal.verdicts()
    words = dict.fromkeys(map(folded, terms))
    return tuple(word for word in words if verdicts.get(word) is not Verdict.KNOWN)


def add_notes(
    library: Library,
    deck_name: str,
    notes: Sequence[Note],
    edits: list[Edit],
    like: Deck | None = None,
    watch: Watch = UNWATCHED,
) -> tuple[Note, ...]:
    """Adds them at the end of the deck of that name, or makes it; `edits` gains what changed.

    Notes without an id get one. A deck that is made is `like` another, as far as that goes. The
    caller holds the decks' lock, and records the act.
    """
    decks = library.store.shelf.decks()
    target = named_deck(library, deck_name)
    added = _with_ids(library, notes)
    if target is not None:
        path = library.decks_folder / target.stamp.file
        watch.begins(Stage.WRITING, len(added))
        splices = deckfile.change(
            path,
            added=added,
            postings=like.postings if like else (),
            watch=watch,
            ahead=library.foresee,
            outline=library.outline(path),
        )
    else:
        head = like or Deck(DeckId(""), deck_name)
        wish = (like.id if like else None) or deck_name
        deck = replace(head, id=_free_id(wish, [d.deck.id for d in decks]), notes=added)
        path = free_path(library, deck.id)
        splices = deckfile.create(path, deck, watch, ahead=library.foresee)
    file = str(path.relative_to(library.decks_folder))
    edits += (Edit(file, s.at, s.old, s.new) for s in splices)
    sync(library, watch)
    return added


def named_deck(library: Library, name: str) -> ShelvedDeck | None:
    """The deck that goes by that name or id."""
    wanted = folded(name)
    return next(
        (
            shelved
            for shelved in library.store.shelf.decks()
            if wanted in (folded(shelved.deck.name), folded(shelved.deck.id))
        ),
        None,
    )


def _with_ids(library: Library, notes: Sequence[Note]) -> tuple[Note, ...]:
    taken = {*library.store.shelf.places(), *(note.id for note in notes if note.id)}
    made = []
    for note in notes:
        note_id = note.id
        if not note_id:
            stem = proposed_id(note.term)[:LONGEST_ID].rstrip("-")
            note_id, number = NoteId(stem), 2
            while note_id in taken:
                note_id, number = NoteId(f"{stem}-{number}"), number + 1
            taken.add(note_id)
        made.append(replace(note, id=note_id))
    return tuple(made)


def _free_id(name: str, taken: Iterable[DeckId]) -> DeckId:
    stem = name if _PLAIN_ID.fullmatch(name) else proposed_id(name)[:LONGEST_ID].rstrip("-")
    deck_id, number = DeckId(stem), 2
    known = set(taken)
    while deck_id in known:
        deck_id, number = DeckId(f"{stem}-{number}"), number + 1
    return deck_id
