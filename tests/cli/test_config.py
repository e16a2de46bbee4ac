"""`termcards config`: listing, setting, taking out; what is wrong has its place."""

from pathlib import Path

import pytest

from tests.cli.conftest import Call


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "home").mkdir()
    return tmp_path / "home" / "config.yaml"


def test_all_settings_are_listed_with_where_they_are_set(call: Call, path: Path) -> None:
    path.write_text("# mine\ngrades: two\nkeys:\n  study.good: [g]\n", encoding="utf-8")
    lines = call("config").out.splitlines()
    assert "new_cards_per_day         10" in lines
    assert (
        "grades                    two                           config.yaml:2, else four" in lines
    )
    assert "keys.preset               default" in lines
    assert (
        "keys.study.good           g                             config.yaml:4, else its own"
        in lines
    )


def test_a_list_leaves_no_trace(call: Call, tmp_path: Path) -> None:
    assert call("config").status == 0
    assert not (tmp_path / "home").exists()


def test_one_is_shown_set_taken_out_and_all_of_that_undone(call: Call, path: Path) -> None:
    assert call("config", "translation").out == "translation               on request\n"
    assert call("config", "translation", "with", "the", "answer").status == 0
    assert path.read_text(encoding="utf-8") == "translation: with the answer\n"
    assert call("config", "translation", "--unset").out == (
        "translation               on request\n"
    )
    assert not path.exists()
    assert call("undo").out == "took back a setting: translation\n"
    assert path.read_text(encoding="utf-8") == "translation: with the answer\n"
    assert call("undo").out == "took back a setting: translation\n"
    assert not path.exists()
    assert call("undo").status == 1


def test_taking_out_what_is_not_set_says_so(call: Call) -> None:
    done = call("config", "theme", "--unset")
    assert (done.status, done.err) == (0, "theme was not set\n")


def test_the_shape_of_the_json(call: Call, path: Path) -> None:
    path.write_text("\nmouse: false\n", encoding="utf-8")
    assert call("config", "mouse", "--json").json == {
        "key": "mouse",
        "value": "false",
        "default": "true",
        "file": "config.yaml",
        "line": 2,
    }
    found = call("config", "--json").json
    assert found["faults"] == []
    assert [one["key"] for one in found["settings"]][:2] == ["new_cards_per_day", "reviews_per_day"]
    assert found["settings"][0] == {
        "key": "new_cards_per_day",
        "value": "10",
        "default": "10",
        "file": None,
        "line": None,
    }


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["grads", "two"], 2, 'error: unknown setting "grads"; did you mean "grades"?\n'),
        (["grads"], 2, 'error: unknown setting "grads"; did you mean "grades"?\n'),
        (
            ["grades", "five"],
            3,
            'error: grades: "five" cannot be set here; known are four, two, exact\n',
        ),
        (["--unset"], 2, "error: --unset takes the name of one setting, and no value\n"),
        (
            ["keys.study.god", "3"],
            3,
            'error: keys.study.god: unknown act "study.god"; did you mean "study.good"?\n',
        ),
        (
            ["keys.study.good", "1"],
            3,
            'error: keys.study.good: "1" is bound twice on Study, to study.good and study.again;'
            " study.good keeps its own keys\n",
        ),
    ],
)
def test_what_cannot_be_set_is_told_in_a_line(
    call: Call, path: Path, arguments: list[str], status: int, message: str
) -> None:
    done = call("config", *arguments)
    assert (done.status, done.err) == (status, message)
    assert not path.exists()


def test_the_keys_of_an_act_are_set(call: Call, path: Path) -> None:
    assert call("config", "keys.study.good", "3", "space", "enter").status == 0
    assert path.read_text(encoding="utf-8") == "keys:\n  study.good: [3, space, enter]\n"
    assert call("config", "keys.preset", "vim").status == 0
    assert path.read_text(encoding="utf-8") == (
        "keys:\n  study.good: [3, space, enter]\n  preset: vim\n"
    )


@pytest.mark.parametrize("command", ["config", "doctor"])
def test_keys_that_do_not_hold_are_named_with_their_line(
    call: Call, path: Path, command: str
) -> None:
    path.write_text('keys:\n  study.god: x\n  study.good: ["2"]\n', encoding="utf-8")
    done = call(command)
    assert done.status == 1
    told = (done.out + done.err).splitlines()
    assert 'config.yaml:2: unknown act "study.god"; did you mean "study.good"?' in told
    assert (
        'config.yaml:3: "2" is bound twice on Study, to study.good and study.hard;'
        " study.good keeps its own keys" in told
    )
    assert call("due").status == 0
    key = "faults"
    assert len(call(command, "--json").json[key]) == 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("grades: five\n", '1: "five" cannot be set here; known are four, two, exact'),
        ("\nspace_grades: maybe\n", '2: "maybe" should be true or false'),
        ("hold_time: soon\n", '1: "soon" is not a number, such as 200'),
        ("hold_time: 99999\n", "1: 99999 milliseconds are more than 10000"),
        (
            "translation: never\n",
            '1: "never" cannot be set here; known are on request, with the answer',
        ),
        ("theme: nort\n", '1: unknown theme "nort"; did you mean "nord"?'),
        (
            "borders: [ascii]\n",
            "1: this should be text here; quote it if it has brackets or a colon",
        ),
        ("language: fr\n", '1: "fr" cannot be set here; known are auto, en, zh'),
        ("mouse: 1\n", '1: "1" should be true or false'),
        ("keys: vim\n", '1: "keys" should be keys with values here'),
        (
            "keys:\n  preset: emacs\n",
            '2: "emacs" cannot be set here; known are default, left-hand, vim',
        ),
        (
            "keys:\n  study.good: {a: b}\n",
            '2: "study.good" should be a list here, one item a line after a dash',
        ),
        ("grade: two\n", '1: unknown key "grade"; did you mean "grades"?'),
    ],
)
def test_a_wrong_setting_is_one_line_with_its_place(
    call: Call, path: Path, text: str, message: str
) -> None:
    path.write_text(text, encoding="utf-8")
    for command in ("due", "config"):
        done = call(command)
        assert (done.status, done.err) == (3, f"error: {path}:{message}\n")
