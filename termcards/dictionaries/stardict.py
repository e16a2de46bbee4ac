"""A dictionary in StarDict's files: .ifo, .idx, .dict and perhaps .syn.

As in the format's description of StarDict 3 (doc/StarDictFileFormat).
"""

import gzip
import re
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

from termcards.dictionaries.articles import open_articles
from termcards.dictionaries.cleaning import plain_line, without_markup
from termcards.dictionaries.entries import read_article
from termcards.dictionaries.lazy import BrokenEntryError, UnavailableError
from termcards.dictionaries.licences import licence_in
from termcards.lookup import Definition, Origin

LARGEST_INDEX = 64 * 1024 * 1024
_MAGIC = "StarDict's dict ifo file"
_MARKED_UP = "ghx"
_PLAIN = "mlnw"
_WIKI_MARKS = re.compile(r"\[\[(?:[^\]|\n]*\|)?|\]\]|'{2,}")

Place = tuple[int, int]


class StarDict:
    def __init__(self, ifo: Path) -> None:
        """Raises `UnavailableError`, `OSError`."""
        self._path = ifo
        said = _read_ifo(ifo)
        self._types = said.get("sametypesequence", "")
        wide = said.get("idxoffsetbits") == "64"
        self._places, self._headwords = _read_index(_bytes_of(ifo.with_suffix(".idx")), wide=wide)
        self._by_word = _by_word(self._headwords, _synonyms(ifo.with_suffix(".syn")))
        self._articles = open_articles(ifo.with_suffix(".dict.dz"), ifo.with_suffix(".dict"))
        about = without_markup(said.get("description", ""))
        website = said.get("website", "").strip()
        self.origin = Origin(
            name=plain_line(said.get("bookname", ""))[:120] or ifo.stem,
            licence=licence_in(about),
            url=plain_line(website) if re.match(r"https?://\S+$", website) else None,
        )

    def look_up(self, word: str) -> tuple[Definition, ...]:
        """Raises `BrokenEntryError`, `OSError`."""
        found: list[Definition] = []
        for number in dict.fromkeys(self._by_word.get(word.casefold(), ())):
            if number >= len(self._places):
                raise BrokenEntryError(f'{self._path}: the synonym "{word}" leads nowhere')
            headword = plain_line(self._headwords[number]) or word
            article = self._articles.read(*self._places[number])
            for kind, content in _parts(article, self._types):
                text = content.decode("utf-8", "replace")
                found.extend(_definitions(headword, kind, text, self.origin))
        return tuple(found)


def _definitions(headword: str, kind: str, text: str, origin: Origin) -> tuple[Definition, ...]:
    if kind in _PLAIN:
        text = _WIKI_MARKS.sub("", text) if kind == "w" else text
        return read_article(headword, f"{headword}\n{text}", origin)
    meaning = without_markup(text) if kind in _MARKED_UP else ""
    return (Definition(headword, meaning, origin),) if meaning else ()


def _parts(article: bytes, types: str) -> Iterator[tuple[str, bytes]]:
    """The pieces of an article with their types; small letters end at a zero, capitals have a size.

    With `types` of the .ifo the letters are left out, and what would end the last piece.
    """
    at = 0
    for place in range(len(types) or len(article)):
        if at >= len(article):
            return
        kind = types[place] if types else chr(article[at])
        at += 0 if types else 1
        if place == len(types) - 1:
            yield kind, article[at:]
            return
        if kind.isupper():
            size = int.from_bytes(article[at : at + 4], "big")
            start, end = at + 4, at + 4 + size
        else:
            found = article.find(b"\0", at)
            start, end = at, found if found >= 0 else len(article)
        yield kind, article[start:end]
        at = end + (0 if kind.isupper() else 1)


def _read_ifo(ifo: Path) -> dict[str, str]:
    with ifo.open("rb") as file:
        text = file.read(1024 * 1024).decode("utf-8-sig", "replace")
    first, *lines = text.splitlines() or [""]
    if first.strip() != _MAGIC:
        raise UnavailableError(f"{ifo}: this is no StarDict dictionary")
    pairs = (line.partition("=") for line in lines)
    return {key.strip(): value.strip() for key, _, value in pairs}


def _bytes_of(path: Path) -> bytes:
    """The file's content, or that of the one packed with gzip beside it."""
    packed = path.with_name(path.name + ".gz")
    try:
        if path.exists():
            with path.open("rb") as file:
                content = file.read(LARGEST_INDEX + 1)
        else:
            with gzip.open(packed) as unpacked:
                content = unpacked.read(LARGEST_INDEX + 1)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise UnavailableError(f"{packed}: the packed index is damaged") from error
    if len(content) > LARGEST_INDEX:
        raise UnavailableError(f"{path}: this is too large for an index")
    return content


def _read_index(content: bytes, *, wide: bool) -> tuple[list[Place], list[str]]:
    number = struct.Struct(">QI" if wide else ">II")
    found = re.findall(rb"([^\0]*)\0(.{%d})" % number.size, content, re.DOTALL)
    places: list[Place] = [number.unpack(place) for _, place in found]
    return places, [word.decode("utf-8", "replace") for word, _ in found]


def _synonyms(syn: Path) -> list[tuple[str, int]]:
    try:
        with syn.open("rb") as file:
            content = file.read(LARGEST_INDEX)
    except FileNotFoundError:
        return []
    found = re.findall(rb"([^\0]*)\0(.{4})", content, re.DOTALL)
    return [(word.decode("utf-8", "replace"), int.from_bytes(at, "big")) for word, at in found]


def _by_word(headwords: list[str], synonyms: list[tuple[str, int]]) -> dict[str, list[int]]:
    numbers: dict[str, list[int]] = {}
    for number, word in enumerate(headwords):
        numbers.setdefault(word.casefold(), []).append(number)
    for word, number in synonyms:
        numbers.setdefault(word.casefold(), []).append(number)
    return numbers
