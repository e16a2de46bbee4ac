"""The folder of a library: its settings, its decks, its database."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Self

from termcards import config
from termcards.cards import CardId
from termcards.errors import StorageError, TermcardsError
from termcards.language import tr
from termcards.log import Edit, Entry, Fact, Standing
from termcards.scheduling import replay
from termcards.scheduling.days import learner_day
from termcards.splices import Splice
from termcards.storage.begun import Rewrite, digest
from termcards.storage.deckparts import Outline, Reread
from termcards.storage.lock import PATIENCE, BusyError, Claim, exclusive
from termcards.storage.rewriting import put_back, read_text
from termcards.storage.store import Store

HELD_ELSEWHERE = "another termcards is open on this library, so this one only reads"
"""Of two interfaces; what the shell does is always written, a short act each."""

DATABASE = "termcards.db"
CUT_OFF = "the last change of decks was cut off; they are as they were before it"
CUT_OFF_AND_CHANGED = (
    "the last change of decks was cut off, and {file} was changed by hand since;"
    " undo takes back what was done"
)
NOT_PUT_BACK = "the last change of decks was cut off, and is not put back: {problem}"

Clock = Callable[[], datetime]


def wall_clock() -> datetime:
    return datetime.now(UTC)


class Library:
    """`config.yaml`, `decks/`, `termcards.db`, all in one folder, made when it is missing."""

    def __init__(self, folder: Path, clock: Clock = wall_clock) -> None:
        """Raises `BadInputError` for settings that cannot be used, `StorageError` for the rest."""
        self.folder = folder
        self._settings_stamp = self._stamp()
        self.settings = config.read_config(folder / config.CONFIG)
        self.decks_folder = self.settings.decks or folder / "decks"
        self._clock = clock
        self._watcher: Callable[[], None] | None = None
        try:
            self.decks_folder.mkdir(parents=True, exist_ok=True)
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            is_named = self.settings.decks is not None and str(error.filename) != str(folder)
            hint = 'change "decks" in config.yaml' if is_named else "choose another with --home"
            raise StorageError(
                f"{error.filename}: cannot make the folder: {error.strerror}; {hint}"
            ) from error
        self.store = Store(folder / DATABASE, replay)
        self.drafts_folder = folder / "drafts"
        """Of what is half done, and can be gone on with."""
        self._claim = Claim(folder / "interface.lock")
        self._is_changing_decks = False
        self._reread: dict[str, Reread] = {}
        """What deck files say that were changed here, until the store has it."""
        self.remark: str | None = None
        """What the learner should know of an act that was cut off; who tells it takes it away."""
        self.waits = False
        """Whether it only reads until another interface is closed."""

    @property
    def reads_only(self) -> str | None:
        """Why nothing may be changed, if that is so."""
        return self.store.reads_only

    def must_write(self) -> None:
        """Raises `ReadOnlyError` where nothing may be changed."""
        self.store.must_write()

    def claim(self, patience: float = 0) -> None:
        """For an interface: it may write if no other one is open, and only reads if one is.

        The other gets `patience` seconds to end. From now on each writing asks again.
        """
        if self.reads_only is None or self.waits:
            self.waits = not self._claim.take(patience)
            self.store.reads_only = tr(HELD_ELSEWHERE) if self.waits else None
            self.store.try_again(self.claim)

    def take_in_settings(self) -> None:
        """Takes in that somebody else changed the settings. Raises `BadInputError`."""
        if self._settings_stamp != self._stamp():
            self.reload_settings()

    def reload_settings(self) -> None:
        """Takes in that the settings were changed, and tells who watches them."""
        stamp = self._stamp()
        self.settings = config.read_config(self.folder / config.CONFIG)
        self._settings_stamp = stamp
        if self._watcher is not None:
            self._watcher()

    def _stamp(self) -> tuple[int, int] | None:
        """Of the settings' file, by which a change is seen; `None` where there is none."""
        try:
            stat = (self.folder / config.CONFIG).stat()
        except OSError:
            return None
        return stat.st_size, stat.st_mtime_ns

    def watch_settings(self, told: Callable[[], None] | None) -> None:
        """From now on `told`, and nobody else, is called when the program changes settings."""
        self._watcher = told

    @contextmanager
    def changing_decks(self, patience: float = PATIENCE) -> Iterator[None]:
        """Only one program at a time changes the deck files, or the settings.

        What another has begun, and did not live to end, is put back first.
        """
        self.must_write()
        with exclusive(self.folder / "decks.lock", patience):
            self._is_changing_decks = True
            try:
                if self.put_back() and self.remark is None:
                    self.remark = tr(CUT_OFF)
                yield
            finally:
                self._is_changing_decks = False

    def mend(self) -> None:
        """Puts back what an act has begun that was cut off, if there is such a thing.

        Where that cannot be done it is remarked, and tried again the next time.
        """
        if self.reads_only or self._is_changing_decks or self.store.begun.is_empty:
            return
        try:
            with self.changing_decks(patience=0):
                pass
        except BusyError:
            return  # it is not cut off, but being done
        except StorageError as error:
            self.remark = tr(NOT_PUT_BACK, problem=error)

    def foresee(
        self,
        path: Path,
        before: str,
        after: str,
        splices: Sequence[Splice],
        again: Reread | None = None,
    ) -> None:
        """Writes down that a deck file is going to be changed; what writes such files calls it.

        `again` is what it will say, where that is known.
        """
        file = str(path.relative_to(self.decks_folder))
        self._reread.pop(file, None)
        if again is not None:
            self._reread[file] = again
        self.store.begun.add(Rewrite(file, digest(before), digest(after), tuple(splices)))

    def outline(self, path: Path) -> Outline | None:
        """Which notes a deck file has, and where, as far as the store knows it."""
        file = str(path.relative_to(self.decks_folder))
        return self.store.shelf.outline(file)

    def read_again(self, file: str, known: str) -> Reread | None:
        """What a deck file says that was changed here, if it is still as it was written.

        `known` is the digest of the text that the store has taken in.
        """
        again = self._reread.pop(file, None)
        if again is None or again.before != known:
            return None
        is_as_written = digest(read_text(self.decks_folder / file)) == again.outline.digest
        return again if is_as_written else None

    def put_back(self) -> bool:
        """Puts the deck files back that an act has changed which was not done; whether it had.

        Where somebody has changed such a place since, what was done becomes an act of its own.
        """
        begun = self.store.begun.rewrites()
        by_file: dict[str, list[Rewrite]] = {}
        for rewrite in begun:
            by_file.setdefault(rewrite.file, []).append(rewrite)
        changed = [
            rewrite
            for file, rewrites in by_file.items()
            if not put_back(self.decks_folder / file, rewrites)
            for rewrite in rewrites
        ]
        edits = [
            Edit(rewrite.file, splice.at, splice.old, splice.new)
            for rewrite in changed
            for splice in rewrite.splices
        ]
        if edits and not self._are_taken_back(edits):
            self.remark = tr(CUT_OFF_AND_CHANGED, file=changed[0].file)
            self.record(edits)
        elif begun:
            self.store.begun.forget()
        return bool(begun)

    def _are_taken_back(self, edits: Sequence[Edit]) -> bool:
        """Takes back what was done to files that were changed by hand since, as undo does."""
        from termcards.library.reverting import reverted

        try:
            return not reverted(self, edits)
        except TermcardsError:
            return False

    def now(self) -> datetime:
        return self._clock()

    def today(self) -> date:
        """The learner's day."""
        settings = self.settings
        return learner_day(self.now(), settings.day_starts_at, settings.time_zone)

    def record(
        self, facts: Sequence[Fact], seen: Mapping[CardId, Standing] | None = None
    ) -> tuple[Entry, ...]:
        """Writes an act of the learner down, now; see `Journal.record`."""
        return self.store.journal.record(facts, at=self.now(), day=self.today(), seen=seen)

    def close(self) -> None:
        self.store.close()
        self._claim.let_go()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
