"""Our own glossary: lists of terms in YAML, with their translations and what acronyms stand for.

- term: ARR
  expansion: annual recurring revenue
  definition: The yearly value of all subscriptions.
  translation: 年度经常性收入
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from termcards.dictionaries.lazy import UnavailableError
from termcards.errors import BadInputError
from termcards.lookup import Definition, Origin
from termcards.plaintext import folded
from termcards.yamlnodes import Node, Reader
from termcards.yamlparser import parse

FOLDER = Path(__file__).parent / "glossary"
ORIGIN = Origin("termcards glossary", "MIT")
KEYS = (
    "term",
    "expansion",
    "aliases",
    "part_of_speech",
    "field",
    "definition",
    "translation",
)


@dataclass(frozen=True, slots=True)
class Entry:
    definition: Definition
    aliases: tuple[str, ...] = ()

    def names(self) -> Iterator[str]:
        """All that it is found under."""
        yield self.definition.headword
        yield from self.aliases
        if self.definition.expansion:
            yield self.definition.expansion


@dataclass(frozen=True, slots=True)
class Expansion:
    """What an acronym stands for."""

    text: str
    translation: str | None = None


class Glossary:
    origin = ORIGIN

    def __init__(self, folder: Path) -> None:
        """Raises `BadInputError` with file and line, `UnavailableError`, `OSError`."""
        paths = sorted(folder.glob("*.yaml"))
        if not paths:
            raise UnavailableError(f"there are no lists of terms in {folder}")
        self.entries = tuple(entry for path in paths for entry in _read(path))
        self._by_name: dict[str, list[Definition]] = {}
        for entry in self.entries:
            for name in dict.fromkeys(map(folded, entry.names())):
                self._by_name.setdefault(name, []).append(entry.definition)

    def look_up(self, word: str) -> tuple[Definition, ...]:
        return tuple(self._by_name.get(folded(word), ()))

    def expansions(self) -> dict[str, tuple[Expansion, ...]]:
        """By acronym, as it is written; of one that stands for several things, all."""
        found: dict[str, tuple[Expansion, ...]] = {}
        for entry in self.entries:
            said = entry.definition
            if said.expansion:
                one = Expansion(said.expansion, said.translation)
                found[said.headword] = (*found.get(said.headword, ()), one)
        return found


@cache
def own_glossary() -> Glossary:
    """The one that comes with termcards, read once. Raises what `Glossary` does."""
    return Glossary(FOLDER)


def _read(path: Path) -> Iterator[Entry]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInputError("this is not UTF-8 text", path=path) from error
    root = parse(text, path)
    reader = _GlossaryReader(path)
    return map(reader.entry, reader.items(root, "the glossary"))


class _GlossaryReader(Reader):
    def entry(self, node: Node) -> Entry:
        mapping = self.mapping(node, "an entry", KEYS)
        values = mapping.values
        texts = {key: self.text(values.get(key), f'"{key}"') for key in KEYS if key != "aliases"}
        return Entry(
            Definition(
                headword=self.needed(mapping, "term", "an entry"),
                text=self.needed(mapping, "definition", "an entry"),
                origin=ORIGIN,
                language="en",
                part_of_speech=texts["part_of_speech"],
                field=texts["field"],
                translation=texts["translation"],
                expansion=texts["expansion"],
            ),
            self.texts(values.get("aliases"), '"aliases"'),
        )
