"""A posting from wherever it is: a file, a folder, a page of the web, standard input."""

import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import assert_never

from termcards.errors import BadInputError
from termcards.harvest.decoding import MAXIMUM_SIZE, decode, decode_page
from termcards.harvest.document import BlockKind, Document
from termcards.harvest.terms import proposed_id
from termcards.notes import Posting
from termcards.watching import UNWATCHED, Watch

STANDARD_INPUT = "-"
_ADDRESS = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")


class Format(Enum):
    MARKDOWN = "Markdown"
    PLAIN = "plain text"
    HTML = "HTML"
    PDF = "PDF"
    DOCX = "DOCX"


SUFFIXES = {
    **dict.fromkeys((".md", ".markdown", ".mdown", ".mkd"), Format.MARKDOWN),
    **dict.fromkeys((".txt", ".text"), Format.PLAIN),
    **dict.fromkeys((".html", ".htm", ".xhtml"), Format.HTML),
    ".pdf": Format.PDF,
    ".docx": Format.DOCX,
}
_MEDIA_TYPES = {
    "text/html": Format.HTML,
    "application/xhtml+xml": Format.HTML,
    "application/pdf": Format.PDF,
    "application/x-pdf": Format.PDF,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": Format.DOCX,
    "text/markdown": Format.MARKDOWN,
    "text/x-markdown": Format.MARKDOWN,
}
_SAYS_NOTHING = ("", "text/plain", "application/octet-stream", "binary/octet-stream")
"""Types that servers give to whatever they do not know."""

_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)[\s>]",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Raw:
    """A posting's bytes, before anybody made sense of them."""

    content: bytes
    format: Format
    name: str
    """For messages."""

    url: str | None = None
    charset: str | None = None
    """What the server said; the content may say otherwise."""


def is_address(name: str) -> bool:
    return _ADDRESS.match(name) is not None


def postings_at(name: str) -> Iterator[str]:
    """The postings a name stands for: itself, or all that can be read in a folder."""
    place = Path(name)
    if name == STANDARD_INPUT or is_address(name) or not place.is_dir():
        yield name
        return
    if not os.access(place, os.R_OK | os.X_OK):
        raise BadInputError("cannot read this folder: permission denied", path=name)
    found = sorted(file for file in place.rglob("*") if _is_posting(file))
    if not found:
        kinds = " ".join(SUFFIXES)
        raise BadInputError(f"there is no posting in this folder ({kinds})", path=name)
    yield from map(str, found)


def read_posting(name: str) -> Document:
    """The posting, with a title and a slug. Raises `BadInputError` with its name and line."""
    return read_raw(raw_posting(name), name)


def read_raw(raw: Raw, name: str, watch: Watch = UNWATCHED) -> Document:
    """The same of bytes that are here already; `name` is where they came from."""
    document = _read(raw, watch)
    return replace(document, posting=_named(document, name, raw.url))


def pasted(text: str) -> Raw:
    """A text that was pasted as a posting; it goes by the name of standard input."""
    content = text.encode("utf-8", "replace")
    return Raw(content, sniffed(content) or Format.PLAIN, "the pasted text", charset="utf-8")


def _read(raw: Raw, watch: Watch) -> Document:
    match raw.format:
        case Format.MARKDOWN | Format.PLAIN:
            document = _read_text(decode(raw.content, raw.name, raw.charset), raw)
        case Format.HTML:
            from termcards.harvest.html import read_html

            text = decode_page(raw.content, raw.name, raw.charset)
            document = read_html(text, raw.name, raw.url)
        case Format.PDF:
            from termcards.harvest.pdf import read_pdf

            document = read_pdf(_not_empty(raw), raw.name, watch)
        case Format.DOCX:
            from termcards.harvest.docx import read_docx

            document = read_docx(_not_empty(raw), raw.name)
        case _:
            assert_never(raw.format)
    return document


