"""Our notes as Anki has them: what was edited there is shown, and what Anki has is remembered."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from termcards.anki.collection import AnkiNote, Collection
from termcards.anki.fields import FieldMaker
from termcards.anki.fingerprint import (
    TAGS,
    content_digest,
    of_part,
    own_tags,
    part_digest,
    parts_of,
)
from termcards.anki.identity import guid_of
from termcards.anki.mapping import is_ours, our_fields
from termcards.anki.names import tags_of
from termcards.anki.note_type import FIELDS
from termcards.anki.plain import plain
from termcards.library.exported import LAST_DATE, Exported, Version, last_export, remember
from termcards.library.home import Library
from termcards.library.keeping import directions_of
from termcards.notes import DeckId, NoteId

UNSHOWN = ("Key", "Extra 1", "Extra 2")
"""Fields that are not ours to compare: the identity, and what is the user's own."""

FOLLOWING = ("Gap", "Prompt", "Add produce", "Add typing")
"""Fields that are made of others, and change with them."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that says something else in Anki."""

    note: NoteId
    field: str
    here: str
    there: str
    changed_here: bool | None
    """Whether it was changed here since the last export; `None` where there was none."""

    changed_in_anki: bool | None
    """Whether it was edited in Anki, as far as that is known."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A note here, and the same in Anki."""

    note: NoteId
    deck: DeckId
    here: Mapping[str, str]
    """The fields' HTML, and the tags."""

    there: Mapping[str, str]
    guid: str
    version: Version
    """What an export would hand over, dated as Anki has it."""


def compared(library: Library, found: Collection, ours: Mapping[int, NoteId]) -> Iterator[Compared]:
    """Those notes of ours that Anki has as notes of our type."""
    there = {
        ours[note.id]: note
        for note in found.notes
        if note.id in ours and is_ours(found.note_types[note.note_type])
    }
    for shelved in library.store.shelf.decks() if there else ():
        maker = FieldMaker(shelved.deck, directions_of(library, shelved.deck))
        for note in library.store.shelf.notes(shelved.deck.id):
            if note.id in there:
                tags, fields = tags_of(note, shelved.deck), maker.fields(note)
                its = there[note.id]
                at = its.modified if 0 <= its.modified < LAST_DATE else 0
                yield Compared(
                    note.id,
                    shelved.deck.id,
                    {**dict(zip(FIELDS, fields, strict=True)), TAGS: own_tags(tags)},
                    _parts(its, found),
                    its.guid,
                    Version(at, content_digest(fields, tags), parts_of(fields, tags)),
                )


def conflicts(library: Library, pairs: Iterator[Compared]) -> list[Conflict]:
    """What was edited in Anki, field by field; nothing is overwritten."""
    last = last_export(library)
    return [conflict for pair in pairs for conflict in _differences(pair, last.get(pair.note))]


def _differences(pair: Compared, known: Exported | None) -> list[Conflict]:
    found = []
    for name, theirs in pair.there.items():
        if name in UNSHOWN or pair.here[name] == theirs:
            continue
        mine, other = plain(pair.here[name]), plain(theirs)
        if mine != other:
            found.append(Conflict(pair.note, name, mine, other, *_sides(pair, name, known)))
    if known is None:
        return found
    if not any(conflict.changed_in_anki for conflict in found):
        return []
    return [c for c in found if c.changed_in_anki or (c.changed_here and c.field not in FOLLOWING)]


def _sides(pair: Compared, name: str, known: Exported | None) -> tuple[bool | None, bool | None]:
    """Whether the field was changed here, and there: both, where each is unlike what was exported.

    What Anki had of any export was not edited there, though a later one may not have arrived.
    """
    if known is None:
        return None, None
    mine, theirs = part_digest(pair.here[name]), part_digest(pair.there[name])
    handed_over = [of_part(version.parts, name) for version in known.versions]
    return mine != handed_over[-1], theirs not in handed_over


def _parts(note: AnkiNote, found: Collection) -> dict[str, str]:
    return {**our_fields(note, found.note_types[note.note_type]), TAGS: own_tags(note.tags)}


def remember_met(library: Library, pairs: Iterable[Compared], fresh: frozenset[NoteId]) -> None:
    """Keeps what Anki has of notes that were never exported from here.

    An export then leaves them as they are there until they change here. Those that are `fresh` were
    made of what Anki has, so their fields there are no edits, even where they are worded otherwise.
    """
    last = last_export(library)
    met = {
        pair.note: Exported(
            pair.deck,
            (_as_there(pair), pair.version) if pair.note in fresh else (pair.version,),
            was_handed_over=False,
            guid=None if pair.guid == guid_of(pair.note) else pair.guid,
        )
        for pair in pairs
        if pair.note not in last or last[pair.note].is_gone
    }
    if met:
        remember(library, met, ())


def _as_there(pair: Compared) -> Version:
    fields = [pair.there[name] for name in FIELDS]
    return Version(pair.version.dated, "", parts_of(fields, pair.there[TAGS].split()))
