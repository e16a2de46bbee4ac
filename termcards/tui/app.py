"""The program in the terminal: which screen comes first, and how it ends."""

import asyncio
import os
import signal
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

from termcards.errors import StorageError
from termcards.language import tr
from termcards.library.home import Library
from termcards.library.studying import Study
from termcards.library.todays import Wishes
from termcards.notes import Deck
from termcards.tui.legible import legible
from termcards.tui.screens.framed import FramedScreen
from termcards.tui.screens.home import HomeScreen
from termcards.tui.screens.study import StudyScreen
from termcards.tui.settled import SettledApp
from termcards.tui.stopwatch import Stopwatch
from termcards.tui.told import NOTHING, Told

if TYPE_CHECKING:
    from termcards.library.halfdone import HalfDone
    from termcards.library.triaging import Triage
    from termcards.tui.screens.adding import AddScreen
    from termcards.tui.screens.importing import ImportScreen
    from termcards.tui.screens.triage import TriageScreen

FEW_COLOURS = "standard"
"""Rich's name for a terminal of sixteen colours, in which mixed ones would be guesses."""
OWN_PALETTE = "ansi-dark"
"""Uses the terminal's own colours, its background too, light or dark."""
THEME_VARIABLE = "TEXTUAL_THEME"

SIGNAL_STATUS = 128
"""A program that a signal ends has this and the signal's number as its exit status."""


class TermcardsApp(SettledApp):
    TITLE = "termcards"
    CSS_PATH = "termcards.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", show=False, priority=True),
        Binding("ctrl+c", "help_quit", show=False, system=True),
        Binding("ctrl+z", "suspend_process", show=False, system=True),
    ]

    def __init__(
        self,
        library: Library,
        *,
        study: Sequence[Deck] | None = None,
        wishes: Wishes | None = None,
        triage: "Triage | None" = None,
        adds: bool = False,
        remark: str | None = None,
        stopwatch: Stopwatch = time.monotonic,
    ) -> None:
        # Without colours the terminal's own are the only ones; otherwise the theme decides.
        super().__init__(ansi_color=True if os.environ.get("NO_COLOR") else None)
        self.animation_level = "none"
        if self.console.color_system == FEW_COLOURS and not os.environ.get(THEME_VARIABLE):
            self.theme = OWN_PALETTE
        self.begin_settled(library)
        self._library = library
        self._stopwatch = stopwatch
        self._remark = remark
        self._triage = triage
        self._adds = adds
        self._study = Study(library, study, wishes) if study is not None else None

    def get_css_variables(self) -> dict[str, str]:
        return legible(super().get_css_variables())

    def get_default_screen(self) -> Screen[None]:
        if self._triage is not None:
            return self._triage_screen(self._triage)
        if self._study is None:
            return HomeScreen(self._library, Told(self._remark or ""), stopwatch=self._stopwatch)
        return StudyScreen(self._library, self._study, self._stopwatch, self._remark)

    def on_home_screen_study_asked(self, message: HomeScreen.StudyAsked) -> None:
        home = self.screen
        if not isinstance(home, HomeScreen):  # a second press, while the sitting opens
            return
        try:
            study = Study(self._library, message.decks)
        except StorageError as error:
            home.say_trouble(error)
        else:
            self.push_screen(StudyScreen(self._library, study, self._stopwatch))

    def on_study_screen_left(self) -> None:
        if isinstance(self.screen, StudyScreen):
            if self.is_inline:  # whoever asked for some lines below the prompt came from there
                self.exit()
            else:
                self._go_home()

    def _go_home(self, remark: Told = NOTHING) -> None:
        """To the home screen below this one; or to one over it, where this is the first."""
        if len(self.screen_stack) > 1:
            home = self.screen_stack[-2]
            if isinstance(home, HomeScreen):
                home.tell_on_return(remark)
            self.pop_screen()
        else:
            # Textual cannot take the first screen of a program away; it stays out of sight.
            home = HomeScreen(self._library, remark, stopwatch=self._stopwatch, is_after=True)
            self.push_screen(home)

    def action_show_palette(self) -> None:
        from termcards.tui.screens.palette import PaletteScreen

        below = self.screen
        if isinstance(below, FramedScreen):
            self.push_screen(PaletteScreen(below, self._library))

    def action_open_settings(self) -> None:
        from termcards.tui.screens.settings import SettingsScreen

        if not isinstance(self.screen, SettingsScreen):
            self.push_screen(SettingsScreen(self._library, self._stopwatch))

    async def home_again(self) -> HomeScreen:
        """Leaves whatever is over the home screen; what was done there is kept already."""
        while len(self.screen_stack) > 1 and not isinstance(self.screen, HomeScreen):
            await self.pop_screen()
        if not isinstance(self.screen, HomeScreen):
            await self.push_screen(HomeScreen(self._library))
        home = self.screen
        if not isinstance(home, HomeScreen):
            raise TypeError(home)
        return home

    def _add_screen(self, half: "HalfDone | None") -> Screen[None]:
        from termcards.tui.screens.adding import AddScreen

        return AddScreen(self._library, half, self._stopwatch)

    def _triage_screen(self, triage: "Triage", pressed_at: float | None = None) -> Screen[None]:
        from termcards.tui.screens.triage import TriageScreen

        return TriageScreen(self._library, triage, self._stopwatch, pressed_at)

    def on_home_screen_add_asked(self, message: HomeScreen.AddAsked) -> None:
        if isinstance(self.screen, HomeScreen):
            self.push_screen(self._add_screen(message.half))

    def on_home_screen_screen_asked(self, message: HomeScreen.ScreenAsked) -> None:
        if isinstance(self.screen, HomeScreen):
            self.push_screen(self._named_screen(message.name))

    def _named_screen(self, name: str) -> Screen[None]:
        match name:
            case "browse" | "search":
                from termcards.tui.screens.browse import BrowseScreen

                searches = name == "search"
                return BrowseScreen(self._library, self._stopwatch, searches=searches)
            case "statistics":
                from termcards.tui.screens.statistics import StatisticsScreen

                return StatisticsScreen(self._library)
            case "import":
                from termcards.tui.screens.importing import ImportScreen

                return ImportScreen(self._library)
            case "export":
                from termcards.tui.screens.exporting import ExportScreen

                return ExportScreen(self._library)
            case _:
                raise AssertionError(name)

    def on_browse_screen_left(self) -> None:
        self._go_home()

    def on_import_screen_left(self, message: "ImportScreen.Left") -> None:
        if not isinstance(self.screen, HomeScreen):
            self._go_home(message.remark)

    def on_add_screen_left(self) -> None:
        self._go_home()

    def on_add_screen_read(self, message: "AddScreen.Read") -> None:
        self.switch_screen(self._triage_screen(message.triage, message.pressed_at))

    def on_triage_screen_left(self, message: "TriageScreen.Left") -> None:
        if not isinstance(self.screen, HomeScreen):  # a second press, while home opens
            self._go_home(message.remark)

    def on_mount(self) -> None:
        if self._adds:
            self.push_screen(self._add_screen(None))
        self.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))
        if not self.is_headless:
            self._leave_on_signals()

    def _leave_on_signals(self) -> None:
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            if number is not None:
                try:
                    loop.add_signal_handler(number, self._leave, number)
                except NotImplementedError:  # a platform whose event loop takes no signals
                    return

    def _leave(self, number: int) -> None:
        self.exit(return_code=SIGNAL_STATUS + number)

    def action_help_quit(self) -> None:
        if isinstance(self.screen, FramedScreen):
            self.screen.say(tr("ctrl+q leaves at once, q goes back; select text to copy it"))
