"""Where a posting comes in: its path, its address, or its text, pasted."""

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widgets import TextArea

from termcards.errors import TermcardsError
from termcards.language import tr
from termcards.library.halfdone import HalfDone
from termcards.library.home import Library
from termcards.library.reading import SUFFIXES, is_address
from termcards.library.triaging import Triage, begin, begin_pasted, go_on
from termcards.library.typed import keep_typed, typed
from termcards.tui.keys import act
from termcards.tui.places import expanded
from termcards.tui.screens.framed import trouble
from termcards.tui.screens.working import WorkingScreen
from termcards.tui.stopwatch import Stopwatch
from termcards.tui.text import on_one_line
from termcards.tui.widgets.field import Field
from termcards.watching import Watch

ASKED = "a path, an address, or the text of a posting, pasted"
PATHS_BEGIN = ("/", "~/", "./", "../")
"""A line that begins so is no posting, even if there is no such file."""
KEPT_AFTER = 1.0
"""Seconds after the first key that is not kept yet."""


class PostingField(Field):
    """Enter behind a path or an address reads it; in a text it begins a line."""

    class Entered(Message):
        pass

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter" and place_in(self.text):
            event.prevent_default()
            event.stop()
            self.post_message(self.Entered())


class AddScreen(WorkingScreen):
    AUTO_FOCUS = "Field"
    HELP_TITLE = "Add"
    HOLDS_TEXT = True
    BINDINGS: ClassVar[list[BindingType]] = [
        act("adding.read", "ctrl+s f2", "read", "read it", "read it", "Add"),
        act("adding.back", "escape", "back", "back", "stop reading; back (nothing is lost)", "Add"),
        act("adding.empty", "f5", "empty", "empty", "empty the field", "Add"),
    ]

    class Read(Message):
        """A posting was read, and its terms can be decided on."""

        def __init__(self, triage: Triage, pressed_at: float | None) -> None:
            super().__init__()
            self.triage = triage
            self.pressed_at = pressed_at
            """When `enter` was pressed last, on the stopwatch."""

    class Left(Message):
        """Nothing is to be added."""

    def __init__(
        self,
        library: Library,
        half: HalfDone | None = None,
        stopwatch: Stopwatch = time.monotonic,
    ) -> None:
        """Reads the posting that is half done at once, if there is one."""
        super().__init__(library)
        self._half = half
        self._text = typed(library)
        self._unkept: Timer | None = None
        """Runs from the first key that is not kept yet."""

        self._stopwatch = stopwatch
        self._pressed_at: float | None = None
        """When `enter` was pressed last, on the stopwatch."""

        self._is_left = False
        self._gives_up = False
        """Whether the next escape leaves without what was typed."""

    def compose_body(self) -> ComposeResult:
        yield PostingField(self._text, id="posting")
        yield from self.compose_far()

    def on_mount(self) -> None:
        self.title_line(Content(tr("Add from a posting")), "", "")
        field = self.query_one(Field)
        field.move_cursor(field.document.end)
        if self._text:
            self.say(tr("this is the text you left; {key} reads it, f5 empties it", key="ctrl+s"))
        else:
            self.say(tr(ASKED))
        self.refresh_keys()
        if self._half is not None:
            half = self._half
            self._read(lambda watch: go_on(self._library, half, watch), half.title)

    def check_action(self, action: str, _: tuple[object, ...]) -> bool | None:
        return action != "empty" or (bool(self._text) and not self.is_working)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        was_empty, self._text = not self._text, event.text_area.text
        self._gives_up = False
        if was_empty is bool(self._text):
            self.refresh_keys()
        if self._unkept is None:
            self._unkept = self.set_timer(KEPT_AFTER, self._keep_meanwhile)

    def _keep_meanwhile(self) -> None:
        if not self._is_left:
            self._keep()

    def _keep(self, tail: str = "") -> bool:
        """Whether what is in the field is on disk, so that it is there the next time."""
        if self._unkept is not None:
            self._unkept.stop()
            self._unkept = None
        try:
            keep_typed(self._library, self._text)
        except TermcardsError as error:
            words = trouble(tr("what you typed is not kept"), error, self._library)
            self.say(words, tail=tail, is_trouble=True)
            return False
        return True

    def on_unmount(self) -> None:
        if not self._is_left:  # the program ends
            with suppress(TermcardsError):
                keep_typed(self._library, self._text)

    def action_empty(self) -> None:
        self.query_one(Field).clear()
        self.say(tr(ASKED))

    def on_posting_field_entered(self) -> None:
        self._pressed_at = self._stopwatch()
        self.action_read()

    def action_read(self) -> None:
        text = self.query_one(Field).text
        place = place_in(text)
        if not text.strip():
            self.say(tr(ASKED))
        elif place is not None:
            self._read(lambda watch: begin(self._library, place, watch=watch), place)
        else:
            self._read(
                lambda watch: begin_pasted(self._library, text, watch=watch), tr("the pasted text")
            )

    def _read(self, work: Callable[[Watch], Triage], name: str) -> None:
        if not self.is_working:
            self.say(Content(tr("reading ")) + on_one_line(name), tail=tr(" … esc stops"))
            self.start(work, self._has_read)

    def _has_read(self, triage: Triage) -> None:
        if self.is_current:
            if place_in(self._text) is not None:
                self._text = ""
            with suppress(TermcardsError):  # it is in the triage now
                keep_typed(self._library, self._text)
            self._is_left = True
            self.post_message(self.Read(triage, self._pressed_at))

    def action_back(self) -> None:
        if self.is_working:
            self.abandon()
            self.say(tr("stopped; nothing was read"))
        elif self.is_current and not self._is_left:
            self._leave()

    def _leave(self) -> None:
        self._is_left = self._keep(tr("; esc again leaves without it")) or self._gives_up
        if self._is_left:
            self.post_message(self.Left())
        self._gives_up = not self._is_left


def place_in(text: str) -> str | None:
    """The path or the address that the text is, if it is one and no posting."""
    line = text.strip()
    if len(line) > 1 and line[0] == line[-1] and line[0] in "'\"":
        line = line[1:-1]
    if not line or "\n" in line or len(line) > 2000 or "\0" in line:
        return None
    if is_address(line):
        return line
    path = expanded(line)
    is_named = Path(line).suffix.lower() in SUFFIXES and (" " not in line or "/" in line)
    is_meant = is_named or line.startswith(PATHS_BEGIN)
    return str(path) if is_meant or _is_file(path) else None


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name longer than any file's
        return False
