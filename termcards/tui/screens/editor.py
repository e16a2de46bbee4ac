"""The editor: all of a note in fields, or as text where it is no note yet."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.timer import Timer
from textual.widgets import TextArea

from termcards.errors import StorageError, TermcardsError
from termcards.form.filling import Form, FormError, blank_group, groups
from termcards.form.merging import Clash, fields
from termcards.form.slots import DECK, Part
from termcards.form.text import form_in, with_fault
from termcards.language import tr
from termcards.library.editing import Editing
from termcards.library.home import Library
from termcards.library.ownnotes import ClashError
from termcards.tui.keys import HELP, act
from termcards.tui.opening import Outcome
from termcards.tui.screens.framed import ELSEWHERE, FramedScreen, in_words
from termcards.tui.screens.outside import edit_outside
from termcards.tui.text import display, on_one_line
from termcards.tui.widgets.field import Field
from termcards.tui.widgets.formfields import Choice, FieldRow, label
from termcards.tui.widgets.formview import FormView

EDIT = "Edit"
LONGEST_UNKEPT = 1.0
"""Seconds from the first change after which what was typed is kept as a draft."""
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
        self._has_draft = False
        self._is_shown = False
        self._waiting: Timer | None = None
        """For when what was typed is kept."""
        self.outcome = Outcome(is_saved=False, words="")
        self._is_left = False
        self._typed: str | None = None
        """All that is written, for at the end the fields go before the screen."""
        self._given_up: str | None = None
        """What cannot be kept, and will be lost if the learner leaves again."""

    def compose_body(self) -> ComposeResult:
        yield FormView(has_deck=any(section.slot is DECK for section in self._clean))

    def on_screen_resume(self) -> None:
        # Not earlier: Textual styles now all that is there, and a field has much to be styled.
        if not self._is_shown:
            self._is_shown = True
            self.call_next(self._begin)

    async def _begin(self) -> None:
        term = self._editing.term
        title = tr("New note") if term is None else f"{tr('Edit')} · "
        self.title_line(Content(title) + on_one_line(term or ""), "", "")
        draft, clashes = self._editing.draft(), self._editing.clashes
        self._has_draft = draft is not None and not self._is_clean_text(draft)
        if draft is None or not self._has_draft:
            self.say(tr("tab goes to the next field, ctrl+s saves"))
            await self._show(self._clean)
        elif clashes:
            await self._show_clashes(draft, clashes)
        else:
            self.say(tr("this is the draft you left"), tail=tr("; f5 drops it"))
            await self._show(draft)

    def check_action(self, action: str, _: tuple[object, ...]) -> bool | None:
        match action:
            case "anew":
                return self._has_draft
            case "take_away" | "add" | "show_all":
                return self._view.text_field is None
            case _:
                return True

    @property
    def _view(self) -> FormView:
        return self.query_one(FormView)

    async def _show(
        self, content: Form | str, focus: int = 0, clashes: Sequence[Clash] | None = None
    ) -> None:
        await self._view.show(content, focus, clashes)
        fault = self._view.fault
        if fault is not None:
            self._point_at(fault)
        self.refresh_keys()

    async def _show_clashes(self, content: Form | str, clashes: Sequence[Clash]) -> None:
        """What was typed and what was written by hand, where it is about the same."""
        self._has_draft = True
        await self._show(content, clashes=clashes)
        self._view.rows[self._view.place_of(clashes[0])].field.focus()
        names = ", ".join(dict.fromkeys(label(clash.slot) for clash in clashes))
        self.say(
            tr("changed by hand meanwhile: {fields}", fields=names),
            tail=tr("; ctrl+s keeps yours, f5 drops it"),
            is_trouble=True,
        )

    def _point_at(self, fault: FormError, form: Form = ()) -> None:
        self._view.point_at(fault, form)
        words, line = on_one_line(str(fault)), fault.section.line
        if self._view.text_field and line is not None:
            words = Content(tr("line {line}: ", line=line)) + words
        self.say(words, is_trouble=True)

    async def action_save(self) -> None:
        form: Form = ()
        try:
            form = self._view.form
            words = self._editing.save(form)
        except FormError as error:
            self._point_at(error, form)
        except ClashError as error:
            await self._show_clashes(error.form, error.clashes)
            self._keep()
        except TermcardsError as error:
            with suppress(StorageError):
                self._keep_text(self._view.text)
            self._say_trouble(error)
        else:
            self._leave(Outcome(is_saved=True, words=words))

    def action_back(self) -> None:
        if self._is_left:
            return
        text, words = self._view.text, ""
        try:
            if self._keep_text(text):
                words = tr("left unsaved, a draft is kept")
        except StorageError as error:
            if self._given_up != text:
                self._given_up = text
                self._say_trouble(error, tr("; esc again leaves without it"))
                return
        self._leave(Outcome(is_saved=False, words=words))

    def _leave(self, outcome: Outcome) -> None:
        if self.is_current and not self._is_left:
            self._is_left = True
            self.outcome = outcome
            self.dismiss()

    def _keep(self) -> None:
        try:
            self._keep_text(self._view.text)
        except StorageError as error:
            self._say_trouble(error)

    def _keep_text(self, text: str) -> bool:
        """Keeps what was typed, or lets the draft go if nothing was; whether there is a draft.

        Raises `StorageError`.
        """
        is_typed = not self._is_clean_text(text)
        self._editing.keep(text) if is_typed else self._editing.forget()
        return is_typed

    def _is_clean_text(self, text: str) -> bool:
        try:
            return fields(form_in(text)) == fields(self._clean)
        except FormError:
            return False

    def on_text_area_changed(self, _: TextArea.Changed) -> None:
        """Waits from the first change on, and no longer, however steadily one types."""
        if self._is_left:
            return
        self._typed = self._view.text
        if self._waiting is None:
            self._waiting = self.set_timer(LONGEST_UNKEPT, self._keep_now)

    def _keep_now(self) -> None:
        self._waiting = None
        if not self._is_left:
            self._keep()

    def on_unmount(self) -> None:
        if not self._is_left and self._typed is not None:  # the program ends
            with suppress(StorageError):
                self._keep_text(self._typed)

    def on_key(self, event: events.Key) -> None:
        """Keys pressed before there are fields are for these, in their order."""
        acts = self._bindings.key_to_bindings.get(event.key, ())
        if any(act.id == "editor.next" for act in acts):
            event.stop()
            self.focus_next()
        elif event.is_printable and isinstance(self.focused, Field):
            event.stop()
            self.focused.post_message(events.Key(event.key, event.character))

    async def action_outside(self) -> None:
        """The note as text in the learner's own editor."""
        before, fault = self._view.text, self._view.fault
        text, line = with_fault(before, fault) if fault else (before, 2)
        try:
            # Whether or not it comes back, with what it began from.
            self._editing.keep(before)
            written = edit_outside(self.app, self._library, self._editing, text, line)
        except TermcardsError as error:
            self._say_trouble(error)
            return
        if written is None:
            self._keep()
            self.say(tr("nothing came back from your editor; all is as it was"))
        elif written == text:
            self.say(tr("the text is as it was"))
        else:
            await self._show(written)
            self._keep()
            if self._view.text_field is None:
                self.say(tr("read from your editor; ctrl+s saves"))

    async def action_anew(self) -> None:
        try:
            self._clean = self._editing.begin_anew()
        except TermcardsError as error:
            self._say_trouble(error)
            return
        self._has_draft = False
        await self._show(self._clean, clashes=())
        self.say(tr("the draft was dropped; this is the note as it is"))

    async def action_show_all(self) -> None:
        view = self._view
        shown = view.rows[view.place]
        form = view.form
        view.is_whole = not view.is_whole
        await self._show(form)
        same = [row for row in view.rows if row.slot is shown.slot]
        same[0].field.focus() if same else None

    async def action_add(self, name: str = "") -> None:
        """One more part of the kind that has the cursor."""
        view = self._view
        form = view.form
        part = Part(name) if name else view.rows[view.place].slot.part or Part.SENSE
        places = [place for kind, run in groups(form) if kind is part for place in run]
        at = places[-1] + 1 if places else len(form)
        await self._show_at((*form[:at], *blank_group(part), *form[at:]), at)

    async def action_take_away(self) -> None:
        """The part that has the cursor goes, with all its fields."""
        form, place = self._view.form, self._view.place
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
        await self._show(form, place, ())
        self._keep()

    async def on_choice_chosen(self, message: Choice.Chosen) -> None:
        await self.run_action(message.action)

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        row = event.widget.parent
        if isinstance(row, FieldRow) and row.slot.key in NAMES and row.slot.part is None:
            self._warn_of_names()

    def _warn_of_names(self) -> None:
        own = {row.slot.key: row.section.value for row in self._view.rows if row.slot.part is None}
        aliases = own.get("aliases")
        names = (str(own.get("term", "")), *(aliases if isinstance(aliases, tuple) else ()))
        with suppress(TermcardsError):
            warning = self._editing.known_names(names)
            if warning is not None:
                self.say(display(warning))

    def on_paste(self, _: events.Paste) -> None:
        self.say(tr("pasted text goes into a field"))

    def _say_trouble(self, error: TermcardsError, tail: str = "") -> None:
        self.say(in_words(error, self._library), tail=tail, is_trouble=True)
