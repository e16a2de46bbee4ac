"""Parses YAML into a tree of nodes: one pass over the parser's events.

What a hostile or careless file could do to a reader (deep nesting, aliases, tags, a key given
twice) is refused with its line. Apart from the nodes, so that who reads no file need not load it.
"""

import re
from typing import Any

import yaml

from termcards.collector import without_collector
from termcards.errors import BadInputError
from termcards.watching import UNWATCHED, Stage, Watch
from termcards.yamlnodes import Listing, Mapping, Node, Scalar

MAXIMUM_DEPTH = 32
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parse(text: str, path: object, watch: Watch = UNWATCHED) -> Node | None:
    """The file's one document; `None` when there is nothing in it but comments.

    Offsets count the characters of `text`, which must not begin with a byte-order mark.
    Raises `BadInputError` with file and line.
    """
    builder = _Builder(path, watch)
    watch.begins(Stage.CHECKING, len(text))
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
    def __init__(self, path: object, watch: Watch) -> None:
        self.path = path
        self._watch = watch
        self._seen = 0
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
        self._watch.advances(mark.index - self._seen)
        self._seen = mark.index
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
