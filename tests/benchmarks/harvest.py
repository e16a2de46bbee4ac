"""How fast a posting becomes notes: `python -m tests.benchmarks.harvest`.

Beside it stands markdown-it-py's bare parse of the same text, in the same run: of a footnote-dense
one, and of the sample posting in two languages. Then ten times the text, and texts made to be slow,
each at two sizes: where the time per byte stays the same, it is linear.
"""

import random
import time
from collections.abc import Callable
from pathlib import Path

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from termcards.errors import TermcardsError
from termcards.harvest.harvester import harvest
from termcards.harvest.markdown import read_markdown

NOTES = 500
RUNS = 5
SAMPLE = Path(__file__).parents[2] / "decks" / "postings" / "customer-success-lead.md"


def dense_text(notes: int) -> str:
    """A sentence with a footnoted term, its definition and its source, again and again."""
    chance = random.Random(7)  # nothing secret
    terms = ["".join(chance.choices("bcdfglmnprst", k=3)) + f"{n:05}" for n in range(notes)]
    filler = ["".join(chance.choices("aeiouhjkqvwxz", k=6)) for _ in range(4000)]
    parts = ["# Posting\n"]
    for term in terms:
        before, after = (
            " ".join(chance.choices(filler, k=12)),
            " ".join(chance.choices(filler, k=9)),
        )
        parts.append(f"The {before} of the {term}[^{term}] is what {filler[0]} needs.\n")
        parts.append(
            f"[^{term}]: **{term}** n. The {after} that it has."
            f" - from [example.org](https://example.org/{term})\n"
        )
    return "\n".join(parts)


HOSTILE: dict[str, Callable[[int], str]] = {
    "brackets": lambda size: "[" * size,
    "closing brackets": lambda size: "]" * size,
    "unclosed marks": lambda size: "[^" * (size // 2),
    "marks nobody defines": lambda size: "word[^x] " * (size // 9),
    "one mark, many times": lambda size: (
        "word[^x] " * (size // 9) + "\n\n[^x]: **word**: a thing.\n"
    ),
    "one line": lambda size: "a sentence of words. " * (size // 21) + "\n\n[^word]: a thing.\n",
    "one long word": lambda size: "x" * size + "[^x]\n\n[^x]: a thing.\n",
    "a long label": lambda size: f"word[^{'l' * size}]\n\n[^{'l' * size}]: a thing.\n",
    "a long definition": lambda size: f"word[^x]\n\n[^x]: {'so it is said. ' * (size // 15)}\n",
    "many sources": lambda size: (
        "word[^x]\n\n[^x]: " + "A thing. - https://example.org/x " * (size // 33) + "\n"
    ),
    "many links": lambda size: "word[^x]\n\n[^x]: " + "[a](https://b.c) " * (size // 17) + "\n",
    "open brackets in text": lambda size: (
        "word[^x] " + "(a. " * (size // 4) + "\n\n[^x]: a thing.\n"
    ),
    "emphasis": lambda size: "word[^x]\n\n[^x]: " + "*a* - B " * (size // 8) + "\n",
    "numbers": lambda size: (
        "word[^x]\n\n[^x]: " + " ".join(f"{n}. a thing" for n in range(1, size // 12)) + "\n"
    ),
    "two languages": lambda size: (
        "A sentence of the plan[^x].\n\n计划的一句话。\n\n" * (size // 60) + "[^x]: a thing.\n"
    ),
}


def seconds(work: Callable[[], object], runs: int = RUNS) -> float:
    """The best of some runs: what is left when the machine did nothing else."""
    best = float("inf")
    for _ in range(runs):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def harvested(text: str) -> None:
    try:
        harvest(read_markdown(text, "posting.md"), "posting")
    except TermcardsError as error:
        print(f"  refused: {error}")  # noqa: T201  # a benchmark prints


def compare(name: str, text: str) -> None:
    """Prints the speed of finished notes, and of the peer's bare parse, taken in turns."""
    peer = MarkdownIt("commonmark").use(footnote_plugin)
    own = bare = float("inf")
    for _ in range(RUNS):
        own = min(own, seconds(lambda: harvested(text), runs=1))
        bare = min(bare, seconds(lambda: peer.parse(text), runs=1))
    size = len(text.encode())
    print(f"{name}, {size / 1000:.0f} kB")  # noqa: T201
    print(f"  finished notes       {size / own / 1e6:6.2f} MB/s")  # noqa: T201
    print(f"  markdown-it-py, bare {size / bare / 1e6:6.2f} MB/s   ratio {bare / own:.2f}")  # noqa: T201


def main() -> None:
    text, long_text = dense_text(NOTES), dense_text(10 * NOTES)
    compare(f"{NOTES} notes", text)
    compare("the sample posting", SAMPLE.read_text(encoding="utf-8"))
    own, tenfold = seconds(lambda: harvested(text)), seconds(lambda: harvested(long_text), runs=2)
    print(f"ten times the notes take {tenfold / own:.1f} times as long")  # noqa: T201
    print("hostile texts: seconds at 100 kB, at 1 MB, and the ratio (10 is linear)")  # noqa: T201
    for name, make in HOSTILE.items():
        short, long = make(100_000), make(1_000_000)
        first = seconds(lambda text=short: harvested(text), runs=2)  # type: ignore[misc]  # bound now
        second = seconds(lambda text=long: harvested(text), runs=1)  # type: ignore[misc]  # bound now
        print(f"  {name:24} {first:8.3f} {second:8.3f} {second / first:8.1f}")  # noqa: T201


if __name__ == "__main__":
    main()
