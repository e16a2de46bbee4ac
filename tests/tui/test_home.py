import pytest
from textual.events import Paste

from termcards.library import keeping
from termcards.library.home import Library
from termcards.library.studying import Study
from termcards.notes import Direction
from termcards.tui.screens.adding import AddScreen
from termcards.tui.screens.help import HelpScreen
from termcards.tui.screens.home import HomeScreen
from termcards.tui.screens.importing import ImportScreen
from termcards.tui.screens.study import StudyScreen
from termcards.tui.widgets.decks import own_name
from tests.tui.seat import (
    SIZES,
    Clock,
    full_disk,
    key_line,
    opened,
    place,
    plain_deck,
    reviews,
    rows,
    shelve,
    status,
    text,
    type_fast,
    until,
)

BOTH = (Direction.RECOGNISE, Direction.CLOZE)


def study_some(library: Library, clock: Clock, answers: str) -> None:
    """Answers the cards of all decks with the keys of `answers`, ten seconds each."""
    study = Study(library, [known.deck for known in library.store.shelf.decks()])
    for key in answers:
        study.answer(int(key) + 1, 10_000)


async def test_the_decks_stand_in_a_table_nested_ones_under_theirs(library: Library) -> None:
    shelve(library, plain_deck("Core", 2, BOTH), plain_deck("Core::Sales", 3), plain_deck("Old", 1))
    async with opened(library) as pilot:
        assert rows(pilot)[:5] == [
            " termcards" + 58 * " " + "6 new today",
            " Deck                                                 New    Lrn    Due  Cards",
            " Core                                                   5      ·      ·      7",
            "   Sales                                                3      ·      ·      3",
            " Old                                                    1      ·      ·      1",
        ]
        assert key_line(pilot) == (
            "enter study  a add posting  b browse  t stats  q quit  i import  ? help"
        )


async def test_the_days_ahead_and_behind_are_shown(library: Library, clock: Clock) -> None:
    shelve(library, plain_deck("Core", 4))
    study_some(library, clock, "3331")
    clock.pass_days(1)
    async with opened(library) as pilot:
        assert rows(pilot)[0].endswith("4 due today")
        assert rows(pilot)[-5:-1] == [
            "  Next 14 days",
            "  ██ ·· ·· ·· ·· ·· ·· ·· ·· ·· ·· ·· ·· ··",
            "  now 4   tomorrow 0   next 7 days 4   about 1 min at 10 s a card",
            " yesterday 4 reviews · 75 % · streak 1 day",
        ]


async def test_the_map_of_activity_appears_in_high_terminals(
    library: Library, clock: Clock
) -> None:
    shelve(library, plain_deck("Core", 4))
    study_some(library, clock, "3333")
    async with opened(library, size=(120, 34)) as pilot:
        [heading] = [number for number, row in enumerate(rows(pilot)) if "Last 48 weeks" in row]
        # 2 March 2026 is a Monday: its two cells are the last of the first row.
        assert rows(pilot)[heading + 1] == "  Mon " + "··" * 47 + "░░"
        assert rows(pilot)[heading + 2] == "      " + "··" * 47
    async with opened(library, size=(120, 33)) as pilot:
        assert "weeks" not in text(pilot)


@pytest.mark.parametrize(
    ("name", "shown"),
    [("A", "A"), ("A::B", "B"), ("A::B::C", "C"), ("X::Y", "X::Y"), ("A::M::N", "M::N")],
)
def test_a_nested_deck_goes_by_what_its_parents_do_not_say(name: str, shown: str) -> None:
    assert own_name(name, {"A", "A::B", name}) == shown


@pytest.mark.parametrize(
    ("keys", "deck"),
    [
        ("", "Core"),
        ("j", "Core::Sales"),
        ("j j", "Old"),
        ("down down down down", "Old"),
        ("j j k", "Core::Sales"),
        ("pagedown", "Old"),
        ("pagedown pageup", "Core"),
        ("ｊ", "Core::Sales"),
    ],
)
async def test_the_deck_under_the_cursor_is_studied(library: Library, keys: str, deck: str) -> None:
    shelve(library, plain_deck("Core", 2), plain_deck("Core::Sales", 3), plain_deck("Old", 1))
    async with opened(library) as pilot:
        await pilot.press(*keys.split(), "enter")
        assert rows(pilot)[0].split("  ")[0] == f" {deck}"


