"""What is done to a card besides answering it: each key in each state, and its undo."""

import pytest
from textual.pilot import Pilot

from termcards.library.home import Library
from termcards.library.studying import Study
from termcards.library.todays import Wishes
from termcards.log import Bury, Flag, Judge, Mark, Suspend
from termcards.notes import Direction
from termcards.tui.screens.home import HomeScreen
from termcards.tui.screens.study import StudyScreen
from termcards.tui.screens.why import WhyScreen
from tests.tui.seat import (
    BILINGUAL,
    SIZES,
    TWO,
    Clock,
    full_disk,
    key_line,
    opened,
    place,
    plain_deck,
    rows,
    shelve,
    status,
    text,
)

BOTH = (Direction.RECOGNISE, Direction.CLOZE)
ASIDE = [
    ("-", [Bury], "buried until tomorrow", "a burial"),
    ("－", [Bury], "buried until tomorrow", "a burial"),
    ("=", [Bury, Bury], "the whole term buried until tomorrow", "the burial of 2 cards"),
    ("＝", [Bury, Bury], "the whole term buried until tomorrow", "the burial of 2 cards"),
    ("@", [Suspend], "suspended", "a suspension"),
    ("＠", [Suspend], "suspended", "a suspension"),
    ("!", [Suspend, Suspend], "the whole term suspended", "the suspension of 2 cards"),
    ("！", [Suspend, Suspend], "the whole term suspended", "the suspension of 2 cards"),
    ("K", [Suspend, Suspend, Judge], "known, not asked again", "a term taken as known"),
    ("Ｋ", [Suspend, Suspend, Judge], "known, not asked again", "a term taken as known"),
]


def facts(library: Library) -> list[type]:
    return [type(entry.fact) for entry in library.store.journal.entries()]


@pytest.mark.parametrize(("key", "kinds", "told", "what"), ASIDE)
@pytest.mark.parametrize("before", [[], ["space"]], ids=["question", "answer"])
async def test_a_key_puts_the_card_aside_and_undo_brings_it_back(
    library: Library, before: list[str], key: str, kinds: list[type], told: str, what: str
) -> None:
    decks = shelve(library, plain_deck("Core", 2, BOTH))
    async with opened(library, study=decks) as pilot:
        await pilot.press(*before, key)
        assert status(pilot) == f"{told} · u undoes · Core 00"
        assert rows(pilot)[3] == "  Core 01"
        assert rows(pilot)[0].endswith("new 1  learn 0  due 0")
        assert facts(library) == kinds
        await pilot.press("u")
        assert status(pilot) == f"took back {what}"
        assert rows(pilot)[3] == "  Core 00"
        assert rows(pilot)[0].endswith("new 2  learn 0  due 0")


@pytest.mark.parametrize("key", ["*", "＊"])
async def test_a_mark_is_shown_on_the_card_and_taken_away_again(library: Library, key: str) -> None:
    decks = shelve(library, BILINGUAL)
    async with opened(library, study=decks) as pilot:
        await pilot.press("t", key)
        assert rows(pilot)[3] == "  spaced repetition   noun   *"
        assert status(pilot) == "marked · u undoes"
        assert "团队依靠间隔重复。" in text(pilot)
        await pilot.press("space", key)
        assert rows(pilot)[3] == "  spaced repetition   noun"
        assert status(pilot) == "mark taken away · u undoes"
        assert "3 Good" in text(pilot)
        await pilot.press("u")
        assert rows(pilot)[3] == "  spaced repetition   noun   *"
    assert facts(library)[:2] == [Mark, Mark]


@pytest.mark.parametrize("keys", [("f", "2"), ("ｆ", "２")])
async def test_a_flag_is_given_by_two_keys(library: Library, keys: tuple[str, str]) -> None:
    decks = shelve(library, TWO)
    async with opened(library, study=decks) as pilot:
        await pilot.press("space", keys[0])
        assert key_line(pilot) == ("0 none  1 red  2 yellow  3 green  4 blue  esc leave  ? help")
        assert status(pilot) == "flag: 0 none, 1 red, 2 yellow, 3 green, 4 blue"
        await pilot.press(keys[1])
        assert rows(pilot)[3] == "  EMEA   ⚑2"
        assert status(pilot) == "flag 2 · u undoes"
        assert "3 Good" in text(pilot)
        await pilot.press("f", "0")
        assert rows(pilot)[3] == "  EMEA"
        assert status(pilot) == "no flag · u undoes"
    assert facts(library) == [Flag, Flag]


@pytest.mark.parametrize("key", ["escape", "f", "q"])
async def test_no_flag_is_given_by_leaving(library: Library, key: str) -> None:
    decks = shelve(library, TWO)
    async with opened(library, study=decks) as pilot:
        await pilot.press("space", "f", "t", "u", "space", key)
        assert place(pilot) is StudyScreen
        assert "good" in key_line(pilot)
        await pilot.press("2")
        assert rows(pilot)[3] == "  churn"
    assert Flag not in facts(library)


