"""The fields of a form, each beside its label, and the lines between them that do something."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.document._wrapped_document import WrappedDocument
from textual.geometry import Size
from textual.message import Message
from textual.widgets import Label

from termcards.form.filling import Section
from termcards.form.slots import Kind, Slot
from termcards.form.text import items_in, value_lines
from termcards.language import tr
from termcards.plaintext import visible
from termcards.tui.widgets.field import Field
from termcards.tui.widgets.lines import Lines

CURSOR = 1
"""Cells that a text leaves free at the end of its lines."""


class FormField(Field):
    """Grows with its text; the arrows go on into the next field."""

    def __init__(self, text: str, *, is_line: bool) -> None:
        super().__init__(text)
        self.highlight_cursor_line = False
        self._is_line = is_line

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Of the text as it will be wrapped, so that nothing moves once it is."""
        del container, viewport
        return WrappedDocument(self.document, max(1, width - CURSOR), self.indent_width).height

    async def _on_key(self, event: events.Key) -> None:
        if self._is_line and event.key == "enter":
            event.prevent_default()
            event.stop()
            self.screen.focus_next()
            return
        await super()._on_key(event)

    async def _on_paste(self, event: events.Paste) -> None:
        if self._is_line:
            event.prevent_default()
            event = events.Paste(" ".join(visible(event.text).split("\n")))
        await super()._on_paste(event)

    def action_cursor_up(self, select: bool = False) -> None:
        if self.navigator.is_first_wrapped_line(self.cursor_location) and not select:
            self.screen.focus_previous()
        else:
            super().action_cursor_up(select)

    def action_cursor_down(self, select: bool = False) -> None:
        if self.navigator.is_last_wrapped_line(self.cursor_location) and not select:
            self.screen.focus_next()
        else:
            super().action_cursor_down(select)


class FieldRow(Container):
    """A section of the form."""

    def __init__(self, section: Section, number: int = 0) -> None:
        """`number` tells several senses or sentences apart; 0 is the only one."""
        super().__init__()
        self._given = section
        self._number = number
        self.set_class(section.slot.part is not None and not section.slot.is_lead, "-inner")

    def compose(self) -> ComposeResult:
        slot = self._given.slot
        name = label(slot)
        yield Label(Content(f"{name} {self._number}" if self._number else name))
        text = "\n".join(value_lines(self._given)) if self._is_list else str(self._given.value)
        yield FormField(text, is_line=slot.kind is Kind.LINE)

    @property
    def slot(self) -> Slot:
        return self._given.slot

    @property
    def field(self) -> FormField:
        return self.query_one(FormField)

    @property
    def section(self) -> Section:
        """As it is written now; what was not touched is what was given."""
        text = self.field.value
        if text == self.field.given:
            return self._given
        match self.slot.kind:
            case Kind.WORDS:
                return Section(self.slot, items_in(text) or "")
            case Kind.LINE:
                return Section(self.slot, " ".join(text.split()))
            case Kind.TEXT:
                return Section(self.slot, text.strip())

    @property
    def _is_list(self) -> bool:
        return self.slot.kind is Kind.WORDS


class Choice(Lines, can_focus=True):
    """A line that does something when it is chosen."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space,ideographic_space", "choose", show=False),
        Binding("up", "screen.focus_previous", show=False),
        Binding("down", "screen.focus_next", show=False),
    ]

    class Chosen(Message):
        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action

    def __init__(self, words: str, action: str) -> None:
        """`action` is the screen's."""
        super().__init__()
        self._words = words
        self._action = action

    def lines(self, width: int) -> list[Content]:  # noqa: ARG002  # one line, however wide
        return [Content(f"+ {self._words}")]

    def action_choose(self) -> None:
        self.post_message(self.Chosen(self._action))

    def on_click(self) -> None:
        self.action_choose()


def label(slot: Slot) -> str:
    """The name of a field in the learner's language."""
    return {
        "Term": tr("Term"),
        "Aliases": tr("Aliases"),
        "Part of speech": tr("Part of speech"),
        "Pronunciation": tr("Pronunciation"),
        "Field": tr("Field"),
        "Meaning": tr("Meaning"),
        "Translation": tr("Translation"),
        "Language": tr("Language"),
        "Source": tr("Source"),
        "Address": tr("Address"),
        "Sentence": tr("Sentence"),
        "Surface": tr("Surface"),
        "Kind": tr("Kind"),
        "Posting": tr("Posting"),
        "Line": tr("Line"),
        "Last line": tr("Last line"),
        "Synonyms": tr("Synonyms"),
        "Usage": tr("Usage"),
        "Quote": tr("Quote"),
        "Author": tr("Author"),
        "Derived": tr("Derived"),
        "See": tr("See"),
        "Tags": tr("Tags"),
        "Directions": tr("Directions"),
        "Footnote": tr("Footnote"),
        "Deck": tr("Deck"),
    }[slot.heading]
