from dataclasses import replace
from datetime import date

import pytest
from textual.events import Paste
from textual.pilot import Pilot

from termcards.library.home import Library
from termcards.library.studying import Study
from termcards.notes import Deck, DeckId, Direction, Note, NoteId, Sense
from termcards.tui.screens.help import HelpScreen
from termcards.tui.screens.home import HomeScreen
from termcards.tui.screens.study import StudyScreen
from termcards.tui.sitting import place_name
from termcards.tui.widgets.cardview import CardView
from termcards.tui.widgets.panel import Panel
from tests.tui.seat import (
    BILINGUAL,
    SIZES,
    Clock,
    background,
    key_line,
    opened,
    place,
    plain_deck,
    reviews,
    rows,
    shelve,
    status,
    text,
)

TWO = Deck(
    DeckId("two"),
    "Two",
    directions=(Direction.RECOGNISE,),
    notes=tuple(
        Note(NoteId(term), term, senses=(Sense(f"What {term} means."),))
        for term in ("EMEA", "churn")
    ),
)
LONG = Deck(
    DeckId("long"),
    "Long",
    directions=(Direction.RECOGNISE,),
    notes=(
        Note(NoteId("long"), "long", senses=(Sense("\n".join(f"line {n}" for n in range(60))),)),
        Note(NoteId("next"), "next", senses=(Sense("\n".join(f"row {n}" for n in range(60))),)),
    ),
)


async def test_the_question_is_shown_as_it_is_drawn(library: Library) -> None:
    decks = shelve(library, BILINGUAL)
    async with opened(library, study=decks) as pilot:
        assert rows(pilot) == [
            " Core vocabulary" + 42 * " " + "new 2  learn 0  due 0",
            " " + "─" * 74 + " 0/2",
            "",
            "  spaced repetition   noun",
            "",
            "  We rely on spaced repetition, and every [critical] step has a card.  1/2",
            "",
            "  中 ･･･   t shows",
            *[""] * 10,
            "",
            "  space  show answer",
            "",
            "",
            "",
            " space show answer  t translation  s sources  n next sentence  u undo  ? help",
        ]


async def test_the_answer_has_buttons_with_what_they_lead_to(library: Library) -> None:
    decks = shelve(library, BILINGUAL)
    async with opened(library, study=decks) as pilot:
        await pilot.press("space")
        assert rows(pilot)[6] == "  " + "─" * 76
        assert rows(pilot)[-5:] == [
            "  1 Again            2 Hard             3 Good             4 Easy",
            "   ↻ 1 d              ↻ 1 d              1 d                1 d",
            "   2.50               2.36               2.50               2.60   ease",
            "",
            " space good  t translation  s sources  n next sentence  u undo  q back  ? help",
        ]


async def test_a_drill_has_no_ease_to_show(library: Library) -> None:
    decks = shelve(library, plain_deck("Core", 1))
    async with opened(library, study=decks) as pilot:
        await pilot.press("space", "1", "space")
        assert rows(pilot)[-4].split() == ["↻", "today", "↻", "today", "done", "done"]
        assert "ease" not in text(pilot)


@pytest.mark.parametrize(
    ("key", "quality", "words"),
    [
        ("1", 2, "Again, comes again today · u undoes · EMEA"),
        ("2", 3, "Hard, comes again today · u undoes · EMEA"),
        ("3", 4, "Good, back tomorrow · u undoes · EMEA"),
        ("4", 5, "Easy, back tomorrow · u undoes · EMEA"),
        ("space", 4, "Good, back tomorrow · u undoes · EMEA"),
        ("enter", 4, "Good, back tomorrow · u undoes · EMEA"),
        ("１", 2, "Again, comes again today · u undoes · EMEA"),
        ("４", 5, "Easy, back tomorrow · u undoes · EMEA"),
        ("\u3000", 4, "Good, back tomorrow · u undoes · EMEA"),
    ],
)
async def test_a_key_grades_and_says_what_it_led_to(
    library: Library, key: str, quality: int, words: str
) -> None:
    decks = shelve(library, TWO)
    async with opened(library, study=decks) as pilot:
        await pilot.press("enter", key)
        assert reviews(library) == [("EMEA:recognise", quality)]
        assert status(pilot) == words
        assert rows(pilot)[3] == "  churn"


