"""Markdown into a `Document`: the parser's events, put into words.

The parser is pulldown-cmark through pyromark. Its ranges count bytes of UTF-8; they are only used
to find lines and to cut out raw footnotes, both on the encoded text, so that no offset is
converted.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from typing import Any

import pyromark

from termcards.errors import BadInputError
from termcards.harvest.document import (
    Block,
    BlockKind,
    Document,
    Footnote,
    HarvestWarning,
    Mark,
    Passage,
    Span,
    Style,
    cut,
    keep,
)
from termcards.harvest.frontmatter import FrontMatter, read_front_matter

_OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_YAML_STYLE_METADATA_BLOCKS
    | pyromark.Options.ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS
)
_STYLES = {"Strong": Style.STRONG, "Emphasis": Style.EMPHASIS}
_LOOSE_MARK = re.compile(r"\[\^([^\[\]\n]{1,1000})\]")
_INLINE_NOTE = re.compile(r"\^\[([^\[\]]{1,5000})\]")
_MARKED_LINK = re.compile(r"\[([^\[\]\n]{1,500})\]\(\s*[^()\s]{1,1000}\s*\)")
"""A link that the parser does not see as one, since there is a footnote mark in its text."""
_BULLET = re.compile(r"[•‣▪◦●○■□➢➤✓✔·]\s")
_SHORTCODE = re.compile(r"\{\{([<%]).{0,1000}?[%>]\}\}")
_EAST_ASIAN = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]")


def read_markdown(text: str, path: object) -> Document:
    """Raises `BadInputError` for a text that makes far more structure than it has characters."""
    text = text.replace("\r\n", "\n")
    reader = _Reader(text.encode("utf-8", "replace"), path)
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
        self.front_start: int | None = None
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
        self.passage: _Writer | None = None
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

    def _writer(self, at: int) -> "_Writer":
        if self.passage is None:
            self.passage = _Writer(self.line(at))
        return self.passage

    def _close(self) -> None:
        """Ends the running text, if there is any, as a block."""
        if self.passage is None:
            return
        passage = self.passage.passage()
        self.passage = None
        if not passage.text.strip() and not passage.marks:
            return
        passage = self._without_extras(passage)
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

    def _without_extras(self, passage: Passage) -> Passage:
        """Takes out what is no text: shortcodes, inline notes, marks of labels nobody defines."""
        text = passage.text
        if "{{" in text:
            passage = cut(passage, [(m.start(), m.end(), None) for m in _free(_SHORTCODE, passage)])
        if "^[" in passage.text:
            passage = self._without_inline_notes(passage)
        if "](" in passage.text and passage.marks:
            passage = self._without_marked_links(passage)
        if "[^" in passage.text:
            marks = [(m.start(), m.end(), m[1]) for m in _free(_LOOSE_MARK, passage)]
            passage = cut(passage, marks, is_defined=False)
        return passage

    def _without_marked_links(self, passage: Passage) -> Passage:
        cuts: list[tuple[int, int, str | None]] = []
        for match in _free(_MARKED_LINK, passage):
            if any(match.start() < mark.offset <= match.end(1) for mark in passage.marks):
                cuts.append((match.start(), match.start(1), None))
                cuts.append((match.end(1), match.end(), None))
        return cut(passage, cuts)

    def _without_inline_notes(self, passage: Passage) -> Passage:
        cuts: list[tuple[int, int, str | None]] = []
        for match in _free(_INLINE_NOTE, passage):
            line = passage.line_at(match.start())
            label = f"inline note on line {line}"
            if cuts:
                label += f", {len(cuts) + 1}"
            cuts.append((match.start(), match.end(), label))
            body = keep(passage, match.start(1), match.end(1))
            block = Block(BlockKind.PARAGRAPH, body)
            self.footnotes.append(Footnote(label, line, line, (block,), match[1]))
        return cut(passage, cuts)


class _Writer:
    """Puts a passage together."""

    def __init__(self, line: int) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.spans: list[Span] = []
        self.marks: list[Mark] = []
        self.starts = [(0, line)]
        self.open_styles: list[tuple[int, Style, str | None]] = []
        self.is_wrapped = False

    def write(self, text: str) -> None:
        if self.is_wrapped:
            self._join(text)
        self.parts.append(text)
        self.length += len(text)

    def styled(self, text: str, style: Style) -> None:
        self.open(style)
        self.write(text)
        self.close_style()

    def open(self, style: Style, url: str | None = None) -> None:
        if self.is_wrapped:
            self._join("")
        self.open_styles.append((self.length, style, url))

    def close_style(self) -> None:
        if self.open_styles:
            start, style, url = self.open_styles.pop()
            self.spans.append(Span(start, self.length, style, url))

    def mark(self, label: str, line: int) -> None:
        self.marks.append(Mark(self.length, label, line))

    def soft_break(self, line: int) -> None:
        self.is_wrapped = True
        self.starts.append((self.length, line))

    def hard_break(self, line: int) -> None:
        self.is_wrapped = False
        self.parts.append("\n")
        self.length += 1
        self.starts.append((self.length, line))

    def passage(self) -> Passage:
        text = "".join(self.parts)
        return Passage(text, tuple(sorted(self.spans)), tuple(self.marks), tuple(self.starts))

    def _join(self, text: str) -> None:
        """A wrapped line goes on after a space, unless both sides are East Asian.

        One that begins with a bullet typed by hand is a line of its own.
        """
        self.is_wrapped = False
        if _BULLET.match(text):
            self.hard_break(self.starts.pop()[1])
            return
        last = self.parts[-1][-1:] if self.parts else ""
        if not (_EAST_ASIAN.match(last) and (not text or _EAST_ASIAN.match(text))):
            self.parts.append(" ")
            self.length += 1
            self.starts[-1] = (self.length, self.starts[-1][1])


def _free(pattern: re.Pattern[str], passage: Passage) -> Iterable[re.Match[str]]:
    """The matches that are neither in code nor escaped."""
    code = [span for span in passage.spans if span.style in (Style.CODE, Style.LITERAL)]
    for match in pattern.finditer(passage.text):
        if not any(span.start < match.end() and match.start() < span.end for span in code):
            yield match
