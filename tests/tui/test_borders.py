"""Lines and bars in plain ASCII, and the looks that a learner sets."""

import unicodedata

import pytest
from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from termcards.library.home import Library
from termcards.settings import THEMES
from termcards.tui.borders import TABLE, Ascii
from termcards.tui.settled import SettledApp
from tests.tui.seat import BILINGUAL, LONG, SIZES, opened, rows, shelve, text


def plain(line: str) -> str:
    [segment] = Ascii().apply([Segment(line)], Color(0, 0, 0))
    return segment.text


@pytest.mark.parametrize(
    ("line", "drawn"),
    [
        ("━━━───── 6/42", "###----- 6/42"),
        ("│ side │", "| side |"),
        ("┌─┬─┐└─┴─┘├┤┼", "+-+-++-+-++++"),
        ("··░░▒▒▓▓██", "..::++%%##"),
        ("▁▁ ▂▂ ▅▅ ▃▃ ██", ".. .. ++ -- ##"),
        ("↻ 1 d · ease…", "& 1 d . ease~"),
        ("“quoted” – 中文 stays", '"quoted" - 中文 stays'),
    ],
)
def test_signs_become_ascii(line: str, drawn: str) -> None:
    assert plain(line) == drawn


def test_every_box_and_block_has_its_sign_of_the_same_width() -> None:
    for code in range(0x2500, 0x25A0):
        sign = plain(chr(code))
        assert sign.isascii(), unicodedata.name(chr(code))
        assert cell_len(chr(code)) == 1
    assert all(cell_len(chr(code)) == len(sign) == 1 for code, sign in TABLE.items())


@pytest.mark.parametrize("size", SIZES)
async def test_a_sitting_is_drawn_in_ascii(library: Library, size: tuple[int, int]) -> None:
    decks = shelve(library, LONG)
    (library.folder / "config.yaml").write_text("borders: ascii\n", encoding="utf-8")
    library.reload_settings()
    async with opened(library, study=decks, size=size) as pilot:
        for key in ("space", "s", "pagedown", "3", "?", "q", "q"):
            await pilot.press(key)
            assert text(pilot).isascii(), text(pilot)
            assert all(len(row) <= size[0] for row in rows(pilot))


async def test_texts_of_the_learner_keep_their_letters(library: Library) -> None:
    decks = shelve(library, BILINGUAL)
    (library.folder / "config.yaml").write_text("borders: ascii\n", encoding="utf-8")
    library.reload_settings()
    async with opened(library, study=decks) as pilot:
        await pilot.press("t")
        assert "团队依靠间隔重复。" in text(pilot)


def test_every_theme_is_one_of_textuals() -> None:
    assert set(THEMES) == set(BUILTIN_THEMES)


@pytest.mark.parametrize("theme", THEMES)
async def test_every_theme_is_shown(library: Library, theme: str) -> None:
    decks = shelve(library, BILINGUAL)
    (library.folder / "config.yaml").write_text(f"theme: {theme}\n", encoding="utf-8")
    library.reload_settings()
    async with opened(library, study=decks, size=(40, 20)) as pilot:
        assert isinstance(pilot.app, SettledApp)
        assert pilot.app.theme == theme
        await pilot.press("space")
        assert "Good" in text(pilot)


async def test_no_colours_are_no_colours_in_any_theme(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    decks = shelve(library, BILINGUAL)
    (library.folder / "config.yaml").write_text("theme: nord\n", encoding="utf-8")
    library.reload_settings()
    async with opened(library, study=decks) as pilot:
        await pilot.press("space")
        strips = pilot.app.screen._compositor.render_strips()
        styles = [segment.style for strip in strips for segment in strip if segment.style]
        assert any(style.reverse for style in styles)
        assert "3 Good" in text(pilot)
