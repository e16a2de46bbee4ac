"""The first screen: the decks, what is coming, what was done."""

import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.timer import Timer

from termcards.editor import NoEditorError, command_at
from termcards.errors import BadInputError, TermcardsError
from termcards.language import tr
from termcards.library import keeping
from termcards.library.faults import taken_in
from termcards.library.home import Library
from termcards.library.overview import Overview, nested, overview
from termcards.library.undone import Undone
from termcards.notes import Deck
from termcards.tui.editor import lend
from termcards.tui.homewords import (
    decisions,
    half_done_words,
    short_counts,
    todays_counts,
    unread_words,
    yesterdays_counts,
)
from termcards.tui.keymap import key
from termcards.tui.keys import act
from termcards.tui.screens.framed import ELSEWHERE, HELP_ACT, FramedScreen, in_words
from termcards.tui.sitting import taken_back, undoes
from termcards.tui.stopwatch import HOLD_TIME, Presses, Stopwatch
from termcards.tui.takingback import TakingBack
from termcards.tui.text import on_one_line
from termcards.tui.told import NOTHING, Told
from termcards.tui.widgets.choices import Choice
from termcards.tui.widgets.days import ActivityMap, Forecast
from termcards.tui.widgets.decks import DeckHeading, DeckTable
from termcards.tui.widgets.faults import Faults
from termcards.tui.widgets.welcome import Welcome

if TYPE_CHECKING:
    from termcards.library.halfdone import HalfDone
    from termcards.tui.opening import Outcome

DECKS = "Decks"
POSTINGS = "Postings"
CARDS = "Cards"
NOTES = "Notes"
MOVE = "move"
PAGE = 10
ASKS_EVERY = 1.0
"""Seconds."""
WANT_CARDS = (("browse",), ("search",), ("export",))
"""The screens that are of no use before there is a card."""


