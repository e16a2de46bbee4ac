"""Keys that a learner has set: presets, single acts, and what does not hold."""

import pytest
from textual.binding import BindingsMap

from termcards.library.home import Library
from termcards.settings import KeyChoice, Keys, Preset
from termcards.tui import keymap
from termcards.tui.keychecks import ALIASES, checked, clashes, every_screen, spelled
from termcards.tui.keymap import PRESETS, acts_of, bindings_of
from termcards.tui.keys import full_width, is_full_width, joined
from termcards.tui.screens.framed import FramedScreen
from termcards.tui.screens.home import HomeScreen
from termcards.tui.screens.palette import PaletteScreen
from termcards.tui.screens.settings import SettingsScreen
from termcards.tui.screens.study import StudyScreen
from tests.tui.seat import TWO, key_line, opened, reviews, rows, shelve, status, text


def chosen(act: str, *keys: str, line: int = 7, preset: Preset = Preset.DEFAULT) -> Keys:
    return Keys(preset, (KeyChoice(act, keys, line),))


def fault(act: str, *keys: str) -> str:
    _, (found,) = checked(chosen(act, *keys))
    return str(found)


def config(library: Library, text: str) -> None:
    (library.folder / "config.yaml").write_text(f"new_cards_per_day: 100\n{text}", encoding="utf-8")
    library.reload_settings()


def test_every_screen_is_found() -> None:
    assert {HomeScreen, StudyScreen, SettingsScreen, PaletteScreen} <= set(every_screen())


@pytest.mark.parametrize("preset", Preset)
@pytest.mark.parametrize("screen", every_screen())
def test_no_preset_binds_a_key_twice(screen: type[FramedScreen], preset: Preset) -> None:
    assert [(one.id, other.id) for one, other, _ in clashes(screen, PRESETS[preset])] == []


@pytest.mark.parametrize("preset", Preset)
@pytest.mark.parametrize("screen", every_screen())
def test_every_act_has_a_key_and_every_key_its_twin(
    screen: type[FramedScreen], preset: Preset
) -> None:
    for act in acts_of(screen, PRESETS[preset]):
        keys = act.key.split(",")
        assert all(keys)
        assert {twin for key in keys if (twin := full_width(key))} <= set(keys)


@pytest.mark.parametrize("preset", Preset)
def test_every_act_of_a_preset_is_an_act(preset: Preset) -> None:
    known = {act.id or "" for screen in every_screen() for act in acts_of(screen, {})}
    lasts = {act.rpartition(".")[2] for act in known}
    for act in PRESETS[preset]:
        assert act in known or act.removeprefix("*.") in lasts


@pytest.mark.parametrize("screen", every_screen())
def test_every_act_of_a_screen_is_reached_by_a_key(screen: type[FramedScreen]) -> None:
    reached = {binding.id for _, binding in bindings_of(screen)}
    own = {act.id for act in acts_of(screen) if act in screen.BINDINGS}
    assert own <= reached
    assert "screen.palette" in reached


def test_textuals_own_keys_stay() -> None:
    assert "screen.copy_text" in {
        binding.action for binding in bindings_of(HomeScreen).key_to_bindings["ctrl+c"]
    }


def test_a_screens_keys_hide_those_of_its_bases_as_textual_does_it() -> None:
    for screen in every_screen():
        assert ids(screen._merge_bindings()) == ids(bindings_of(screen))


def ids(found: BindingsMap) -> dict[str, list[str | None]]:
    return {key: [one.id for one in bound] for key, bound in found.key_to_bindings.items()}


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("3", "3"),
        ("K", "K"),
        ("-", "-"),
        (",", "comma"),
        ("minus", "-"),
        ("+", "+"),
        ("asterisk", "asterisk"),
        ("Space", "space"),
        ("esc", "escape"),
        ("pgdn", "pagedown"),
        ("F2", "f2"),
        ("ctrl+s", "ctrl+s"),
        ("Shift+Left", "shift+left"),
        ("alt+x", "alt+x"),
        ("词", "词"),
        ("foo", None),
        ("", None),
        (" ", None),
        ("\x1b", None),
        ("ctrl+", None),
        ("meta+x", None),
        ("super", None),
        ("[/]", None),
    ],
)
def test_keys_go_by_the_names_that_people_give_them(key: str, name: str | None) -> None:
    assert spelled(key) == name


@pytest.mark.parametrize("alias", ALIASES)
def test_every_alias_is_a_key(alias: str) -> None:
    assert spelled(alias) == ALIASES[alias]
    assert spelled(ALIASES[alias]) == ALIASES[alias]


@pytest.mark.parametrize(
    ("act", "keys", "message"),
    [
        ("study.god", ["3"], 'unknown act "study.god"; did you mean "study.good"?'),
        ("study.good", ["foo"], 'there is no key "foo"'),
        ("study.good", ["\x1b[2J"], 'there is no key "␛[2J"'),
        ("study.good", [], '"study.good" has no key; name one, or take the line out'),
        ("study.good", ["ctrl+q"], "ctrl+q leaves, whatever the settings say"),
        ("study.good", ["ctrl+i"], "a terminal takes ctrl+i for tab"),
        ("editor.save", ["s"], '"s" is written into the field, and does nothing there'),
        ("study.check", ["x"], 'the keys of "study.check" cannot be changed'),
        (
            "study.good",
            ["x", "1"],
            '"1" is bound twice on Study, to study.good and study.again;'
            " study.good keeps its own keys",
        ),
        (
            "card.mark",
            ["x", "question_mark"],
            '"?" is bound twice on Browse, to card.mark and screen.help;'
            " card.mark keeps its own keys",
        ),
    ],
)
def test_what_does_not_hold_is_told_with_its_line(act: str, keys: list[str], message: str) -> None:
    assert fault(act, *keys) == f"config.yaml:7: {message}"
    assert checked(chosen(act, *keys))[0] == {}


