"""YAML read as plain text with places: no value is guessed, and every complaint has a line.

One pass over the parser's events gives a small tree of scalars, lists and mappings. Scalars stay
the words they are (*no*, *on*, *12:30*), and what a hostile or careless file could do to a reader
(deep nesting, aliases, tags, a key given twice) is refused with its line.
"""

import difflib
import re
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

import yaml

from termcards.collector import without_collector
from termcards.errors import BadInputError

MAXIMUM_DEPTH = 32
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class Scalar:
    text: str
    line: int
    """Counts from 1."""
    start: int
    """Offset in characters, as is `end`."""
    end: int


@dataclass(slots=True)
class Listing:
    line: int
    start: int
    column: int
    is_flow: bool
    items: list["Node"] = field(default_factory=list)
    end: int = 0
    """Where its last leaf ends: comments and blank lines that follow are not part of it."""


@dataclass(slots=True)
class Mapping:
    line: int
    start: int
    column: int
    is_flow: bool
    keys: dict[str, Scalar] = field(default_factory=dict)
    values: dict[str, "Node"] = field(default_factory=dict)
    end: int = 0


Node = Scalar | Listing | Mapping


def parse(text: str, path: object) -> Node | None:
    """The file's one document; `None` when there is nothing in it but comments.

    Offsets count the characters of `text`, which must not begin with a byte-order mark.
    Raises `BadInputError` with file and line.
    """
    builder = _Builder(path)
    try:
        with without_collector():
            for event in yaml.parse(text, Loader=_Loader):
                builder.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        if error.context_mark is not None and "end of stream" in str(error.problem):
            mark = error.context_mark  # where it was opened tells more than where the file ends
        line = None if mark is None else mark.line + 1
        problem = " ".join(part for part in (error.problem, error.context) if part)
        raise BadInputError(f"this is not YAML: {problem}", path=path, line=line) from error
    except yaml.reader.ReaderError as error:
        # The C reader gives the offset in one unit or another; the text itself tells.
        line = _line_of_unprintable(text)
        raise BadInputError(
            "there is a control character here; take it out, or write it escaped in double quotes",
            path=path,
            line=line,
        ) from error
    return builder.root


def _line_of_unprintable(text: str) -> int:
    found = re.search(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", text)
    return text.count("\n", 0, found.start() if found else 0) + 1


class _Builder:
    def __init__(self, path: object) -> None:
        self.path = path
        self.root: Node | None = None
        self._open: list[Listing | Mapping] = []
        self._keys: list[Scalar | None] = []
        self._documents = 0

    def take(self, event: yaml.Event) -> None:
        match event:
            case yaml.ScalarEvent():
                self._refuse_extras(event)
                mark = _known(event.start_mark)
                end = _known(event.end_mark).index
                self._add(Scalar(event.value, mark.line + 1, mark.index, end))
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self._start(event)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._finish(event)
            case yaml.AliasEvent():
                self._refuse("aliases (*name) are not used here; write the text out", event)
            case yaml.DocumentStartEvent():
                self._documents += 1
                if self._documents > 1:
                    self._refuse("a second document begins here; keep one to a file", event)
            case _:
                pass

    def _start(self, event: yaml.CollectionStartEvent) -> None:
        self._refuse_extras(event)
        if len(self._open) >= MAXIMUM_DEPTH:
            self._refuse(f"this is nested more than {MAXIMUM_DEPTH} deep", event)
        mark = _known(event.start_mark)
        kind = Mapping if isinstance(event, yaml.MappingStartEvent) else Listing
        node = kind(mark.line + 1, mark.index, mark.column, bool(event.flow_style))
        node.end = mark.index
        self._add(node)
        self._open.append(node)
        self._keys.append(None)

    def _finish(self, event: yaml.CollectionEndEvent) -> None:
        node = self._open.pop()
        self._keys.pop()
        if node.is_flow:
            node.end = _known(event.end_mark).index
        if self._open:
            self._open[-1].end = max(self._open[-1].end, node.end)

    def _add(self, node: Node) -> None:
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        parent.end = max(parent.end, node.end)
        if isinstance(parent, Listing):
            parent.items.append(node)
            return
        key = self._keys[-1]
        if key is None:
            self._keys[-1] = self._as_key(node, parent)
        else:
            parent.keys[key.text] = key
            parent.values[key.text] = node
            self._keys[-1] = None

    def _as_key(self, node: Node, parent: Mapping) -> Scalar:
        if not isinstance(node, Scalar):
            raise BadInputError("a key must be a word", path=self.path, line=node.line)
        if node.text in parent.keys:
            first = parent.keys[node.text].line
            raise BadInputError(
                f'"{node.text}" is given twice, first on line {first}; keep one',
                path=self.path,
                line=node.line,
            )
        return node

    def _refuse_extras(self, event: yaml.NodeEvent) -> None:
        if event.anchor is not None:
            self._refuse("anchors (&name) are not used here; take it out", event)
        if getattr(event, "tag", None) not in (None, "!"):
            self._refuse("tags (!name) are not used here; take it out, or quote the text", event)

    def _refuse(self, message: str, event: yaml.Event) -> None:
        raise BadInputError(message, path=self.path, line=_known(event.start_mark).line + 1)


def _known(mark: Any) -> yaml.Mark:
    """The parser gives every event its marks, though its types do not promise it."""
    if mark is None:
        raise ValueError("an event without a place")
    found: yaml.Mark = mark
    return found


class Reader:
    """Takes values out of a tree, and complains with file and line."""

    def __init__(self, path: object) -> None:
        self.path = path

    def error(self, node: Node, message: str) -> BadInputError:
        return BadInputError(message, path=self.path, line=node.line)

    def mapping(self, node: Node | None, what: str, keys: Collection[str] = ()) -> Mapping:
        """`node` as a mapping; with `keys`, one that has no others."""
        if not isinstance(node, Mapping):
            raise BadInputError(
                f"{what} should be keys with values here",
                path=self.path,
                line=node.line if node else None,
            )
        for name in node.keys if keys else ():
            if name not in keys:
                raise self.error(node.keys[name], unknown_word("key", name, keys))
        return node

    def items(self, node: Node | None, what: str) -> list[Node]:
        """The items of a list; a key with nothing behind it is an empty one."""
        if node is None or (isinstance(node, Scalar) and not node.text):
            return []
        if not isinstance(node, Listing):
            raise self.error(node, f"{what} should be a list here, one item a line after a dash")
        return node.items

    def text(self, node: Node | None, what: str) -> str | None:
        """A text, or `None` where there is none or an empty one."""
        if node is None:
            return None
        if not isinstance(node, Scalar):
            raise self.error(
                node, f"{what} should be text here; quote it if it has brackets or a colon"
            )
        return node.text or None

    def texts(self, node: Node | None, what: str) -> tuple[str, ...]:
        found = (self.text(item, what) for item in self.items(node, what))
        return tuple(text for text in found if text is not None)

    def needed(self, mapping: Mapping, key: str, what: str) -> str:
        text = self.text(mapping.values.get(key), f'"{key}"')
        if text is None or not text.strip():
            place = mapping.keys.get(key, mapping)
            raise self.error(place, f'{what} needs a "{key}"')
        return text


def unknown_word(kind: str, word: str, known: Collection[str]) -> str:
    """The sentence for a word that is not one of `known`, with the nearest that is."""
    near = difflib.get_close_matches(word, list(known), n=1)
    hint = f'did you mean "{near[0]}"?' if near else f"known are {', '.join(known)}"
    return f'unknown {kind} "{word}"; {hint}'
