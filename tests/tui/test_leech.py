"""The moment in which a card becomes a leech: what it is taken for, and what may help."""

from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from termcards.editor import command_for
from termcards.library.home import Library
from termcards.library.studying import Study
from termcards.log import Suspension
from termcards.notes import Deck, DeckId, Direction, Example, Note, NoteId, Sense
from termcards.tui.screens.editor import EditorScreen
from termcards.tui.screens.leech import LeechScreen
from termcards.tui.screens.study import StudyScreen
from tests.tui.seat import (
    SIZES,
    Clock,
    full_disk,
    key_line,
    opened,
    place,
    reviews,
    rows,
    shelve,
    status,
    text,
    to_field,
)

SALES = Deck(
    DeckId("sales"),
    "Sales",
    directions=(Direction.RECOGNISE,),
    notes=(
        Note(
            NoteId("arr"),
            "ARR",
            senses=(Sense("The yearly value of the subscriptions sold.", "年度经常性收入"),),
            examples=(Example("Retention decides whether ARR grows.", "ARR"), Example("ARR up.")),
        ),
        Note(NoteId("mrr"), "MRR", senses=(Sense("What comes in each month."),)),
        Note(NoteId("acv"), "ACV", senses=(Sense("What a contract brings.", "年度经常性收入"),)),
    ),
)
ARR = "arr:recognise"


@pytest.fixture(autouse=True)
def no_editor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)


@pytest.fixture
def decks(library: Library, clock: Clock) -> list[Deck]:
    """The next failure makes a leech of the first card."""
    library.settings = replace(
        library.settings, leeches=replace(library.settings.leeches, failures=2)
    )
    decks = shelve(library, SALES)
    Study(library, decks).answer(2, 1000)
    clock.pass_days(1)
    return decks


async def led_on(pilot: Pilot[None]) -> None:
    await pilot.press("space", "1")
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def held_back(library: Library) -> Suspension | None:
    standings = library.store.journal.standings()
    return standings[ARR].suspended  # type: ignore[index]  # an id is text


async def test_a_leech_leads_to_its_rivals_and_to_what_may_help(
    library: Library, decks: list[Deck]
) -> None:
    async with opened(library, study=decks) as pilot:
        await led_on(pilot)
        assert place(pilot) is LeechScreen
        assert [row for row in rows(pilot) if row] == [
            " A leech, suspended",
            "  ARR",
            "  missed 2 times in a row; it is not asked any more, unless you say so",
            "  You may take it for",
            "    ACV   same translation",
            "      What a contract brings.",
            "    MRR   same first letters",
            "      What comes in each month.",
            "  What may help",
            "    n  ask it again, with another sentence",
            "    e  write a better definition: decks/sales.yaml:8",
            "    s  split it into two notes",
            "    K  let it go: take the term as known",
            "    esc  leave it suspended",
            " n another sentence  e edit  s split  K let go  u undo  q leave  ? help",
        ]
    assert held_back(library) is Suspension.LEECH


async def test_another_answer_leads_nowhere(library: Library, decks: list[Deck]) -> None:
    async with opened(library, study=decks) as pilot:
        await pilot.press("space", "3")
        assert place(pilot) is StudyScreen


@pytest.mark.parametrize("key", ["escape", "q", "ｑ"])
async def test_leaving_leaves_it_suspended(library: Library, decks: list[Deck], key: str) -> None:
    async with opened(library, study=decks) as pilot:
        await led_on(pilot)
        await pilot.press(key)
        assert status(pilot) == "left suspended, nothing of it is lost · u undoes · ARR"
        assert rows(pilot)[3] == "  MRR"
        assert held_back(library) is Suspension.LEECH
        await pilot.press("u")
        assert rows(pilot)[3] == "  ARR"
        assert held_back(library) is None


@pytest.mark.parametrize("key", ["n", "ｎ"])
async def test_it_is_asked_again_with_another_sentence(
    library: Library, decks: list[Deck], key: str
) -> None:
    async with opened(library, study=decks) as pilot:
        assert rows(pilot)[5] == "  ARR up.  1/2"
        await led_on(pilot)
        await pilot.press(key)
        assert status(pilot) == "taken up again, comes once more today · u undoes · ARR"
        assert held_back(library) is None
        assert rows(pilot)[0].endswith("new 2  learn 1  due 0")
        await pilot.press("space", "3", "space", "3")
        assert rows(pilot)[5] == "  Retention decides whether ARR grows.  1/2"
        await pilot.press("u", "u", "u")
        assert held_back(library) is Suspension.LEECH


@pytest.mark.parametrize("key", ["K", "Ｋ"])
async def test_it_is_let_go(library: Library, decks: list[Deck], key: str) -> None:
    async with opened(library, study=decks) as pilot:
        await led_on(pilot)
        await pilot.press(key)
        assert status(pilot) == "known, not asked again · u undoes · ARR"
        assert held_back(library) is Suspension.KNOWN
        await pilot.press("u")
        assert held_back(library) is Suspension.LEECH


