"""Deck files as they were before an act, as far as nobody has changed those places since."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from termcards.log import Edit
from termcards.notes import NoteId
from termcards.splices import Left, Splice
from termcards.storage import deckfile

if TYPE_CHECKING:
    from termcards.library.home import Library


def reverted(library: "Library", edits: Sequence[Edit]) -> tuple[Left, ...]:
    """Takes edits back, which are in the order in which they were made; gives what is left.

    Files that notes came into are the first: a note that stays there, since it was changed by hand
    there, does not come back where it was moved from. Raises `BadInputError` and `StorageError`.
    """
    by_file: dict[str, list[Splice]] = defaultdict(list)
    for edit in edits:
        if ".." not in Path(edit.file).parts and not Path(edit.file).is_absolute():
            by_file[edit.file].append(Splice(edit.at, edit.old, edit.new))
    own = {note for edit in edits for note in deckfile.ids_in(edit.new)}
    stays: set[NoteId] = set()
    left: list[Left] = []
    for file in sorted(by_file, key=lambda file: not _came_into(by_file[file])):
        path, splices = library.decks_folder / file, by_file[file]
        if path.exists():
            taken = (_elsewhere(library, file) - own) | stays
            outline = library.outline(path)
            left += deckfile.revert(
                path, splices, taken=taken, ahead=library.foresee, outline=outline
            )
            if path.exists():
                stays |= _came_into(splices) & deckfile.ids_in(deckfile.read_text(path))
        elif any(splice.old for splice in splices):
            left.append(Left(path, 1))
    return tuple(left)


def _came_into(splices: Sequence[Splice]) -> set[NoteId]:
    before = {note for splice in splices for note in deckfile.ids_in(splice.old)}
    return {note for splice in splices for note in deckfile.ids_in(splice.new)} - before


def _elsewhere(library: "Library", file: str) -> set[NoteId]:
    """The notes of the other deck files."""
    shelf = library.store.shelf
    here = {shelved.deck.id for shelved in shelf.decks() if shelved.stamp.file == file}
    return {note for note, (deck, _) in shelf.places().items() if deck not in here}
