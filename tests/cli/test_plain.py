"""Plain mode: all that the study screen can do, by words and line by line."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Call

DECK = """\
id: sales
deck: Sales
format: 1
directions: [{direction}]
notes:
- id: arr
  term: ARR
  aliases: [annual recurring revenue]
  senses:
  - definition: The yearly value of the subscriptions sold.
    translation: 年度经常性收入
  examples:
  - sentence: Retention decides whether ARR grows.
    surface: ARR
  - sentence: New ARR was flat.
    surface: ARR
- id: mrr
  term: MRR
  senses:
  - definition: What comes in each month.
"""

Study = Callable[..., list[str]]


@pytest.fixture
def study(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Study:
    (tmp_path / "home").mkdir()

    def study(
        *words: str, direction: str = "recognise", options: tuple[str, ...] = ()
    ) -> list[str]:
        (tmp_path / "sales.yaml").write_text(DECK.format(direction=direction), encoding="utf-8")
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{word}\n" for word in words)))
        done = call("study", "sales.yaml", "--plain", *options)
        assert done.status == 0
        return (done.err + done.out).splitlines()

    return study


@pytest.mark.parametrize(
    ("word", "told", "what"),
    [
        ("-", "buried until tomorrow: ARR", "a burial"),
        ("=", "the whole term buried until tomorrow: ARR", "a burial"),
        ("@", "suspended: ARR", "a suspension"),
        ("!", "the whole term suspended: ARR", "a suspension"),
        ("K", "known, not asked again: ARR", "a term taken as known"),
    ],
)
@pytest.mark.parametrize("before", [[], [""]], ids=["question", "answer"])
def test_a_word_puts_the_card_aside_and_u_brings_it_back(
    study: Study, before: list[str], word: str, told: str, what: str
) -> None:
    lines = study(*before, word, "u", "q")
    place = lines.index(told)
    assert "1/1  recognise" in lines[place:]
    undone = next(number for number, line in enumerate(lines) if line.startswith("took back"))
    assert lines[undone].startswith(f"took back {what}")
    assert "1/2  recognise" in lines[undone:]


def test_a_mark_and_a_flag_are_shown_on_the_card(study: Study) -> None:
    lines = study("*", "f3", "", "*", "f0", "q")
    assert [
        line for line in lines if line in ("marked", "flag 3", "mark taken away", "no flag")
    ] == [
        "marked",
        "flag 3",
        "mark taken away",
        "no flag",
    ]
    assert "  ARR   *   ⚑3" in lines


def test_why_a_card_comes_is_told(study: Study) -> None:
    lines = study("i", "q")
    assert "  new: not answered yet" in lines
    assert (
        "  next: Again 1 d, then 1 d · Hard 1 d, then 6 d · Good 1 d, then 6 d · Easy 1 d, then 6 d"
    ) in lines


def test_what_is_no_word_tells_the_words(study: Study) -> None:
    lines = study("nonsense", "", "nonsense", "3", "q")
    assert any(
        line.startswith("t translation, s sources, n next sentence, i why now; - bury")
        for line in lines
    )
    assert "1 Again, 2 Hard, 3 Good, 4 Easy; u undoes, q quits, ? tells more" in lines
    assert "1 answer: again 0 · hard 0 · good 1 · easy 0" in lines


@pytest.mark.parametrize(
    ("typed", "line", "suggested", "grades"),
    [
        ("Annual recurring-revenue", "  ✓ Annual recurring-revenue", "Good", "good 1"),
        ("annual recuring revenue", "  ≈ annual recur{+r+}ing revenue", "Hard", "hard 1"),
        ("MRR", "  ✗ [-M-]{+A+}RR", "Again", "again 1"),
        ("", "  – nothing typed", "Again", "again 1"),
        ("q", "  ✗ [-q-]{+ARR+}", "Again", "again 1"),
    ],
)
def test_a_term_is_typed(study: Study, typed: str, line: str, suggested: str, grades: str) -> None:
    lines = study(typed, "", ":q", direction="type")
    assert line in lines
    assert any(line.startswith(f"grade 1-4, enter is {suggested}>") for line in lines)
    assert any(grades in line for line in lines if line.startswith("1 answer"))


def test_a_colon_makes_a_word_of_what_is_typed(study: Study) -> None:
    lines = study(":t", ":-", ":u", ":no word", "2", ":q", direction="type")
    assert "  中 年度经常性收入" in lines
    assert "buried until tomorrow: ARR" in lines
    assert "took back a burial: ARR" in lines
    assert "  ✗ [-:no word-]{+ARR+}" in lines


def test_a_leech_is_told_with_the_commands(study: Study, tmp_path: Path, call: Call) -> None:
    (tmp_path / "home" / "config.yaml").write_text("leech_failures: 1\n", encoding="utf-8")
    lines = study("", "1", "u", "", "1", "q")
    place = tmp_path / "home" / "decks" / "sales.yaml"
    assert (
        "ARR is a leech now and suspended; `termcards resume arr` asks it again,"
        " `termcards known arr` lets it go, u takes the answer back;"
        f" its note is at {place}:6"
    ) in lines
    assert "you may take it for MRR (same first letters)" in lines
    assert "took back an answer: ARR" in lines
    assert call("resume", "arr").status == 0


@pytest.mark.parametrize(
    ("options", "first", "last"),
    [
        (("--cram", "Sales"), "cram: schedules stay as they are", "done with cramming"),
        (
            ("--minutes", "0.1"),
            "0.1 min plan",
            "done with the plan; 1 more card today, `termcards study` goes on",
        ),
        (("--new", "2"), "2 new", "done for today"),
    ],
)
def test_the_kind_of_sitting_is_told(
    study: Study, options: tuple[str, ...], first: str, last: str
) -> None:
    study("q")  # the deck is in the library, to be crammed by its name
    lines = study(*["", "3"] * 2, options=options)
    assert lines[0] == first
    assert lines[-1].startswith(last)


@pytest.mark.parametrize(
    ("config", "words", "lines", "grades"),
    [
        (
            "grades: two\n",
            ["", "2", "1", "", ""],
            [
                "1 Again (again today, 1 d, ease 2.50)  3 Good (1 d, ease 2.50)",
                "1 Again, 3 Good; u undoes, q quits, ? tells more",
            ],
            "again 1 · good 1",
        ),
        (
            "grades: exact\n",
            ["", "5", "", "0"],
            [
                "0 complete blackout (again today, 1 d, ease 2.50)",
                "5 perfect (1 d, ease 2.60)",
            ],
            "quality 0: 1 · quality 5: 1",
        ),
        (
            "space_grades: false\nshow_intervals: false\n",
            ["", "", "3"],
            [
                "1 Again  2 Hard  3 Good  4 Easy",
                "1 Again, 2 Hard, 3 Good, 4 Easy; u undoes, q quits, ? tells more",
            ],
            "again 0 · hard 0 · good 1 · easy 0",
        ),
    ],
)
def test_grading_is_as_it_is_set(
    study: Study, tmp_path: Path, config: str, words: list[str], lines: list[str], grades: str
) -> None:
    (tmp_path / "home" / "config.yaml").write_text(config, encoding="utf-8")
    shown = study(*words, "q", ":q")
    for line in lines:
        assert line in shown
    assert any(grades in line for line in shown)


@pytest.mark.parametrize(
    ("config", "prompt"),
    [
        ("", "grade 1-4, enter is Good> "),
        ("grades: two", "grade 1 or 3, enter is Good> "),
        ("grades: exact", "grade 0-5, enter is 4> "),
        ("space_grades: false", "grade 1-4> "),
    ],
)
def test_the_prompt_says_how_to_grade(
    study: Study, tmp_path: Path, config: str, prompt: str
) -> None:
    (tmp_path / "home" / "config.yaml").write_text(config, encoding="utf-8")
    assert any(line.startswith(prompt) for line in study("", "q"))


def test_a_translation_may_come_with_the_answer(study: Study, tmp_path: Path) -> None:
    path = tmp_path / "home" / "config.yaml"
    path.write_text("translation: with the answer\n", encoding="utf-8")
    lines = study("", "3", "q")
    assert lines.count("  中 年度经常性收入") == 1


class TestInChinese:
    @pytest.fixture(autouse=True)
    def in_chinese(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("LANGUAGE", "zh_CN:en")

    def test_a_sitting_is_in_the_language_of_the_environment(self, study: Study) -> None:
        lines = study("", "3", "q")
        asked = "回车 显示答案，t 译文，s 来源，u 撤销，q 退出，? 更多> "
        assert lines[:2] == ["", "1/2  认读"]
        assert lines[6:8] == ["  中 ･･･   按 t 显示", asked]
        assert lines[-8:] == [
            "1 重来（今天再来，1 天，简易度 2.50）  2 困难（今天再来，1 天，简易度 2.36）"
            "  3 良好（1 天，简易度 2.50）  4 简单（1 天，简易度 2.60）",
            "评分 1-4，回车 评为良好> ",
            "",
            "2/2  认读",
            "  MRR",
            asked,
            "作答 1 次：重来 0 · 困难 0 · 良好 1 · 简单 0",
            "还剩 1 张卡片；`termcards study` 继续",
        ]

    def test_the_setting_goes_before_the_environment(self, study: Study, tmp_path: Path) -> None:
        (tmp_path / "home" / "config.yaml").write_text("language: en\n", encoding="utf-8")
        assert study("q")[-1] == "2 cards to go; `termcards study` goes on"


def test_another_sentence_is_shown(study: Study) -> None:
    lines = study("n", "n", "q")
    shown = [line for line in lines if line.startswith(("  Retention", "  New"))]
    assert shown == [
        "  Retention decides whether [[ARR]] grows.  1/2",
        "  New [[ARR]] was flat.  2/2",
        "  Retention decides whether [[ARR]] grows.  1/2",
    ]