def _read_text(text: str, raw: Raw) -> Document:
    """What is not called Markdown is that if it has footnotes or front matter."""
    from termcards.harvest.plaintext import is_markdown, read_plain_text

    if raw.format is Format.PLAIN and not is_markdown(text):
        return read_plain_text(text, raw.name)
    from termcards.harvest.markdown import read_markdown

    return read_markdown(text, raw.name)


def _not_empty(raw: Raw) -> bytes:
    if not raw.content:
        raise BadInputError("the file is empty; there is nothing to harvest", path=raw.name)
    if len(raw.content) > MAXIMUM_SIZE:
        raise BadInputError("this is too large for a posting", path=raw.name)
    return raw.content


def raw_posting(name: str, watch: Watch = UNWATCHED) -> Raw:
    """A posting's bytes, from wherever it is."""
    if name == STANDARD_INPUT:
        content = sys.stdin.buffer.read()
        return Raw(content, sniffed(content) or Format.PLAIN, "standard input")
    if is_address(name):
        return _fetched(name, watch)
    place = Path(name)
    suffix = place.suffix.lower()
    try:
        if suffix and suffix not in SUFFIXES:
            place.stat()  # what is mistyped is told first
            kinds = ".md .txt .html .pdf .docx"
            raise BadInputError(f"harvest reads {kinds}, not {place.suffix}", path=name)
        content = place.read_bytes()
    except OSError as error:
        raise BadInputError(f"cannot read it: {error.strerror}", path=name) from error
    kind = SUFFIXES[suffix] if suffix else sniffed(content) or Format.MARKDOWN
    return Raw(content, kind, name)


def _fetched(url: str, watch: Watch) -> Raw:
    from termcards.fetching import fetch

    page = fetch(url, watch=watch)
    kind = _MEDIA_TYPES.get(page.media_type)
    if kind is None and page.media_type in _SAYS_NOTHING:
        suffix = Path(page.url.partition("?")[0]).suffix.lower()
        kind = sniffed(page.content) or SUFFIXES.get(suffix, Format.PLAIN)
    if kind is None:
        kinds = ", ".join(each.value for each in Format)
        raise BadInputError(f"this is {page.media_type}; harvest reads {kinds}", path=url)
    return Raw(page.content, kind, url, page.url, page.charset)


def sniffed(content: bytes) -> Format | None:
    """What the first bytes say plainly: HTML, PDF or DOCX; `None` for any text."""
    if b"%PDF-" in content[:1024]:
        return Format.PDF
    if content.startswith(b"PK\x03\x04"):
        return Format.DOCX
    # Without zeros, for pages in UTF-16.
    beginning = content[:8192].lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\0", b"")
    return Format.HTML if _PAGE.match(beginning) else None


def _is_posting(file: Path) -> bool:
    """Not what a browser saves beside a page, nor what Word keeps while a file is open."""
    if file.suffix.lower() not in SUFFIXES or file.name.startswith("~$") or not file.is_file():
        return False
    return not any(
        folder.name.endswith(("_files", ".files"))
        and any((folder.parent / f"{folder.name[:-6]}{end}").exists() for end in (".html", ".htm"))
        for folder in file.parents
    )


def _named(document: Document, name: str, url: str | None) -> Posting:
    """The posting with a title and a slug, from its own words or else from its file's name."""
    posting = document.posting
    heading = next((b for b in document.blocks if b.kind is BlockKind.HEADING), None)
    stem = "posting" if name == STANDARD_INPUT else _stem(name)
    title = posting.title or (heading.passage.text.strip() if heading else None) or stem
    is_own_file = name != STANDARD_INPUT and not is_address(name)
    slug = posting.slug or proposed_id(stem if is_own_file else title)
    return replace(posting, title=" ".join(title.split()), slug=slug, url=posting.url or url)


def _stem(name: str) -> str:
    if is_address(name):
        path = name.partition("://")[2].partition("?")[0].partition("#")[0]
        return Path(path).stem or path
    # A name that is no UTF-8 reaches us with lone surrogates, which no file can hold.
    return os.fsencode(Path(name).stem).decode("utf-8", "replace")
