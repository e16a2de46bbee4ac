"""Harvest: a posting is read, its terms become notes of a deck."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from termcards.errors import BadInputError, StorageError
from termcards.harvest.acronyms import is_acronym, spells
from termcards.harvest.decoding import decode
from termcards.harvest.document import BlockKind, Document
from termcards.harvest.harvester import Harvest, harvest, proposed_id
from termcards.library.home import Library
from termcards.library.keeping import free_path, sync
from termcards.notes import Deck, DeckId, Draft, Note, NoteId, Posting
from termcards.storage import deckfile
from termcards.storage.shelf import ShelvedDeck, folded

STANDARD_INPUT = "-"
MARKDOWN_SUFFIXES = (".md", ".markdown", ".mdown", ".mkd", ".txt", ".text")


@dataclass(frozen=True, slots=True)
class Accepted:
    """What became of a harvest."""

    deck: str | None
    """The deck's name; `None` when there was nothing to put into one."""

    added: tuple[Note, ...]
    known: tuple[Draft, ...]
    """Drafts of terms that the library has already."""


def postings_at(path: str) -> Iterator[str]:
    """The postings a name stands for: itself, or all Markdown files of a folder."""
    place = Path(path)
    if path == STANDARD_INPUT or not place.is_dir():
        yield path
        return
    found = sorted(
        file
        for file in place.rglob("*")
        if file.suffix.lower() in MARKDOWN_SUFFIXES and file.is_file()
    )
    if not found:
        raise BadInputError("there is no Markdown file in this folder", path=path)
    yield from map(str, found)


def read_harvest(path: str, *, takes_asides: bool = False) -> Harvest:
    """What a posting holds; nothing is kept. Raises `BadInputError` with file and line."""
    from termcards.harvest.markdown import read_markdown

    name = "standard input" if path == STANDARD_INPUT else path
    document = read_markdown(decode(_content(path), name), name)
    document = replace(document, posting=_named(document, path))
    return harvest(document, document.posting.slug, takes_asides=takes_asides)


def accept(library: Library, found: Harvest, deck_name: str | None = None) -> Accepted:
    """Puts the notes that are new to the library into a deck; one with that name, or a new one."""
    sync(library)
    new, known = _new_drafts(library, found.notes)
    shelved = _deck_named(library, deck_name or found.posting.title or found.posting.slug)
    if not new:
        return Accepted(shelved.deck.name if shelved else None, (), tuple(known))
    notes = _with_own_ids(library, new)
    if shelved is not None:
        posting, notes = _own_slug(shelved.deck, found.posting, notes)
        path = library.decks_folder / shelved.stamp.file
        deckfile.append(path, notes, [posting])
        name = shelved.deck.name
    else:
        name = deck_name or found.posting.title or found.posting.slug
        _create(library, name, found.posting, notes)
    sync(library)
    return Accepted(name, notes, tuple(known))


def _content(path: str) -> bytes:
    if path == STANDARD_INPUT:
        return sys.stdin.buffer.read()
    place = Path(path)
    if place.suffix.lower() not in (*MARKDOWN_SUFFIXES, ""):
        kinds = " ".join(MARKDOWN_SUFFIXES[:2])
        raise BadInputError(
            f"harvest reads Markdown ({kinds} or plain text), not {place.suffix}", path=path
        )
    try:
        return place.read_bytes()
    except OSError as error:
        raise BadInputError(f"cannot read it: {error.strerror}", path=path) from error


def _named(document: Document, path: str) -> Posting:
    """The posting with a title and a slug, from its own words or else from its file's name."""
    posting = document.posting
    heading = next((b for b in document.blocks if b.kind is BlockKind.HEADING), None)
    stem = "posting" if path == STANDARD_INPUT else Path(path).stem
    title = posting.title or (heading.passage.text.strip() if heading else None) or stem
    slug = posting.slug or (proposed_id(title) if path == STANDARD_INPUT else proposed_id(stem))
    return replace(posting, title=" ".join(title.split()), slug=slug)


def _new_drafts(library: Library, drafts: Sequence[Draft]) -> tuple[list[Draft], list[Draft]]:
    """Which drafts are new to the library and to this harvest, and which are known."""
    shelf = library.store.shelf
    names = shelf.known_names(name for draft in drafts for name in _names(draft.note))
    known_notes = {
        note: shelved.note for note in set(names.values()) if (shelved := shelf.note(note))
    }
    own: dict[str, Note] = {}
    new: list[Draft] = []
    known: list[Draft] = []
    for draft in drafts:
        folds = [folded(name) for name in _names(draft.note)]
        others = [known_notes[names[fold]] for fold in folds if fold in names]
        others += [own[fold] for fold in folds if fold in own]
        if any(not _is_namesake(draft.note, other) for other in others):
            known.append(draft)
            continue
        new.append(draft)
        own |= dict.fromkeys(folds, draft.note)
    return new, known


def _names(note: Note) -> tuple[str, ...]:
    return (note.term, *note.aliases)


def _is_namesake(one: Note, other: Note) -> bool:
    """The same acronym for another thing: both say what it stands for, and not the same."""
    first, second = _expansions(one), _expansions(other)
    return bool(first and second and not first & second)


def _expansions(note: Note) -> set[str]:
    acronyms = [name for name in _names(note) if is_acronym(name)]
    return {
        folded(name) for name in _names(note) if any(spells(acronym, name) for acronym in acronyms)
    }


def _with_own_ids(library: Library, drafts: Sequence[Draft]) -> tuple[Note, ...]:
    taken = set(library.store.shelf.places())
    notes = []
    for draft in drafts:
        note_id = draft.note.id
        number = 2
        while note_id in taken:
            note_id = NoteId(f"{draft.note.id}-{number}")
            number += 1
        taken.add(note_id)
        notes.append(replace(draft.note, id=note_id))
    return tuple(notes)


def _deck_named(library: Library, name: str) -> ShelvedDeck | None:
    wanted = folded(name)
    decks = library.store.shelf.decks()
    return next((d for d in decks if wanted in (folded(d.deck.name), folded(d.deck.id))), None)


def _own_slug(
    deck: Deck, posting: Posting, notes: tuple[Note, ...]
) -> tuple[Posting, tuple[Note, ...]]:
    """Another posting of the same name in the deck gets a number."""
    known = {other.slug: other for other in deck.postings}
    slug, number = posting.slug, 2
    while slug in known and replace(posting, slug=slug) != known[slug]:
        slug = f"{posting.slug}-{number}"
        number += 1
    if slug == posting.slug:
        return posting, notes
    return replace(posting, slug=slug), tuple(_citing(note, slug) for note in notes)


def _citing(note: Note, slug: str) -> Note:
    examples = tuple(
        replace(example, citation=replace(example.citation, posting=slug))
        if example.citation
        else example
        for example in note.examples
    )
    return replace(note, examples=examples)


def _create(library: Library, name: str, posting: Posting, notes: tuple[Note, ...]) -> None:
    taken = {shelved.deck.id for shelved in library.store.shelf.decks()}
    stem = proposed_id(name)[:60].rstrip("-")
    deck_id, number = DeckId(stem), 2
    while deck_id in taken:
        deck_id = DeckId(f"{stem}-{number}")
        number += 1
    deck = Deck(deck_id, name, postings=(posting,), notes=notes)
    try:
        deckfile.create(free_path(library, deck_id), deck)
    except OSError as error:
        raise StorageError(
            f"{library.decks_folder}: cannot write here: {error.strerror}"
        ) from error