async def test_a_known_card_says_in_how_many_days_it_is_back(
    library: Library, clock: Clock
) -> None:
    decks = shelve(library, TWO)
    Study(library, decks).answer(4, 1000)
    clock.pass_days(1)
    async with opened(library, study=decks) as pilot:
        assert rows(pilot)[0].endswith("new 1  learn 0  due 1")
        await pilot.press("space", "3")
        assert status(pilot) == "Good, back in 6 days · u undoes · EMEA"


@pytest.mark.parametrize("key", ["1", "2", "3", "4", "３"])
async def test_a_grade_before_the_answer_does_nothing(library: Library, key: str) -> None:
    decks = shelve(library, TWO)
    async with opened(library, study=decks) as pilot:
        await pilot.press(key)
        assert status(pilot) == "space shows the answer first"
        assert rows(pilot)[3] == "  EMEA"
    assert reviews(library) == []


async def test_the_status_line_does_not_name_a_term_that_helps_with_the_next_card(
    library: Library,
) -> None:
    one = Note(NoteId("pdm"), "PDM", aliases=("product data",), senses=(Sense("One."),))
    other = Note(NoteId("pdm-2"), "pdm system", senses=(Sense("Two."),))
    decks = shelve(library, replace(TWO, notes=(one, other)))
    async with opened(library, study=decks) as pilot:
        await pilot.press("space", "3")
        assert status(pilot) == "Good, back tomorrow · u undoes"


async def test_the_status_line_does_not_name_a_card_that_is_asked_again_at_once(
    library: Library,
) -> None:
    decks = shelve(library, plain_deck("Core", 1))
    async with opened(library, study=decks) as pilot:
        await pilot.press("space", "1")
        assert status(pilot) == "Again, comes again today · u undoes"
        assert rows(pilot)[0].endswith("new 0  learn 1  due 0")
        assert rows(pilot)[1].endswith(" 1/2")


@pytest.mark.parametrize("key", ["t", "ｔ"])
async def test_the_translation_is_shown_and_hidden_for_this_card_only(
    library: Library, key: str
) -> None:
    decks = shelve(library, plain_deck("Core", 2))
    async with opened(library, study=decks) as pilot:
        assert "中 ･･･   t shows" in text(pilot)
        await pilot.press(key)
        assert "中 意思 0" in text(pilot)
        await pilot.press("space")
        assert "中 意思 0" in text(pilot)
        await pilot.press(key)
        assert "意思" not in text(pilot)
        await pilot.press(key, "3")
        assert "中 ･･･   t shows" in text(pilot)


async def test_sources_are_shown_and_hidden(library: Library) -> None:
    decks = shelve(library, BILINGUAL)
    async with opened(library, study=decks) as pilot:
        await pilot.press("s")
        assert "  source: Learning Engineer · 2026-02-18 · line 12" in rows(pilot)
        await pilot.press("ｓ")
        assert "source:" not in text(pilot)


async def test_the_sentences_are_stepped_through(library: Library) -> None:
    decks = shelve(library, BILINGUAL)
    async with opened(library, study=decks) as pilot:
        await pilot.press("n")
        assert "  Spaced repetition works.  2/2" in rows(pilot)
        await pilot.press("ｎ")
        assert rows(pilot)[5].endswith("1/2")


async def test_keys_that_can_do_nothing_are_not_offered(library: Library) -> None:
    decks = shelve(library, TWO)
    async with opened(library, study=decks) as pilot:
        assert key_line(pilot) == "space show answer  s sources  u undo  q back  ? help"
        before = rows(pilot)
        await pilot.press("t", "n", "r")
        assert rows(pilot) == before


