"""A file of Anki's on its way in: reviews of our own cards, and other people's notes."""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from termcards.anki.cleaning import clean_line
from termcards.anki.collection import AnkiCard, AnkiNote, Collection, read_collection
from termcards.anki.mapping import Mapped, Part, guess, joined, read_note, with_wishes
from termcards.errors import NotFoundError, UsageError
from termcards.library.additions import add_notes, unknown_notes
from termcards.library.comparing import Conflict, compared, conflicts, remember_met
from termcards.library.home import Library
from termcards.library.keeping import sync
from termcards.library.returning import Returned, our_notes, restored_id, returned_reviews
from termcards.library.undoing import put_back
from termcards.log import Edit, Fact, Import, Judge, Verdict
from termcards.notes import Note, NoteId
from termcards.plaintext import folded

IN_REVIEW = 2
NOTHING_RETURNED = Returned((), 0, 0)


@dataclass(frozen=True, slots=True)
class ImportWishes:
    """How a file is to be taken in."""

    deck: str | None = None
    """The deck that takes new notes; `None` is one of the name that they had in Anki."""

    parts: Mapping[str, Part] = field(default_factory=dict)
    """What the user says of fields, by their names."""

    as_known: bool = False
    """Whether the words are only taken as known, without notes."""

    with_reviews: bool = True
    is_trial: bool = False
    """Whether all of it is only worked out, and nothing is kept."""

    tell: Callable[[str, Mapped], object] = field(default=lambda _, __: None)
    """Hears of each note type's mapping before anything is kept."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a file."""

    mappings: tuple[tuple[str, Mapped], ...]
    """Of each note type that is not ours, or whose notes are not here."""

    ours: int
    """Notes that were here before."""

    added: tuple[Note, ...]
    deck: str | None
    """The name of the deck that took them."""

    known: int
    """Notes whose terms the library has already."""

    without_term: int
    media: int
    """Pictures and sounds, which are left out."""

    returned: Returned
    conflicts: tuple[Conflict, ...]
    words: tuple[str, ...]
    """Taken as known now."""


def import_anki(library: Library, path: Path, wishes: ImportWishes | None = None) -> Imported:
    """Takes a package or collection of Anki's in, as one act; a second time adds nothing.

    Raises `BadInputError` for what cannot be read; nothing is half done.
    """
    wishes = wishes or ImportWishes()
    found = read_collection(path)
    with library.changing_decks():
        sync(library)
        edits: list[Edit] = []
        try:
            imported, back = _take_in(library, found, path, wishes, edits)
        except BaseException:
            put_back(library, edits)
            raise
        if not wishes.is_trial:
            fresh = frozenset(note.id for note in imported.added)
            remember_met(library, compared(library, found, back), fresh)
        return imported


def _take_in(
    library: Library, found: Collection, path: Path, wishes: ImportWishes, edits: list[Edit]
) -> tuple[Imported, dict[int, NoteId]]:
    """What became of the file, and which of its notes are here now."""
    ours = our_notes(library, found)
    others = [note for note in found.notes if note.id not in ours]
    mappings = _mappings(found, others, wishes)
    for key, mapped in mappings.items():
        wishes.tell(found.note_types[key].name, mapped)
    read = [(note, _read(note, found, mappings)) for note in others]
    fresh: tuple[Note, ...] = ()
    words: tuple[str, ...] = ()
    if wishes.as_known:
        words = _new_words(library, _learned(found, [n for n, (made, _) in read if made]), read)
    else:
        fresh = unknown_notes(library, _merged(made for _, (made, _) in read if made))
    name = wishes.deck or _deck_name(found, others, path)
    added = fresh
    if fresh and not wishes.is_trial:
        added = add_notes(library, name, fresh, edits)
    back = ours | _restored(others, added)
    returned = returned_reviews(library, found, back) if wishes.with_reviews else NOTHING_RETURNED
    facts: list[Fact] = [*edits, *(Judge(word, Verdict.KNOWN) for word in words)]
    if (facts or returned.entries) and not wishes.is_trial:
        library.store.journal.record_past(
            [Import(f"anki {_named(path)}"), *facts],
            returned.entries,
            at=library.now(),
            day=library.today(),
        )
    with_terms = sum(made is not None for _, (made, _) in read)
    imported = Imported(
        tuple((found.note_types[key].name, mapped) for key, mapped in mappings.items()),
        len(ours),
        added,
        name if added else None,
        0 if wishes.as_known else with_terms - len(fresh),
        len(read) - with_terms,
        sum(media for _, (_, media) in read),
        returned,
        tuple(conflicts(library, compared(library, found, ours))),
        words,
    )
    return imported, back


