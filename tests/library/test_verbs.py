"""What is done to the card before the learner is one act, and is taken back as one."""

from dataclasses import replace
from datetime import date

import pytest

from termcards.library import verbs
from termcards.library.explaining import past_of
from termcards.library.home import Library
from termcards.library.leeching import leech_of, rivals_of
from termcards.library.studying import Study
from termcards.library.todays import Wishes
from termcards.library.verbs import Verb
from termcards.log import Bury, Judge, Review, Suspend, Suspension, Verdict
from termcards.notes import Direction
from termcards.scheduling.queue import Turn
from termcards.scheduling.rivals import Likeness
from tests.library.conftest import Clock
from tests.library.decks import add_deck

BOTH = (Direction.RECOGNISE, Direction.CLOZE)
TOMORROW = date(2026, 3, 2)


def asked(study: Study) -> str | None:
    return study.question.card.id if study.question else None


@pytest.mark.parametrize(
    ("verb", "facts"),
    [
        (Verb.BURY, [Bury("sales-00:recognise", TOMORROW)]),  # type: ignore[arg-type]
        (
            Verb.BURY_NOTE,
            [Bury("sales-00:recognise", TOMORROW), Bury("sales-00:cloze", TOMORROW)],  # type: ignore[arg-type]
        ),
        (Verb.SUSPEND, [Suspend("sales-00:recognise", Suspension.ASKED)]),  # type: ignore[arg-type]
        (
            Verb.SUSPEND_NOTE,
            [
                Suspend("sales-00:recognise", Suspension.ASKED),  # type: ignore[arg-type]
                Suspend("sales-00:cloze", Suspension.ASKED),  # type: ignore[arg-type]
            ],
        ),
        (
            Verb.KNOW,
            [
                Suspend("sales-00:recognise", Suspension.KNOWN),  # type: ignore[arg-type]
                Suspend("sales-00:cloze", Suspension.KNOWN),  # type: ignore[arg-type]
                Judge("sales-00", Verdict.KNOWN),
            ],
        ),
    ],
)
def test_a_verb_takes_the_card_out_of_the_sitting_and_undo_brings_it_back(
    library: Library, verb: Verb, facts: list[object]
) -> None:
    study = Study(library, [add_deck(library, "sales", 3, BOTH)])
    before = (study.session, library.store.journal.standings())
    verbs.put_aside(library, study, verb)
    assert asked(study) == "sales-01:recognise"
    assert [entry.fact for entry in library.store.journal.entries()] == facts
    undone = study.undo()
    assert undone is not None
    assert undone.term == "sales-00" or verb is Verb.KNOW
    assert (study.session, library.store.journal.standings()) == before
    assert library.store.journal.verdicts() == {}


def test_a_mark_and_a_flag_leave_the_card_in_the_sitting(library: Library) -> None:
    study = Study(library, [add_deck(library, "sales", 2)])
    before = study.session
    assert verbs.toggle_mark(study) == "marked"
    assert study.question is not None
    assert study.question.is_marked
    assert verbs.flag(study, 3) == "flag 3"
    assert study.question.standing.flag == 3
    assert verbs.toggle_mark(study) == "mark taken away"
    assert verbs.flag(study, 0) == "no flag"
    assert (study.question.is_marked, study.question.standing.flag) == (False, 0)
    for _ in range(4):
        study.undo()
    assert study.session == before
    assert library.store.journal.marked() == frozenset()


def test_without_a_card_there_is_nothing_to_do_anything_to(library: Library) -> None:
    study = Study(library, [add_deck(library, "sales", 0)])
    with pytest.raises(ValueError, match="no card"):
        verbs.put_aside(library, study, Verb.BURY)


def made_leech(library: Library, clock: Clock, notes: int = 2) -> Study:
    (library.folder / "config.yaml").write_text("leech_failures: 2\n", encoding="utf-8")
    deck = add_deck(library, "sales", notes)
    library.settings = replace(
        library.settings, leeches=replace(library.settings.leeches, failures=2)
    )
    Study(library, [deck]).answer(2, 1000)
    clock.pass_days(1)
    return Study(library, [deck])


