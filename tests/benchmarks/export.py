"""How fast notes become a package, and how large it is: `python -m tests.benchmarks.export`.

Beside it stands genanki as its own documentation uses it, given the very same fields ready made, in
the same run: what it does with them is all that its time is for, while ours begins with the notes.
"""

import random
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import genanki

from termcards.anki.fields import Fields, fields_of
from termcards.anki.note_type import FIELDS, MODEL_NAME
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

NOTES = 10_000
RUNS = 5
DIRECTIONS = (Direction.RECOGNISE, Direction.CLOZE)
WRITTEN_AT = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)


def made_deck(notes: int) -> Deck:
    """Notes as a harvest makes them: one sense, one sentence, both with their translation."""
    chance = random.Random(7)  # nothing secret
    words = ["".join(chance.choices("abcdefghijklmnoprstuvw", k=n % 7 + 3)) for n in range(3000)]
    signs = "年度经常性收入留存率决定能否增长客户流失销售目标数据"

    def english(count: int) -> str:
        return " ".join(chance.choices(words, k=count))

    def chinese(count: int) -> str:
        return "".join(chance.choices(signs, k=count)) + "。"

    def note(number: int) -> Note:
        term = f"{english(1)}{number}"
        source = Source("example.org", f"https://example.org/{number}")
        sentence = f"The {english(6)} of the {term} {english(5)}."
        return Note(
            NoteId(f"{term}-{number}"),
            term,
            aliases=(english(2),),
            part_of_speech="noun",
            senses=(Sense(f"A {english(12)}.", chinese(6), source=source),),
            examples=(Example(sentence, term, chinese(15), Citation("posting", number)),),
        )

    posting = Posting("posting", "A posting", "https://example.org/posting")
    made = tuple(note(number) for number in range(notes))
    return Deck(DeckId("bench"), "Benchmark", postings=(posting,), notes=made)


def as_documented(path: Path, rows: list[Fields]) -> None:
    model = genanki.Model(
        1607392319,
        MODEL_NAME,
        fields=[{"name": name} for name in FIELDS],
        templates=[
            {"name": "recognise", "qfmt": "{{Term}}", "afmt": "{{FrontSide}}<hr>{{Meaning}}"},
            {"name": "cloze", "qfmt": "{{Gap}}", "afmt": "{{FrontSide}}<hr>{{Term}}"},
        ],
    )
    deck = genanki.Deck(2059400110, "Benchmark")
    for row in rows:
        deck.add_note(
            genanki.Note(model=model, fields=list(row), tags=["pos::noun", "src::posting"])
        )
    genanki.Package(deck).write_to_file(path)


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    deck = made_deck(NOTES)
    changed = {note.id: WRITTEN_AT for note in deck.notes}
    export = Export(deck, DIRECTIONS, changed)
    rows = [fields_of(note, deck, DIRECTIONS) for note in deck.notes]
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = Path(folder) / "ours.apkg", Path(folder) / "theirs.apkg"
        times = [
            (
                seconds(lambda: write_package(ours, [export], Manner(WRITTEN_AT))),
                seconds(lambda: as_documented(theirs, rows)),
            )
            for _ in range(RUNS)
        ]
        own, other = (min(column) for column in zip(*times, strict=True))
        size, other_size = ours.stat().st_size, theirs.stat().st_size
    print(f"{NOTES} notes")  # noqa: T201  # a benchmark prints
    for what, mine, peer in (("ms", own * 1e3, other * 1e3), ("kB", size / 1e3, other_size / 1e3)):
        print(f"  {mine:6.0f} {what}   genanki {peer:6.0f} {what}   ratio {mine / peer:.2f}")  # noqa: T201


if __name__ == "__main__":
    main()
