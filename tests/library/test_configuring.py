"""Settings are changed in place: a person's own lines stay, and undo gives every byte back."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termcards.errors import BadInputError, TermcardsError, UsageError
from termcards.library import configuring
from termcards.library.home import Library
from termcards.library.settinglist import setting
from termcards.library.undoing import take_back
from termcards.settings import Borders, Grades, Preset
from termcards.splices import Left

BY_HAND = """\
# mine
new_cards_per_day:   5   # not more

grades: 'exact'
directions:
- recognise
- cloze
keys:   # for the left hand
  preset: vim
  study.good: ["3"]

# the end
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "config.yaml"
    path.write_text(BY_HAND, encoding="utf-8", newline="")
    return path


def borders(library: Library) -> Borders:
    return library.settings.look.borders


def grades(library: Library) -> Grades:
    return library.settings.grading.grades


def changed(path: Path, key: str, *words: str) -> str:
    with Library(path.parent) as library:
        configuring.change(library, key, words)
    return path.read_bytes().decode()


def test_a_value_takes_the_place_of_the_old_one_and_its_comment_stays(path: Path) -> None:
    assert changed(path, "new_cards_per_day", "12") == BY_HAND.replace(
        "  5   #", " 12   #"
    ).replace("day:  12", "day: 12")


def test_a_new_key_comes_at_the_end(path: Path) -> None:
    assert changed(path, "theme", "nord") == BY_HAND + "theme: nord\n"


def test_a_new_key_within_keys_comes_behind_the_others(path: Path) -> None:
    assert changed(path, "keys.card.bury", "-") == BY_HAND.replace(
        '["3"]\n', "[\"3\"]\n  card.bury: ['-']\n"
    )


def test_a_list_is_written_in_brackets(path: Path) -> None:
    assert changed(path, "directions", "cloze,", "type") == BY_HAND.replace(
        "directions:\n- recognise\n- cloze\n", "directions: [cloze, type]\n"
    )


def test_keys_with_several_signs_are_a_list(path: Path) -> None:
    text = changed(path, "keys.study.good", "3", "space", ",")
    assert "  study.good: [3, space, ',']\n" in text


def test_a_preset_is_changed_where_it_stands(path: Path) -> None:
    assert changed(path, "keys.preset", "left-hand") == BY_HAND.replace("vim", "left-hand")


@pytest.mark.parametrize(
    ("text", "then"),
    [
        ("", "borders: ascii\n"),
        ("# nothing yet", "# nothing yet\nborders: ascii\n"),
        ("a\n".replace("a", "level: C1"), "level: C1\nborders: ascii\n"),
        ("level: C1\r\n", "level: C1\r\nborders: ascii\r\n"),
        ("level: C1", "level: C1\nborders: ascii\n"),
        ("borders:", "borders: ascii"),
        ("borders:\nlevel: C1\n", "borders: ascii\nlevel: C1\n"),
        ("borders:  # mine\n", "borders: ascii  # mine\n"),
        ("  level: C1\n", "  level: C1\n  borders: ascii\n"),
        ("{level: C1, borders: unicode}\n", "{level: C1, borders: ascii}\n"),
        ("\ufeffborders: unicode\n", "\ufeffborders: ascii\n"),
        ("borders: |\n  unicode\nlevel: C1\n", None),
        ("---\nlevel: C1\n", "---\nlevel: C1\nborders: ascii\n"),
    ],
)
def test_every_way_of_writing_is_kept(tmp_path: Path, text: str, then: str | None) -> None:
    path = tmp_path / "config.yaml"
    path.write_bytes(text.encode())
    if then is None:
        with pytest.raises(BadInputError, match="cannot be set here"):
            Library(tmp_path)
        return
    assert changed(path, "borders", "ascii") == then
    with Library(tmp_path) as library:
        assert borders(library) is Borders.ASCII
        take_back(library)
        assert borders(library) is Borders.UNICODE
    assert (path.read_bytes().decode() if path.exists() else "") == text


