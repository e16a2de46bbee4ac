"""One card of the browser over the whole screen, to be read."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content

from termcards.language import tr
from termcards.library.browsing import Whole
from termcards.tui.card import Block, View, source_pages
from termcards.tui.keys import act
from termcards.tui.screens.framed import ELSEWHERE, HELP_ACT, FramedScreen
from termcards.tui.text import on_one_line
from termcards.tui.widgets.cardview import CardView

SCROLL = "scroll"


class WholeCardScreen(FramedScreen):
    HELP_TITLE = "Card"
    BINDINGS: ClassVar[list[BindingType]] = [
        act("card.back", "q escape enter", "back", "back", "back to the list", ELSEWHERE),
        act("card.open_page", "o", "open_page", "open page", "open the source", ELSEWHERE),
        act("card.down", "j down", "scroll(1)", "", SCROLL, ELSEWHERE),
        act("card.up", "k up", "scroll(-1)", "", SCROLL, ELSEWHERE),
        act("card.page_down", "space pagedown", "page(1)", "", SCROLL, ELSEWHERE),
        act("card.page_up", "pageup", "page(-1)", "", SCROLL, ELSEWHERE),
        HELP_ACT,
    ]

    def __init__(self, whole: Whole, blocks: tuple[Block, ...]) -> None:
        super().__init__()
        self._whole = whole
        self._blocks = blocks
        self._pages = source_pages(whole.question, View(is_answered=True))

    def compose_body(self) -> ComposeResult:
        with Container(id="body"):
            yield CardView()

    def on_mount(self) -> None:
        term = on_one_line(self._whole.question.note.term)
        self.title_line(Content(tr("Browse") + " · ") + term, "", "")
        self.query_one(CardView).show(self._blocks, from_top=True)
        self.refresh_keys()

    def action_back(self) -> None:
        if self.is_current:
            self.dismiss()

    def check_action(self, action: str, _: tuple[object, ...]) -> bool | None:
        return action != "open_page" or bool(self._pages)

    def action_open_page(self) -> None:
        from termcards.tui.webpage import offer

        if self.is_current:
            offer(self, self._pages)

    def action_scroll(self, lines: int) -> None:
        self.query_one(CardView).go_by(lines)

    def action_page(self, pages: int) -> None:
        view = self.query_one(CardView)
        view.go_by(pages * max(1, view.size.height - 1))
