"""What was done in the real Anki comes back: reviews into the log, edits to be seen."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

import pytest
from anki.collection import Collection

from termcards.cards import CardId
from termcards.library.exchanging import Wishes, export_to_anki
from termcards.library.home import Library
from termcards.library.importing import ImportWishes, import_anki
from termcards.library.undoing import take_back
from termcards.log import Drill, Import, Review
from termcards.notes import NoteId
from termcards.scheduling.replay import replay_all
from tests.anki.real_anki import (
    answer_in_anki,
    cards_by_template,
    fresh_anki,
    hand_out,
    note_with,
    take_in,
)
from tests.library.conftest import Clock
from tests.library.decks import add_deck

FIRST, SECOND = CardId("sales-00:recognise"), CardId("sales-01:recognise")


@pytest.fixture
def clock() -> Clock:
    clock = Clock()
    clock.now = datetime.now(UTC) - timedelta(days=30)
    return clock


@pytest.fixture
def anki() -> Iterator[Collection]:
    with fresh_anki() as fresh:
        yield fresh


@pytest.fixture
def studied(library: Library, clock: Clock, anki: Collection, tmp_path: Path) -> Library:
    """Two notes, of which one was reviewed here on two days, both in Anki with their progress."""
    add_deck(library, "sales", 2)
    library.record([Review(FIRST, 4, 1500)])
    library.record([Drill(FIRST, 3, 900)])
    clock.pass_days(1)
    library.record([Review(FIRST, 4, 1500)])
    package = tmp_path / "out.apkg"
    export_to_anki(library, package, Wishes(with_progress=True))
    take_in(anki, package, with_scheduling=True)
    clock.pass_days(29)
    return library


def answer(anki: Collection, key: str, ease: Literal[1, 2, 3, 4]) -> int:
    return answer_in_anki(anki, cards_by_template(note_with(anki, key))["recognise"], ease)


@pytest.mark.parametrize("name", ["back.apkg", "back.colpkg"])
@pytest.mark.parametrize("legacy", [True, False])
def test_reviews_made_in_anki_join_the_log(
    studied: Library, anki: Collection, tmp_path: Path, name: str, legacy: bool
) -> None:
    good = answer(anki, "sales-00", 3)
    again = answer(anki, "sales-01", 1)
    soon = answer(anki, "sales-01", 4)
    back = hand_out(anki, tmp_path / name, legacy=legacy)
    before = studied.store.journal.entries()
    imported = import_anki(studied, back)
    assert (len(imported.returned.entries), imported.returned.known) == (3, 3)
    assert imported.added == ()
    fresh = [entry for entry in studied.store.journal.entries() if entry not in before]
    *past, marker = fresh
    assert marker.fact == Import(f"anki {name}")
    assert {entry.act for entry in past} == {marker.act}
    today = studied.today()
    assert [(int(e.id[:12], 16), e.day, type(e.fact)) for e in past] == [
        (good, today, Review),
        (again, today, Review),
        (soon, today, Drill),
    ]
    facts = [entry.fact for entry in past]
    assert [fact.quality for fact in facts if isinstance(fact, Review | Drill)] == [4, 2, 5]
    # 1, 6, 15 days: the third good answer in a row, today
    schedule = studied.store.journal.standing(FIRST).schedule
    assert schedule is not None
    assert (schedule.due, schedule.repetitions) == (today + timedelta(days=15), 3)
    assert replay_all(studied.store.journal.entries()) == studied.store.journal.standings()


def test_a_second_time_adds_nothing(studied: Library, anki: Collection, tmp_path: Path) -> None:
    answer(anki, "sales-00", 3)
    back = hand_out(anki, tmp_path / "back.apkg", legacy=False)
    import_anki(studied, back)
    entries = studied.store.journal.entries()
    again = import_anki(studied, back)
    assert (len(again.returned.entries), again.returned.known) == (0, 4)
    assert studied.store.journal.entries() == entries


def test_the_two_logs_agree(studied: Library, anki: Collection, tmp_path: Path) -> None:
    answer(anki, "sales-00", 2)
    answer(anki, "sales-01", 3)
    import_anki(studied, hand_out(anki, tmp_path / "back.apkg", legacy=False))
    assert anki.db is not None
    theirs = anki.db.all("SELECT id, ease FROM revlog ORDER BY id")
    eases = {2: 1, 3: 2, 4: 3, 5: 4}
    ours = [
        [int(entry.id[:12], 16), eases[entry.fact.quality]]
        for entry in studied.store.journal.entries()
        if isinstance(entry.fact, Review | Drill)
    ]
    assert ours == theirs


def test_an_import_is_taken_back_whole_and_can_be_done_again(
    studied: Library, anki: Collection, tmp_path: Path
) -> None:
    answer(anki, "sales-00", 3)
    before = studied.store.journal.standings()
    back = hand_out(anki, tmp_path / "back.apkg", legacy=False)
    import_anki(studied, back)
    after = studied.store.journal.standings()
    undone = take_back(studied)
    assert undone is not None
    assert studied.store.journal.standings() == before
    assert len(import_anki(studied, back).returned.entries) == 1
    assert {card: s.schedule for card, s in studied.store.journal.standings().items()} == {
        card: s.schedule for card, s in after.items()
    }
    assert import_anki(studied, back).returned.entries == ()


def test_what_was_taken_back_here_does_not_return(
    studied: Library, anki: Collection, tmp_path: Path
) -> None:
    take_back(studied)
    before = studied.store.journal.standings()
    back = hand_out(anki, tmp_path / "back.apkg", legacy=False)
    assert import_anki(studied, back).returned.entries == ()
    assert studied.store.journal.standings() == before


def test_two_devices_make_the_same_entries(
    studied: Library, anki: Collection, clock: Clock, tmp_path: Path
) -> None:
    with Library(tmp_path / "other", clock) as other:
        add_deck(other, "sales", 2)
        other.store.journal.merge(studied.store.journal.entries())
        answer(anki, "sales-00", 3)
        back = hand_out(anki, tmp_path / "back.apkg", legacy=False)
        import_anki(studied, back)
        import_anki(other, back)
        one, two = studied.store.journal, other.store.journal
        one.merge(two.entries())
        two.merge(one.entries())
        assert one.entries() == two.entries()
        assert one.standings() == two.standings()
        reviews = [e for e in one.entries() if isinstance(e.fact, Review)]
        assert len(reviews) == 3


def test_what_was_set_by_hand_in_anki_is_no_review(
    studied: Library, anki: Collection, tmp_path: Path
) -> None:
    card = cards_by_template(note_with(anki, "sales-01"))["recognise"]
    anki.sched.set_due_date([card.id], "3")
    back = hand_out(anki, tmp_path / "back.apkg", legacy=False)
    imported = import_anki(studied, back)
    assert (imported.returned.entries, imported.returned.left_out) == ((), 1)


def test_an_edit_made_in_anki_is_shown_and_overwrites_nothing(
    studied: Library, anki: Collection, tmp_path: Path
) -> None:
    note = note_with(anki, "sales-00")
    note["Meaning"] = "My <b>own</b> words &amp; more."
    note.tags.append("hard")
    note["Extra 1"] = "mine alone"
    anki.update_note(note)
    deck = studied.decks_folder / "sales.yaml"
    text = deck.read_text("utf-8")
    imported = import_anki(studied, hand_out(anki, tmp_path / "back.apkg", legacy=False))
    assert [(c.note, c.field, c.here, c.there, c.changed_here) for c in imported.conflicts] == [
        ("sales-00", "Meaning", "What sales-00 means.", "My own words & more.", False),
        ("sales-00", "Tags", "", "hard", False),
    ]
    assert deck.read_text("utf-8") == text


def test_a_change_made_here_is_no_edit_of_anki(
    studied: Library, anki: Collection, clock: Clock, tmp_path: Path
) -> None:
    note = note_with(anki, "sales-01")
    note["Notes"] = "edited there"
    anki.update_note(note)
    clock.now -= timedelta(hours=1)
    deck = studied.decks_folder / "sales.yaml"
    deck.write_text(deck.read_text("utf-8").replace(" means.", " says."), "utf-8")
    export_to_anki(studied, tmp_path / "not-imported-yet.apkg")
    imported = import_anki(studied, hand_out(anki, tmp_path / "back.apkg", legacy=False))
    assert [(c.note, c.field, c.changed_here) for c in imported.conflicts] == [
        ("sales-01", "Notes", False),
    ]


def test_of_each_field_it_is_told_which_side_changed_it(
    studied: Library, anki: Collection, clock: Clock, tmp_path: Path
) -> None:
    note = note_with(anki, "sales-00")
    note["Meaning"] = "Edited there."
    note["Synonyms"] = "thing"
    anki.update_note(note)
    other = note_with(anki, "sales-01")
    other["Extra 1"] = "my own"
    other.add_tag("marked")
    other.add_tag("leech")
    anki.update_note(other)
    deck = studied.decks_folder / "sales.yaml"
    text = deck.read_text("utf-8").replace(" means.", " says.").replace("Here sales", "Now sales")
    deck.write_text(text, "utf-8")
    imported = import_anki(studied, hand_out(anki, tmp_path / "back.apkg", legacy=False))
    assert [(c.note, c.field, c.changed_here, c.changed_in_anki) for c in imported.conflicts] == [
        ("sales-00", "Meaning", True, True),
        ("sales-00", "Context", True, False),
        ("sales-00", "Synonyms", False, True),
    ]


def test_a_live_collection_is_read_and_not_written(studied: Library, tmp_path: Path) -> None:
    with fresh_anki() as anki:
        take_in(anki, tmp_path / "out.apkg", with_scheduling=True)
        answer(anki, "sales-00", 3)
        path = Path(anki.path)
        before = {file: file.read_bytes() for file in path.parent.iterdir() if file.is_file()}
        imported = import_anki(studied, path)  # while Anki has it open
        assert len(imported.returned.entries) == 1
        assert {f: f.read_bytes() for f in path.parent.iterdir() if f.is_file()} == before
    assert import_anki(studied, path.parent) if path.exists() else True


def test_a_lost_library_comes_back_with_what_was_learned(
    studied: Library, anki: Collection, clock: Clock, tmp_path: Path
) -> None:
    back = hand_out(anki, tmp_path / "back.apkg", legacy=False)
    with Library(tmp_path / "empty", clock) as empty:
        imported = import_anki(empty, back)
        assert [note.id for note in imported.added] == ["sales-00", "sales-01"]
        shelved = empty.store.shelf.note(NoteId("sales-00"))
        assert shelved is not None
        assert shelved.note.senses[0].definition == "What sales-00 means."
        assert shelved.note.examples[0].surface == "sales-00"
        first = empty.store.journal.standing(FIRST).schedule
        known = studied.store.journal.standing(FIRST).schedule
        assert first == known


def test_a_trial_keeps_nothing(studied: Library, anki: Collection, tmp_path: Path) -> None:
    answer(anki, "sales-00", 3)
    back = hand_out(anki, tmp_path / "back.apkg", legacy=False)
    before = studied.store.journal.entries()
    imported = import_anki(studied, back, ImportWishes(is_trial=True))
    assert len(imported.returned.entries) == 1
    assert studied.store.journal.entries() == before


@pytest.mark.parametrize("legacy", [True, False])
def test_a_note_type_that_was_extended_in_anki_is_still_ours(
    studied: Library, anki: Collection, tmp_path: Path, legacy: bool
) -> None:
    ours = anki.models.by_name("termcards")
    assert ours is not None
    anki.models.rename_field(ours, ours["flds"][12], "Remarks")
    anki.models.add_field(ours, anki.models.new_field("Mine"))
    anki.models.reposition_field(ours, ours["flds"][-1], 3)
    ours["tmpls"][0]["name"] = "Erkennen"
    anki.models.update_dict(ours)
    note = note_with(anki, "sales-01")
    note["Remarks"] = "edited there"
    anki.update_note(note)
    answer_in_anki(anki, note_with(anki, "sales-00").cards()[0], 3)
    imported = import_anki(studied, hand_out(anki, tmp_path / "back.apkg", legacy=legacy))
    assert (len(imported.returned.entries), imported.returned.known) == (1, 3)
    assert [(c.note, c.field, c.there) for c in imported.conflicts] == [
        ("sales-01", "Notes", "edited there")
    ]


def test_an_answer_of_the_future_does_not_come_back_as_another_one(
    library: Library, clock: Clock, anki: Collection, tmp_path: Path
) -> None:
    add_deck(library, "sales", 1)
    clock.now = datetime.now(UTC) + timedelta(days=3)
    library.record([Review(FIRST, 4, 1500)])
    clock.now = datetime.now(UTC)
    package = tmp_path / "out.apkg"
    export_to_anki(library, package, Wishes(with_progress=True))
    take_in(anki, package, with_scheduling=True)
    back = hand_out(anki, tmp_path / "back.apkg", legacy=False)
    assert import_anki(library, back).returned.entries == ()
    reviews = [e for e in library.store.journal.entries() if isinstance(e.fact, Review)]
    assert len(reviews) == 1
