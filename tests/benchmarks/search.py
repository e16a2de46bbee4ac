"""How long a search takes over a large library: `python -m tests.benchmarks.search`.

Beside it stands Anki's own engine, without its window, with the same notes, in the same run and
turn by turn. Both give the ids of all the cards found, in the order of their terms.
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from anki.collection import Collection

from termcards.filters import Filter
from termcards.library.home import Library
from termcards.library.searching import moment
from termcards.notes import Deck, DeckId, Direction, Example, Note, NoteId, Sense
from termcards.query import parse
from termcards.storage.conditions import Moment
from termcards.storage.finder import Finder
from termcards.storage.shelf import Stamp

CARDS = 100_000
ROUNDS = 7
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def notes(count: int) -> list[Note]:
    chance = random.Random(4)  # the same texts each time
    words = ["".join(chance.choices(LETTERS, k=chance.randint(3, 9))) for _ in range(6000)]
    signs = [chr(0x4E00 + number) for number in range(3000)]

    def sentence(length: int) -> str:
        return " ".join(chance.choices(words, k=length))

    made = []
    for number in range(count):
        term = sentence(2)
        translation = "".join(chance.choices(signs, k=14))
        made.append(
            Note(
                NoteId(f"n{number}"),
                term,
                senses=(Sense(f"{sentence(12)}.", translation),),
                examples=(Example(f"{sentence(5)} {term} {sentence(5)}.", term),),
            )
        )
    return made


def main() -> None:
    cards = int(sys.argv[1]) if len(sys.argv) > 1 else CARDS
    made = notes(cards // 2)
    term, translation = made[7].term, made[7].senses[0].translation or ""
    queries = [
        term.split()[0],
        f'"{term}"',
        translation[:3],
        translation[:2],
        translation[:1],
        "is:new",
        "",
    ]
    with tempfile.TemporaryDirectory() as name:
        library = _library(Path(name) / "library", made)
        collection = _collection(Path(name) / "collection.anki2", made)
        finder, now = library.store.finder, moment(library)
        print(f"{cards} cards, the best of {ROUNDS}")  # noqa: T201  # a benchmark prints
        for query in queries:
            # Anki finds words from their beginnings on unless told otherwise.
            theirs = query if not query or ":" in query else f'"*{query.strip(chr(34))}*"'
            wanted = parse(query).filter
            (ours, own), (found, peer) = _best(
                partial(_found, finder, wanted, now), partial(_found_by_anki, collection, theirs)
            )
            print(  # noqa: T201
                f"  {query or '(all)':24} {own * 1000:8.2f} ms for {ours:6}, Anki"
                f" {peer * 1000:8.2f} ms for {found:6}, ratio {own / peer:.3f}"
            )
        library.close()
        collection.close()


def _found(finder: Finder, wanted: Filter, now: Moment) -> int:
    return len(finder.cards(wanted, now) or ())


def _found_by_anki(collection: Collection, query: str) -> int:
    return len(collection.find_cards(query, order="n.sfld"))


def _best(*searches: Callable[[], int]) -> list[tuple[int, float]]:
    """What each found, and the seconds of its fastest round."""
    best = [(0, float("inf")) for _ in searches]
    for _ in range(ROUNDS):
        for place, search in enumerate(searches):
            start = time.perf_counter()
            found = search()
            best[place] = found, min(best[place][1], time.perf_counter() - start)
    return best


def _library(folder: Path, made: list[Note]) -> Library:
    library = Library(folder)
    directions = (Direction.RECOGNISE, Direction.CLOZE)
    deck = Deck(DeckId("core"), "Core", directions=directions, notes=tuple(made))
    stamp = Stamp("core.yaml", 1, 1, "recognise cloze")
    library.store.shelf.put([(deck, stamp, {note.id: 1 for note in made})], [], library.now())
    library.store.checkpoint()
    return library


def _collection(path: Path, made: list[Note]) -> Collection:
    collection = Collection(str(path))
    model = collection.models.by_name("Basic (and reversed card)")
    deck = collection.decks.id("Core")
    assert model is not None
    assert deck is not None
    for each in made:
        note = collection.new_note(model)
        sense = each.senses[0]
        note["Front"] = each.term
        note["Back"] = f"{sense.definition} {sense.translation} {each.examples[0].sentence}"
        collection.add_note(note, deck)
    return collection


if __name__ == "__main__":
    main()
