"""Decks as CSV and JSON, out and in again."""

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from termcards.anki.mapping import Mapped, Part
from termcards.errors import BadInputError, NotFoundError, StorageError
from termcards.files import write_at_once
from termcards.library.additions import add_notes, unknown_notes, words_not_known
from termcards.library.home import Library
from termcards.library.keeping import chosen_decks, sync
from termcards.library.outgoing import must_be_elsewhere
from termcards.library.tablereading import other_rows, own_rows
from termcards.library.undoing import all_or_nothing
from termcards.log import Edit, Fact, Import, Judge, Verdict
from termcards.notes import Deck, DeckId, Note, NoteId
from termcards.plaintext import folded
from termcards.storage.bundle import bundle_text, read_bundle
from termcards.storage.shelf import with_notes
from termcards.storage.spreadsheet import read_sheet, sheet_text
from termcards.watching import UNWATCHED, Stage, Watch, watched

STANDARD = Path("-")
"""Standard output, or standard input."""

LARGEST = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class TableWishes:
    """How a table is to be taken in."""

    deck: str | None = None
    """The deck that takes new notes; `None` leaves it to the file."""

    parts: Mapping[str, Part] = field(default_factory=dict)
    """What the user says of columns, by their names."""

    is_trial: bool = False
    tell: Callable[[Mapped], object] = field(default=lambda _: None)
    """Hears what each column is taken for, before anything is kept."""

    as_known: bool = False
    """Whether the words are only taken as known, without notes."""

    watch: Watch = UNWATCHED


@dataclass(frozen=True, slots=True)
class Clash:
    """A note that was left out, since its id is another one's."""

    id: NoteId
    term: str
    other: str
    """The term of the note that has the id."""

    line: int | None
    """Where it stands in the file."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a file."""

    added: tuple[tuple[str, tuple[Note, ...]], ...]
    """For each deck by its name, the notes that it took."""

    known: int
    without_term: int
    clashes: tuple[Clash, ...] = ()
    words: tuple[str, ...] = ()
    """Taken as known now."""

    @property
    def count(self) -> int:
        return sum(len(notes) for _, notes in self.added)


def export_csv(
    library: Library,
    deck_names: Sequence[str],
    path: Path,
    *,
    for_anki: bool = False,
    watch: Watch = UNWATCHED,
) -> int:
    """Writes a row for each note and tells how many; with Anki's header lines `for_anki`."""
    decks = _decks(library, deck_names, watch)
    text = sheet_text(decks, for_anki=for_anki, watch=watch)
    watch.advances(0)
    # By the mark, spreadsheets tell UTF-8 from the encoding of the computer.
    _write(library, path, text.encode("utf-8" if for_anki or path == STANDARD else "utf-8-sig"))
    return sum(len(deck.notes) for deck in decks)


def export_json(
    library: Library, deck_names: Sequence[str], path: Path, watch: Watch = UNWATCHED
) -> int:
    """Writes the decks whole, and tells how many notes there are."""
    decks = _decks(library, deck_names, watch)
    content = bundle_text(decks, watch).encode("utf-8", "replace")
    watch.advances(0)
    _write(library, path, content)
    return sum(len(deck.notes) for deck in decks)


def import_csv(library: Library, path: Path, wishes: TableWishes | None = None) -> Taken:
    """Takes the rows in as notes, in one act; a second time adds nothing.

    Raises `BadInputError` with file and line; nothing is half done.
    """
    wishes = wishes or TableWishes()
    sheet = read_sheet(_read(path), path)
    default = wishes.deck or sheet.deck or ("table" if path == STANDARD else path.stem)
    is_ours = sheet.is_ours and not wishes.parts
    read = own_rows(sheet) if is_ours else other_rows(library, sheet, wishes.parts, wishes.tell)
    by_deck: dict[str, list[Note]] = {}
    lines: dict[int, int] = {}
    for note, deck, line in read:
        if note is not None:
            by_deck.setdefault(wishes.deck or deck or default, []).append(note)
            lines[id(note)] = line
    decks = [Deck(DeckId(""), name, notes=tuple(notes)) for name, notes in by_deck.items()]
    without_term = sum(note is None for note, _, _ in read)
    return _take_in(library, decks, path, wishes, without_term, lines)


def import_json(library: Library, path: Path, wishes: TableWishes | None = None) -> Taken:
    """Takes the decks in, in one act; a second time adds nothing.

    Raises `BadInputError` with file and line; nothing is half done.
    """
    wishes = wishes or TableWishes()
    decks = read_bundle(_read(path), path, wishes.watch)
    if wishes.deck is not None:
        decks = tuple(replace(deck, name=wishes.deck, id=DeckId("")) for deck in decks)
    return _take_in(library, decks, path, wishes)


