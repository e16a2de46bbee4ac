"""Where what leaves a library may be written: anywhere but over the library itself."""

import os
from pathlib import Path

from termcards.config import CONFIG
from termcards.errors import StorageError
from termcards.library.exported import KEPT
from termcards.library.home import DATABASE, Library
from termcards.library.keeping import SUFFIXES
from termcards.plaintext import on_one_line


def must_be_elsewhere(library: Library, path: Path) -> None:
    """Raises `StorageError` if writing `path` would replace a file of the library, or make a deck.

    Packages and tables may lie beside the decks: only what is read as a deck is the library's own.
    """
    place = Path(os.path.realpath(path))  # a link that leads to itself is its own place
    decks, drafts = library.decks_folder.resolve(), library.drafts_folder.resolve()
    if (
        (decks in place.parents and place.suffix.lower() in SUFFIXES)
        or drafts in place.parents
        or (place.parent == library.folder.resolve() and _is_kept(place.name))
    ):
        name = on_one_line(str(path))
        raise StorageError(f"{name}: termcards keeps its own data there; choose another place")


def _is_kept(name: str) -> bool:
    """SQLite adds to the name of a database for the files that it keeps beside it."""
    return name in {CONFIG, KEPT} or name.startswith(DATABASE) or name.endswith(".lock")
