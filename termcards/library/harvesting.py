"""Harvest: a posting is read, its terms become notes of a deck."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from termcards.harvest.acronyms import is_acronym, spells
from termcards.harvest.document import Document
from termcards.harvest.harvester import Harvest, harvest
from termcards.harvest.merging import enriched
from termcards.harvest.terms import proposed_id
from termcards.library.home import Library
from termcards.library.keeping import free_path, sync
from termcards.library.reading import read_posting
from termcards.library.undoing import all_or_nothing
from termcards.log import ActId, Edit, Fact
from termcards.notes import Deck, DeckId, Draft, Note, NoteId, Posting
from termcards.plaintext import folded
from termcards.storage import deckfile
from termcards.storage.shelf import ShelvedDeck, ShelvedNote


@dataclass(frozen=True, slots=True)
class Accepted:
    """What became of a harvest."""

    deck: str | None
    """The name of the deck that took the new notes; `None` when there were none."""

    added: tuple[Note, ...]
    enriched: tuple[Note, ...]
    """Notes that were known, and gained an example, a sense or a source."""

    known: int
    """How many terms were known, enriched or not."""

    act: ActId | None = None
    """By which it is taken back; `None` where nothing was to be written down."""


def read_footnotes(name: str, *, takes_asides: bool = False) -> tuple[Document, Harvest]:
    """A posting, and what its footnotes hold. Raises `BadInputError` with its name and line."""
    document = read_posting(name)
    return document, harvest(document, document.posting.slug, takes_asides=takes_asides)


def accept(
    library: Library,
    found: Iterable[Harvest],
    deck_name: str | None = None,
    also: Sequence[Fact] = (),
) -> tuple[Accepted, ...]:
    """Puts the notes that are new to the library into a deck; one with that name, or a new one.

    Known notes gain what is new about them, in the decks they are in. All of it, with the facts
    that the learner decided on `also`, is one act, and when a part of it cannot be done, nothing
    is. Each is asked for when those before it are in the decks.
    """
    with all_or_nothing(library) as edits:
        accepted = tuple(_accept(library, harvest, deck_name, edits) for harvest in found)
        written = library.record([*edits, *also]) if edits or also else ()
    return tuple(replace(one, act=written[0].act if written else None) for one in accepted)


def _accept(library: Library, found: Harvest, deck_name: str | None, edits: list[Edit]) -> Accepted:
    new, known = new_and_known(library, found.notes)
    decks = {shelved.deck.id: shelved for shelved in library.store.shelf.decks()}
    name = deck_name or found.posting.title or found.posting.slug
    target = _deck_named(decks.values(), name)
    notes = _with_own_ids(library, new)
    rewritten: dict[DeckId, dict[NoteId, Note]] = defaultdict(dict)
    for shelved, draft in known:
        slug = own_slug(decks[shelved.deck].deck, found.posting)
        # Several footnotes of a posting may be about one note.
        before = rewritten[shelved.deck].get(shelved.note.id, shelved.note)
        after = enriched(before, _citing(draft.note, slug), slug)
        if after != before:
            rewritten[shelved.deck][after.id] = after
    touched = [deck_id for deck_id, gained in rewritten.items() if gained]
    if notes and target is None:
        _create(library, name, found.posting, notes, edits)
    if notes and target is not None:
        touched.append(target.deck.id)
    for deck_id in dict.fromkeys(touched):
        is_target = target is not None and deck_id == target.deck.id
        added, gained = notes if is_target else (), tuple(rewritten[deck_id].values())
        _change(library, decks[deck_id], found.posting, added, gained, edits)
    if notes or touched:
        sync(library)
    deck = (target.deck.name if target else name) if notes else None
    all_gained = tuple(note for gained in rewritten.values() for note in gained.values())
    return Accepted(deck, notes, all_gained, len(known))


def _change(
    library: Library,
    shelved: ShelvedDeck,
    posting: Posting,
    added: Sequence[Note],
    rewritten: Sequence[Note],
    edits: list[Edit],
) -> None:
    slug = own_slug(shelved.deck, posting)
    path = library.decks_folder / shelved.stamp.file
    splices = deckfile.change(
        path,
        added=[_citing(note, slug) for note in added],
        rewritten=rewritten,
        postings=[replace(posting, slug=slug)],
        ahead=library.foresee,
        outline=library.outline(path),
    )
    edits += (Edit(shelved.stamp.file, s.at, s.old, s.new) for s in splices)


def new_and_known(
    library: Library, drafts: Sequence[Draft]
) -> tuple[list[Draft], list[tuple[ShelvedNote, Draft]]]:
    """Which drafts are new, and which are of notes that the library has.

    Of two drafts with one name in the same posting the second adds nothing.
    """
    shelf = library.store.shelf
    names = shelf.known_names(name for draft in drafts for name in _names(draft.note))
    notes = {note: found for note in set(names.values()) if (found := shelf.note(note))}
    own: dict[str, Note] = {}
    new: list[Draft] = []
    known: list[tuple[ShelvedNote, Draft]] = []
    for draft in drafts:
        folds = [folded(name) for name in _names(draft.note)]
        shelved = [notes[names[fold]] for fold in folds if fold in names]
        same = [other for other in shelved if not _is_namesake(draft.note, other.note)]
        if same:
            known.append((same[0], draft))
        elif all(_is_namesake(draft.note, own[fold]) for fold in folds if fold in own):
            new.append(draft)
            own |= dict.fromkeys(folds, draft.note)
    return new, known


def _names(note: Note) -> tuple[str, ...]:
    return (note.term, *note.aliases)


def _is_namesake(one: Note, other: Note) -> bool:
    """The same acronym for another thing: both say what it stands for, and not the same."""
    first, second = expansions_of(one), expansions_of(other)
    return bool(first and second and not first & second)


def expansions_of(note: Note) -> set[str]:
    """What its acronym stands for, as its names tell; folded."""
    acronyms = [name for name in _names(note) if is_acronym(name)]
    return {
        folded(name) for name in _names(note) if any(spells(acronym, name) for acronym in acronyms)
    }


def _with_own_ids(library: Library, drafts: Sequence[Draft]) -> tuple[Note, ...]:
    taken = set(library.store.shelf.places())
    notes = []
    for draft in drafts:
        note_id = draft.note.id
        number = 2
        while note_id in taken:
            note_id = NoteId(f"{draft.note.id}-{number}")
            number += 1
        taken.add(note_id)
        notes.append(replace(draft.note, id=note_id))
    return tuple(notes)


def _deck_named(decks: Iterable[ShelvedDeck], name: str) -> ShelvedDeck | None:
    wanted = folded(name)
    return next((d for d in decks if wanted in (folded(d.deck.name), folded(d.deck.id))), None)


def own_slug(deck: Deck, posting: Posting) -> str:
    """The posting's slug in the deck: another posting of the same name gets a number."""
    known = {other.slug: other for other in deck.postings}
    slug, number = posting.slug, 2
    while slug in known and not is_same_posting(posting, known[slug]):
        slug = f"{posting.slug}-{number}"
        number += 1
    return slug


def is_same_posting(one: Posting, other: Posting) -> bool:
    """Whatever their slugs: by address or date where both have one, else by title."""
    pairs = [(one.url, other.url), (one.date, other.date)]
    told = [(first, second) for first, second in pairs if first and second]
    if told:
        return all(first == second for first, second in told)
    return one.title == other.title


def _citing(note: Note, slug: str) -> Note:
    examples = tuple(
        replace(example, citation=replace(example.citation, posting=slug))
        if example.citation
        else example
        for example in note.examples
    )
    return replace(note, examples=examples)


def _create(
    library: Library, name: str, posting: Posting, notes: tuple[Note, ...], edits: list[Edit]
) -> None:
    taken = {shelved.deck.id for shelved in library.store.shelf.decks()}
    stem = proposed_id(name)[:60].rstrip("-")
    deck_id, number = DeckId(stem), 2
    while deck_id in taken:
        deck_id = DeckId(f"{stem}-{number}")
        number += 1
    path = free_path(library, deck_id)
    deck = Deck(deck_id, name, postings=(posting,), notes=notes)
    splices = deckfile.create(path, deck, ahead=library.foresee)
    file = str(path.relative_to(library.decks_folder))
    edits += (Edit(file, s.at, s.old, s.new) for s in splices)
