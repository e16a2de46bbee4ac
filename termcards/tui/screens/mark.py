"""The posting's sentences, in which any run of words is marked as a term."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content

from termcards.language import tr
from termcards.notes import Example
from termcards.tui.card import Block
from termcards.tui.keys import act
from termcards.tui.marking import Marking, moved, stepped, stretched
from termcards.tui.screens.framed import ELSEWHERE, HELP_ACT, FramedScreen
from termcards.tui.text import REVERSED, display, on_one_line
from termcards.tui.widgets.cardview import CardView

MARK = "Mark"
AROUND = 12
"""Sentences that are set before and after the one with the mark."""


class MarkScreen(FramedScreen):
    HELP_TITLE = "Mark words"
    BINDINGS: ClassVar[list[BindingType]] = [
        act("mark.take", "enter", "take", "mark", "take the marked words as a term", MARK),
        act("mark.stretch", "v space", "stretch", "stretch", "stretch from here, or stop", MARK),
        act("mark.right", "right l", "step(1)", "word", "by a word", MARK),
        act("mark.left", "left h", "step(-1)", "", "by a word", MARK),
        act("mark.wider", "L shift+right", "widen(1)", "", "stretch by a word", MARK),
        act("mark.narrower", "H shift+left", "widen(-1)", "", "stretch by a word", MARK),
        act("mark.down", "down j", "move(1)", "sentence", "by a sentence", MARK),
        act("mark.up", "up k", "move(-1)", "", "by a sentence", MARK),
        act("mark.page_down", "pagedown", f"move({AROUND})", "", "by a sentence", MARK),
        act("mark.page_up", "pageup", f"move({-AROUND})", "", "by a sentence", MARK),
        act("mark.back", "q escape", "back", "back", "back, nothing marked", ELSEWHERE),
        HELP_ACT,
    ]

    def __init__(self, begun: Marking, done: Callable[[Example], None]) -> None:
        """`done` is called with the sentence of which words were marked."""
        super().__init__()
        self._marking = begun
        self._done = done

    def compose_body(self) -> ComposeResult:
        with Container(id="body"):
            yield CardView()

    def on_mount(self) -> None:
        self._draw()
        self.refresh_keys()
        # Only then has the text a height in which its line can be found.
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        now = self._marking
        first = max(0, now.place - AROUND)
        shown = range(first, min(len(now.sentences), now.place + AROUND + 1))
        place = f"{now.place + 1}/{len(now.sentences)}"
        self.title_line(Content(tr("Mark words")), tr("sentence {place}", place=place), place)
        view = self.query_one(CardView)
        view.show([self._block(number) for number in shown], from_top=False)
        start, _ = now.run
        view.show_place((now.place - first, len(display(now.sentence.sentence[:start]).plain)))
        self.say(
            on_one_line(now.marked.surface or "").stylize(".strong"),
            tail=tr(": {key} marks it", key=tr("enter")),
        )

    def _block(self, number: int) -> Block:
        sentence = self._marking.sentences[number].sentence
        if number != self._marking.place:
            return Block(display(sentence).stylize(".faint"))
        start, end = self._marking.run
        # Cut first, for what is made harmless may be longer or shorter.
        before, marked, after = sentence[:start], sentence[start:end], sentence[end:]
        styled = Content.styled(display(marked).plain, REVERSED)
        return Block(display(before) + styled + display(after))

    def action_step(self, words: int) -> None:
        self._go(stepped(self._marking, words))

    def action_widen(self, words: int) -> None:
        self._go(stepped(self._marking, words, stretches=True))

    def action_move(self, sentences: int) -> None:
        self._go(moved(self._marking, sentences))

    def action_stretch(self) -> None:
        self._go(stretched(self._marking))

    def _go(self, marking: Marking) -> None:
        self._marking = marking
        self._draw()

    def action_take(self) -> None:
        if self.is_current:
            self.dismiss()
            self._done(self._marking.marked)

    def action_back(self) -> None:
        if self.is_current:
            self.dismiss()
