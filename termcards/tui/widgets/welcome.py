"""What an empty library shows in the place of its decks."""

from collections.abc import Sequence

from textual.content import Content

from termcards.language import tr
from termcards.tui.text import wrap
from termcards.tui.widgets.lines import Lines

NARROW = 30
"""Cells under which each step has a line's worth of words."""


class Welcome(Lines):
    def lines(self, width: int) -> Sequence[Content]:
        if width < NARROW:
            steps = (("a", tr("add a posting")), ("i", tr("import")), ("s", tr("sample deck")))
        else:
            steps = (
                ("a", tr("add from a posting")),
                ("i", tr("import a deck, of Anki's or as a table")),
                ("s", tr("try the sample deck")),
            )
        shown: list[Content] = []
        for key, words in steps:
            shown += wrap(Content.assemble((key, ".key"), "  ", words), width)
        return shown
