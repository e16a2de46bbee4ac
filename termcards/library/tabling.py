"""Decks as CSV and JSON, out and in again."""

import html
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from termcards.anki.collection import AnkiNote, NoteType
from termcards.anki.mapping import Mapped, Part, guess, knows_name, read_note, with_wishes
from termcards.errors import BadInputError, NotFoundError, StorageError, UsageError
from termcards.files import write_at_once
from termcards.library.additions import add_notes, unknown_notes, words_not_known
from termcards.library.home import Library
from termcards.library.keeping import chosen_decks, sync
from termcards.library.undoing import all_or_nothing
from termcards.log import Edit, Fact, Import, Judge, Verdict
from termcards.notes import Deck, DeckId, Note, NoteId
from termcards.plaintext import folded
from termcards.storage.bundle import bundle_text, read_bundle
from termcards.storage.shelf import with_notes
from termcards.storage.spreadsheet import Sheet, note_of_row, read_sheet, sheet_text
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
class Taken:
    """What became of a file."""

    added: tuple[tuple[str, tuple[Note, ...]], ...]
    """For each deck by its name, the notes that it took."""

    known: int
    without_term: int
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
    _write(path, text.encode("utf-8" if for_anki or path == STANDARD else "utf-8-sig"))
    return sum(len(deck.notes) for deck in decks)


def export_json(
    library: Library, deck_names: Sequence[str], path: Path, watch: Watch = UNWATCHED
) -> int:
    """Writes the decks whole, and tells how many notes there are."""
    decks = _decks(library, deck_names, watch)
    content = bundle_text(decks, watch).encode("utf-8", "replace")
    watch.advances(0)
    _write(path, content)
    return sum(len(deck.notes) for deck in decks)


def import_csv(library: Library, path: Path, wishes: TableWishes | None = None) -> Taken:
    """Takes the rows in as notes, in one act; a second time adds nothing.

    Raises `BadInputError` with file and line; nothing is half done.
    """
    wishes = wishes or TableWishes()
    sheet = read_sheet(_read(path), path)
    default = wishes.deck or ("table" if path == STANDARD else path.stem)
    read = _own_rows(sheet) if sheet.is_ours else _other_rows(sheet, wishes)
    by_deck: dict[str, list[Note]] = {}
    for note, deck in read:
        if note is not None:
            by_deck.setdefault(wishes.deck or deck or default, []).append(note)
    decks = [Deck(DeckId(""), name, notes=tuple(notes)) for name, notes in by_deck.items()]
    return _take_in(library, decks, path, wishes, sum(note is None for note, _ in read))


def import_json(library: Library, path: Path, wishes: TableWishes | None = None) -> Taken:
    """Takes the decks in, in one act; a second time adds nothing.

    Raises `BadInputError` with file and line; nothing is half done.
    """
    wishes = wishes or TableWishes()
    decks = read_bundle(_read(path), path, wishes.watch)
    if wishes.deck is not None:
        decks = tuple(replace(deck, name=wishes.deck, id=DeckId("")) for deck in decks)
    return _take_in(library, decks, path, wishes, 0)


def _take_in(
    library: Library, decks: Sequence[Deck], path: Path, wishes: TableWishes, without_term: int
) -> Taken:
    offered = sum(len(deck.notes) for deck in decks)
    with all_or_nothing(library) as edits:
        words: tuple[str, ...] = ()
        added: tuple[tuple[str, tuple[Note, ...]], ...] = ()
        if wishes.as_known:
            terms = (note.term for deck in decks for note in deck.notes)
            words = words_not_known(library, terms)
        else:
            added = _added(library, decks, edits, wishes)
        wishes.watch.advances(0)
        facts: list[Fact] = [*edits, *(Judge(word, Verdict.KNOWN) for word in words)]
        if facts and not wishes.is_trial:
            library.record([Import(f"table {path.suffix}"), *facts])
    taken_in = len(words) + sum(len(notes) for _, notes in added)
    taken = Taken(added, offered - taken_in, without_term, words)
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
            own = add_notes(library, deck.name, own, edits, like, wishes.watch)
        if own:
            added.append((deck.name, own))
    return tuple(added)


def _distinct(notes: Sequence[Note]) -> tuple[Note, ...]:
    """Without those that have no id and the term of another: a list may name a word twice."""
    first: dict[str, Note] = {}
    for note in notes:
        first.setdefault(f"id {note.id}" if note.id else f"term {folded(note.term)}", note)
    return tuple(first.values())


def _own_rows(sheet: Sheet) -> list[tuple[Note | None, str]]:
    return [note_of_row(row) for row in sheet.rows]


def _other_rows(sheet: Sheet, wishes: TableWishes) -> list[tuple[Note | None, str]]:
    """The rows of any table, by what its columns are called, as fields of Anki's are read."""
    rows, columns = sheet.rows, sheet.columns
    if not wishes.parts and not sheet.has_heads and not any(map(knows_name, columns)):
        # The first row has no names: it is a note like the others.
        rows = (columns, *rows)
        columns = tuple(str(number) for number, _ in enumerate(columns, 1))
    table = NoteType(0, "table", columns)
    mapped = with_wishes(guess(table), wishes.parts)
    unknown = {folded(name) for name in wishes.parts} - {folded(name) for name in columns}
    if unknown:
        raise UsageError(f'no column is called "{unknown.pop()}"; there are: {", ".join(columns)}')
    wishes.tell(mapped)
    shown = [row if sheet.is_html else tuple(map(_as_html, row)) for row in rows]
    wishes.watch.begins(Stage.NOTES, len(shown))
    return [
        (read_note(AnkiNote(0, "", 0, 0, (), cells), table, mapped).note, "")
        for cells in watched(shown, wishes.watch)
    ]


def _as_html(text: str) -> str:
    """So that brackets and braces of a table stay text."""
    lines = html.escape(text).replace("\r\n", "\n").replace("\n", "<br>")
    return lines.replace("[", "&#91;").replace("{", "&#123;")


def _decks(library: Library, deck_names: Sequence[str], watch: Watch) -> list[Deck]:
    sync(library)
    shelved = chosen_decks(library, deck_names)
    if not shelved:
        raise NotFoundError("there is no deck to export yet")
    decks = [with_notes(library.store.shelf, deck.deck) for deck in watched(shelved, watch)]
    watch.begins(Stage.NOTES, sum(len(deck.notes) for deck in decks))
    return decks


def _write(path: Path, content: bytes) -> None:
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
        raise BadInputError("this is not text", path=path)
    return text
