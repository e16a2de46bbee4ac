"""Several texts in one cell of a table, written so that a person can read them, and read again."""

import re
from collections.abc import Iterable, Sequence

_NUMBERED = re.compile(r"^(\d+)\.(?: |$)", re.MULTILINE)
_LIKE_A_NUMBER = re.compile(r"^( *)(?=\d+\.(?: |$))", re.MULTILINE)
_INDENTED_NUMBER = re.compile(r"^  ( *)(?=\d+\.(?: |$))", re.MULTILINE)
_ITEM = re.compile(r'\s*(?:"((?:[^"]|"")*)"(?=\s*(?:;|$))|([^;]*))\s*(?:;|$)')
_WORD = re.compile(r'"((?:[^"]|"")*)"(?=\s|$)|(\S+)')


def numbered(texts: Sequence[str]) -> str:
    """A numbered paragraph each, but one alone as it is; lines that begin with a number go in."""
    if not any(texts):
        return ""
    if len(texts) == 1 and not _NUMBERED.match(texts[0]):
        return texts[0]
    return "\n".join(f"{number}. {_indented(text)}" for number, text in enumerate(texts, 1))


def unnumbered(cell: str) -> list[str]:
    """The other way; a cell that is not numbered from 1 on is one text."""
    numbers = [int(match[1]) for match in _NUMBERED.finditer(cell)]
    if not re.match(r"1\.(?: |$)", cell) or numbers != list(range(1, len(numbers) + 1)):
        return [cell] if cell else []
    return [_brought_out(text.strip()) for text in _NUMBERED.split(cell)[2::2]]


def listed(texts: Iterable[str]) -> str:
    """With semicolons between them; what has one within stands in quotes."""
    return "; ".join(_quoted(text) if ";" in text or '"' in text[:1] else text for text in texts)


def unlisted(cell: str) -> tuple[str, ...]:
    found = (_meant(match[1], match[2]) for match in _ITEM.finditer(cell))
    return tuple(text for text in found if text)


def worded(words: Iterable[str]) -> str:
    """With blanks between them; what has one within stands in quotes."""
    return " ".join(
        _quoted(word) if re.search(r"\s", word) or '"' in word[:1] else word for word in words
    )


def unworded(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, (_meant(match[1], match[2]) for match in _WORD.finditer(cell))))


def _indented(text: str) -> str:
    """The lines after the first one must not look like the next paragraph."""
    first, newline, rest = text.partition("\n")
    return first + newline + _LIKE_A_NUMBER.sub(r"  \1", rest)


def _brought_out(text: str) -> str:
    first, newline, rest = text.partition("\n")
    return first + newline + _INDENTED_NUMBER.sub(r"\1", rest)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _meant(quoted: str | None, plain: str | None) -> str:
    return (quoted.replace('""', '"') if quoted is not None else plain or "").strip()
