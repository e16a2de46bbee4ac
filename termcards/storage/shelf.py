"""What the store knows of the decks: a copy of the files, by which notes and cards are found fast.

Everything here can be made again from the deck files. What was learned is not here, so a note that
leaves its file loses nothing: when it comes back, so does its history.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from termcards.cards import CardId, cards_of
from termcards.notes import Deck, DeckId, Direction, Note, NoteId, Posting
from termcards.plaintext import folded
from termcards.storage import texts
from termcards.storage.database import Database
from termcards.storage.logformat import EPOCH, MILLISECOND
from termcards.storage.noteformat import note_fields, note_from_fields, posting_fields
from termcards.storage.rollup import NOWHERE, Rollup, homes
from termcards.storage.standings import file_anew


@dataclass(frozen=True, slots=True)
class Stamp:
    """By what an unchanged deck file is told without reading it."""

    file: str
    size: int
    modified: int
    directions: str
    """Those under which its cards were made."""


@dataclass(frozen=True, slots=True)
class ShelvedDeck:
    deck: Deck
    """Without its notes."""

    stamp: Stamp


@dataclass(frozen=True, slots=True)
class ShelvedNote:
    note: Note
    deck: DeckId
    line: int
    """In the deck's file."""


DECK = "id, name, file, size, modified, head, directions"


