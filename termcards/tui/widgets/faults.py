"""The files that cannot be read, each with its whole message."""

from collections.abc import Sequence

from textual.content import Content

from termcards.language import trn
from termcards.tui.text import wrap
from termcards.tui.widgets.lines import Lines

MARGIN = 1
SHOWN = 4


class Faults(Lines):
    _messages: Sequence[Content] = ()

    def show(self, messages: Sequence[Content]) -> None:
        self._messages = messages
        self.refresh(layout=True)

    def lines(self, width: int) -> Sequence[Content]:
        shown: list[Content] = []
        for message in self._messages[:SHOWN]:
            first, *others = wrap(message, width - 2 * MARGIN - 2)
            shown.append(Content.assemble(" ", ("!", ".failed"), " ", first))
            shown += [Content("   ") + line for line in others]
        more = len(self._messages) - SHOWN
        if more > 0:
            words = trn("and {count} file more", "and {count} files more", more)
            shown += [Content("   ") + line for line in wrap(Content(words), width - 2 * MARGIN)]
        return shown
