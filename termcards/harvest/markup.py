"""HTML elements into blocks: what a browser would set apart is, the rest is running text."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from termcards.harvest.document import Block, BlockKind, Passage, Span, Style
from termcards.harvest.transcript import Transcript, clean
from termcards.harvest.writer import is_east_asian

_STYLES = {
    **dict.fromkeys(("b", "strong"), Style.STRONG),
    **dict.fromkeys(("i", "em"), Style.EMPHASIS),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), Style.CODE),
    "a": Style.LINK,
}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = ("ul", "ol", "menu")
_CELLS = ("td", "th")
_SET_APART = frozenset(
    {
        *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd"),
        *("details", "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure"),
        *("footer", "form", "header", "hgroup", "hr", "html", "main", "nav", "p", "pre"),
        *("search", "section", "summary", "table", "tbody", "tfoot", "thead", "tr"),
    }
)
_SILENT = frozenset(
    {
        *("audio", "button", "canvas", "datalist", "embed", "iframe", "img"),
        *("input", "link", "map", "math", "meta", "noframes", "noscript", "object"),
        *("option", "picture", "script", "select", "style", "svg", "template", "textarea"),
        *("title", "video"),
    }
)
_ADDRESS = re.compile(r"https?://[^\s<>\"\x00-\x20\x7f-\x9f]{1,2000}$", re.IGNORECASE)
_NOT_OF_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_REFERENCE = re.compile("&#(?:[xX]([0-9a-fA-F]{1,12})|([0-9]{1,12}));?")
_WORDS_OR_BLANKS = re.compile(r"\s+|\S+")


class _Gap(Enum):
    """What is between the last word and the next."""

    NONE = ""
    BLANK = " "
    LINE_END = "\n"
    BREAK = "<br>"


@dataclass(slots=True)
class _OpenStyle:
    style: Style
    url: str | None = None
    start: int | None = None
    """`None` until there is a word in it."""


@dataclass(slots=True)
class _List:
    group: int
    number: int | None
    """Of the next item, in a numbered list."""

    items: int = 0


def parse_html(text: str) -> Any:
    """The root element of a page or a part of one; `None` when there is nothing in it."""
    from lxml import etree, html

    parser = html.HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        return etree.fromstring(_of_xml(text).encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None


def _of_xml(text: str) -> str:
    """Without the characters that no XML may hold, for libraries that do not look for them."""
    return _NOT_OF_XML.sub("", _REFERENCE.sub(_if_of_xml, text))


def _if_of_xml(reference: re.Match[str]) -> str:
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    is_character = code < 0x110000 and not 0xD800 <= code < 0xE000
    return reference[0] if is_character and not _NOT_OF_XML.match(chr(code)) else ""


def set_down(root: Any, transcript: Transcript) -> None:
    """Adds the text of an element, in its blocks, to the transcript; `None` has none."""
    from lxml import etree

    if root is None:
        return
    walker = _Walker(transcript)
    steps = etree.iterwalk(root, events=("start", "end"))
    for event, element in steps:
        if event == "end":
            walker.end(element)
            if element is not root:
                walker.write(element.tail or "")
        elif element.tag in _SILENT:
            steps.skip_subtree()
        else:
            walker.start(element)
            walker.write(element.text or "")
    walker.close()


class _Walker:
    def __init__(self, transcript: Transcript) -> None:
        self.transcript = transcript
        self.parts: list[str] = []
        self.length = 0
        self.gap = _Gap.NONE
        self.spans: list[Span] = []
        self.styles: list[_OpenStyle] = []
        self.lists: list[_List] = []
        self.tables: list[tuple[int, bool]] = []
        """Open tables: the number of each, and whether it only lays out the page."""

        self.cells = 0
        self.in_cell = 0
        self.in_pre = 0
        self.level = 0
        self.starts: dict[str, Callable[[Any], None]] = {
            "br": self._break,
            "li": self._start_item,
            "table": self._start_table,
            "pre": self._start_pre,
            **dict.fromkeys(_LISTS, self._start_list),
            **dict.fromkeys(_CELLS, self._start_cell),
            **dict.fromkeys(_STYLES, self._start_style),
        }

    def start(self, element: Any) -> None:
        tag = element.tag
        if tag in _HEADINGS:
            self.close()
            self.level = _HEADINGS[tag]
        elif tag in _SET_APART or tag in _CELLS or tag in _LISTS or tag == "li":
            self.close()
        if tag in self.starts:
            self.starts[tag](element)

    def end(self, element: Any) -> None:
        tag = element.tag
        if tag in _STYLES:
            self._span(self.styles.pop())
        elif tag in _HEADINGS:
            self.close()
            self.level = 0
        elif tag in _SET_APART or tag in _CELLS or tag in _LISTS or tag == "li":
            self.close()
            self._end_container(tag)

    def write(self, text: str) -> None:
        for match in _WORDS_OR_BLANKS.finditer(clean(text)):
            piece = match[0]
            if not piece.isspace():
                self._write_word(piece)
            elif self.in_pre and "\n" in piece:
                self._break(None)
            elif self.gap is _Gap.NONE:
                self.gap = _Gap.LINE_END if "\n" in piece else _Gap.BLANK

    def close(self) -> None:
        """Ends the running text, if there is any, as a block."""
        self.gap = _Gap.NONE
        if not self.parts:
            return
        for style in self.styles:
            self._span(style)
            style.start = None
        passage = Passage("".join(self.parts), tuple(sorted(self.spans)))
        self.parts, self.length, self.spans = [], 0, []
        if not _is_button(passage) or self.level:
            self.transcript.add(self._block(passage))

    def _block(self, passage: Passage) -> Block:
        if self.level:
            return Block(BlockKind.HEADING, passage, level=self.level)
        if self.in_cell and not self.lists:
            return Block(BlockKind.CELL, passage, group=self.tables[-1][0], index=self.cells)
        if self.lists and self.lists[-1].items:
            last = self.lists[-1]
            return Block(
                BlockKind.ITEM, passage, len(self.lists), last.group, last.items, last.number
            )
        return Block(BlockKind.PARAGRAPH, passage)

    def _write_word(self, word: str) -> None:
        if self.parts:
            self._put(self._between(word))
        self.gap = _Gap.NONE
        for style in reversed(self.styles):
            if style.start is not None:
                break
            style.start = self.length
        self._put(word)

    def _between(self, word: str) -> str:
        match self.gap:
            case _Gap.NONE:
                return ""
            case _Gap.BREAK:
                return "\n"
            case _Gap.LINE_END if is_east_asian(self.parts[-1][-1]) and is_east_asian(word[0]):
                return ""
            case _:
                return " "

    def _put(self, text: str) -> None:
        if text:
            self.parts.append(text)
            self.length += len(text)

    def _span(self, style: _OpenStyle) -> None:
        if style.start is not None:
            self.spans.append(Span(style.start, self.length, style.style, style.url))

    def _break(self, _element: Any) -> None:
        """A line's forced end; two of them are a paragraph's."""
        if self.gap is _Gap.BREAK:
            self.close()
        elif self.parts:
            self.gap = _Gap.BREAK

    def _start_style(self, element: Any) -> None:
        url = element.get("href") if element.tag == "a" else None
        self.styles.append(_OpenStyle(_STYLES[element.tag], web_address(url)))

    def _start_list(self, element: Any) -> None:
        first = element.get("start") or "1"
        is_numbered = element.tag == "ol"
        number = (int(first) if re.fullmatch(r"\d{1,6}", first) else 1) if is_numbered else None
        self.lists.append(
            _List(self.transcript.new_group(), None if number is None else number - 1)
        )

    def _start_item(self, _element: Any) -> None:
        if not self.lists:
            self.lists.append(_List(self.transcript.new_group(), None))
        last = self.lists[-1]
        last.items += 1
        last.number = None if last.number is None else last.number + 1

    def _start_table(self, element: Any) -> None:
        self.tables.append((self.transcript.new_group(), lays_out(element)))
        self.cells = 0

    def _start_cell(self, _element: Any) -> None:
        self.cells += 1
        self.in_cell += bool(self.tables) and not self.tables[-1][1]

    def _start_pre(self, _element: Any) -> None:
        self.in_pre += 1

    def _end_container(self, tag: str) -> None:
        if tag in _LISTS:
            self.lists.pop()
        elif tag == "table":
            self.tables.pop()
        elif tag in _CELLS:
            self.in_cell -= bool(self.tables) and not self.tables[-1][1]
        elif tag == "pre":
            self.in_pre -= 1


def web_address(url: object) -> str | None:
    """The address, if it is one of the web."""
    return url if isinstance(url, str) and _ADDRESS.match(url) else None


def lays_out(table: Any) -> bool:
    """Whether a table is there for its looks: its cells hold whole parts of the page."""
    breaks = 0
    for element in table.iterdescendants():
        if element.tag in ("table", "ul", "ol") or element.tag in _HEADINGS:
            return True
        breaks += element.tag == "br"
    return breaks > 6


def _is_button(passage: Passage) -> bool:
    """A few words that are a link from the first to the last lead somewhere else."""
    return len(passage.text) <= 60 and any(
        span.start == 0 and span.end == len(passage.text) and span.style is Style.LINK
        for span in passage.spans
    )
