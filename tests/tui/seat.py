"""What a learner has before them: decks on disk, a screen to read, keys to press."""

import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, closing, contextmanager
from datetime import UTC, datetime, timedelta

from rich.color import Color
from textual.events import Key
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Label

from termcards.library.home import Library
from termcards.library.keeping import sync
from termcards.library.todays import Wishes
from termcards.log import Cancel, Drill, Review
from termcards.notes import (
    Citation,
    Deck,
    DeckId,
    Direction,
    Example,
    Note,
    NoteId,
    Posting,
    Quote,
    Sense,
    Source,
)
from termcards.storage import deckfile
from termcards.tui.app import TermcardsApp
from termcards.tui.widgets.formfields import FieldRow
from termcards.tui.widgets.frame import StatusLine

SIZES = [(80, 24), (120, 40), (40, 20), (20, 6)]


class Clock:
    """The hour of a learner who sits down at noon."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_days(self, days: int) -> None:
        self.now += timedelta(days=days)


class Stopwatch:
    """A second passes between one look at it and the next, unless a test stops it."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.step = 1.0

    def __call__(self) -> float:
        self.seconds += self.step
        return self.seconds


SPACED_REPETITION = Note(
    NoteId("spaced-repetition"),
    "spaced repetition",
    aliases=("distributed practice",),
    part_of_speech="noun",
    senses=(
        Sense(
            "A way of studying in which reviews are placed at growing intervals.",
            translation="间隔重复：一种学习方法。",
            source=Source("example.org", "https://example.org/sr"),
        ),
    ),
    synonyms=("spacing",),
    usage="said of cards",
    quotes=(Quote("Repetition is the mother of learning.", "proverb"),),
    examples=(
        Example(
            "We rely on spaced repetition, and every [critical] step has a card.",
            "spaced repetition",
            "团队依靠间隔重复。",
            Citation("engineer", 12),
        ),
        Example("Spaced repetition works.", "Spaced repetition", None, Citation("engineer", 30)),
    ),
)
TRACKING = Note(
    NoteId("tracking"),
    "応募者追跡システム",
    pronunciation="おうぼしゃついせきシステム",
    part_of_speech="名詞",
    senses=(Sense("採用候補者の応募書類を集め、選考の段階を管理するソフトウェア。"),),
    examples=(
        Example(
            "提出された履歴書は、まず応募者追跡システム（ATS）で解析され、「要件」に合う候補者だけが、"
            "採用担当者に回されます。",
            "応募者追跡システム",
        ),
    ),
)
BILINGUAL = Deck(
    DeckId("core"),
    "Core vocabulary",
    directions=(Direction.RECOGNISE,),
    postings=(Posting("engineer", "Learning Engineer", "https://example.org/jobs", "2026-02-18"),),
    notes=(SPACED_REPETITION, TRACKING),
)


TWO = Deck(
    DeckId("two"),
    "Two",
    directions=(Direction.RECOGNISE,),
    notes=tuple(
        Note(NoteId(term), term, senses=(Sense(f"What {term} means."),))
        for term in ("EMEA", "churn")
    ),
)
LONG = Deck(
    DeckId("long"),
    "Long",
    directions=(Direction.RECOGNISE,),
    notes=(
        Note(NoteId("long"), "long", senses=(Sense("\n".join(f"line {n}" for n in range(60))),)),
        Note(NoteId("next"), "next", senses=(Sense("\n".join(f"row {n}" for n in range(60))),)),
    ),
)


def plain_deck(
    name: str, notes: int, directions: tuple[Direction, ...] = (Direction.RECOGNISE,)
) -> Deck:
    """A deck whose notes are `NAME 00`, `NAME 01` and so on."""
    return Deck(
        DeckId(name.lower().replace("::", "-")),
        name,
        directions=directions,
        notes=tuple(
            Note(
                NoteId(f"{name.lower().replace('::', '-')}-{number:02}"),
                f"{name} {number:02}",
                senses=(Sense(f"What number {number} means.", translation=f"意思 {number}"),),
                examples=(Example(f"Here {name} {number:02} stands.", f"{name} {number:02}"),),
            )
            for number in range(notes)
        ),
    )