class Shelf:
    def __init__(self, database: Database, rollup: Rollup) -> None:
        self._database = database
        self._rollup = rollup
        if self._has_lost_its_texts():
            self.rebuild()

    def decks(self) -> tuple[ShelvedDeck, ...]:
        """All decks, by name."""
        query = f"SELECT {DECK} FROM decks ORDER BY name, id"  # noqa: S608  # our own columns
        with self._database.reading() as connection:
            return tuple(_shelved_deck(*row) for row in connection.execute(query))

    def put(
        self,
        changed: Sequence[tuple[Deck, Stamp, Mapping[NoteId, int]]],
        removed: Iterable[DeckId],
        at: datetime,
    ) -> None:
        """Takes in what changed in the files, whole or not at all; `at` dates new contents.

        The mapping gives each note's line. The directions of the stamp say which cards there are.
        """
        gone = [*removed, *(deck.id for deck, _, _ in changed)]
        with self._database.writing() as connection:
            before = homes(connection, gone)
            connection.executemany("DELETE FROM decks WHERE id = ?", [(deck,) for deck in gone])
            for deck, stamp, lines in changed:
                _put_deck(connection, deck, stamp)
                _put_notes(connection, deck, stamp, lines)
                _put_contents(connection, deck, stamp, at)
                texts.put(connection, deck)
            texts.forget(connection)
            file_anew(connection, gone)
            self._rollup.rehome(connection, before, homes(connection, gone))

    def note(self, note: NoteId) -> ShelvedNote | None:
        found = self._find("n.id = :note", {"note": note})
        return found[0] if found else None

    def notes(self, deck: DeckId) -> tuple[Note, ...]:
        """In the order of the file."""
        return tuple(shelved.note for shelved in self._find("n.deck = :deck", {"deck": deck}))

    def notes_in(self, deck: DeckId) -> tuple[ShelvedNote, ...]:
        """The same, each with its place."""
        return self._find("n.deck = :deck", {"deck": deck})

    def citing(self, posting: str) -> tuple[ShelvedNote, ...]:
        """The notes with an example from the posting of that slug or title."""
        wanted = folded(posting)
        slugs = [
            known.slug
            for shelved in self.decks()
            for known in shelved.deck.postings
            if wanted in (folded(known.slug), folded(known.title or ""))
        ]
        if not slugs:
            return ()
        condition = """EXISTS (
            SELECT 1 FROM json_each(n.content, '$.examples') AS e
            WHERE e.value ->> '$.source.posting' IN (SELECT value FROM json_each(:slugs))
        )"""
        return self._find(condition, {"slugs": json.dumps(slugs)})

    def named(self, name: str) -> tuple[ShelvedNote, ...]:
        """The notes that have `name` as id, term or alias, however it is written."""
        condition = "n.id = :name OR n.id IN (SELECT note FROM names WHERE name = :folded)"
        return self._find(condition, {"name": name, "folded": folded(name)})

    def all_names(self) -> dict[str, NoteId]:
        """Every name that is one note's alone, folded."""
        query = "SELECT name, note FROM names GROUP BY name HAVING count(*) = 1"
        with self._database.reading() as connection:
            return {name: NoteId(note) for name, note in connection.execute(query)}

    def known_names(self, wanted: Iterable[str]) -> dict[str, NoteId]:
        """Which of the names (terms or aliases) notes have already; keys are folded."""
        folds = json.dumps(list({folded(name) for name in wanted}))
        query = "SELECT name, note FROM names WHERE name IN (SELECT value FROM json_each(?))"
        with self._database.reading() as connection:
            return {name: NoteId(note) for name, note in connection.execute(query, (folds,))}

    def places(self) -> dict[NoteId, tuple[DeckId, int]]:
        """Every note's deck, and its line in the deck's file."""
        with self._database.reading() as connection:
            rows = connection.execute("SELECT id, deck, line FROM notes")
            return {NoteId(note): (DeckId(deck), line) for note, deck, line in rows}

    def noted(self, notes: Sequence[NoteId]) -> tuple[ShelvedNote, ...]:
        """Those of the notes that there are, by decks and in the order of their files."""
        condition = "n.id IN (SELECT value FROM json_each(:notes))"
        return self._find(condition, {"notes": json.dumps(notes)})

    def all_notes(self) -> tuple[ShelvedNote, ...]:
        return self._find("true", {})

    def rebuild(self) -> None:
        """Makes anew what is kept of the notes to be searched."""
        with self._database.writing() as connection:
            texts.clear(connection)
            query = f"SELECT {DECK} FROM decks"  # noqa: S608  # our own columns
            for row in connection.execute(query).fetchall():
                deck = _shelved_deck(*row).deck
                contents = connection.execute(
                    "SELECT content FROM notes WHERE deck = ?", (deck.id,)
                ).fetchall()
                notes = tuple(note_from_fields(json.loads(content)) for (content,) in contents)
                texts.put(connection, replace(deck, notes=notes))

    def counts(self) -> dict[DeckId, int]:
        """How many cards each deck has."""
        query = "SELECT n.deck, count(*) FROM notes n JOIN cards c ON c.note = n.id GROUP BY n.deck"
        with self._database.reading() as connection:
            return {DeckId(deck): count for deck, count in connection.execute(query)}

    def cards(self, note: NoteId) -> tuple[CardId, ...]:
        query = "SELECT id FROM cards WHERE note = ? ORDER BY position"
        with self._database.reading() as connection:
            return tuple(CardId(card) for (card,) in connection.execute(query, (note,)))

    def cards_in(self, deck: DeckId) -> tuple[CardId, ...]:
        query = """
            SELECT c.id FROM cards c JOIN notes n ON n.id = c.note WHERE n.deck = ?
            ORDER BY n.position, c.position
        """
        with self._database.reading() as connection:
            return tuple(CardId(card) for (card,) in connection.execute(query, (deck,)))

    def changed(self, deck: DeckId) -> dict[NoteId, datetime]:
        """When the content of each of the deck's notes last changed."""
        query = """
            SELECT o.note, o.changed FROM contents o JOIN notes n ON n.id = o.note WHERE n.deck = ?
        """
        with self._database.reading() as connection:
            rows = connection.execute(query, (deck,))
            return {NoteId(note): EPOCH + changed * MILLISECOND for note, changed in rows}

    def _has_lost_its_texts(self) -> bool:
        """After the tables were made anew, for one."""
        query = "SELECT EXISTS (SELECT 1 FROM notes) AND NOT EXISTS (SELECT 1 FROM texts)"
        with self._database.reading() as connection:
            (is_lost,) = connection.execute(query).fetchone()
            return bool(is_lost)

    def _find(self, condition: str, values: Mapping[str, Any]) -> tuple[ShelvedNote, ...]:
        query = f"""
            SELECT n.content, n.deck, n.line FROM notes n JOIN decks d ON d.id = n.deck
            WHERE {condition} ORDER BY d.name, d.id, n.position
        """  # noqa: S608  # our own conditions
        with self._database.reading() as connection:
            return tuple(
                ShelvedNote(note_from_fields(json.loads(content)), DeckId(deck), line)
                for content, deck, line in connection.execute(query, values)
            )


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
    )
    connection.execute(f"INSERT INTO decks ({DECK}) VALUES (?, ?, ?, ?, ?, ?, ?)", values)  # noqa: S608  # ours


def _put_notes(
    connection: sqlite3.Connection, deck: Deck, stamp: Stamp, lines: Mapping[NoteId, int]
) -> None:
    directions = tuple(Direction(word) for word in stamp.directions.split())
    connection.executemany(
        "INSERT INTO notes (id, deck, position, line, content, posting) VALUES (?, ?, ?, ?, ?, ?)",
        (
            (
                note.id,
                deck.id,
                position,
                lines[note.id],
                json.dumps(note_fields(note), ensure_ascii=False),
                _first_posting(note),
            )
            for position, note in enumerate(deck.notes)
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


def _shelved_deck(
    deck_id: str, name: str, file: str, size: int, modified: int, head_text: str, cards: str
) -> ShelvedDeck:
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
    return ShelvedDeck(deck, Stamp(file, size, modified, cards))


def with_notes(shelf: Shelf, deck: Deck) -> Deck:
    """The shelved deck with its notes."""
    return replace(deck, notes=shelf.notes(deck.id))
