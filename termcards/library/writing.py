"""Notes written, changed, moved and deleted by their owner, each time as one act."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from termcards.errors import NotFoundError, StorageError
from termcards.language import tr, trn
from termcards.library.choosing import deck_named
from termcards.library.home import Library
from termcards.library.keeping import sync
from termcards.library.undoing import all_or_nothing
from termcards.log import Edit
from termcards.notes import Deck, DeckId, Note, NoteId, Posting
from termcards.plaintext import folded, on_one_line
from termcards.storage import deckfile
from termcards.storage.deckfile import Splice
from termcards.storage.shelf import ShelvedDeck, ShelvedNote

FIRST_DECK = "Words"
"""Of a library that has none."""


class ChangedByHandError(StorageError):
    """The note is not any more what its owner had before them."""


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a note."""

    note: Note
    deck: str
    """Its deck's name."""

    is_changed: bool = True
    namesakes: tuple[ShelvedNote, ...] = ()
    """Other notes that have one of its new names, too."""

    @property
    def warning(self) -> str | None:
        """That others go by its name, where they do."""
        if not self.namesakes:
            return None
        own = {folded(name): name for name in _names(self.note)}
        other = self.namesakes[0].note
        shared = next(own[fold] for name in _names(other) if (fold := folded(name)) in own)
        words = tr("“{name}” is also a name of {other}", name=shared, other=other.id)
        return on_one_line(words)


def add_note(library: Library, note: Note, deck_name: str | None = None) -> Written:
    """Adds a note at the end of a deck, which is made if there is none of that name.

    The note's id is only proposed, or empty. Without a name the library's only deck is meant.
    """
    from termcards.library.additions import add_notes

    with _one_act(library) as edits:
        name = deck_name or default_deck(library)
        taken = library.store.shelf.places()
        wish = replace(note, id=NoteId("")) if note.id in taken else note
        (added,) = add_notes(library, name, [wish], edits)
    return Written(added, _home(library, added.id).name, namesakes=namesakes(library, added))


def change_note(
    library: Library,
    note: NoteId,
    new: Note,
    *,
    seen: Note | None = None,
    deck_name: str | None = None,
) -> Written:
    """Puts `new` in the place of a note, whose id it keeps, and in another deck if one is named.

    `seen` is the note as its owner had it before them: if it was changed since, nothing is written
    and `ChangedByHandError` is raised.
    """
    new = replace(new, id=note)
    with _one_act(library) as edits:
        shelved = note_there(library, note)
        before = shelved.note
        if seen is not None and before not in (seen, new):
            raise ChangedByHandError(
                tr(
                    "{place}: this note was changed by hand in the meantime",
                    place=place_of(library, shelved),
                )
            )
        target = None if deck_name is None else deck_named(library, deck_name)
        if target is not None and target.deck.id != shelved.deck:
            _move(library, [replace(shelved, note=new)], target, edits)
        elif new != before:
            _change(library, shelved.deck, edits, rewritten=[new])
    found = namesakes(library, new, before)
    return Written(note_there(library, note).note, _home(library, note).name, bool(edits), found)


def move_notes(library: Library, notes: Sequence[NoteId], deck_name: str) -> str:
    """Moves notes to the end of another deck, with all that was learned of them."""
    with _one_act(library) as edits:
        target = deck_named(library, deck_name)
        chosen = [note_there(library, note) for note in dict.fromkeys(notes)]
        moving = [shelved for shelved in chosen if shelved.deck != target.deck.id]
        _move(library, moving, target, edits)
    name = on_one_line(target.deck.name)
    if not moving:
        return tr("in {deck} already", deck=name)
    if len(moving) == 1:
        term = on_one_line(moving[0].note.term)
        return tr("moved to {deck}: {term}", deck=name, term=term)
    return trn(
        "moved {count} note to {deck}", "moved {count} notes to {deck}", len(moving), deck=name
    )


def delete_notes(library: Library, notes: Sequence[NoteId]) -> str:
    """Takes notes out of their decks; what was learned of them stays in the log."""
    with _one_act(library) as edits:
        chosen = [note_there(library, note) for note in dict.fromkeys(notes)]
        for deck, gone in _by_deck(chosen).items():
            _change(library, deck, edits, removed=[shelved.note.id for shelved in gone])
    if len(chosen) == 1:
        return tr("deleted: {term}", term=on_one_line(chosen[0].note.term))
    return trn("deleted {count} note", "deleted {count} notes", len(chosen))


def namesakes(library: Library, note: Note, before: Note | None = None) -> tuple[ShelvedNote, ...]:
    """The other notes that have a name of this one, those names left out that it had `before`."""
    known = {folded(name) for name in _names(before)} if before else set()
    fresh = [name for name in _names(note) if folded(name) not in known]
    found = {
        shelved.note.id: shelved
        for name in fresh
        for shelved in library.store.shelf.named(name)
        if shelved.note.id != note.id and folded(name) in map(folded, _names(shelved.note))
    }
    return tuple(found.values())


