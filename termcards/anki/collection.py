"""A collection of Anki read: a package, old or new, or the file that Anki itself works on.

Sources: the schemas 11 and 18 as Anki writes them. Schema 11 keeps note types and decks as JSON in
the table `col`; schema 18 has tables of them, with a collation of its own and deck levels parted by
the character 31. Nothing is ever written: what is opened is a copy.
"""

import json
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from lzma import LZMAError
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import Any, BinaryIO, cast

from termcards.anki.zstd import open_packed, packing_error
from termcards.errors import BadInputError, StorageError
from termcards.watching import UNWATCHED, Stage, Watch, watched

LARGEST = 4 * 1024**3
"""Bytes of a collection; what is larger was packed to fill a disk."""

EMPTY = 64 * 1024**2
MOST_PACKED = 100
"""No collection larger than `EMPTY` can be packed into a hundredth of itself."""

_NEWEST_FIRST = ("collection.anki21b", "collection.anki21", "collection.anki2")
_LIVE = "collection.anki2"
_SQLITE = b"SQLite format 3\x00"
_CHUNK = 1024 * 1024
_UNZIPPING = (
    zipfile.BadZipFile,
    zlib.error,
    LZMAError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)
_READING = (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError)
_CLOZE = b"\x08\x01"
"""How the settings of a cloze type begin: their first field, the kind, is 1."""


@dataclass(frozen=True, slots=True)
class NoteType:
    id: int
    name: str
    fields: tuple[str, ...]
    templates: tuple[str, ...] = ()
    is_cloze: bool = False


@dataclass(frozen=True, slots=True)
class AnkiNote:
    id: int
    guid: str
    note_type: int
    modified: int
    """In seconds since 1970."""

    tags: tuple[str, ...]
    fields: tuple[str, ...]
    """As HTML."""


@dataclass(frozen=True, slots=True)
class AnkiCard:
    id: int
    note: int
    place: int
    """Which template of its note type it is of, from 0."""

    deck: str
    type: int
    interval: int
    """Days; negative ones are seconds."""


@dataclass(frozen=True, slots=True)
class AnkiReview:
    id: int
    """When it was, in milliseconds since 1970."""

    card: int
    ease: int
    factor: int
    milliseconds: int
    kind: int


@dataclass(frozen=True, slots=True)
class Collection:
    note_types: dict[int, NoteType]
    notes: tuple[AnkiNote, ...]
    cards: tuple[AnkiCard, ...]
    reviews: tuple[AnkiReview, ...]
    """In the order of their ids."""

    media: int
    """How many pictures and sounds the package has."""


def read_collection(path: Path, watch: Watch = UNWATCHED) -> Collection:
    """Raises `BadInputError` for what is no collection of Anki's, or a damaged one."""
    if path.is_dir():
        folder, path = path, path / _LIVE
        if not path.exists():
            raise BadInputError(f"this folder has no {_LIVE} in it; name a file", path=folder)
    try:
        with TemporaryDirectory(prefix="termcards-") as room:
            watch.begins(Stage.OPENING, 0)
            with _copied(path, Path(room), watch) as (copy, media):
                return _read(copy, media, watch)
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL:
            raise _no_room(error) from error
        raise BadInputError(
            f"this is no collection of Anki's, or it is damaged ({error}); if Anki is open,"
            " close it and try again",
            path=path,
        ) from error
    except OSError as error:
        raise BadInputError(f"cannot read it: {error.strerror or error}", path=path) from error


@contextmanager
def _copied(path: Path, folder: Path, watch: Watch) -> Iterator[tuple[Path, int]]:
    """A copy of the collection's database, and the number of media beside it."""
    copy = folder / _LIVE
    with path.open("rb") as file:
        is_live = file.read(len(_SQLITE)) == _SQLITE
    if not is_live:
        yield copy, _unpack(path, copy, watch)
        return
    # What Anki wrote last may still be in the log of changes, which is read with the copy.
    changes = path.with_name(f"{path.name}-wal")
    for source, target in ((path, copy), (changes, copy.with_name(f"{copy.name}-wal"))):
        if source.exists():
            with source.open("rb") as file:
                _pour(file, target, path, LARGEST, watch)
    yield copy, 0


def _unpack(path: Path, copy: Path, watch: Watch) -> int:
    try:
        with zipfile.ZipFile(path) as package:
            names = package.namelist()
            member = next((name for name in _NEWEST_FIRST if name in names), None)
            if member is None:
                raise BadInputError("this package holds no collection of Anki's", path=path)
            info = package.getinfo(member)
            room = min(LARGEST, max(EMPTY, MOST_PACKED * info.compress_size))
            is_packed = member == _NEWEST_FIRST[0]
            if info.file_size > room:
                raise _too_large(path)
            with package.open(member) as packed:
                file = cast("BinaryIO", packed)  # it reads, which is all that is asked of it
                _pour(open_packed(file) if is_packed else file, copy, path, room, watch)
            return sum(name.isdigit() for name in names)
    except packing_error() as error:
        raise BadInputError(f"the package is damaged ({error})", path=path) from error
    except _UNZIPPING as error:
        raise BadInputError(
            f"this is no package of Anki's, or it is damaged ({error})", path=path
        ) from error


