from dataclasses import replace

import pytest

from termcards.library.home import Library
from termcards.library.studying import Study
from termcards.notes import Direction, Note, NoteId, Sense, Source
from tests.tui.seat import (
    BILINGUAL,
    LONG,
    TWO,
    Clock,
    key_line,
    opened,
    plain_deck,
    reviews,
    rows,
    shelve,
    status,
    text,
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
            " space good  t translation  s sources  n next sentence  u undo  e edit  ? help",
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


@pytest.mark.parametrize("size", [(80, 18), (40, 20), (39, 11), (20, 6)])
async def test_what_was_asked_for_comes_into_sight(library: Library, size: tuple[int, int]) -> None:
    shelve(library, BILINGUAL)
    async with opened(library, size=size) as pilot:
        await pilot.press("enter", "space", "t")
        assert "间隔重复：" in text(pilot)
        await pilot.press("s")
        assert "source: " in text(pilot)
        await pilot.press("pageup", "pageup", "t", "t")
        assert "间隔重复：" in text(pilot)


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
        assert key_line(pilot) == (
            "space show answer  s sources  u undo  e edit  * mark  - bury  @ suspend  ? help"
        )
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


async def test_the_next_card_starts_at_the_top(library: Library) -> None:
    decks = shelve(library, replace(LONG, directions=(Direction.PRODUCE,)))
    async with opened(library, study=decks) as pilot:
        await pilot.press("space", "pagedown", "3")
        assert rows(pilot)[3] == "  say the term"


async def test_a_source_can_be_opened_where_there_is_one(library: Library) -> None:
    decks = shelve(library, BILINGUAL)
    async with opened(library, study=decks, size=(120, 40)) as pilot:
        await pilot.press("space", "o")
        # The posting of the sentence, and the page of the meaning.
        shown = [" ".join(row.split()) for row in rows(pilot)]
        assert shown[1:3] == [
            "Learning Engineer https://example.org/jobs",
            "example.org https://example.org/sr",
        ]


async def test_addresses_that_are_no_pages_are_not_offered(library: Library) -> None:
    addresses = ("file:///etc/passwd", "javascript:alert(1)", "--version", "https://me:pw@x.org")
    senses = tuple(Sense("A.", source=Source("S", url)) for url in addresses)
    deck = replace(TWO, notes=(Note(NoteId("a"), "a", senses=senses),))
    decks = shelve(library, deck)
    async with opened(library, study=decks) as pilot:
        await pilot.press("space", "s", "o")
        assert "file:///etc/passwd" in text(pilot)
        assert status(pilot) == ""
        assert "open page" not in key_line(pilot)
