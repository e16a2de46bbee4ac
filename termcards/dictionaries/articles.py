"""The text file behind an index, read at any place: plain, or packed by dictzip.

dictzip is gzip whose header has the packed size of every chunk, so that a chunk can be unpacked
without those before it (dictzip(1); RFC 1952 for the header).
"""

import struct
import zlib
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Protocol

from termcards.dictionaries.lazy import BrokenEntryError, UnavailableError

LARGEST_ARTICLE = 256 * 1024
_HEADER = struct.Struct("<2sBBIBB")
_HAS_CHECKSUM, _HAS_EXTRA, _HAS_NAME, _HAS_COMMENT = 2, 4, 8, 16
_LONGEST_HEADER = 256 * 1024


class Articles(Protocol):
    def read(self, offset: int, size: int) -> bytes:
        """Raises `BrokenEntryError` when that is not in the file, `OSError` when it is gone."""


def open_articles(packed: Path, plain: Path) -> Articles:
    """The first of the two that is there. Raises `UnavailableError`, `OSError`."""
    if packed.exists():
        return _read_header(packed)
    if plain.exists():
        return _PlainFile(plain, plain.stat().st_size)
    raise UnavailableError(f"there is no {packed.name} and no {plain.name} in {plain.parent}")


@dataclass(frozen=True, slots=True)
class _PlainFile:
    path: Path
    size: int

    def read(self, offset: int, size: int) -> bytes:
        if size > LARGEST_ARTICLE or offset + size > self.size:
            raise _outside(self.path)
        with self.path.open("rb") as file:
            file.seek(offset)
            return file.read(size)


@dataclass(frozen=True, slots=True)
class _PackedFile:
    path: Path
    chunk: int
    """How much text is in every chunk but the last."""

    places: tuple[int, ...]
    """Where each chunk begins in the file, and where the last one ends."""

    def read(self, offset: int, size: int) -> bytes:
        first, last = offset // self.chunk, (offset + size - 1) // self.chunk
        if size > LARGEST_ARTICLE or last >= len(self.places) - 1:
            raise _outside(self.path)
        with self.path.open("rb") as file:
            file.seek(self.places[first])
            chunks = [self._unpacked(file.read(self._size(at))) for at in range(first, last + 1)]
        start = offset - first * self.chunk
        text = b"".join(chunks)[start : start + size]
        if len(text) < size:
            raise _outside(self.path)
        return text

    def _size(self, chunk: int) -> int:
        return self.places[chunk + 1] - self.places[chunk]

    def _unpacked(self, packed: bytes) -> bytes:
        try:
            return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, self.chunk)
        except zlib.error as error:
            raise BrokenEntryError(f"{self.path}: the packed text is damaged") from error


def _read_header(path: Path) -> _PackedFile:
    with path.open("rb") as file:
        start = file.read(_LONGEST_HEADER)
    try:
        return _packed_file(path, start)
    except (struct.error, ValueError) as error:
        raise UnavailableError(f"{path}: this is no dictzip file: its head is damaged") from error


def _packed_file(path: Path, start: bytes) -> _PackedFile:
    """Raises `ValueError` or `struct.error` for a head that breaks off."""
    magic, _, flags, *_ = _HEADER.unpack_from(start)
    if magic != b"\x1f\x8b":
        raise UnavailableError(f"{path}: this is no dictzip file")
    at = _HEADER.size
    table = b""
    if flags & _HAS_EXTRA:
        (length,) = struct.unpack_from("<H", start, at)
        at += 2 + length
        table = _field(start[at - length : at], b"RA")
    if not table:
        raise UnavailableError(
            f"{path}: this was packed with gzip, not dictzip; unpack it with gunzip"
        )
    for part in (_HAS_NAME, _HAS_COMMENT):
        at = start.index(b"\0", at) + 1 if flags & part else at
    at += 2 if flags & _HAS_CHECKSUM else 0
    _, chunk, count = struct.unpack_from("<HHH", table)
    sizes = struct.unpack_from(f"<{count}H", table, 6)
    if not chunk:
        raise ValueError("chunks of no length")
    return _PackedFile(path, chunk, tuple(accumulate(sizes, initial=at)))


def _field(extra: bytes, wanted: bytes) -> bytes:
    at = 0
    while at < len(extra):
        name, length = struct.unpack_from("<2sH", extra, at)
        if name == wanted:
            return extra[at + 4 : at + 4 + length]
        at += 4 + length
    return b""


def _outside(path: Path) -> BrokenEntryError:
    return BrokenEntryError(f"{path}: an entry of the index points outside the text")
