"""What the terminal can show."""

import locale
import os
import sys
from collections.abc import Mapping
from io import TextIOWrapper

LOCALE_VARIABLES = ("LC_ALL", "LC_CTYPE", "LANG")
"""In the order in which they decide."""
DRIVER_VARIABLE = "TEXTUAL_DRIVER"
"""Set where something else than this terminal shows the interface."""


def has_screen() -> bool:
    """Whether there is a terminal that can be drawn on, or a page that stands for one.

    A terminal that cannot for its locale is told.
    """
    if DRIVER_VARIABLE in os.environ:
        return True
    if not is_terminal() or os.environ.get("TERM") == "dumb":
        return False
    variable = variable_without_utf8(os.environ)
    if variable is None:
        return True
    from termcards.cli.output import remark

    remark(
        f"{variable}={os.environ[variable]} is no UTF-8, so this is plain mode;"
        f" {variable}=C.UTF-8 gives the interface"
    )
    return False


def print_what_can_be_printed() -> None:
    """From now on a sign that the terminal's encoding lacks is a question mark, and no error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and "utf" not in stream.encoding.lower():
            stream.reconfigure(errors="replace")


def is_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def variable_without_utf8(environment: Mapping[str, str]) -> str | None:
    """The variable that sets a locale without UTF-8, if one does."""
    if os.name == "nt" or environment.get("PYTHONUTF8") == "1":
        return None
    variable = next((name for name in LOCALE_VARIABLES if environment.get(name)), None)
    if variable is None:
        return None
    codeset = environment[variable].partition(".")[2] or _codeset()
    return None if codeset.lower().replace("-", "").startswith("utf8") else variable


def _codeset() -> str:
    """That of the locale the program runs in, whatever Python makes of it."""
    return locale.nl_langinfo(locale.CODESET)
