"""The casebook of plain postings, `tests/cases/plain/*.md`: texts that nobody annotated.

A case is a heading of the second level, the posting in a block of four backticks marked `text`, and
what is wanted of it in one marked `yaml`. A meaning is written `expansion|translation`, with `~`
for none.

    given:                        # what `propose` is told besides the text
      known: []  never: []  attested: []  listed: []  level: B1
      expansions: {arr: annual recurring revenue|年度经常性收入}
    explained: {SLA: service level agreement}     # all of that group, no others
    unexplained: [ERP]                            # likewise
    exactly: []                   # all terms that are proposed
    proposed: []  ticked: []  not_ticked: []  left_out: []
    counts: {}  translations: {}  sentences: {}  lines: {}        # by term
    blocks: ["item 6 #1: …"]      # all blocks: kind, line, number or level of an item, text
    date: 2024-01-31
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

CASES = Path(__file__).parent.parent / "cases" / "plain"
KEYS = frozenset(
    {
        *("given", "explained", "unexplained", "exactly", "proposed", "ticked", "not_ticked"),
        *("left_out", "counts", "translations", "sentences", "lines", "blocks", "date"),
    }
)
_CASE = re.compile(
    r"^## (?P<title>.+)\n\n````text\n(?P<text>(?:.*\n)*?)````\n\n"
    r"````yaml\n(?P<wanted>(?:.*\n)*?)````\n",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class PlainCase:
    area: str
    title: str
    text: str
    wanted: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.area}: {self.title}"


def read_plain_cases() -> list[PlainCase]:
    return [case for path in sorted(CASES.glob("*.md")) for case in _cases(path)]


def _cases(path: Path) -> list[PlainCase]:
    book = path.read_text(encoding="utf-8")
    found = [
        PlainCase(path.stem, match["title"], match["text"], yaml.safe_load(match["wanted"]))
        for match in _CASE.finditer(book)
    ]
    if len(found) != len(re.findall(r"^## ", book, re.MULTILINE)):
        raise ValueError(f"{path}: something in it is no case")
    strange = {key for case in found for key in case.wanted} - KEYS
    if strange:
        raise ValueError(f"{path}: no such keys: {', '.join(sorted(strange))}")
    return found
