"""A page of the web is opened in the learner's browser, wherever that draws."""

from collections.abc import Sequence
from functools import partial

from termcards.browser import NoBrowserError, command_to, open_aside, takes_terminal
from termcards.editor import NoEditorError
from termcards.language import tr
from termcards.tui.editor import lend
from termcards.tui.screens.framed import FramedScreen
from termcards.tui.text import on_one_line


def offer(screen: FramedScreen, pages: Sequence[tuple[str, str]]) -> None:
    """Opens the only page at once; of several, titles and addresses, the learner chooses one."""
    from termcards.tui.screens.choose import ChooseScreen
    from termcards.tui.widgets.choices import Choice

    addresses = [address for _, address in pages]
    if len(addresses) == 1:
        open_page(screen, *addresses)
        return
    rows = [Choice(title or address, address if title else "") for title, address in pages]
    screen.app.push_screen(
        ChooseScreen(tr("Sources"), rows, lambda place: open_page(screen, addresses[place]))
    )


def open_page(screen: FramedScreen, address: str) -> None:
    """Says which page is opened, and opens it; without a browser it may be copied."""
    try:
        if screen.app.is_web:
            screen.app.open_url(address)
        elif takes_terminal():
            lend(screen.app, command_to(address))
        else:
            start = partial(open_aside, command_to(address))
            screen.run_worker(start, thread=True, exit_on_error=False)
    except (NoBrowserError, NoEditorError):
        screen.app.copy_to_clipboard(address)
        screen.say(on_one_line(tr("no browser here; copied: {address}", address=address)))
    else:
        screen.say(on_one_line(tr("opened: {address}", address=address)))
