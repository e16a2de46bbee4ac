"""Packages for Anki, the same bytes for the same notes; genanki writes, we close its gaps."""

import io
import itertools
import json
import sqlite3
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import genanki

from termcards.anki.cleaning import term_of
from termcards.anki.fields import Fields, fields_of
from termcards.anki.identity import deck_number, guid_of
from termcards.anki.names import deck_name, tags_of
from termcards.anki.note_type import note_type
from termcards.errors import StorageError
from termcards.files import write_at_once
from termcards.notes import Deck, Direction, Note, NoteId

_A_DAY = timedelta(days=1)
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_UNIX = 3


@dataclass(frozen=True, slots=True)
class Export:
    """What to put into a package."""

    deck: Deck
    directions: tuple[Direction, ...]
    """Which cards the deck's notes have, unless a note says otherwise."""

    changed: Mapping[NoteId, datetime]
    """When each note's content, or what cards it has, last changed, in UTC.

    What Anki gets counts: the note's `fields_of` and `tags_of`. A note not named here just changed.
    """


def write_package(path: Path, exports: Sequence[Export], *, written_at: datetime) -> int:
    """Gives the number of notes written.

    The bytes depend on `exports` and `written_at` alone (and on the releases of SQLite and
    zlib). Raises `StorageError`; an older package then stays as it was.
    """
    decks = _decks(exports, written_at)
    content = _zipped(_collection(decks, written_at))
    try:
        if path.exists() and not path.is_file():
            raise StorageError(f"{path}: this is not a file; name one, such as deck.apkg")
        write_at_once(path, content)
    except FileNotFoundError:
        raise StorageError(f"{path}: there is no folder {path.parent}; create it first") from None
    except OSError as error:
        reason = error.strerror or error
        raise StorageError(f"{path}: the package was not written: {reason}") from error
    return sum(len(export.deck.notes) for export in exports)


class _AnkiNote(genanki.Note):  # type: ignore[misc]  # genanki is untyped
    def __init__(self, note: Note, export: Export, *, position: int, changed: int) -> None:
        """`position` is its place among the new notes, `changed` in seconds."""
        self._changed = changed
        super().__init__(
            model=note_type(),
            fields=fields_of(note, export.deck, export.directions),
            sort_field=term_of(note),
            tags=tags_of(note),
            guid=guid_of(note.id),
            due=position,
        )

    @property
    def cards(self) -> list[genanki.Card]:
        """Those that Anki would make of the fields; genanki only guesses."""
        fields: Fields = self.fields
        asked = (True, fields.add_produce, fields.gap, fields.add_typing)
        return [genanki.Card(place) for place, wanted in enumerate(asked) if wanted]

    def write_to_db(
        self, cursor: sqlite3.Cursor, timestamp: float, deck_id: int, id_gen: Iterator[int]
    ) -> None:
        """Dated by its last change: under the export's date, Anki would drop edits made in it."""
        del timestamp
        super().write_to_db(cursor, self._changed, deck_id, id_gen)

    def _check_invalid_html_tags_in_fields(self) -> None:
        """Nothing to check where all is escaped; it takes a fifth of genanki's time."""


def _decks(exports: Sequence[Export], written_at: datetime) -> list[genanki.Deck]:
    """One of each name: Anki knows a deck by its name, and would write a second as `name_`."""
    decks: dict[str, genanki.Deck] = {}
    for export in exports:
        name = deck_name(export.deck)
        deck = decks.setdefault(name.casefold(), genanki.Deck(deck_number(export.deck.id), name))
        for note in export.deck.notes:
            changed = _changed(export.changed.get(note.id, written_at), written_at)
            deck.add_note(_AnkiNote(note, export, position=len(deck.notes) + 1, changed=changed))
    return list(decks.values())


def _changed(changed: datetime, written_at: datetime) -> int:
    """In seconds. A clock that ran ahead must not date a note beyond any later change."""
    if changed > written_at + _A_DAY:
        changed = written_at
    return int(changed.timestamp())


def _collection(decks: list[genanki.Deck], written_at: datetime) -> bytes:
    ids = itertools.count(int(written_at.timestamp() * 1000))
    with closing(sqlite3.connect(":memory:")) as connection:
        cursor = connection.cursor()
        genanki.Package(decks).write_to_db(cursor, written_at.timestamp(), ids)
        _configure(cursor)
        connection.commit()
        return connection.serialize()


def _configure(cursor: sqlite3.Cursor) -> None:
    """Says which scheduler's numbers these are, which genanki leaves out."""
    (text,) = cursor.execute("SELECT conf FROM col").fetchone()
    configuration: dict[str, Any] = {**json.loads(text), "schedVer": 2}
    cursor.execute("UPDATE col SET conf = ?", (json.dumps(configuration),))


def _zipped(collection: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr(_entry("collection.anki2"), collection)
        package.writestr(_entry("media"), b"{}")
    return buffer.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _ZIP_DATE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = _UNIX
    return entry
