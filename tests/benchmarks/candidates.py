"""How fast a plain posting gives its candidates: `python -m tests.benchmarks.candidates`.

First an ordinary posting of 50 KB, then texts made to be slow, each at two sizes: where the time
per byte stays the same, it is linear.
"""

import random
import time
from collections.abc import Callable
from itertools import chain, islice, product
from pathlib import Path

from termcards.harvest.coverage import coverage
from termcards.harvest.plaintext import read_plain_text
from termcards.harvest.proposals import propose
from termcards.notes import NoteId

TEXTS = Path(__file__).parents[1] / "harvest" / "texts"
KNOWN = 100_000


def ordinary(size: int) -> str:
    """The postings of the tests again and again, each time with some of their words shuffled."""
    chance = random.Random(7)  # nothing secret
    lines = [line for path in sorted(TEXTS.glob("*.txt")) for line in path.open(encoding="utf-8")]
    words = [word for line in lines for word in line.split() if word.isalpha() and word.islower()]
    text = ""
    while len(text) < size:
        for line in lines:
            mixed = (w if chance.random() < 0.7 else chance.choice(words) for w in line.split(" "))
            text += " ".join(mixed).rstrip("\n") + "\n"
    return text[:size]


HOSTILE: dict[str, Callable[[int], str]] = {
    "one long word": lambda size: "x" * size,
    "one long acronym": lambda size: "AB" * (size // 2),
    "acronyms": lambda size: "ABC " * (size // 4),
    "acronyms in brackets": lambda size: "alpha beta cable (ABC) " * (size // 23),
    "open brackets": lambda size: "ABC (" * (size // 5),
    "slashes": lambda size: "AB/" * (size // 3),
    "dashes": lambda size: "ABC - alpha beta cable - " * (size // 25),
    "addresses": lambda size: "a.b@" * (size // 4),
    "paths": lambda size: "ab/" * (size // 3) + ".",
    "one line of prose": lambda size: " ".join(ordinary(size).split()),
    "one line of nouns": lambda size: "sales pipeline " * (size // 15),
    "many phrases": lambda size: "".join(
        f"A {''.join(word)} pipeline. "
        for word in islice(product("abcdefghij", repeat=5), size // 18)
    ),
    "bullets": lambda size: "•\n" * (size // 2),
    "nested items": lambda size: "".join(f"{' ' * (n % 60)}- item\n" for n in range(size // 36)),
    "short lines": lambda size: "Sales Team\n" * (size // 11),
    "wrapped lines": lambda size: "a line that goes on in the next and never ends\n" * (size // 47),
    "hyphens": lambda size: "a-" * (size // 2),
    "Chinese": lambda size: "负责客户关系管理（CRM）、" * (size // 13),
    "one Chinese line": lambda size: "采" * size,
    "breadcrumbs": lambda size: "a > " * (size // 4),
    "quotation marks": lambda size: '"' * size,
}  # fmt: skip


def seconds(text: str) -> float:
    start = time.perf_counter()
    document = read_plain_text(text)
    propose(document)
    coverage(document, {"sales pipeline": NoteId("x")})
    return time.perf_counter() - start


def main() -> None:
    text = ordinary(50_000)
    words = sorted({word.lower() for word in text.split() if word.isalpha()})
    pairs = (f"{one} {other}" for one, other in product(words, words))
    names = {name: NoteId(name) for name in islice(chain(words[::3], pairs), KNOWN)}
    start = time.perf_counter()
    document = read_plain_text(text)
    read = time.perf_counter()
    found = propose(document)
    proposed = time.perf_counter()
    covered = coverage(document, names)
    end = time.perf_counter()
    print(  # noqa: T201 - a benchmark reports to its reader
        f"50 KB: read {read - start:.3f} s, {len(found)} candidates {proposed - read:.3f} s,"
        f" {len(covered)} of {KNOWN} names {end - proposed:.3f} s"
    )
    for name, make in HOSTILE.items():
        small, large = make(20_000), make(200_000)
        first, second = seconds(small), seconds(large)
        print(f"{name:24} {first:7.3f} s, ten times of it {second / first:5.1f} times as long")  # noqa: T201 - as above


if __name__ == "__main__":
    main()
