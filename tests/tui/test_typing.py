"""Terms that are typed: letters are letters, keys are keys, and the learner decides."""

from dataclasses import replace

import pytest
from textual.events import Key, Paste
from textual.pilot import Pilot

from termcards.library.home import Library
from termcards.notes import Deck, DeckId, Direction, Example, Note, NoteId, Sense
from termcards.tui.screens.home import HomeScreen
from termcards.tui.screens.study import StudyScreen
from termcards.tui.widgets.answerfield import AnswerField
from tests.tui.seat import (
    BILINGUAL,
    SIZES,
    Stopwatch,
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
from tests.tui.test_handling import assert_one_act_a_key

TYPED = replace(BILINGUAL, directions=(Direction.TYPE,))
CHURN = Deck(
    DeckId("churn"),
    "Churn",
    directions=(Direction.TYPE,),
    notes=(
        Note(
            NoteId("churn"),
            "churn",
            aliases=("attrition",),
            senses=(Sense("How many customers leave."),),
            examples=(Example("The churn rose.", "churn"), Example("Watch churn.", "churn")),
        ),
        Note(NoteId("quota"), "quota", senses=(Sense("What is to be sold."),)),
    ),
)


def field(pilot: Pilot[None]) -> str:
    return pilot.app.screen.query_one(AnswerField).value


async def typed(pilot: Pilot[None], letters: str) -> None:
    await pilot.press(*("space" if sign == " " else sign for sign in letters))


async def test_a_term_is_typed_and_checked(library: Library) -> None:
    decks = shelve(library, CHURN)
    async with opened(library, study=decks) as pilot:
        assert rows(pilot)[3] == "  type the term"
        assert key_line(pilot) == "enter check  esc keys"
        assert "churn" not in text(pilot).casefold().replace(" churn  ", "")
        await typed(pilot, "churn")
        assert "  › churn" in rows(pilot)
        await pilot.press("enter")
        assert rows(pilot)[3:5] == ["  churn", "  ✓ churn"]
        assert key_line(pilot).startswith("space good  ")
        await pilot.press("enter")
        assert reviews(library) == [("churn:type", 4)]
        assert rows(pilot)[3:6] == ["  type the term", "", "  What is to be sold."]
        assert field(pilot) == ""


@pytest.mark.parametrize(
    ("letters", "line", "hint", "quality"),
    [
        ("The Churns", "✓ The Churns", "good", 4),
        ("attrition", "✓ attrition", "good", 4),
        ("chrun", "≈ ch{+u+}r[-u-]n", "hard", 3),
        ("xyz", "✗ [-xyz-]{+churn+}", "again", 2),
        ("", "– nothing typed", "again", 2),
        ("ｃｈｕｒｎ", "✓ ｃｈｕｒｎ", "good", 4),
        ("流失", "✗ [-流失-]{+churn+}", "again", 2),
    ],
)
async def test_the_result_suggests_a_grade_and_enter_takes_it(
    library: Library, letters: str, line: str, hint: str, quality: int
) -> None:
    decks = shelve(library, CHURN)
    async with opened(library, study=decks) as pilot:
        await typed(pilot, letters)
        await pilot.press("enter")
        assert rows(pilot)[4] == f"  {line}"
        assert key_line(pilot).startswith(f"space {hint}  ")
        assert_one_act_a_key(pilot)
        await pilot.press("enter")
    assert reviews(library) == [("churn:type", quality)]


async def test_the_learner_decides_all_the_same(library: Library) -> None:
    decks = shelve(library, CHURN)
    async with opened(library, study=decks) as pilot:
        await typed(pilot, "leaving")
        await pilot.press("enter", "4")
    assert reviews(library) == [("churn:type", 5)]


async def test_keys_are_letters_while_typing(library: Library) -> None:
    decks = shelve(library, CHURN)
    async with opened(library, study=decks) as pilot:
        letters = "1234tsnui-=@!*f0Krq?jk１"
        await typed(pilot, letters)
        await pilot.press("ideographic_space", "x")
        assert field(pilot) == letters + "x"
        # As a terminal sends them.
        pilot.app.post_message(Key("ideographic_space", "\u3000"))
        pilot.app.post_message(Key("fullwidth_commercial_at", "＠"))
        await pilot.pause()
        assert field(pilot) == letters + "x ＠"
        assert place(pilot) is StudyScreen
    assert reviews(library) == []


async def test_chinese_and_japanese_terms_are_typed(library: Library) -> None:
    notes = (Note(NoteId("n"), "忘却曲線", senses=(Sense("記憶が薄れる様子。"),)),)
    decks = shelve(library, replace(CHURN, notes=notes))
    async with opened(library, study=decks) as pilot:
        await typed(pilot, "忘却曲線")
        assert "  › 忘却曲線" in rows(pilot)
        await pilot.press("enter")
        assert rows(pilot)[4] == "  ✓ 忘却曲線"


async def test_the_text_can_be_mended(library: Library) -> None:
    decks = shelve(library, CHURN)
    async with opened(library, study=decks) as pilot:
        await typed(pilot, "a curn")
        await pilot.press("left", "left", "left", "h", "end", "x", "backspace", "home", "delete")
        assert field(pilot) == " churn"
        await pilot.press("end", "ctrl+w", "y")
        assert field(pilot) == " y"
        await pilot.press("ctrl+u")
        assert field(pilot) == ""


@pytest.mark.parametrize("key", ["escape"])
async def test_the_keys_are_keys_again_after_leaving_the_field(library: Library, key: str) -> None:
    decks = shelve(library, CHURN)
    async with opened(library, study=decks) as pilot:
        await pilot.press("c", "h", "escape")
        assert key_line(pilot).startswith("space show answer  tab type  s sources")
        assert_one_act_a_key(pilot)
        await pilot.press("s", "*")
        assert "no source is noted" in text(pilot)
        assert status(pilot) == "marked · u undoes"
        assert field(pilot) == "ch"
        await pilot.press("tab", "u", "enter")
        assert rows(pilot)[4] == "  ✗ chu{+rn+}"
    assert reviews(library) == []


async def test_space_shows_the_answer_without_typing(library: Library) -> None:
    decks = shelve(library, CHURN)
    async with opened(library, study=decks) as pilot:
        await pilot.press("escape", "space")
        assert rows(pilot)[3:6] == ["  churn", "", "  How many customers leave."]
        assert key_line(pilot).startswith("space good")
        await pilot.press("3")
        assert rows(pilot)[3] == "  type the term"
        await pilot.press("q", "escape", "q")
        assert place(pilot) is HomeScreen


async def test_a_card_with_letters_left_is_compared_when_it_is_shown(library: Library) -> None:
    decks = shelve(library, CHURN)
    async with opened(library, study=decks) as pilot:
        await pilot.press(*"chrun", "escape", "space")
        assert rows(pilot)[4] == "  ≈ ch{+u+}r[-u-]n"


async def test_a_verb_from_the_field_of_a_card(library: Library) -> None:
    decks = shelve(library, CHURN)
    async with opened(library, study=decks) as pilot:
        await pilot.press("escape", "-")
        assert rows(pilot)[5] == "  What is to be sold."
        assert key_line(pilot) == "enter check  esc keys"
        await pilot.press("escape", "u", *"churn", "enter")
        assert rows(pilot)[4] == "  ✓ churn"


async def test_pasted_text_is_typed_text(library: Library) -> None:
    decks = shelve(library, CHURN)
    async with opened(library, study=decks) as pilot:
        pilot.app.post_message(Paste("churn\nquota"))
        await pilot.pause()
        assert field(pilot) == "churn"


@pytest.mark.parametrize(
    "pasted",
    [
        "\x1b[2J\x1b]0;title\x07",
        "\u202egnirts\u202c",
        "[/] [red]x[/red] [@click=app.quit]",
        "x" * 10_000,
        "zero\u200bwidth\u2060\ufeff\u200d joined\u200da\u00ad",
        "\r\n",
        "e" + "\u0301" * 500,
        "👩\u200d👩\u200d👧 🇨🇳",
    ],
)
@pytest.mark.parametrize("size", SIZES)
async def test_hostile_text_in_the_field_is_harmless(
    library: Library, pasted: str, size: tuple[int, int]
) -> None:
    from tests.tui.test_hostile import assert_harmless

    decks = shelve(library, CHURN)
    async with opened(library, study=decks, size=size) as pilot:
        pilot.app.post_message(Paste(pasted))
        await pilot.pause()
        assert_harmless(pilot)
        assert len(field(pilot)) <= 300
        await pilot.press("x", "enter")
        assert_harmless(pilot)
        await pilot.press("1")
        assert_harmless(pilot)
    assert reviews(library) == [("churn:type", 2)]


async def test_what_follows_enter_at_once_is_a_key_again(library: Library) -> None:
    decks = shelve(library, CHURN)
    async with opened(library, study=decks) as pilot:
        for key in ("c", "h", "u", "r", "n", "enter", "4"):
            pilot.app.post_message(Key(key, None if key == "enter" else key))
        await pilot.pause()
        await pilot.pause()
    assert reviews(library) == [("churn:type", 5)]


async def test_a_doubled_enter_does_not_grade(library: Library, stopwatch: Stopwatch) -> None:
    decks = shelve(library, CHURN)
    stopwatch.step = 0
    async with opened(library, study=decks, stopwatch=stopwatch) as pilot:
        await pilot.press(*"churn", "enter", "enter")
        assert reviews(library) == []
        stopwatch.seconds += 0.3
        await pilot.press("enter")
        assert len(reviews(library)) == 1


async def test_each_review_shows_another_sentence(library: Library) -> None:
    decks = shelve(library, CHURN)
    async with opened(library, study=decks) as pilot:
        await pilot.press(*"churn", "enter")
        assert "  The churn rose.  1/2" in rows(pilot)
        await pilot.press("1", *"quota", "enter", "3", *"churn", "enter")
        assert "  Watch churn.  1/2" in rows(pilot)


@pytest.mark.parametrize("size", [*SIZES, (19, 5)])
async def test_there_is_room_for_typing_in_every_terminal(
    library: Library, size: tuple[int, int]
) -> None:
    decks = shelve(library, plain_deck("Core", 2, (Direction.TYPE,)))
    async with opened(library, study=decks, size=size) as pilot:
        await pilot.press(*"core")
        assert any(row.strip() == "› core" for row in rows(pilot))
        assert rows(pilot)[-1].startswith(" enter check")
        await pilot.resize_terminal(30, 10)
        await pilot.pause()
        assert any(row.strip() == "› core" for row in rows(pilot))
        await pilot.press("enter", "2")
    assert reviews(library) == [("core-00:type", 3)]


async def test_typing_is_offered_to_the_mouse_too(library: Library) -> None:
    decks = shelve(library, CHURN)
    async with opened(library, study=decks) as pilot:
        await pilot.press(*"churn")
        offer = next(place for place, row in enumerate(rows(pilot)) if "check what is" in row)
        await pilot.click(offset=(5, offer))
        assert rows(pilot)[4] == "  ✓ churn"
        await pilot.press("3")
        await pilot.click(offset=(5, 23))
        assert rows(pilot)[4] == "  – nothing typed"
