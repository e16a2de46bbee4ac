"""Decks on their way out to Anki."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from termcards.cards import CardId
from termcards.errors import NotFoundError
from termcards.library.exported import Exported, last_export, remember
from termcards.library.home import Library
from termcards.library.keeping import chosen_decks, directions_of, sync
from termcards.log import Answer, Entry, Review, SchedulerName
from termcards.notes import Deck, NoteId
from termcards.scheduling import replay
from termcards.storage.logformat import EPOCH, MILLISECOND
from termcards.storage.shelf import with_notes
from termcards.watching import UNWATCHED, Stage, Watch, watched

A_DAY = timedelta(days=1)

if TYPE_CHECKING:
    from termcards.anki.package import Export
    from termcards.anki.progress import Answered, Progress


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


def plan_export(library: Library, deck_names: Sequence[str] = (), watch: Watch = UNWATCHED) -> Plan:
    """Compares the decks with the last export. Writes nothing."""
    before = last_export(library)
    return _plan(library, _exports(library, deck_names, before, watch), before)


def export_to_anki(library: Library, path: Path, wishes: Wishes | None = None) -> Exporting:
    """Writes an Anki package; an older one is replaced whole.

    It is dated by its content, so that an unchanged one is the same to the last byte.
    """
    from termcards.anki.package import Manner, write_package

    wishes = wishes or Wishes()
    before = last_export(library)
    exports = _exports(library, wishes.decks, before, wishes.watch)
    plan = _plan(library, exports, before)
    progress = _progress(library) if wishes.with_progress else None
    now = library.now()
    changes = [at for export in exports for at in export.changed.values()]
    manner = Manner(max(changes, default=now), wishes.by_posting, progress)
    count = write_package(path, exports, manner, watch=wishes.watch)
    wishes.hand_over(path)
    _remember(library, exports, plan, before)
    taken = {note.id for export in exports for note in export.deck.notes}
    return Exporting(
        count,
        plan.removed,
        _count_reviews(progress, taken),
        any(s.memory for s in progress.standings.values()) if progress else False,
    )


def _exports(
    library: Library, deck_names: Sequence[str], before: Mapping[NoteId, Exported], watch: Watch
) -> "list[Export]":
    from termcards.anki.package import Export

    sync(library)
    shelf = library.store.shelf
    decks = [shelved.deck for shelved in chosen_decks(library, deck_names)]
    if not decks:
        raise NotFoundError("there is no deck to export yet")
    watch.begins(Stage.OPENING, len(decks))
    return [
        Export(
            with_notes(shelf, deck),
            directions_of(library, deck),
            {
                note: _dated(at, before.get(note), library.now())
                for note, at in shelf.changed(deck.id).items()
            },
        )
        for deck in watched(decks, watch)
    ]


def _dated(content: datetime, last: Exported | None, now: datetime) -> datetime:
    """A change gets a later date than the one before, or Anki would not take it.

    Not so by itself where both were within a second, or the clock was set back in between. A clock
    that once ran far ahead does not date a note beyond all later changes.
    """
    changed = (now if content > now + A_DAY else content).replace(microsecond=0)
    if last is None:
        return changed
    if last.changed == _milliseconds(content):
        return datetime.fromtimestamp(last.dated, UTC)
    return max(changed, datetime.fromtimestamp(last.dated + 1, UTC))


def _milliseconds(at: datetime) -> int:
    return (at - EPOCH) // MILLISECOND


def _plan(library: Library, exports: "Sequence[Export]", before: Mapping[NoteId, Exported]) -> Plan:
    new, changed, unchanged = [], [], []
    for export in exports:
        for note in export.deck.notes:
            planned = Planned(note.id, note.term, export.deck.name)
            last = before.get(note.id)
            if last is None:
                new.append(planned)
            elif last.dated != int(export.changed[note.id].timestamp()):
                changed.append(planned)
            else:
                unchanged.append(planned)
    removed = _removed(library, before, [export.deck for export in exports])
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
        if note not in places and (last.deck in names or (is_all and last.deck not in known))
    )


def _remember(
    library: Library,
    exports: "Sequence[Export]",
    plan: Plan,
    before: Mapping[NoteId, Exported],
) -> None:
    shelf = library.store.shelf
    notes = {
        note: Exported(
            export.deck.id,
            _milliseconds(changed),
            _with_date(before.get(note), int(export.changed[note].timestamp())),
        )
        for export in exports
        for note, changed in shelf.changed(export.deck.id).items()
    }
    remember(library, notes, (planned.note for planned in plan.removed))


def _with_date(last: Exported | None, dated: int) -> tuple[int, ...]:
    dates = last.dates if last else ()
    return dates if dates and dates[-1] == dated else (*dates, dated)


def _progress(library: Library) -> "Progress":
    from termcards.anki.progress import Progress

    journal, settings = library.store.journal, library.settings
    answers: dict[CardId, Sequence[Answered]] = {}
    retention: dict[CardId, int] = {}
    for card, entries in replay.histories(journal.entries()).items():
        answers[card] = _answers(entries)
        asked = _last_retention(entries)
        if asked is not None:
            retention[card] = asked
    return Progress(
        library.today(),
        settings.day_starts_at,
        settings.time_zone,
        journal.standings(),
        answers,
        retention,
        journal.marked(),
    )


def _answers(entries: Sequence[Entry]) -> "list[Answered]":
    """A card's answers, each with what it led to."""
    from termcards.anki.progress import Answered

    answers = []
    for entry, before, after in replay.course(entries):
        if isinstance(entry.fact, Answer):
            last, schedule = before.schedule, after.schedule
            answers.append(
                Answered(
                    time_of(entry),
                    entry.fact.quality,
                    entry.fact.milliseconds,
                    schedule.interval if schedule else 0,
                    last.interval if last else 0,
                    schedule.ease_factor if schedule else 0,
                    after.memory,
                    counts=isinstance(entry.fact, Review),
                )
            )
    return answers


def time_of(entry: Entry) -> int:
    """The milliseconds since 1970 that are part of an entry's id, and order the log."""
    return int(entry.id[:12], 16)


def _last_retention(entries: Sequence[Entry]) -> int | None:
    for entry in reversed(entries):
        if isinstance(entry.fact, Review):
            scheduler = entry.fact.scheduler
            return scheduler.desired_retention if scheduler.name is SchedulerName.FSRS else None
    return None


def _count_reviews(progress: "Progress | None", notes: set[NoteId]) -> int:
    if progress is None:
        return 0
    return sum(
        len(answers)
        for card, answers in progress.answers.items()
        if card.rpartition(":")[0] in notes
    )
