from datetime import date

from textual.pilot import Pilot

from termcards.library.home import Library
from termcards.library.studying import Study
from termcards.notes import Deck, DeckId
from termcards.tui.screens.home import HomeScreen
from termcards.tui.screens.study import StudyScreen
from termcards.tui.sitting import place_name
from termcards.tui.widgets.panel import Panel
from tests.tui.seat import (
    BILINGUAL,
    TWO,
    Clock,
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
            "  The next cards come tomorrow.",
        ]
        assert status(pilot) == "Good, back tomorrow · u undoes · EMEA"
        assert key_line(pilot) == "c cram  u undo  / search  q back  ? help"
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
        assert "  The next cards come in 5 days, on 2026-03-09." in rows(pilot)


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
            "2026-03-02  Again    1 s",
            "Session",
            "again 0 · hard 0 · good 0 · easy 0",
        ]
        await pilot.press("space")
        assert panel(pilot)[4:9] == [
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
