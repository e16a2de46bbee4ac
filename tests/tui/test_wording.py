from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from textual.content import Content

from termcards.cards import Card, CardId
from termcards.library.incoming import Incoming, Kind
from termcards.library.studying import Choice, Question
from termcards.library.triaging import Finished
from termcards.library.undone import Undone
from termcards.log import UNTOUCHED, Drill, Edit, Review, Schedule, Standing
from termcards.notes import Direction, Note, NoteId
from termcards.pages.exchange import results_in_words
from termcards.scheduling.queue import Turn
from termcards.settings import Grades
from termcards.storage.deckfile import Left
from termcards.tui.offer import summary
from termcards.tui.sitting import after_grade, last_blocks, taken_back
from termcards.tui.widgets.frame import Notice, StatusLine, spread
from termcards.tui.widgets.grades import Row, one_row, rows
from termcards.tui.widgets.progress import ProgressLine
from termcards.tui.wording import grade_name, grades_given, in_days, time_taken
from tests.tui.seat import BILINGUAL

TODAY = date(2026, 3, 2)


def schedule(interval: int, ease_factor: int = 2500) -> Schedule:
    return Schedule(TODAY + timedelta(days=interval), interval, 2, 0, ease_factor)


def question(term: str, *aliases: str, interval: int | None = None) -> Question:
    note = Note(NoteId(term), term, aliases=aliases)
    standing = Standing(schedule(interval), TODAY, TODAY, False) if interval else UNTOUCHED
    return Question(
        Card(note.id, Direction.RECOGNISE), Turn.NEW, note, BILINGUAL, standing, False, ()
    )


EDIT = Edit("core.yaml", 0, "", "text")

CHOICES = (
    Choice(2, schedule(1, 1300), True),
    Choice(3, schedule(36_500, 1300), True),
    Choice(4, schedule(36_500, 2500), False),
    Choice(5, schedule(36_500, 2600), False),
)


@pytest.mark.parametrize(
    ("days", "words"), [(0, "today"), (1, "tomorrow"), (2, "in 2 days"), (365, "in 365 days")]
)
def test_days_in_words(days: int, words: str) -> None:
    assert in_days(days) == words


def test_grades_of_other_programs_have_names_too() -> None:
    assert grade_name(4) == "Good"
    assert grade_name(0) == "quality 0"
    given = Counter({0: 1, 4: 3, 2: 2})
    assert grades_given(given, Grades.FOUR) == "again 3 · hard 0 · good 3 · easy 0"
    assert grades_given(given, Grades.TWO) == "again 3 · good 3"
    assert grades_given(Counter({3: 1}), Grades.TWO) == "again 0 · hard 1 · good 0"
    assert grades_given(given, Grades.EXACT) == "quality 0: 1 · quality 2: 2 · quality 4: 3"


@pytest.mark.parametrize(
    ("times", "words"),
    [([2000], "2 s · 2 s a card"), ([30_000, 31_000], "1 min · 30 s a card")],
)
def test_the_time_of_a_sitting(times: list[int], words: str) -> None:
    assert time_taken(times) == words


def test_a_repeat_says_when_the_card_is_due() -> None:
    sure, unsure = Choice(4, None, False), Choice(3, None, True)
    answered = question("ARR", interval=6)
    assert after_grade(sure, answered, None, TODAY).plain == (
        "Good, back in 6 days · u undoes · ARR"
    )
    assert after_grade(unsure, answered, None, TODAY).plain == (
        "Hard, comes again today · u undoes · ARR"
    )


@pytest.mark.parametrize(
    ("coming", "is_named"),
    [
        (question("ARR"), False),
        (question("arr (finance)"), False),
        (question("revenue", "ＡＲＲ"), False),
        (question("annual"), False),
        (question("MRR"), True),
        (None, True),
    ],
)
def test_a_term_is_named_where_it_helps_nobody(coming: Question | None, is_named: bool) -> None:
    answered = question("ARR", "annual revenue")
    words = after_grade(CHOICES[2], answered, coming, TODAY).plain
    assert words.endswith("· ARR") is is_named


@pytest.mark.parametrize(
    ("undone", "words"),
    [
        (Undone((Review(CardId("arr:cloze"), 5, 1),), "ARR"), "took back Easy · ARR"),
        (Undone((Drill(CardId("churn:cloze"), 2, 1),), "churn"), "took back Again"),
        (Undone((EDIT,)), "took back 1 change of deck files"),
        (
            Undone((EDIT,) * 4, left=(Left(Path("decks/core.yaml"), 41),)),
            "took back 3 changes of deck files; "
            "core.yaml:41 was changed by hand since, and is left as it is",
        ),
    ],
)
def test_what_was_taken_back_is_told(undone: Undone, words: str) -> None:
    assert taken_back(undone, question("churn rate")).plain == words


