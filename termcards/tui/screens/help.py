"""The keys of a screen, made from its bindings."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from termcards.language import tr
from termcards.tui.keys import act, row, table
from termcards.tui.screens.framed import FramedScreen
from termcards.tui.screens.reading import ReadingScreen
from termcards.tui.text import wrap
from termcards.tui.widgets.lines import Lines

WIDEST = 64
"""Cells of the table, which stands in the middle."""


class HelpScreen(ReadingScreen):
    HELP_TITLE = "Keys"
    BINDINGS: ClassVar[list[BindingType]] = [act("help.back", "?", "back")]

    def __init__(self, about: FramedScreen) -> None:
        super().__init__()
        self._about = about

    def page(self) -> Lines:
        return KeyTable(self._about)

    def on_mount(self) -> None:
        self.title_line(Content(f"{tr('Keys')} · {tr(self._about.HELP_TITLE)}"), "", "")
        self.refresh_keys()


class KeyTable(Lines):
    def __init__(self, about: FramedScreen) -> None:
        super().__init__()
        self._table = list(table(about.acts, about.is_help_now))

    def lines(self, width: int) -> Sequence[Content]:
        room = min(width, WIDEST)
        shown: list[Content] = []
        for heading, rows in self._table:
            shown.append(Content.styled(heading, ".strong"))
            for keys in rows:
                shown += row(keys, room)
            shown.append(Content(""))
        for note in _notes():
            shown += [line.stylize(".faint") for line in wrap(Content(note), room)]
        indent = Content(" " * ((width - room) // 2))
        return [indent + line for line in shown]


def _notes() -> tuple[str, ...]:
    return (
        tr("ctrl+q leaves at once"),
        tr("other keys: keys in config.yaml"),
        tr("shift+drag selects text as your terminal does"),
    )
