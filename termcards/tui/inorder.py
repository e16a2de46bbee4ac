"""Keys strictly in order: each is for what the one before it has opened.

Textual hands keys that arrive together, over a slow line or from a macro, all to the screen that
stands when the first of them is read.
"""

from collections import deque
from collections.abc import Iterator
from functools import partial

from textual import events
from textual.app import App
from textual.message_pump import MessagePump
from textual.timer import Timer

PATIENCE = 0.5
"""Seconds after which the next key is read even if nobody tells what became of the last."""


class InOrderApp(App[None]):
    def __init__(self, *, ansi_color: bool | None = None) -> None:
        super().__init__(ansi_color=ansi_color)
        self._waiting: deque[events.Key | events.Paste] = deque()
        self._turn = 0
        """How many keys were read."""
        self._is_taking = False
        self._stood: MessagePump | None = None
        """The screen that had its first widgets when the last key was dealt with."""
        self._patience: Timer | None = None

    async def on_event(self, event: events.Event) -> None:
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
        elif self._is_taking:
            self._waiting.append(event)
            self._have_patience()
        else:
            await self._take(event)

    async def _take(self, event: events.Key | events.Paste) -> None:
        self._is_taking = True
        self._turn += 1
        target = self.focused or self.screen
        await super().on_event(event)
        # It goes up to the app, which does what it is bound to; that speaks to screen and app.
        up = (node for node in target.ancestors_with_self if node is not self)
        await self._follow(self._turn, iter([*up, self, self.screen, self]))

    async def _follow(self, turn: int, way: Iterator[MessagePump]) -> None:
        """Goes on when each on the way has dealt with what it was told so far."""
        for node in way:
            if node.call_later(partial(self._follow, turn, way)):
                return
        if turn != self._turn or not self._is_taking:
            return
        if self._stood is not self.screen:
            self._stood = self.screen
            await self._follow(turn, iter([self.screen, self]))
        else:
            await self._go_on()

    async def _go_on(self) -> None:
        self._is_taking = False
        if self._waiting:
            await self._take(self._waiting.popleft())

    def _have_patience(self) -> None:
        if self._patience is None:
            self._patience = self.set_timer(PATIENCE, partial(self._lose_patience, self._turn))

    async def _lose_patience(self, turn: int) -> None:
        self._patience = None
        if turn == self._turn and self._is_taking:
            await self._go_on()
        if self._waiting:
            self._have_patience()
