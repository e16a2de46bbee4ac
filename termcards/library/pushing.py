"""An export handed to an Anki that is open, and read back from it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from termcards.anki.connect import ADDRESS, AnkiConnect
from termcards.anki.fields import FieldMaker
from termcards.anki.note_type import FIELDS
from termcards.errors import StorageError
from termcards.library.exchanging import Exporting, Wishes, export_to_anki
from termcards.library.home import Library
from termcards.library.keeping import chosen_decks, directions_of


@dataclass(frozen=True, slots=True)
class Pushed:
    """What Anki had, when it was asked afterwards."""

    exporting: Exporting
    differing: tuple[str, ...]
    """Terms of notes that Anki has in other words: they were edited there."""


def push_to_anki(library: Library, wishes: Wishes, address: str = ADDRESS) -> Pushed:
    """Lets a running Anki import a package, and compares what it has then, field by field.

    Raises `StorageError` where Anki is not there, or did not take every note; the export is then
    not remembered as done.
    """
    anki = AnkiConnect(address)
    differing: list[str] = []

    def hand_over(package: Path) -> None:
        anki.import_package(package)
        there = {fields.get("Key", ""): fields for fields in anki.our_notes()}
        differing.extend(_compare(library, wishes, there))

    with TemporaryDirectory(prefix="termcards-") as folder:
        package = Path(folder) / "termcards.apkg"
        exporting = export_to_anki(library, package, replace(wishes, hand_over=hand_over))
    return Pushed(exporting, tuple(differing))


def _compare(library: Library, wishes: Wishes, there: Mapping[str, Mapping[str, str]]) -> list[str]:
    missing, differing = [], []
    for shelved in chosen_decks(library, wishes.decks):
        maker = FieldMaker(shelved.deck, directions_of(library, shelved.deck))
        for note in library.store.shelf.notes(shelved.deck.id):
            ours = dict(zip(FIELDS, maker.fields(note), strict=True))
            theirs = there.get(ours["Key"])
            if theirs is None:
                missing.append(note.term)
            elif any(theirs.get(name, "") != value for name, value in ours.items()):
                differing.append(note.term)
    if missing:
        raise StorageError(
            f"Anki took the package, but {len(missing)} notes are not in it afterwards, such as"
            f" {missing[0]}; look at Anki's own message, or import a package by hand"
        )
    return differing
