"""The interface in Chinese: it says what it says in English, and every word has room for it."""

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.binding import Binding

from termcards import language
from termcards.catalogues import catalogue
from termcards.library.home import Library
from termcards.library.triaging import begin
from termcards.tui import screens
from termcards.tui.app import TermcardsApp
from termcards.tui.keys import KEY_CELLS, Hint, fitting, key_name, table
from termcards.tui.screens.framed import FramedScreen
from termcards.tui.screens.help import WIDEST
from tests.library.postings import write_posting
from tests.tui.seat import BILINGUAL, TWO, Clock, key_line, opened, rows, shelve, status, text

KEY_LINE = 79
"""Cells of the key line in a terminal of 80."""


@pytest.fixture
def in_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "zh")


def every_screen() -> list[type[FramedScreen]]:
    for module in pkgutil.iter_modules(screens.__path__):
        importlib.import_module(f"{screens.__name__}.{module.name}")
    return sorted(_below(FramedScreen), key=lambda screen: screen.__name__)


def _below(screen: type[FramedScreen]) -> Iterator[type[FramedScreen]]:
    for one in screen.__subclasses__():
        yield one
        yield from _below(one)


def acts(screen: type[FramedScreen]) -> list[Binding]:
    return [act for act in screen.BINDINGS if isinstance(act, Binding)]


def in_key_line(screen: type[FramedScreen]) -> list[Hint]:
    return [
        Hint(act.id or "", key_name(act.key.split(",")[0]), language.tr(act.description), "")
        for act in acts(screen)
        if act.description
    ]


@pytest.mark.parametrize("screen", every_screen())
def test_no_fewer_keys_have_room_than_in_english(screen: type[FramedScreen]) -> None:
    english = [hint.act for hint in fitting(in_key_line(screen), KEY_LINE)]
    language.use(catalogue("zh"))
    chinese = [hint.act for hint in fitting(in_key_line(screen), KEY_LINE)]
    assert set(english) <= set(chinese)


@pytest.mark.parametrize("screen", every_screen())
@pytest.mark.parametrize("of", ["en", "zh"])
def test_every_meaning_of_a_key_has_room_in_the_help(screen: type[FramedScreen], of: str) -> None:
    if of == "zh":
        language.use(catalogue("zh"))
    for heading, found in table(acts(screen)):
        assert cell_len(heading) <= WIDEST
        for row in found:
            assert cell_len(" ".join(row.keys)) <= KEY_CELLS, row
            assert KEY_CELLS + 2 + cell_len(row.meaning) <= WIDEST, row


@pytest.mark.usefixtures("in_chinese")
async def test_a_question_and_its_answer(library: Library, clock: Clock) -> None:
    async with opened(library, study=shelve(library, BILINGUAL), size=(80, 24)) as pilot:
        shown = rows(pilot)
        assert shown[0] == " Core vocabulary" + " " * 41 + "新 2  学习中 0  到期 0"
        assert "  中 ･･･   按 t 显示" in shown
        assert (
            key_line(pilot)
            == "空格 显示答案  t 译文  s 来源  n 下一例句  u 撤销  * 标记  - 搁置  ? 帮助"
        )
        await pilot.press("3")
        assert status(pilot) == "先按 空格 显示答案"
        await pilot.press("space", "s")
        shown = rows(pilot)
        assert "  又作：distributed practice" in shown
        await pilot.press("pagedown")
        shown = rows(pilot)
        assert "  来源：Learning Engineer · 2026-02-18 · 第 12 行" in shown
        assert "  释义：example.org" in shown
        await pilot.press("@")
        assert status(pilot) == "已暂停 · u 撤销 · spaced repetition"
        await pilot.press("u")
        assert status(pilot) == "已撤销：暂停"
        await pilot.press("f")
        assert key_line(pilot) == "0 无  1 红  2 黄  3 绿  4 蓝  esc 离开  ? 帮助"


@pytest.mark.usefixtures("in_chinese")
async def test_a_question_where_it_is_narrow(library: Library) -> None:
    async with opened(library, study=shelve(library, BILINGUAL), size=(40, 20)) as pilot:
        assert rows(pilot)[0] == " Core vocabulary" + " " * 18 + "2+0+0"
        assert key_line(pilot) == "空格 显示答案  t 译文  s 来源  ? 帮助"


@pytest.mark.usefixtures("in_chinese")
async def test_why_a_card_comes_now(library: Library) -> None:
    async with opened(library, study=shelve(library, TWO)) as pilot:
        await pilot.press("i")
        assert rows(pilot)[0] == " 这张卡片为何现在出现"
        assert "  它是今天的新卡片。" in rows(pilot)
        assert "  新卡片：尚未作答" in rows(pilot)
        assert key_line(pilot) == "q 返回"


@pytest.mark.usefixtures("in_chinese")
async def test_the_help(library: Library) -> None:
    async with opened(library, study=shelve(library, TWO)) as pilot:
        await pilot.press("?")
        shown = rows(pilot)
        assert shown[0] == " 按键 · 学习"
        assert "       作答" in shown
        assert " " * 18 + "空格 回车  显示答案，再按评为良好" in shown


@pytest.mark.usefixtures("in_chinese")
@pytest.mark.parametrize(
    ("size", "title", "keys"),
    [
        (
            (80, 24),
            " 添加 · Account Executive, Larkbench" + " " * 27 + "待添加 12 · 1/17",
            "y 添加  n 暂不  x 永不  e 编辑  回车 完成  q 返回  A 全部建议  ? 帮助",
        ),
        (
            (40, 20),
            " 添加 · Account Executive, La… +12 1/17",
            "y 添加  n 暂不  x 永不  e 编辑  ? 帮助",
        ),
    ],
)
async def test_a_triage(
    library: Library, tmp_path: Path, size: tuple[int, int], title: str, keys: str
) -> None:
    app = TermcardsApp(library, triage=begin(library, write_posting(tmp_path)))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        shown = rows(pilot)
        assert shown[0] == title
        assert shown[1] == "  有解释的缩写 · 1"
        assert status(pilot) == "已预选 12 个；按 回车 添加带 + 的词条"
        assert key_line(pilot) == keys
        await pilot.press("x")
        assert status(pilot) == "ARR：不再提议 · u 撤销"
        await pilot.press("u")
        assert status(pilot) == "已撤销决定：ARR"


@pytest.mark.usefixtures("in_chinese")
@pytest.mark.parametrize(
    ("size", "keys"),
    [
        ((80, 24), "回车 学习  a 添加启事  u 撤销  q 退出  ? 帮助"),
        ((40, 20), "回车 学习  a 添加启事  u 撤销  ? 帮助"),
    ],
)
async def test_home(library: Library, size: tuple[int, int], keys: str) -> None:
    shelve(library, TWO)
    async with opened(library, size=size) as pilot:
        assert key_line(pilot) == keys, text(pilot)
