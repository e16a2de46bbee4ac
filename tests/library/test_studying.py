"""One answer is one transaction; undo takes it back; the log adds up to what is stored."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termcards.cards import CardId
from termcards.errors import StorageError
from termcards.library.harvesting import accept, read_footnotes
from termcards.library.home import Library
from termcards.library.keeping import sync
from termcards.library.overview import deck_counts
from termcards.library.studying import Study
from termcards.library.todays import Wishes
from termcards.log import Cancel, Drill, Review, Schedule
from termcards.notes import Deck, DeckId, Direction, Example, Note, NoteId, Sense
from termcards.scheduling.queue import Turn
from termcards.scheduling.replay import replay_all
from termcards.storage import deckfile
from termcards.storage.journal import ChangedElsewhereError
from tests.library.conftest import Clock
from tests.library.decks import add_deck


def study_all(study: Study, quality: int = 4) -> None:
    while study.question is not None:
        study.answer(quality, 1000)


def asked(study: Study) -> str | None:
    return study.question.card.id if study.question else None


def test_an_answer_is_written_down_and_moves_the_schedule(library: Library) -> None:
    study = Study(library, [add_deck(library, "sales", 1)])
    study.answer(5, 2345)
    entry = library.store.journal.entries()[0]
    assert entry.fact == Review("sales-00:recognise", 5, 2345)  # type: ignore[arg-type]  # an id is text
    assert (entry.day, entry.at) == (date(2026, 3, 1), library.now())
    standing = library.store.journal.standing(entry.fact.card)
    assert standing is not None
    assert standing.schedule == Schedule(date(2026, 3, 2), 1, 1, 0, 2600)


def test_an_answer_under_4_comes_again_today_as_a_drill(library: Library) -> None:
    study = Study(library, [add_deck(library, "sales", 2)])
    study.answer(2, 1000)
    study.answer(4, 1000)
    assert study.question is not None
    assert (study.question.card.id, study.question.turn) == ("sales-00:recognise", Turn.DRILL)
    study.answer(3, 1000)
    study.answer(4, 1000)
    assert asked(study) is None
    kinds = [type(entry.fact) for entry in library.store.journal.entries()]
    assert kinds == [Review, Review, Drill, Drill]


def test_undo_brings_the_card_back_with_its_schedule(library: Library, clock: Clock) -> None:
    deck = add_deck(library, "sales", 3)
    study_all(Study(library, [deck]))
    clock.pass_days(1)
    study = Study(library, [deck])
    before = library.store.journal.standings()
    card = asked(study)
    study.answer(2, 1000)
    undone = study.undo()
    assert undone is not None
    assert undone.answer is not None
    assert undone.answer.quality == 2
    assert asked(study) == card
    assert library.store.journal.standings() == before
    assert isinstance(library.store.journal.entries()[-1].fact, Cancel)


def test_undo_reaches_back_across_sittings_and_decks(library: Library) -> None:
    first, second = add_deck(library, "sales", 1), add_deck(library, "tools", 1)
    study_all(Study(library, [first]))
    study_all(Study(library, [second]))
    study = Study(library, [first])
    assert study.undo() is not None
    assert asked(study) is None  # the last answer was in the other deck
    study.undo()
    assert asked(study) == "sales-00:recognise"
    assert study.undo() is None
    assert library.store.journal.standings() == {}


def test_a_sitting_is_resumed_where_it_was_left(library: Library) -> None:
    deck = add_deck(library, "sales", 5)
    study = Study(library, [deck])
    study.answer(4, 1000)
    study.answer(2, 1000)
    again = Study(library, [deck])
    assert (again.resumed, again.session.total) == (2, 6)
    assert asked(again) == "sales-02:recognise"
    study_all(again)
    assert Study(library, [deck]).question is None


def test_what_was_crammed_is_no_part_of_the_day(library: Library) -> None:
    deck = add_deck(library, "sales", 5)
    crammed = Study(library, [deck], Wishes(cram=(CardId("sales-00:recognise"),)))
    crammed.answer(4, 1000)
    today = Study(library, [deck])
    assert (today.resumed, today.session.total) == (0, 5)
    assert today.answers_today().total() == 1


def test_siblings_wait_for_another_day(library: Library, clock: Clock) -> None:
    deck = add_deck(library, "sales", 1, (Direction.RECOGNISE, Direction.CLOZE))
    study = Study(library, [deck])
    assert (asked(study), study.session.total) == ("sales-00:recognise", 1)
    study_all(study)
    clock.pass_days(2)
    study = Study(library, [deck])
    assert (asked(study), study.session.total) == ("sales-00:recognise", 1)
    study_all(study)
    clock.pass_days(1)
    assert asked(Study(library, [deck])) == "sales-00:cloze"


def test_new_cards_stop_at_the_days_limit_over_all_decks(library: Library, clock: Clock) -> None:
    first, second = add_deck(library, "sales", 8), add_deck(library, "tools", 8)
    assert deck_counts(library, [first, second]).new == 10
    study_all(Study(library, [first]))
    assert deck_counts(library, [second]).new == 2
    clock.pass_days(1)
    assert deck_counts(library, [second]).new == 8


def test_an_answer_given_elsewhere_is_not_given_twice(library: Library) -> None:
    deck = add_deck(library, "sales", 2)
    one, other = Study(library, [deck]), Study(library, [deck])
    one.answer(4, 1000)
    with pytest.raises(ChangedElsewhereError):
        other.answer(2, 1000)
    assert len(library.store.journal.entries()) == 1
    assert asked(other) == "sales-01:recognise"


def test_a_dry_run_tells_what_the_answer_will_do(library: Library) -> None:
    study = Study(library, [add_deck(library, "sales", 1)])
    choices = {choice.quality: choice for choice in study.choices([2, 3, 4, 5])}
    assert [choice.comes_again for choice in choices.values()] == [True, True, False, False]
    study.answer(5, 1000)
    card = library.store.journal.entries()[0].fact
    assert isinstance(card, Review)
    standing = library.store.journal.standing(card.card)
    assert standing is not None
    assert standing.schedule == choices[5].schedule


def test_a_note_that_leaves_its_file_keeps_its_history(library: Library) -> None:
    deck = add_deck(library, "sales", 1)
    study_all(Study(library, [deck]))
    path = library.decks_folder / "sales.yaml"
    text = path.read_text(encoding="utf-8")
    before = library.store.journal.standings()
    path.unlink()
    sync(library)
    assert library.store.shelf.decks() == ()
    path.write_text(text, encoding="utf-8")
    sync(library)
    assert library.store.journal.standings() == before


def test_answers_are_ordered_though_the_clock_is_set_back(library: Library, clock: Clock) -> None:
    study = Study(library, [add_deck(library, "sales", 2)])
    study.answer(4, 1000)
    clock.now = clock.now.replace(hour=9)
    study.answer(5, 1000)
    found = [entry.fact for entry in library.store.journal.entries()]
    assert [fact.quality for fact in found if isinstance(fact, Review)] == [4, 5]


def test_a_failing_disk_saves_nothing_and_keeps_the_card(library: Library) -> None:
    study = Study(library, [add_deck(library, "sales", 1)])
    with library.store.journal._database.writing() as connection:  # a real full disk
        connection.execute("PRAGMA query_only = ON")
    with pytest.raises(StorageError, match="cannot write"):
        study.answer(4, 1000)
    assert asked(study) == "sales-00:recognise"
    with library.store.journal._database.reading() as connection:  # and room again
        connection.execute("PRAGMA query_only = OFF")
    study.answer(4, 1000)
    assert len(library.store.journal.entries()) == 1


@settings(max_examples=25, deadline=None)
@given(st.lists(st.one_of(st.integers(0, 5), st.just("undo"), st.just("day")), max_size=40))
def test_replaying_the_log_gives_what_is_stored(
    tmp_path_factory: pytest.TempPathFactory, acts: list[int | str]
) -> None:
    clock = Clock()
    folder: Path = tmp_path_factory.mktemp("home")
    with Library(folder, clock) as library:
        deck = add_deck(library, "sales", 4, (Direction.RECOGNISE, Direction.CLOZE))
        study = Study(library, [deck])
        first = (study.session, library.store.journal.standings())
        for act in acts:
            if act == "undo":
                study.undo()
            elif act == "day":
                clock.pass_days(1)
                study = Study(library, [deck])
            elif study.question is not None:
                study.answer(int(act), 1000)
            assert replay_all(library.store.journal.entries()) == library.store.journal.standings()
        if "day" not in acts:
            while study.undo() is not None:
                pass
            assert (study.session, library.store.journal.standings()) == first


def test_the_next_cards_come_tomorrow_while_there_are_new_ones(
    library: Library, clock: Clock
) -> None:
    deck = add_deck(library, "sales", 12)
    other = add_deck(library, "tools", 1)
    study = Study(library, [deck])
    study_all(study)
    clock.pass_days(1)
    study = Study(library, [deck])
    study_all(study)  # ten reviews, and the last two new cards
    assert study.next_day() == date(2026, 3, 3)
    clock.pass_days(1)
    study = Study(library, [deck])
    study_all(study)
    assert study.next_day() == date(2026, 3, 8)
    assert Study(library, [deck, other]).next_day() == date(2026, 3, 4)


def test_undo_in_a_sitting_takes_a_harvest_back_too(library: Library, tmp_path: Path) -> None:
    posting = tmp_path / "p.md"
    posting.write_text("The churn[^churn] rose.\n\n[^churn]: The loss.\n", encoding="utf-8")
    deck = add_deck(library, "sales", 1)
    study = Study(library, [deck])
    study.answer(4, 1000)
    accept(library, [read_footnotes(str(posting))[1]])
    assert len(library.store.shelf.decks()) == 2
    undone = study.undo()
    assert undone is not None
    assert (undone.answer, undone.words) == (None, "took back a new note")
    assert len(library.store.shelf.decks()) == 1
    undone = study.undo()
    assert undone is not None
    assert undone.answer is not None


@pytest.mark.parametrize("direction", list(Direction))
def test_each_review_of_a_card_leads_with_another_sentence(
    library: Library, clock: Clock, direction: Direction
) -> None:
    sentences = tuple(Example(f"ARR {word}.", "ARR") for word in ("grew", "fell", "stood"))
    note = Note(NoteId("arr"), "ARR", senses=(Sense("A value."),), examples=sentences)
    deck = Deck(DeckId("one"), "One", directions=(direction,), notes=(note,))
    deckfile.create(library.decks_folder / "one.yaml", deck)
    sync(library)
    shown = []
    for _ in range(4):
        study = Study(library, [shelved.deck for shelved in library.store.shelf.decks()])
        assert study.question is not None
        shown.append(study.question.examples[0].sentence)
        study.answer(4, 1000)
        clock.pass_days(30)
    assert shown == ["ARR grew.", "ARR fell.", "ARR stood.", "ARR grew."]
