"""A field for the place of a file: enter takes it, tab goes on as far as there is one way."""

from pathlib import Path

from textual import events
from textual.message import Message

from termcards.plaintext import on_one_line
from termcards.tui.places import gone_on, place_of
from termcards.tui.widgets.field import Field


class PlaceField(Field):
    class Entered(Message):
        pass

    class Offered(Message):
        """What the text may go on to."""

        def __init__(self, names: list[str]) -> None:
            super().__init__()
            self.names = names

    @property
    def place(self) -> Path | None:
        return place_of(self.value)

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.prevent_default()
            event.stop()
            self.post_message(self.Entered())
        elif event.key == "tab":
            event.prevent_default()
            event.stop()
            self.go_on()

    def go_on(self) -> None:
        whole, names = gone_on(self.text)
        if whole != self.text and on_one_line(whole) == whole:
            self.text = whole
            self.move_cursor(self.document.end)
        elif len(names) > 1:
            self.post_message(self.Offered(names))
