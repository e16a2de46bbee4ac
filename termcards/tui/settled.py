"""An app that looks and listens as the learner has set it, from the start and after each change."""

from collections.abc import Sequence

from textual.filter import LineFilter
from textual.scrollbar import ScrollBar, ScrollBarRender

from termcards.catalogues import speak
from termcards.library.home import Library
from termcards.settings import Borders
from termcards.tui import keymap
from termcards.tui.borders import Ascii, WholeCells
from termcards.tui.inorder import InOrderApp
from termcards.tui.screens.framed import FramedScreen
from termcards.tui.text import on_one_line


class SettledApp(InOrderApp):
    def begin_settled(self, library: Library) -> None:
        """Takes the settings up, now and whenever the program changes them."""
        self._settled = library
        self._theme_unset = self.theme
        """What suits the terminal, where no theme is set."""
        self._ascii = Ascii(enabled=False)
        self._trouble = ""
        speak(library.settings.look.language)
        self.settle()
        library.watch_settings(self.settle)

    def settle(self) -> None:
        look = self._settled.settings.look
        theme = look.theme or self._theme_unset
        if self.theme != theme:
            self.theme = theme
        is_ascii = look.borders is Borders.ASCII
        ScrollBar.renderer = WholeCells if is_ascii else ScrollBarRender
        if self._ascii.enabled != is_ascii:
            self._ascii.enabled = is_ascii
            self._draw_anew()
        self._settle_keys()

    def _draw_anew(self) -> None:
        """Lines that are kept as they were drawn, too."""
        for screen in self.screen_stack if self.is_running else ():
            for widget in screen.walk_children():
                widget.refresh()

    def _settle_keys(self) -> None:
        keys = self._settled.settings.keys
        before, self._trouble = self._trouble, ""
        if keys.chosen:
            from termcards.tui.keychecks import checked, in_words

            found, faults = checked(keys)
            self._trouble = in_words(faults) if faults else ""
        else:
            found = keymap.PRESETS[keys.preset]
        keymap.use(found)
        for screen in self.screen_stack if self.is_running else ():
            if isinstance(screen, FramedScreen):
                screen.bind_keys()
                screen.refresh_keys()
        if self.is_running and self._trouble != before:
            self.call_after_refresh(self._tell_trouble)

    def get_line_filters(self) -> Sequence[LineFilter]:
        filters = super().get_line_filters()
        return [*filters, self._ascii] if self._ascii.enabled else filters

    def on_mount(self) -> None:
        if self._trouble:
            self.call_after_refresh(self._tell_trouble)

    def on_unmount(self) -> None:
        self._settled.watch_settings(None)
        keymap.use({})

    def _tell_trouble(self) -> None:
        if self._trouble and isinstance(self.screen, FramedScreen):
            self.screen.say(on_one_line(self._trouble), is_trouble=True)
