"""Files that cannot be read: all the others are taken in, and each fault has its place."""

from pathlib import Path

import pytest

from termcards.errors import BadInputError
from termcards.library.faults import taken_in
from termcards.library.home import Library
from termcards.library.keeping import sync
from termcards.storage import deckfile
from tests.tui.seat import plain_deck, shelve

BROKEN = "id: odd\ndeck: Odd\nformat: 1\nnotes:\n- id: anchor\n  term: &s anchor\n"


def names(library: Library) -> list[str]:
    return sorted(known.deck.name for known in library.store.shelf.decks())


def places(faults: tuple[BadInputError, ...]) -> list[tuple[str, int | None]]:
    return [(Path(str(fault.path)).name, fault.line) for fault in faults]


def write(library: Library, name: str, text: str) -> None:
    (library.decks_folder / name).write_text(text, encoding="utf-8")


def test_the_decks_that_can_be_read_are_there(library: Library) -> None:
    deckfile.create(library.decks_folder / "zoo.yaml", plain_deck("Zoo", 2))
    write(library, "odd.yaml", BROKEN)
    with pytest.raises(BadInputError, match=r"odd\.yaml:6: anchors"):
        sync(library)
    assert names(library) == []
    assert places(taken_in(library)) == [("odd.yaml", 6)]
    assert names(library) == ["Zoo"]
    write(library, "odd.yaml", BROKEN.replace("&s ", ""))
    assert taken_in(library) == ()
    assert names(library) == ["Odd", "Zoo"]


def test_a_deck_that_broke_stays_as_it_was_last_seen(library: Library) -> None:
    shelve(library, plain_deck("Core", 2), plain_deck("Zoo", 2))
    write(library, "core.yaml", BROKEN)
    (library.decks_folder / "zoo.yaml").unlink()
    assert places(taken_in(library)) == [("core.yaml", 6)]
    assert names(library) == ["Core"]


def test_of_two_decks_with_one_id_the_second_is_at_fault(library: Library) -> None:
    shelve(library, plain_deck("Core", 2))
    deckfile.create(library.decks_folder / "again.yaml", plain_deck("Core", 2))
    deckfile.create(library.decks_folder / "zoo.yaml", plain_deck("Zoo", 2))
    assert places(taken_in(library)) == [("again.yaml", 1)]
    assert names(library) == ["Core", "Zoo"]


def test_settings_that_cannot_be_read_stay_as_they_were(library: Library) -> None:
    config = library.folder / "config.yaml"
    config.write_text("new_cards_per_day: 7\n", encoding="utf-8")
    assert taken_in(library) == ()
    assert library.settings.limits.new == 7
    config.write_text("new_cards_per_day: 8\nnew_card: 9\n", encoding="utf-8")
    for _ in range(2):
        assert places(taken_in(library)) == [("config.yaml", 2)]
    assert library.settings.limits.new == 7
    config.write_text("new_cards_per_day: 8\n", encoding="utf-8")
    assert taken_in(library) == ()
    assert library.settings.limits.new == 8
