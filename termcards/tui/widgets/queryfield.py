"""The line in which a search is written."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message

from termcards.language import tr
from termcards.tui.widgets.answerfield import AnswerField, Prompt

TO_ROWS = ("down", "tab")


class QueryField(AnswerField):
    """As the field for answers; and the keys that go down lead to what was found."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding for binding in AnswerField.BINDINGS if isinstance(binding, Binding)
    ]

    class Clicked(Message):
        """The learner wants to write here."""

    async def _on_key(self, event: events.Key) -> None:
        if self.is_open and event.key in TO_ROWS:
            event.stop().prevent_default()
            self.is_open = False
            self.post_message(self.Entered())
        elif self.is_open and event.key == "escape" and self.value:
            event.stop().prevent_default()
            self.value = ""

    def on_click(self) -> None:
        self.post_message(self.Clicked())


class QueryRow(Horizontal):
    """The field with a sign before it."""

    def compose(self) -> ComposeResult:
        yield Prompt()
        field = QueryField()
        field.placeholder = tr("/ and words, or is:due tag:… deck:…")
        yield field