def test_a_day_without_answers_has_no_numbers() -> None:
    [heading] = last_blocks(Counter(), [], None, TODAY)
    assert heading.content.plain == "Done for today"


def test_the_longest_intervals_fit_their_buttons() -> None:
    assert [line.plain.rstrip() for line in rows(Row(CHOICES), 40)] == [
        " 1Again    2Hard     3Good     4Easy",
        "  ↻ 1 d     ↻ 36500 d 36500 d   36500 d",
        "  1.30      1.30      2.50      2.60   ease",
    ]


@pytest.mark.parametrize(
    ("width", "row"),
    [
        (63, " 1Again ↻ 1 d   2Hard ↻ 36500 d   3Good 36500 d   4Easy 36500 d"),
        (60, " 1Again ↻ 1 d  2Hard ↻ 36500 d  3Good 36500 d  4Easy 36500 d"),
        (59, " 1Again  2Hard  3Good  4Easy"),
        (28, " 1Again  2Hard  3Good  4Easy"),
        (25, " 1Again 2Hard 3Good 4Easy"),
        (20, " 1  2  3  4"),
        (8, "1 2 3 4"),
        (4, "1 2…"),
    ],
)
def test_one_row_of_buttons_says_as_much_as_there_is_room_for(width: int, row: str) -> None:
    assert one_row(Row(CHOICES), width).plain == row


@pytest.mark.parametrize(
    ("width", "line"),
    [(20, " left         right"), (10, " l… right"), (4, " r…")],
)
def test_a_title_gives_way_to_its_counts(width: int, line: str) -> None:
    assert spread(Content("left"), Content("right"), width).plain == line


def test_the_tail_of_a_notice_stays() -> None:
    line = StatusLine()
    line._notice = Notice(Content("not saved: the disk is full"), Content("; r tries again"))
    assert [row.plain for row in line.lines(30)] == [" not saved: t…; r tries again"]


@pytest.mark.parametrize(
    ("width", "told"),
    [
        (
            110,
            "added 18 (9 without a meaning yet), 1 sentence to known terms, 3 known, 2 never again",
        ),
        (106, "added 18 (9 without meaning), 1 sentence to known terms, 3 known, 2 never again"),
        (82, "added 18 (9 without meaning), 1 sentence, 3 known, 2 never"),
        (80, "added 18, 1 sentence, 3 known, 2 never"),
    ],
)
def test_a_finished_posting_is_told_in_as_many_words_as_there_is_room_for(
    width: int, told: str
) -> None:
    assert told_of(Finished("Core", 18, 9, 1, 3, 2), width) == f" {told} · u takes it all back"


def test_a_finished_posting_without_much_to_tell_is_told_in_full() -> None:
    done = Finished("Core", 18, 9, 1, 0, 0)
    told = " added 18 (9 without meaning), 1 sentence to known terms · u takes it all back"
    assert told_of(done, 80) == told
    assert told_of(Finished(None, 0, 0, 0, 0, 0), 80) == " nothing was added"


def test_what_came_in_is_told_in_less_words_too() -> None:
    core = ("Core", (Note(NoteId("a"), "a"), Note(NoteId("b"), "b")))
    other = ("Other", (Note(NoteId("c"), "c"),))
    incoming = Incoming(Kind.ANKI, (), (core, other), 0, 0, (), reviews=1200)
    assert results_in_words(incoming) == (
        "2 notes added to Core, 1 note added to Other, 1,200 answers joined the log",
        "3 notes added to 2 decks, 1,200 answers joined the log",
        "3 notes in 2 decks, 1,200 answers",
    )
    assert results_in_words(replace(incoming, decks=(core,))) == (
        "2 notes added to Core, 1,200 answers joined the log",
        "2 notes added to Core, 1,200 answers",
    )
    assert results_in_words(replace(incoming, decks=(core,), reviews=0)) == (
        "2 notes added to Core",
    )


def told_of(done: Finished, width: int) -> str:
    told = summary(done)
    words, *shorter = map(Content, (told.words, *told.shorter))
    line = StatusLine()
    line._notice = Notice(words, Content(told.tail), shorter=shorter)
    (row,) = line.lines(width)
    return row.plain


@pytest.mark.parametrize(
    ("done", "total", "line"),
    [
        (0, 0, " ──── 0/0"),
        (1, 4, " ━─── 1/4"),
        (4, 4, " ━━━━ 4/4"),
    ],
)
def test_the_bar_shows_the_share_that_is_done(done: int, total: int, line: str) -> None:
    bar = ProgressLine()
    bar._done, bar._total = done, total
    assert [row.plain for row in bar.lines(10)] == [line]


def test_a_choice_without_schedule_shows_no_ease() -> None:
    repeats = tuple(replace(choice, schedule=None) for choice in CHOICES)
    assert [line.plain.split() for line in rows(Row(repeats), 76)[1:]] == [
        ["↻", "today", "↻", "today", "done", "done"],
        [],
    ]
