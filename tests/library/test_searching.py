"""What queries find in a small library made by hand."""

from datetime import timedelta
from pathlib import Path

import pytest

from termcards.cards import CardId
from termcards.errors import UsageError
from termcards.filters import Order
from termcards.library.browsing import Browser, Wanted
from termcards.library.choosing import cards_to_cram
from termcards.library.home import Library
from termcards.library.keeping import sync
from termcards.library.searching import cards_found, notes_found
from termcards.log import Drill, Fact, Mark, Review
from termcards.notes import (
    Citation,
    Deck,
    DeckId,
    Direction,
    Example,
    Note,
    NoteId,
    Posting,
    Sense,
    Source,
)
from termcards.scheduling import acts
from termcards.storage import deckfile
from tests.library.conftest import Clock

NOTES = (
    Note(
        NoteId("arr"),
        "ARR",
        aliases=("annual recurring revenue",),
        senses=(
            Sense(
                "The yearly value of subscriptions, 100% of them.",
                translation="年度经常性收入",
                source=Source("Glossary", "https://example.org/arr"),
            ),
        ),
        examples=(
            Example("Retention decides whether ARR grows.", "ARR", "忘却曲线", Citation("lead", 3)),
        ),
        tags=("metric", "Sales::Numbers"),
    ),
    Note(
        NoteId("cafe"),
        "café culture",
        senses=(Sense('It is said "over coffee" (a*b, 5:1) \\ and [so] on.'),),
        examples=(Example("Their café culture is known.", "café culture"),),
        tags=("hr",),
    ),
    Note(NoteId("bare"), "忘却", tags=("hr-old",)),
)
OTHERS = (
    Note(NoteId("ats"), "ＡＴＳ", senses=(Sense("応募者追跡システム"),)),
    Note(NoteId("odd"), "Zürich [x] ?", senses=(Sense("c++ & c#"),), usage="never in coffee"),
)
BOTH = (Direction.RECOGNISE, Direction.CLOZE)


@pytest.fixture
def shelf(library: Library) -> Library:
    decks = (
        Deck(
            DeckId("sales"),
            "Sales",
            directions=BOTH,
            postings=(Posting("lead", "Customer Lead", "https://jobs.example.org/7"),),
            notes=NOTES,
        ),
        Deck(DeckId("hr"), "Sales::採用 (HR)", directions=BOTH, notes=OTHERS),
    )
    for deck in decks:
        deckfile.create(library.decks_folder / f"{deck.id}.yaml", deck)
    sync(library)
    return library


def ids(library: Library, query: str) -> set[str]:
    return {shelved.note.id for shelved in notes_found(library, query)}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"arr", "cafe", "bare", "ats", "odd"}),
        ("arr", {"arr"}),
        ("RECURRING", {"arr"}),
        ("etent", {"arr"}),
        ("cafe", {"cafe"}),
        ("CAFÉ", {"cafe"}),
        ("ats", {"ats"}),
        ("ＡＴＳ", {"ats"}),
        ("zurich", {"odd"}),
        ("忘却", {"arr", "bare"}),
        ("忘", {"arr", "bare"}),
        ("年度经常性收入", {"arr"}),
        ("追跡", {"ats"}),
        ("c", {"arr", "cafe", "odd"}),
        ("c+", {"odd"}),
        ("coffee", {"cafe", "odd"}),
        ("coffee -never", {"cafe"}),
        ("coffee never", {"odd"}),
        ("arr or ats", {"arr", "ats"}),
        ("-coffee", {"arr", "bare", "ats"}),
        ("-(arr or coffee)", {"bare", "ats"}),
        ('"yearly value"', {"arr"}),
        ('"value yearly"', set()),
        ("value yearly", {"arr"}),
        ('"revenue the yearly"', set()),
        ("year*subscr", {"arr"}),
        ("subscr*year", set()),
        (r'"\"over coffee\""', {"cafe"}),
        ("[so]", {"cafe"}),
        ("[x]", {"odd"}),
        ("5:1", {"cafe"}),
        (r"a\*b", {"cafe"}),
        ("a*b", {"arr", "cafe"}),
        ("[so]*on", {"cafe"}),
        ("?", {"odd"}),
        ("%", {"arr"}),
        ("&", {"odd"}),
        ("NOT", set()),
        ("NEAR", set()),
        ("100%", {"arr"}),
        ("deck:sales", {"arr", "cafe", "bare", "ats", "odd"}),
        ("deck:Sales -deck:sales::*", {"arr", "cafe", "bare"}),
        ('deck:"sales::採用 (hr)"', {"ats", "odd"}),
        ("deck:*採用*", {"ats", "odd"}),
        ("deck:hr", {"ats", "odd"}),
        ("deck:sal", set()),
        ("deck:sal*", {"arr", "cafe", "bare", "ats", "odd"}),
        ("tag:hr", {"cafe"}),
        ("tag:hr*", {"cafe", "bare"}),
        ("tag:sales", {"arr"}),
        ("tag:sales::numbers", {"arr"}),
        ("tag:*num*", {"arr"}),
        ("-tag:*", {"ats", "odd"}),
        ("term:recurring", {"arr"}),
        ("term:coffee", set()),
        ("meaning:coffee", {"cafe"}),
        ("meaning:年度", {"arr"}),
        ("source:lead", {"arr"}),
        ('source:"customer lead"', {"arr"}),
        ("source:jobs.example", {"arr"}),
        ("source:glossary", {"arr"}),
        ("source:retention", set()),
        ("card:cloze", {"arr", "cafe"}),
        ("-card:cloze", {"arr", "cafe", "bare", "ats", "odd"}),
        ("is:new", {"arr", "cafe", "ats", "odd"}),
        ("is:cardless", {"bare"}),
        ("-is:cardless", {"arr", "cafe", "ats", "odd"}),
    ],
)
def test_what_is_found(shelf: Library, query: str, found: set[str]) -> None:
    assert ids(shelf, query) == found