async def test_a_long_answer_scrolls_and_keeps_its_buttons(library: Library) -> None:
    decks = shelve(library, LONG)
    async with opened(library, study=decks) as pilot:
        await pilot.press("space")
        assert "line 0" in text(pilot)
        assert "3 Good" in text(pilot)
        await pilot.press("j", "j")
        assert "  line 2" in rows(pilot)
        await pilot.press("k", "up", "pageup")
        assert rows(pilot)[3].startswith("  long")
        await pilot.press(*["pagedown"] * 6)
        assert "line 59" in text(pilot)
        assert "3 Good" in text(pilot)
        await pilot.press("3")
        assert rows(pilot)[3].startswith("  next")
        await pilot.press("space")
        assert "  row 0" in rows(pilot)


async def test_the_rule_comes_to_the_upper_third_if_the_answer_does_not_fit(
    library: Library,
) -> None:
    meaning = Sense("\n".join(f"line {number}" for number in range(12)))
    note = Note(NoteId("many"), "many", senses=(meaning,), usage="\n".join("abcdefghijkl"))
    decks = shelve(library, replace(LONG, notes=(note,), directions=(Direction.PRODUCE,)))
    async with opened(library, study=decks) as pilot:
        assert rows(pilot)[3] == "  say the term"
        await pilot.press("space")
        # The card has fifteen rows, from the fourth of the screen on.
        assert rows(pilot)[3 + 5] == "  " + "─" * 76
        assert rows(pilot)[3 + 4] == "  line 11"


async def test_undo_brings_the_last_card_back(library: Library) -> None:
    decks = shelve(library, TWO)
    async with opened(library, study=decks) as pilot:
        await pilot.press("space", "3", "space", "u")
        assert status(pilot) == "took back Good"
        assert rows(pilot)[3] == "  EMEA"
        assert "show answer" in text(pilot)
        await pilot.press("ｕ")
        assert status(pilot) == "nothing to take back"


async def test_an_undo_names_a_card_of_another_deck(library: Library) -> None:
    one, two = shelve(library, plain_deck("Core", 1), TWO)
    Study(library, [one]).answer(2, 1000)
    async with opened(library, study=[two]) as pilot:
        await pilot.press("u")
        assert status(pilot) == "took back Again · Core 00"
        assert rows(pilot)[3] == "  EMEA"


async def test_a_time_taken_back_does_not_count(library: Library) -> None:
    decks = shelve(library, TWO)
    async with opened(library, study=decks) as pilot:
        await pilot.press("space", "3", "u", "space", "3", "space", "3")
        assert "  4 s · 2 s a card" in rows(pilot)


async def test_a_finished_sitting_tells_its_numbers_and_can_be_taken_back(
    library: Library,
) -> None:
    decks = shelve(library, TWO)
    async with opened(library, study=decks) as pilot:
        await pilot.press("space", "1", "space", "4", "space", "3")
        assert [row for row in rows(pilot)[2:-2] if row] == [
            "  Done for today",
            "  3 answers today: again 1 · hard 0 · good 1 · easy 1",
            "  6 s · 2 s a card",
            "  The next review is due tomorrow.",
        ]
        assert status(pilot) == "Good, back tomorrow · u undoes · EMEA"
        assert key_line(pilot) == "u undo  q back  ? help"
        await pilot.press("space", "3", "1")
        assert len(reviews(library)) == 3
        await pilot.press("u")
        assert rows(pilot)[3] == "  EMEA"
        assert rows(pilot)[0].endswith("new 0  learn 1  due 0")


async def test_nothing_due_says_when_the_next_card_comes(library: Library, clock: Clock) -> None:
    decks = shelve(library, plain_deck("Core", 1))
    Study(library, decks).answer(4, 1000)
    clock.pass_days(1)
    Study(library, decks).answer(4, 1000)
    clock.pass_days(1)
    async with opened(library, study=decks) as pilot:
        assert "  The next review is due in 5 days, on 2026-03-09." in rows(pilot)


