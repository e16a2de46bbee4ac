"""Packages for Anki, the same bytes for the same notes; genanki gives the frame, we the rows."""

import io
import itertools
import json
import sqlite3
import sys
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import genanki

from termcards.anki import progress as columns
from termcards.anki.fields import FieldMaker, Fields
from termcards.anki.identity import deck_number, guid_of
from termcards.anki.names import deck_name, subdeck_name, tags_of
from termcards.anki.note_type import MODEL_ID, TEMPLATES, note_type
from termcards.anki.progress import Answered, Progress
from termcards.cards import CardId
from termcards.collector import without_collector
from termcards.errors import StorageError
from termcards.files import write_at_once
from termcards.notes import Deck, Direction, Note, NoteId
from termcards.watching import UNWATCHED, Stage, Watch, watched

STANDARD = Path("-")
"""Standard output."""

_A_DAY = timedelta(days=1)
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_COMPRESSION = 1
"""A tenth larger than the best that zlib can do, in a third of the time."""

_NOTE = "INSERT INTO notes VALUES (?, ?, ?, ?, -1, ?, ?, ?, 0, 0, '')"
_CARD = "INSERT INTO cards VALUES (?, ?, ?, ?, ?, -1, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, ?, ?)"
_REVIEW = "INSERT INTO revlog VALUES (?, ?, -1, ?, ?, ?, ?, ?, ?)"
_PLACES = tuple(enumerate(TEMPLATES))

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Export:
    """What to put into a package."""

    deck: Deck
    directions: tuple[Direction, ...]
    """Which cards the deck's notes have, unless a note says otherwise."""

    changed: Mapping[NoteId, datetime]
    """When each note's content, or what cards it has, last changed, in UTC.

    What Anki gets counts: the note's `fields_of`. A note not named here just changed.
    """

    fields: Mapping[NoteId, Fields] = field(default_factory=dict)
    """Those that are made already."""

    guids: Mapping[NoteId, str] = field(default_factory=dict)
    """Of notes that Anki had first."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a package is to be."""

    written_at: datetime
    by_posting: bool = False
    """Whether the notes of each posting get a deck of their own, under their deck."""

    progress: Progress | None = None
    """What has been learned, if that is to go along."""


def write_package(
    path: Path,
    exports: Sequence[Export],
    manner: Manner,
    *,
    watch: Watch = UNWATCHED,
) -> int:
    """Gives the number of notes written. What the `watch` stops is not written.

    The bytes depend on `exports` and `manner` alone (and on the releases of SQLite and zlib).
    `-` is standard output. Raises `StorageError`; an older package then stays as it was.
    """
    with without_collector():
        content = _zipped(_collection(exports, manner, watch))
        watch.advances(0)
    _put(path, content)
    return sum(len(export.deck.notes) for export in exports)


def _put(path: Path, content: bytes) -> None:
    if path == STANDARD:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    try:
        if path.exists() and not path.is_file():
            raise StorageError(f"{path}: this is not a file; name one, such as deck.apkg")
        write_at_once(path, content)
    except OSError as error:
        if isinstance(error, FileNotFoundError) and not path.parent.exists():
            folder = path.parent
            raise StorageError(f"{path}: there is no folder {folder}; create it first") from None
        reason = error.strerror or error
        raise StorageError(f"{path}: the package was not written: {reason}") from error


def dated(changed: datetime, written_at: datetime) -> int:
    """A note's date in seconds. A clock that ran ahead must not put it after any later change."""
    if changed > written_at + _A_DAY:
        changed = written_at
    return int(changed.timestamp())


