"""A file made elsewhere, whatever kind it is: what would come in, and taking it in."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path
from typing import assert_never

from termcards.anki.mapping import Mapped, Part
from termcards.errors import BadInputError
from termcards.library.comparing import Conflict
from termcards.library.home import Library
from termcards.library.importing import ImportWishes, import_anki, refuse_nothing
from termcards.library.tabling import TableWishes, Taken, import_csv, import_json
from termcards.notes import Note
from termcards.watching import UNWATCHED, Watch


class Kind(Enum):
    ANKI = "Anki"
    TABLE = "table"
    BUNDLE = "JSON"


KINDS = {
    **dict.fromkeys((".apkg", ".colpkg", ".anki2", ".anki21"), Kind.ANKI),
    **dict.fromkeys((".csv", ".tsv", ".txt"), Kind.TABLE),
    ".json": Kind.BUNDLE,
}


@dataclass(frozen=True, slots=True)
class Manner:
    """How the file is to be taken in; what says nothing to its kind is passed over."""

    deck: str | None = None
    """The deck that takes new notes; `None` leaves it to the file."""

    parts: Mapping[str, Part] = field(default_factory=dict)
    """What the user says of fields, by their names."""

    as_known: bool = False
    with_reviews: bool = True


@dataclass(frozen=True, slots=True)
class Incoming:
    """What comes in, or would."""

    kind: Kind
    mappings: tuple[tuple[str, Mapped], ...]
    """What the fields of each note type are taken for; none where nobody had to guess."""

    decks: tuple[tuple[str, tuple[Note, ...]], ...]
    """The notes that are new, by the name of the deck that takes them."""

    known: int
    without_term: int
    words: tuple[str, ...]
    """Taken as known."""

    gone: int = 0
    """Notes that were deleted here, and stay so."""

    media: int = 0
    reviews: int = 0
    """Answers given in Anki that the log does not have."""

    reviews_known: int = 0
    reviews_left_out: int = 0
    conflicts: tuple[Conflict, ...] = ()

    @property
    def notes(self) -> tuple[Note, ...]:
        return tuple(note for _, notes in self.decks for note in notes)

    @property
    def is_nothing(self) -> bool:
        return not (self.decks or self.words or self.reviews)


def kind_of(path: Path) -> Kind:
    """By its name; a folder is Anki's own. Raises `BadInputError`."""
    try:
        is_folder = path.is_dir()
    except OSError as error:  # a name longer than any file's
        raise BadInputError(f"cannot read it: {error.strerror}", path=path) from error
    if is_folder:
        return Kind.ANKI
    kind = KINDS.get(path.suffix.lower())
    if kind is None:
        raise BadInputError(f"import reads {' '.join(KINDS)}", path=path)
    return kind


def look_at(
    library: Library, path: Path, manner: Manner | None = None, watch: Watch = UNWATCHED
) -> Incoming:
    """What would come in. Keeps nothing. Raises `BadInputError`, `NotFoundError`."""
    return _take_in(library, path, manner or Manner(), watch, is_trial=True)


def take_in(
    library: Library, path: Path, manner: Manner | None = None, watch: Watch = UNWATCHED
) -> Incoming:
    """Takes it in, as one act: all of it or, where it fails or is stopped, nothing."""
    return _take_in(library, path, manner or Manner(), watch, is_trial=False)


def _take_in(
    library: Library, path: Path, manner: Manner, watch: Watch, *, is_trial: bool
) -> Incoming:
    kind = kind_of(path)
    match kind:
        case Kind.ANKI:
            return _of_anki(library, path, manner, watch, is_trial=is_trial)
        case Kind.TABLE | Kind.BUNDLE:
            return _of_table(library, path, manner, watch, is_trial=is_trial)
        case _:
            assert_never(kind)


def _of_anki(
    library: Library, path: Path, manner: Manner, watch: Watch, *, is_trial: bool
) -> Incoming:
    wishes = ImportWishes(
        deck=manner.deck,
        parts=manner.parts,
        as_known=manner.as_known,
        with_reviews=manner.with_reviews,
        is_trial=is_trial,
        watch=watch,
    )
    found = import_anki(library, path, wishes)
    refuse_nothing(found, path)
    return Incoming(
        kind=Kind.ANKI,
        mappings=found.mappings,
        decks=tuple((deck.name, deck.notes) for deck in found.decks),
        known=found.known + found.ours,
        without_term=found.without_term,
        words=found.words,
        gone=found.gone,
        media=found.media,
        reviews=len(found.returned.entries),
        reviews_known=found.returned.known,
        reviews_left_out=found.returned.left_out,
        conflicts=found.conflicts,
    )


def _of_table(
    library: Library, path: Path, manner: Manner, watch: Watch, *, is_trial: bool
) -> Incoming:
    mapped: list[Mapped] = []
    wishes = TableWishes(
        manner.deck,
        is_trial=is_trial,
        tell=mapped.append,
        as_known=manner.as_known,
        watch=watch,
    )
    kind = kind_of(path)
    taken: Taken
    if kind is Kind.TABLE:
        taken = import_csv(library, path, replace(wishes, parts=manner.parts))
    else:
        taken = import_json(library, path, wishes)
    return Incoming(
        kind=kind,
        mappings=tuple((path.stem, each) for each in mapped),
        decks=taken.added,
        known=taken.known,
        without_term=taken.without_term,
        words=taken.words,
    )
