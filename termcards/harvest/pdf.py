"""A PDF into a `Document`: its lines of text, made the paragraphs again that they were."""

import io
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from math import hypot
from typing import Any

from termcards.errors import BadInputError
from termcards.harvest.document import Document
from termcards.harvest.jobposting import language_code, line_of
from termcards.harvest.pagelines import Line, joined_pieces, without_margins
from termcards.harvest.paragraphs import blocks_of
from termcards.harvest.quiet import without_log
from termcards.harvest.transcript import clean
from termcards.notes import Posting
from termcards.watching import UNWATCHED, Stage, Watch, watched

MAXIMUM_PAGES = 100
MAXIMUM_PAGE_SIZE = 4 * 1024 * 1024
"""Bytes of drawing instructions: a page with more is a drawing."""
MAXIMUM_PIECES = 10_000
"""Of text on a page."""

# pypdf has errors of its own for what it foresaw in a damaged file; these are for the rest.
_UNFORESEEN = (
    *(ArithmeticError, AssertionError, AttributeError, LookupError, OSError, RuntimeError),
    *(TypeError, ValueError, struct.error, zlib.error),
)


def read_pdf(content: bytes, name: object, watch: Watch = UNWATCHED) -> Document:
    """Lines count from the first page's first to the last page's last.

    Raises `BadInputError` for a file that is damaged, locked or without text, and where pypdf is
    missing.
    """
    try:
        import pypdf
    except ImportError as error:
        raise BadInputError(
            "reading PDF takes pypdf; install it with: pip install 'termcards[documents]'",
            path=name,
        ) from error
    with without_log("pypdf"), _damage_told(name, pypdf.errors):
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise BadInputError(_LOCKED, path=name)
        if len(reader.pages) > MAXIMUM_PAGES:
            raise BadInputError(f"this has {len(reader.pages)} pages; it is no posting", path=name)
        watch.begins(Stage.READING, len(reader.pages))
        pages = [_lines(page, name) for page in watched(reader.pages, watch)]
        title, language = _title(reader), language_code(_root(reader).get("/Lang"))
    lines, url = without_margins(pages)
    blocks = blocks_of(lines)
    if not blocks:
        raise BadInputError(
            "there is no text in this PDF, only pictures of it; run it through text recognition",
            path=name,
        )
    return Document(Posting("", title, url, language=language), blocks, ())


_LOCKED = "this PDF is locked with a password; save a copy without one"


@contextmanager
def _damage_told(name: object, errors: Any) -> Iterator[None]:
    try:
        yield
    except (errors.FileNotDecryptedError, errors.DependencyError) as error:
        raise BadInputError(_LOCKED, path=name) from error
    except errors.LimitReachedError as error:
        raise BadInputError("this PDF is too large inside", path=name) from error
    except (errors.PyPdfError, *_UNFORESEEN) as error:
        raise BadInputError("this PDF is damaged, or is none", path=name) from error


def _lines(page: Any, name: object) -> list[Line]:
    contents = page.get_contents()
    if contents is not None and len(contents.get_data()) > MAXIMUM_PAGE_SIZE:
        raise BadInputError("this PDF has a page that is too large inside", path=name)
    pieces: list[Line] = []

    def take(text: str, outer: Any, inner: Any, font: Any, size: float) -> None:
        part = clean(text.strip("\n").replace("\x7f", "•")).replace("\n", " ")
        if part.strip():
            pieces.append(_piece(part, outer, inner, font, size, text.endswith("\n")))

    page.extract_text(visitor_text=take)
    if len(pieces) > MAXIMUM_PIECES:
        raise BadInputError("this PDF has a page that is too large inside", path=name)
    return joined_pieces(pieces)


def _piece(text: str, outer: Any, inner: Any, font: Any, size: float, is_end: bool) -> Line:
    """A piece of a line, with its place on the page: both matrices act on it, the inner first."""
    x = inner[4] * outer[0] + inner[5] * outer[2] + outer[4]
    y = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
    scale = hypot(inner[2], inner[3]) * hypot(outer[2], outer[3])
    face = str(font.get("/BaseFont", "")).lower() if font else ""
    is_bold = any(word in face for word in ("bold", "black", "heavy", "semibold", "demi"))
    return Line(text, float(x), float(y), float(size * scale) or 1.0, is_bold, is_end)


def _title(reader: Any) -> str | None:
    """The title that somebody gave it; programs put their own name or the file's there."""
    metadata = reader.metadata
    title = line_of(metadata.title) if metadata else None
    if title is None:
        return None
    words = title.casefold()
    is_made_up = words.startswith(("microsoft word", "untitled", "(anonymous)", "about:blank"))
    return None if is_made_up or words.endswith((".doc", ".docx", ".pdf", ".indd")) else title


def _root(reader: Any) -> Any:
    return reader.trailer["/Root"].get_object()
