"""What the store knows of the decks: a copy of the files, by which notes and cards are found fast.

Everything here can be made again from the deck files. What was learned is not here, so a note that
leaves its file loses nothing: when it comes back, so does its history.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from termcards.cards import CardId
from termcards.notes import Deck, DeckId, Note, NoteId
from termcards.plaintext import folded
from termcards.storage import shelving, texts
from termcards.storage.database import Database
from termcards.storage.deckparts import Outline, Reread
from termcards.storage.logformat import EPOCH, MILLISECOND
from termcards.storage.noteformat import note_from_fields
from termcards.storage.rollup import Rollup, homes
from termcards.storage.shelving import DECK, ShelvedDeck, Stamp, shelved_deck
from termcards.storage.standings import file_anew

__all__ = ["Shelf", "ShelvedDeck", "ShelvedNote", "Stamp", "with_notes"]


@dataclass(frozen=True, slots=True)
class ShelvedNote:
    note: Note
    deck: DeckId
    line: int
    """In the deck's file."""


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
            return tuple(shelved_deck(*row) for row in connection.execute(query))

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
                shelving.put(connection, deck, stamp, lines, at)
            texts.forget(connection)
            file_anew(connection, gone)
            self._rollup.rehome(connection, before, homes(connection, gone))

    def renew(self, changed: Sequence[tuple[DeckId, Stamp, Reread]], at: datetime) -> None:
        """Takes in changes of notes alone, in files of which not all was read again."""
        decks = [deck for deck, _, _ in changed]
        with self._database.writing() as connection:
            before = homes(connection, decks)
            for deck, _, again in changed:
                shelving.take_out(connection, deck, again)
            for deck, stamp, again in changed:
                shelving.renew(connection, deck, stamp, again, at)
            texts.forget(connection)
            file_anew(connection, decks)
            self._rollup.rehome(connection, before, homes(connection, decks))

    def outline(self, file: str) -> Outline | None:
        """Which notes the deck file has, and where; `None` for a file that is not known."""
        query = """
            SELECT d.digest, n.id, n.line FROM decks d JOIN notes n ON n.deck = d.id
            WHERE d.file = ? ORDER BY n.position
        """
        with self._database.reading() as connection:
            rows = connection.execute(query, (file,)).fetchall()
        notes = tuple((NoteId(note), line) for _, note, line in rows)
        return Outline(rows[0][0], notes) if rows else None

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
                deck = shelved_deck(*row).deck
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


def with_notes(shelf: Shelf, deck: Deck) -> Deck:
    """The shelved deck with its notes."""
    return replace(deck, notes=shelf.notes(deck.id))