async def test_a_sitting_taken_up_again_says_so(library: Library) -> None:
    decks = shelve(library, plain_deck("Core", 3))
    async with opened(library, study=decks) as pilot:
        await pilot.press("space", "3")
    async with opened(library, study=decks, remark="hello") as pilot:
        assert status(pilot) == "hello · resumed: 1 graded, 2 to go"
        assert rows(pilot)[1].endswith(" 1/3")


async def test_the_answer_takes_as_long_as_the_question_was_shown(library: Library) -> None:
    decks = shelve(library, TWO)
    async with opened(library, study=decks) as pilot:
        # The stopwatch passes a second at each look: at the question, at space, at the grade.
        await pilot.press("space", "3")
    assert library.store.agenda.last_times(1) == (2000,)


async def test_back_goes_home_even_when_home_was_never_shown(library: Library) -> None:
    decks = shelve(library, TWO)
    async with opened(library, study=decks) as pilot:
        await pilot.press("q")
        assert place(pilot) is HomeScreen
        await pilot.press("enter")
        assert place(pilot) is StudyScreen
        await pilot.press("escape")
        assert place(pilot) is HomeScreen


def panel(pilot: Pilot[None]) -> list[str]:
    return [line.plain for line in pilot.app.screen.query_one(Panel).lines(35) if line]