def shelve(library: Library, *decks: Deck) -> list[Deck]:
    """Writes the decks to files, and gives them as the library knows them then."""
    for deck in decks:
        deckfile.create(library.decks_folder / f"{deck.id}.yaml", deck)
    sync(library)
    wanted = {deck.id for deck in decks}
    return [known.deck for known in library.store.shelf.decks() if known.deck.id in wanted]


@asynccontextmanager
async def opened(
    library: Library,
    *,
    study: Sequence[Deck] | None = None,
    size: tuple[int, int] = (80, 24),
    stopwatch: Stopwatch | None = None,
    remark: str | None = None,
    wishes: Wishes | None = None,
) -> AsyncIterator[Pilot[None]]:
    app = TermcardsApp(
        library, study=study, wishes=wishes, remark=remark, stopwatch=stopwatch or Stopwatch()
    )
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield pilot


def place(pilot: Pilot[None]) -> type[Screen[object]]:
    """The screen that is shown."""
    return type(pilot.app.screen)


async def type_fast(pilot: Pilot[None], keys: str) -> None:
    """Presses all the keys before the program has handled the first."""
    for key in keys.split():
        pilot.app.post_message(Key(key, " " if key == "space" else key))
    await pilot.pause()


async def until(pilot: Pilot[None], is_so: Callable[[], bool]) -> None:
    """Waits for what happens beside the screen."""
    for _ in range(1000):
        if is_so():
            return
        await pilot.pause(0.01)
    raise AssertionError(text(pilot))


def rows(pilot: Pilot[None]) -> list[str]:
    """The screen, row by row, as a person reads it."""
    strips = pilot.app.screen._compositor.render_strips()
    return [strip.text.rstrip() for strip in strips]


def text(pilot: Pilot[None]) -> str:
    return "\n".join(rows(pilot))


async def to_field(pilot: Pilot[None], label: str) -> None:
    """Puts the cursor into the first field of the form that goes by the label."""
    rows = pilot.app.screen.query(FieldRow)
    row = next(row for row in rows if str(row.query_one(Label).content) == label)
    row.field.focus()
    await pilot.pause()


def background(pilot: Pilot[None], x: int, y: int) -> Color | None:
    """The colour behind a cell of the screen."""
    style = pilot.app.screen.get_style_at(x, y)
    return style.bgcolor


def status(pilot: Pilot[None]) -> str:
    """The status line of a screen that has one; trouble may take several."""
    region = pilot.app.screen.query_one(StatusLine).region
    return " ".join(row.strip() for row in rows(pilot)[region.y : region.bottom])


def key_line(pilot: Pilot[None]) -> str:
    return rows(pilot)[-1].strip()


def added(library: Library) -> set[str]:
    """The terms of all decks."""
    decks = library.store.shelf.decks()
    return {note.term for known in decks for note in library.store.shelf.notes(known.deck.id)}


def reviews(library: Library) -> list[tuple[str, int]]:
    """The cards and the qualities of the log, in order; a cancel is (what it cancels, -1)."""
    found: list[tuple[str, int]] = []
    for entry in library.store.journal.entries():
        match entry.fact:
            case Review(card, quality) | Drill(card, quality):
                found.append((card, quality))
            case Cancel(act):
                found.append((act, -1))
    return found


@contextmanager
def full_disk(library: Library) -> Iterator[None]:
    """As long as it lasts, the database takes no entry."""
    _run(
        library,
        "CREATE TRIGGER full BEFORE INSERT ON log "
        "BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END",
    )
    yield
    _run(library, "DROP TRIGGER full")


def _run(library: Library, statement: str) -> None:
    with closing(sqlite3.connect(library.folder / "termcards.db")) as connection:
        connection.execute(statement)
        connection.commit()
