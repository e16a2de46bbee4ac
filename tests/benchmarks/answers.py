"""How long an answer takes, from the grade to the next card: `python -m tests.benchmarks.answers`.

Beside it stands Anki's own engine, without its window, with as many cards, in the same run and turn
by turn. Both write each answer down for good before they go on.
"""

import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from anki.collection import Collection

from termcards.cards import CardId
from termcards.library.home import Library
from termcards.library.studying import Study
from termcards.library.todays import Wishes
from termcards.log import Review
from termcards.notes import Deck, DeckId, Direction, Example, Note, NoteId, Sense
from termcards.settings import Limits, Settings
from termcards.storage.shelf import Stamp

CARDS = 100_000
DUE = 600
ANSWERS = 500
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def full_library(folder: Path, cards: int) -> Library:
    """Half as many notes as cards, the first of which are due today."""
    library = Library(folder, lambda: NOW)
    directions = (Direction.RECOGNISE, Direction.CLOZE)
    notes = tuple(_note(number) for number in range(cards // 2))
    deck = Deck(DeckId("core"), "Core", directions=directions, notes=notes)
    stamp = Stamp("core.yaml", 1, 1, "recognise cloze")
    library.store.shelf.put([(deck, stamp, {note.id: 1 for note in notes})], [], NOW)
    before = NOW - timedelta(days=7)
    reviews = [Review(CardId(f"n{n}:recognise"), 4, 3000) for n in range(DUE)]
    library.store.journal.record(reviews, at=before, day=before.date())
    library.settings = Settings(limits=Limits(new=DUE, reviews=DUE))
    return library


def _note(number: int) -> Note:
    return Note(
        NoteId(f"n{number}"),
        f"term {number}",
        senses=(Sense(f"What the term {number} means, in a sentence of a usual length."),),
        examples=(Example(f"Here the term {number} stands in a sentence.", f"term {number}"),),
    )


def full_collection(path: Path, cards: int) -> Collection:
    collection = Collection(str(path))
    model = collection.models.by_name("Basic (and reversed card)")
    deck = collection.decks.id("Core")
    assert model is not None
    assert deck is not None
    for number in range(cards // 2):
        note = collection.new_note(model)
        note["Front"], note["Back"] = f"term {number}", f"What the term {number} means."
        collection.add_note(note, deck)
    options = collection.decks.config_dict_for_deck_id(deck)
    options["rev"]["perDay"] = options["new"]["perDay"] = 9999
    collection.decks.update_config(options)
    found = collection.find_cards("card:1")[:DUE]
    collection.sched.set_due_date(list(found), "0")
    collection.decks.select(deck)
    return collection


def main() -> None:
    cards = int(sys.argv[1]) if len(sys.argv) > 1 else CARDS
    with tempfile.TemporaryDirectory() as name:
        library = full_library(Path(name) / "library", cards)
        collection = full_collection(Path(name) / "collection.anki2", cards)
        study = Study(library, [deck.deck for deck in library.store.shelf.decks()], Wishes())
        card = collection.sched.getCard()
        ours: list[float] = []
        theirs: list[float] = []
        for _ in range(ANSWERS):
            start = time.perf_counter()
            study.answer(4, 3000)
            ours.append(time.perf_counter() - start)
            assert card is not None
            card.start_timer()
            start = time.perf_counter()
            collection.sched.answerCard(card, 3)
            card = collection.sched.getCard()
            theirs.append(time.perf_counter() - start)
        assert len(library.store.journal.entries()) == DUE + ANSWERS
        print(f"{cards} cards, {ANSWERS} answers")  # noqa: T201  # a benchmark prints
        for share in (50, 99):
            own, peer = _percentile(ours, share), _percentile(theirs, share)
            print(  # noqa: T201
                f"  p{share}: {own * 1000:6.2f} ms, Anki {peer * 1000:6.2f} ms,"
                f" ratio {own / peer:.2f}"
            )
        library.close()
        collection.close()


def _percentile(times: list[float], share: int) -> float:
    return statistics.quantiles(times, n=100)[share - 1]


if __name__ == "__main__":
    main()
