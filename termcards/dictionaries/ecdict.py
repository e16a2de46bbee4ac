"""ECDICT, an English-Chinese dictionary that its user brings: as SQLite, or as CSV.

A table of 770 000 lines answers at once only through an index. So the CSV is turned, at the first
look-up and after each change of it, into the SQLite that ECDICT itself has, kept in a folder for
what can be made again; it is not in an order that would let a search by halves find every word.
"""

import csv
import os
import re
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from itertools import groupby
from pathlib import Path
from typing import TextIO

from termcards.dictionaries.cleaning import plain
from termcards.dictionaries.lazy import UnavailableError
from termcards.lookup import Definition, Origin

ORIGIN = Origin("ECDICT", "MIT", "https://github.com/skywind3000/ECDICT")
COLUMNS = ("word", "definition", "translation")
_MOST_ROWS = 16
_LONGEST_FIELD = 128 * 1024
_KIND = re.compile(
    r"(?:(vt|vi|v|n|adv|adj|ad|a|s|r|prep|conj|pron|int|abbr)\.|(n|v|r)(?= [a-z(]))\s*"
)
_PARTS_OF_SPEECH = {
    "n": "noun",
    "v": "verb",
    "vt": "verb",
    "vi": "verb",
    "a": "adjective",
    "adj": "adjective",
    "s": "adjective",
    "ad": "adverb",
    "adv": "adverb",
    "r": "adverb",
    "prep": "preposition",
    "conj": "conjunction",
    "pron": "pronoun",
    "int": "interjection",
    "abbr": "abbreviation",
}
"""WordNet's *s* is an adjective too, its *r* an adverb."""

Said = tuple[str | None, str]
"""A line, and the part of speech that it begins with."""


class Ecdict:
    """Reads the SQLite; never writes to it."""

    origin = ORIGIN

    def __init__(self, path: Path) -> None:
        """Raises `UnavailableError`, `OSError`."""
        with path.open("rb") as file:
            if file.read(16) != b"SQLite format 3\0":
                raise UnavailableError(f"{path}: this is no SQLite database")
        self._path = path
        self._rows("")

    def look_up(self, word: str) -> tuple[Definition, ...]:
        """Raises `UnavailableError`."""
        found: list[Definition] = []
        for row in self._rows(word):
            found.extend(_definitions(*row))
        return tuple(found)

    def _rows(self, word: str) -> list[Sequence[str]]:
        wanted = "SELECT word, definition, translation FROM stardict WHERE word = ?"
        try:
            with closing(
                sqlite3.connect(f"{self._path.resolve().as_uri()}?mode=ro", uri=True)
            ) as opened:
                opened.text_factory = lambda text: text.decode("utf-8", "replace")
                rows = opened.execute(f"{wanted} COLLATE NOCASE LIMIT {_MOST_ROWS}", (word,))
                return [tuple(_text(value) for value in row) for row in rows]
        except sqlite3.Error as error:
            raise UnavailableError(f"{self._path}: cannot be read as ECDICT: {error}") from error


def open_csv(path: Path, cache: Path) -> Ecdict:
    """The dictionary in a CSV, by way of a database in `cache`.

    Raises `UnavailableError`, `OSError`.
    """
    state = path.stat()
    name = f"ecdict-{zlib.crc32(os.fsencode(path.resolve())):08x}"
    database = cache / f"{name}-{state.st_size:x}-{state.st_mtime_ns:x}.db"
    if not database.exists():
        cache.mkdir(parents=True, exist_ok=True)
        for older in cache.glob(f"{name}-*.db"):
            older.unlink(missing_ok=True)
        _make_database(path, database)
    return Ecdict(database)


def _make_database(path: Path, database: Path) -> None:
    building = database.with_suffix(f".{os.getpid()}")
    try:
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
            _fill(building, _rows_of(file, path))
        building.replace(database)
    except sqlite3.Error as error:
        raise UnavailableError(f"{database}: cannot be made: {error}") from error
    finally:
        building.unlink(missing_ok=True)


def _fill(database: Path, rows: Iterable[Sequence[str]]) -> None:
    with closing(sqlite3.connect(database)) as opened, opened:
        opened.execute("PRAGMA journal_mode = OFF")
        opened.execute("PRAGMA synchronous = OFF")
        opened.execute(
            "CREATE TABLE stardict (word TEXT COLLATE NOCASE, definition TEXT, translation TEXT)"
        )
        opened.executemany("INSERT INTO stardict VALUES (?, ?, ?)", rows)
        opened.execute("CREATE INDEX by_word ON stardict (word)")


def _rows_of(file: TextIO, path: Path) -> Iterator[tuple[str, ...]]:
    """The columns that are wanted, of every row that has a word."""
    csv.field_size_limit(_LONGEST_FIELD)  # one for all readers of this process, each sets its own
    reader = csv.reader(file)
    try:
        heads = [head.strip().casefold() for head in next(reader, [])]
        for column in COLUMNS:
            if column not in heads:
                raise UnavailableError(f'{path}:1: there is no column "{column}" as in ECDICT')
        places = [heads.index(column) for column in COLUMNS]
        for row in reader:
            row += [""] * (len(heads) - len(row))
            if row[places[0]].strip():
                yield tuple(row[place][:_LONGEST_FIELD] for place in places)
    except csv.Error as error:
        raise UnavailableError(f"{path}:{reader.line_num}: {error}") from error


def _text(value: object) -> str:
    return value if isinstance(value, str) else "" if value is None else str(value)


def _definitions(word: str, definition: str, translation: str) -> Iterator[Definition]:
    """One for each English line with the Chinese of its part of speech; else the Chinese alone."""
    headword = plain(word)
    english, chinese = _lines(definition), _lines(translation)
    for kind, text in english:
        fitting = [line for each, line in chinese if each == kind and kind]
        meant = fitting or [line for _, line in chinese]
        yield Definition(headword, text, ORIGIN, "en", kind, translation="；".join(meant) or None)
    if not english:
        for kind, lines in groupby(chinese, key=lambda line: line[0]):
            yield Definition(headword, "；".join(line for _, line in lines), ORIGIN, "zh", kind)


def _lines(field: str) -> list[Said]:
    """ECDICT writes a line end as a backslash and an n."""
    text = plain(re.sub(r"\\r|\\n", "\n", field.replace("\\\\", "\\")))
    return [said for said in map(_said, text.split("\n")) if said[1]]


def _said(line: str) -> Said:
    kind = _KIND.match(line)
    if kind is None:
        return None, line
    return _PARTS_OF_SPEECH[kind[1] or kind[2]], line[kind.end() :].strip()
