"""What was made elsewhere comes in: which file, what would come in, and then it does."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.message import Message

from termcards.anki.mapping import Part
from termcards.errors import TermcardsError
from termcards.language import tr
from termcards.library.home import Library
from termcards.library.incoming import Incoming, Kind, Manner, look_at, take_in
from termcards.library.onerun import OneRun
from termcards.pages.exchange import incoming_lines, part_in_words, results_in_words
from termcards.pages.lines import Line, Space, line_of
from termcards.plaintext import folded
from termcards.tui.keys import act
from termcards.tui.screens.choose import ChooseScreen
from termcards.tui.screens.framed import ELSEWHERE, HELP_ACT
from termcards.tui.screens.working import WorkingScreen
from termcards.tui.sitting import undoes
from termcards.tui.text import on_one_line
from termcards.tui.told import NOTHING, Told
from termcards.tui.widgets.choices import Choice
from termcards.tui.widgets.pagelines import ShownLines
from termcards.tui.widgets.placefield import PlaceField
from termcards.watching import Watch

IMPORT = "Import"
READ = "Read"
OFFERED = ("take", "known", "mapping", "deck", "reviews", "scroll", "page")


class ImportScreen(WorkingScreen):
    AUTO_FOCUS = "PlaceField"
    HELP_TITLE = "Import"
    BINDINGS: ClassVar[list[BindingType]] = [
        act("import.look", "enter ctrl+s", "look", "look into it", "what would come in", IMPORT),
        act("import.take", "enter", "take", "import", "take it in", IMPORT),
        act("import.known", "w", "known", "words or notes", "notes, or known words only", IMPORT),
        act("import.mapping", "m", "mapping", "fields", "say what a field is", IMPORT),
        act("import.deck", "d", "deck", "deck", "which deck takes the notes", IMPORT),
        act("import.reviews", "r", "reviews", "answers", "with or without Anki's answers", IMPORT),
        act("import.down", "j down", "scroll(1)", "", "scroll", READ),
        act("import.up", "k up", "scroll(-1)", "", "scroll", READ),
        act("import.page_down", "space pagedown", "page(1)", "", "by a page", READ),
        act("import.page_up", "pageup", "page(-1)", "", "by a page", READ),
        act("import.back", "escape q", "back", "back", "stop; another file; back", ELSEWHERE),
        HELP_ACT,
    ]

    class Left(Message):
        def __init__(self, remark: Told) -> None:
            super().__init__()
            self.remark = remark

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self._place = Path()
        self._manner = Manner()
        self._tried = Manner()
        """What is tried; it holds once it is known what would come in by it."""
        self._incoming: Incoming | None = None

    def compose_body(self) -> ComposeResult:
        with Container(id="body"):
            yield PlaceField(id="place")
            with VerticalScroll(can_focus=False):
                yield ShownLines()
            yield from self.compose_far()

    def on_mount(self) -> None:
        self._ask()

    def _ask(self) -> None:
        """Back to which file it is."""
        self._incoming = None
        self._manner = Manner()
        self.add_class("-asking")
        field = self.query_one(PlaceField)
        field.disabled = False
        field.focus()
        self.title_line(Content(tr("Import")), "", "")
        self.query_one(ShownLines).show(what_is_read)
        self.say(tr("write or paste the path of a file; tab goes on with names"))
        self.refresh_keys()

    def check_action(self, action: str, _: tuple[object, ...]) -> bool | None:
        if action == "look":
            return self._incoming is None and not self.is_working
        if action == "show_help":
            return self._incoming is not None
        if action not in OFFERED:
            return True
        incoming = self._incoming
        if incoming is None or self.is_working:
            return False
        match action:
            case "take":
                return not incoming.is_nothing
            case "mapping":
                return bool(incoming.mappings)
            case "deck":
                return bool(incoming.decks)
            case "reviews":
                return incoming.kind is Kind.ANKI and bool(
                    incoming.reviews or not self._manner.with_reviews
                )
            case _:
                return True

    def on_place_field_entered(self) -> None:
        self.action_look()

    def on_place_field_offered(self, message: PlaceField.Offered) -> None:
        self.say(on_one_line("  ".join(message.names)))

    def action_look(self) -> None:
        place = self.query_one(PlaceField).place
        if place is None:
            self.say(tr("write or paste the path of a file"), is_trouble=True)
        elif not self.is_working:
            self._place = place
            self._try(self._manner)

    def _try(self, manner: Manner) -> None:
        self._tried = manner
        self.say(Content(tr("looking into ")) + on_one_line(self._place.name))
        self.start(partial(self._looked, manner), self._offer)

    def _looked(self, manner: Manner, watch: Watch) -> Incoming:
        return look_at(self._library, self._place, manner, OneRun(watch))

    def _offer(self, incoming: Incoming) -> None:
        self._incoming = incoming
        self._manner = self._tried
        self.remove_class("-asking")
        # Else it would take the keys again when this screen comes back to the front.
        self.query_one(PlaceField).disabled = True
        title = Content(tr("Import") + " · ") + on_one_line(self._place.name)
        self.title_line(title, self._how(), "")
        self.query_one(ShownLines).show(lambda space: incoming_lines(incoming, space))
        self.query_one(VerticalScroll).scroll_home(animate=False)
        nothing = tr("nothing new in it: all of it is known already")
        self.say(nothing if incoming.is_nothing else tr("enter imports; one undo takes it back"))
        self.refresh_keys()

    def _how(self) -> str:
        if self._manner.as_known:
            return tr("as known words")
        return tr("as notes") if self._manner.with_reviews else tr("as notes, without answers")

    def action_known(self) -> None:
        self._try(replace(self._manner, as_known=not self._manner.as_known))

    def action_reviews(self) -> None:
        self._try(replace(self._manner, with_reviews=not self._manner.with_reviews))

    def action_deck(self) -> None:
        if self._incoming is None or not self.is_current:
            return
        names = [deck.name for deck in self.decks()]
        own = ", ".join(name for name, _ in self._incoming.decks)
        rows = [Choice(tr("as the file has it"), own), *map(Choice, names)]
        self.app.push_screen(ChooseScreen(tr("Deck for new notes"), rows, partial(self._in, names)))

    def _in(self, names: list[str], place: int) -> None:
        self._try(replace(self._manner, deck=names[place - 1] if place else None))

    def action_mapping(self) -> None:
        if self._incoming is None or not self.is_current:
            return
        fields: dict[str, tuple[str, Part]] = {}
        for _, mapped in self._incoming.mappings:
            for name, part in mapped:
                fields.setdefault(folded(name), (name, part))
        found = list(fields.values())
        rows = [Choice(name, part_in_words(part)) for name, part in found]
        self.app.push_screen(
            ChooseScreen(tr("Fields"), rows, lambda at: self._ask_part(*found[at]))
        )

    def _ask_part(self, name: str, part: Part) -> None:
        parts = list(Part)
        rows = [Choice(part_in_words(each)) for each in parts]

        def chosen(place: int) -> None:
            mapped = {**self._manner.parts, name: parts[place]}
            self._try(replace(self._manner, parts=mapped))

        title = tr("What the field {name} is", name=on_one_line(name).plain)
        self.app.push_screen(ChooseScreen(title, rows, chosen, parts.index(part)))

    def action_take(self) -> None:
        self.say(tr("importing; esc stops, and nothing will have changed"))
        if self._incoming is None:
            return
        self.start(
            partial(self._taken, self._place, self._manner, len(self._incoming.notes)),
            self._took,
            holds_up=True,
        )

    def _taken(self, place: Path, manner: Manner, notes: int, watch: Watch) -> Incoming:
        return take_in(self._library, place, manner, OneRun(watch, written=notes))

    def _took(self, incoming: Incoming) -> None:
        result, *shorter = results_in_words(incoming)
        tail = "" if incoming.is_nothing else undoes("", "home.undo")
        self.post_message(self.Left(Told(result, tail, tuple(shorter))))

    def failed(self, _: TermcardsError) -> None:
        if self._incoming is None:
            self.query_one(PlaceField).focus()

    def action_back(self) -> None:
        if self.is_working:
            self.stop()
        elif self._incoming is not None:
            self._ask()
        elif self.is_current:
            self.post_message(self.Left(NOTHING))

    def action_scroll(self, lines: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_page(self, pages: int) -> None:
        body = self.query_one(VerticalScroll)
        body.scroll_relative(y=pages * body.size.height, animate=False)


def what_is_read(space: Space) -> Iterator[Line]:
    """What stands under the field."""
    for sentence in (
        tr("A package or a collection of Anki's: .apkg .colpkg collection.anki2"),
        tr("A table: .csv .tsv .txt"),
        tr("Decks as termcards exports them: .json"),
        tr("What would come in is shown before anything is kept."),
    ):
        yield ()
        yield from (line_of(line) for line in space.ruler.wrapped(sentence, space.text))
