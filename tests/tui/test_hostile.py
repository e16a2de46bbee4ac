"""A deck full of texts that would break a terminal program, walked through every screen."""

import unicodedata
from dataclasses import replace

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot

from termcards.library.home import Library
from termcards.notes import (
    Citation,
    Deck,
    DeckId,
    Direction,
    Example,
    Note,
    NoteId,
    Posting,
    Quote,
    Sense,
    Source,
)
from termcards.tui.screens.leech import LeechScreen
from tests.tui.seat import (
    SIZES,
    full_disk,
    opened,
    place,
    reviews,
    rows,
    shelve,
    text,
    type_fast,
)

HOSTILE = (
    "[/]",
    "[red]no[/red]",
    "[@click=app.quit]click[/]",
    "[$x] [/$x] \\[/",
    "<b>bold</b> &amp; {curly} %s {0}",
    "\x1b[31mred\x1b]0;title\x07 \x9b2J",
    "\u202egnirts\u202c \u2066isolate\u2069",
    "zero\u200bwidth\u2060\ufeff\u200d joined\u200da\u00ad",
    "👩\u200d👩\u200d👧 ❤\ufe0f 🇨🇳🇯🇵 👍🏽 1\ufe0f⃣",
    "e\u0301" + "\u0301" * 200,
    "x" * 3000,
    "「（［" * 30 + "、。）" * 30,
    "two\r\nlines\u2028three\x85four\tfive",
    "한글 คำ العربية עברית हिन्दी\u200dक",
    "\u3000ideographic\u3000space\u3000",
)
NOTES = tuple(
    Note(
        NoteId(f"hostile-{number}"),
        words,
        aliases=(words + " alias",),
        part_of_speech=words,
        pronunciation=words,
        field=words,
        senses=(
            Sense(words, words, field=words, source=Source(words, words)),
            Sense(words + " again", words),
        ),
        quotes=(Quote(words, words),),
        synonyms=(words,),
        usage=words,
        derived=(words,),
        see=(words,),
        examples=(
            Example(f"Before {words} after.", words, words, Citation("posting", 3, 4)),
            Example(f"{words} {words}", words, None, Citation("other", 1)),
        ),
        tags=("tag",),
        raw=words,
    )
    for number, words in enumerate(HOSTILE)
)


def hostile_deck(direction: Direction) -> Deck:
    return Deck(
        DeckId("hostile"),
        "[/] [red]\x1b[2J\u202eHostile[@click=app.quit]",
        directions=(direction,),
        translation_language="\x1b[z[/]",
        postings=(Posting("posting", HOSTILE[5], HOSTILE[2], HOSTILE[6]),),
        notes=NOTES,
    )


def assert_harmless(pilot: Pilot[None]) -> None:
    width, height = pilot.app.size
    shown = rows(pilot)
    assert len(shown) == height
    assert all(cell_len(row) <= width for row in shown)
    letters = "".join(shown)
    assert not any(unicodedata.category(sign) in ("Cc", "Cs") for sign in letters)
    assert not set(letters) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@pytest.mark.parametrize(
    ("direction", "size"),
    [
        *((direction, (80, 24)) for direction in Direction),
        *((Direction.CLOZE, size) for size in SIZES[1:]),
    ],
)
async def test_a_hostile_deck_is_walked_through_every_screen(
    library: Library, direction: Direction, size: tuple[int, int]
) -> None:
    shelve(library, hostile_deck(direction))
    leave = ["escape"] if direction is Direction.TYPE else []
    async with opened(library, size=size, remark=HOSTILE[5]) as pilot:
        assert_harmless(pilot)
        await pilot.press("enter")
        for _ in NOTES:
            for keys in (*leave, "t s n", "asterisk", "f 3", "i", "pagedown i", "space n", "3"):
                await type_fast(pilot, keys)
                assert_harmless(pilot)
        await pilot.press("u", *leave, "?")
        assert_harmless(pilot)
        await pilot.press("q", "q", "u")
        assert_harmless(pilot)
    assert len(reviews(library)) == len(NOTES) + 2


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_leeches_are_walked_through(library: Library, size: tuple[int, int]) -> None:
    limits = replace(library.settings.leeches, failures=1)
    library.settings = replace(library.settings, leeches=limits)
    decks = shelve(library, hostile_deck(Direction.RECOGNISE))
    async with opened(library, study=decks, size=size) as pilot:
        for _ in NOTES:
            await pilot.press("space", "1")
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()
            assert place(pilot) is LeechScreen
            for keys in ("pagedown", "s", "e", "escape", "q"):
                await pilot.press(keys)
                assert_harmless(pilot)
    assert len(reviews(library)) == len(NOTES)


async def test_text_in_brackets_is_shown_as_it_is(library: Library) -> None:
    decks = shelve(library, hostile_deck(Direction.RECOGNISE))
    async with opened(library, study=decks) as pilot:
        assert rows(pilot)[0].startswith(" [/] [red]␛[2JHostile[@click=app.quit]")
        for words in ("[/]", "[red]no[/red]", "[@click=app.quit]click[/]"):
            assert words in text(pilot)
            await pilot.press("space", "3")
            assert words in rows(pilot)[-2]


async def test_a_click_on_a_link_in_a_text_does_nothing(library: Library) -> None:
    decks = shelve(library, hostile_deck(Direction.RECOGNISE))
    async with opened(library, study=decks) as pilot:
        await pilot.press("space", "3", "space", "3")
        row = next(place for place, row in enumerate(rows(pilot)) if "click[/]" in row)
        await pilot.click(offset=(rows(pilot)[row].index("click[/]") + 2, row))
        assert pilot.app.is_running


async def test_a_hostile_error_is_shown_as_it_is(library: Library) -> None:
    shelve(library, hostile_deck(Direction.RECOGNISE))
    (library.decks_folder / "[red]bad[b].yaml").write_text("[/]: [/\n", encoding="utf-8")
    async with opened(library) as pilot:
        assert any(row.startswith(" ! decks/[red]bad[b].yaml:") for row in rows(pilot))
        assert_harmless(pilot)
        await pilot.press("enter", "space")
        with full_disk(library):
            await pilot.press("3")
        assert_harmless(pilot)
