"""A dictionary in dictd's files: an index of headwords, and the text they point into (dictd(8))."""

import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from termcards.dictionaries.articles import open_articles
from termcards.dictionaries.cleaning import plain_line
from termcards.dictionaries.entries import read_article
from termcards.dictionaries.lazy import BrokenEntryError, UnavailableError
from termcards.dictionaries.licences import licence_in
from termcards.lookup import Definition, Origin

LARGEST_INDEX = 256 * 1024 * 1024
_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_VALUE_OF = {digit: value for value, digit in enumerate(_DIGITS.encode())}
_ABOUT = ("00-database-", "00database")
"""How the entries begin that are about the dictionary itself."""


class Dictd:
    """The index stays in memory as it is and is searched from end to end.

    That takes a millisecond for 200 000 headwords. Its order depends on flags and locales, so that
    a search by halves would miss words; a table of all headwords takes longer to make than a
    hundred such searches.
    """

    def __init__(self, index: Path) -> None:
        """Raises `UnavailableError`, `OSError`."""
        if index.stat().st_size > LARGEST_INDEX:
            raise UnavailableError(f"{index}: this is too large for an index")
        self._path = index
        self._index = b"\n" + index.read_bytes()
        self._folded = self._index.lower()
        self._articles = open_articles(index.with_suffix(".dict.dz"), index.with_suffix(".dict"))
        self._charset = "utf-8"
        self._charset = "".join(self._about("charset").split()[:1]) or "utf-8"

    @cached_property
    def origin(self) -> Origin:
        about = self._about("info")
        url = self._about("url").split()
        return Origin(
            name=plain_line(self._about("short"))[:120] or self._path.stem,
            licence=licence_in(about),
            url=next((word for word in url if re.match(r"[a-z]+://\S", word)), None),
        )

    def look_up(self, word: str) -> tuple[Definition, ...]:
        """The case of letters beyond ASCII counts. Raises `BrokenEntryError`, `OSError`."""
        found: list[Definition] = []
        for article in self._read(word):
            found.extend(read_article(word, article, self.origin))
        return tuple(found)

    def _read(self, word: str) -> Iterator[str]:
        if word.startswith(_ABOUT):
            return
        for offset, size in dict.fromkeys(self._places(word)):
            yield self._text(offset, size)

    def _text(self, offset: int, size: int) -> str:
        content = self._articles.read(offset, size)
        try:
            return content.decode(self._charset, "replace")
        except (LookupError, ValueError):  # a name that is no charset, or not of text
            return content.decode("utf-8", "replace")

    def _places(self, word: str) -> Iterator[tuple[int, int]]:
        """Raises `BrokenEntryError` for a line that is no entry."""
        wanted = b"\n" + word.encode().lower() + b"\t"
        at = self._folded.find(wanted)
        while at >= 0:
            start = at + len(wanted)
            end = self._index.find(b"\n", start)
            columns = self._index[start : end if end >= 0 else None].rstrip(b"\r").split(b"\t")
            if len(columns) < 2:
                raise self._broken(word)
            yield self._number(columns[0], word), self._number(columns[1], word)
            at = self._folded.find(wanted, start)

    def _number(self, digits: bytes, word: str) -> int:
        value = 0
        if not digits or len(digits) > 10:
            raise self._broken(word)
        for digit in digits:
            if digit not in _VALUE_OF:
                raise self._broken(word)
            value = value * 64 + _VALUE_OF[digit]
        return value

    def _broken(self, word: str) -> BrokenEntryError:
        return BrokenEntryError(f'{self._path}: the entry "{word}" is damaged')

    def _about(self, what: str) -> str:
        """What the dictionary says about itself, without the entry's own name."""
        for name in (f"00-database-{what}", f"00database{what}"):
            try:
                for offset, size in self._places(name):
                    return re.sub(r"\A\s*00-?database-?\w+\s*", "", self._text(offset, size))
            except BrokenEntryError:
                continue
        return ""
