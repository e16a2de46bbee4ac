"""How far long work is, as a bar on the terminal."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import click

from termcards.watching import UNWATCHED, Stage, Watch

MANY = {Stage.CHECKING: 500_000, Stage.FETCHING: 2_000_000}
"""Parts from which on one waits long enough to be shown how far it is."""
MANY_NOTES = 2000
UPDATES = 200


@contextmanager
def shown_progress() -> Iterator[Watch]:
    """A watch that draws a bar for each long stage, where there is a terminal to draw on."""
    if not sys.stderr.isatty():
        yield UNWATCHED
        return
    with ExitStack() as bars:
        yield _Bars(bars)


class _Bars:
    def __init__(self, bars: ExitStack) -> None:
        self._bars = bars
        self._bar: Any = None

    def begins(self, stage: Stage, parts: int) -> None:
        self._bars.close()
        self._bar = None
        if parts >= MANY.get(stage, MANY_NOTES):
            bar = click.progressbar(
                length=parts,
                label=stage,
                file=sys.stderr,
                update_min_steps=max(1, parts // UPDATES),
            )
            self._bar = self._bars.enter_context(bar)

    def advances(self, parts: int = 1) -> None:
        if self._bar is not None:
            self._bar.update(parts)
