"""The casebook, `tests/cases/*.md`: postings, and the notes a careful lexicographer makes of them.

A case is a heading of the second level, the posting in a block of four backticks
marked `markdown` (or `markdown crlf`, for lines that end with a carriage return),
and what is wanted of it in a block of four backticks marked `yaml`:

    notes:                      # as many as are wanted, in the order of their definitions
    - label: well spoken        # only the keys that are written down are compared
      term: well spoken
      …
    asides: [labels kept out]   # none, if absent
    warnings: [code@line]       # none, if absent; a code alone leaves the line open
    title: …  date: …  author: …

The keys of a note are those of `NOTE_KEYS`. A list for `term`, `surface` or
`part_of_speech` holds answers that are all good. `aliases` are compared as a set, in which
the surfaces of examples may stand too, and so are `forms`, the term and its aliases together,
where either may be the term. `mentions` are texts that stand somewhere in the definitions.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

CASES = Path(__file__).parent.parent / "cases"

CASE_KEYS = frozenset({"notes", "asides", "warnings", "title", "date", "author"})
NOTE_KEYS = frozenset(
    {
        *("label", "term", "aliases", "forms", "part_of_speech", "pronunciation", "field"),
        *("definitions", "mentions", "definition_fields", "languages"),
        *("sources", "source_titles", "quotes", "synonyms", "usage", "derived", "see"),
        *("surface", "examples", "translations", "lines", "end_lines", "kinds"),
    }
)

_CASE = re.compile(
    r"^## (?P<title>.+)\n\n"
    r"````markdown(?P<crlf> crlf)?\n(?P<text>(?:.*\n)*?)````\n\n"
    r"````yaml\n(?P<wanted>(?:.*\n)*?)````\n",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Case:
    area: str
    title: str
    path: Path
    line: int
    """Of its heading."""

    text: str
    notes: tuple[dict[str, Any], ...]
    asides: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    posting: dict[str, str | None] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.area}: {self.title}"


class _Loader(yaml.SafeLoader):
    """Reads numbers and nulls, and leaves `no`, `on` and dates as they are written."""


_Loader.yaml_implicit_resolvers = {
    first: [
        rule for rule in rules if rule[0] in {"tag:yaml.org,2002:int", "tag:yaml.org,2002:null"}
    ]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read_casebook() -> list[Case]:
    return [case for path in sorted(CASES.glob("*.md")) for case in _read_cases(path)]


def _read_cases(path: Path) -> Iterator[Case]:
    book = path.read_text(encoding="utf-8")
    read_to = book.index("\n") + 1
    for match in _CASE.finditer(book):
        line = book.count("\n", 0, match.start()) + 1
        if book[read_to : match.start()].strip():
            raise ValueError(f"{path}:{line}: something before this case is no case")
        read_to = match.end()
        yield _case(path, line, match)
    if book[read_to:].strip():
        raise ValueError(f"{path}: something after the last case is no case")


def _case(path: Path, line: int, match: re.Match[str]) -> Case:
    wanted: dict[str, Any] = yaml.load(match["wanted"], _Loader)
    notes = wanted.get("notes") or []
    strange = set(wanted) - CASE_KEYS | {key for note in notes for key in note} - NOTE_KEYS
    if strange:
        raise ValueError(f"{path}:{line}: no such keys: {', '.join(sorted(strange))}")
    return Case(
        area=path.stem,
        title=match["title"],
        path=path,
        line=line,
        text=match["text"].replace("\n", "\r\n") if match["crlf"] else match["text"],
        notes=tuple(notes),
        asides=tuple(map(str, wanted.get("asides") or ())),
        warnings=tuple(wanted.get("warnings") or ()),
        posting={key: wanted[key] for key in ("title", "date", "author") if key in wanted},
    )
