"""What an empty library shows in the place of its decks."""

from collections.abc import Sequence

from textual.content import Content

from termcards.language import tr
from termcards.tui.keymap import key
from termcards.tui.text import wrap
from termcards.tui.widgets.lines import Lines

NARROW = 30
"""Cells under which each step has a line's worth of words."""


class Welcome(Lines):
    def lines(self, width: int) -> Sequence[Content]:
        if width < NARROW:
            words = (tr("add a posting"), tr("import"), tr("sample deck"))
        else:
            words = (
                tr("add from a posting"),
                tr("import a deck, of Anki's or as a table"),
                tr("try the sample deck"),
            )
        keys = (key("home.add", "a"), key("home.import", "i"), key("home.starter", "s"))
        shown: list[Content] = []
        for name, step in zip(keys, words, strict=True):
            shown += wrap(Content.assemble((name, ".key"), "  ", step), width)
        return shown
