"""Decks on their way out."""

from collections.abc import Sequence
from pathlib import Path

from termcards.errors import NotFoundError
from termcards.library.home import Library
from termcards.library.keeping import chosen_decks, directions_of, sync
from termcards.storage.shelf import with_notes


def export_to_anki(library: Library, deck_names: Sequence[str], path: Path) -> int:
    """Writes an Anki package and gives the number of its notes; an older one is replaced whole."""
    from termcards.anki.package import Export, Manner, write_package

    sync(library)
    shelf = library.store.shelf
    decks = [shelved.deck for shelved in chosen_decks(library, deck_names)]
    if not decks:
        raise NotFoundError("there is no deck to export yet")
    exports = [
        Export(with_notes(shelf, deck), directions_of(library, deck), shelf.changed(deck.id))
        for deck in decks
    ]
    # The package is dated by its content, so that an unchanged one is the same to the last byte.
    now = library.now()
    changes = [at for export in exports for at in export.changed.values()]
    return write_package(path, exports, Manner(min(now, max(changes, default=now))))
