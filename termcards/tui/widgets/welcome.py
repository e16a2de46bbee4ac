"""What an empty library shows in the place of its decks."""

from collections.abc import Sequence

from textual.content import Content

from termcards.tui.keymap import key
from termcards.tui.text import wrap
from termcards.tui.widgets.lines import Lines


class Welcome(Lines):
    def lines(self, width: int) -> Sequence[Content]:
        shown: list[Content] = []
        steps = (
            ((key("home.starter", "s"), ".key"), "  try the starter deck"),
            ((key("home.add", "a"), ".key"), "  add from a posting"),
            ("study a deck file, in the shell: ", ("termcards study FILE", ".key")),
        )
        for step in steps:
            shown += wrap(Content.assemble(*step), width)
        return shown