def test_notes_of_that_name_come_first(shelf: Library) -> None:
    assert [shelved.note.id for shelved in notes_found(shelf, "忘却")] == ["bare", "arr"]


def cards(library: Library, query: str) -> set[str]:
    return set(cards_found(library, query))


ARR, ARR_CLOZE = CardId("arr:recognise"), CardId("arr:cloze")
CAFE, CAFE_CLOZE = CardId("cafe:recognise"), CardId("cafe:cloze")
ATS, ODD = CardId("ats:recognise"), CardId("odd:recognise")
BARE = CardId("bare:")
"""No card, for a note without any."""
EVERY = {ARR, ARR_CLOZE, CAFE, CAFE_CLOZE, ATS, ODD}


@pytest.fixture
def learned(shelf: Library, clock: Clock) -> Library:
    """On the first day all but two cards; three days later some of them again, and verbs."""
    shelf.record([Review(card, 4, 1000) for card in (ARR, ARR_CLOZE, CAFE, ATS)])
    clock.pass_days(3)
    facts: list[Fact] = [Review(ARR, 5, 1000), Review(ATS, 2, 1000)]
    shelf.record(facts)
    shelf.record(acts.suspend([CAFE_CLOZE]))
    shelf.record(acts.bury([ARR_CLOZE], shelf.today()))
    shelf.record(acts.flag([ODD], 3))
    shelf.record([Mark(NoteId("cafe"), True)])
    return shelf


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("is:due", {CAFE}),
        ("is:learn", {ATS}),
        ("is:review", {ARR, ARR_CLOZE, CAFE, ATS}),
        ("is:new", {CAFE_CLOZE, ODD}),
        ("is:suspended", {CAFE_CLOZE}),
        ("is:buried", {ARR_CLOZE}),
        ("is:marked", {CAFE, CAFE_CLOZE}),
        ("is:flagged", {ODD}),
        ("flag:3", {ODD}),
        ("flag:2", set()),
        ("flag:0", EVERY - {ODD}),
        ("is:leech", set()),
        ("is:known", set()),
        ("-is:due", EVERY - {CAFE}),
        ("-is:suspended -is:buried is:new", {ODD}),
        ("rated:1", {ARR, ATS}),
        ("rated:3", {ARR, ATS}),
        ("rated:4", {ARR, ARR_CLOZE, CAFE, ATS}),
        ("rated:4:3", {ARR, ARR_CLOZE, CAFE, ATS}),
        ("rated:1:1", {ATS}),
        ("rated:1:4", {ARR}),
        ("prop:reps=2", {ARR, ATS}),
        ("prop:reps=0", {CAFE_CLOZE, ODD}),
        ("prop:lapses>0", {ATS}),
        ("prop:ivl>1", {ARR}),
        ("prop:ivl=1", {ARR_CLOZE, CAFE, ATS}),
        ("prop:ease>2.5", {ARR}),
        ("prop:ease=2.5", {ARR_CLOZE, CAFE, ATS}),
        ("prop:due=-2", {ARR_CLOZE, CAFE}),
        ("prop:due>0", {ARR, ATS}),
        ("prop:due!=1", {ARR, ARR_CLOZE, CAFE}),
    ],
)
def test_what_is_found_by_how_cards_stand(learned: Library, query: str, found: set[str]) -> None:
    assert cards(learned, query) == found


def test_an_answer_that_was_taken_back_was_not_given(learned: Library) -> None:
    learned.record([Drill(ODD, 4, 1000)])
    assert ODD in cards(learned, "rated:1")
    learned.store.journal.cancel(
        learned.store.journal.last_act()[0].act, at=learned.now(), day=learned.today()
    )
    assert ODD not in cards(learned, "rated:1")


def test_a_known_term_and_a_leech_are_told_apart(shelf: Library) -> None:
    from termcards.log import Suspend, Suspension

    shelf.record([Suspend(ARR, Suspension.KNOWN), Suspend(ATS, Suspension.LEECH)])
    assert cards(shelf, "is:known") == {ARR}
    assert cards(shelf, "is:leech") == {ATS}
    assert cards(shelf, "is:suspended") == {ATS}


