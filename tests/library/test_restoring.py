"""Our own notes, back from the real Anki into a library that has lost or never had them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from anki.collection import Collection
from hypothesis import HealthCheck, given, settings

from termcards.cards import CardId
from termcards.library.exchanging import export_to_anki, plan_export
from termcards.library.home import Library
from termcards.library.importing import ImportWishes, import_anki
from termcards.library.keeping import deck_paths, starter_deck, sync
from termcards.library.undoing import take_back
from termcards.log import Review
from termcards.notes import Deck, ExampleKind, Note, NoteId
from termcards.storage import deckfile
from tests.anki.real_anki import all_notes, cards_by_template, fresh_anki, hand_out, take_in
from tests.anki.test_homecoming import DECK, QUOTA, WHOLE
from tests.library.conftest import Clock
from tests.library.decks import add_deck
from tests.strategies import decks


@pytest.fixture
def anki() -> Iterator[Collection]:
    with fresh_anki() as fresh:
        yield fresh


def notes_of(library: Library) -> dict[NoteId, Note]:
    sync(library)
    return {shelved.note.id: shelved.note for shelved in library.store.shelf.all_notes()}


def test_a_lost_library_comes_back_and_changes_nothing_in_anki(
    library: Library, clock: Clock, anki: Collection, tmp_path: Path
) -> None:
    deckfile.create(library.decks_folder / "saas.yaml", DECK)
    package = tmp_path / "out.apkg"
    export_to_anki(library, package)
    take_in(anki, package)
    back = hand_out(anki, tmp_path / "back.apkg", legacy=False)
    with Library(tmp_path / "empty", clock) as empty:
        imported = import_anki(empty, back)
        assert [(deck.id, deck.name) for deck in imported.decks] == [("saas", "SaaS")]
        (path,) = deck_paths(empty)
        found = deckfile.read(path).deck
        assert (found.id, found.translation_language) == ("saas", "zh-Hant")
        assert found.postings == DECK.postings
        assert [note.term for note in found.notes] == ["ARR", "quota", "odd"]
        assert found.notes[0].senses == WHOLE.senses
        assert found.notes[1] == QUOTA
        again = import_anki(empty, back)
        assert (again.added, again.known, again.conflicts, again.ours) == ((), 0, (), 3)
        clock.pass_days(1)
        assert [note.note for note in plan_export(empty).unchanged] == ["arr", "quota", "odd"]
        export_to_anki(empty, package)
        assert take_in(anki, package) == {"duplicate": 3}


def test_the_starter_deck_comes_back_word_for_word(
    library: Library, clock: Clock, anki: Collection, tmp_path: Path
) -> None:
    path = library.decks_folder / "starter.yaml"
    path.write_bytes(starter_deck().read_bytes())
    package = tmp_path / "out.apkg"
    export_to_anki(library, package)
    take_in(anki, package)
    with Library(tmp_path / "empty", clock) as empty:
        import_anki(empty, hand_out(anki, tmp_path / "back.colpkg", legacy=False))
        before, after = notes_of(library), notes_of(empty)
        assert {note: bare(one) for note, one in before.items()} == {
            note: bare(one) for note, one in after.items()
        }


def bare(note: Note) -> Note:
    """Without what Anki has not, or in another order: lines, kinds, which posting had what."""
    examples = tuple(
        replace(example, citation=None, kind=ExampleKind.SENTENCE) for example in note.examples
    )
    return replace(note, examples=examples, tags=tuple(sorted(note.tags)))


@settings(
    max_examples=12,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(deck=decks.filter(lambda deck: bool(deck.notes)))
def test_whatever_came_back_changes_nothing_in_anki(
    tmp_path_factory: pytest.TempPathFactory, deck: Deck
) -> None:
    folder = tmp_path_factory.mktemp("back")
    clock = Clock()
    with (
        fresh_anki() as anki,
        Library(folder / "one", clock) as one,
        Library(folder / "two", clock) as two,
    ):
        deckfile.create(one.decks_folder / "deck.yaml", deck)
        package = folder / "out.apkg"
        export_to_anki(one, package)
        take_in(anki, package)
        back = hand_out(anki, folder / "back.apkg", legacy=False)
        taken = import_anki(two, back)
        again = import_anki(two, back)
        assert (again.added, again.conflicts) == ((), ())
        assert len(taken.added) == anki.note_count()
        clock.pass_days(1)
        export_to_anki(two, package)
        assert set(take_in(anki, package)) == {"duplicate"}


def test_what_was_deleted_here_stays_deleted_unless_it_is_asked_for(
    library: Library, anki: Collection, tmp_path: Path
) -> None:
    add_deck(library, "sales", 3)
    library.record([Review(CardId("sales-01:recognise"), 4, 1500)])
    package = tmp_path / "out.apkg"
    export_to_anki(library, package)
    take_in(anki, package)
    back = hand_out(anki, tmp_path / "back.apkg", legacy=False)
    deckfile.change(library.decks_folder / "sales.yaml", removed=[NoteId("sales-01")])
    sync(library)
    for file in ("", "anki.json"):  # by the record, and by the log alone
        (library.folder / file).unlink() if file else None
        imported = import_anki(library, back)
        assert (imported.gone, imported.added, imported.known) == (1, (), 0)
    restored = import_anki(library, back, ImportWishes(restore=True))
    assert [note.id for note in restored.added] == ["sales-01"]
    take_back(library)
    assert import_anki(library, back).gone == 1


def test_what_an_undone_import_brought_may_come_again(
    clock: Clock, library: Library, anki: Collection, tmp_path: Path
) -> None:
    add_deck(library, "sales", 1)
    export_to_anki(library, tmp_path / "out.apkg")
    take_in(anki, tmp_path / "out.apkg")
    back = hand_out(anki, tmp_path / "back.apkg", legacy=False)
    with Library(tmp_path / "empty", clock) as empty:
        import_anki(empty, back)
        take_back(empty)
        assert [note.id for note in import_anki(empty, back).added] == ["sales-00"]
        deckfile.change(empty.decks_folder / "sales.yaml", removed=[NoteId("sales-00")])
        assert import_anki(empty, back).gone == 1


def test_a_note_made_in_anki_of_our_type_stays_one_note(
    library: Library, clock: Clock, anki: Collection, tmp_path: Path
) -> None:
    clock.now = datetime.now(UTC)
    add_deck(library, "sales", 1)
    package = tmp_path / "out.apkg"
    export_to_anki(library, package)
    take_in(anki, package)
    ours, deck = anki.models.by_name("termcards"), anki.decks.id("sales")
    assert ours is not None
    assert deck is not None
    note = anki.new_note(ours)
    note["Key"], note["Term"], note["Meaning"] = "mine", "attrition", "Loss of staff."
    anki.add_note(note, deck)
    answered = cards_by_template(note)["recognise"]
    answered.start_timer()
    anki.sched.answerCard(answered, 3)
    back = hand_out(anki, tmp_path / "back.apkg", legacy=False)
    imported = import_anki(library, back)
    assert [(note.id, note.term) for note in imported.added] == [("attrition", "attrition")]
    assert len(imported.returned.entries) == 1
    assert len(deck_paths(library)) == 1
    assert import_anki(library, back).added == ()
    clock.pass_days(1)
    path = library.decks_folder / "sales.yaml"
    path.write_text(path.read_text("utf-8").replace("Loss of staff", "Staff that leaves"), "utf-8")
    export_to_anki(library, package)
    assert take_in(anki, package) == {"updated": 1, "duplicate": 1}
    assert sorted(one["Meaning"] for one in all_notes(anki)) == [
        "Staff that leaves.",
        "What sales-00 means.",
    ]
