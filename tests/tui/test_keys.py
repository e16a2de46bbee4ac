from itertools import combinations

import pytest
from textual.binding import ActiveBinding, Binding, BindingsMap
from textual.dom import DOMNode

from termcards.tui.keys import (
    Hint,
    act,
    fitting,
    full_width,
    hints,
    in_order,
    is_full_width,
    row,
    table,
)
from termcards.tui.screens.adding import AddScreen
from termcards.tui.screens.ask import AskScreen
from termcards.tui.screens.browse import BrowseScreen
from termcards.tui.screens.choose import ChooseScreen, TickScreen
from termcards.tui.screens.editor import EditorScreen
from termcards.tui.screens.exporting import ExportScreen
from termcards.tui.screens.framed import FramedScreen
from termcards.tui.screens.help import HelpScreen
from termcards.tui.screens.home import HomeScreen
from termcards.tui.screens.importing import ImportScreen
from termcards.tui.screens.leech import LeechScreen
from termcards.tui.screens.mark import MarkScreen
from termcards.tui.screens.statistics import StatisticsScreen
from termcards.tui.screens.study import StudyScreen
from termcards.tui.screens.triage import TriageScreen
from termcards.tui.screens.wholecard import WholeCardScreen
from termcards.tui.screens.why import WhyScreen

SCREENS = [
    HomeScreen,
    StudyScreen,
    HelpScreen,
    WhyScreen,
    LeechScreen,
    TriageScreen,
    MarkScreen,
    EditorScreen,
    AddScreen,
    BrowseScreen,
    WholeCardScreen,
    StatisticsScreen,
    ChooseScreen,
    TickScreen,
    AskScreen,
    ExportScreen,
    ImportScreen,
]
HELP = Hint("screen.help", "?", "help", "show_help")


def bound(screen: type[FramedScreen]) -> list[Binding]:
    return [binding for binding in screen.BINDINGS if isinstance(binding, Binding)]


def active(*acts: Binding) -> dict[str, ActiveBinding]:
    found: dict[str, ActiveBinding] = {}
    for key, binding in BindingsMap(acts):
        if not is_full_width(key):
            found.setdefault(key, ActiveBinding(DOMNode(), binding, True))
    return found


@pytest.mark.parametrize(
    ("key", "twin"),
    [("1", "１"), ("u", "ｕ"), ("?", "？"), ("@", "＠"), ("space", "ideographic_space")],
)
def test_a_key_has_a_full_width_twin(key: str, twin: str) -> None:
    assert full_width(key) == twin
    assert is_full_width(twin)
    assert not is_full_width(key)


@pytest.mark.parametrize("key", ["enter", "escape", "pagedown", "ctrl+q", "up"])
def test_a_key_without_a_sign_has_no_twin(key: str) -> None:
    assert full_width(key) is None


@pytest.mark.parametrize("screen", SCREENS)
def test_every_key_with_a_sign_is_bound_with_its_twin(screen: type[FramedScreen]) -> None:
    for binding in bound(screen):
        keys = binding.key.split(",")
        assert {twin for key in keys if (twin := full_width(key))} <= set(keys)


@pytest.mark.parametrize(
    "screen",
    [
        HomeScreen,
        HelpScreen,
        WhyScreen,
        LeechScreen,
        WholeCardScreen,
        StatisticsScreen,
        ChooseScreen,
        ExportScreen,
    ],
)
def test_a_key_does_one_thing(screen: type[FramedScreen]) -> None:
    for one, other in combinations(bound(screen), 2):
        assert not set(one.key.split(",")) & set(other.key.split(","))


@pytest.mark.parametrize("screen", SCREENS)
def test_every_key_does_what_the_screen_can_do(screen: type[FramedScreen]) -> None:
    BindingsMap(screen.BINDINGS)
    for binding in bound(screen):
        name = binding.action.partition("(")[0]
        assert name.startswith("app.") or hasattr(screen, f"action_{name}")


def test_a_key_line_has_each_act_once_by_its_first_key() -> None:
    acts = [act("a", "q escape", "back", "back"), act("b", "j", "move", "")]
    assert hints(active(*acts), in_order(acts)) == [Hint("a", "q", "back", "back")]


def test_a_key_line_has_the_order_of_the_acts_whatever_keys_they_share() -> None:
    early, late = act("early", "space", "show", "show"), act("late", "escape q", "back", "back")
    other = act("other", "q", "quit", "quit")
    places = in_order([other, early, late])
    assert [hint.key for hint in hints(active(late, early), places)] == ["space", "esc"]


@pytest.mark.parametrize("key", [*"-=@!*?fK0", "tab", "space"])
def test_a_key_is_written_as_it_is_pressed(key: str) -> None:
    [hint] = hints(active(act("a", key, "do", "do")), {})
    assert hint.key == key


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (40, ["show answer", "undo", "help"]),
        (33, ["show answer", "undo", "help"]),
        (32, ["show answer", "help"]),
        (25, ["show answer", "help"]),
        (24, ["show", "help"]),
        (18, ["show", "help"]),
        (17, ["help"]),
        (1, ["help"]),
    ],
)
def test_a_key_line_drops_from_the_right_and_keeps_the_help(width: int, shown: list[str]) -> None:
    offered = [
        Hint("show", "space", "show answer", "show"),
        Hint("undo", "u", "undo", "undo"),
        HELP,
    ]
    assert [hint.words for hint in fitting(offered, width)] == shown


def test_the_help_groups_keys_by_what_they_do() -> None:
    bindings = [
        act("1", "1", "grade(2)", "", "Again, Hard", "Answer"),
        act("s", "s", "sources", "sources", "sources", "Look"),
        act("2", "2", "grade(3)", "", "Again, Hard", "Answer"),
        act("x", "x", "hidden"),
        act("space", "space", "show", "", "show the answer", "Answer"),
        act("r", "r", "retry", "", "save again", "Look"),
        act("t", "t", "translation", "", "translation", "Look"),
    ]
    found = [
        (heading, [(keys.keys, keys.meaning) for keys in rows])
        for heading, rows in table(bindings, lambda one: one.id not in ("1", "r"))
    ]
    assert found == [
        ("Answer", [(("1", "2"), "Again, Hard"), (("space",), "show the answer")]),
        ("Look", [(("s",), "sources"), (("t",), "translation"), (("r",), "save again")]),
    ]


def test_the_keys_of_the_help_are_right_aligned() -> None:
    [(_, [line])] = table(
        [act("b", "q escape", "back", "back", "back", "Elsewhere")], lambda _: True
    )
    assert [part.plain for part in row(line, 60)] == [f"{'q esc':>20}  back"]
    assert [part.plain for part in row(line, 20)] == ["q esc", "  back"]
