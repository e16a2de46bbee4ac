"""The home screen of a library with files that cannot be read, and words too long for a line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from termcards.library.home import Library
from termcards.tui.screens.browse import BrowseScreen
from termcards.tui.screens.home import HomeScreen
from termcards.tui.text import elided
from termcards.tui.widgets.frame import fitted
from tests.tui.seat import Clock, key_line, opened, place, plain_deck, rows, shelve, status, text

LONG = "rolling-stock-maintenance-planner-rotterdam-depot.yaml"
BROKEN = "id: odd\ndeck: Odd\nformat: 1\nnotes:\n- id: anchor\n  term: &s anchor\n"
WHOLE = f"! decks/{LONG}:6: anchors (&name) are not used here; take it out"


def write(library: Library, name: str, content: bytes) -> None:
    (library.decks_folder / name).write_bytes(content)


def words(shown: str) -> str:
    """Without the places where lines are cut."""
    return "".join(shown.split())


@pytest.mark.parametrize("size", [(80, 24), (40, 20)])
async def test_the_other_decks_are_there_and_the_whole_message(
    library: Library, size: tuple[int, int]
) -> None:
    shelve(library, plain_deck("Core", 3))
    write(library, LONG, BROKEN.encode())
    async with opened(library, size=size) as pilot:
        assert rows(pilot)[2].split()[:2] == ["Core", "3"]
        assert words(WHOLE) in words(text(pilot))
        assert status(pilot) == "a file cannot be read: e opens it, r reads it again"
        await pilot.press("r")
        assert words(WHOLE) in words(text(pilot))
        write(library, LONG, BROKEN.replace("&s ", "").encode())
        await pilot.press("r")
        assert "Odd" in text(pilot)
        assert "anchors" not in text(pilot)
        assert status(pilot) == "read again"
        assert "r read again" not in key_line(pilot)


async def test_who_has_notes_is_not_offered_the_sample(library: Library) -> None:
    write(library, "one.yaml", b"\xff\xfe\xfd")
    write(library, "two.yaml", BROKEN.encode())
    async with opened(library) as pilot:
        assert "sample" not in text(pilot)
        assert "! decks/one.yaml:1: this is not UTF-8" in text(pilot)
        assert "! decks/two.yaml:6: anchors" in text(pilot)
        assert status(pilot).startswith("2 files cannot be read: e opens the first")
        assert key_line(pilot).startswith("e open file  r read again")


async def test_many_faults_are_counted(library: Library) -> None:
    for number in range(7):
        write(library, f"{number}.yaml", b"")
    async with opened(library) as pilot:
        assert "! decks/3.yaml" in text(pilot)
        assert "decks/4.yaml" not in text(pilot)
        assert "and 3 files more" in text(pilot)


async def test_coming_back_reads_again(library: Library) -> None:
    shelve(library, plain_deck("Core", 3))
    write(library, "odd.yaml", BROKEN.encode())
    async with opened(library) as pilot:
        await pilot.press("b")
        assert place(pilot) is BrowseScreen
        write(library, "odd.yaml", BROKEN.replace("&s ", "").encode())
        await pilot.press("q")
        assert place(pilot) is HomeScreen
        assert "Odd" in text(pilot)
        assert "!" not in text(pilot)


async def test_without_an_editor_it_says_so(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    write(library, "odd.yaml", BROKEN.encode())
    async with opened(library) as pilot:
        await pilot.press("e")
        assert status(pilot) == "no editor is set in VISUAL or EDITOR"


async def test_a_setting_that_is_not_known_is_told_too(library: Library) -> None:
    shelve(library, plain_deck("Core", 3))
    async with opened(library) as pilot:
        (library.folder / "config.yaml").write_text("new_card: 7\n", encoding="utf-8")
        await pilot.press("b", "q")
        assert '! config.yaml:1: unknown key "new_card"' in text(pilot)
        assert "Core" in text(pilot)


async def test_an_act_is_taken_back_beside_a_deck_that_cannot_be_read(
    library: Library, posting: str, clock: Clock
) -> None:
    async with opened(library) as pilot:
        await pilot.press("n", *"quorum", "ctrl+s")
        write(library, "odd.yaml", BROKEN.encode())
        await pilot.press("u")
        assert status(pilot) == "took back a new note"


async def test_trouble_that_is_longer_than_a_line_takes_more(library: Library) -> None:
    deep = "x" * 60
    async with opened(library) as pilot:
        await pilot.press("a", *f"/nosuch/{deep}/{deep}/posting.txt", "enter")
        await pilot.pause()
        while "reading" in status(pilot):
            await pilot.pause(0.01)
        assert status(pilot).endswith("cannot read it: No such file or directory")
        assert "…" not in status(pilot)


def plain(lines: list[Content]) -> list[str]:
    return [line.plain for line in lines]


def test_what_is_too_long_loses_its_middle() -> None:
    assert elided(Content("abcdefghij"), 10).plain == "abcdefghij"
    assert elided(Content("abcdefghij"), 9).plain == "abcd…ghij"
    assert elided(Content("abcdefghij"), 4).plain == "a…ij"
    assert elided(Content("项目项目项目"), 8).plain == "项…项目"
    assert elided(Content("abcdefghij"), 1).plain == "…"
    whole = Content("decks/a-very-long-name-of-a-file.yaml:7: an anchor")
    lines = fitted(whole, Content("; r again"), 20, 2)
    assert plain(lines) == ["decks/a-very-l…ml:7:", "an anchor; r again"]


@given(st.text("ab 项-", max_size=80), st.text("yz ", max_size=12), st.integers(4, 30))
def test_trouble_never_takes_more_than_there_is(words: str, tail: str, width: int) -> None:
    for most in (1, 2, 4):
        lines = fitted(Content(words), Content(tail), width, most)
        assert len(lines) <= most
        assert all(line.cell_length <= width for line in lines)
