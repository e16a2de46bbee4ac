"""How our packages come into the real Anki, the first time and every later one."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from anki.collection import Collection

from termcards.anki.package import Export, Manner, write_package
from termcards.notes import Deck, DeckId, Direction, Note, NoteId, Sense
from tests.anki.real_anki import (
    all_notes,
    cards_by_template,
    fresh_anki,
    note_with,
    question_of,
    take_in,
    visible,
)
from tests.anki.samples import A_WEEK, ARR, ENGAGING, EVERY, FROM_THE_START, WRITTEN_AT, packed


@pytest.fixture
def collection() -> Iterator[Collection]:
    with fresh_anki() as fresh:
        yield fresh


def test_a_note_arrives_in_its_deck_with_tags_and_cards(
    tmp_path: Path, collection: Collection
) -> None:
    assert take_in(collection, packed(tmp_path, ARR)) == {"new": 1}
    (note,) = all_notes(collection)
    assert note.guid == "YH1gwl28Zk4S"
    assert note.tags == ["deck::saas", "metric", "pos::noun", "src::csm"]
    cards = cards_by_template(note)
    assert list(cards) == ["recognise", "produce", "cloze", "type"]
    assert {collection.decks.name(card.did) for card in cards.values()} == {"Work::SaaS sales"}


def test_importing_twice_gives_no_duplicates(tmp_path: Path, collection: Collection) -> None:
    take_in(collection, packed(tmp_path))
    later = packed(tmp_path, written_at=WRITTEN_AT + A_WEEK)
    assert take_in(collection, later) == {"duplicate": 2}
    assert collection.note_count() == 2


def test_a_changed_note_arrives(tmp_path: Path, collection: Collection) -> None:
    take_in(collection, packed(tmp_path))
    better = replace(ARR, senses=(Sense("What subscribers pay in a year."),), tags=("money",))
    package = packed(tmp_path, better, changed=WRITTEN_AT + A_WEEK)
    assert take_in(collection, package) == {"updated": 1}
    note = note_with(collection, "arr")
    assert note["Meaning"] == "What subscribers pay in a year."
    assert note.tags == ["deck::saas", "money", "pos::noun", "src::csm"]


def test_an_edit_made_in_anki_survives_an_unchanged_export(
    tmp_path: Path, collection: Collection
) -> None:
    take_in(collection, packed(tmp_path))
    note = note_with(collection, "arr")
    note["Notes"] = "my own words"
    collection.update_note(note)
    take_in(collection, packed(tmp_path, written_at=WRITTEN_AT + A_WEEK))
    assert note_with(collection, "arr")["Notes"] == "my own words"


def test_a_renamed_deck_and_term_keep_their_note(tmp_path: Path, collection: Collection) -> None:
    take_in(collection, packed(tmp_path, ARR))
    renamed = replace(ARR, term="Annual recurring revenue")
    package = packed(tmp_path, renamed, changed=WRITTEN_AT + A_WEEK)
    assert take_in(collection, package) == {"updated": 1}
    assert [note["Term"] for note in all_notes(collection)] == ["Annual recurring revenue"]


def test_decks_of_one_name_become_one(tmp_path: Path, collection: Collection) -> None:
    path = tmp_path / "deck.apkg"
    exports = [
        Export(Deck(DeckId("one"), "SaaS", notes=(ARR,)), EVERY, {}),
        Export(Deck(DeckId("two"), "saas", notes=(ENGAGING,)), EVERY, {}),
    ]
    write_package(path, exports, Manner(WRITTEN_AT))
    take_in(collection, path)
    names = [deck.name for deck in collection.decks.all_names_and_ids(skip_empty_default=True)]
    assert names == ["SaaS"]


@pytest.mark.parametrize(
    ("directions", "templates"),
    [
        (FROM_THE_START, ["recognise", "cloze"]),
        ((Direction.PRODUCE,), ["recognise", "produce"]),
        ((Direction.TYPE,), ["recognise", "type"]),
        ((), ["recognise"]),
    ],
)
def test_directions_switch_cards(
    tmp_path: Path,
    collection: Collection,
    directions: tuple[Direction, ...],
    templates: list[str],
) -> None:
    take_in(collection, packed(tmp_path, ARR, directions=directions))
    (note,) = all_notes(collection)
    assert list(cards_by_template(note)) == templates


def test_a_direction_switched_on_later_brings_its_card(
    tmp_path: Path, collection: Collection
) -> None:
    take_in(collection, packed(tmp_path, ARR, directions=FROM_THE_START))
    take_in(collection, packed(tmp_path, ARR, changed=WRITTEN_AT + A_WEEK))
    (note,) = all_notes(collection)
    cards = cards_by_template(note)
    assert list(cards) == ["recognise", "produce", "cloze", "type"]
    assert visible(question_of(cards["produce"])) == "~ (~) is the yearly value of subscriptions."


def test_a_note_with_nothing_to_ask_is_kept_with_its_term(
    tmp_path: Path, collection: Collection
) -> None:
    take_in(collection, packed(tmp_path, Note(NoteId("bom"), "\u200b")))
    (note,) = all_notes(collection)
    assert visible(question_of(cards_by_template(note)["recognise"])) == "bom"
