"""A Word document (DOCX) into a `Document`: its headings, paragraphs, lists and tables."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from termcards.errors import BadInputError
from termcards.harvest.document import Block, BlockKind, Document, Passage, Span, Style
from termcards.harvest.jobposting import language_code, line_of
from termcards.harvest.transcript import Transcript, clean
from termcards.notes import Posting

MAXIMUM_SIZE = 64 * 1024 * 1024
"""Of its parts when they are unpacked."""

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_BOX = f"{_WORD}txbxContent"
_SIGNS = {
    f"{_WORD}{name}": sign
    for name, sign in {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}.items()
}
_HEADING = re.compile(r"heading (\d)$", re.IGNORECASE)
_LIST_STYLE = re.compile(r"list (bullet|number)(?: (\d))?$", re.IGNORECASE)


def read_docx(content: bytes, name: object) -> Document:
    """Lines count its paragraphs, those in tables too.

    Raises `BadInputError` for a file that is damaged, locked or without text, and where
    python-docx is missing.
    """
    try:
        import docx
        from docx.opc.exceptions import OpcError
        from lxml.etree import LxmlError
    except ImportError as error:
        raise BadInputError(
            "reading DOCX takes python-docx; install it with: pip install 'termcards[documents]'",
            path=name,
        ) from error
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise BadInputError(
            "this is an old Word file or one locked with a password; save it as DOCX", path=name
        )
    try:
        _refuse_large(content, name)
        word = docx.Document(io.BytesIO(content))
        transcript = Transcript()
        _Reader(word, transcript).read(word.element.body)
        title, author, language = _told(word.core_properties)
    except (
        *(zipfile.BadZipFile, zlib.error, OpcError, LxmlError, LookupError, ValueError),
        *(AttributeError, NotImplementedError, OSError, EOFError, TypeError, RuntimeError),
    ) as error:
        # python-docx takes files to be whole, and fails in its own many ways where they are not.
        raise BadInputError(
            "this DOCX is damaged, or is none; save it again, or copy its text into a .txt",
            path=name,
        ) from error
    if not transcript.blocks:
        raise BadInputError("there is no text in this document", path=name)
    return transcript.document(Posting("", title, language=language), author)


def _refuse_large(content: bytes, name: object) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        if sum(part.file_size for part in parts.infolist()) > MAXIMUM_SIZE:
            raise BadInputError("this is too large for a posting", path=name)


def _told(properties: Any) -> tuple[str | None, str | None, str | None]:
    author = line_of(properties.author)
    return (
        line_of(properties.title),
        None if author == "python-docx" else author,
        language_code(properties.language),
    )


class _Reader:
    def __init__(self, word: Any, transcript: Transcript) -> None:
        self.word = word
        self.transcript = transcript
        self.styles = {style.style_id: style for style in word.styles}
        self.formats = _number_formats(word)
        self.list_id: object = None
        self.group = 0
        self.counts: list[int] = []
        """How many items each open level of the list has."""

    def read(self, element: Any) -> None:
        for child in element:
            if child.tag == f"{_WORD}p":
                self._read_paragraph(child)
                for box in _boxes(child):
                    self.read(box)
            elif child.tag == f"{_WORD}tbl":
                self._read_table(child)
            elif isinstance(child.tag, str) and child.tag != _FALLBACK:
                self.read(child)

    def _read_table(self, table: Any) -> None:
        cells = [cell for row in table.iter(f"{_WORD}tr") for cell in row.iter(f"{_WORD}tc")]
        texts = [[p for p in cell.iter(f"{_WORD}p") if _text(p).strip()] for cell in cells]
        if any(len(paragraphs) > 1 for paragraphs in texts):
            # It lays out the page.
            for cell in table.iter(f"{_WORD}tc"):
                if next(cell.iterancestors(f"{_WORD}tbl")) is table:
                    self.read(cell)
            return
        group = self.transcript.new_group()
        for index, paragraphs in enumerate(texts, 1):
            for paragraph in paragraphs:
                passage = self._passage(paragraph)
                self.transcript.add(Block(BlockKind.CELL, passage, group=group, index=index))

    def _read_paragraph(self, paragraph: Any) -> None:
        passage = self._passage(paragraph)
        if not passage.text.strip():
            return
        names = list(self._style_names(paragraph))
        heading = next((int(m[1]) for n in names if (m := _HEADING.match(n))), 0)
        if heading or "Title" in names:
            self.transcript.add(Block(BlockKind.HEADING, passage, level=heading or 1))
        elif (place := self._list_place(paragraph, names)) is not None:
            self.transcript.add(self._item(passage, *place))
        else:
            self.list_id = None
            self.transcript.add(Block(BlockKind.PARAGRAPH, passage))

    def _passage(self, paragraph: Any) -> Passage:
        text, spans = "", []
        for run in _runs(paragraph):
            part = clean(_text(run))
            start, text = len(text), text + part
            link = next(run.iterancestors(f"{_WORD}hyperlink"), None)
            if part.strip() and link is not None:
                spans.append(Span(start, len(text), Style.LINK, self._address(link)))
            if part.strip() and _is_bold(run):
                spans.append(Span(start, len(text), Style.STRONG))
        return Passage(text, tuple(spans))

    def _address(self, link: Any) -> str | None:
        relation = self.word.part.rels.get(link.get(_RELATION) or "")
        return str(relation.target_ref) if relation is not None and relation.is_external else None

    def _style_names(self, paragraph: Any) -> Iterator[str]:
        """The paragraph's style, and those it is based on."""
        found = paragraph.find(f"{_WORD}pPr/{_WORD}pStyle")
        style = self.styles.get(found.get(f"{_WORD}val")) if found is not None else None
        for _ in range(10):
            if style is None:
                return
            yield style.name or ""
            style = style.base_style

    def _list_place(self, paragraph: Any, names: list[str]) -> tuple[object, int, bool] | None:
        """The list that it is an item of, its level from 1, and whether it is numbered."""
        numbering = paragraph.find(f"{_WORD}pPr/{_WORD}numPr")
        if numbering is not None:
            list_id = _value(numbering, "numId") or "0"
            level = int(_value(numbering, "ilvl") or 0)
            form = self.formats.get((list_id, level), "bullet")
            return (list_id, level + 1, form != "bullet") if list_id != "0" else None
        match = next((m for name in names if (m := _LIST_STYLE.match(name))), None)
        if match is None:
            return None
        return match[1].lower(), int(match[2] or 1), match[1].lower() == "number"

    def _item(self, passage: Passage, list_id: object, level: int, is_numbered: bool) -> Block:
        if list_id != self.list_id:
            self.list_id, self.group, self.counts = list_id, self.transcript.new_group(), []
        level = max(1, min(level, 9))
        self.counts = (self.counts + [0] * level)[:level]
        self.counts[-1] += 1
        number = self.counts[-1] if is_numbered else None
        return Block(BlockKind.ITEM, passage, level, self.group, self.counts[-1], number)


