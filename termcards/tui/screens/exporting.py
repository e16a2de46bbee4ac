"""Decks on their way out: how, which, where to; what is new; and then it is done."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content

from termcards.errors import NotFoundError, TermcardsError
from termcards.language import tr
from termcards.library.exchanging import Plan, plan_export
from termcards.library.home import Library
from termcards.notes import Deck
from termcards.pages.lines import Line, Space
from termcards.plaintext import on_one_line
from termcards.tui.keys import act
from termcards.tui.ordering import FORMS, Form, Order, is_alien, nothing, page, told, write
from termcards.tui.places import is_folder
from termcards.tui.screens.framed import ELSEWHERE, HELP_ACT
from termcards.tui.screens.working import WorkingScreen
from termcards.tui.widgets.choices import Choice
from termcards.tui.widgets.pagelines import ShownLines

EXPORT = "Export"
READ = "Read"


class ExportScreen(WorkingScreen):
    HELP_TITLE = "Export"
    BINDINGS: ClassVar[list[BindingType]] = [
        act("export.write", "enter", "write", "export", "write the file", EXPORT),
        act("export.form", "f", "form", "form", "Anki package, CSV, JSON", EXPORT),
        act("export.decks", "d", "decks", "decks", "which decks", EXPORT),
        act("export.place", "p", "place", "place", "where to", EXPORT),
        act("export.progress", "l", "progress", "", "learning progress goes along", EXPORT),
        act("export.subdecks", "o", "subdecks", "", "a deck in Anki for each posting", EXPORT),
        act("export.down", "j down", "scroll(1)", "", "scroll", READ),
        act("export.up", "k up", "scroll(-1)", "", "scroll", READ),
        act("export.page_down", "space pagedown", "page(1)", "", "by a page", READ),
        act("export.page_up", "pageup", "page(-1)", "", "by a page", READ),
        act("export.back", "escape q", "back", "back", "stop; back", ELSEWHERE),
        HELP_ACT,
    ]

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self._order = Order(Path.cwd() / "termcards.apkg")
        self._plan: Plan | None = None
        self._done: Sequence[str] = ()
        """What there is to say once it is written."""
        self._has_decks = True
        self._may_replace = False
        """Whether the question about a file of another kind was answered."""

    def compose_body(self) -> ComposeResult:
        with Container(id="body"):
            with VerticalScroll(can_focus=False):
                yield ShownLines()
            yield from self.compose_far()

    def on_mount(self) -> None:
        self.title_line(Content(tr("Export")), "", "")
        self._look()

    def _look(self) -> None:
        """What is new since the last time; only for Anki, which gets the same notes again."""
        self._plan, self._done = None, ()
        self._draw()
        self.say("")
        names = self._order.names
        self.abandon()  # what was looked up for other decks
        self.start(lambda watch: plan_export(self._library, names, watch), self._planned)

    def _planned(self, plan: Plan) -> None:
        self._plan = plan
        self._draw()
        self.say(tr("enter writes the file"))

    def failed(self, error: TermcardsError) -> None:
        if isinstance(error, NotFoundError) and not self._order.decks:
            self._has_decks = False
            self.say("")
            self._draw()

    def _draw(self) -> None:
        order, plan, done = self._order, self._plan, self._done
        make: Callable[[Space], Iterable[Line]] = partial(page, order, plan)
        if not self._has_decks:
            make = nothing
        elif done:
            make = partial(told, done)
        self.query_one(ShownLines).show(make)
        self.refresh_keys()

    def check_action(self, action: str, _: tuple[object, ...]) -> bool | None:
        match action:
            case "write":
                return self._plan is not None and not self.is_working and not self._done
            case "form" | "decks" | "place":
                return self._has_decks and not self._is_writing
            case "progress" | "subdecks":
                return self._has_decks and not self._is_writing and self._order.form is Form.ANKI
            case _:
                return True

    @property
    def _is_writing(self) -> bool:
        """Whether the file is being written; what is new may be looked up while one chooses."""
        return self.is_working and self._plan is not None

    def _change(self, order: Order) -> None:
        self._order, self._done, self._may_replace = order, (), False
        self._draw()
        self.say(tr("enter writes the file") if self._plan else "")

    def action_form(self) -> None:
        form = FORMS[(FORMS.index(self._order.form) + 1) % len(FORMS)]
        place = self._order.place.with_suffix(form.suffix)
        self._change(replace(self._order, form=form, place=place))

    def action_progress(self) -> None:
        self._change(replace(self._order, with_progress=not self._order.with_progress))

    def action_subdecks(self) -> None:
        self._change(replace(self._order, by_posting=not self._order.by_posting))

    def action_place(self) -> None:
        from termcards.tui.screens.ask import AskScreen

        if self.is_current:
            self.app.push_screen(AskScreen(tr("Where to"), self._order.place, self._put))

    def _put(self, place: Path) -> None:
        if is_folder(place):
            place = place / f"termcards{self._order.form.suffix}"
        elif not place.suffix:
            place = place.with_name(place.name + self._order.form.suffix)
        self._change(replace(self._order, place=place))

    def action_decks(self) -> None:
        from termcards.tui.screens.choose import TickScreen

        decks = self.decks()
        if not decks or not self.is_current:
            return
        chosen = {deck.id for deck in self._order.decks}
        rows = [
            Choice(tr("all decks"), is_ticked=not chosen),
            *(Choice(deck.name, is_ticked=deck.id in chosen) for deck in decks),
        ]
        self.app.push_screen(TickScreen(tr("Decks to export"), rows, partial(self._of, decks)))

    def _of(self, decks: Sequence[Deck], places: tuple[int, ...]) -> None:
        self._order = replace(self._order, decks=tuple(decks[place] for place in places))
        self._look()

    def action_write(self) -> None:
        if is_alien(self._order) and not self._may_replace:
            self._may_replace = True
            self.say(tr("{file} is another kind of file; enter replaces it", file=self._file()))
            return
        self.say(tr("exporting; esc stops, and nothing will have changed"))
        self.start(partial(write, self._library, self._order), self._written, holds_up=True)

    def _file(self) -> str:
        return on_one_line(self._order.place.name)

    def _written(self, done: Sequence[str]) -> None:
        self._done = done
        self._draw()
        self.query_one(VerticalScroll).scroll_home(animate=False)
        self.say(tr("written"))

    def action_back(self) -> None:
        if self.is_working:
            self.stop()
        elif self.is_current:
            self.dismiss()

    def action_scroll(self, lines: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_page(self, pages: int) -> None:
        body = self.query_one(VerticalScroll)
        body.scroll_relative(y=pages * body.size.height, animate=False)
