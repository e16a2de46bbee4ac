"""What the screens share: their frame, their way of saying things, their place in the stack."""

import os
from functools import partial
from typing import ClassVar

from textual import events
from textual.actions import parse
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.screen import Screen

from termcards.errors import TermcardsError
from termcards.language import tr
from termcards.library.home import Library
from termcards.tui.background import PATIENCE
from termcards.tui.keymap import acts_of, bindings_of, key
from termcards.tui.keys import HELP, Hint, act, hints, in_order
from termcards.tui.text import on_one_line
from termcards.tui.told import Told
from termcards.tui.widgets.frame import KeyLine, Notice, StatusLine, TitleLine

ELSEWHERE = "Elsewhere"
HELP_ACT = act(HELP, "?", "show_help", "help", "the keys of this screen", ELSEWHERE)
PALETTE_ACT = act(
    "screen.palette", "ctrl+p", "show_palette", "", "all commands, by their names", ELSEWHERE
)
WIDE = 110
"""Cells from which on there is room beside the body."""
SIZE_CLASSES = ("-tiny", "-small", "-narrow", "-normal", "-wide", "-high", "-tall")
"""By which the style sheet tells what there is room for."""


class FramedScreen(Screen[None]):
    """A title line, a body, a status line, and the keys that work now."""

    AUTO_FOCUS = ""
    HELP_TITLE = ""
    """The name of the place, over its keys."""

    BINDINGS: ClassVar[list[BindingType]] = [PALETTE_ACT]
    TURNS: ClassVar[tuple[tuple[frozenset[str], ...], ...]] = ()
    """Sets of acts, side by side, of which those of one set never work while those of another do.

    Such acts may have the same keys.
    """

    HOLDS_TEXT = False
    """Whether something is written here that would be lost if another screen took its place."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "strong",
        "faint",
        "key",
        "done",
        "failed",
        "passed",
        "easy",
        "flag1",
        "flag2",
        "flag3",
        "flag4",
    }

    is_held = False
    """Whether a work is being done during which nothing else can be: its keys are off then."""

    def hold(self, words: str) -> None:
        """Takes no key from now on; says why if that lasts longer than a moment."""
        self.is_held = True
        self.refresh_keys()
        self.set_timer(PATIENCE, partial(self._say_if_held, words))

    def _say_if_held(self, words: str) -> None:
        if self.is_held:
            self.say(words)

    def let_go(self) -> None:
        self.is_held = False
        self.refresh_keys()

    def _forward_event(self, event: events.Event) -> None:
        # What is pressed meanwhile is not meant for what comes after.
        if not (self.is_held and isinstance(event, events.InputEvent | events.Paste)):
            super()._forward_event(event)

    def compose(self) -> ComposeResult:
        self.bind_keys()
        # Known before there are widgets, so that each of them is styled once.
        self._fit(self.app.size)
        yield TitleLine()
        yield from self.compose_body()
        yield StatusLine()
        yield KeyLine()

    def on_resize(self, event: events.Resize) -> None:
        self._fit(event.size)

    def _fit(self, size: Size) -> None:
        fitting = size_classes(size)
        for name in SIZE_CLASSES:
            self.set_class(name in fitting, name)

    def compose_body(self) -> ComposeResult:
        raise NotImplementedError

    def say(
        self, words: str | Content, *, tail: str | Content = "", is_trouble: bool = False
    ) -> None:
        """Puts words in the status line; a text from outside comes as `Content`, made harmless."""
        notice = Notice(Content("") + words, Content("") + tail, is_trouble=is_trouble)
        self.query_one(StatusLine).show(notice)

    def tell(self, told: Told) -> None:
        """Puts in the status line what was done on another screen."""
        words, *shorter = map(on_one_line, (told.words, *told.shorter))
        self.query_one(StatusLine).show(Notice(words, Content(told.tail), shorter=shorter))

    def title_line(self, left: Content, right: str, short: str) -> None:
        self.query_one(TitleLine).show(left, Content(right), Content(short))

    def bind_keys(self) -> None:
        """Gives the acts the keys they have by the learner's settings."""
        self._bindings = bindings_of(type(self))
        self._places_of_keys = in_order(acts_of(type(self)))

    @property
    def acts(self) -> list[Binding]:
        """What can be done here, in the order of the help, each act with its keys."""
        return list({act.id: act for act in reversed(acts_of(type(self)))}.values())[::-1]

    def does_now(self, act: Binding) -> bool:
        """Whether the act can be done in the state in which the screen is."""
        namespace, name, parameters = parse(act.action)
        return bool(namespace) or bool(self.check_action(name, parameters))

    def is_help_now(self, act: Binding) -> bool:
        """Whether the help has the act before those that are not of this state."""
        return self.does_now(act)

    def refresh_keys(self) -> None:
        offered = {} if self.is_held else self.active_bindings
        self.query_one(KeyLine).show(
            [self.worded(hint) for hint in hints(offered, self._places_of_keys)]
        )

    def worded(self, hint: Hint) -> Hint:
        """A hint of the key line in other words, where they depend on the learner's settings."""
        return hint

    @classmethod
    def take_turns(cls, one: str, other: str) -> bool:
        """Whether two acts never work at the same time."""
        return any(
            one in some and other in others
            for sets in cls.TURNS
            for some in sets
            for others in sets
            if some is not others
        )

    def on_paste(self, _: events.Paste) -> None:
        places = {"search": key("home.search", "/"), "add": key("home.add", "a")}
        self.say(tr("pasted text is not read here; it goes into {search} or {add}", **places))

    def action_copy_text(self) -> None:
        super().action_copy_text()
        self.say(tr("copied"))

    def action_show_help(self) -> None:
        from termcards.tui.screens.help import HelpScreen

        if self.is_current:
            self.app.push_screen(HelpScreen(self))

    async def action_show_palette(self) -> None:
        if self.is_current:
            await self.app.run_action("show_palette")


def in_words(error: TermcardsError, library: Library) -> Content:
    """What went wrong in one line, with paths counted from the library's folder."""
    return on_one_line(str(error).replace(f"{library.folder}{os.sep}", ""))


def trouble(what: str, error: TermcardsError, library: Library) -> Content:
    """What was not done, and why."""
    return Content(tr("{what}: ", what=what)) + in_words(error, library)


def size_classes(size: Size) -> set[str]:
    if size.width < 20 or size.height < 6:
        return {"-tiny"}
    if size.width < 40 or size.height < 12:
        return {"-small"}
    width = "-narrow" if size.width < 60 else "-wide" if size.width >= WIDE else "-normal"
    heights = (("-high", 18), ("-tall", 34))
    return {width, *(name for name, least in heights if size.height >= least)}
