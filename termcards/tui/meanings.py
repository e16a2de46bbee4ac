"""What dictionaries say of words, asked beside the screen, of one word at a time."""

from collections.abc import Callable, Sequence
from functools import cached_property, partial

from textual.screen import Screen

from termcards.errors import TermcardsError
from termcards.library.home import Library
from termcards.library.proposing import all_dictionaries
from termcards.lookup import Definition, Dictionaries, Status
from termcards.tui.background import in_background


class Meanings:
    def __init__(
        self,
        screen: Screen[None],
        library: Library,
        told: Callable[[str], None],
    ) -> None:
        """`told` is called with each word that was answered."""
        self._screen = screen
        self._library = library
        self._told = told
        self._found: dict[str, tuple[Definition, ...]] = {}
        self._asked: str | None = None
        self._wanted: str | None = None
        self.missing: tuple[str, ...] = ()
        """Which dictionaries cannot be asked, and why."""

    def of(self, word: str) -> Sequence[Definition] | None:
        """`None` as long as nobody answered."""
        return self._found.get(word)

    def ask(self, word: str) -> None:
        """Asks of the word, after the one that is being asked of; those in between are left out."""
        self._wanted = word
        if word not in self._found and self._asked is None:
            self._asked = word
            in_background(self._screen, partial(self._look_up, word), self._answered, self._failed)

    @cached_property
    def _dictionaries(self) -> Dictionaries:
        return all_dictionaries(self._library)

    def _look_up(self, word: str) -> tuple[tuple[Definition, ...], tuple[Status, ...]]:
        return self._dictionaries.look_up(word), self._dictionaries.statuses()

    def _answered(self, answer: tuple[tuple[Definition, ...], tuple[Status, ...]]) -> None:
        found, statuses = answer
        self.missing = tuple(
            f"{one.dictionary}: {one.problem}" for one in statuses if not one.is_ready
        )
        self._settle(found)

    def _failed(self, error: TermcardsError) -> None:
        self.missing = (str(error),)
        self._settle(())

    def _settle(self, found: tuple[Definition, ...]) -> None:
        word, self._asked = self._asked, None
        if word is not None:
            self._found[word] = found
            self._told(word)
        if self._wanted is not None:
            self.ask(self._wanted)
