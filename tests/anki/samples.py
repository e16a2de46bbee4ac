"""The notes that the real Anki is given."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from termcards.anki.package import Export, Manner, write_package
from termcards.notes import (
    Citation,
    Deck,
    DeckId,
    Direction,
    Example,
    Note,
    NoteId,
    Posting,
    Sense,
    Source,
)

WRITTEN_AT = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
A_WEEK = timedelta(days=7)
EVERY = tuple(Direction)
FROM_THE_START = (Direction.RECOGNISE, Direction.CLOZE)

ARR = Note(
    NoteId("arr"),
    "ARR",
    aliases=("annual recurring revenue",),
    part_of_speech="noun",
    pronunciation="ay-ar-ar",
    senses=(
        Sense(
            "Annual recurring revenue (ARR) is the yearly value of subscriptions.",
            "年度经常性收入",
            source=Source("What is ARR?", "https://example.org/arr"),
        ),
    ),
    synonyms=("run rate",),
    examples=(
        Example(
            "Retention decides whether ARR, or annual recurring revenue, grows.",
            "ARR",
            "留存率决定年度经常性收入能否增长。",
            Citation("csm", 12),
        ),
    ),
    tags=("metric",),
)
ENGAGING = Note(
    NoteId("engaging"),
    "engaging",
    part_of_speech="adjective",
    senses=(Sense("Tending to engage people.", "吸引人的"), Sense("Pleasing.", "讨人喜欢的")),
    examples=(Example("Give engaging demos.", "engaging", "示范要打动人。"),),
    tags=("two words",),
)
DECK = Deck(
    DeckId("saas"),
    "Work::SaaS sales",
    postings=(Posting("csm", "Customer success", "https://example.org/csm"),),
    notes=(ARR, ENGAGING),
)


def packed(
    folder: Path,
    *notes: Note,
    directions: tuple[Direction, ...] = EVERY,
    changed: datetime = WRITTEN_AT,
    written_at: datetime | None = None,
) -> Path:
    deck = replace(DECK, notes=notes or DECK.notes)
    dates = {note.id: changed for note in deck.notes}
    path = folder / "deck.apkg"
    write_package(path, [Export(deck, directions, dates)], Manner(written_at or changed))
    return path
