"""Undo: the last act of the library that was not taken back yet, whatever it was."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from termcards.cards import note_of
from termcards.errors import ExitStatus, StorageError, TermcardsError
from termcards.library.home import Library
from termcards.library.keeping import sync
from termcards.log import Drill, Edit, Entry, Review
from termcards.storage import deckfile
from termcards.storage.deckfile import Left, Splice


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back."""

    term: str | None
    """Of the answer, or of the one note that was changed."""

    answer: Review | Drill | None = None
    edits: int = 0
    """How many places of deck files were put back as they were."""

    left: tuple[Left, ...] = ()
    """The places that were not, since they were changed by hand in the meantime."""


class NotAnAnswerError(TermcardsError):
    """The last act was no answer, and only an answer was to be taken back."""

    status = ExitStatus.USAGE


def take_back(library: Library, *, only_an_answer: bool = False) -> Undone | None:
    """Takes the last act back, an answer or a whole harvest; `None` when there is none left.

    With `only_an_answer`, raises `NotAnAnswerError` where the last act was something else.
    """
    act = library.store.journal.last_act()
    if not act:
        return None
    answered = _answered(library, act)
    if answered is not None:
        library.store.journal.cancel(act[0].act, at=library.now(), day=library.today())
        return answered
    if only_an_answer:
        raise NotAnAnswerError("a harvest was last; u at home, or `termcards undo`, takes it back")
    with library.changing_decks():
        if library.store.journal.last_act() != act:
            raise StorageError("another termcards was quicker; look, and undo again")
        edits = [entry.fact for entry in act if isinstance(entry.fact, Edit)]
        left = put_back(library, edits)
        library.store.journal.cancel(act[0].act, at=library.now(), day=library.today())
        sync(library)
    return Undone(None, edits=len(edits) - len(left), left=left)


def put_back(library: Library, edits: Sequence[Edit]) -> tuple[Left, ...]:
    """Puts the deck files back as they were, as far as nobody has changed those places since.

    `edits` are in the order in which they were made. Gives the places that are left.
    """
    by_file: dict[str, list[Splice]] = defaultdict(list)
    for edit in edits:
        by_file[edit.file].append(Splice(edit.at, edit.old, edit.new))
    left: list[Left] = []
    for file, splices in by_file.items():
        path = library.decks_folder / file
        if path.exists():
            left += deckfile.revert(path, splices)
    return tuple(left)


def _answered(library: Library, act: tuple[Entry, ...]) -> Undone | None:
    answers = [entry.fact for entry in act if isinstance(entry.fact, Review | Drill)]
    if not answers:
        return None
    note_id = note_of(answers[-1].card)
    shelved = library.store.shelf.note(note_id)
    return Undone(shelved.note.term if shelved else note_id, answers[-1])
