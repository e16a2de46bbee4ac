"""The learner's web browser, in which the pages are opened that terms were read on."""

import subprocess
import sys
from collections.abc import Sequence

from termcards.errors import ExitStatus, TermcardsError
from termcards.language import tr

IN_TERMINALS = frozenset({"elinks", "links", "lynx", "w3m", "www-browser"})


class NoBrowserError(TermcardsError):
    """There is no web browser that could be started from here."""

    status = ExitStatus.USAGE


def takes_terminal() -> bool:
    """Whether the browser may run in the terminal itself. Raises `NoBrowserError`."""
    import webbrowser

    try:
        browser = webbrowser.get()
    except webbrowser.Error as error:
        raise NoBrowserError(tr("there is no web browser here")) from error
    # A generic one is waited for until it is left; nobody knows what it draws meanwhile.
    is_waited_for = type(browser) is webbrowser.GenericBrowser
    name = browser.name if isinstance(browser, webbrowser.GenericBrowser) else ""
    return is_waited_for or name.rpartition("/")[2] in IN_TERMINALS


def command_to(url: str) -> list[str]:
    """The command that opens a page."""
    return [sys.executable, "-m", "webbrowser", url]


def open_aside(command: Sequence[str]) -> None:
    """Starts a browser with a window of its own, which has nothing to say in the terminal."""
    subprocess.run(  # noqa: S603  # no shell reads the address
        command,
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
