"""What is set in grey is read in every theme."""

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from termcards.tui.legible import contrast, legible

DRAWN = sorted(name for name in BUILTIN_THEMES if not name.startswith("ansi"))


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21), ("#ffffff", "#ffffff", 1), ("#777777", "#ffffff", 4.48)],
)
def test_contrast_is_that_of_the_guidelines(one: str, other: str, ratio: float) -> None:
    assert contrast(Color.parse(one), Color.parse(other)) == pytest.approx(ratio, abs=0.01)
    assert contrast(Color.parse(other), Color.parse(one)) == pytest.approx(ratio, abs=0.01)


@pytest.mark.parametrize("name", DRAWN)
def test_faint_words_and_the_scroll_bar_stand_out(name: str) -> None:
    theme = BUILTIN_THEMES[name]
    given = {**theme.to_color_system().generate(), **theme.variables}
    names = ("foreground", "background", "faint", "scrollbar", "scrollbar-background")
    found = {key: Color.parse(legible(given)[key]) for key in names}
    # Solarized's own words have no more than this.
    own = contrast(found["foreground"], found["background"])
    assert contrast(found["faint"], found["background"]) >= min(4.5, own)
    assert contrast(found["scrollbar"], found["scrollbar-background"]) >= 3


def test_a_faint_colour_that_is_enough_stays_as_it_is() -> None:
    theme = BUILTIN_THEMES["textual-dark"]
    given = {**theme.to_color_system().generate(), **theme.variables}
    assert legible(given)["faint"] == "#8D8D8D"


def test_the_colours_of_a_terminal_are_left_alone() -> None:
    given = BUILTIN_THEMES["ansi-dark"].to_color_system().generate()
    found = legible(given)
    assert found.pop("faint") == "ansi_default"
    assert found == given
