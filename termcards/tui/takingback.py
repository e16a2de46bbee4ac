"""Undo as a screen does it: at once, or beside it where deck files have to be put back."""

from collections.abc import Callable
from functools import partial

from termcards.errors import TermcardsError
from termcards.language import tr, trn
from termcards.library.home import Library
from termcards.library.undoing import NotTakenBackError, Size, size_of_last_act, take_back
from termcards.library.undone import Undone
from termcards.log import ActId
from termcards.tui.background import to_the_end
from termcards.tui.keymap import key
from termcards.tui.screens.framed import FramedScreen, in_words


class TakingBack:
    """One act after the other: a key pressed before it is taken back is not kept for later."""

    def __init__(
        self,
        screen: FramedScreen,
        library: Library,
        act: str,
        done: Callable[[Undone], None],
        failed: Callable[[TermcardsError, str], None] | None = None,
    ) -> None:
        """`done` says what was taken back, `failed` why not, with what can be done then.

        `act` is that of the screen's key.
        """
        self._screen = screen
        self._library = library
        self._act = act
        self._tell_done = done
        self._tell_failed = failed or self._say_failed
        self._stuck: ActId | None = None
        """The act that is left as it is the next time, since it could not be taken back."""

    def begin(self) -> None:
        if self._screen.is_held:
            return
        leaving, self._stuck = self._stuck, None
        work = partial(take_back, self._library, leaving=leaving)
        try:
            size = size_of_last_act(self._library)
            if size.is_soon:
                self._done(work())
                return
        except TermcardsError as error:
            self._failed(error)
            return
        self._screen.hold(_being_taken_back(size))
        to_the_end(self._screen, work, self._done, self._failed)

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


def _being_taken_back(size: Size) -> str:
    if not size.edits:
        return trn("taking back {count:,} change …", "taking back {count:,} changes …", size.facts)
    return trn(
        "taking back {count:,} change of deck files …",
        "taking back {count:,} changes of deck files …",
        size.edits,
    )
