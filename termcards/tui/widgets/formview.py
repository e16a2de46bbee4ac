"""All of a note in fields, or a text that is no note yet, in one field."""

from collections.abc import Iterator, Sequence

from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.widget import Widget
from textual.widgets import TextArea

from termcards.form.filling import Form, FormError, Section, completed, groups
from termcards.form.merging import Clash
from termcards.form.slots import Part
from termcards.form.text import form_in, text_of
from termcards.language import tr
from termcards.tui.text import display, wrap
from termcards.tui.widgets.field import Field
from termcards.tui.widgets.formfields import Choice, FieldRow
from termcards.tui.widgets.lines import Lines


class Elsewhere(Lines):
    """What stands in the file, under a field in which something else was typed."""

    ALLOW_SELECT = False

    def __init__(self, clash: Clash) -> None:
        super().__init__()
        self._words = display(clash.theirs) if clash.theirs.strip() else Content(tr("(nothing)"))

    def lines(self, width: int) -> list[Content]:
        return wrap(Content(tr("in the file now: ")) + self._words, max(1, width))


class FormView(VerticalScroll, can_focus=False):
    def __init__(self, *, has_deck: bool) -> None:
        super().__init__(id="form")
        self._has_deck = has_deck
        self._clashes: Sequence[Clash] = ()
        self.is_whole = False
        """Whether the rare fields are shown, too."""

    async def show(
        self, content: Form | str, focus: int = 0, clashes: Sequence[Clash] | None = None
    ) -> None:
        """A form, or a text that is one, in fields; the one in the place `focus` has the cursor.

        Another text is shown as it is. `clashes` are those shown last, unless others are given.
        """
        if clashes is not None:
            self._clashes = clashes
            # What was emptied here would have no field to show beside what the file has.
            self.is_whole |= any(clash.slot.is_rare for clash in clashes)
        with self.app.batch_update():
            await self.remove_children()
            await self.mount_all(list(self._widgets(content)))
        fields = list(self.query(Field))
        # At once, before the next key.
        self.screen.set_focus(fields[min(focus, len(fields) - 1)])

    @property
    def text_field(self) -> Field | None:
        """Of a text that cannot be shown in fields."""
        return next(iter(self.query("#text").results(Field)), None)

    @property
    def rows(self) -> list[FieldRow]:
        return list(self.query(FieldRow))

    @property
    def form(self) -> Form:
        """As it is written now. Raises `FormError` where it is a text that is none."""
        field = self.text_field
        return form_in(field.value) if field else tuple(row.section for row in self.rows)

    @property
    def text(self) -> str:
        field = self.text_field
        return field.value if field else text_of(self.form)

    @property
    def fault(self) -> FormError | None:
        """Why what is shown is a text and not fields."""
        try:
            if self.text_field:
                form_in(self.text)
        except FormError as error:
            return error
        return None

    @property
    def place(self) -> int:
        """Of the field that has the cursor, or had it last."""
        focused = self.screen.focused
        before = 0
        for place, row in enumerate(self.rows):
            if focused is not None and row in focused.ancestors:
                return place
            if focused is not None and row.region.y <= focused.region.y:
                before = place
        return before

    def point_at(self, fault: FormError, form: Form) -> None:
        """Puts the cursor where it is wrong: into a section of `form`, or a line of the text."""
        field, line = self.text_field, fault.section.line
        if field is not None:
            field.move_cursor(((line or 1) - 1, 0))
        for row, section in zip(self.rows, form, strict=False):
            if section is fault.section:
                row.field.focus()

    def on_resize(self) -> None:
        self.call_after_refresh(self.see_cursor)

    def on_text_area_selection_changed(self, _: TextArea.SelectionChanged) -> None:
        self.call_after_refresh(self.see_cursor)

    def see_cursor(self) -> None:
        """Brings the line that is written into sight: a field may be higher than the screen."""
        field = self.screen.focused
        if isinstance(field, Field) and self in field.ancestors:
            at = field.cursor_screen_offset - self.content_region.offset + self.scroll_offset
            self.scroll_to_region(Region(at.x, at.y, 1, 1), animate=False, force=True)

    def place_of(self, clash: Clash) -> int:
        """Of the field that a clash is about."""
        rows = self.rows
        found = (place for place, row in enumerate(rows) if row.slot is clash.slot)
        return next((place for number, place in enumerate(found) if number == clash.number), 0)

    def _widgets(self, content: Form | str) -> Iterator[Widget]:
        try:
            form = form_in(content) if isinstance(content, str) else content
        except FormError:
            yield Field(str(content), id="text")
            return
        whole = completed(form, has_deck=self._has_deck, is_whole=self.is_whole)
        yield from self._rows_of(whole)
        words = tr("fewer fields") if self.is_whole else tr("all fields")
        yield Choice(words, "show_all")

    def _rows_of(self, form: Form) -> Iterator[Widget]:
        counts = {part: sum(kind is part for kind, _ in groups(form)) for part in Part}
        numbers = dict.fromkeys(Part, 0)
        before: Part | None = None
        for part, places in groups(form):
            if before is not None and part is not before:
                yield _one_more(before)
            if part is not None:
                numbers[part] += 1
            for place in places:
                section, number = form[place], numbers[part] if part else 0
                is_numbered = part is not None and counts[part] > 1 and section.slot.is_lead
                yield FieldRow(section, number if is_numbered else 0)
                yield from self._beside(section, number)
            before = part

    def _beside(self, section: Section, number: int) -> Iterator[Widget]:
        for clash in self._clashes:
            if clash.slot is section.slot and clash.number == max(0, number - 1):
                yield Elsewhere(clash)


def _one_more(part: Part) -> Choice:
    words = {
        Part.SENSE: tr("another meaning"),
        Part.EXAMPLE: tr("another sentence"),
        Part.QUOTE: tr("another quote"),
    }
    return Choice(words[part], f"add('{part}')")