def _take_in(
    library: Library,
    decks: Sequence[Deck],
    path: Path,
    wishes: TableWishes,
    without_term: int = 0,
    lines: Mapping[int, int] = MappingProxyType({}),
) -> Taken:
    clashes: tuple[Clash, ...] = ()
    words: tuple[str, ...] = ()
    added: tuple[tuple[str, tuple[Note, ...]], ...] = ()
    with all_or_nothing(library) as edits:
        if wishes.as_known:
            terms = (note.term for deck in decks for note in deck.notes)
            words = words_not_known(library, terms)
        else:
            clashes, own = _clashes(library, decks, lines)
            added = _added(library, own, edits, wishes)
        wishes.watch.advances(0)
        facts: list[Fact] = [*edits, *(Judge(word, Verdict.KNOWN) for word in words)]
        if facts and not wishes.is_trial:
            library.record([Import(f"table {path.suffix}"), *facts])
    offered = sum(len(deck.notes) for deck in decks)
    taken_in = len(words) + sum(len(notes) for _, notes in added)
    taken = Taken(added, offered - taken_in - len(clashes), without_term, clashes, words)
    if not offered and not without_term:
        raise NotFoundError(f"{path}: there is no note in it")
    return taken


def _added(
    library: Library, decks: Sequence[Deck], edits: list[Edit], wishes: TableWishes
) -> tuple[tuple[str, tuple[Note, ...]], ...]:
    # What is known is asked before the first deck is added: namesakes may come together.
    fresh = [(deck, _distinct(unknown_notes(library, deck.notes))) for deck in decks]
    ids: set[NoteId] = set()
    added = []
    for deck, notes in fresh:
        own = tuple(note for note in notes if not note.id or note.id not in ids)
        ids |= {note.id for note in own}
        if own and not wishes.is_trial:
            like = deck if deck.id else None
            own = add_notes(library, deck.name, own, edits, like, watch=wishes.watch)
        if own:
            added.append((deck.name, own))
    return tuple(added)


def _clashes(
    library: Library, decks: Sequence[Deck], lines: Mapping[int, int]
) -> tuple[tuple[Clash, ...], list[Deck]]:
    """What has the id of another note, here or before it in the file; and the decks without it."""
    wanted = {note.id for deck in decks for note in deck.notes if note.id}
    terms: dict[NoteId, str] = {}
    for note_id in wanted & set(library.store.shelf.places()):
        shelved = library.store.shelf.note(note_id)
        if shelved is not None:
            terms[note_id] = shelved.note.term
    found: list[Clash] = []
    kept = []
    for deck in decks:
        notes = []
        for note in deck.notes:
            other = terms.setdefault(note.id, note.term) if note.id else note.term
            if folded(other) == folded(note.term):
                notes.append(note)
            else:
                found.append(Clash(note.id, note.term, other, lines.get(id(note))))
        kept.append(replace(deck, notes=tuple(notes)))
    return tuple(found), kept


def _distinct(notes: Sequence[Note]) -> tuple[Note, ...]:
    """Without those that have no id and the term of another: a list may name a word twice."""
    first: dict[str, Note] = {}
    for note in notes:
        first.setdefault(f"id {note.id}" if note.id else f"term {folded(note.term)}", note)
    return tuple(first.values())


def _decks(library: Library, deck_names: Sequence[str], watch: Watch) -> list[Deck]:
    sync(library)
    shelved = chosen_decks(library, deck_names)
    if not shelved:
        raise NotFoundError("there is no deck to export yet")
    decks = [with_notes(library.store.shelf, deck.deck) for deck in watched(shelved, watch)]
    watch.begins(Stage.NOTES, sum(len(deck.notes) for deck in decks))
    return decks


def _write(library: Library, path: Path, content: bytes) -> None:
    must_be_elsewhere(library, path)
    if path == STANDARD:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    try:
        if path.exists() and not path.is_file():
            raise StorageError(f"{path}: this is not a file; name one")
        write_at_once(path, content)
    except OSError as error:
        raise StorageError(f"{path}: cannot write it: {error.strerror or error}") from error


def _read(path: Path) -> str:
    try:
        if path != STANDARD and path.stat().st_size > LARGEST:
            raise BadInputError("this is too large for a table", path=path)
        content = sys.stdin.buffer.read() if path == STANDARD else path.read_bytes()
    except OSError as error:
        raise BadInputError(f"cannot read it: {error.strerror or error}", path=path) from error
    is_wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = content.decode("utf-16" if is_wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise BadInputError(
            "this is not UTF-8 text; save it as UTF-8", path=path, line=line
        ) from error
    if not text.strip():
        raise BadInputError("the file is empty", path=path)
    if "\0" in text:
        is_wide = text.count("\0") * 3 > len(text)
        what = "UTF-16 without its mark; save it as UTF-8" if is_wide else "not text"
        raise BadInputError(f"this is {what}", path=path)
    return text