def _mappings(
    found: Collection, notes: Sequence[AnkiNote], wishes: ImportWishes
) -> dict[int, Mapped]:
    used = dict.fromkeys(note.note_type for note in notes)
    mappings = {key: with_wishes(guess(found.note_types[key]), wishes.parts) for key in used}
    known = {folded(name) for mapped in mappings.values() for name, _ in mapped}
    for name in wishes.parts:
        if folded(name) not in known and notes:
            fields = ", ".join(dict.fromkeys(n for m in mappings.values() for n, _ in m))
            raise UsageError(f'no note has a field "{name}"; there are: {fields}')
    return mappings


def _read(
    note: AnkiNote, found: Collection, mappings: Mapping[int, Mapped]
) -> tuple[Note | None, int]:
    reading = read_note(note, found.note_types[note.note_type], mappings[note.note_type])
    made = reading.note and replace(reading.note, id=restored_id(note))
    return made, reading.media


def _merged(notes: Iterable[Note]) -> list[Note]:
    """Notes on one term as one note; those that came from termcards stay apart."""
    merged: dict[str, Note] = {}
    for note in notes:
        key = f"id {note.id}" if note.id else f"term {folded(note.term)}"
        merged[key] = joined(merged[key], note) if key in merged else note
    return list(merged.values())


def _restored(others: Iterable[AnkiNote], added: Iterable[Note]) -> dict[int, NoteId]:
    """Notes that came from termcards, were lost here and are back; so is what was learned."""
    ids = {note.id for note in added}
    return {note.id: key for note in others if (key := restored_id(note)) and key in ids}


def _deck_name(found: Collection, notes: Sequence[AnkiNote], path: Path) -> str:
    """The name that all of the notes' decks begin with, or else the file's."""
    wanted = {note.id for note in notes}
    names = {card.deck for card in found.cards if card.note in wanted and card.deck}
    levels = [name.split("::") for name in names]
    common: list[str] = []
    for level in zip(*levels, strict=False):
        if len(set(level)) > 1:
            break
        common.append(level[0])
    return clean_line("::".join(common)) or _named(Path(path.stem))


def _named(path: Path) -> str:
    """The file's name as text, whatever bytes it is made of."""
    return clean_line(os.fsencode(path.name).decode("utf-8", "replace")) or "Anki"


def _learned(found: Collection, notes: Sequence[AnkiNote]) -> set[int]:
    """The notes with a card that has been learned; all of them, if nothing ever was."""
    by_note: dict[int, list[AnkiCard]] = {}
    for card in found.cards:
        by_note.setdefault(card.note, []).append(card)
    learned = {
        note.id
        for note in notes
        if any(card.type == IN_REVIEW for card in by_note.get(note.id, ()))
    }
    return learned or {note.id for note in notes}


def _new_words(
    library: Library,
    learned: set[int],
    read: Sequence[tuple[AnkiNote, tuple[Note | None, int]]],
) -> tuple[str, ...]:
    verdicts = library.store.journal.verdicts()
    words = dict.fromkeys(
        folded(made.term) for note, (made, _) in read if made and note.id in learned
    )
    return tuple(word for word in words if verdicts.get(word) is not Verdict.KNOWN)


def refuse_nothing(found: Imported, path: Path) -> None:
    """Raises `NotFoundError` for a file without a note."""
    if not (found.ours or found.added or found.known or found.without_term or found.words):
        raise NotFoundError(f"{path}: there is no note in it")
