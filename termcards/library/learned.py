"""What was learned, as it goes along with an export to Anki."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from termcards.cards import CardId
from termcards.library.home import Library
from termcards.log import Answer, Entry, Review, SchedulerName
from termcards.notes import NoteId
from termcards.scheduling import replay
from termcards.storage.logformat import EPOCH, MILLISECOND

if TYPE_CHECKING:
    from termcards.anki.progress import Answered, Progress


def progress_of(library: Library) -> "Progress":
    """Every card's standing and answers."""
    from termcards.anki.progress import Progress

    journal, settings = library.store.journal, library.settings
    answers: dict[CardId, Sequence[Answered]] = {}
    retention: dict[CardId, int] = {}
    now = (library.now() - EPOCH) // MILLISECOND
    for card, entries in replay.histories(journal.entries()).items():
        # Anki moves an answer of the future, which would then come back as another one.
        answers[card] = [answered for answered in _answers(entries) if answered.at <= now]
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
                    _time_of(entry),
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


def _time_of(entry: Entry) -> int:
    """The milliseconds since 1970 that are part of an entry's id, and order the log."""
    return int(entry.id[:12], 16)


def _last_retention(entries: Sequence[Entry]) -> int | None:
    for entry in reversed(entries):
        if isinstance(entry.fact, Review):
            scheduler = entry.fact.scheduler
            return scheduler.desired_retention if scheduler.name is SchedulerName.FSRS else None
    return None


def count_reviews(progress: "Progress | None", notes: set[NoteId]) -> int:
    """How many answers to cards of these notes there are."""
    if progress is None:
        return 0
    return sum(
        len(answers)
        for card, answers in progress.answers.items()
        if card.rpartition(":")[0] in notes
    )