@pytest.mark.parametrize(
    ("text", "key", "words", "message"),
    [
        ("{level: C1}\n", "borders", "ascii", "config.yaml:1: settings in braces take no more"),
        (
            "directions:\n- cloze  # most\n- recognise\n",
            "directions",
            "cloze",
            "config.yaml:1: there are comments in the lines of this value; edit this place by hand",
        ),
        ("level: C1\n...\n", "borders", "ascii", 'cannot change "borders" in place'),
    ],
)
def test_what_cannot_be_changed_in_place_stays(
    tmp_path: Path, text: str, key: str, words: str, message: str
) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(text, encoding="utf-8")
    with Library(tmp_path) as library:
        with pytest.raises(BadInputError, match=message.replace("(", "\\(")):
            configuring.change(library, key, [words])
        assert library.store.journal.last_act() == ()
    assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("key", "words", "message"),
    [
        ("grads", "two", 'unknown setting "grads"; did you mean "grades"?'),
        ("level.x", "two", 'there is no "level.x"; set "level" as a whole'),
        ("grades", "", "a value is one line of text; --unset takes a setting out"),
        ("grades", "two\n", None),
        ("grades", "two\nthree", "a value is one line of text; --unset takes a setting out"),
        ("grades", "five", 'grades: "five" cannot be set here; known are four, two, exact'),
        ("hold_time", "99999", "hold_time: 99999 milliseconds are more than 10000"),
        ("mouse", "no", 'mouse: "no" should be true or false'),
        ("theme", "nort", 'theme: unknown theme "nort"; did you mean "nord"?'),
        (
            "keys.preset",
            "emacs",
            'keys.preset: "emacs" cannot be set here; known are default, left-hand, vim',
        ),
    ],
)
def test_a_wrong_value_is_told_without_a_place(
    path: Path, key: str, words: str, message: str | None
) -> None:
    with Library(path.parent) as library:
        if message is None:
            configuring.change(library, key, [words])
            return
        with pytest.raises(TermcardsError) as caught:
            configuring.change(library, key, [words])
        assert str(caught.value) == message
    assert path.read_text(encoding="utf-8") == BY_HAND


def test_more_than_a_line_is_for_the_editor(path: Path) -> None:
    with Library(path.parent) as library, pytest.raises(UsageError, match="more than a line"):
        configuring.change(library, "per_deck", ["x"])


def test_the_lines_of_a_key_are_taken_out(path: Path) -> None:
    with Library(path.parent) as library:
        assert configuring.unset(library, "directions")
        assert configuring.unset(library, "keys.preset")
        assert not configuring.unset(library, "theme")
    assert path.read_text(encoding="utf-8") == BY_HAND.replace(
        "directions:\n- recognise\n- cloze\n", ""
    ).replace("  preset: vim\n", "")