def _pour(source: BinaryIO, copy: Path, path: Path, room: int, watch: Watch) -> None:
    with copy.open("wb") as target:
        while chunk := source.read(_CHUNK):
            room -= len(chunk)
            if room < 0:
                raise _too_large(path)
            try:
                target.write(chunk)
                target.flush()
            except OSError as error:
                raise _no_room(error) from error
            watch.advances(0)


def _too_large(path: Path) -> BadInputError:
    return BadInputError(
        f"this unpacks to more than a collection can be ({LARGEST // 1024**3} GB, or"
        f" {MOST_PACKED} times its size)",
        path=path,
    )


def _no_room(error: Exception) -> StorageError:
    reason = getattr(error, "strerror", None) or error
    return StorageError(
        f"{gettempdir()}: cannot unpack the collection here: {reason}; make room, or name another"
        " folder in TMPDIR"
    )


def _read(copy: Path, media: int, watch: Watch) -> Collection:
    try:
        return _read_tables(copy, media, watch)
    except _READING as error:
        # Text where there are numbers, nothing where there is text, depths that nobody nests.
        raise sqlite3.DatabaseError("what its tables hold cannot be read") from error


def _read_tables(copy: Path, media: int, watch: Watch) -> Collection:
    with closing(sqlite3.connect(copy)) as connection:
        connection.create_collation("unicase", _compare)
        connection.text_factory = lambda content: content.decode("utf-8", "replace")
        (problem,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if problem != "ok":
            raise sqlite3.DatabaseError(problem)
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        is_new = "notetypes" in tables
        note_types, decks = _new_heads(connection) if is_new else _old_heads(connection)
        (notes,) = connection.execute("SELECT count(*) FROM notes").fetchone()
        watch.begins(Stage.READING, notes)
        types = {note_type.id: note_type for note_type in note_types if note_type.fields}
        return Collection(
            types,
            tuple(note for note in watched(_notes(connection), watch) if note.note_type in types),
            tuple(_cards(connection, decks)),
            tuple(
                AnkiReview(*map(int, row))
                for row in connection.execute(
                    "SELECT id, cid, ease, factor, time, type FROM revlog ORDER BY id"
                )
            ),
            media,
        )


def _compare(one: str, other: str) -> int:
    first, second = one.casefold(), other.casefold()
    return (first > second) - (first < second)


def _new_heads(connection: sqlite3.Connection) -> tuple[list[NoteType], dict[int, str]]:
    fields = _names(connection, "fields")
    templates = _names(connection, "templates")
    note_types = [
        NoteType(
            key,
            name,
            fields.get(key, ()),
            templates.get(key, ()),
            bytes(config).startswith(_CLOZE),
        )
        for key, name, config in connection.execute("SELECT id, name, config FROM notetypes")
    ]
    decks = connection.execute("SELECT id, name FROM decks")
    return note_types, {int(key): name.replace("\x1f", "::") for key, name in decks}


def _names(connection: sqlite3.Connection, table: str) -> dict[int, tuple[str, ...]]:
    """The names of each note type's fields or templates, in their order."""
    found: dict[int, tuple[str, ...]] = {}
    rows = connection.execute(f"SELECT ntid, name FROM {table} ORDER BY ntid, ord")  # noqa: S608  # ours
    for key, name in rows:
        found[key] = (*found.get(key, ()), name)
    return found


def _old_heads(connection: sqlite3.Connection) -> tuple[list[NoteType], dict[int, str]]:
    (models, decks), *_ = connection.execute("SELECT models, decks FROM col")
    note_types = [_old_note_type(int(key), model) for key, model in json.loads(models).items()]
    return note_types, {int(key): str(d["name"] or "") for key, d in json.loads(decks).items()}


def _old_note_type(key: int, model: dict[str, Any]) -> NoteType:
    fields, templates = (
        tuple(str(one["name"]) for one in sorted(model[kind], key=lambda one: int(one["ord"])))
        for kind in ("flds", "tmpls")
    )
    return NoteType(key, str(model["name"]), fields, templates, model.get("type") == 1)


def _notes(connection: sqlite3.Connection) -> Iterator[AnkiNote]:
    rows = connection.execute("SELECT id, guid, mid, mod, tags, flds FROM notes ORDER BY id")
    for key, guid, note_type, modified, tags, fields in rows:
        yield AnkiNote(
            int(key),
            str(guid),
            int(note_type),
            int(modified),
            tuple(str(tags).split()),
            tuple(str(fields).split("\x1f")),
        )


def _cards(connection: sqlite3.Connection, decks: dict[int, str]) -> Iterator[AnkiCard]:
    # A card in a filtered deck belongs to the deck it came from.
    rows = connection.execute("SELECT id, nid, ord, did, odid, type, ivl FROM cards ORDER BY id")
    for key, note, place, deck, home, kind, interval in rows:
        numbers = map(int, (key, note, place, home or deck, kind, interval))
        card, its_note, at, in_deck, its_kind, days = numbers
        yield AnkiCard(card, its_note, at, decks.get(in_deck, ""), its_kind, days)