class _Rows:
    """The rows of all tables, with the ids that join them."""

    def __init__(self, manner: Manner) -> None:
        self._manner = manner
        self._ids = itertools.count(int(manner.written_at.timestamp() * 1000))
        self._positions: dict[int, Iterator[int]] = {}
        self._reviewed: set[int] = set()
        self.decks: dict[str, genanki.Deck] = {}
        self.notes: list[Row] = []
        self.cards: list[Row] = []
        self.reviews: list[Row] = []

    def add(self, export: Export, watch: Watch) -> None:
        maker = FieldMaker(export.deck, export.directions)
        # What has no notes is there all the same, and the order of the decks is that asked for.
        own = self._deck(deck_name(export.deck))
        for note in watched(export.deck.notes, watch):
            deck = self._deck(subdeck_name(export.deck, note)) if self._manner.by_posting else own
            self._add(note, export, export.fields.get(note.id) or maker.fields(note), deck)

    def _add(self, note: Note, export: Export, fields: Fields, deck: int) -> None:
        written_at, progress = self._manner.written_at, self._manner.progress
        changed = dated(export.changed.get(note.id, written_at), written_at)
        tags = " ".join(("", *tags_of(note, export.deck), *self._marks(note.id), ""))
        key = next(self._ids)
        guid = export.guids.get(note.id) or guid_of(note.id)
        self.notes.append((key, guid, MODEL_ID, changed, tags, "\x1f".join(fields), fields.term))
        position = next(self._positions[deck])
        new = columns.new_card(position)
        for place, direction in _cards_of(fields):
            card = next(self._ids)
            stands = new
            if progress is not None:
                ours = CardId(f"{note.id}:{direction}")
                stands = columns.card_columns(progress, ours, position)
                self._add_reviews(progress.answers.get(ours, ()), card)
            self.cards.append((card, key, deck, place, changed, *stands))

    def _add_reviews(self, answers: Sequence[Answered], card: int) -> None:
        for answered in answers:
            review = next(n for n in itertools.count(answered.at) if n not in self._reviewed)
            self._reviewed.add(review)
            self.reviews.append((review, card, *columns.review_columns(answered)))

    def _deck(self, name: str) -> int:
        """One deck of each name: Anki knows it by that, and would write a second as `name_`."""
        known = self.decks.get(name.casefold())
        if known is None:
            known = genanki.Deck(deck_number(name.casefold()), name)
            self.decks[name.casefold()] = known
            self._positions[known.deck_id] = itertools.count(1)
        number: int = known.deck_id
        return number

    def _marks(self, note: NoteId) -> tuple[str, ...]:
        progress = self._manner.progress
        return ("marked",) if progress and note in progress.marked else ()


def _cards_of(fields: Fields) -> Iterator[tuple[int, str]]:
    """The places and names of those cards that Anki would make of the fields."""
    yield _PLACES[0]
    if fields.add_produce:
        yield _PLACES[1]
    if fields.gap:
        yield _PLACES[2]
    if fields.add_typing:
        yield _PLACES[3]


def _collection(exports: Sequence[Export], manner: Manner, watch: Watch) -> bytes:
    rows = _Rows(manner)
    watch.begins(Stage.NOTES, sum(len(export.deck.notes) for export in exports))
    for export in exports:
        rows.add(export, watch)
    watch.begins(Stage.WRITING, 0)
    with closing(sqlite3.connect(":memory:")) as connection:
        cursor = connection.cursor()
        for deck in rows.decks.values():
            deck.add_model(note_type())
        package = genanki.Package(list(rows.decks.values()))
        package.write_to_db(cursor, manner.written_at.timestamp(), itertools.count())
        _drop_indexes(cursor)
        cursor.executemany(_NOTE, rows.notes)
        cursor.executemany(_CARD, rows.cards)
        cursor.executemany(_REVIEW, rows.reviews)
        _configure(cursor, manner.progress)
        connection.commit()
        return connection.serialize()


def _drop_indexes(cursor: sqlite3.Cursor) -> None:
    """A package is read from end to end, once: its indexes would be a fifth of it."""
    names = cursor.execute("SELECT name FROM sqlite_master WHERE type = 'index'").fetchall()
    for (name,) in names:
        cursor.execute(f"DROP INDEX {name}")


def _configure(cursor: sqlite3.Cursor, progress: Progress | None) -> None:
    """Says which scheduler's numbers these are, and whose days, which genanki leaves out."""
    (text,) = cursor.execute("SELECT conf FROM col").fetchone()
    configuration: dict[str, Any] = {**json.loads(text), "schedVer": 2}
    if progress is not None:
        configuration |= columns.configuration(progress)
        cursor.execute("UPDATE col SET crt = ?", (columns.created(progress),))
    cursor.execute("UPDATE col SET conf = ?", (json.dumps(configuration),))


def _zipped(collection: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, content in (("collection.anki2", collection), ("media", b"{}")):
            package.writestr(_entry(name), content, zipfile.ZIP_DEFLATED, _COMPRESSION)
    return buffer.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _ZIP_DATE)
    entry.create_system = _UNIX
    return entry
