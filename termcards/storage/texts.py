"""The notes as they are searched: their words folded, in parts, beside the notes themselves.

A text stays where it is when a deck is read again and the note says the same, since the trigrams of
all the texts of a large deck take a second to make.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping

from termcards.notes import Deck, Note, Posting
from termcards.plaintext import folded

COLUMNS = ("note", "deck", "sort", "names", "meaning", "rest", "sources")
SELECT = ", ".join(f"t.{column}" for column in COLUMNS)
CHANGES = ", ".join(f"{name} = excluded.{name}" for name in COLUMNS[1:])
PUT = f"""
    INSERT INTO texts ({", ".join(COLUMNS)}) VALUES ({", ".join("?" * len(COLUMNS))})
    ON CONFLICT (note) DO UPDATE SET {CHANGES}
"""  # noqa: S608  # our own columns

Row = tuple[str, ...]


def put(connection: sqlite3.Connection, deck: Deck) -> None:
    """Keeps what of the deck's notes is searched; the notes themselves are there already."""
    postings = {posting.slug: posting for posting in deck.postings}
    ids = json.dumps([note.id for note in deck.notes])
    query = f"SELECT {SELECT} FROM texts t WHERE t.note IN (SELECT value FROM json_each(?))"  # noqa: S608  # ours
    known: dict[str, Row] = {row[0]: row for row in connection.execute(query, (ids,))}
    rows = (_row(note, deck, postings) for note in deck.notes)
    connection.executemany(PUT, [row for row in rows if known.get(row[0]) != row])
    connection.executemany(
        "INSERT OR IGNORE INTO tags (tag, note) VALUES (?, ?)",
        ((tag, note.id) for note in deck.notes for tag in map(folded, note.tags) if tag),
    )


def forget(connection: sqlite3.Connection) -> None:
    """Drops the texts of notes that are in no deck any more."""
    connection.execute("DELETE FROM texts WHERE note NOT IN (SELECT id FROM notes)")


def clear(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM texts")
    connection.execute("DELETE FROM tags")
    connection.execute("INSERT INTO grams (grams) VALUES ('rebuild')")


def _row(note: Note, deck: Deck, postings: Mapping[str, Posting]) -> Row:
    return (
        note.id,
        deck.id,
        folded(note.term),
        _lines((note.term, *note.aliases)),
        _lines(
            text for sense in note.senses for text in (sense.definition, sense.translation) if text
        ),
        _lines(_rest(note)),
        _lines(_sources(note, postings)),
    )


def _lines(texts: Iterable[str]) -> str:
    """A line each, so that nothing is found from one into the next."""
    return "\n".join(folded(text.replace("\0", " ")) for text in texts)


def _rest(note: Note) -> Iterator[str]:
    for example in note.examples:
        yield example.sentence
        if example.translation:
            yield example.translation
    yield from note.synonyms
    yield from note.derived
    yield from (quote.text for quote in note.quotes)
    yield from (text for text in (note.usage, note.pronunciation, note.field) if text)
    if not note.senses and note.raw:
        yield note.raw


def _sources(note: Note, postings: Mapping[str, Posting]) -> Iterator[str]:
    slugs = (example.citation.posting for example in note.examples if example.citation)
    for slug in dict.fromkeys(slugs):
        posting = postings.get(slug, Posting(slug))
        yield from (text for text in (slug, posting.title, posting.url) if text)
    for sense in note.senses:
        if sense.source is not None:
            yield from (text for text in (sense.source.title, sense.source.url) if text)
