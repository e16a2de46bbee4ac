"""A file of Anki's on its way in: reviews of our own cards, and other people's notes."""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from termcards.anki.cleaning import clean_line
from termcards.anki.collection import AnkiCard, AnkiNote, Collection, read_collection
from termcards.anki.mapping import (
    Mapped,
    Part,
    guess,
    is_ours,
    joined,
    read_note,
    with_wishes,
)
from termcards.anki.plain import count_media
from termcards.errors import NotFoundError, UsageError
from termcards.library.additions import add_notes, unknown_notes, words_not_known
from termcards.library.comparing import Compared, Conflict, compared, conflicts, remember_met
from termcards.library.home import Library
from termcards.library.restoring import (
    Own,
    adopted,
    common_deck,
    decks_of,
    gone_notes,
    read_own,
)
from termcards.library.returning import Returned, our_notes, restored_id, returned_reviews
from termcards.library.undoing import all_or_nothing
from termcards.log import Edit, Fact, Import, Judge, Verdict
from termcards.notes import Deck, DeckId, Note, NoteId
from termcards.plaintext import folded
from termcards.watching import UNWATCHED, Stage, Watch, watched

IN_REVIEW = 2
DEFAULT = "Default"
"""The deck that Anki puts notes into when nobody made one."""

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
    restore: bool = False
    """Whether notes that were deleted here come back."""

    is_trial: bool = False
    """Whether all of it is only worked out, and nothing is kept."""

    tell: Callable[[str, Mapped], object] = field(default=lambda _, __: None)
    """Hears of each note type's mapping before anything is kept."""

    watch: Watch = UNWATCHED


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a file."""

    mappings: tuple[tuple[str, Mapped], ...]
    """Of each note type that is not ours, or whose notes are not here."""

    ours: int
    """Notes that were here before."""

    decks: tuple[Deck, ...]
    """The decks that took new notes, each with those."""

    known: int
    """Notes whose terms the library has already, or words that are known already."""

    gone: int
    """Notes that were deleted here, and stay so."""

    without_term: int
    media: int
    """Pictures and sounds, which are left out."""

    returned: Returned
    conflicts: tuple[Conflict, ...]
    words: tuple[str, ...]
    """Taken as known now."""

    @property
    def added(self) -> tuple[Note, ...]:
        return tuple(note for deck in self.decks for note in deck.notes)


@dataclass(frozen=True, slots=True)
class _Read:
    """A note of Anki's that is not here, and what was made of it."""

    origin: AnkiNote
    note: Note | None
    media: int
    own: Own | None = None
    """Where it is of our type."""


def import_anki(library: Library, path: Path, wishes: ImportWishes | None = None) -> Imported:
    """Takes a package or collection of Anki's in, as one act; a second time adds nothing.

    Raises `BadInputError` for what cannot be read; nothing is half done.
    """
    wishes = wishes or ImportWishes()
    found = read_collection(path, wishes.watch)
    with all_or_nothing(library) as edits:
        imported, met = _take_in(library, found, path, wishes, edits)
        if not wishes.is_trial:
            fresh = frozenset(note.id for note in imported.added)
            remember_met(library, met, fresh)
        return imported


def _take_in(
    library: Library, found: Collection, path: Path, wishes: ImportWishes, edits: list[Edit]
) -> tuple[Imported, Sequence[Compared]]:
    """What became of the file, and those of its notes that are here now, unless it is a trial."""
    ours = our_notes(library, found)
    away = frozenset[int]() if wishes.restore else gone_notes(library, found, ours)
    others = [note for note in found.notes if note.id not in ours and note.id not in away]
    mappings = _mappings(found, others, wishes)
    for key, mapped in mappings.items():
        wishes.tell(found.note_types[key].name, mapped)
    wishes.watch.begins(Stage.NOTES, len(others))
    read = [_read(note, found, mappings) for note in watched(others, wishes.watch)]
    decks: list[Deck] = []
    words: tuple[str, ...] = ()
    met: tuple[str, ...] = ()
    if wishes.as_known:
        met = _words(found, read)
        words = words_not_known(library, met)
    else:
        decks = _fresh(library, read, found, path, wishes)
    if not wishes.is_trial:
        decks = [
            replace(
                deck,
                notes=add_notes(library, deck.name, deck.notes, edits, deck, watch=wishes.watch),
            )
            for deck in decks
        ]
    added = tuple(note for deck in decks for note in deck.notes)
    back = ours | adopted((one.own for one in read if one.own), added)
    returned = returned_reviews(library, found, back) if wishes.with_reviews else NOTHING_RETURNED
    # Before anything is recorded: it takes long, and may be stopped.
    pairs = () if wishes.is_trial else _compared(library, found, back, wishes.watch)
    facts: list[Fact] = [*edits, *(Judge(word, Verdict.KNOWN) for word in words)]
    wishes.watch.advances(0)
    if (facts or returned.entries) and not wishes.is_trial:
        library.store.journal.record_past(
            [Import(f"anki {_named(path)}"), *facts],
            returned.entries,
            at=library.now(),
            day=library.today(),
        )
    with_terms = sum(one.note is not None for one in read)
    imported = Imported(
        tuple((found.note_types[key].name, mapped) for key, mapped in mappings.items()),
        len(ours),
        tuple(decks),
        len(met) - len(words) if wishes.as_known else with_terms - len(added),
        len(away),
        len(read) - with_terms,
        sum(one.media for one in read),
        returned,
        tuple(conflicts(library, compared(library, found, ours))),
        words,
    )
    return imported, pairs


