"""Markdown into a `Document`: the parser's events, put into words.

The parser is pulldown-cmark through pyromark. Its ranges count bytes of UTF-8; they are only used
to find lines and to cut out raw footnotes, both on the encoded text, so that no offset is
converted.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any

import pyromark

from termcards.collector import without_collector
from termcards.errors import BadInputError
from termcards.harvest.document import (
    Block,
    BlockKind,
    Document,
    Footnote,
    HarvestWarning,
    Passage,
    Style,
)
from termcards.harvest.extras import without_extras
from termcards.harvest.frontmatter import FrontMatter, read_front_matter
from termcards.harvest.writer import FIGURES, PassageWriter

_OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_YAML_STYLE_METADATA_BLOCKS
    | pyromark.Options.ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS
)
Handler = Callable[[Any, int], None]
"""Of a tag's start or end: takes what the tag says of itself, and where that is, in bytes."""
_BACKSLASH = ord("\\")


def read_markdown(text: str, path: object) -> Document:
    """Raises `BadInputError` for a text that makes far more structure than it has characters."""
    content = text.replace("\r\n", "\n").encode("utf-8", "replace")
    reader = _Reader(content, path)
    with without_collector():
        events = pyromark.events_with_range(content.decode(), options=_OPTIONS)
        reader.read(islice(events, 1_000_000 + 4 * len(content)))
        if next(events, None) is not None:
            raise BadInputError(
                "this has far more structure than text; is it a posting?", path=path
            )
        return reader.document()


