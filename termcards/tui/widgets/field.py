"""A field of several lines, in which nothing that is pasted can steer the terminal."""

from textual import events
from textual.widgets import TextArea

from termcards.plaintext import visible


class Field(TextArea):
    """Shows the text it is given as the screens do; one that was not touched stays as it is."""

    def __init__(self, text: str = "", *, id: str | None = None) -> None:  # noqa: A002  # Textual's name
        self._given = text
        super().__init__(
            visible(text), id=id, soft_wrap=True, tab_behavior="focus", show_line_numbers=False
        )
        self.cursor_blink = False
        self._shown = self.text

    @property
    def given(self) -> str:
        return self._given

    @property
    def value(self) -> str:
        """What was written; if nothing was, what was given, in all its characters."""
        return self._given if self.text == self._shown else self.text

    async def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        await super()._on_paste(events.Paste(visible(event.text)))
