"""Small dictionaries as files, in the formats of real ones."""

import gzip
import struct
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
CHUNK = 40
"""Of text in a packed file: so small that most articles cross a border."""


def base64(number: int) -> str:
    """A number as dictd writes it."""
    digits = DIGITS[number % 64]
    while number := number // 64:
        digits = DIGITS[number % 64] + digits
    return digits


def dictzip(text: bytes, chunk: int = CHUNK) -> bytes:
    """As dictzip packs: gzip, flushed after every chunk, with their sizes in the head.

    The head has all that a head may have: name, remark and checksum too.
    """
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    chunks = [
        packer.compress(text[at : at + chunk]) + packer.flush(zlib.Z_FULL_FLUSH)
        for at in range(0, len(text), chunk)
    ]
    sizes = struct.pack(f"<{len(chunks)}H", *map(len, chunks))
    table = struct.pack("<HHH", 1, chunk, len(chunks)) + sizes
    extra = b"XX" + struct.pack("<H", 3) + b"any" + b"RA" + struct.pack("<H", len(table)) + table
    head = b"\x1f\x8b\x08\x1e" + bytes(4) + b"\x02\x03" + struct.pack("<H", len(extra)) + extra
    tail = struct.pack("<II", zlib.crc32(text), len(text))
    packed = head + b"some.dict\0a remark\0\1\2" + b"".join(chunks) + packer.flush() + tail
    assert gzip.decompress(packed) == text
    return packed


def write_dictd(
    folder: Path, name: str, articles: Mapping[str, str | bytes], *, packed: bool = False
) -> Path:
    """dictd's two files, the index sorted as `dictfmt` would; gives the index."""
    folder.mkdir(parents=True, exist_ok=True)
    text = b""
    lines = []
    for word, article in articles.items():
        content = article if isinstance(article, bytes) else article.encode()
        lines.append(f"{word}\t{base64(len(text))}\t{base64(len(content))}\n")
        text += content
    index = folder / f"{name}.index"
    index.write_text("".join(sorted(lines, key=str.casefold)), encoding="utf-8")
    if packed:
        (folder / f"{name}.dict.dz").write_bytes(dictzip(text))
    else:
        (folder / f"{name}.dict").write_bytes(text)
    return index


def write_stardict(
    folder: Path,
    articles: Sequence[tuple[str, bytes]],
    *,
    options: str = "",
    synonyms: Sequence[tuple[str, int]] = (),
    wide: bool = False,
    packed: bool = False,
) -> Path:
    """StarDict's files; gives the .ifo. `options` are further lines of it."""
    folder.mkdir(parents=True, exist_ok=True)
    ifo = folder / "small-2.4.2.ifo"
    index, text = b"", b""
    for word, article in articles:
        place = struct.pack(">QI" if wide else ">II", len(text), len(article))
        index += word.encode() + b"\0" + place
        text += article
    bits = "idxoffsetbits=64\n" if wide else ""
    ifo.write_text(
        "StarDict's dict ifo file\nversion=3.0.0\nbookname=Small Words\n"
        f"wordcount={len(articles)}\nidxfilesize={len(index)}\n{bits}{options}",
        encoding="utf-8",
    )
    if packed:
        (folder / "small-2.4.2.idx.gz").write_bytes(gzip.compress(index))
        (folder / "small-2.4.2.dict.dz").write_bytes(dictzip(text))
    else:
        (folder / "small-2.4.2.idx").write_bytes(index)
        (folder / "small-2.4.2.dict").write_bytes(text)
    if synonyms:
        named = (word.encode() + b"\0" + struct.pack(">I", number) for word, number in synonyms)
        (folder / "small-2.4.2.syn").write_bytes(b"".join(named))
    return ifo
