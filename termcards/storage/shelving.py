"""The rows that the shelf keeps of a deck: all of them put in, or some of them renewed."""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from termcards.cards import cards_of
from termcards.notes import Deck, DeckId, Direction, Note, NoteId, Posting
from termcards.plaintext import folded
from termcards.storage import texts
from termcards.storage.deckparts import Reread
from termcards.storage.logformat import EPOCH, MILLISECOND
from termcards.storage.noteformat import note_fields, posting_fields
from termcards.storage.rollup import NOWHERE

DECK = "id, name, file, size, modified, head, directions, digest"


@dataclass(frozen=True, slots=True)
class Stamp:
    """By what an unchanged deck file is told without reading it."""

    file: str
    size: int
    modified: int
    directions: str
    """Those under which its cards were made."""

    digest: str = ""
    """Of the text that was read, by which it is told to be the same once it is read."""


@dataclass(frozen=True, slots=True)
class ShelvedDeck:
    deck: Deck
    """Without its notes."""

    stamp: Stamp


def put(
    connection: sqlite3.Connection,
    deck: Deck,
    stamp: Stamp,
    lines: Mapping[NoteId, int],
    at: datetime,
) -> None:
    """Takes in a deck of which nothing is there."""
    _put_deck(connection, deck, stamp)
    _put_notes(connection, deck, stamp, [(note.id, lines[note.id]) for note in deck.notes])
    _put_contents(connection, deck, stamp, at)
    texts.put(connection, deck)


def renew(
    connection: sqlite3.Connection,
    deck_id: DeckId,
    stamp: Stamp,
    again: Reread,
    at: datetime,
) -> None:
    """Takes in the notes that were read again, and the places of all; none of those is there."""
    update = f"""
        UPDATE decks SET size = ?, modified = ?, digest = ? WHERE id = ? RETURNING {DECK}
    """  # noqa: S608  # our own columns
    values = (stamp.size, stamp.modified, stamp.digest, deck_id)
    head = shelved_deck(*connection.execute(update, values).fetchone()).deck
    deck = replace(head, notes=again.notes)
    query = "SELECT id, position, line FROM notes WHERE deck = ?"
    known = {note: place for note, *place in connection.execute(query, (deck_id,))}
    _put_notes(connection, deck, stamp, again.outline.notes)
    connection.executemany(
        "UPDATE notes SET position = ?, line = ? WHERE id = ?",
        [
            (place, line, note)
            for place, (note, line) in enumerate(again.outline.notes)
            if known.get(note, [place, line]) != [place, line]
        ],
    )
    _put_contents(connection, deck, stamp, at)
    texts.put(connection, deck)


def take_out(connection: sqlite3.Connection, deck: DeckId, again: Reread) -> None:
    """Takes the notes out of a deck that were read again, or are not there any more."""
    fresh = {note.id for note in again.notes}
    stay = {note for note, _ in again.outline.notes} - fresh
    known = connection.execute("SELECT id FROM notes WHERE deck = ?", (deck,)).fetchall()
    gone = [row for row in known if row[0] not in stay]
    connection.executemany("DELETE FROM notes WHERE id = ?", gone)


def _put_deck(connection: sqlite3.Connection, deck: Deck, stamp: Stamp) -> None:
    head = {
        "language": deck.language,
        "translation_language": deck.translation_language,
        "directions": deck.directions,
        "postings": {posting.slug: posting_fields(posting) for posting in deck.postings},
    }
    values = (
        deck.id,
        deck.name,
        stamp.file,
        stamp.size,
        stamp.modified,
        json.dumps(head, ensure_ascii=False),
        stamp.directions,
        stamp.digest,
    )
    connection.execute(f"INSERT INTO decks ({DECK}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)  # noqa: S608  # ours


def _put_notes(
    connection: sqlite3.Connection,
    deck: Deck,
    stamp: Stamp,
    outline: Iterable[tuple[NoteId, int]],
) -> None:
    """The outline tells the places of the notes, and of others."""
    places = {note: (place, line) for place, (note, line) in enumerate(outline)}
    directions = tuple(Direction(word) for word in stamp.directions.split())
    connection.executemany(
        "INSERT INTO notes (id, deck, position, line, content, posting) VALUES (?, ?, ?, ?, ?, ?)",
        (
            (
                note.id,
                deck.id,
                *places[note.id],
                json.dumps(note_fields(note), ensure_ascii=False),
                _first_posting(note),
            )
            for note in deck.notes
        ),
    )
    connection.executemany(
        "INSERT INTO names (name, note) VALUES (?, ?)",
        (
            (name, note.id)
            for note in deck.notes
            for name in dict.fromkeys(folded(name) for name in (note.term, *note.aliases))
        ),
    )
    connection.executemany(
        "INSERT INTO cards (id, note, position) VALUES (?, ?, ?)",
        (
            (card.id, note.id, place)
            for note in deck.notes
            for place, card in enumerate(cards_of(note, directions))
        ),
    )


def _put_contents(connection: sqlite3.Connection, deck: Deck, stamp: Stamp, at: datetime) -> None:
    query = """
        SELECT o.note, o.digest FROM contents o JOIN notes n ON n.id = o.note WHERE n.deck = ?
    """
    known = dict(connection.execute(query, (deck.id,)).fetchall())
    changed = (at - EPOCH) // MILLISECOND
    connection.executemany(
        "INSERT INTO contents (note, digest, changed, added) VALUES (:note, :digest, :at, :at)"
        " ON CONFLICT (note) DO UPDATE SET digest = :digest, changed = :at",
        [
            {"note": note.id, "digest": digest, "at": changed}
            for note in deck.notes
            if known.get(note.id) != (digest := _digest(note, deck, stamp))
        ],
    )


def _digest(note: Note, deck: Deck, stamp: Stamp) -> str:
    """Of all that is shown of a note: its own content, and what its deck says for it."""
    cited = {example.citation.posting for example in note.examples if example.citation}
    shown = {
        "note": note_fields(note),
        "directions": stamp.directions,
        "languages": [deck.language, deck.translation_language],
        "postings": {p.slug: posting_fields(p) for p in deck.postings if p.slug in cited},
    }
    content = json.dumps(shown, ensure_ascii=False, sort_keys=True)
    return hashlib.blake2b(content.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _first_posting(note: Note) -> str:
    cited = (example.citation.posting for example in note.examples if example.citation)
    return next(cited, NOWHERE)


def shelved_deck(
    deck_id: str,
    name: str,
    file: str,
    size: int,
    modified: int,
    head_text: str,
    cards: str,
    digest: str,
) -> ShelvedDeck:
    """From a row of the table, its columns as in `DECK`."""
    head = json.loads(head_text)
    directions = head["directions"]
    deck = Deck(
        id=DeckId(deck_id),
        name=name,
        language=head["language"],
        translation_language=head["translation_language"],
        directions=None if directions is None else tuple(map(Direction, directions)),
        postings=tuple(Posting(slug, **values) for slug, values in head["postings"].items()),
    )
    return ShelvedDeck(deck, Stamp(file, size, modified, cards, digest))
