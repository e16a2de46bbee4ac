"""Keeps the store in step with the deck files, and finds decks by their names."""

import importlib.resources
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from termcards.errors import BadInputError, NotFoundError, ReadOnlyError, StorageError
from termcards.files import write_at_once
from termcards.library.home import Library
from termcards.notes import Deck, DeckId, Direction, NoteId
from termcards.plaintext import folded
from termcards.storage import deckfile
from termcards.storage.begun import digest
from termcards.storage.deckparts import Reread
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
    faults = _take_in(library, watch)
    if faults:
        raise faults[0]


def sync_readable(library: Library) -> tuple[BadInputError, ...]:
    """As `sync`, but a deck that cannot be taken in stays as it was last seen; gives why."""
    return _take_in(library, UNWATCHED, passes_over=True)


def _take_in(
    library: Library, watch: Watch, *, passes_over: bool = False
) -> tuple[BadInputError, ...]:
    """The faults; the store has all but the decks that have one, or is as it was, if any has."""
    try:
        library.must_write()
    except ReadOnlyError:
        return ()
    library.mend()
    shelved = {deck.stamp.file: deck for deck in library.store.shelf.decks()}
    paths = {str(path.relative_to(library.decks_folder)): path for path in deck_paths(library)}
    others = {
        file: path
        for file, path in paths.items()
        if file not in shelved or not _is_unchanged(library, shelved[file], path)
    }
    if paths.keys() == shelved.keys() and _renewed(library, [shelved[file] for file in others]):
        return ()
    changed, faults = _read_changed(library, others, watch)
    known = {file: deck for file, deck in shelved.items() if file in paths}
    _pass_over_doubles(library, changed, faults, known)
    fresh_files = {deck.stamp.file for deck in changed}
    removed = [d.deck.id for file, d in shelved.items() if file not in known or file in fresh_files]
    if (changed or removed) and (passes_over or not faults):
        _put(library, changed, removed)
    return tuple(faults)


def _put(library: Library, changed: Sequence["_Changed"], removed: Sequence[DeckId]) -> None:
    library.store.shelf.put(
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


def _renewed(library: Library, decks: Sequence[ShelvedDeck]) -> bool:
    """Takes changed files in of which it is known what they say; whether they all were such."""
    found = []
    for shelved in decks:
        stamp = shelved.stamp
        # The stamp is taken first: a change while the file is read is then seen the next time.
        stat = (library.decks_folder / stamp.file).stat()
        again = library.read_again(stamp.file, stamp.digest)
        if again is None or stamp.directions != _directions(library, shelved.deck):
            return False
        fresh = replace(stamp, size=stat.st_size, modified=stat.st_mtime_ns)
        found.append((shelved.deck.id, replace(fresh, digest=again.outline.digest), again))
    if not found or _stand_twice(library, {deck: again for deck, _, again in found}):
        return False
    library.store.shelf.renew(found, library.now())
    return True


def _stand_twice(library: Library, changed: Mapping[DeckId, Reread]) -> bool:
    """Whether a note of the changed decks is in another deck, too."""
    places = library.store.shelf.places()
    standing = {note for note, (deck, _) in places.items() if deck not in changed}
    coming = [note for again in changed.values() for note, _ in again.outline.notes]
    return len(standing.union(coming)) < len(standing) + len(coming)


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
        text_digest = digest(content.text)
        return cls(
            content, Stamp(file, stat.st_size, stat.st_mtime_ns, directions, text_digest), path
        )


def _is_unchanged(library: Library, shelved: ShelvedDeck, path: Path) -> bool:
    stat = path.stat()
    stamp = shelved.stamp
    now = (stat.st_size, stat.st_mtime_ns, _directions(library, shelved.deck))
    return (stamp.size, stamp.modified, stamp.directions) == now


def _read_changed(
    library: Library, paths: dict[str, Path], watch: Watch
) -> tuple[list[_Changed], list[BadInputError]]:
    changed, faults = [], []
    for file, path in paths.items():
        try:
            changed.append(_Changed.read(library, file, path, watch))
        except BadInputError as error:
            faults.append(error)
    return changed, faults


def _pass_over_doubles(
    library: Library,
    changed: list[_Changed],
    faults: list[BadInputError],
    known: dict[str, ShelvedDeck],
) -> None:
    """Moves the decks with an id that stands twice to the faults; such a one stays as `known`."""
    while changed:  # with none, nobody needs to know all the notes there are
        fresh_files = {deck.stamp.file for deck in changed}
        staying = {file: deck for file, deck in known.items() if file not in fresh_files}
        double = _double(library, changed, staying)
        if double is None:
            return
        faults.append(double)
        changed[:] = [deck for deck in changed if deck.path != double.path]


def _directions(library: Library, deck: Deck) -> str:
    return " ".join(directions_of(library, deck))


def directions_of(library: Library, deck: Deck) -> tuple[Direction, ...]:
    return deck.directions if deck.directions is not None else library.settings.directions


def _double(
    library: Library, changed: Sequence[_Changed], staying: dict[str, ShelvedDeck]
) -> BadInputError | None:
    """The first id that stands twice, as the fault of the deck that comes later."""
    decks = {shelved.deck.id: library.decks_folder / file for file, shelved in staying.items()}
    notes = {
        note: f"{decks[deck]}:{line}"
        for note, (deck, line) in library.store.shelf.places().items()
        if deck in decks
    }
    for fresh in changed:
        deck = fresh.content.deck
        if deck.id in decks:
            return BadInputError(
                f'the deck id "{deck.id}" is taken by {decks[deck.id]}; change one',
                path=fresh.path,
                line=fresh.content.root.values["id"].line,
            )
        decks[deck.id] = fresh.path
        for note in fresh.content.notes:
            line = fresh.content.line(note)
            if note in notes:
                return BadInputError(
                    f'the note id "{note}" is taken at {notes[note]}; change one',
                    path=fresh.path,
                    line=line,
                )
            notes[note] = f"{fresh.path}:{line}"
    return None


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
