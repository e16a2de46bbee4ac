"""What the store knows of the decks: a copy of the files, by which notes and cards are found fast.

Everything here can be made again from the deck files. What was learned is not here, so a note that
leaves its file loses nothing: when it comes back, so does its history.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from termcards.cards import CardId, cards_of
from termcards.notes import Deck, DeckId, Direction, Note, NoteId, Posting
from termcards.plaintext import folded
from termcards.storage.database import Database
from termcards.storage.noteformat import note_fields, note_from_fields, posting_fields
from termcards.storage.tables import cards, contents, decks, names, notes


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


class Shelf:
    def __init__(self, database: Database) -> None:
        self._database = database

    def decks(self) -> tuple[ShelvedDeck, ...]:
        """All decks, by name."""
        with self._database.reading() as connection:
            rows = connection.execute(sa.select(decks).order_by(decks.c.name, decks.c.id))
            return tuple(_shelved_deck(row) for row in rows)

    def put(
        self,
        changed: Sequence[tuple[Deck, Stamp, Mapping[NoteId, int]]],
        removed: Iterable[DeckId],
        at: datetime,
    ) -> None:
        """Takes in what changed in the files, whole or not at all; `at` dates new contents.

        The mapping gives each note's line. The directions of the stamp say which cards there are.
        """
        with self._database.writing() as connection:
            gone = [*removed, *(deck.id for deck, _, _ in changed)]
            connection.execute(decks.delete().where(decks.c.id.in_(gone)))
            for deck, stamp, lines in changed:
                _put_deck(connection, deck, stamp)
                _put_notes(connection, deck, stamp, lines)
                _put_contents(connection, deck, stamp, at)

    def note(self, note: NoteId) -> ShelvedNote | None:
        found = self._find(notes.c.id == note)
        return found[0] if found else None

    def notes(self, deck: DeckId) -> tuple[Note, ...]:
        """In the order of the file."""
        return tuple(shelved.note for shelved in self._find(notes.c.deck == deck))

    def named(self, name: str) -> tuple[ShelvedNote, ...]:
        """The notes that have `name` as id, term or alias, however it is written."""
        with_name = sa.select(names.c.note).where(names.c.name == folded(name))
        return self._find(sa.or_(notes.c.id == name, notes.c.id.in_(with_name)))

    def known_names(self, wanted: Iterable[str]) -> dict[str, NoteId]:
        """Which of the names (terms or aliases) notes have already; keys are folded."""
        folds = list({folded(name) for name in wanted})
        with self._database.reading() as connection:
            query = sa.select(names).where(names.c.name.in_(sa.bindparam("folds", expanding=True)))
            return {
                row.name: NoteId(row.note)
                for start in range(0, len(folds), 500)
                for row in connection.execute(query, {"folds": folds[start : start + 500]})
            }

    def places(self) -> dict[NoteId, tuple[DeckId, int]]:
        """Every note's deck, and its line in the deck's file."""
        with self._database.reading() as connection:
            rows = connection.execute(sa.select(notes.c.id, notes.c.deck, notes.c.line))
            return {NoteId(row.id): (DeckId(row.deck), row.line) for row in rows}

    def search(self, words: Sequence[str]) -> tuple[ShelvedNote, ...]:
        """The notes that have every word somewhere, however written; by name first."""
        folds = [folded(word) for word in words]
        conditions = (notes.c.search.contains(fold, autoescape=True) for fold in folds)
        found = self._find(sa.and_(sa.true(), *conditions))
        return tuple(sorted(found, key=lambda shelved: not _is_named(shelved.note, folds)))

    def counts(self) -> dict[DeckId, int]:
        """How many cards each deck has."""
        query = (
            sa.select(notes.c.deck, sa.func.count())
            .select_from(notes.join(cards, cards.c.note == notes.c.id))
            .group_by(notes.c.deck)
        )
        with self._database.reading() as connection:
            return {DeckId(deck): count for deck, count in connection.execute(query)}

    def cards(self, note: NoteId) -> tuple[CardId, ...]:
        query = sa.select(cards.c.id).where(cards.c.note == note).order_by(cards.c.position)
        with self._database.reading() as connection:
            return tuple(CardId(card) for card in connection.scalars(query))

    def changed(self, deck: DeckId) -> dict[NoteId, datetime]:
        """When the content of each of the deck's notes last changed."""
        query = (
            sa.select(contents.c.note, contents.c.changed)
            .join(notes, notes.c.id == contents.c.note)
            .where(notes.c.deck == deck)
        )
        with self._database.reading() as connection:
            return {NoteId(row.note): row.changed for row in connection.execute(query)}

    def _find(self, condition: sa.ColumnElement[bool]) -> tuple[ShelvedNote, ...]:
        query = (
            sa.select(notes.c.content, notes.c.deck, notes.c.line)
            .join(decks, decks.c.id == notes.c.deck)
            .where(condition)
            .order_by(decks.c.name, decks.c.id, notes.c.position)
        )
        with self._database.reading() as connection:
            return tuple(
                ShelvedNote(note_from_fields(json.loads(row.content)), DeckId(row.deck), row.line)
                for row in connection.execute(query)
            )


