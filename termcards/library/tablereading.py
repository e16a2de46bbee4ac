"""The rows of a table as notes: our own, anybody's word list, or what Anki exports as text."""

import html
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from termcards.anki.collection import AnkiNote, NoteType
from termcards.anki.homecoming import Returning, returning
from termcards.anki.mapping import Mapped, Part, guess, knows_name, read_note, with_wishes
from termcards.anki.note_type import FIELDS, MODEL_NAME
from termcards.anki.reunion import together
from termcards.errors import UsageError
from termcards.library.home import Library
from termcards.library.returning import restored_id
from termcards.notes import Deck, DeckId, Note
from termcards.plaintext import folded
from termcards.storage.spreadsheet import Row, Sheet, note_of_cells

ReadRow = tuple[Note | None, str, int]
"""The note, `None` where the row has no term; the deck that the row names; its line."""


def own_rows(sheet: Sheet) -> list[ReadRow]:
    """The rows of a table that was written here, whatever became of its columns since."""
    return [(*note_of_cells(sheet.own_cells(row)), row.line) for row in sheet.rows]


def other_rows(
    library: Library,
    sheet: Sheet,
    wishes: Mapping[str, Part],
    tell: Callable[[Mapped], object],
) -> list[ReadRow]:
    """The rows of any table, by what its columns are called, as fields of Anki's are read.

    Raises `UsageError` for a wish about a column that there is not.
    """
    rows, columns = sheet.rows, sheet.columns
    if not wishes and sheet.first is not None and not any(map(knows_name, sheet.first.cells)):
        # The first row has no names: it is a note like the others.
        rows = (sheet.first, *rows)
        columns = tuple(str(number) for number, _ in enumerate(columns, 1))
    unknown = {folded(name) for name in wishes} - {folded(name) for name in columns}
    if unknown:
        raise UsageError(f'no column is called "{unknown.pop()}"; there are: {", ".join(columns)}')
    own, others = _parted(sheet, rows)
    table, mapped = _mapping(sheet, columns, wishes)
    if others:
        tell(mapped)
    return [
        *_of_our_type(library, sheet, own),
        *((_read(sheet, row, table, mapped), _deck(sheet, row), row.line) for row in others),
    ]


def _parted(sheet: Sheet, rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """Which rows Anki says are of our note type, and which are not."""
    own: list[Row] = []
    others: list[Row] = []
    for row in rows:
        is_own = _cell(sheet, row, "notetype") == MODEL_NAME
        (own if is_own and len(_fields(sheet, row)) >= len(FIELDS) else others).append(row)
    return own, others


def _mapping(
    sheet: Sheet, columns: tuple[str, ...], wishes: Mapping[str, Part]
) -> tuple[NoteType, Mapped]:
    """What each column is; those that Anki's header lines name need no guess."""
    told = {place: kind for kind, place in sheet.kinds.items()}
    names = tuple(name for place, name in enumerate(columns) if place not in told)
    table = NoteType(0, "table", columns)
    guessed = dict(guess(NoteType(0, "table", names)))
    for place, kind in told.items():
        if place < len(columns):
            guessed[columns[place]] = Part.TAGS if kind == "tags" else Part.NOTHING
    return table, with_wishes(tuple((name, guessed[name]) for name in columns), wishes)


def _read(sheet: Sheet, row: Row, table: NoteType, mapped: Mapped) -> Note | None:
    return read_note(AnkiNote(0, "", 0, 0, (), _html(sheet, row.cells)), table, mapped).note


def _of_our_type(library: Library, sheet: Sheet, rows: Sequence[Row]) -> Iterator[ReadRow]:
    """Our own notes from Anki's export of text, as they were."""
    read: list[tuple[Returning, Row]] = []
    for row in rows:
        fields = _html(sheet, _fields(sheet, row))
        guid, tags = _cell(sheet, row, "guid"), _cell(sheet, row, "tags").split()
        key = restored_id(AnkiNote(0, guid, 0, 0, (), fields))
        one = returning(key, dict(zip(FIELDS, fields, strict=False)), tags)
        if one is None:
            yield None, "", row.line
        else:
            read.append((one, row))
    notes = [one for one, _ in read]
    directions = library.settings.directions
    deck = together(Deck(DeckId(""), ""), notes, directions, is_new=False)
    for note, (_, row) in zip(deck.notes, read, strict=True):
        yield _uncited(note), _deck(sheet, row), row.line


def _uncited(note: Note) -> Note:
    """Without what points to postings, which a table does not bring."""
    return replace(note, examples=tuple(replace(one, citation=None) for one in note.examples))


def _fields(sheet: Sheet, row: Row) -> tuple[str, ...]:
    told = set(sheet.kinds.values())
    return tuple(cell for place, cell in enumerate(row.cells) if place not in told)


def _cell(sheet: Sheet, row: Row, kind: str) -> str:
    place = sheet.kinds.get(kind, len(row.cells))
    return row.cells[place].strip() if place < len(row.cells) else ""


def _deck(sheet: Sheet, row: Row) -> str:
    return _cell(sheet, row, "deck").replace("\x1f", "::")


def _html(sheet: Sheet, cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(cells if sheet.is_html else map(_as_html, cells))


def _as_html(text: str) -> str:
    """So that brackets and braces of a table stay text."""
    lines = html.escape(text).replace("\r\n", "\n").replace("\n", "<br>")
    return lines.replace("[", "&#91;").replace("{", "&#123;")
