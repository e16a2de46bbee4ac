"""The keys of a screen, made from its bindings."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from termcards.tui.keys import act, row, table
from termcards.tui.screens.framed import FramedScreen
from termcards.tui.text import wrap
from termcards.tui.widgets.lines import Lines

WIDEST = 64
"""Cells of the table, which stands in the middle."""
NOTES = ("ctrl+q leaves at once", "shift+drag selects text as your terminal does")


class HelpScreen(FramedScreen):
    HELP_TITLE = "Keys"
    BINDINGS: ClassVar[list[BindingType]] = [
        act("help.back", "q escape ?", "back", "back"),
        act("help.down", "j down", "scroll(1)"),
        act("help.up", "k up", "scroll(-1)"),
        act("help.page_down", "space pagedown", "page(1)"),
        act("help.page_up", "pageup", "page(-1)"),
    ]

    def __init__(self, about: FramedScreen) -> None:
        super().__init__()
        self._about = about

    def compose_body(self) -> ComposeResult:
        with VerticalScroll(can_focus=False):
            yield KeyTable([key for key in self._about.BINDINGS if isinstance(key, Binding)])

    def on_mount(self) -> None:
        self.title_line(Content(f"Keys · {self._about.HELP_TITLE}"), "", "")
        self.refresh_keys()

    def action_back(self) -> None:
        if self.is_current:
            self.dismiss()

    def action_scroll(self, lines: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_page(self, pages: int) -> None:
        body = self.query_one(VerticalScroll)
        body.scroll_relative(y=pages * body.size.height, animate=False)


class KeyTable(Lines):
    def __init__(self, bindings: Sequence[Binding]) -> None:
        super().__init__()
        self._table = list(table(bindings))

    def lines(self, width: int) -> Sequence[Content]:
        room = min(width, WIDEST)
        shown: list[Content] = []
        for heading, rows in self._table:
            shown.append(Content.styled(heading, ".strong"))
            for keys in rows:
                shown += row(keys, room)
            shown.append(Content(""))
        for note in NOTES:
            shown += [line.stylize(".faint") for line in wrap(Content(note), room)]
        indent = Content(" " * ((width - room) // 2))
        return [indent + line for line in shown]
