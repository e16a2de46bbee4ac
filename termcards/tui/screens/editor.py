"""The editor: all of a note in fields, or as text where it is no note yet."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import TextArea

from termcards.errors import StorageError, TermcardsError
from termcards.form.filling import Form, FormError, blank_group, completed, groups
from termcards.form.slots import DECK, Part
from termcards.form.text import form_in, text_of, with_fault
from termcards.language import tr
from termcards.library.editing import Editing
from termcards.library.home import Library
from termcards.library.writing import ChangedByHandError
from termcards.tui.keys import HELP, act
from termcards.tui.opening import Outcome
from termcards.tui.screens.framed import ELSEWHERE, FramedScreen, in_words
from termcards.tui.screens.outside import edit_outside
from termcards.tui.text import display, on_one_line
from termcards.tui.widgets.field import Field
from termcards.tui.widgets.formfields import Choice, FieldRow

EDIT = "Edit"
IDLE_TIME = 1.0
"""Seconds without a key after which what was typed is kept as a draft."""
NAMES = ("term", "aliases")


class EditorScreen(FramedScreen):
    AUTO_FOCUS = "Field"
    HELP_TITLE = EDIT
    HOLDS_TEXT = True
    BINDINGS: ClassVar[list[BindingType]] = [
        act("editor.save", "ctrl+s f2", "save", "save", "save", EDIT),
        act("editor.back", "escape", "back", "back", "back (a draft is kept)", EDIT),
        replace(
            act("editor.outside", "ctrl+x", "outside", "$EDITOR", "write in $EDITOR", EDIT),
            priority=True,
        ),
        act("editor.anew", "f5", "anew", "drop draft", "the note as it is; drop the draft", EDIT),
        act("editor.take", "f4", "take_away", "", "take this meaning or sentence away", EDIT),
        act("editor.add", "f3", "add", "", "one more meaning or sentence", EDIT),
        act("editor.all", "f8", "show_all", "", "show all fields, the rare ones too", EDIT),
        act("editor.next", "tab", "app.focus_next", "", "next field", EDIT),
        act("editor.previous", "shift+tab", "app.focus_previous", "", "field before", EDIT),
        act(HELP, "f1", "show_help", "help", "the keys of this screen", ELSEWHERE),
    ]

    def __init__(self, library: Library, editing: Editing) -> None:
        super().__init__()
        self._library = library
        self._editing = editing
        self._clean = editing.form
        self._is_whole = False
        self._has_draft = False
        self._idle: Timer | None = None
        self.outcome = Outcome(is_saved=False, words="")
        self._is_left = False
        self._typed: str | None = None
        """All that is written, for at the end the fields go before the screen."""

    def compose_body(self) -> ComposeResult:
        draft = self._editing.draft()
        self._has_draft = draft is not None and not self._is_clean_text(draft)
        with VerticalScroll(id="form", can_focus=False):
            yield from self._widgets(draft if draft is not None and self._has_draft else None)

    def on_mount(self) -> None:
        term = self._editing.term
        title = tr("New note") if term is None else f"{tr('Edit')} · "
        self.title_line(Content(title) + on_one_line(term or ""), "", "")
        if self._has_draft:
            self.say(tr("this is the draft you left"), tail=tr("; f5 drops it"))
        else:
            self.say(tr("tab goes to the next field, ctrl+s saves"))
        self._point_at_fault()
        self.refresh_keys()

    def check_action(self, action: str, _: tuple[object, ...]) -> bool | None:
        match action:
            case "anew":
                return self._has_draft
            case "take_away" | "add" | "show_all":
                return not self._is_text
            case _:
                return True

    @property
    def _is_text(self) -> bool:
        """Whether there is a text that cannot be shown in fields."""
        return bool(self.query("#text"))

    @property
    def _rows(self) -> list[FieldRow]:
        return list(self.query(FieldRow))

    @property
    def _form(self) -> Form:
        return tuple(row.section for row in self._rows)

    @property
    def _text(self) -> str:
        return self.query_one("#text", Field).value if self._is_text else text_of(self._form)

    async def _show(self, content: Form | str, focus: int = 0) -> None:
        """The form in fields, of which the one in the place `focus` has the cursor."""
        body = self.query_one("#form", VerticalScroll)
        with self.app.batch_update():
            await body.remove_children()
            await body.mount_all(list(self._widgets(content)))
        fields = list(self.query(Field))
        fields[min(focus, len(fields) - 1)].focus()
        self._point_at_fault()
        self.refresh_keys()

    def _widgets(self, content: Form | str | None) -> Iterator[Widget]:
        """A form, or a text that is one, in fields; another text as it is."""
        try:
            form = form_in(content) if isinstance(content, str) else content or self._clean
        except FormError:
            yield Field(str(content), id="text")
            return
        has_deck = any(section.slot is DECK for section in self._clean)
        whole = completed(form, has_deck=has_deck, is_whole=self._is_whole)
        yield from _widgets(whole, is_whole=self._is_whole)

    def _point_at_fault(self) -> None:
        """Puts the cursor on the line by which a text is no form."""
        if self._is_text:
            try:
                form_in(self._text)
            except FormError as error:
                self._point_at(error)

    def _point_at(self, error: FormError) -> None:
        line = error.section.line
        words = on_one_line(str(error))
        if self._is_text and line is not None:
            self.query_one("#text", Field).move_cursor((line - 1, 0))
            words = Content(tr("line {line}: ", line=line)) + words
        self.say(words, is_trouble=True)

    async def action_save(self) -> None:
        form: Form = ()
        try:
            form = form_in(self._text) if self._is_text else self._form
            words = self._editing.save(form)
        except FormError as error:
            self._to_fault(error, form)
        except ChangedByHandError as error:
            self._keep()
            self.say(
                in_words(error, self._library), tail=tr("; ctrl+s replaces it"), is_trouble=True
            )
        except TermcardsError as error:
            self.say(in_words(error, self._library), is_trouble=True)
        else:
            self._leave(Outcome(is_saved=True, words=words))

    def _to_fault(self, error: FormError, form: Form) -> None:
        for row, section in zip(self._rows, form, strict=False):
            if section is error.section:
                row.field.focus()
        self._point_at(error)

    def action_back(self) -> None:
        if self._is_left:
            return
        is_kept = self._keep()
        words = tr("left unsaved, a draft is kept") if is_kept else ""
        self._leave(Outcome(is_saved=False, words=words))

    def _leave(self, outcome: Outcome) -> None:
        if self.is_current and not self._is_left:
            self._is_left = True
            self.outcome = outcome
            self.dismiss()

    def _keep(self) -> bool:
        return self._keep_text(self._text)

    def _keep_text(self, text: str) -> bool:
        """Keeps what was typed, or lets the draft go if nothing was; whether there is a draft."""
        try:
            if self._is_clean_text(text):
                self._editing.forget()
                return False
            self._editing.keep(text)
        except StorageError as error:
            if self.is_attached:
                self.say(in_words(error, self._library), is_trouble=True)
        return True

    def _is_clean_text(self, text: str) -> bool:
        try:
            return _filled(form_in(text)) == _filled(self._clean)
        except FormError:
            return False

    def on_text_area_changed(self, _: TextArea.Changed) -> None:
        if self._is_left:
            return
        self._typed = self._text
        if self._idle is None:
            self._idle = self.set_timer(IDLE_TIME, self._keep_at_rest)
        else:
            self._idle.reset()

    def _keep_at_rest(self) -> None:
        self._idle = None
        if not self._is_left:
            self._keep()

    def on_unmount(self) -> None:
        if not self._is_left and self._typed is not None:  # the program ends
            with suppress(TermcardsError):
                self._keep_text(self._typed)

    async def action_outside(self) -> None:
        """The note as text in the learner's own editor."""
        text, line = self._text, 2
        if self._is_text:
            try:
                form_in(text)
            except FormError as error:
                text, line = with_fault(text, error)
        try:
            written = edit_outside(self.app, self._library, self._editing, text, line)
        except TermcardsError as error:
            self.say(in_words(error, self._library), is_trouble=True)
            return
        if written == text:
            self.say(tr("the text is as it was"))
            return
        await self._show(written)
        self._keep()
        if not self._is_text:
            self.say(tr("read from your editor; ctrl+s saves"))

    async def action_anew(self) -> None:
        self._has_draft = False
        try:
            self._editing.forget()
        except TermcardsError as error:
            self.say(in_words(error, self._library), is_trouble=True)
        await self._show(self._clean)
        self.say(tr("the draft was dropped; this is the note as it is"))

    async def action_show_all(self) -> None:
        place = self._place()
        shown = self._rows[place]
        self._is_whole = not self._is_whole
        await self._show(self._form)
        same = [row for row in self._rows if row.section.slot is shown.slot]
        same[0].field.focus() if same else None

    async def action_add(self, name: str = "") -> None:
        """One more part of the kind that has the cursor."""
        part = Part(name) if name else self._rows[self._place()].slot.part or Part.SENSE
        form = self._form
        places = [place for kind, run in groups(form) if kind is part for place in run]
        at = places[-1] + 1 if places else len(form)
        form = (*form[:at], *blank_group(part), *form[at:])
        await self._show_at(form, at)

    async def action_take_away(self) -> None:
        """The part that has the cursor goes, with all its fields."""
        form, place = self._form, self._place()
        run = next(run for kind, run in groups(form) if place in run)
        part = form[place].slot.part
        if part is None:
            self.say(tr("the cursor is in no meaning and no sentence"))
            return
        kept = tuple(section for at, section in enumerate(form) if at not in run)
        await self._show_at(kept, run[0])
        words = {
            Part.SENSE: tr("meaning taken away; esc leaves without saving"),
            Part.EXAMPLE: tr("sentence taken away; esc leaves without saving"),
            Part.QUOTE: tr("quote taken away; esc leaves without saving"),
        }
        self.say(words[part])

    async def _show_at(self, form: Form, place: int) -> None:
        await self._show(form, place)
        self._keep()

    def _place(self) -> int:
        """Of the field that has the cursor, or had it last."""
        rows = self._rows
        focused = self.focused
        before = 0
        for place, row in enumerate(rows):
            if focused is not None and row in focused.ancestors:
                return place
            if focused is not None and row.region.y <= focused.region.y:
                before = place
        return before

    async def on_choice_chosen(self, message: Choice.Chosen) -> None:
        await self.run_action(message.action)

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        row = event.widget.parent
        if isinstance(row, FieldRow) and row.slot.key in NAMES and row.slot.part is None:
            self._warn_of_names()

    def _warn_of_names(self) -> None:
        own = {row.slot.key: row.section.value for row in self._rows if row.slot.part is None}
        aliases = own.get("aliases")
        names = (str(own.get("term", "")), *(aliases if isinstance(aliases, tuple) else ()))
        with suppress(TermcardsError):
            warning = self._editing.known_names(names)
            if warning is not None:
                self.say(display(warning))

    def on_paste(self, _: events.Paste) -> None:
        self.say(tr("pasted text goes into a field"))


def _widgets(form: Form, *, is_whole: bool) -> Iterator[Widget]:
    counts = {part: sum(kind is part for kind, _ in groups(form)) for part in Part}
    numbers = dict.fromkeys(Part, 0)
    before: Part | None = None
    for part, places in groups(form):
        if before is not None and part is not before:
            yield _one_more(before)
        if part is not None:
            numbers[part] += 1
        for place in places:
            is_numbered = part is not None and counts[part] > 1 and form[place].slot.is_lead
            yield FieldRow(form[place], numbers[part] if is_numbered and part else 0)
        before = part
    yield Choice(tr("fewer fields") if is_whole else tr("all fields"), "show_all")


def _one_more(part: Part) -> Choice:
    words = {
        Part.SENSE: tr("another meaning"),
        Part.EXAMPLE: tr("another sentence"),
        Part.QUOTE: tr("another quote"),
    }
    return Choice(words[part], f"add('{part}')")


def _filled(form: Form) -> Sequence[tuple[object, object]]:
    return [(section.slot, section.value) for section in form if not section.is_blank]
