"""Undo as a screen does it: at once, or beside it where deck files have to be put back.

There is no way back from it, so what was done on an earlier day is asked about before, and a key
that is held takes back one act and not all of them. In a sitting it goes back to where that began.
"""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from termcards.errors import TermcardsError
from termcards.language import tr, trn
from termcards.library.home import Library
from termcards.library.studying import Question
from termcards.library.undoing import Coming, NotTakenBackError, coming_undo, take_back
from termcards.library.undone import Undone
from termcards.log import ActId
from termcards.tui.background import to_the_end
from termcards.tui.keymap import key
from termcards.tui.screens.framed import FramedScreen, in_words
from termcards.tui.sitting import of_act
from termcards.tui.stopwatch import HOLD_TIME, Presses, Stopwatch
from termcards.tui.text import on_one_line


class TakingBack:
    """One act after the other: a key pressed before it is taken back is not kept for later."""

    def __init__(
        self,
        screen: FramedScreen,
        library: Library,
        act: str,
        done: Callable[[Undone], None],
        failed: Callable[[TermcardsError, str], None] | None = None,
        *,
        stopwatch: Stopwatch,
        asked: Callable[[], Question | None] = lambda: None,
        since: datetime | None = None,
    ) -> None:
        """`done` says what was taken back, `failed` why not, with what can be done then.

        `act` is that of the screen's key. What is `asked` on the screen is not told. Acts done
        `since` then are taken back as fast as the key comes.
        """
        self._screen = screen
        self._library = library
        self._act = act
        self._tell_done = done
        self._tell_failed = failed or self._say_failed
        self._stuck: ActId | None = None
        """The act that is left as it is the next time, since it could not be taken back."""

        self._asked = asked
        self._since = since
        self._presses = Presses(stopwatch)
        self._agreed: date | None = None
        """The earliest day whose acts may be taken back without a question."""

    def begin(self) -> None:
        gap = self._presses.gap()
        if self._screen.is_held:
            return
        leaving, self._stuck = self._stuck, None
        work = partial(take_back, self._library, leaving=leaving)
        try:
            coming = coming_undo(self._library)
            if coming is not None and (self._is_repeated(coming, gap) or self._asks_first(coming)):
                return
            if coming is None or coming.is_soon:
                self._done(work())
                return
        except TermcardsError as error:
            self._failed(error)
            return
        self._screen.hold(_being_taken_back(coming.undone))
        to_the_end(self._screen, work, self._done, self._failed)

    def _is_repeated(self, coming: Coming, seconds: float) -> bool:
        is_of_sitting = self._since is not None and coming.at >= self._since
        return seconds < HOLD_TIME and not is_of_sitting

    def _asks_first(self, coming: Coming) -> bool:
        if coming.day >= (self._agreed or self._library.today()):
            return False
        self._agreed = coming.day
        what = of_act(coming.undone, self._asked())
        pressed = key(self._act, "u")
        words = tr(
            "{key} again takes back {what}, of {day}", key=pressed, what=what, day=coming.day
        )
        # Shown in the smallest terminal, too: whoever does not see the question answers it.
        self._screen.say(on_one_line(words), is_trouble=True)
        return True

    def _done(self, undone: Undone | None) -> None:
        self._screen.let_go()
        if undone is None:
            self._screen.say(tr("nothing to take back"))
        else:
            self._tell_done(undone)

    def _failed(self, error: TermcardsError) -> None:
        self._screen.let_go()
        pressed = key(self._act, "u")
        if isinstance(error, NotTakenBackError):
            self._stuck = error.act
            tail = tr("; {key} again leaves it as it is", key=pressed)
        else:
            tail = tr("; {key} tries again", key=pressed)
        self._tell_failed(error, tail)

    def _say_failed(self, error: TermcardsError, tail: str) -> None:
        what = tr("{what}: ", what=tr("not taken back"))
        self._screen.say(what + in_words(error, self._library), tail=tail, is_trouble=True)


def _being_taken_back(undone: Undone) -> str:
    if not undone.edits:
        count = len(undone.facts)
        return trn("taking back {count:,} change …", "taking back {count:,} changes …", count)
    return trn(
        "taking back {count:,} change of deck files …",
        "taking back {count:,} changes of deck files …",
        undone.edits,
    )