@pytest.mark.parametrize("key", ["enter", "space", "\u3000"])
async def test_a_deck_is_opened_with_space_too(library: Library, key: str) -> None:
    shelve(library, plain_deck("Core", 2))
    async with opened(library) as pilot:
        await pilot.press(key)
        assert place(pilot) is StudyScreen


async def test_nested_decks_are_studied_with_theirs(library: Library) -> None:
    shelve(library, plain_deck("Core", 2), plain_deck("Core::Sales", 3))
    async with opened(library) as pilot:
        await pilot.press("enter")
        assert rows(pilot)[0] == " Core" + 53 * " " + "new 5  learn 0  due 0"


async def test_a_second_press_opens_no_second_sitting(library: Library) -> None:
    shelve(library, plain_deck("Core", 2))
    async with opened(library) as pilot:
        await type_fast(pilot, "enter enter enter")
        await pilot.press("q")
        assert place(pilot) is HomeScreen


async def test_a_click_on_a_deck_chooses_it(library: Library) -> None:
    shelve(library, plain_deck("Core", 2), plain_deck("Old", 1))
    async with opened(library) as pilot:
        await pilot.click(offset=(10, 10))
        await pilot.click(offset=(10, 3))
        assert place(pilot) is HomeScreen
        await pilot.press("enter")
        assert rows(pilot)[0].startswith(" Old")


async def test_a_click_on_a_key_does_the_same(library: Library) -> None:
    shelve(library, plain_deck("Core", 2))
    async with opened(library) as pilot:
        await pilot.click(offset=(rows(pilot)[-1].index("help"), 23))
        assert place(pilot) is HelpScreen
        await pilot.press("q")
        await pilot.click(offset=(rows(pilot)[-1].index("quit"), 23))
        assert not pilot.app.is_running


async def test_home_is_fresh_after_a_sitting(library: Library) -> None:
    shelve(library, plain_deck("Core", 2), plain_deck("Old", 1))
    async with opened(library) as pilot:
        await pilot.press("j", "enter", "space", "3", "q")
        assert rows(pilot)[3].split() == ["Old", "·", "·", "·", "1"]
        await pilot.press("enter")
        assert rows(pilot)[0].startswith(" Old")


async def test_undo_on_home_takes_the_last_answer_back(library: Library, clock: Clock) -> None:
    shelve(library, plain_deck("Core", 2))
    study_some(library, clock, "3")
    async with opened(library) as pilot:
        await pilot.press("u")
        assert status(pilot) == "took back Good · Core 00"
        assert rows(pilot)[2].split() == ["Core", "2", "·", "·", "2"]
        await pilot.press("ｕ")
        assert status(pilot) == "nothing to take back"
    assert [quality for _, quality in reviews(library)] == [4, -1]


async def test_an_empty_library_says_how_to_begin(library: Library) -> None:
    async with opened(library) as pilot:
        assert [row for row in rows(pilot)[1:-1] if row] == [
            "  a  add from a posting",
            "  i  import a deck, of Anki's or as a table",
            "  s  try the sample deck",
        ]
        assert key_line(pilot) == (
            "a add posting  s sample deck  t stats  q quit  i import  n new note  ? help"
        )
        await pilot.press("enter", "j")
        assert place(pilot) is HomeScreen


@pytest.mark.parametrize("size", SIZES)
async def test_every_way_to_begin_is_seen_at_once(library: Library, size: tuple[int, int]) -> None:
    async with opened(library, size=size) as pilot:
        found = [
            row.split()[0] for row in rows(pilot)[1:] if row.split() and row.split()[0] in "ais"
        ]
        assert found[:3] == ["a", "i", "s"]
        await pilot.press("i")
        assert place(pilot) is ImportScreen
        await pilot.press("escape")
        await until(pilot, lambda: place(pilot) is HomeScreen)
        await pilot.press("a")
        assert place(pilot) is AddScreen


async def test_the_starter_deck_is_copied_and_studied(library: Library) -> None:
    async with opened(library) as pilot:
        await pilot.press("s")
        assert place(pilot) is StudyScreen
        assert "show answer" in text(pilot)
    assert len(keeping.deck_paths(library)) == 1