@pytest.mark.parametrize(
    ("act", "keys"),
    [
        ("study.good", ["3", "space", "enter"]),
        ("card.bury", ["minus"]),
        ("study.more", ["t"]),  # after the last card there is no translation
        ("card.flag0", ["x", "u"]),  # while it waits for a flag there is no undo
        ("study.again", ["0"]),  # there are either four grades or six
        ("home.add", ["1"]),
    ],
)
def test_what_never_works_at_the_same_time_may_share_keys(act: str, keys: list[str]) -> None:
    found, faults = checked(chosen(act, *keys))
    assert faults == ()
    assert list(found) == [act]


def test_two_acts_may_change_places() -> None:
    keys = Keys(chosen=(KeyChoice("study.again", ("4",), 2), KeyChoice("study.easy", ("1",), 3)))
    assert checked(keys) == ({"study.again": ("4",), "study.easy": ("1",)}, ())


def test_where_one_of_two_does_not_hold_the_other_falls_too_if_it_must() -> None:
    keys = Keys(
        chosen=(
            KeyChoice("study.again", ("4",), 2),
            KeyChoice("study.easy", ("2",), 3),  # Hard has it
        )
    )
    found, faults = checked(keys)
    assert found == {}
    assert [fault.line for fault in faults] == [2, 3]


def test_a_preset_is_what_single_acts_are_checked_against() -> None:
    assert checked(chosen("study.sources", "s", preset=Preset.LEFT_HAND))[1] != ()
    assert checked(chosen("study.more", "1", preset=Preset.LEFT_HAND))[1] == ()


PRESET_KEYS = [
    ("default", "1 2 3 4", "u", "１"),
    ("left-hand", "a s d f", "w", "ａ"),
    ("vim", "h j l k", "u", "ｈ"),
]


@pytest.mark.parametrize(("preset", "grades", "undo", "twin"), PRESET_KEYS)
async def test_a_sitting_goes_by_its_preset(
    library: Library, preset: str, grades: str, undo: str, twin: str
) -> None:
    decks = shelve(library, TWO)
    config(library, f"keys: {{preset: {preset}}}\n")
    async with opened(library, study=decks) as pilot:
        for number, key in enumerate(grades.split()):
            await pilot.press("space", key)
            assert reviews(library)[-1] == ("EMEA:recognise", number + 2)
            assert f"· {undo} undoes" in status(pilot)
            await pilot.press(undo)
            assert status(pilot).startswith("took back")
        await pilot.press("space")
        assert [row.split()[0::2] for row in rows(pilot) if "Again" in row] == [grades.split()]
        assert f"{undo} undo" in key_line(pilot)
        await pilot.press(twin)
        assert reviews(library)[-1] == ("EMEA:recognise", 2)
        await pilot.press("?")
        assert f"{grades}  Again, Hard, Good, Easy" in text(pilot) or preset == "vim"
    assert keymap.key("study.undo", "u") == "u"


async def test_left_handed_sources_and_flags_have_moved(library: Library) -> None:
    decks = shelve(library, TWO)
    config(library, "keys: {preset: left-hand}\n")
    async with opened(library, study=decks) as pilot:
        await pilot.press("S")
        assert "no source is noted" in text(pilot)
        await pilot.press("F", "3")
        assert "⚑3" in text(pilot)
        assert reviews(library) == []


async def test_keys_of_ones_own_work_with_their_twins(library: Library) -> None:
    decks = shelve(library, TWO)
    config(library, 'keys:\n  study.good: ["3", g]\n  study.undo: ["%"]\n  home.settings: [S]\n')
    async with opened(library, study=decks) as pilot:
        await pilot.press("space", "g")
        assert "% undoes" in status(pilot)
        assert "% undo" in key_line(pilot)
        await pilot.press("percent_sign", "space", "ｇ", "％")
        assert status(pilot).startswith("took back")
        await pilot.press("u")
        assert [quality for _, quality in reviews(library)] == [4, -1, 4, -1]


async def test_what_is_wrong_with_keys_is_the_first_thing_said(library: Library) -> None:
    shelve(library, TWO)
    config(library, "keys:\n  study.god: x\n  home.add: [foo]\n")
    async with opened(library, size=(120, 40)) as pilot:
        assert status(pilot) == (
            'config.yaml:3: unknown act "study.god"; did you mean "study.good"?'
            " (1 more: termcards config)"
        )
        await pilot.press("a")
        assert "Add from a posting" in text(pilot)


async def test_ctrl_q_leaves_whatever_the_keys_say(library: Library) -> None:
    shelve(library, TWO)
    config(
        library,
        "keys:\n  home.quit: [ctrl+q]\n  home.undo: []\n  x: {a: b}\n".replace("  x: {a: b}\n", ""),
    )
    async with opened(library) as pilot:
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert not pilot.app.is_running or pilot.app._exit


def test_full_width_twins_are_no_keys_of_their_own() -> None:
    assert is_full_width("，")
    assert full_width("comma") == "，"
    assert full_width("+") == "＋"
    assert full_width("ctrl+s") is None
    assert joined(["/"]) == "/,／,ideographic_comma"
    assert is_full_width("ideographic_comma")