def note_there(library: Library, note: NoteId) -> ShelvedNote:
    """Raises `NotFoundError`."""
    shelved = library.store.shelf.note(note)
    if shelved is None:
        raise NotFoundError(tr('there is no note with the id "{id}" any more', id=note))
    return shelved


def place_of(library: Library, shelved: ShelvedNote) -> str:
    """The file and the line of a note."""
    return f"{path_of(library, shelved.deck)}:{shelved.line}"


def path_of(library: Library, deck: DeckId) -> Path:
    return library.decks_folder / _file_of(library, deck)


def default_deck(library: Library) -> str:
    """The deck for notes that name none: the only one. Raises `NotFoundError` for several."""
    names = [shelved.deck.name for shelved in library.store.shelf.decks()]
    if len(names) > 1:
        raise NotFoundError(tr("say in which deck; the decks are: {names}", names=", ".join(names)))
    return names[0] if names else FIRST_DECK


@contextmanager
def _one_act(library: Library) -> Iterator[list[Edit]]:
    """What is put into the list is written down as one act; if anything fails, nothing is done."""
    with all_or_nothing(library) as edits:
        yield edits
        if edits:
            library.record(edits)
        sync(library)


def _change(
    library: Library,
    deck: DeckId,
    edits: list[Edit],
    *,
    rewritten: Sequence[Note] = (),
    removed: Sequence[NoteId] = (),
) -> None:
    path = path_of(library, deck)
    splices = deckfile.change(
        path,
        rewritten=rewritten,
        removed=removed,
        ahead=library.foresee,
        outline=library.outline(path),
    )
    edits += _edits(_file_of(library, deck), splices)


def _move(
    library: Library, notes: Sequence[ShelvedNote], target: ShelvedDeck, edits: list[Edit]
) -> None:
    """Adds the notes to the target before they leave where they are, each as it is written there.

    What they are to become is written where they are, so that the rest of their lines stays.
    """
    decks = {shelved.deck.id: shelved.deck for shelved in library.store.shelf.decks()}
    for deck, moving in _by_deck(notes).items():
        postings: dict[str, Posting] = {}
        notes_there = [
            _at_home_in(target.deck, shelved.note, decks[deck], postings) for shelved in moving
        ]
        ids = [note.id for note in notes_there]
        before = {shelved.note.id: shelved.note for shelved in library.store.shelf.notes_in(deck)}
        rewritten = [note for note in notes_there if note != before[note.id]]
        if rewritten:
            _change(library, deck, edits, rewritten=rewritten)
        source, path = path_of(library, deck), library.decks_folder / target.stamp.file
        splices = deckfile.change(
            path,
            added=notes_there,
            postings=tuple(postings.values()),
            texts=deckfile.note_lines(source, ids, library.outline(source)),
            ahead=library.foresee,
            outline=library.outline(path),
        )
        edits += _edits(target.stamp.file, splices)
        _change(library, deck, edits, removed=ids)


def _at_home_in(target: Deck, note: Note, source: Deck, postings: dict[str, Posting]) -> Note:
    """The note as it means the same in another deck; `postings` gains those that it cites."""
    from termcards.library.harvesting import own_slug

    known = {posting.slug: posting for posting in source.postings}
    examples = []
    for example in note.examples:
        citation = example.citation
        if citation is not None:
            posting = known.get(citation.posting, Posting(citation.posting))
            slug = own_slug(target, posting)
            postings[slug] = replace(posting, slug=slug)
            example = replace(example, citation=replace(citation, posting=slug))
        examples.append(example)
    senses = note.senses
    if source.language != target.language:
        senses = tuple(
            sense if sense.language else replace(sense, language=source.language)
            for sense in senses
        )
    return replace(note, examples=tuple(examples), senses=senses)


def _by_deck(notes: Sequence[ShelvedNote]) -> Mapping[DeckId, list[ShelvedNote]]:
    found: dict[DeckId, list[ShelvedNote]] = defaultdict(list)
    for shelved in notes:
        found[shelved.deck].append(shelved)
    return found


def _edits(file: str, splices: Sequence[Splice]) -> list[Edit]:
    return [Edit(file, splice.at, splice.old, splice.new) for splice in splices]


def _file_of(library: Library, deck: DeckId) -> str:
    files = (shelved for shelved in library.store.shelf.decks() if shelved.deck.id == deck)
    return next(shelved.stamp.file for shelved in files)


def _home(library: Library, note: NoteId) -> Deck:
    deck = note_there(library, note).deck
    return next(s.deck for s in library.store.shelf.decks() if s.deck.id == deck)


def _names(note: Note) -> tuple[str, ...]:
    return (note.term, *note.aliases)
