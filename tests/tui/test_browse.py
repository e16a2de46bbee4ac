"""The browser: finding cards, moving among them, acting on one or many."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest
from textual.events import MouseScrollDown
from textual.pilot import Pilot

from termcards.cards import CardId
from termcards.library.home import Library
from termcards.log import Suspension
from termcards.notes import Deck, DeckId, Direction, Note, NoteId, Sense
from termcards.tui.screens.browse import BrowseScreen
from termcards.tui.screens.editor import EditorScreen
from termcards.tui.screens.help import HelpScreen
from termcards.tui.screens.home import HomeScreen
from termcards.tui.screens.wholecard import WholeCardScreen
from termcards.tui.widgets.cardlist import CardList
from tests.tui.seat import (
    BILINGUAL,
    SIZES,
    TWO,
    Stopwatch,
    full_disk,
    key_line,
    opened,
    place,
    plain_deck,
    rows,
    shelve,
    status,
    text,
    type_fast,
    until,
)
from tests.tui.test_hostile import assert_harmless, hostile_deck

LATIN = Deck(
    DeckId("latin"),
    "Latin",
    directions=(Direction.RECOGNISE,),
    notes=tuple(
        Note(NoteId(term), term, senses=(Sense(f"What {term} means."),), tags=tags)
        for term, tags in (("alpha", ("greek",)), ("beta", ("greek",)), ("客户", ()), ("delta", ()))
    ),
)
LATIN_TERMS = ["alpha", "beta", "delta", "客户"]


def screen(pilot: Pilot[None]) -> BrowseScreen:
    found = pilot.app.screen
    assert isinstance(found, BrowseScreen)
    return found


def terms(pilot: Pilot[None]) -> list[str]:
    """The terms of the rows in view, each without its sign."""
    first = next(n for n, row in enumerate(rows(pilot)) if row.startswith("  Term"))
    shown = [row[2:].split("  ")[0].strip() for row in rows(pilot)[first + 1 : -2]]
    return [term for term in shown if term]


def selected(pilot: Pilot[None]) -> list[str]:
    return [row[2:].split("  ")[0] for row in rows(pilot) if row.startswith("+ ")]


async def settled(pilot: Pilot[None]) -> None:
    """Waits until every search and act has come back."""
    shown = screen(pilot)
    await until(
        pilot,
        lambda: shown._pause is None and not shown._acts.is_busy and shown.is_settled,
    )
    await pilot.pause()


async def write(pilot: Pilot[None], query: str) -> None:
    """Types a query as a person does."""
    for sign in query:
        await pilot.press("space" if sign == " " else sign)
    await settled(pilot)


@asynccontextmanager
async def browsing(
    library: Library, *decks: Deck, size: tuple[int, int] = (80, 24), key: str = "b"
) -> AsyncIterator[Pilot[None]]:
    shelve(library, *decks)
    async with opened(library, size=size) as pilot:
        await pilot.press(key)
        await settled(pilot)
        yield pilot


async def test_home_opens_the_browser_on_all_cards(library: Library) -> None:
    async with browsing(library, LATIN) as pilot:
        assert terms(pilot) == LATIN_TERMS
        assert rows(pilot)[0].split("  ")[-1].strip() == "4 cards · by term"
        await pilot.press("q")
        assert place(pilot) is HomeScreen


BARE = Deck(
    DeckId("bare"),
    "Bare",
    directions=(Direction.RECOGNISE,),
    notes=(
        Note(NoteId("bare"), "bare", tags=("greek",)),
        Note(NoteId("gamma"), "gamma", senses=(Sense("What gamma means."),)),
    ),
)


@pytest.mark.parametrize("size", [(80, 24), (40, 20), (120, 40)])
async def test_a_note_without_cards_is_in_the_list(library: Library, size: tuple[int, int]) -> None:
    async with browsing(library, LATIN, BARE, size=size) as pilot:
        assert terms(pilot) == ["alpha", "bare", "beta", "delta", "gamma", "客户"]
        row = next(row for row in rows(pilot) if row.startswith("  bare"))
        assert row.split("│")[0].split() == ["bare", "no", "card"]
        if size[0] > 40:
            assert "5 cards, 1 note without" in rows(pilot)[0]
        await pilot.press("j", "enter")
        words = "no card asks this note: e opens it, to be completed"
        assert place(pilot) is BrowseScreen
        assert status(pilot).startswith(words[:30])
        if size[0] == 120:
            assert text(pilot).count(words[:22]) == 2
        for key in ("@", "-", "R", "K"):
            await pilot.press(key)
            await settled(pilot)
            assert status(pilot).startswith(words[:30])
        await pilot.press("f", "1")
        assert status(pilot).startswith(words[:30])
    assert library.store.journal.entries() == ()


async def test_a_note_that_loses_its_cards_is_found_and_completed(library: Library) -> None:
    async with browsing(library, LATIN) as pilot:
        await pilot.press("j", "e", "tab", "tab", "tab", "tab", "tab", "f4", "ctrl+s")
        await settled(pilot)
        words = "saved · no card asks it without a meaning or a sentence · u undoes"
        assert status(pilot) == words
        assert terms(pilot) == LATIN_TERMS
        await pilot.press("slash")
        await write(pilot, "term:beta")
        assert terms(pilot) == ["beta"]
        await pilot.press("enter", "e", "tab", "tab", "tab", "tab", "tab", *"New", "ctrl+s")
        await settled(pilot)
        assert status(pilot) == "saved · u undoes"
        assert rows(pilot)[0].split("  ")[-1].strip() == "1 card · by term"


async def test_acts_over_many_leave_out_what_is_no_card(library: Library) -> None:
    async with browsing(library, LATIN, BARE) as pilot:
        await pilot.press("A", "@")
        await settled(pilot)
        assert status(pilot).startswith("5 cards suspended")
        assert [row for row in rows(pilot) if row.startswith("+ bare") and "@" in row] == []
        await pilot.press("*")
        await settled(pilot)
        assert [row[-1] for row in rows(pilot) if row.startswith("+ bare")] == ["*"]
        await pilot.press("d", "d")
        await settled(pilot)
        assert "There are no cards yet" in text(pilot)
        await pilot.press("u")
        await settled(pilot)
        assert "bare" in terms(pilot)


async def test_home_opens_the_query_with_a_slash(library: Library) -> None:
    async with browsing(library, LATIN, key="slash") as pilot:
        await write(pilot, "bet")
        assert terms(pilot) == ["beta"]
        assert key_line(pilot) == "enter to the cards  esc clear, then leave"


async def test_a_row_tells_how_its_card_stands(library: Library) -> None:
    async with browsing(library, LATIN) as pilot:
        await pilot.press("asterisk", "at", "minus", "f", "3")
        await settled(pilot)
        row = next(row for row in rows(pilot) if "alpha" in row)
        assert row.split() == ["alpha", "What", "alpha", "means.", "recognise", "new", "*@-⚑3"]


async def test_words_are_found_while_they_are_written(library: Library) -> None:
    async with browsing(library, LATIN) as pilot:
        await pilot.press("slash")
        await write(pilot, "客")
        assert terms(pilot) == ["客户"]
        await pilot.press("enter")
        assert "space select" in key_line(pilot)


async def test_what_is_not_understood_is_named_and_the_rest_is_found(library: Library) -> None:
    async with browsing(library, LATIN) as pilot:
        await pilot.press("slash")
        await write(pilot, "tag:greek is:")
        assert terms(pilot) == ["alpha", "beta"]
        assert status(pilot) == "is: what?"
        await write(pilot, "new")
        assert status(pilot) == ""


async def test_nothing_found_says_what_to_do_next(library: Library) -> None:
    async with browsing(library, LATIN, key="slash") as pilot:
        await write(pilot, "nowhere")
        assert "No card has all of this. / changes the query, esc clears it." in text(pilot)
        await pilot.press("enter", "escape")
        await settled(pilot)
        assert terms(pilot) == LATIN_TERMS


async def test_a_library_without_cards_says_what_to_do_next(library: Library) -> None:
    shelve(library, Deck(DeckId("none"), "None"))
    async with opened(library) as pilot:
        await pilot.press("b")
        await settled(pilot)
        assert "There are no cards yet" in text(pilot)
        await pilot.press("enter", "space", "at", "s", "A", "v", "j", "u")
        await settled(pilot)
        assert status(pilot) == "nothing to take back"


async def test_escape_clears_the_selection_then_the_query_then_leaves(library: Library) -> None:
    async with browsing(library, LATIN, key="slash") as pilot:
        await write(pilot, "a")
        await pilot.press("enter", "space", "escape")
        assert selected(pilot) == []
        assert "› a" in text(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert terms(pilot) == LATIN_TERMS
        await pilot.press("escape")
        assert place(pilot) is HomeScreen


async def test_escape_in_the_query_clears_it_and_then_gives_the_keys_back(library: Library) -> None:
    async with browsing(library, LATIN, key="slash") as pilot:
        await write(pilot, "beta")
        await pilot.press("escape")
        await settled(pilot)
        assert terms(pilot) == LATIN_TERMS
        await pilot.press("escape")
        assert "space select" in key_line(pilot)
        assert place(pilot) is BrowseScreen


async def test_letters_in_the_query_are_no_keys(library: Library) -> None:
    async with browsing(library, LATIN, key="slash") as pilot:
        await write(pilot, "q@*-fuKRvAsed ?")
        assert place(pilot) is BrowseScreen
        assert not library.store.journal.entries()


async def test_full_width_keys_do_the_same(library: Library) -> None:
    async with browsing(library, LATIN) as pilot:
        await pilot.press("ideographic_space", "＠", "ｕ")
        await settled(pilot)
        assert status(pilot) == "took back a suspension · alpha"


async def test_one_key_acts_on_the_row_and_u_takes_it_back(library: Library) -> None:
    async with browsing(library, LATIN) as pilot:
        await pilot.press("j", "at")
        await settled(pilot)
        assert status(pilot) == "suspended · u undoes · beta"
        assert library.store.journal.standing(CardId("beta:recognise")).suspended is not None
        await pilot.press("at")
        await settled(pilot)
        assert status(pilot) == "asked again · u undoes · beta"
        await pilot.press("u", "u")
        await settled(pilot)
        assert library.store.journal.standings() == {}


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (("at",), "2 cards suspended"),
        (("minus",), "2 cards buried until tomorrow"),
        (("asterisk",), "the terms of 2 cards marked"),
        (("f", "2"), "flag 2 on 2 cards"),
        (("f", "0"), "no flag on 2 cards"),
        (("K",), "the terms of 2 cards known, not asked again"),
        (("R",), "2 cards new again"),
    ],
)
async def test_an_act_on_a_selection_is_one_act(
    library: Library, keys: Sequence[str], words: str
) -> None:
    async with browsing(library, LATIN) as pilot:
        await pilot.press("space", "j", "space", *keys)
        await settled(pilot)
        assert selected(pilot) == ["alpha", "delta"]
        assert status(pilot) == f"{words} · u undoes"
        acts = {entry.act for entry in library.store.journal.entries()}
        assert len(acts) == 1
        await pilot.press("u")
        await settled(pilot)
        journal = library.store.journal
        assert (journal.standings(), journal.marked(), journal.verdicts()) == ({}, frozenset(), {})


async def test_keys_in_a_row_are_done_in_their_order(library: Library) -> None:
    async with browsing(library, LATIN) as pilot:
        await type_fast(pilot, "at j at j at u u")
        await settled(pilot)
        standings = library.store.journal.standings()
        held = {card for card, standing in standings.items() if standing.suspended}
        assert held == {"alpha:recognise"}


async def test_a_span_of_rows_is_selected(library: Library) -> None:
    async with browsing(library, LATIN) as pilot:
        await pilot.press("j", "v", "j", "j", "k")
        assert selected(pilot) == ["beta", "delta"]
        await pilot.press("v", "j")
        assert selected(pilot) == ["beta", "delta"]
        await pilot.press("shift+up", "shift+up", "shift+up")
        assert selected(pilot) == LATIN_TERMS


async def test_all_rows_are_selected_and_none(library: Library) -> None:
    async with browsing(library, LATIN) as pilot:
        await pilot.press("A")
        assert selected(pilot) == LATIN_TERMS
        assert "4 of 4 selected" in rows(pilot)[0]
        await pilot.press("A")
        assert selected(pilot) == []


async def test_what_a_query_hides_is_not_acted_on(library: Library) -> None:
    async with browsing(library, LATIN) as pilot:
        await pilot.press("space", "space", "slash")
        await write(pilot, "beta")
        await pilot.press("enter", "at")
        await settled(pilot)
        assert set(library.store.journal.standings()) == {"beta:recognise"}


async def test_a_card_stays_in_sight_when_the_query_finds_it_no_more(library: Library) -> None:
    async with browsing(library, LATIN, key="slash") as pilot:
        await write(pilot, "-is:suspended")
        await pilot.press("enter", "at")
        await settled(pilot)
        assert terms(pilot) == LATIN_TERMS
        await pilot.press("u")
        await settled(pilot)
        assert "@" not in "".join(rows(pilot)[3:-2])


async def test_s_goes_through_the_orders_and_keeps_the_card(library: Library) -> None:
    async with browsing(library, LATIN) as pilot:
        await pilot.press("j", "S")
        await settled(pilot)
        assert terms(pilot) == LATIN_TERMS[::-1]
        assert rows(pilot)[0].endswith("by term, from the end")
        assert "Term ↑" in text(pilot)
        names = []
        for _ in range(6):
            await pilot.press("s")
            await settled(pilot)
            names.append(rows(pilot)[0].rpartition(" · ")[2])
        orders = ["by due day", "by interval", "by ease", "newest first", "by deck", "by term"]
        assert names == orders
        await pilot.press("at")
        await settled(pilot)
        assert set(library.store.journal.standings()) == {"beta:recognise"}


async def test_enter_shows_the_card_whole(library: Library) -> None:
    async with browsing(library, BILINGUAL) as pilot:
        await pilot.press("enter")
        assert place(pilot) is WholeCardScreen
        for words in ("spaced repetition", "growing intervals", "间隔重复", "Learning Engineer"):
            assert words in text(pilot)
        await pilot.press("pagedown")
        assert "recognise · new" in text(pilot)
        assert "next Good: 1" in text(pilot)
        await pilot.press("j", "k", "pagedown", "pageup", "q")
        assert place(pilot) is BrowseScreen


@pytest.mark.parametrize("size", SIZES)
async def test_the_whole_card_leaves_room_for_its_keys(
    library: Library, size: tuple[int, int]
) -> None:
    async with browsing(library, BILINGUAL, size=size) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        shown = rows(pilot)[-1]
        assert shown.startswith(" q back")
        assert shown.endswith("? help")


async def test_the_panel_shows_the_card_under_the_cursor_from_110_columns(library: Library) -> None:
    async with browsing(library, BILINGUAL, size=(110, 30)) as pilot:
        assert "We rely on spaced repetition" in text(pilot)
        await pilot.press("j")
        assert "提出された履歴書" in text(pilot)
        await pilot.resize_terminal(109, 30)
        await pilot.pause()
        assert "提出された" not in text(pilot)
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        assert "提出された" in text(pilot)


async def test_a_click_chooses_a_row_and_another_opens_it(library: Library) -> None:
    async with browsing(library, LATIN) as pilot:
        line = next(n for n, row in enumerate(rows(pilot)) if "beta" in row)
        await pilot.click(offset=(4, line))
        await pilot.press("at")
        await settled(pilot)
        assert set(library.store.journal.standings()) == {"beta:recognise"}
        await pilot.click(offset=(4, line))
        await pilot.pause()
        assert place(pilot) is WholeCardScreen


async def test_a_click_on_the_query_writes_there(library: Library) -> None:
    async with browsing(library, LATIN) as pilot:
        await pilot.click(offset=(10, 1))
        await write(pilot, "delta")
        assert terms(pilot) == ["delta"]


def _wheel(shown: CardList) -> MouseScrollDown:
    return MouseScrollDown(shown, 3, 3, 0, 1, 0, False, False, False)


async def test_the_wheel_scrolls_and_leaves_the_cursor(library: Library) -> None:
    async with browsing(library, plain_deck("W", 60)) as pilot:
        shown = pilot.app.screen.query_one(CardList)
        for _ in range(3):
            shown.post_message(_wheel(shown))
        await pilot.pause()
        assert terms(pilot)[0] != "W 00"
        await pilot.press("at")
        await settled(pilot)
        assert set(library.store.journal.standings()) == {"w-00:recognise"}


async def test_the_cursor_stays_in_sight_however_far_it_goes(library: Library) -> None:
    async with browsing(library, plain_deck("W", 300), size=(40, 20)) as pilot:
        for keys, term in (
            (("G",), "W 99"),
            (("g",), "W 00"),
            (("pagedown", "pagedown"), None),
            (("end", "pageup"), None),
            (("home", "k"), "W 00"),
        ):
            await pilot.press(*keys)
            card = screen(pilot)._card
            assert card is not None
            name = f"W {card.partition(':')[0].rpartition('-')[2]}"
            assert name in terms(pilot)
            assert term in (None, name)


async def test_only_what_is_in_view_is_read(library: Library) -> None:
    async with browsing(library, plain_deck("W", 500)) as pilot:
        await pilot.press("G")
        assert "W 99" in text(pilot)
        assert len(pilot.app.screen.query_one(CardList)._rows) < 150


async def test_a_full_disk_is_told_and_nothing_is_done(library: Library) -> None:
    async with browsing(library, LATIN) as pilot:
        with full_disk(library):
            await pilot.press("at")
            await settled(pilot)
        assert status(pilot).startswith("not saved: termcards.db: the disk is full")
        assert library.store.journal.standings() == {}
        await pilot.press("at")
        await settled(pilot)
        assert status(pilot) == "suspended · u undoes · alpha"


async def test_deleting_asks_once_and_takes_each_note_out_once(library: Library) -> None:
    deck = plain_deck("W", 3, (Direction.RECOGNISE, Direction.CLOZE))
    async with browsing(library, deck) as pilot:
        await pilot.press("space", "space", "space", "space", "d")
        assert status(pilot).startswith("delete 2 terms with all their cards? d deletes them")
        await pilot.press("at", "u", "enter", "j", "escape")
        assert status(pilot) == "nothing was deleted"
        assert terms(pilot) == ["W 00", "W 00", "W 01", "W 01", "W 02", "W 02"]
        await pilot.press("d", "d")
        await settled(pilot)
        assert status(pilot) == "deleted 2 notes · u undoes"
        assert terms(pilot) == ["W 02", "W 02"]
        assert "w-00" not in (library.decks_folder / "w.yaml").read_text(encoding="utf-8")
        await pilot.press("u")
        await settled(pilot)
        assert terms(pilot) == ["W 00", "W 00", "W 01", "W 01", "W 02", "W 02"]
        assert "w-00" in (library.decks_folder / "w.yaml").read_text(encoding="utf-8")


async def test_a_held_key_asks_and_deletes_nothing(library: Library, stopwatch: Stopwatch) -> None:
    shelve(library, plain_deck("W", 5))
    async with opened(library, size=(20, 6), stopwatch=stopwatch) as pilot:
        await pilot.press("b")
        await settled(pilot)
        stopwatch.step = 0.03
        await pilot.press(*["d"] * 30)
        assert any(row.startswith(" delete this term") for row in rows(pilot))
        stopwatch.step = 0.3
        await pilot.press("d")
        await settled(pilot)
    assert len(library.store.shelf.places()) == 4


async def test_the_note_of_a_card_is_edited_and_the_list_shows_it(library: Library) -> None:
    async with browsing(library, plain_deck("W", 2)) as pilot:
        await pilot.press("j", "e")
        await pilot.pause()
        assert place(pilot) is EditorScreen
        await pilot.press("end", "X", "f2")
        await settled(pilot)
        assert place(pilot) is BrowseScreen
        assert status(pilot).endswith("u undoes")
        assert terms(pilot) == ["W 00", "W 01X"]


EVERYTHING = (
    "j k down up pagedown pageup end home G g space v shift+down v shift+up A A s S asterisk at "
    "minus f escape f 3 K R u u u u u enter q question_mark q slash tab"
)


@pytest.mark.parametrize("size", SIZES)
async def test_every_key_in_every_state_at_every_size(
    library: Library, size: tuple[int, int]
) -> None:
    async with browsing(library, TWO, plain_deck("W", 40), size=size) as pilot:
        for query in ("", "w", "nowhere"):
            if query:
                await pilot.press("slash")
                await write(pilot, query)
                await pilot.press("enter")
            for key in EVERYTHING.split():
                await pilot.press(key)
                assert_harmless(pilot)
            await settled(pilot)
            assert place(pilot) is BrowseScreen
            await pilot.press("question_mark")
            assert place(pilot) is HelpScreen
            await pilot.press("q")
        for other in SIZES:
            await pilot.resize_terminal(*other)
            await pilot.pause()
            assert_harmless(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_a_hostile_deck_is_browsed(library: Library, size: tuple[int, int]) -> None:
    async with browsing(library, hostile_deck(Direction.RECOGNISE), size=size) as pilot:
        for _ in range(15):
            await pilot.press("at", "enter", "pagedown")
            assert_harmless(pilot)
            await pilot.press("q", "j")
            await settled(pilot)
            assert_harmless(pilot)
        await pilot.press("slash")
        for sign in "[/] \x1b":
            await pilot.press(sign)
        await settled(pilot)
        assert_harmless(pilot)
    held = library.store.journal.standings().values()
    assert sum(standing.suspended is Suspension.ASKED for standing in held) >= 14
