"""A draft as a small form: each field is text, and nothing is saved before it is asked for."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import Label

from termcards.library.editing import Fields, fields_of
from termcards.notes import Note
from termcards.tui.keys import act
from termcards.tui.screens.framed import FramedScreen
from termcards.tui.text import on_one_line
from termcards.tui.widgets.field import Field

FIELDS = (
    ("term", "Term", 1),
    ("reading", "Reading", 1),
    ("meaning", "Meaning", 3),
    ("translation", "Translation of the meaning", 2),
    ("sentence", "Sentence", 3),
    ("sentence_translation", "Translation of the sentence", 2),
)
"""Name, label, rows."""

Done = Callable[[Fields, bool], None]


class FormScreen(FramedScreen):
    AUTO_FOCUS = "Field"
    HELP_TITLE = "Edit"
    HOLDS_TEXT = True
    BINDINGS: ClassVar[list[BindingType]] = [
        act("form.save", "ctrl+s f2", "save", "save", "save", "Edit"),
        act("form.next", "tab", "app.focus_next", "", "next field", "Edit"),
        act("form.previous", "shift+tab", "app.focus_previous", "", "field before", "Edit"),
        act("form.back", "escape", "back", "back", "back, nothing saved", "Edit"),
    ]

    def __init__(self, note: Note, unsaved: Fields | None, done: Done) -> None:
        """Begins with what was left `unsaved`; `done` gets the fields, and whether to save them."""
        super().__init__()
        self._note = note
        self._fields = unsaved or fields_of(note)
        self._done = done

    def compose_body(self) -> ComposeResult:
        with VerticalScroll(can_focus=False):
            for name, label, rows in FIELDS:
                with Container(classes="field"):
                    yield Label(Content(label))
                    field = Field(getattr(self._fields, name), id=name)
                    field.styles.height = rows
                    yield field

    def on_mount(self) -> None:
        self.title_line(Content("Edit · ") + on_one_line(self._note.term), "", "")
        self.say("tab goes to the next field")
        self.refresh_keys()

    def _written(self) -> Fields:
        return Fields(**{name: self.query_one(f"#{name}", Field).value for name, _, _ in FIELDS})

    def action_save(self) -> None:
        written = self._written()
        if not written.term.strip():
            self.say("the term is empty; write one", is_trouble=True)
            self.query_one("#term", Field).focus()
        elif self.is_current:
            self.dismiss()
            self._done(written, True)

    def action_back(self) -> None:
        if not self.is_current:
            return
        written = self._written()
        self.dismiss()
        if written != fields_of(self._note):
            self._done(written, False)