async def test_a_verb_names_no_term_that_is_asked_for(library: Library) -> None:
    decks = shelve(library, plain_deck("Core", 1, (Direction.PRODUCE,)))
    async with opened(library, study=decks) as pilot:
        for keys in (["*"], ["f", "1"]):
            await pilot.press(*keys)
            assert "Core 00" not in text(pilot)


async def test_what_could_not_be_saved_leaves_the_card(library: Library) -> None:
    decks = shelve(library, TWO)
    async with opened(library, study=decks) as pilot:
        for keys in (["-"], ["*"], ["f", "1"], ["!"]):
            with full_disk(library):
                await pilot.press(*keys)
                assert status(pilot) == (
                    "not saved: termcards.db: the disk is full; nothing was saved"
                )
                assert rows(pilot)[3] == "  EMEA"
        await pilot.press("-")
        assert rows(pilot)[3] == "  churn"


async def test_a_card_answered_elsewhere_is_not_put_aside(library: Library) -> None:
    decks = shelve(library, TWO)
    async with opened(library, study=decks) as pilot:
        with Library(library.folder, library.now) as other:
            Study(other, decks).answer(5, 1000)
        await pilot.press("-")
        assert status(pilot) == "that card was changed elsewhere in the meantime; nothing was saved"
        assert rows(pilot)[3] == "  churn"
    assert Bury not in facts(library)


async def test_after_the_last_card_there_is_nothing_to_put_aside(library: Library) -> None:
    decks = shelve(library, plain_deck("Core", 1))
    async with opened(library, study=decks) as pilot:
        await pilot.press("space", "3", "-", "=", "@", "!", "K", "*", "f", "1", "i", "t", "s")
        assert "Done for today" in text(pilot)
        assert place(pilot) is StudyScreen
    assert len(facts(library)) == 1


async def test_why_a_card_comes_now(library: Library, clock: Clock) -> None:
    decks = shelve(library, TWO)
    Study(library, decks).answer(2, 3000)
    clock.pass_days(1)
    Study(library, decks).answer(4, 5000)
    clock.pass_days(1)
    async with opened(library, study=decks) as pilot:
        await pilot.press("space", "i")
        assert place(pilot) is WhyScreen
        assert [row for row in rows(pilot) if row] == [
            " Why this card comes now",
            "  Its day has come.",
            "  1 d: the first success in a row",
            "  due 2026-03-04 · ease 2.50",
            "  The next answer",
            "  1 Again  1 d, then 1 d  ease 2.50",
            "  2 Hard   6 d, then 15 d ease 2.36",
            "  3 Good   6 d, then 15 d ease 2.50",
            "  4 Easy   6 d, then 16 d ease 2.60",
            "  Answers so far",
            "  2026-03-03  Good     5 s",
            "  2026-03-02  Again    3 s",
            " q back",
        ]
        await pilot.press("i")
        assert "3 Good" in text(pilot)
        await pilot.press("ｉ", "q")
        assert place(pilot) is StudyScreen