def test_the_last_key_within_keys_may_go(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text("keys:\n  preset: vim\n", encoding="utf-8")
    with Library(tmp_path) as library:
        configuring.unset(library, "keys.preset")
        assert path.read_text(encoding="utf-8") == "keys:\n"
        assert library.settings.keys.preset is Preset.DEFAULT
        configuring.change(library, "keys.preset", ["vim"])
        assert path.read_text(encoding="utf-8") == "keys:\n  preset: vim\n"


def test_a_file_that_a_change_made_goes_with_it(tmp_path: Path) -> None:
    with Library(tmp_path) as library:
        configuring.change(library, "grades", ["two"])
        assert grades(library) is Grades.TWO
        take_back(library)
        assert grades(library) is Grades.FOUR
    assert not (tmp_path / "config.yaml").exists()


def test_a_line_that_has_moved_is_found_again(path: Path) -> None:
    changed(path, "grades", "two")
    path.write_text("level: C1\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    with Library(path.parent) as library:
        take_back(library)
    assert path.read_text(encoding="utf-8") == "level: C1\n" + BY_HAND


def test_a_line_that_was_changed_by_hand_is_left_and_named(path: Path) -> None:
    changed(path, "grades", "two")
    by_hand = path.read_text(encoding="utf-8").replace("two", "four")
    path.write_text(by_hand, encoding="utf-8")
    with Library(path.parent) as library:
        undone = take_back(library)
        assert undone is not None
        assert undone.left == (Left(path, 4),)
        assert take_back(library) is None
    assert path.read_text(encoding="utf-8") == by_hand


def test_a_line_taken_out_does_not_come_back_twice(path: Path) -> None:
    with Library(path.parent) as library:
        configuring.unset(library, "grades")
        by_hand = path.read_text(encoding="utf-8") + "grades: two\n"
        path.write_text(by_hand, encoding="utf-8")
        undone = take_back(library)
        assert undone is not None
        assert [left.line for left in undone.left] == [12]
    assert path.read_text(encoding="utf-8") == by_hand


def test_the_same_value_is_no_act(path: Path) -> None:
    with Library(path.parent) as library:
        configuring.change(library, "level", ["C1"])
        before = path.read_bytes()
        configuring.change(library, "level", ["C1"])
        assert path.read_bytes() == before
        take_back(library)
        assert take_back(library) is None


VALUES = {
    "new_cards_per_day": st.integers(0, 9999).map(str),
    "level": st.sampled_from(["A2", "B1", "B2", "C1", "C2"]),
    "day_starts_at": st.sampled_from(["00:00", "04:30", "11:59"]),
    "translation": st.sampled_from(["on request", "with the answer"]),
    "decks": st.sampled_from(["~/notes/my decks", "it's: mine", "# odd", "a,b", "[x]", "词"]),
    "keys.preset": st.sampled_from(["default", "vim", "left-hand"]),
    "keys.study.good": st.sampled_from(["3", "space enter", "' \" , # : [ ] { } * & ! % @ `"]),
}
LINES = st.sampled_from(
    [
        "",
        "# a comment: with a colon",
        "   ",
        "leech_lapses: 4  # few",
        "hold_time:   0",
        'mouse: "false"',
        "theme: nord",
        "time_zone: Asia/Shanghai",
        "space_grades: true",
        "# 中文 😀",
    ]
)


@st.composite
def files(draw: st.DrawFn) -> str:
    lines = draw(st.lists(LINES, unique_by=lambda line: line.partition(":")[0] or object()))
    for key in draw(st.sets(st.sampled_from(["level", "new_cards_per_day", "translation"]))):
        lines.insert(draw(st.integers(0, len(lines))), f"{key}: {draw(VALUES[key])}  # set")
    if draw(st.booleans()):
        lines += ["keys:", "  # mine", "  card.bury: [minus]", "", "  preset: vim  # for now"]
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    text = newline.join(lines) + draw(st.sampled_from(["", newline]))
    return draw(st.sampled_from(["", "\ufeff"])) + text


def others(text: str, key: str) -> list[str]:
    """The lines that are not the key's own; `keys` may be made for it."""
    name = key.removeprefix("keys.")
    lines = text.removeprefix("\ufeff").splitlines()
    return [line for line in lines if not line.lstrip().startswith((f"{name}:", "keys:"))]


@given(files(), st.sampled_from(sorted(VALUES)), st.data())
@settings(max_examples=60, deadline=None)
def test_other_lines_stay_the_value_is_read_and_undo_gives_every_byte_back(
    text: str, key: str, data: st.DataObject
) -> None:
    value = data.draw(VALUES[key])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "config.yaml"
        path.write_bytes(text.encode())
        with Library(Path(folder)) as library:
            configuring.change(library, key, [value])
            after = path.read_bytes().decode()
            assert setting(library, key).value.split(", ") == (
                value.split() if key == "keys.study.good" else [value]
            )
            assert others(after, key) == others(text, key)
            assert after.startswith("\ufeff") is text.startswith("\ufeff")
            if "\r\n" in text:
                assert "\n" not in after.replace("\r\n", "")
            take_back(library)
        assert (path.read_bytes() if path.exists() else b"").decode() == text
