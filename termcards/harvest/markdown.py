"""Markdown into a `Document`: the parser's events, put into words.

The parser is pulldown-cmark through pyromark. Its ranges count bytes of UTF-8; they are only used
to find lines and to cut out raw footnotes, both on the encoded text, so that no offset is
converted.
"""

import re
from bisect import bisect_right
from collections.abc import Callable
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
from termcards.harvest.writer import PassageWriter

_OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_YAML_STYLE_METADATA_BLOCKS
    | pyromark.Options.ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS
)
_STYLES = {"Strong": Style.STRONG, "Emphasis": Style.EMPHASIS}


def read_markdown(text: str, path: object) -> Document:
    """Raises `BadInputError` for a text that makes far more structure than it has characters."""
    text = text.replace("\r\n", "\n")
    reader = _Reader(text.encode("utf-8", "replace"), path)
    with without_collector():
        for event, place in pyromark.events_with_range(reader.decoded(), options=_OPTIONS):
            reader.take(event, place)
        return reader.document()


class _Reader:
    def __init__(self, content: bytes, path: object) -> None:
        self.content = content
        self.path = path
        self.newlines = [match.start() for match in re.finditer(rb"\n", content)]
        self.events_left = 1_000_000 + 4 * len(content)
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
        """How many images, code and HTML blocks are open, whose text is not running text."""
        self.starts: dict[str, Callable[[Any, int], None]] = {
            "Heading": self._start_heading,
            "List": self._start_list,
            "FootnoteDefinition": self._start_footnote,
            "Link": self._start_link,
            "Image": self._start_silent,
            "CodeBlock": self._start_silent,
            "Table": self._start_table,
            "MetadataBlock": self._start_front,
        }

    def decoded(self) -> str:
        return self.content.decode()

    def line(self, at: int) -> int:
        return bisect_right(self.newlines, at - 1) + 1

    def take(self, event: Any, place: Any) -> None:
        if type(event) is dict:
            ((key, value),) = event.items()
            if key == "Text":
                self._text(value, place["start"])
            elif key == "Start":
                self._start(value, place["start"])
            elif key == "End":
                self._end(value, place["end"])
            elif key == "FootnoteReference":
                self._writer(place["start"]).mark(value, self.line(place["start"]))
            elif key == "Code":
                self._writer(place["start"]).styled(value, Style.CODE)
            elif key == "InlineHtml" and value[:3].lower() == "<br" and self.passage:
                self.passage.hard_break(self.line(place["end"]))
        elif self.passage is not None and event == "SoftBreak":
            self.passage.soft_break(self.line(place["end"]))
        elif self.passage is not None and event == "HardBreak":
            self.passage.hard_break(self.line(place["end"]))
        self.events_left -= 1
        if self.events_left < 0:
            raise BadInputError(
                "this has far more structure than text; is it a posting?", path=self.path
            )

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
        if self.front_kind:
            self.front = read_front_matter(text, self.front_kind, self.path, self.line(at))
        elif not self.silent:
            is_escaped = self.content[at - 1 : at] == b"\\" and at > 0
            if is_escaped:
                self._writer(at).styled(text[:1], Style.LITERAL)
            self._writer(at).write(text[is_escaped:])

    def _start(self, tag: Any, at: int) -> None:
        if type(tag) is str:
            if tag in _STYLES:
                self._writer(at).open(_STYLES[tag])
            elif tag in ("Paragraph", "TableCell", "Item"):
                self._start_block(tag)
            elif tag == "HtmlBlock":
                self._start_silent(None, at)
            return
        ((name, value),) = tag.items()
        if name in self.starts:
            self.starts[name](value, at)

    def _start_block(self, tag: str) -> None:
        self._close()
        if tag == "Item":
            self.lists[-1][1] += 1
        elif tag == "TableCell":
            self.cell += 1

    def _start_heading(self, value: Any, _at: int) -> None:
        self._close()
        self.kind = BlockKind.HEADING
        self.level = int(value["level"][1])

    def _start_list(self, first_number: Any, _at: int) -> None:
        self._close()
        self.groups += 1
        self.lists.append([self.groups, 0, -1 if first_number is None else first_number])

    def _start_table(self, _value: Any, _at: int) -> None:
        self._close()
        self.groups += 1
        self.kind = BlockKind.CELL
        self.cell = 0

    def _start_footnote(self, label: Any, at: int) -> None:
        self._close()
        if self.note is not None:
            self.outer_notes.append(self.note)
        self.note = (label, at, [])

    def _start_link(self, value: Any, at: int) -> None:
        self._writer(at).open(Style.LINK, value["dest_url"])

    def _start_silent(self, _value: Any, _at: int) -> None:
        self.silent += 1

    def _start_front(self, kind: Any, _at: int) -> None:
        self.front_kind = kind

    def _end(self, tag: Any, at: int) -> None:
        name = tag if type(tag) is str else next(iter(tag))
        if name in ("Strong", "Emphasis", "Link"):
            if self.passage is not None:
                self.passage.close_style()
        elif name in ("Image", "CodeBlock", "HtmlBlock"):
            self.silent -= 1
        elif name == "FootnoteDefinition":
            self._close()
            self._end_footnote(at)
        elif name == "MetadataBlock":
            self.front_kind = ""
        else:
            self._close()
            self._end_container(name)

    def _end_container(self, name: str) -> None:
        if name == "List":
            self.lists.pop()
        elif name in ("Heading", "Table"):
            self.kind = BlockKind.PARAGRAPH
            self.level = 0

    def _end_footnote(self, at: int) -> None:
        if self.note is None:
            return
        label, start, blocks = self.note
        self.note = self.outer_notes.pop() if self.outer_notes else None
        raw = self.content[start:at].decode("utf-8", "replace")
        body = raw.partition("]:")[2].strip()
        end_line = self.line(start) + raw.rstrip().count("\n")
        self.footnotes.append(Footnote(label, self.line(start), end_line, tuple(blocks), body))

    def _writer(self, at: int) -> PassageWriter:
        if self.passage is None:
            self.passage = PassageWriter(self.line(at))
        return self.passage

    def _close(self) -> None:
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
