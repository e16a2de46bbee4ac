"""The lines of a printed page: put together from its pieces, without running heads and feet."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from termcards.harvest.bullets import is_lone_bullet
from termcards.harvest.markup import web_address

_LIGATURES: dict[int, str] = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB06: "st",
}
_LIGATURES |= {
    # Fonts that are made for printing name some characters by the radical that looks like them.
    code: unicodedata.normalize("NFKC", chr(code))
    for code in (0x2E9F, 0x2EF3, *range(0x2F00, 0x2FD6))
} | dict(
    zip(
        map(ord, "⺠⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳"),
        "民见角贝车长门青页风飞食马骨鬼鱼鸟麦黄齐齿龙龟",
        strict=True,
    )
)
_HAN = r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]"
_SPREAD = re.compile(rf"(?<={_HAN}) (?={_HAN})")
_AROUND_WIDE = re.compile(
    " (?=[（）【】「」《》，。、；：！？])|(?<=[（）【】「」《》，。、；：！？]) "
)
"""These signs are as wide as their blanks."""
_BESIDE = re.compile(rf"{_HAN}(?={_HAN})")
_LONE_NUMBER = re.compile(r"\(?\d{1,2}[.)]?\s*$")
_PAGE_NUMBER = re.compile(
    r"(?:https?://\S+\s+)?(?:(?:page|seite|p\.)\s*)?\d{1,3}\s*(?:/|of|von|de|sur)\s*\d{1,3}$"
    r"|(?:page|seite)\s+\d{1,3}$|第\s*\d{1,3}\s*页.{0,12}$|[-\u2013]\s*\d{1,3}\s*[-\u2013]$|\d{1,3}$",
    re.IGNORECASE,
)
_PRINTED_AT = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?\s+\d{1,2}:\d{2}\b")
"""What browsers print above a page."""
_URL = re.compile(r"https?://\S+")
_MARGIN_LINES = 3


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    x: float
    y: float
    """From the lower edge of the page upwards, in points."""

    size: float
    """Of its letters, in points."""

    is_bold: bool = False
    is_end: bool = field(default=True, compare=False)
    """Of a piece: the next piece is set apart from it."""

    bullet: str | None = None
    bullet_x: float = 0.0
    page: int = 0
    number: int = 0
    """Its place in the text, from 1."""


def joined_pieces(pieces: Sequence[Line], dots: Sequence[Line] = ()) -> list[Line]:
    """Pieces beside each other make a line; a bullet drawn by itself goes to its line.

    `dots` are shapes that are bullets where they stand before a line, and else decoration.
    """
    lines: list[Line] = []
    for piece in pieces:
        piece = replace(piece, text=piece.text.translate(_LIGATURES))
        before = lines[-1] if lines else None
        if before is not None and _is_beside(before, piece):
            gap = " " if before.is_end and not before.text.endswith(" ") else ""
            lines[-1] = replace(
                before,
                text=before.text + gap + piece.text,
                is_bold=before.is_bold and piece.is_bold,
                is_end=piece.is_end,
                size=max(before, piece, key=lambda part: len(part.text)).size,
            )
        else:
            lines.append(piece)
    lines = [replace(line, text=_closed_up(" ".join(line.text.split()))) for line in lines]
    return _with_bullets(lines, dots)


def without_margins(pages: Sequence[Sequence[Line]]) -> tuple[list[Line], str | None]:
    """The lines of all pages without what is repeated on them, and an address told there."""
    counts = Counter(key for page in pages for key in {_key(line) for line in _margins(page)})
    often = max(2, len(pages) / 2)
    kept: list[Line] = []
    url, number = None, 0
    for place, page in enumerate(pages):
        margins = set(_margins(page))
        for line in page:
            number += 1
            if line in margins and (_is_running(line) or counts[_key(line)] >= often):
                match = _URL.search(line.text)
                url = url or (web_address(match[0]) if match and "…" not in match[0] else None)
            else:
                kept.append(replace(line, page=place, number=number))
    return kept, url


def _is_beside(before: Line, piece: Line) -> bool:
    size = max(before.size, piece.size)
    is_level = abs(before.y - piece.y) < 0.35 * size
    return is_level and (not before.is_end or (piece.x > before.x and not _is_lone(before)))


def _is_lone(line: Line) -> bool:
    return is_lone_bullet(line.text) or _LONE_NUMBER.match(line.text) is not None


def _closed_up(text: str) -> str:
    """Chinese that was spread over a line has no blanks between its characters."""
    spread, beside = len(_SPREAD.findall(text)), len(_BESIDE.findall(text))
    text = _SPREAD.sub("", text) if spread > max(2, beside) else text
    return _AROUND_WIDE.sub("", text)


def _with_bullets(lines: list[Line], dots: Sequence[Line]) -> list[Line]:
    """Numbers and bullets are often drawn by themselves, before the lines or after all of them."""
    lone = [line for line in lines if _is_lone(line)]
    if not lone and not dots:
        return lines
    owners: dict[int, Line] = {}
    for bullet in (*lone, *dots):
        beside = [
            (line.x - bullet.x, index)
            for index, line in enumerate(lines)
            if 0 < line.x - bullet.x < 6 * line.size
            and abs(line.y - bullet.y) < 0.5 * max(line.size, bullet.size)
            and index not in owners
            and not _is_lone(line)
        ]
        if beside:
            owners[min(beside)[1]] = bullet
    used = {id(bullet) for bullet in owners.values()}
    return [
        replace(line, bullet=owners[i].text, bullet_x=owners[i].x) if i in owners else line
        for i, line in enumerate(lines)
        if id(line) not in used
    ]


def _margins(page: Sequence[Line]) -> Iterator[Line]:
    """The first and the last lines, as they stand on the paper."""
    ordered = sorted(page, key=lambda line: -line.y)
    yield from ordered[:_MARGIN_LINES]
    yield from ordered[_MARGIN_LINES:][-_MARGIN_LINES:]


def _key(line: Line) -> tuple[str, int, int]:
    return re.sub(r"\d+", "#", line.text), round(line.y / 3), round(line.x / 3)


def _is_running(line: Line) -> bool:
    return bool(_PAGE_NUMBER.match(line.text) or _PRINTED_AT.match(line.text))
