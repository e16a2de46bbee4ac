"""What the screens share: their frame, their way of saying things, their place in the stack."""

import os
from functools import cache
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Size
from textual.screen import Screen

from termcards.errors import TermcardsError
from termcards.language import tr
from termcards.library.home import Library
from termcards.tui.keys import HELP, act, hints, in_order
from termcards.tui.text import on_one_line
from termcards.tui.widgets.frame import KeyLine, Notice, StatusLine, TitleLine

ELSEWHERE = "Elsewhere"
HELP_ACT = act(HELP, "?", "show_help", "help", "the keys of this screen", ELSEWHERE)
WIDE = 110
"""Cells from which on there is room beside the body."""
SIZE_CLASSES = ("-tiny", "-small", "-narrow", "-normal", "-wide", "-high", "-tall")
"""By which the style sheet tells what there is room for."""


class FramedScreen(Screen[None]):
    """A title line, a body, a status line, and the keys that work now."""

    AUTO_FOCUS = ""
    HELP_TITLE = ""
    """The name of the place, over its keys."""

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

    def compose(self) -> ComposeResult:
        yield TitleLine()
        yield from self.compose_body()
        yield StatusLine()
        yield KeyLine()

    def on_mount(self) -> None:
        # Known already, so that the first thing painted has its final form.
        self._fit(self.app.size)

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
        self.query_one(StatusLine).show(Notice(Content("") + words, Content("") + tail, is_trouble))

    def title_line(self, left: Content, right: str, short: str) -> None:
        self.query_one(TitleLine).show(left, Content(right), Content(short))

    def refresh_keys(self) -> None:
        self.query_one(KeyLine).show(hints(self.active_bindings, self._places()))

    @classmethod
    @cache
    def _places(cls) -> dict[tuple[str | None, str], int]:
        """Of the keys in the key line: the screen's own come before those of its bases."""
        return in_order(
            binding for base in cls.__mro__ for binding in vars(base).get("BINDINGS", ())
        )

    def on_paste(self, _: events.Paste) -> None:
        self.say(tr("pasted text is not read here"))

    def action_copy_text(self) -> None:
        super().action_copy_text()
        self.say(tr("copied"))

    def action_show_help(self) -> None:
        from termcards.tui.screens.help import HelpScreen

        if self.is_current:
            self.app.push_screen(HelpScreen(self))


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
