"""The store follows the deck files, and knows when the content of a note last changed."""

from datetime import datetime

from termcards.library.home import Library
from termcards.library.keeping import sync
from termcards.notes import DeckId, NoteId
from tests.library.conftest import Clock
from tests.library.decks import add_deck


def changed(library: Library) -> dict[str, datetime]:
    found = library.store.shelf.changed(DeckId("sales"))
    return {str(note): at for note, at in found.items()}


def rewrite(library: Library, old: str, new: str) -> None:
    path = library.decks_folder / "sales.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    sync(library)


def test_only_a_note_whose_content_changed_is_dated_anew(library: Library, clock: Clock) -> None:
    add_deck(library, "sales", 2)
    first = clock.now
    clock.pass_days(1)
    rewrite(library, "What sales-01 means.", "What it really means.")
    assert changed(library) == {"sales-00": first, "sales-01": clock.now}


def test_a_comment_changes_no_content(library: Library, clock: Clock) -> None:
    add_deck(library, "sales", 1)
    first = clock.now
    clock.pass_days(1)
    rewrite(library, "notes:\n", "# mine\nnotes:\n")
    assert changed(library) == {"sales-00": first}


def test_directions_that_change_date_their_notes_anew(library: Library, clock: Clock) -> None:
    add_deck(library, "sales", 1)
    clock.pass_days(1)
    rewrite(library, "[recognise]", "[recognise, produce]")
    assert changed(library) == {"sales-00": clock.now}
    assert library.store.shelf.cards(NoteId("sales-00")) == (
        "sales-00:recognise",
        "sales-00:produce",
    )


def test_a_note_that_comes_back_unchanged_keeps_its_date(library: Library, clock: Clock) -> None:
    add_deck(library, "sales", 1)
    first = clock.now
    path = library.decks_folder / "sales.yaml"
    text = path.read_text(encoding="utf-8")
    clock.pass_days(1)
    path.unlink()
    sync(library)
    path.write_text(text, encoding="utf-8")
    sync(library)
    assert changed(library) == {"sales-00": first}
