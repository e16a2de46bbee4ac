"""A page over another screen, to be read and left."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll

from termcards.tui.keys import act
from termcards.tui.screens.framed import FramedScreen
from termcards.tui.widgets.lines import Lines


class ReadingScreen(FramedScreen):
    BINDINGS: ClassVar[list[BindingType]] = [
        act("page.back", "q escape", "back", "back"),
        act("page.down", "j down", "scroll(1)"),
        act("page.up", "k up", "scroll(-1)"),
        act("page.page_down", "space pagedown", "page(1)"),
        act("page.page_up", "pageup", "page(-1)"),
    ]

    def page(self) -> Lines:
        """What is to be read."""
        raise NotImplementedError

    def compose_body(self) -> ComposeResult:
        with VerticalScroll(can_focus=False):
            yield self.page()

    def action_back(self) -> None:
        if self.is_current:
            self.dismiss()

    def action_scroll(self, lines: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_page(self, pages: int) -> None:
        body = self.query_one(VerticalScroll)
        body.scroll_relative(y=pages * body.size.height, animate=False)
