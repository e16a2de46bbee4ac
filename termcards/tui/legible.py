"""Colours that are read on every ground: themes mix theirs by eye, and some too pale."""

from collections.abc import Mapping

from textual.color import Color

WORDS = 4.5
"""The least contrast of words to their ground (WCAG 2.2, 1.4.3)."""
SIGNS = 3.0
"""That of what is no word (WCAG 2.2, 1.4.11)."""
FAINT = 0.6
"""How much of the words' colour is in the faint one, where that is enough."""
STEP = 0.05


def legible(variables: Mapping[str, str]) -> dict[str, str]:
    """The variables of a theme, with a `faint` one, and a scroll bar that is seen."""
    ground, words, bar, behind = (
        Color.parse(variables[name])
        for name in ("background", "foreground", "scrollbar", "scrollbar-background")
    )
    if words.ansi is not None:  # of the terminal's own palette nobody knows the colours
        return {**variables, "faint": variables["foreground"]}
    faint = _mixed(ground, words, ground, FAINT, WORDS)
    return {
        **variables,
        "faint": faint.hex,
        "scrollbar": _mixed(bar, words, behind, 0, SIGNS).hex,
    }


def contrast(one: Color, other: Color) -> float:
    """From 1 for the same to 21 for black and white (WCAG 2.2, contrast ratio)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _mixed(start: Color, end: Color, ground: Color, part: float, least: float) -> Color:
    """The first mixture, from `part` of the end on, that has the contrast; else the end."""
    while part < 1:
        mixture = start.blend(end, part)
        if contrast(mixture, ground) >= least:
            return mixture
        part += STEP
    return end


def _luminance(color: Color) -> float:
    """WCAG 2.2, relative luminance."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in color.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
