from dataclasses import replace

import pytest

from termcards.library.home import Library
from termcards.notes import Deck, DeckId, Direction, Note, NoteId, Sense
from tests.tui.seat import BILINGUAL, SIZES, opened, place, plain_deck, rows, shelve, text

WORDS = " ".join(f"word{number:03}" for number in range(400))
WORDY = Deck(
    DeckId("wordy"),
    "Wordy",
    directions=(Direction.RECOGNISE,),
    notes=(Note(NoteId("wordy"), "wordy", senses=(Sense(WORDS, "很多词"),)),),
)
STATES = {
    "home": (),
    "question": ("enter",),
    "answer": ("enter", "t", "s", "space"),
    "scrolled": ("enter", "space", "pagedown"),
    "flagging": ("enter", "f"),
    "why": ("enter", "i"),
    "help": ("enter", "?"),
    "done": ("enter", "space", "3"),
}


@pytest.mark.parametrize("keys", STATES.values(), ids=STATES)
async def test_a_resize_in_every_state_is_taken_in(library: Library, keys: tuple[str, ...]) -> None:
    shelve(library, WORDY)
    async with opened(library) as pilot:
        await pilot.press(*keys)
        screen = place(pilot)
        before = rows(pilot)
        for size in (*SIZES, (1, 1), (200, 60), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            shown = rows(pilot)
            assert len(shown) == size[1]
            assert all(len(row) <= size[0] for row in shown)
        assert place(pilot) is screen
        if "pagedown" not in keys:
            assert rows(pilot) == before


async def test_the_answer_and_the_translation_stay_as_they_were(library: Library) -> None:
    decks = shelve(library, BILINGUAL)
    async with opened(library, study=decks) as pilot:
        await pilot.press("space", "t")
        await pilot.resize_terminal(40, 40)
        await pilot.pause()
        assert "间隔重复" in text(pilot)
        assert "3Good" in text(pilot)


async def test_text_is_set_anew_for_the_width(library: Library) -> None:
    decks = shelve(library, BILINGUAL)
    async with opened(library, study=decks) as pilot:
        await pilot.resize_terminal(40, 20)
        await pilot.pause()
        assert rows(pilot)[2:7] == [
            " spaced repetition   noun",
            "",
            " We rely on spaced repetition, and",
            " every [critical] step has a card.  1/2",
            "",
        ]


@pytest.mark.parametrize("width", [50, 60, 100])
async def test_the_first_visible_line_stays_visible(library: Library, width: int) -> None:
    decks = shelve(library, WORDY)
    async with opened(library, study=decks) as pilot:
        await pilot.press("space", "pagedown", "j", "j")
        first = rows(pilot)[3].split()[0]
        assert first.startswith("word")
        await pilot.resize_terminal(width, 24)
        await pilot.pause()
        top = 2 if width < 60 else 3
        assert first in rows(pilot)[top].split()
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert first in rows(pilot)[3].split()


async def test_the_cursor_stays_in_sight(library: Library) -> None:
    shelve(library, *(plain_deck(f"Deck {number:02}", 1) for number in range(30)))
    async with opened(library, size=(80, 40)) as pilot:
        await pilot.press("pagedown", "pagedown")
        await pilot.resize_terminal(40, 10)
        await pilot.pause()
        assert "Deck 20" in text(pilot)
        await pilot.press("enter")
        assert rows(pilot)[0].startswith(" Deck 20")


async def test_a_panel_comes_with_the_room_for_it(library: Library) -> None:
    decks = shelve(library, replace(BILINGUAL, name="Core"))
    async with opened(library, study=decks) as pilot:
        assert "This card" not in text(pilot)
        await pilot.resize_terminal(120, 30)
        await pilot.pause()
        assert "This card" in text(pilot)