async def test_the_panel_beside_the_card_tells_its_past(library: Library, clock: Clock) -> None:
    decks = shelve(library, BILINGUAL)
    Study(library, decks).answer(2, 1000)
    clock.pass_days(1)
    async with opened(library, study=decks, size=(120, 40)) as pilot:
        assert rows(pilot)[3][83:] == "  This card"
        assert panel(pilot) == [
            "This card",
            "review 2 · interval 1 d",
            "ease 2.50 · 0 lapses",
            "Session",
            "again 0 · hard 0 · good 0 · easy 0",
        ]
        await pilot.press("space")
        assert panel(pilot)[3:8] == [
            "Sources",
            "Learning Engineer",
            "2026-02-18",
            "line 30",
            "https://example.org/jobs",
        ]
        await pilot.press("3")
        assert panel(pilot) == [
            "This card",
            "new",
            "Session",
            "2 s · 2 s a card",
            "again 0 · hard 0 · good 1 · easy 0",
        ]
    async with opened(library, study=decks, size=(109, 40)) as pilot:
        assert "This card" not in text(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_study_fits_every_terminal(library: Library, size: tuple[int, int]) -> None:
    decks = shelve(library, BILINGUAL, LONG)
    async with opened(library, study=decks, size=size) as pilot:
        for keys in (["space"], ["t", "s"], ["3"], ["space"], ["4"], ["space"], ["pagedown"]):
            await pilot.press(*keys)
            shown = rows(pilot)
            assert len(shown) == size[1]
            assert all(len(row) <= size[0] for row in shown)
            assert shown[-1].endswith("? help")


@pytest.mark.parametrize(
    ("size", "buttons"),
    [
        ((40, 20), [" 1Again    2Hard     3Good     4Easy", "  ↻ 1 d     ↻ 1 d     1 d       1 d"]),
        ((60, 11), [" 1Again ↻ 1 d   2Hard ↻ 1 d   3Good 1 d   4Easy 1 d"]),
        ((39, 20), [" 1Again  2Hard  3Good  4Easy"]),
        ((20, 6), [" 1  2  3  4"]),
    ],
)
async def test_small_terminals_have_smaller_buttons(
    library: Library, size: tuple[int, int], buttons: list[str]
) -> None:
    decks = shelve(library, TWO)
    async with opened(library, study=decks, size=size) as pilot:
        await pilot.press("space")
        shown = [row for row in rows(pilot)[:-1] if row]
        assert shown[-len(buttons) :] == buttons


async def test_the_smallest_terminals_have_the_card_and_the_keys(library: Library) -> None:
    decks = shelve(library, TWO)
    async with opened(library, study=decks, size=(19, 5)) as pilot:
        assert rows(pilot) == [" EMEA", "", "", "", " space show  ? help"]
        await pilot.press("space", "3")
        assert rows(pilot)[0] == " churn"


@pytest.mark.parametrize("size", [(1, 1), (2, 2), (5, 1), (3, 10)])
async def test_a_terminal_of_no_use_is_no_error(library: Library, size: tuple[int, int]) -> None:
    decks = shelve(library, BILINGUAL)
    async with opened(library, study=decks, size=size) as pilot:
        await pilot.press("space", "s", "3", "space", "3", "u", "?", "q", "q")
        assert place(pilot) is HomeScreen
    assert [quality for _, quality in reviews(library)] == [4, 4, -1]


async def test_buttons_are_pressed_with_the_mouse(library: Library) -> None:
    decks = shelve(library, TWO)
    async with opened(library, study=decks) as pilot:
        await pilot.click(offset=(5, 19))
        assert "3 Good" in text(pilot)
        await pilot.click(offset=(rows(pilot)[19].index("Hard"), 20))
        assert reviews(library) == [("EMEA:recognise", 3)]
        await pilot.click(offset=(79, 19))
        assert "3 Good" in text(pilot)
        await pilot.click(offset=(78, 19))
        assert len(reviews(library)) == 1


async def test_paste_is_no_grade(library: Library) -> None:
    decks = shelve(library, TWO)
    async with opened(library, study=decks) as pilot:
        await pilot.press("space")
        pilot.app.post_message(Paste("3333 u q"))
        await pilot.pause()
        assert status(pilot) == "pasted text is not read here"
    assert reviews(library) == []


async def test_selected_text_is_copied(library: Library) -> None:
    decks = shelve(library, BILINGUAL)
    async with opened(library, study=decks) as pilot:
        view = pilot.app.screen.query_one(CardView)
        await pilot.mouse_down(offset=(2, 3))
        await pilot.hover(offset=(7, 3))
        await pilot.mouse_up(offset=(7, 3))
        assert pilot.app.screen.selections.keys() == {view}
        assert background(pilot, 3, 3) != background(pilot, 20, 3)
        await pilot.press("ctrl+c")
        assert pilot.app.clipboard == "spaced"
        assert status(pilot) == "copied"


async def test_the_help_names_the_keys_of_study_and_gives_the_card_back(
    library: Library,
) -> None:
    decks = shelve(library, TWO)
    async with opened(library, study=decks) as pilot:
        await pilot.press("space", "？")
        assert place(pilot) is HelpScreen
        shown = [row.strip() for row in rows(pilot)]
        assert shown[0] == "Keys · Study"
        assert "space enter  show the answer, then Good" in shown
        assert "1 2 3 4  Again, Hard, Good, Easy" in shown
        assert "j ↓ k ↑ pgdn pgup  scroll" in shown
        await pilot.press("3", "u", "q")
        assert place(pilot) is StudyScreen
        assert "3 Good" in text(pilot)
    assert reviews(library) == []


async def test_a_help_that_does_not_fit_scrolls(library: Library) -> None:
    decks = shelve(library, TWO)
    async with opened(library, study=decks, size=(40, 12)) as pilot:
        await pilot.press("?")
        assert "shift+drag" not in text(pilot)
        await pilot.press("pagedown", "j", "space", "pagedown")
        assert "shift+drag selects text as your" in text(pilot)
        await pilot.press("k", "pageup", "pageup", "pageup")
        assert "Answer" in text(pilot)


def test_a_sitting_goes_by_its_outermost_decks() -> None:
    names = ["Core", "Core::Sales", "Old::A"]
    decks = [Deck(DeckId(name), name) for name in names]
    assert place_name(decks) == "Core, Old::A"
    assert place_name(decks[1:2]) == "Core::Sales"


async def test_the_day_of_the_answers_is_the_learners(library: Library) -> None:
    decks = shelve(library, TWO)
    async with opened(library, study=decks) as pilot:
        await pilot.press("space", "3")
    [entry] = library.store.journal.entries()
    assert entry.day == date(2026, 3, 2)