def test_notes_are_found_by_the_day_on_which_they_came(shelf: Library, clock: Clock) -> None:
    clock.pass_days(5)
    # At three in the morning the learner's day has not turned yet.
    clock.now -= timedelta(hours=9)
    deck = Deck(DeckId("late"), "Late", notes=(Note(NoteId("new"), "new", senses=(Sense("n"),)),))
    deckfile.create(shelf.decks_folder / "late.yaml", deck)
    sync(shelf)
    clock.now += timedelta(hours=2)
    assert ids(shelf, "added:1") == set()
    assert ids(shelf, "added:2") == {"new"}
    assert ids(shelf, "added:5") == {"new"}
    assert ids(shelf, "added:6") == {"arr", "cafe", "bare", "ats", "odd", "new"}


def test_a_change_does_not_make_a_note_new(shelf: Library, clock: Clock) -> None:
    clock.pass_days(5)
    path = shelf.decks_folder / "sales.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("ARR grows", "ARR will grow"), "utf-8")
    sync(shelf)
    assert ids(shelf, "grow") == {"arr"}
    assert ids(shelf, "added:3") == set()


def test_what_leaves_its_file_is_not_found_any_more(shelf: Library) -> None:
    (shelf.decks_folder / "sales.yaml").unlink()
    sync(shelf)
    assert ids(shelf, "arr or coffee or tag:hr*") == {"odd"}
    assert ids(shelf, "retention") == set()


def test_a_note_that_moves_is_found_in_its_new_deck(shelf: Library) -> None:
    (shelf.decks_folder / "sales.yaml").rename(shelf.decks_folder / "other.yaml")
    path = shelf.decks_folder / "other.yaml"
    text = path.read_text("utf-8").replace("id: sales", "id: other").replace(": Sales", ": Other")
    path.write_text(text, "utf-8")
    sync(shelf)
    assert ids(shelf, "deck:other recurring") == {"arr"}
    assert ids(shelf, "deck:sales") == {"ats", "odd"}


def test_a_store_that_has_lost_its_texts_makes_them_again(
    shelf: Library, tmp_path: Path, clock: Clock
) -> None:
    import sqlite3

    shelf.close()
    with sqlite3.connect(shelf.folder / "termcards.db") as connection:
        connection.execute("DELETE FROM texts")
        connection.execute("DELETE FROM tags")
    connection.close()
    with Library(shelf.folder, clock) as again:
        assert ids(again, "recurring or tag:hr or source:lead") == {"arr", "cafe"}


@pytest.mark.parametrize(
    ("order", "is_reversed", "found"),
    [
        (Order.TERM, False, [ARR, ARR_CLOZE, ATS, CAFE, CAFE_CLOZE, ODD, BARE]),
        (Order.TERM, True, [BARE, ODD, CAFE, CAFE_CLOZE, ATS, ARR, ARR_CLOZE]),
        (Order.DUE, False, [ARR_CLOZE, CAFE, ATS, ARR, CAFE_CLOZE, ODD, BARE]),
        (Order.DUE, True, [ARR, ATS, ARR_CLOZE, CAFE, CAFE_CLOZE, ODD, BARE]),
        (Order.INTERVAL, False, [ARR, ARR_CLOZE, ATS, CAFE, CAFE_CLOZE, ODD, BARE]),
        (Order.DECK, False, [ARR, ARR_CLOZE, CAFE, CAFE_CLOZE, BARE, ATS, ODD]),
    ],
)
def test_cards_come_in_the_order_that_is_wanted(
    learned: Library, order: Order, is_reversed: bool, found: list[CardId]
) -> None:
    result = Browser(learned).search(Wanted("", order, is_reversed))
    assert result is not None
    assert list(result.cards) == found


def test_the_hardest_come_first_by_ease(learned: Library) -> None:
    result = Browser(learned).search(Wanted("is:review", Order.EASE))
    assert result is not None
    assert result.cards[-1] == ARR


def test_a_search_that_nobody_wants_any_more_gives_nothing(shelf: Library) -> None:
    browser = Browser(shelf)
    first, second = Wanted("arr"), Wanted("ats")
    browser.ask(first)
    browser.ask(second)
    assert browser.search(first) is None
    found = browser.search(second)
    assert found is not None
    assert found.cards == (ATS,)


def test_a_query_that_is_not_understood_is_one_clear_line(shelf: Library) -> None:
    with pytest.raises(UsageError, match=r"^in the query: tag: what\?$"):
        notes_found(shelf, "arr tag:")


def test_what_a_query_finds_can_be_crammed(learned: Library) -> None:
    assert cards_to_cram(learned, "is:due or is:buried") == (ARR_CLOZE, CAFE)
    assert cards_to_cram(learned, "card:cloze") == (ARR_CLOZE,)
    with pytest.raises(UsageError, match="is:doe"):
        cards_to_cram(learned, "is:doe")