def _is_named(note: Note, folds: Sequence[str]) -> bool:
    """Whether the words are in its names; such a note comes first."""
    names = folded(" ".join((note.term, *note.aliases)))
    return all(fold in names for fold in folds)


def _put_deck(connection: sa.Connection, deck: Deck, stamp: Stamp) -> None:
    head = {
        "language": deck.language,
        "translation_language": deck.translation_language,
        "directions": deck.directions,
        "postings": {posting.slug: posting_fields(posting) for posting in deck.postings},
    }
    connection.execute(
        decks.insert(),
        {
            "id": deck.id,
            "name": deck.name,
            "file": stamp.file,
            "size": stamp.size,
            "modified": stamp.modified,
            "directions": stamp.directions,
            "head": json.dumps(head, ensure_ascii=False),
        },
    )


def _put_notes(
    connection: sa.Connection, deck: Deck, stamp: Stamp, lines: Mapping[NoteId, int]
) -> None:
    directions = tuple(Direction(word) for word in stamp.directions.split())
    rows: dict[sa.Table, list[dict[str, Any]]] = {notes: [], names: [], cards: []}
    for position, note in enumerate(deck.notes):
        content = json.dumps(note_fields(note), ensure_ascii=False)
        rows[notes].append(
            {
                "id": note.id,
                "deck": deck.id,
                "position": position,
                "line": lines[note.id],
                "content": content,
                "search": _search_text(note),
            }
        )
        known_as = {folded(name) for name in (note.term, *note.aliases)}
        rows[names] += ({"name": name, "note": note.id} for name in known_as)
        rows[cards] += (
            {"id": card.id, "note": note.id, "position": place}
            for place, card in enumerate(cards_of(note, directions))
        )
    for table, found in rows.items():
        if found:
            connection.execute(table.insert(), found)


def _put_contents(connection: sa.Connection, deck: Deck, stamp: Stamp, at: datetime) -> None:
    known = {
        row.note: row.digest
        for row in connection.execute(
            sa.select(contents.c.note, contents.c.digest)
            .join(notes, notes.c.id == contents.c.note)
            .where(notes.c.deck == deck.id)
        )
    }
    fresh = [
        {"note": note.id, "digest": digest, "changed": at}
        for note in deck.notes
        if known.get(note.id) != (digest := _digest(note, deck, stamp))
    ]
    if fresh:
        stale = [{"stale": row["note"]} for row in fresh]
        connection.execute(contents.delete().where(contents.c.note == sa.bindparam("stale")), stale)
        connection.execute(contents.insert(), fresh)


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


def _search_text(note: Note) -> str:
    return folded(
        "\n".join(
            (
                note.term,
                *note.aliases,
                *(
                    text
                    for sense in note.senses
                    for text in (sense.definition, sense.translation)
                    if text
                ),
                *(example.sentence for example in note.examples),
            )
        )
    )


def _shelved_deck(row: sa.Row[Any]) -> ShelvedDeck:
    head = json.loads(row.head)
    directions = head["directions"]
    deck = Deck(
        id=DeckId(row.id),
        name=row.name,
        language=head["language"],
        translation_language=head["translation_language"],
        directions=None if directions is None else tuple(map(Direction, directions)),
        postings=tuple(Posting(slug, **values) for slug, values in head["postings"].items()),
    )
    return ShelvedDeck(deck, Stamp(row.file, row.size, row.modified, row.directions))


def with_notes(shelf: Shelf, deck: Deck) -> Deck:
    """The shelved deck with its notes."""
    return replace(deck, notes=shelf.notes(deck.id))
