"""Notes of our own type that are not here: brought back as they were, or left where they are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from termcards.anki.cleaning import clean_line
from termcards.anki.collection import AnkiNote, Collection
from termcards.anki.homecoming import Returning, returning
from termcards.anki.mapping import is_ours, our_fields
from termcards.anki.reunion import together
from termcards.library.additions import named_deck
from termcards.library.exported import last_export
from termcards.library.home import Library
from termcards.library.keeping import directions_of
from termcards.library.returning import restored_id
from termcards.notes import Deck, DeckId, Note, NoteId
from termcards.plaintext import folded


@dataclass(frozen=True, slots=True)
class Own:
    """A note of our type; its id is empty where it was made in Anki."""

    origin: AnkiNote
    read: Returning


def read_own(note: AnkiNote, found: Collection) -> Own | None:
    """`None` for a note without a term."""
    fields = our_fields(note, found.note_types[note.note_type])
    read = returning(restored_id(note), fields, note.tags)
    return Own(note, read) if read else None


def gone_notes(library: Library, found: Collection, ours: Mapping[int, NoteId]) -> frozenset[int]:
    """Which of Anki's notes this library once had, and has no more: they were deleted here."""
    away = {
        note.id: key
        for note in found.notes
        if note.id not in ours
        and is_ours(found.note_types[note.note_type])
        and (key := restored_id(note))
    }
    exported = last_export(library)
    guids = {kept.guid for kept in exported.values() if kept.guid}
    handed_over = {note for note, kept in exported.items() if kept.was_handed_over}
    had = handed_over | library.store.agenda.traces() if away else handed_over
    return frozenset(
        note.id
        for note in found.notes
        if note.id not in ours and (away.get(note.id) in had or note.guid in guids)
    )


def decks_of(
    library: Library, notes: Sequence[Own], found: Collection, otherwise: str, deck: str | None
) -> list[Deck]:
    """The notes in the decks that they were in, or in the one that is asked for.

    What names no deck goes into the one called `otherwise`.
    """
    groups: dict[str, list[Own]] = {}
    for note in notes:
        groups.setdefault("" if deck else note.read.deck, []).append(note)
    decks = []
    for key, group in groups.items():
        name = deck or (common_deck(found, [n.origin for n in group]) if key else "") or otherwise
        known = named_deck(library, key or name) or named_deck(library, name)
        if known is None:
            empty, directions = Deck(DeckId(key), name), library.settings.directions
        else:
            empty = replace(known.deck, postings=())
            directions = directions_of(library, known.deck)
        read = [note.read for note in group]
        decks.append(together(empty, read, directions, is_new=known is None))
    return decks


def common_deck(found: Collection, notes: Iterable[AnkiNote]) -> str:
    """The name that all of the notes' decks begin with."""
    wanted = {note.id for note in notes}
    names = {card.deck for card in found.cards if card.note in wanted and card.deck}
    levels = [name.split("::") for name in names]
    common: list[str] = []
    for level in zip(*levels, strict=False):
        if len(set(level)) > 1:
            break
        common.append(level[0])
    return clean_line("::".join(common))


def adopted(notes: Iterable[Own], added: Iterable[Note]) -> dict[int, NoteId]:
    """Which of the notes added now came from which of Anki's."""
    ids = {note.id for note in added}
    by_term = {folded(note.term): note.id for note in added}
    found: dict[int, NoteId] = {}
    for note in notes:
        key = note.read.note.id
        here = key if key in ids else None if key else by_term.get(folded(note.read.note.term))
        if here:
            found[note.origin.id] = here
    return found
