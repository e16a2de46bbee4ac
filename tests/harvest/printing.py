"""A small printer: PDF files from lines of text at their places, written as the format has them."""

from collections.abc import Sequence
from typing import NamedTuple

FONTS = {"Helvetica": "F1", "Helvetica-Bold": "F2"}


class Print(NamedTuple):
    """A piece of text; the page is 595 points wide and 842 high, counted from below."""

    x: float
    y: float
    text: str
    size: float = 10
    font: str = "Helvetica"


def column(
    y: float, *texts: str, x: float = 72, size: float = 10, font: str = "Helvetica"
) -> list[Print]:
    """Lines one under the other, set solid."""
    return [Print(x, y - 1.2 * size * n, text, size, font) for n, text in enumerate(texts)]


def pdf(
    pages: Sequence[Sequence[Print]], *, title: str | None = None, shapes: Sequence[bytes] = ()
) -> bytes:
    """`shapes` are drawn on each page, as the operators of the format."""
    fonts = " ".join(
        f"/{key} << /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>"
        for name, key in FONTS.items()
    )
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (en-US) >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< " + (b"/Title (" + _escaped(title) + b") " if title else b"") + b">>",
    ]
    for n, prints in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * n} 0 R"
            f" /Resources << /Font << {fonts} >> >> >>".encode()
        )
        drawing = b"\n".join([*shapes, *map(_drawn, prints)])
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawing), drawing))
    return _file(objects)


def _drawn(piece: Print) -> bytes:
    start = f"BT /{FONTS[piece.font]} {piece.size} Tf {piece.x} {piece.y} Td ("
    return start.encode() + _escaped(piece.text) + b") Tj ET"


def _escaped(text: str) -> bytes:
    for sign in "\\()":
        text = text.replace(sign, f"\\{sign}")
    return text.encode("cp1252")


def _file(objects: Sequence[bytes]) -> bytes:
    content, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    return content + (
        b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, table)
        + b"trailer\n<< /Size %d /Root 1 0 R /Info 3 0 R >>\n" % count
        + b"startxref\n%d\n%%%%EOF\n" % len(content)
    )
