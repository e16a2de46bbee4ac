"""What known terms gain from a posting: a sentence each, where it is about them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from termcards.harvest.acronyms import is_acronym
from termcards.harvest.coverage import Coverage, coverage
from termcards.harvest.document import Document
from termcards.harvest.explaining import expansions_in, is_same_expansion
from termcards.harvest.inflections import plain_bases
from termcards.harvest.languages import other_blocks
from termcards.harvest.sightings import Sighting
from termcards.library.fitting import fits
from termcards.library.harvesting import expansions_of
from termcards.library.home import Library
from termcards.notes import Draft, Note, NoteId
from termcards.plaintext import folded


@dataclass(frozen=True, slots=True)
class Meant:
    """What the names of the library's notes mean in a posting; all are folded."""

    names: Mapping[str, NoteId]
    others: frozenset[str]
    """Acronyms that stand here for something that no note is about."""


def names_meant(library: Library, document: Document) -> Meant:
    names = dict(library.store.shelf.all_names())
    others = set()
    for acronym, said in expansions_in(document, names).items():
        name = folded(acronym)
        shelved = library.store.shelf.note(names[name])
        if shelved is None or not _is_other_thing(shelved.note, said):
            continue
        del names[name]
        namesake = next((names[one] for one in map(folded, said) if one in names), None)
        if namesake is not None:
            names[name] = namesake
        else:
            others.add(name)
    return Meant(names, frozenset(others))


def grown(library: Library, document: Document, names: Mapping[str, NoteId]) -> list[Draft]:
    """Each known term with the best of its sentences, where one is sure to be about it."""
    found = coverage(document, names, is_meant=_judge(library, document))
    return [draft for one in found if (draft := _growing(library, one))]


def _judge(library: Library, document: Document) -> Callable[[NoteId, Sighting], bool]:
    shelf = library.store.shelf
    foreign = {id(document.blocks[place]) for place in other_blocks(document)}
    languages = {shelved.deck.id: shelved.deck.language for shelved in shelf.decks()}
    shelved_note = cache(shelf.note)

    def is_meant(note: NoteId, sighting: Sighting) -> bool:
        sentence, run = sighting
        text = sentence.block.passage.text
        shelved = shelved_note(note)
        if shelved is None:
            return False
        if id(sentence.block) in foreign and languages[shelved.deck] == "en":
            return is_acronym(text[slice(*run)])
        name = _name_of(shelved.note, text[slice(*run)])
        return fits(name, shelved.note.part_of_speech, shelved.note.field, text, run)

    return is_meant


def _name_of(note: Note, surface: str) -> str:
    """Which of its names the surface is a form of."""
    forms = plain_bases(surface)
    return next((name for name in (note.term, *note.aliases) if name.casefold() in forms), surface)


def _growing(library: Library, one: Coverage) -> Draft | None:
    shelved = library.store.shelf.note(one.note)
    if shelved is None:
        return None
    note = Note(id=one.note, term=shelved.note.term, examples=(one.example,))
    citation = one.example.citation
    return Draft(note, shelved.note.term, (citation.line or 1) if citation else 1)


def _is_other_thing(note: Note, said: Iterable[str]) -> bool:
    """Whether the note's acronym stands for something, and for nothing that is said here."""
    known = expansions_of(note)
    return bool(known) and not any(is_same_expansion(one, other) for one in said for other in known)
