"""How fast a million reviews become figures: `python -m tests.benchmarks.statistics`.

Beside it stands Anki's own engine with its graphs over as many reviews of as many cards, in the
same run. The reviews are written straight into the tables; the store counts them when it is opened,
as it does after an upgrade, and that time is printed too.
"""

import json
import random
import secrets
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from anki.collection import Collection

from termcards.library.figures import ALL, YEAR, figures
from termcards.library.home import Library
from termcards.scheduling.sm2 import step

CARDS = 100_000
DECKS, POSTINGS = 8, 25
"""Each deck has so many postings, and each note two cards."""

TODAY = date(2026, 6, 1)
DAYS = 5 * 365
QUALITIES, CHANCES = (1, 3, 4, 5), (8, 10, 72, 10)
"""By which the cards come to about ten reviews each."""

SITTINGS = ((7 * 3600 + 1800, 1800), (20 * 3600, 2700))
"""When a learner sits down, and how long for, in seconds."""

RUNS = 7


class Answer(NamedTuple):
    day: date
    at: int
    """Milliseconds since 1970."""

    card: int
    quality: int
    milliseconds: int
    interval: int
    """That came of it."""


def answers() -> list[Answer]:
    """Some ten reviews a card over five years, each on the day it came due."""
    chance = random.Random(11)  # nothing secret
    found = []
    for card in range(CARDS):
        day = TODAY - timedelta(days=chance.randrange(DAYS))
        schedule = None
        while day < TODAY:
            quality = chance.choices(QUALITIES, CHANCES)[0]
            schedule = step(schedule, quality, day)
            begin, length = chance.choice(SITTINGS)
            second = (day - date(1970, 1, 1)).days * 86400 + begin + chance.randrange(length)
            taken = chance.randrange(2_000, 15_000)
            at = second * 1000 + chance.randrange(1000)
            found.append(Answer(day, at, card, quality, taken, schedule.interval))
            day = schedule.due
    found.sort(key=lambda answer: (answer.at, answer.card))
    return found


def make_library(folder: Path, found: list[Answer]) -> None:
    Library(folder, now).close()
    with sqlite3.connect(folder / "termcards.db") as connection:
        connection.executemany(
            "INSERT INTO decks VALUES (?, ?, ?, 0, 0, ?, 'recognise cloze')", _decks()
        )
        connection.executemany(
            "INSERT INTO notes (id, deck, position, line, content, search, posting)"
            " VALUES (?, ?, ?, ?, ?, '', ?)",
            _notes(),
        )
        connection.executemany(
            "INSERT INTO cards (id, note, position) VALUES (?, ?, ?)",
            ((_card(card), _note(card // 2), card % 2) for card in range(CARDS)),
        )
        connection.executemany(
            "INSERT INTO log (id, act, device, at, day, kind, card, quality, milliseconds)"
            " VALUES (?, ?, 'd', ?, ?, 'review', ?, ?, ?)",
            _entries(found),
        )
    connection.close()


def _decks() -> Iterator[tuple[object, ...]]:
    usual = {"language": "en", "translation_language": "zh", "directions": None}
    empty = dict.fromkeys(("url", "date", "language"))
    postings = {f"p{place}": {"title": f"Posting {place}", **empty} for place in range(POSTINGS)}
    head = json.dumps({**usual, "postings": postings})
    for number in range(DECKS):
        yield f"d{number}", f"Deck {number}", f"d{number}.yaml", head


def _notes() -> Iterator[tuple[object, ...]]:
    for note in range(CARDS // 2):
        content = json.dumps({"id": _note(note), "term": f"term {note}"})
        yield _note(note), f"d{note % DECKS}", note, note, content, f"p{note // DECKS % POSTINGS}"


def _entries(found: list[Answer]) -> Iterator[tuple[object, ...]]:
    tick = 0
    for answer in found:
        tick = max(tick + 1, answer.at)
        entry = f"{tick:012x}{secrets.token_hex(6)}"
        card, day = _card(answer.card), answer.day.isoformat()
        yield entry, entry, answer.at, day, card, answer.quality, answer.milliseconds


def _note(number: int) -> str:
    return f"note-{number:05}"


def _card(number: int) -> str:
    return f"{_note(number // 2)}:{('recognise', 'cloze')[number % 2]}"


def make_collection(path: Path, found: list[Answer]) -> None:
    Collection(str(path)).close()
    last = {answer.card: answer for answer in found}
    with sqlite3.connect(path) as connection:
        connection.executemany(
            "INSERT INTO notes VALUES (?, ?, 1, 0, 0, '', 'a', 'a', 0, 0, '')",
            ((note + 1, _note(note)) for note in range(CARDS // 2)),
        )
        connection.executemany(
            "INSERT INTO cards VALUES (?, ?, 1, ?, 0, 0, 2, 2, ?, ?, 2500, 10, ?, 0, 0, 0, 0, '')",
            (
                (card + 1, card // 2 + 1, card % 2, card % 400, last[card].interval, card % 5)
                for card in last
            ),
        )
        connection.executemany(
            "INSERT INTO revlog VALUES (?, ?, 0, ?, ?, ?, 2500, ?, 1)", _revlog(found)
        )
    connection.close()


def _revlog(found: list[Answer]) -> Iterator[tuple[int, ...]]:
    tick = 0
    before: dict[int, int] = {}
    for answer in found:
        tick = max(tick + 1, answer.at)
        ease = max(1, answer.quality - 1)
        last = before.get(answer.card, 0)
        yield tick, answer.card + 1, ease, answer.interval, last, answer.milliseconds
        before[answer.card] = answer.interval


def now() -> datetime:
    return datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=UTC)


def best(work: Callable[[], object]) -> float:
    """The best of some runs, in milliseconds of the processor: others at work do not count."""
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times) * 1000


def main() -> None:
    found = answers()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_library(folder / "library", found)
        make_collection(folder / "collection.anki2", found)
        start = time.process_time()
        library = Library(folder / "library", now)
        print(f"counting a log of {len(found):,} reviews: {time.process_time() - start:.1f} s")  # noqa: T201  # a benchmark prints
        collection = Collection(str(folder / "collection.anki2"))
        graphs = collection._backend.graphs
        for title, window, days in (("the last year", YEAR, 365), ("from the first on", ALL, 0)):
            own = best(lambda window=window: figures(library, window=window))  # type: ignore[misc]  # bound now
            peer = best(lambda days=days: graphs(search="", days=days))  # type: ignore[misc]  # bound now
            print(f"{title:18} {own:7.2f} ms   Anki {peer:7.1f} ms   ratio {own / peer:.4f}")  # noqa: T201
        collection.close()
        library.close()


if __name__ == "__main__":
    main()