@pytest.mark.parametrize(
    ("keys", "wishes", "words"),
    [
        ([], None, "It is one of today's new cards."),
        (["space", "1"], None, "It was not sure today, so it comes again until it is."),
        ([], Wishes(cram=("core-00:recognise",)), "It is crammed: whatever you answer"),  # type: ignore[arg-type]
    ],
)
async def test_the_turn_of_a_card_is_told(
    library: Library, keys: list[str], wishes: Wishes | None, words: str
) -> None:
    decks = shelve(library, plain_deck("Core", 1))
    async with opened(library, study=decks, wishes=wishes) as pilot:
        await pilot.press(*keys, "i")
        assert words in text(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_why_tells_no_term_and_fits(library: Library, size: tuple[int, int]) -> None:
    decks = shelve(library, plain_deck("Core", 1, (Direction.PRODUCE,)))
    async with opened(library, study=decks, size=size) as pilot:
        await pilot.press("i", "pagedown", "j", "k", "pageup")
        assert "Core 00" not in text(pilot)
        assert all(len(row) <= size[0] for row in rows(pilot))


STATES = {
    "question": [],
    "answer": ["space"],
    "flagging": ["f"],
    "done": ["space", "3", "space", "3"],
}


@pytest.mark.parametrize("keys", STATES.values(), ids=STATES)
async def test_in_each_state_a_key_does_one_thing(library: Library, keys: list[str]) -> None:
    decks = shelve(library, TWO)
    async with opened(library, study=decks) as pilot:
        await pilot.press(*keys)
        assert_one_act_a_key(pilot)


def assert_one_act_a_key(pilot: Pilot[None]) -> None:
    screen = pilot.app.screen
    for key, bindings in screen._bindings.key_to_bindings.items():
        able = [
            binding.action
            for binding in bindings
            if pilot.app._check_action_state(binding.action, screen)
        ]
        assert len(able) <= 1, key


async def test_a_plan_of_minutes_says_so_and_goes_on_with_space(library: Library) -> None:
    # A new card takes 25 seconds, as long as there is nothing to go by.
    decks = shelve(library, plain_deck("Core", 3))
    async with opened(library, study=decks, wishes=Wishes(minutes=1)) as pilot:
        assert rows(pilot)[0].startswith(" Core · 1 min plan ")
        assert rows(pilot)[0].endswith("new 2  learn 0  due 0")
        await pilot.press("space", "3", "space", "3")
        assert "  Done with the 1 min plan" in rows(pilot)
        assert "  1 more card today; space goes on." in rows(pilot)
        assert key_line(pilot) == "space go on  c cram  u undo  / search  q back  ? help"
        assert_one_act_a_key(pilot)
        await pilot.press("space")
        assert rows(pilot)[0].startswith(" Core  ")
        assert rows(pilot)[3] == "  Core 02"
        await pilot.press("space", "3")
        assert "  Done for today" in rows(pilot)


async def test_a_number_of_new_cards_is_told_in_the_title(library: Library) -> None:
    decks = shelve(library, plain_deck("Core", 9))
    async with opened(library, study=decks, wishes=Wishes(new=2)) as pilot:
        assert rows(pilot)[0].startswith(" Core · 2 new ")
        await pilot.press("space", "3", "space", "3")
        assert "  Done for today" in rows(pilot)
        await pilot.press("n")
        assert rows(pilot)[0].endswith("new 5  learn 0  due 0")


async def test_five_new_cards_more_are_added_to_a_day_that_is_done(library: Library) -> None:
    (library.folder / "config.yaml").write_text("new_cards_per_day: 1\n", encoding="utf-8")
    with Library(library.folder, library.now) as small:
        decks = shelve(small, plain_deck("Core", 8))
        async with opened(small, study=decks) as pilot:
            await pilot.press("space", "3")
            assert key_line(pilot) == "n 5 new now  c cram  u undo  / search  q back  ? help"
            await pilot.press("ｎ")
            assert rows(pilot)[0].startswith(" Core · 5 new ")
            assert rows(pilot)[0].endswith("new 5  learn 0  due 0")
            assert rows(pilot)[1].endswith(" 1/6")
            await pilot.press(*["space", "3"] * 5, "n")
            assert rows(pilot)[0].endswith("new 2  learn 0  due 0")
            await pilot.press(*["space", "3"] * 2)
            assert key_line(pilot) == "c cram  u undo  / search  q back  ? help"
            await pilot.press("n", "u")
            assert rows(pilot)[3] == "  Core 07"


async def test_cramming_leaves_schedules_as_they_are(library: Library) -> None:
    decks = shelve(library, TWO)
    async with opened(library, study=decks) as pilot:
        await pilot.press("space", "3", "space", "3")
        standings = library.store.journal.standings()
        await pilot.press("c")
        assert rows(pilot)[0].startswith(" Two · cram: schedules stay as they are ")
        assert rows(pilot)[0].endswith(" cram 2")
        await pilot.press("space", "1", "space", "3", "space", "3")
        assert library.store.journal.standings() == standings
        assert "  Done with cramming" in rows(pilot)
        assert "  Schedules stay as they are." in rows(pilot)
        await pilot.press("u")
        assert rows(pilot)[0].endswith(" cram 1")
        await pilot.press("q")
        assert place(pilot) is HomeScreen


async def test_cramming_goes_by_the_name_that_was_given(library: Library) -> None:
    decks = shelve(library, TWO, BILINGUAL)
    cards = library.store.shelf.cards_in(decks[0].id)
    wishes = Wishes(cram=cards, name="Learning Engineer")
    async with opened(library, study=decks, wishes=wishes) as pilot:
        assert rows(pilot)[0].startswith(" Learning Engineer · cram: schedules stay as they are")
        await pilot.press(*["space", "3"] * 2)
        assert "  4 more cards today; space goes on." in rows(pilot)


async def test_nothing_is_crammed_where_all_is_suspended(library: Library) -> None:
    decks = shelve(library, plain_deck("Core", 1))
    async with opened(library, study=decks) as pilot:
        await pilot.press("@", "c")
        assert status(pilot) == "every card here is suspended"
        assert "Done for today" in text(pilot)


def stored(library: Library) -> bytes:
    return (library.folder / "termcards.db").read_bytes()


async def test_the_store_is_tidied_up_when_no_key_is_pressed(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    decks = shelve(library, TWO)
    before = stored(library)
    async with opened(library, study=decks) as pilot:
        await pilot.press("space", "3", "j", "space")
        assert stored(library) == before
        monkeypatch.setattr("termcards.tui.screens.sitting.IDLE_TIME", 0.01)
        pilot.app.screen._idle = None  # type: ignore[attr-defined]  # the next answer begins anew
        await pilot.press("3")
        while stored(library) == before:
            await pilot.pause(0.005)