def test_a_leech_taken_up_again_comes_once_more_with_its_next_sentence(
    library: Library, clock: Clock
) -> None:
    study = made_leech(library, clock)
    question = study.question
    assert question is not None
    study.answer(2, 1000)
    assert study.is_leech
    assert [queued.card for queued in study.session.waiting] == ["sales-01:recognise"]
    leech = leech_of(library, question)
    assert (leech.standing.failures, leech.path.name, leech.line) == (2, "sales.yaml", 8)
    assert not leech.has_other_sentence
    verbs.resume(study, question.card.id)
    assert [queued.turn for queued in study.session.waiting] == [Turn.NEW, Turn.DRILL]
    study.undo()
    assert [queued.card for queued in study.session.waiting] == ["sales-01:recognise"]
    study.undo()
    assert asked(study) == "sales-00:recognise"
    assert study.question is not None
    assert study.question.standing.suspended is None


def test_a_leech_that_is_let_go_is_known(library: Library, clock: Clock) -> None:
    study = made_leech(library, clock)
    question = study.question
    assert question is not None
    study.answer(2, 1000)
    verbs.let_go(library, study, question)
    assert library.store.journal.verdicts() == {"sales-00": Verdict.KNOWN}
    standing = library.store.journal.standing(question.card.id)
    assert standing.suspended is Suspension.KNOWN
    study.undo()
    standing = library.store.journal.standing(question.card.id)
    assert standing.suspended is Suspension.LEECH
    assert library.store.journal.verdicts() == {}


def test_the_rivals_are_sought_in_all_decks(library: Library) -> None:
    study = Study(library, [add_deck(library, "sales", 1)])
    add_deck(library, "salesman", 1)
    assert study.question is not None
    (rival,) = rivals_of(library, study.question.note, 5)
    assert (rival.note.term, rival.likenesses) == ("salesman-00", (Likeness.LETTERS,))


def test_the_past_of_a_card_has_the_newest_answer_first(library: Library, clock: Clock) -> None:
    deck = add_deck(library, "sales", 1)
    Study(library, [deck]).answer(4, 1000)
    clock.pass_days(1)
    Study(library, [deck]).answer(5, 1000)
    card = library.store.shelf.cards_in(deck.id)[0]
    past = past_of(library, card, library.store.journal.standing(card), deck.id)
    facts = [entry.fact for entry in past.answers]
    assert [fact.quality for fact in facts if isinstance(fact, Review)] == [5, 4]
    assert past.explanation.present == "6 d: the second success in a row"


def test_an_undo_gives_no_more_new_cards_than_were_wished_for(library: Library) -> None:
    study = Study(library, [add_deck(library, "sales", 9)], Wishes(new=3))
    study.answer(4, 1000)
    study.answer(4, 1000)
    study.undo()
    assert len(study.session.waiting) == 2
    assert study.session.total == 3


def test_an_undo_plans_the_minutes_not_anew(library: Library) -> None:
    # A new card takes 25 seconds, as long as there is nothing to go by.
    study = Study(library, [add_deck(library, "sales", 9)], Wishes(minutes=1.25))
    assert study.session.total == 3
    study.answer(2, 1000)
    study.answer(4, 1000)
    study.undo()
    assert [queued.turn for queued in study.session.waiting] == [Turn.NEW, Turn.NEW, Turn.DRILL]
    assert len(study.left_today()) == 9


def test_a_flag_taken_back_while_cramming_takes_no_answer_back(library: Library) -> None:
    deck = add_deck(library, "sales", 3)
    study = Study(library, [deck], Wishes(cram=library.store.shelf.cards_in(deck.id)))
    study.answer(4, 1000)
    verbs.flag(study, 1)
    study.undo()
    assert (study.session.done, asked(study)) == (1, "sales-01:recognise")
    verbs.put_aside(library, study, Verb.BURY_NOTE)
    assert asked(study) == "sales-02:recognise"
    study.undo()
    assert (study.session.done, asked(study)) == (1, "sales-01:recognise")
    study.undo()
    assert (study.session.done, asked(study)) == (0, "sales-00:recognise")
