"""Decks on their way out to Anki."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from termcards.errors import NotFoundError, StorageError
from termcards.library.exported import Exported, Version, last_export, remember
from termcards.library.home import Library
from termcards.library.keeping import chosen_decks, directions_of, sync
from termcards.library.learned import count_reviews, progress_of
from termcards.library.outgoing import must_be_elsewhere
from termcards.notes import Deck, NoteId
from termcards.storage.shelf import with_notes
from termcards.watching import UNWATCHED, Stage, Watch, watched

A_DAY = int(timedelta(days=1).total_seconds())

if TYPE_CHECKING:
    from termcards.anki.fields import Fields
    from termcards.anki.package import Export


@dataclass(frozen=True, slots=True)
class Planned:
    """A note that an export is about."""

    note: NoteId
    term: str | None
    """`None` for a note that is gone."""

    deck: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What an export would bring to Anki, as against the last one."""

    new: tuple[Planned, ...]
    changed: tuple[Planned, ...]
    unchanged: tuple[Planned, ...]
    removed: tuple[Planned, ...]
    """Exported before, and in no deck now. Anki keeps them until they are deleted there."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """How the package is to be."""

    decks: tuple[str, ...] = ()
    """By name; none is all of them."""

    by_posting: bool = False
    with_progress: bool = False
    watch: Watch = UNWATCHED

    hand_over: Callable[[Path], object] = field(default=lambda _: None)
    """Gets the package before the export counts as done."""


@dataclass(frozen=True, slots=True)
class Exporting:
    """What became of an export."""

    notes: int
    removed: tuple[Planned, ...]
    reviews: int
    """How many answers went along."""

    has_fsrs: bool
    is_first: bool
    """Whether this device never exported before; Anki may have the notes from another one."""


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A deck's notes as Anki is to get them, and as which version of each."""

    export: "Export"
    versions: Mapping[NoteId, Version]


def plan_export(library: Library, deck_names: Sequence[str] = (), watch: Watch = UNWATCHED) -> Plan:
    """Compares the decks with the last export. Writes nothing."""
    before = last_export(library)
    prepared = _prepared(library, Wishes(tuple(deck_names), watch=watch), before)
    return _plan(library, prepared, before)


def export_to_anki(library: Library, path: Path, wishes: Wishes | None = None) -> Exporting:
    """Writes an Anki package; an older one is replaced whole.

    It is dated by its content, so that an unchanged one is the same to the last byte.
    """
    from termcards.anki.package import Manner, write_package

    wishes = wishes or Wishes()
    must_be_elsewhere(library, path)
    before = last_export(library)
    prepared = _prepared(library, wishes, before)
    plan = _plan(library, prepared, before)
    progress = progress_of(library) if wishes.with_progress else None
    dates = [version.dated for deck in prepared for version in deck.versions.values()]
    written_at = datetime.fromtimestamp(max(dates), UTC) if dates else library.now()
    exports = [deck.export for deck in prepared]
    manner = Manner(written_at, wishes.by_posting, progress)
    count = write_package(path, exports, manner, watch=wishes.watch)
    wishes.hand_over(path)
    _remember(library, prepared, plan, before, path)
    taken = {note.id for export in exports for note in export.deck.notes}
    return Exporting(
        count,
        plan.removed,
        count_reviews(progress, taken),
        any(s.memory for s in progress.standings.values()) if progress else False,
        is_first=not before,
    )


def _prepared(
    library: Library, wishes: Wishes, before: Mapping[NoteId, Exported]
) -> list[_Prepared]:
    from termcards.anki.fields import FieldMaker
    from termcards.anki.package import Export

    sync(library)
    found = [shelved.deck for shelved in chosen_decks(library, wishes.decks)]
    if not found:
        raise NotFoundError("there is no deck to export yet")
    now = int(library.now().timestamp())
    prepared = []
    wishes.watch.begins(Stage.OPENING, len(found))
    for deck in watched((with_notes(library.store.shelf, one) for one in found), wishes.watch):
        directions = directions_of(library, deck)
        maker = FieldMaker(deck, directions)
        fields = {}
        for note in deck.notes:
            wishes.watch.advances(0)
            fields[note.id] = maker.fields(note)
        versions = _versions(deck, fields, before, now)
        dates = {note: datetime.fromtimestamp(v.dated, UTC) for note, v in versions.items()}
        guids = {note: kept.guid for note, kept in before.items() if kept.guid}
        prepared.append(_Prepared(Export(deck, directions, dates, fields, guids), versions))
    return prepared


def _versions(
    deck: Deck, fields: Mapping[NoteId, "Fields"], before: Mapping[NoteId, Exported], now: int
) -> dict[NoteId, Version]:
    from termcards.anki.fingerprint import content_digest, parts_of
    from termcards.anki.names import tags_of

    versions = {}
    for note in deck.notes:
        tags = tags_of(note, deck)
        content = content_digest(fields[note.id], tags)
        last = before[note.id].last if note.id in before else None
        if last is not None and last.content == content and last.dated <= now + A_DAY:
            versions[note.id] = last
        else:
            dated = _dated(last, now)
            versions[note.id] = Version(dated, content, parts_of(fields[note.id], tags))
    return versions


def _dated(last: Version | None, now: int) -> int:
    """A change is dated by the export that brings it, and later than the one before it.

    Anki takes what is later than its own note, and a note that was so much as marked there is as
    late as that. A clock that once ran far ahead does not date a note beyond all later changes.
    """
    if last is None or last.dated > now + A_DAY:
        return now
    return max(now, last.dated + 1)


def _plan(
    library: Library, prepared: Sequence[_Prepared], before: Mapping[NoteId, Exported]
) -> Plan:
    new, changed, unchanged = [], [], []
    for deck in prepared:
        for note in deck.export.deck.notes:
            planned = Planned(note.id, note.term, deck.export.deck.name)
            last = before.get(note.id)
            if last is None:
                new.append(planned)
            elif last.last != deck.versions[note.id]:
                changed.append(planned)
            else:
                unchanged.append(planned)
    removed = _removed(library, before, [deck.export.deck for deck in prepared])
    return Plan(tuple(new), tuple(changed), tuple(unchanged), removed)


def _removed(
    library: Library, before: Mapping[NoteId, Exported], decks: Sequence[Deck]
) -> tuple[Planned, ...]:
    """What the decks had at the last export and no deck has now."""
    names = {deck.id: deck.name for deck in decks}
    known = {shelved.deck.id for shelved in library.store.shelf.decks()}
    is_all = known <= set(names)
    places = library.store.shelf.places()
    return tuple(
        Planned(note, None, names.get(last.deck, last.deck))
        for note, last in before.items()
        if note not in places
        and last.was_handed_over
        and not last.is_gone
        and (last.deck in names or (is_all and last.deck not in known))
    )


def _remember(
    library: Library,
    prepared: Sequence[_Prepared],
    plan: Plan,
    before: Mapping[NoteId, Exported],
    package: Path,
) -> None:
    notes = {
        note: before[note].with_version(deck.export.deck.id, version)
        if note in before
        else Exported(deck.export.deck.id, (version,))
        for deck in prepared
        for note, version in deck.versions.items()
    }
    try:
        remember(library, notes, (planned.note for planned in plan.removed))
    except StorageError as error:
        raise StorageError(
            f"{package}: the package is written, but {error}; so the next export takes all of its"
            " notes for new ones, and replaces what was edited in Anki until then"
        ) from error
