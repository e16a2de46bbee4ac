"""The interface in Chinese: it says what it says in English, and every word has room for it."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.binding import Binding

from termcards import language
from termcards.catalogues import catalogue
from termcards.library.home import Library
from termcards.library.studying import Study
from termcards.library.triaging import begin
from termcards.tui import screens
from termcards.tui.app import TermcardsApp
from termcards.tui.changeable import CHANGEABLE
from termcards.tui.keys import Hint, fitting, key_name, row, table
from termcards.tui.screens.framed import FramedScreen
from termcards.tui.screens.help import WIDEST
from tests.library.postings import write_posting
from tests.tui.seat import (
    BILINGUAL,
    TWO,
    Clock,
    key_line,
    opened,
    plain_deck,
    rows,
    shelve,
    status,
    text,
    until,
)

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
    for heading, found in table(acts(screen), lambda _: True):
        assert cell_len(heading) <= WIDEST
        for keys in found:
            lines = [line.plain for line in row(keys, WIDEST)]
            assert all(cell_len(line) <= WIDEST for line in lines)
            assert "".join(line.strip() for line in lines).replace(" ", "") == (
                "".join(keys.keys) + keys.meaning.replace(" ", "")
            )


@pytest.mark.usefixtures("in_chinese")
async def test_a_question_and_its_answer(library: Library, clock: Clock) -> None:
    async with opened(library, study=shelve(library, BILINGUAL), size=(80, 24)) as pilot:
        shown = rows(pilot)
        assert shown[0] == " Core vocabulary" + " " * 41 + "新 2  学习中 0  到期 0"
        assert "  中 ･･･   按 t 显示" in shown
        assert (
            key_line(pilot)
            == "空格 显示答案  t 译文  s 来源  n 下一例句  u 撤销  e 编辑  * 标记  ? 帮助"
        )
        await pilot.press("3")
        assert status(pilot) == "先按 空格 显示答案"
        await pilot.press("space", "s")
        shown = rows(pilot)
        assert "  又作：distributed practice" in shown
        source = "  来源：Learning Engineer · 2026-02-18 · 第 12 行"
        assert any(row.startswith(source) for row in shown)
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
            r" 添加 · Account Executive, Larkbench +待添加 \d+ · 1/\d+",
            "y 添加  n 暂不  x 永不  e 编辑  回车 完成  q 返回  A 添加其余  ? 帮助",
        ),
        (
            (40, 20),
            r" 添加 · Account Executive, La… \+\d+ 1/\d+",
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
        assert re.fullmatch(title, shown[0])
        assert shown[1] == "  有解释的缩写 · 1"
        assert re.fullmatch(r"已预选 \d+ 个；按 回车 添加带 \+ 的词条", status(pilot))
        assert key_line(pilot) == keys
        await pilot.press("x")
        assert status(pilot) == "ARR：不再提议 · u 撤销"
        await pilot.press("u")
        assert status(pilot) == "已撤销决定：ARR"


@pytest.fixture
def lived_in(library: Library, clock: Clock) -> Library:
    """Two decks, of which six cards were answered yesterday."""
    study = Study(library, shelve(library, TWO, plain_deck("Core", 12)))
    for quality in (4, 2, 5, 3, 4, 4):
        study.answer(quality, 19_000)
    clock.pass_days(1)
    return library


@pytest.mark.usefixtures("in_chinese")
async def test_home(lived_in: Library) -> None:
    async with opened(lived_in, size=(80, 24)) as pilot:
        shown = rows(pilot)
        assert shown[:3] == [
            " termcards" + " " * 51 + "今天 到期 6 · 新 8",
            " 卡组" + " " * 50 + "新   学习   到期   卡片",
            " Core" + " " * 51 + "6      ·      6     12",
        ]
        assert shown[-5:] == [
            "  未来 14 天",
            "  ██ ·· ·· ·· ·· ·· ·· ·· ·· ·· ·· ·· ·· ··",
            "  现在 6   明天 0   7 天内 6   约 4 分钟，每张 19 秒",
            " 昨天复习 6 次 · 83 % · 连续 1 天",
            " 回车 学习  a 添加启事  b 浏览  t 统计  q 退出  i 导入  n 新笔记  x 导出  ? 帮助",
        ]


@pytest.mark.usefixtures("in_chinese")
async def test_home_where_it_is_narrow(lived_in: Library) -> None:
    async with opened(lived_in, size=(40, 20)) as pilot:
        shown = rows(pilot)
        assert shown[1] == " 卡组" + " " * 21 + "新 学习 到期"
        assert shown[-3:] == [
            "  现在 6   明天 0   7 天内 6",
            " 昨天复习 6 次 · 83 % · 连续 1 天",
            " 回车 学习  a 添加启事  b 浏览  ? 帮助",
        ]


@pytest.mark.usefixtures("in_chinese")
@pytest.mark.parametrize(
    ("size", "expected"),
    [
        (
            (80, 24),
            [
                "  1 重来             2 困难             3 良好             4 简单",
                "   ↻ 1 天             ↻ 1 天             1 天               1 天",
                "   2.50               2.36               2.50               2.60   简易度",
            ],
        ),
        (
            (40, 20),
            [" 1重来     2困难     3良好     4简单", "  ↻ 1 天    ↻ 1 天    1 天      1 天"],
        ),
        ((30, 10), [" 1重来  2困难  3良好  4简单"]),
    ],
)
async def test_the_buttons(lived_in: Library, size: tuple[int, int], expected: list[str]) -> None:
    async with opened(lived_in, size=size) as pilot:
        await pilot.press("enter", "space")
        shown = rows(pilot)
        first = next(place for place, row in enumerate(shown) if "重来" in row)
        assert shown[first : first + len(expected)] == expected


@pytest.mark.usefixtures("in_chinese")
async def test_what_an_answer_led_to(lived_in: Library) -> None:
    async with opened(lived_in) as pilot:
        await pilot.press("enter", "space", "3")
        assert status(pilot).startswith("良好，明天再复习 · u 撤销")
        await pilot.press("u")
        assert status(pilot).startswith("已撤销：良好")


@pytest.mark.usefixtures("in_chinese")
async def test_the_last_words(library: Library) -> None:
    async with opened(library, study=shelve(library, TWO)) as pilot:
        await pilot.press("space", "4", "space", "4")
        assert [row.strip() for row in rows(pilot)[3:8]] == [
            "今天学完了",
            "",
            "今天作答 2 次：重来 0 · 困难 0 · 良好 0 · 简单 2",
            "",
            "4 秒 · 每张 2 秒",
        ]
        assert "  明天有下一批卡片到期。" in rows(pilot)


@pytest.mark.usefixtures("in_chinese")
async def test_the_statistics(lived_in: Library) -> None:
    async with opened(lived_in) as pilot:
        await pilot.press("t")
        await until(pilot, lambda: "所有卡组，" in text(pilot))
        shown = rows(pilot)
        assert shown[0] == " 统计" + " " * 53 + "所有卡组 · 最近 13 周"
        assert shown[1] == " 所有卡组，2026年3月2日 周一起的 1 周"
        assert shown[2] == " 连续     1 天；最长 1 天"
        assert shown[9].split() == ["6月", "8月", "9月", "10月", "11月", "12月", "1月", "2月"]
        assert shown[10].startswith("   一  ··")
        assert key_line(pilot) == "d 卡组  m 范围  c 复制  q 返回  ? 帮助"


@pytest.mark.usefixtures("in_chinese")
async def test_the_days_to_come_have_room(lived_in: Library) -> None:
    async with opened(lived_in, size=(80, 60)) as pilot:
        await pilot.press("t")
        await until(pilot, lambda: "3月16日" in text(pilot))
        assert "   3月16日 周一 0" in rows(pilot)


@pytest.mark.usefixtures("in_chinese")
async def test_the_settings(library: Library) -> None:
    async with opened(library) as pilot:
        await pilot.press("comma")
        assert rows(pilot)[:3] == [
            " 设置",
            " 每天新卡片" + " " * 57 + "‹ 100 ›",
            " 每天复习" + " " * 61 + "200",
        ]
        assert "所有卡组合计。" in text(pilot)
        await pilot.press("right")
        assert status(pilot) == "每天新卡片：101 · u 撤销"


@pytest.mark.usefixtures("in_chinese")
async def test_every_setting_has_its_words_on_the_screen(library: Library) -> None:
    async with opened(library) as pilot:
        await pilot.press("comma")
        for changeable in CHANGEABLE:
            about = language.tr(changeable.about)
            assert cell_len(about) <= 2 * 74
            assert about[:30] in text(pilot)
            await pilot.press("down")


@pytest.mark.usefixtures("in_chinese")
async def test_the_browser(lived_in: Library) -> None:
    async with opened(lived_in) as pilot:
        await pilot.press("b")
        await until(pilot, lambda: "14 张卡片" in text(pilot))
        shown = rows(pilot)
        assert shown[0] == " 浏览" + " " * 56 + "14 张卡片 · 按词条"
        assert shown[2].split() == ["词条↓", "释义", "卡片", "到期", "间隔", "标记"]
        assert shown[3].split()[-2:] == ["认读", "新"]
        await pilot.press("s", "s", "S")
        assert "间隔↑" in rows(pilot)[2]
        await pilot.press("space", "@")
        await until(pilot, lambda: "已暂停" in text(pilot))


@pytest.mark.usefixtures("in_chinese")
async def test_the_editor(lived_in: Library) -> None:
    async with opened(lived_in) as pilot:
        await pilot.press("enter", "e")
        shown = rows(pilot)
        assert shown[0].startswith(" 编辑 · Core")
        assert [row.split()[0] for row in shown[1:7]] == [
            *("词条", "别名", "词性", "发音", "领域", "释义")
        ]
        assert key_line(pilot) == "ctrl+s 保存  esc 返回  ctrl+x $EDITOR  f1 帮助"


@pytest.mark.usefixtures("in_chinese")
async def test_the_commands(lived_in: Library) -> None:
    async with opened(lived_in) as pilot:
        await pilot.press("enter", "space", "ctrl+p", "良")
        shown = text(pilot)
        assert "命令" in rows(pilot)[0]
        assert any(row.split() == ["良好", "3"] for row in rows(pilot)), shown
