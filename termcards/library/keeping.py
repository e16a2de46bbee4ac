"""Keeps the store in step with the deck files, and finds decks by their names."""

import importlib.resources
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from termcards.errors import BadInputError, NotFoundError, StorageError
from termcards.files import write_at_once
from termcards.library.home import Library
from termcards.notes import Deck, DeckId, Direction, NoteId
from termcards.plaintext import folded
from termcards.storage import deckfile
from termcards.storage.deckreader import DeckText
from termcards.storage.shelf import ShelvedDeck, Stamp
from termcards.watching import UNWATCHED, Watch

SUFFIXES = (".yaml", ".yml")
STARTER = "starter.yaml"


def sync(library: Library, watch: Watch = UNWATCHED) -> None:
    """Takes in what changed in the deck files. Nothing that was learned is ever deleted.

    Raises `BadInputError`, with file and line, for a deck that cannot be read and for ids that
    stand twice; the store is then as it was. A library that only reads stays as it was last seen.
    """
    if library.reads_only:
        return
    library.mend()
    shelf = library.store.shelf
    shelved = {deck.stamp.file: deck for deck in shelf.decks()}
    paths = {str(path.relative_to(library.decks_folder)): path for path in deck_paths(library)}
    changed = [
        _Changed.read(library, file, path, watch)
        for file, path in paths.items()
        if file not in shelved or not _is_unchanged(library, shelved[file], path)
    ]
    fresh_files = {deck.stamp.file for deck in changed}
    stays = {file for file in shelved if file in paths and file not in fresh_files}
    removed = [deck.deck.id for file, deck in shelved.items() if file not in stays]
    if not changed and not removed:
        return
    _refuse_doubles(library, changed, {file: shelved[file] for file in stays})
    shelf.put(
        [
            (
                deck.content.deck,
                deck.stamp,
                {note: deck.content.line(note) for note in deck.content.notes},
            )
            for deck in changed
        ],
        removed,
        library.now(),
    )


def deck_paths(library: Library) -> list[Path]:
    """The deck files of the library, those in folders included."""
    found = library.decks_folder.rglob("*")
    return sorted(
        path
        for path in found
        if path.suffix.lower() in SUFFIXES
        and path.is_file()
        and not _is_hidden(path, library.decks_folder)
    )


def chosen_decks(library: Library, names: Sequence[str]) -> tuple[ShelvedDeck, ...]:
    """The decks with these names, ids or file names, and those nested under them; else all.

    Raises `NotFoundError` for a name that no deck has.
    """
    decks = library.store.shelf.decks()
    if not names:
        return decks
    chosen: dict[DeckId, ShelvedDeck] = {}
    for name in names:
        wanted = folded(name)
        found = [deck for deck in decks if _goes_by(deck, wanted)]
        if not found:
            known = ", ".join(deck.deck.name for deck in decks) or "none yet"
            raise NotFoundError(f'there is no deck "{name}"; the decks are: {known}')
        chosen |= {deck.deck.id: deck for deck in found}
    return tuple(chosen.values())


def adopt(library: Library, path: Path) -> DeckId:
    """Copies a deck file into the library once; later only adds the notes that are new in it.

    Notes that the library has already, in whatever deck, are left out of the copy.
    """
    content = deckfile.read(path)
    deck = content.deck
    with library.changing_decks():
        sync(library)
        if path.resolve() in {known.resolve() for known in deck_paths(library)}:
            return deck.id
        shelved = {known.deck.id: known for known in library.store.shelf.decks()}
        taken = library.store.shelf.places()
        if deck.id in shelved:
            own_notes = {note for note, (home, _) in taken.items() if home == deck.id}
            known_as = shelved[deck.id].deck.name
            if known_as != deck.name and own_notes.isdisjoint(content.notes):
                raise BadInputError(
                    f'the deck id "{deck.id}" is taken by the deck "{known_as}",'
                    " which is another one; change it",
                    path=path,
                    line=content.root.values["id"].line,
                )
            fresh = [note for note in deck.notes if note.id not in taken]
            if fresh:
                own = library.decks_folder / shelved[deck.id].stamp.file
                deckfile.change(own, added=fresh, postings=deck.postings)
        else:
            _copy(path, free_path(library, path.stem), [n.id for n in deck.notes if n.id in taken])
        sync(library)
    return deck.id


def free_path(library: Library, stem: str) -> Path:
    """A path in the deck folder at which there is no file yet."""
    path = library.decks_folder / f"{stem}.yaml"
    number = 2
    while path.exists():
        path = library.decks_folder / f"{stem}-{number}.yaml"
        number += 1
    return path


def starter_deck() -> Path:
    """The deck that comes with the program, from the package or from the source tree."""
    packaged = Path(str(importlib.resources.files("termcards"))) / "starter" / STARTER
    if packaged.exists():
        return packaged
    return packaged.parents[2] / "decks" / STARTER


@dataclass(frozen=True, slots=True)
class _Changed:
    content: DeckText
    stamp: Stamp
    path: Path

    @classmethod
    def read(cls, library: Library, file: str, path: Path, watch: Watch) -> "_Changed":
        # The stamp is taken first: a change while the file is read is then seen the next time.
        stat = path.stat()
        content = deckfile.read(path, watch)
        directions = _directions(library, content.deck)
        return cls(content, Stamp(file, stat.st_size, stat.st_mtime_ns, directions), path)


def _is_unchanged(library: Library, shelved: ShelvedDeck, path: Path) -> bool:
    stat = path.stat()
    directions = _directions(library, shelved.deck)
    return shelved.stamp == Stamp(shelved.stamp.file, stat.st_size, stat.st_mtime_ns, directions)


def _directions(library: Library, deck: Deck) -> str:
    return " ".join(directions_of(library, deck))


def directions_of(library: Library, deck: Deck) -> tuple[Direction, ...]:
    return deck.directions if deck.directions is not None else library.settings.directions


def _refuse_doubles(
    library: Library, changed: Sequence[_Changed], staying: dict[str, ShelvedDeck]
) -> None:
    decks = {shelved.deck.id: library.decks_folder / file for file, shelved in staying.items()}
    notes = {
        note: f"{decks[deck]}:{line}"
        for note, (deck, line) in library.store.shelf.places().items()
        if deck in decks
    }
    for fresh in changed:
        deck = fresh.content.deck
        if deck.id in decks:
            raise BadInputError(
                f'the deck id "{deck.id}" is taken by {decks[deck.id]}; change one',
                path=fresh.path,
                line=fresh.content.root.values["id"].line,
            )
        decks[deck.id] = fresh.path
        for note in fresh.content.notes:
            line = fresh.content.line(note)
            if note in notes:
                raise BadInputError(
                    f'the note id "{note}" is taken at {notes[note]}; change one',
                    path=fresh.path,
                    line=line,
                )
            notes[note] = f"{fresh.path}:{line}"


def _copy(source: Path, target: Path, without: Sequence[NoteId]) -> None:
    try:
        write_at_once(target, source.read_bytes())
        if without:
            deckfile.change(target, removed=without)
    except OSError as error:
        raise StorageError(f"{target}: cannot write it: {error.strerror}") from error


def _goes_by(deck: ShelvedDeck, wanted: str) -> bool:
    name = folded(deck.deck.name)
    stem = folded(Path(deck.stamp.file).stem)
    return wanted in (name, folded(deck.deck.id), stem) or name.startswith(f"{wanted}::")


def _is_hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)
