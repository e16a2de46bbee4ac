"""What an empty library shows in the place of its decks."""

from collections.abc import Sequence

from textual.content import Content

from termcards.tui.text import wrap
from termcards.tui.widgets.lines import Lines

STEPS = (
    (("s", ".key"), "  try the starter deck"),
    (("a", ".key"), "  add from a posting"),
    ("study a deck file, in the shell: ", ("termcards study FILE", ".key")),
)


class Welcome(Lines):
    def lines(self, width: int) -> Sequence[Content]:
        shown: list[Content] = []
        for step in STEPS:
            shown += wrap(Content.assemble(*step), width)
        return shown