class HomeScreen(FramedScreen):
    HELP_TITLE = "Home"
    BINDINGS: ClassVar[list[BindingType]] = [
        act("home.mend", "e", "mend", "open file", "open the file that cannot be read", DECKS),
        act("home.again", "r", "again", "read again", "read the files of decks again", DECKS),
        act("home.study", "enter space", "study", "study", "study the deck and those in it", DECKS),
        act("home.go_on", "g", "go_on", "go on", "go on with a posting half done", POSTINGS),
        act("home.add", "a", "add", "add posting", "add from a posting", POSTINGS),
        act("home.starter", "s", "starter", "sample deck", "try the sample deck", DECKS),
        act("home.browse", "b", "open('browse')", "browse", "browse the cards", CARDS),
        act("home.search", "/", "open('search')", "", "search the cards", CARDS),
        act("home.statistics", "t", "open('statistics')", "stats", "statistics", ELSEWHERE),
        act("home.quit", "q", "app.quit", "quit", "quit", ELSEWHERE),
        act(
            "home.import", "i", "open('import')", "import", "import what was made elsewhere", DECKS
        ),
        act("home.new", "n", "new_note", "new note", "write a note", NOTES),
        act("home.export", "x", "open('export')", "export", "export decks", DECKS),
        act("home.settings", ",", "app.open_settings", "settings", "settings", ELSEWHERE),
        act("home.undo", "u", "undo", "undo", "take the last act back", DECKS),
        act("home.down", "j down", "move(1)", "", MOVE, DECKS),
        act("home.up", "k up", "move(-1)", "", MOVE, DECKS),
        act("home.page_down", "pagedown", f"move({PAGE})", "", MOVE, DECKS),
        act("home.page_up", "pageup", f"move({-PAGE})", "", MOVE, DECKS),
        HELP_ACT,
    ]

    class StudyAsked(Message):
        def __init__(self, decks: Sequence[Deck]) -> None:
            super().__init__()
            self.decks = decks

    class AddAsked(Message):
        def __init__(self, half: "HalfDone | None" = None) -> None:
            """`half` is what to go on with."""
            super().__init__()
            self.half = half

    class ScreenAsked(Message):
        """Another screen is to be opened over this one."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    def __init__(
        self,
        library: Library,
        remark: Told = NOTHING,
        *,
        stopwatch: Stopwatch = time.monotonic,
        is_after: bool = False,
    ) -> None:
        """`is_after` another screen, whose last key may come twice: see `action_study`."""
        super().__init__()
        self._presses = Presses(stopwatch, stopwatch() if is_after else None)
        self._library = library
        self._remark = remark
        self._half_done: Sequence[HalfDone] = ()
        self._overview: Overview | None = None
        self._faults: Sequence[BadInputError] = ()
        self._waiting: Timer | None = None
        """Asks now and then whether the other interface has been closed."""

        self._was_left = False
        self._taking_back = TakingBack(
            self, library, "home.undo", self._undone, stopwatch=stopwatch
        )

    def compose_body(self) -> ComposeResult:
        yield DeckHeading()
        yield DeckTable()
        yield Faults()
        yield Welcome()
        yield ActivityMap()
        yield Forecast()

    def on_mount(self) -> None:
        self._load_and_tell()

    def _load_and_tell(self) -> None:
        if self.load() and self._remark.words:
            self.tell(self._remark)
        self._remark = NOTHING
        if self._library.remark:
            self.say(on_one_line(self._library.remark), is_trouble=True)
            self._library.remark = None

    def tell_on_return(self, remark: Told) -> None:
        """What the status line says when this screen is shown again."""
        self._remark = remark

    def on_screen_resume(self) -> None:
        # The first time all has just been loaded.
        if self._was_left:
            self._presses.gap()
            self._load_and_tell()

    def on_screen_suspend(self) -> None:
        self._was_left = True

    def load(self) -> bool:
        """Takes in what changed in the files, and shows all that can be; whether that went well."""
        self._library.claim()
        troubles = []
        try:
            self._faults = taken_in(self._library)
        except TermcardsError as error:
            troubles.append(error)
        try:
            self._overview = overview(self._library)
        except TermcardsError as error:
            troubles.append(error)
        if self._overview is not None:
            self._draw(self._overview)
        if troubles:
            self.say_trouble(troubles[0])
        return not troubles

    def _draw(self, shown: Overview) -> None:
        self.set_class(not shown.rows, "-empty")
        self.set_class(bool(self._faults), "-faulty")
        self.query_one(Faults).show([in_words(fault, self._library) for fault in self._faults])
        self.title_line(Content("termcards"), todays_counts(shown), short_counts(shown))
        self.query_one(DeckTable).show(shown.rows)
        self.query_one(Forecast).show(shown)
        self.query_one(ActivityMap).show(shown)
        self._half_done = half_done_postings(self._library)
        if self._library.reads_only:
            self.say(on_one_line(self._library.reads_only), is_trouble=True)
            if self._library.waits and self._waiting is None:
                self._waiting = self.set_interval(ASKS_EVERY, self._ask_again)
        elif self._faults:
            self.say(unread_words(len(self._faults)), is_trouble=True)
        else:
            self.say(on_one_line(half_done_words(self._half_done) or yesterdays_counts(shown)))
        self.refresh_keys()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        has_decks = self._overview is not None and bool(self._overview.rows)
        match action:
            case "study" | "move":
                return has_decks
            case "go_on":
                return bool(self._half_done)
            case "mend":
                return bool(self._faults)
            case "again":
                return bool(self._faults) or self._library.waits
            case "open":
                return has_decks or parameters not in WANT_CARDS
            case "starter":
                return self._overview is not None and not has_decks and not self._faults
            case _:
                return True

    def action_move(self, steps: int) -> None:
        self.query_one(DeckTable).move(steps)

    def action_study(self) -> None:
        # A doubled or held enter that finished what was on the screen before opens no sitting.
        if self._presses.gap() < HOLD_TIME:
            return
        row = self.query_one(DeckTable).chosen
        if row is not None and self._overview is not None:
            decks = [other.deck for other in self._overview.rows]
            self.post_message(self.StudyAsked(nested(row.deck, decks)))

    def action_mend(self) -> None:
        """Opens the file with the first fault, where it is, in the learner's own editor."""
        fault = self._faults[0]
        try:
            lend(self.app, command_at(Path(str(fault.path)), fault.line or 1))
        except NoEditorError as error:
            self.say_trouble(error)
        else:
            self.action_again()

    def action_again(self) -> None:
        if self.load() and not self._faults and not self._library.waits:
            self.say(tr("read again"))

    def _ask_again(self) -> None:
        """The other interface may have been closed, and this one may write then."""
        self._library.claim()
        if not self._library.waits and self._waiting is not None:
            self._waiting.stop()
            self._waiting = None
            if self.is_current:
                self.load()

    def action_starter(self) -> None:
        try:
            deck = keeping.adopt(self._library, keeping.starter_deck())
        except TermcardsError as error:
            self.say_trouble(error)
            return
        self.load()
        rows = self._overview.rows if self._overview else ()
        self.post_message(self.StudyAsked([row.deck for row in rows if row.deck.id == deck]))

    def action_add(self) -> None:
        self.post_message(self.AddAsked())

    def action_new_note(self) -> None:
        from termcards.tui.opening import open_new

        row = self.query_one(DeckTable).chosen
        open_new(self, self._library, row.deck.name if row else None, self._after_new)

    def _after_new(self, outcome: "Outcome") -> None:
        tail = undoes("", "home.undo") if outcome.is_saved else ""
        self.tell_on_return(Told(outcome.words, tail))

    def action_go_on(self) -> None:
        from termcards.tui.screens.choose import ChooseScreen

        halves = self._half_done
        if len(halves) == 1:
            self._go_on(halves, 0)
        elif self.is_current:
            rows = [Choice(half.title, decisions(half)) for half in halves]
            self.app.push_screen(ChooseScreen(tr("Half done"), rows, partial(self._go_on, halves)))

    def _go_on(self, halves: "Sequence[HalfDone]", place: int) -> None:
        if halves:
            self.post_message(self.AddAsked(halves[place]))

    def action_open(self, name: str) -> None:
        self.post_message(self.ScreenAsked(name))

    def action_undo(self) -> None:
        self._taking_back.begin()

    def _undone(self, undone: Undone) -> None:
        if self.load():
            tail = tr(", {key} goes on", key=key("home.go_on", "g")) if undone.is_half_done else ""
            self.say(taken_back(undone, None), tail=tail, is_trouble=bool(undone.left))

    def say_trouble(self, error: TermcardsError, before: str = "") -> None:
        self.say(Content(before) + in_words(error, self._library), is_trouble=True)


def half_done_postings(library: Library) -> "Sequence[HalfDone]":
    # What reads postings is loaded only where there are any.
    if not any(library.drafts_folder.glob("*.json")):
        return ()
    from termcards.library.halfdone import half_done

    return half_done(library)
