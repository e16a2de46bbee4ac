"""The stages of an import as one: a bar that goes from one end to the other once."""

from termcards.watching import Stage, Watch

WHOLE = 1000
READ = 100
FOUND = 300
"""Where writing begins; without any, this is the end."""

WRITTEN = 850
COMPARED = 950
A_QUARTER = 0.25
"""Of a deck's stretch goes to writing it."""

A_HALF = 0.5
"""Of what is left of it goes to reading it again, each time."""


class OneRun:
    """A watch that hears of stage after stage, and tells of one that never goes back.

    What comes first and is of no known length, as opening a file, is told as it is.
    """

    def __init__(self, watch: Watch, *, written: int = 0) -> None:
        """So many notes are to be `written`; 0 where it is only found out what there is."""
        self._watch = watch
        self._written = written
        self._decks = 0
        """How many notes the decks have that were begun."""

        self._told = 0
        self._from = self._to = self._end = 0.0
        self._done = self._parts = 0
        self._is_begun = False

    def begins(self, stage: Stage, parts: int) -> None:
        if not self._is_begun:
            self._is_begun = parts > 0
            whole = Stage.IMPORTING if self._written else Stage.LOOKING
            self._watch.begins(*((whole, WHOLE) if self._is_begun else (stage, parts)))
        self._done, self._parts = 0, parts
        self._from, self._to = self._stretch(stage, parts)

    def advances(self, parts: int = 1) -> None:
        self._done += parts
        share = min(1, self._done / self._parts) if self._parts else 0
        at = int(self._from + (self._to - self._from) * share)
        before, self._told = self._told, max(self._told, at)
        self._watch.advances(self._told - before)

    def _stretch(self, stage: Stage, parts: int) -> tuple[float, float]:
        """From where to where the stage goes."""
        found = FOUND if self._written else WHOLE
        read = READ * found / WHOLE
        match stage:
            case Stage.READING:
                return 0, read
            case Stage.NOTES:
                return read, found
            case Stage.WRITING if self._written:
                start = self._of_decks(self._decks)
                self._decks += parts
                self._end = self._of_decks(self._decks)
                return start, start + (self._end - start) * A_QUARTER
            case Stage.CHECKING if self._decks:
                return self._to, self._to + (self._end - self._to) * A_HALF
            case Stage.CHECKING:
                return 0, found
            case Stage.COMPARING:
                return WRITTEN, COMPARED
            case _:
                return self._to, self._to

    def _of_decks(self, notes: int) -> float:
        return FOUND + (WRITTEN - FOUND) * min(1, notes / self._written)
