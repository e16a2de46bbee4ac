"""How long until the first card is there, and the next: `python -m tests.benchmarks.interface`.

The program runs in a terminal of its own, with 100,000 cards in its library. Beside its start stand
those of a Textual program that does nothing and of Anki's engine without its window, turn by turn;
beside its next card, itself with Textual's own pacing.
"""

import os
import pty
import select
import shutil
import signal
import statistics
import struct
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import ioctl
from pathlib import Path
from termios import TIOCSWINSZ

from termcards.library.home import Library
from termcards.library.keeping import sync
from termcards.notes import Deck, DeckId, Direction, Example, Note, NoteId, Sense
from termcards.storage import deckfile
from tests.benchmarks.answers import full_collection

CARDS = 100_000
STARTS = 9
KEYS = 60
READABLE = b"show answer"
QUIET = 0.08
"""Seconds without a byte after which a picture is whole."""

BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("show answer")
Bare().run()
"""
ENGINE = """
import sys
from anki.collection import Collection
collection = Collection(sys.argv[1])
collection.sched.getCard()
print("show answer")
"""


class Program:
    """One in a terminal, driven byte by byte."""

    def __init__(self, command: list[str], environment: dict[str, str]) -> None:
        self._pid, self._terminal = pty.fork()
        if not self._pid:
            os.execve(command[0], command, {**os.environ, **environment})
        ioctl(self._terminal, TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))

    def wait_for(self, words: bytes) -> None:
        shown = b""
        while words not in shown:
            shown += os.read(self._terminal, 65536)

    def next_picture(self, key: bytes) -> float:
        """Seconds from the key to the last byte of what it led to."""
        start = last = time.perf_counter()
        os.write(self._terminal, key)
        first = True
        while select.select([self._terminal], [], [], 2 if first else QUIET)[0]:
            os.read(self._terminal, 65536)
            last, first = time.perf_counter(), False
        return last - start

    def close(self) -> None:
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        os.close(self._terminal)


@contextmanager
def running(command: list[str], **environment: str) -> Iterator[Program]:
    program = Program([sys.executable, *command], {"TERM": "xterm-256color", **environment})
    try:
        yield program
    finally:
        program.close()


def seconds_to_read(command: list[str], **environment: str) -> float:
    start = time.perf_counter()
    with running(command, **environment) as program:
        program.wait_for(READABLE)
        return time.perf_counter() - start


def filled_library(home: Path, cards: int) -> None:
    notes = tuple(
        Note(
            NoteId(f"n{number}"),
            f"term {number}",
            senses=(Sense(f"What the term {number} means, in a sentence of a usual length."),),
            examples=(Example(f"Here the term {number} stands in a sentence.", f"term {number}"),),
        )
        for number in range(cards // 2)
    )
    directions = (Direction.RECOGNISE, Direction.CLOZE)
    with Library(home) as library:
        (home / "config.yaml").write_text("new_cards_per_day: 500\n", encoding="utf-8")
        deck = Deck(DeckId("core"), "Core", directions=directions, notes=notes)
        deckfile.create(library.decks_folder / "core.yaml", deck)
        sync(library)


def main() -> None:
    cards = int(sys.argv[1]) if len(sys.argv) > 1 else CARDS
    with tempfile.TemporaryDirectory() as name:
        home, collection = Path(name) / "home", Path(name) / "collection.anki2"
        filled_library(home, cards)
        full_collection(collection, cards).close()
        ours = ["-m", "termcards", "--home", str(home), "study"]
        starts = [
            (
                seconds_to_read(ours),
                seconds_to_read(["-c", BARE]),
                seconds_to_read(["-c", ENGINE, str(collection)]),
            )
            for _ in range(STARTS)
        ]
        own, bare, engine = (statistics.median(column) for column in zip(*starts, strict=True))
        print(f"{cards} cards")  # noqa: T201  # a benchmark prints
        print(f"  first card {own * 1e3:.0f} ms")  # noqa: T201
        print(f"    bare Textual {bare * 1e3:.0f} ms, ratio {own / bare:.2f}")  # noqa: T201
        print(f"    Anki's engine {engine * 1e3:.0f} ms, ratio {own / engine:.2f}")  # noqa: T201
        other = Path(name) / "other"  # of two on one library, the second would only read
        shutil.copytree(home, other)
        theirs = ["-m", "termcards", "--home", str(other), "study"]
        with running(ours) as quick, running(theirs, TEXTUAL_FPS="60") as usual:
            for program in (quick, usual):
                program.wait_for(READABLE)
                program.next_picture(b" ")
            pairs = [(program_time(quick, turn), program_time(usual, turn)) for turn in range(KEYS)]
        own, peer = (statistics.median(column) for column in zip(*pairs, strict=True))
        print(  # noqa: T201
            f"  key to picture {own * 1e3:.1f} ms, with Textual's pacing {peer * 1e3:.1f} ms,"
            f" ratio {own / peer:.2f}"
        )


def program_time(program: Program, turn: int) -> float:
    """A grade, or the answer, in turns."""
    return program.next_picture(b"3" if turn % 2 == 0 else b" ")


if __name__ == "__main__":
    main()
