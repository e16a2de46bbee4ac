"""The line into which a term is typed."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input

from termcards.plaintext import visible
from termcards.scheduling.spelling import LONGEST_COMPARED
from termcards.tui.widgets.lines import Lines

PROMPT = "› "
IDEOGRAPHIC_SPACE = "\u3000"


class AnswerField(Input, inherit_bindings=False):
    """Takes what is typed or pasted as text alone: nothing in it steers the terminal.

    `enter` and `escape` are taken here and at once, so that a key that follows them in the same
    moment is no letter any more.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "cursor_left", show=False),
        Binding("right", "cursor_right", show=False),
        Binding("ctrl+left", "cursor_left_word", show=False),
        Binding("ctrl+right", "cursor_right_word", show=False),
        Binding("home", "home", show=False),
        Binding("end", "end", show=False),
        Binding("backspace", "delete_left", show=False),
        Binding("delete", "delete_right", show=False),
        Binding("ctrl+w", "delete_left_word", show=False),
        Binding("ctrl+u", "delete_left_all", show=False),
        Binding("ctrl+k", "delete_right_all", show=False),
    ]

    class Entered(Message):
        """The learner has typed all there is."""

    class Left(Message):
        """The keys are to be keys again."""

    def __init__(self) -> None:
        super().__init__(compact=True, max_length=LONGEST_COMPARED, select_on_focus=False)
        self.cursor_blink = False
        self.is_open = False
        """Whether keys are letters."""

    def open(self) -> None:
        self.is_open = True
        self.screen.set_focus(self, scroll_visible=False)

    def close(self) -> None:
        self.is_open = False
        if self.has_focus:
            self.screen.set_focus(None)

    def replace(self, text: str, start: int, end: int) -> None:
        room = max(0, LONGEST_COMPARED - len(self.value) + abs(end - start))
        super().replace(visible(text).replace("\n", " ")[:room], start, end)

    async def _on_key(self, event: events.Key) -> None:
        if not self.is_open:
            event.prevent_default()
        elif event.key in ("enter", "escape"):
            event.stop().prevent_default()
            self.is_open = False
            self.post_message(self.Entered() if event.key == "enter" else self.Left())
        elif event.character == IDEOGRAPHIC_SPACE:
            event.stop().prevent_default()
            self.insert_text_at_cursor(" ")


class Prompt(Lines):
    ALLOW_SELECT = False

    def lines(self, _: int) -> list[Content]:
        return [Content.styled(PROMPT, ".key")]


class AnswerRow(Horizontal):
    """The field with a sign before it, as long as there is something to type."""

    def compose(self) -> ComposeResult:
        yield Prompt()
        yield AnswerField()

    @property
    def field(self) -> AnswerField:
        return self.query_one(AnswerField)

    def begin(self) -> None:
        """An empty field, into which keys go now."""
        self.field.value = ""
        self.resume()

    def resume(self) -> None:
        """The field with what was typed last."""
        self.display = True
        self.field.open()

    def end(self) -> None:
        self.field.close()
        self.display = False