def _compared(
    library: Library, found: Collection, back: Mapping[int, NoteId], watch: Watch
) -> tuple[Compared, ...]:
    watch.begins(Stage.COMPARING, len(back))
    return tuple(watched(compared(library, found, back), watch))


def _mappings(
    found: Collection, notes: Sequence[AnkiNote], wishes: ImportWishes
) -> dict[int, Mapped]:
    """How to read other people's note types, and ours where the user says how."""
    used = dict.fromkeys(note.note_type for note in notes)
    asked = {folded(name) for name in wishes.parts}
    names = {key: {folded(name) for name in found.note_types[key].fields} for key in used}
    known = set().union(*names.values())
    for name in wishes.parts:
        if folded(name) not in known and notes:
            fields = dict.fromkeys(f for key in used for f in found.note_types[key].fields)
            raise UsageError(f'no note has a field "{name}"; there are: {", ".join(fields)}')
    return {
        key: with_wishes(guess(found.note_types[key]), wishes.parts)
        for key in used
        if not is_ours(found.note_types[key]) or asked & names[key]
    }


def _read(note: AnkiNote, found: Collection, mappings: Mapping[int, Mapped]) -> _Read:
    mapped = mappings.get(note.note_type)
    if mapped is None:
        own = read_own(note, found)
        return _Read(note, own.read.note if own else None, sum(map(count_media, note.fields)), own)
    reading = read_note(note, found.note_types[note.note_type], mapped)
    made = reading.note and replace(reading.note, id=restored_id(note))
    return _Read(note, made, reading.media)


def _fresh(
    library: Library, read: Sequence[_Read], found: Collection, path: Path, wishes: ImportWishes
) -> list[Deck]:
    """What the library does not have yet, by decks: our own notes' own ones, and one for others."""
    own = [one.own for one in read if one.own]
    foreign = [one for one in read if one.own is None]
    rest = [one.origin for one in (foreign or read)]
    common = common_deck(found, rest)
    named = "" if common == DEFAULT else common  # which says nothing of its notes
    name = wishes.deck or named or _named(Path(path.stem))
    others = Deck(DeckId(""), name, notes=tuple(one.note for one in foreign if one.note))
    decks = [*decks_of(library, own, found, name, wishes.deck), others]
    fresh = [replace(one, notes=unknown_notes(library, _merged(one.notes))) for one in decks]
    return [deck for deck in fresh if deck.notes]


def _merged(notes: Iterable[Note]) -> list[Note]:
    """Notes on one term as one note; those that came from termcards stay apart."""
    merged: dict[str, Note] = {}
    for note in notes:
        key = f"id {note.id}" if note.id else f"term {folded(note.term)}"
        merged[key] = joined(merged[key], note) if key in merged else note
    return list(merged.values())


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


def _words(found: Collection, read: Sequence[_Read]) -> tuple[str, ...]:
    """The words to be taken as known, folded."""
    learned = _learned(found, [one.origin for one in read if one.note])
    notes = (one.note for one in read if one.note and one.origin.id in learned)
    return tuple(dict.fromkeys(folded(note.term) for note in notes))


def refuse_nothing(found: Imported, path: Path) -> None:
    """Raises `NotFoundError` for a file without a note."""
    counts = (found.ours, found.known, found.gone, found.without_term)
    if not (any(counts) or found.decks or found.words):
        raise NotFoundError(f"{path}: there is no note in it")