class _Reader:
    def __init__(self, content: bytes, path: object) -> None:
        self.content = content
        self.path = path
        self.newlines = [match.start() for match in re.finditer(rb"\n", content)]
        self.front = FrontMatter()
        self.front_kind = ""
        self.blocks: list[Block] = []
        self.footnotes: list[Footnote] = []
        self.warnings: list[HarvestWarning] = []
        self.note: tuple[str, int, list[Block]] | None = None
        self.outer_notes: list[tuple[str, int, list[Block]]] = []
        self.lists: list[list[int]] = []
        """Open lists: the number of each, how many items it had, and its first item's number."""
        self.groups = 0
        self.cell = 0
        self.passage: PassageWriter | None = None
        self.kind = BlockKind.PARAGRAPH
        self.level = 0
        self.silent = 0
        """How many front matters, images, code and HTML blocks are open."""
        self.figures: dict[int, int] = {}
        """How figures are written where they are raised or lowered."""
        self.starts: dict[str, Handler] = {
            "Paragraph": self._close,
            "Item": self._start_item,
            "Strong": self._start_strong,
            "Emphasis": self._start_emphasis,
            "Link": self._start_link,
            "Heading": self._start_heading,
            "List": self._start_list,
            "FootnoteDefinition": self._start_footnote,
            "Image": self._start_silent,
            "CodeBlock": self._start_code,
            "HtmlBlock": self._start_silent,
            "Table": self._start_table,
            "TableCell": self._start_cell,
            "MetadataBlock": self._start_front,
        }
        self.ends: dict[str, Handler] = {
            "Strong": self._end_style,
            "Emphasis": self._end_style,
            "Strikethrough": self._go_on,
            "Link": self._end_style,
            "Heading": self._end_kind,
            "List": self._end_list,
            "FootnoteDefinition": self._end_footnote,
            "Image": self._end_silent,
            "CodeBlock": self._end_code,
            "HtmlBlock": self._end_silent,
            "Table": self._end_kind,
            "MetadataBlock": self._end_front,
        }

    def line(self, at: int) -> int:
        return bisect_right(self.newlines, at - 1) + 1

    def read(self, events: Iterable[tuple[Any, Any]]) -> None:
        for event, place in events:
            if type(event) is str:
                self._break(event, place["end"])
                continue
            kind, value = event.popitem()
            if kind == "Text":
                self._text(value, place["start"])
            elif kind == "Start":
                name, details = (value, None) if type(value) is str else value.popitem()
                if name in self.starts:
                    self.starts[name](details, place["start"])
            elif kind == "End":
                name = value if type(value) is str else next(iter(value))
                self.ends.get(name, self._close)(None, place["end"])
            elif kind == "FootnoteReference":
                self._writer(place["start"]).mark(value, self.line(place["start"]))
            elif kind == "Code":
                self._writer(place["start"]).styled(value, Style.CODE)
            elif kind == "InlineHtml":
                self._tag(value[:4].lower(), place["end"])

    def document(self) -> Document:
        return Document(
            posting=self.front.posting,
            author=self.front.author,
            tags=self.front.tags,
            blocks=tuple(self.blocks),
            footnotes=tuple(self.footnotes),
            warnings=tuple(sorted(self.warnings, key=lambda warning: warning.line)),
        )

    def _text(self, text: str, at: int) -> None:
        if self.silent:
            if self.front_kind:
                self.front = read_front_matter(text, self.front_kind, self.path, self.line(at))
            return
        writer = self.passage or self._writer(at)
        if self.content[at - 1] == _BACKSLASH and at > 0:
            writer.styled(text[:1], Style.LITERAL)
            text = text[1:]
        writer.write(text.translate(self.figures) if self.figures else text)

    def _tag(self, opening: str, end: int) -> None:
        """Figures are only raised and lowered in footnotes: an example stands as it is written."""
        if opening.startswith("<br"):
            is_last = self.content[end : end + 1] in (b"\n", b"")
            self._break("HardBreak" if is_last else "TagBreak", end)
        elif self.note is not None and opening in ("<sup", "<sub", "</su"):
            self.figures = FIGURES.get(opening, {})

    def _break(self, kind: str, end: int) -> None:
        if self.passage is None:
            return
        if kind == "SoftBreak":
            self.passage.soft_break(self.line(end))
        elif kind == "HardBreak":
            self.passage.hard_break(self.line(end))
        elif kind == "TagBreak":
            self.passage.tag_break(self.line(end))

    def _start_item(self, _value: Any, at: int) -> None:
        self._close(None, at)
        self.lists[-1][1] += 1

    def _start_cell(self, _value: Any, at: int) -> None:
        self._close(None, at)
        self.cell += 1

    def _start_heading(self, value: Any, at: int) -> None:
        self._close(None, at)
        self.kind = BlockKind.HEADING
        self.level = int(value["level"][1])

    def _start_list(self, first_number: Any, at: int) -> None:
        self._close(None, at)
        self.groups += 1
        self.lists.append([self.groups, 0, -1 if first_number is None else first_number])

    def _start_table(self, _value: Any, at: int) -> None:
        self._close(None, at)
        self.groups += 1
        self.kind = BlockKind.CELL
        self.cell = 0

    def _start_footnote(self, label: Any, at: int) -> None:
        self._close(None, at)
        if self.note is not None:
            self.outer_notes.append(self.note)
        self.note = (label, at, [])

    def _start_strong(self, _value: Any, at: int) -> None:
        self._writer(at).open(Style.STRONG)

    def _start_emphasis(self, _value: Any, at: int) -> None:
        self._writer(at).open(Style.EMPHASIS)

    def _start_link(self, value: Any, at: int) -> None:
        self._writer(at).open(Style.LINK, value["dest_url"])

    def _start_silent(self, _value: Any, _at: int) -> None:
        self.silent += 1

    def _start_code(self, _value: Any, at: int) -> None:
        """In a footnote it is a part of the definition."""
        if self.note is None:
            self.silent += 1
            return
        self._close(None, at)
        self._writer(at).open(Style.CODE)

    def _start_front(self, kind: Any, _at: int) -> None:
        self.silent += 1
        self.front_kind = kind

    def _end_style(self, _value: Any, _at: int) -> None:
        if self.passage is not None:
            self.passage.close_style()

    def _go_on(self, _value: Any, _at: int) -> None:
        """Text that is struck through is text."""

    def _end_silent(self, _value: Any, _at: int) -> None:
        self.silent -= 1

    def _end_code(self, _value: Any, at: int) -> None:
        if self.note is None:
            self.silent -= 1
            return
        self._end_style(None, at)
        self._close(None, at)

    def _end_front(self, _value: Any, _at: int) -> None:
        self.silent -= 1
        self.front_kind = ""

    def _end_list(self, _value: Any, at: int) -> None:
        self._close(None, at)
        self.lists.pop()

    def _end_kind(self, _value: Any, at: int) -> None:
        """A heading's or a table's."""
        self._close(None, at)
        self.kind = BlockKind.PARAGRAPH
        self.level = 0

    def _end_footnote(self, _value: Any, at: int) -> None:
        self._close(None, at)
        if self.note is None:
            return
        label, start, blocks = self.note
        self.note = self.outer_notes.pop() if self.outer_notes else None
        raw = self.content[start:at].decode("utf-8", "replace").rstrip()
        line = self.line(start)
        body = raw.partition("]:")[2].lstrip()
        self.footnotes.append(Footnote(label, line, line + raw.count("\n"), tuple(blocks), body))

    def _writer(self, at: int) -> PassageWriter:
        if self.passage is None:
            self.passage = PassageWriter(self.line(at))
        return self.passage

    def _close(self, _value: Any, _at: int) -> None:
        """Ends the running text, if there is any, as a block."""
        if self.passage is None:
            return
        passage = self.passage.passage()
        self.passage = None
        if not passage.text.strip() and not passage.marks:
            return
        passage, inline_notes = without_extras(passage)
        self.footnotes += inline_notes
        target = self.blocks if self.note is None else self.note[2]
        target.append(self._block(passage))

    def _block(self, passage: Passage) -> Block:
        if self.kind is BlockKind.CELL:
            return Block(BlockKind.CELL, passage, group=self.groups, index=self.cell)
        if self.kind is BlockKind.HEADING:
            return Block(BlockKind.HEADING, passage, level=self.level)
        if self.lists:
            group, index, first = self.lists[-1]
            number = first + index - 1 if first >= 0 else None
            return Block(BlockKind.ITEM, passage, len(self.lists), group, index, number)
        return Block(BlockKind.PARAGRAPH, passage)