def _number_formats(word: Any) -> dict[tuple[str, int], str]:
    """For each list and level: `bullet`, `decimal` and so on."""
    try:
        numbering = word.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return {}
    forms = {
        (abstract.get(f"{_WORD}abstractNumId"), int(level.get(f"{_WORD}ilvl"))): _value(
            level, "numFmt"
        )
        for abstract in numbering.iter(f"{_WORD}abstractNum")
        for level in abstract.iter(f"{_WORD}lvl")
    }
    found: dict[tuple[str, int], str] = {}
    for number in numbering.iter(f"{_WORD}num"):
        for (abstract, level), form in forms.items():
            if abstract == _value(number, "abstractNumId") and form:
                found[number.get(f"{_WORD}numId"), level] = form
    return found


def _value(element: Any, name: str) -> str | None:
    child = element.find(f"{_WORD}{name}")
    return None if child is None else child.get(f"{_WORD}val")


def _runs(paragraph: Any) -> Iterator[Any]:
    """Its runs, not those of boxes that hang on it, nor what was struck out in a review."""
    for child in paragraph:
        if child.tag == f"{_WORD}r":
            yield child
        elif child.tag != f"{_WORD}del":
            yield from _runs(child)


def _text(element: Any) -> str:
    parts = []
    for child in element:
        if child.tag == f"{_WORD}t":
            parts.append(child.text or "")
        elif child.tag in _SIGNS:
            parts.append(_SIGNS[child.tag])
        elif child.tag not in (_BOX, _FALLBACK, f"{_WORD}pPr", f"{_WORD}rPr", f"{_WORD}drawing"):
            parts.append(_text(child))
    return "".join(parts)


def _is_bold(run: Any) -> bool:
    bold = run.find(f"{_WORD}rPr/{_WORD}b")
    return bold is not None and bold.get(f"{_WORD}val") not in ("0", "false", "off")


def _boxes(paragraph: Any) -> Iterator[Any]:
    """The boxes of text that hang on a paragraph; programs write each twice, for old readers."""
    for box in paragraph.iter(_BOX):
        if not any(outer.tag in (_FALLBACK, _BOX) for outer in box.iterancestors()):
            yield box