async def test_the_starter_deck_is_offered_to_empty_libraries_only(library: Library) -> None:
    shelve(library, plain_deck("Core", 1))
    async with opened(library) as pilot:
        await pilot.press("s")
        assert place(pilot) is HomeScreen
        assert len(keeping.deck_paths(library)) == 1


async def test_a_deck_that_cannot_be_read_is_told_in_one_line(library: Library) -> None:
    shelve(library, plain_deck("Core", 1))
    (library.decks_folder / "broken.yaml").write_text("id: broken\ndek: x\n", encoding="utf-8")
    async with opened(library) as pilot:
        assert ' ! decks/broken.yaml:2: unknown key "dek"; did you mean "deck"?' in rows(pilot)
        assert status(pilot) == "a file cannot be read: e opens it, r reads it again"
        assert rows(pilot)[2].split() == ["Core", "1", "·", "·", "1"]
        await pilot.press("enter")
        assert place(pilot) is StudyScreen


async def test_a_deck_mended_meanwhile_is_there_on_return(library: Library) -> None:
    shelve(library, plain_deck("Core", 1))
    async with opened(library) as pilot:
        await pilot.press("enter")
        (library.decks_folder / "new.yaml").write_text(
            "id: new\ndeck: New\nformat: 1\n", encoding="utf-8"
        )
        await pilot.press("escape")
        assert rows(pilot)[3].split() == ["New", "·", "·", "·", "·"]


async def test_an_undo_that_cannot_be_saved_says_so(library: Library, clock: Clock) -> None:
    shelve(library, plain_deck("Core", 1))
    study_some(library, clock, "3")
    with full_disk(library):
        async with opened(library) as pilot:
            await pilot.press("u")
            assert status(pilot).startswith("not taken back: termcards.db: the disk is full")
    assert [quality for _, quality in reviews(library)] == [4]


async def test_a_remark_stands_in_the_first_status_line(library: Library) -> None:
    shelve(library, plain_deck("Core", 1))
    async with opened(library, remark="3 notes\nadded [/]") as pilot:
        assert status(pilot) == "3 notes added [/]"
        await pilot.press("enter", "q")
        assert "added" not in status(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_home_fits_every_terminal(library: Library, size: tuple[int, int]) -> None:
    shelve(library, *(plain_deck(f"Deck {number:02}", 1) for number in range(30)))
    async with opened(library, size=size) as pilot:
        shown = rows(pilot)
        assert len(shown) == size[1]
        assert all(len(row) <= size[0] for row in shown)
        assert shown[-1].endswith("? help")
        assert "Deck 00" in text(pilot)
        await pilot.press("pagedown", "pagedown", "pagedown")
        assert "Deck 29" in text(pilot)


async def test_paste_is_no_key(library: Library) -> None:
    shelve(library, plain_deck("Core", 1))
    async with opened(library) as pilot:
        pilot.app.post_message(Paste("q\r u"))
        await pilot.pause()
        assert place(pilot) is HomeScreen
        assert status(pilot) == "pasted text is not read here; it goes into / or a"


async def test_ctrl_c_says_how_to_leave_and_ctrl_q_leaves(library: Library) -> None:
    async with opened(library) as pilot:
        await pilot.press("ctrl+c")
        assert status(pilot) == "ctrl+q leaves at once, q goes back; select text to copy it"
        assert pilot.app.is_running
        await pilot.press("ctrl+q")
    assert pilot.app.return_code == 0


@pytest.mark.parametrize("key", ["q", "ｑ"])
async def test_q_leaves(library: Library, key: str) -> None:
    async with opened(library) as pilot:
        await pilot.press(key)
    assert pilot.app.return_code == 0


async def test_the_help_names_the_keys_of_home(library: Library) -> None:
    shelve(library, plain_deck("Core", 1))
    async with opened(library) as pilot:
        await pilot.press("?")
        shown = [row.strip() for row in rows(pilot)]
        assert shown[0] == "Keys · Home"
        assert "enter space  study the deck and those in it" in shown
        assert "j ↓ k ↑ pgdn pgup  move" in shown
        await pilot.press("escape")
        assert place(pilot) is HomeScreen