@pytest.mark.parametrize("key", ["u", "ｕ"])
async def test_the_answer_is_taken_back_at_once(
    library: Library, decks: list[Deck], key: str
) -> None:
    async with opened(library, study=decks) as pilot:
        await led_on(pilot)
        await pilot.press(key)
        assert place(pilot) is StudyScreen
        assert rows(pilot)[3] == "  ARR"
        assert held_back(library) is None


async def test_the_way_to_split_a_note_is_shown_and_hidden(
    library: Library, decks: list[Deck]
) -> None:
    async with opened(library, study=decks) as pilot:
        await led_on(pilot)
        await pilot.press("s")
        assert "How to split it" in text(pilot)
        assert "it stands at decks/sales.yaml:8" in text(pilot)
        assert "You may take it for" not in text(pilot)
        await pilot.press("ｓ")
        assert "You may take it for" in text(pilot)


async def test_its_note_is_edited_and_it_is_asked_again(
    library: Library, decks: list[Deck]
) -> None:
    async with opened(library, study=decks) as pilot:
        await led_on(pilot)
        await pilot.press("e")
        assert place(pilot) is EditorScreen
        await to_field(pilot, "Meaning")
        await pilot.press("home", *"Well: ", "ctrl+s")
        assert place(pilot) is StudyScreen
        assert status(pilot) == "taken up again, comes once more today · u undoes · ARR"
    assert held_back(library) is None
    assert "Well: The yearly value" in (library.decks_folder / "sales.yaml").read_text()


async def test_an_editor_that_is_left_leads_back_to_the_leech(
    library: Library, decks: list[Deck]
) -> None:
    async with opened(library, study=decks) as pilot:
        await led_on(pilot)
        await pilot.press("ｅ", "x", "escape")
        assert place(pilot) is LeechScreen
        assert status(pilot) == "left unsaved, a draft is kept"
    assert held_back(library) is Suspension.LEECH


async def test_other_keys_do_nothing(library: Library, decks: list[Deck]) -> None:
    async with opened(library, study=decks) as pilot:
        await led_on(pilot)
        await pilot.press("space", "1", "3", "-", "@", "t", "enter", "j", "k", "pagedown", "?")
        await pilot.press("q")
        assert place(pilot) is LeechScreen
    assert reviews(library)[-1] == (ARR, 2)
    assert len(reviews(library)) == 2


async def test_without_another_sentence_none_is_offered(library: Library, clock: Clock) -> None:
    library.settings = replace(
        library.settings, leeches=replace(library.settings.leeches, failures=1)
    )
    alone = replace(SALES, notes=SALES.notes[1:2])
    async with opened(library, study=shelve(library, alone)) as pilot:
        await led_on(pilot)
        assert key_line(pilot).startswith("e edit")
        assert "Nothing else here looks like it." in text(pilot)
        await pilot.press("n")
        assert place(pilot) is LeechScreen


async def test_what_could_not_be_saved_is_told(library: Library, decks: list[Deck]) -> None:
    async with opened(library, study=decks) as pilot:
        await led_on(pilot)
        with full_disk(library):
            await pilot.press("K")
            await pilot.pause()
        assert status(pilot).startswith("not saved: termcards.db: the disk is full")
    assert held_back(library) is Suspension.LEECH


@pytest.mark.parametrize("size", SIZES)
async def test_it_fits_every_terminal(
    library: Library, decks: list[Deck], size: tuple[int, int]
) -> None:
    async with opened(library, study=decks, size=size) as pilot:
        await led_on(pilot)
        seen = text(pilot)
        for _ in range(8):
            await pilot.press("pagedown")
            seen += text(pilot)
            assert all(len(row) <= size[0] for row in rows(pilot))
        assert "MRR" in seen
        assert "K  let it go" in seen
        await pilot.press("s", "pageup", "K")
    assert held_back(library) is Suspension.KNOWN


@pytest.mark.parametrize(
    ("editor", "command"),
    [
        ("vim", ["vim", "+8", "d.yaml"]),
        ("/usr/bin/nano -w", ["/usr/bin/nano", "-w", "+8", "d.yaml"]),
        ("hx", ["hx", "d.yaml:8"]),
        ("code", ["code", "--wait", "--goto", "d.yaml:8"]),
        ("'my editor'", ["my editor", "d.yaml"]),
        ("", None),
        ("'", None),
    ],
)
def test_an_editor_is_opened_at_the_line(editor: str, command: list[str] | None) -> None:
    assert command_for(Path("d.yaml"), 8, {"EDITOR": editor}) == command


def test_visual_goes_before_editor() -> None:
    assert command_for(Path("d"), 1, {"EDITOR": "ed", "VISUAL": "kak"}) == ["kak", "+1", "d"]
