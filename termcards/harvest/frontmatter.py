"""Front matter, YAML or TOML: what a posting says of itself before its text begins."""

import re
import tomllib
from collections.abc import Mapping as MappingType
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from termcards.errors import BadInputError
from termcards.notes import Posting
from termcards.yamlnodes import Listing, Mapping, Node, Scalar
from termcards.yamlparser import parse

_NOTHING = Posting("")
_URL_KEYS = ("url", "source", "link", "canonical_url", "source_url")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    posting: Posting = _NOTHING
    """Its slug is empty where the front matter has none."""

    author: str | None = None
    tags: tuple[str, ...] = ()


def read_front_matter(text: str, kind: str, path: object, first_line: int) -> FrontMatter:
    """`kind` is `YamlStyle` or `PlusesStyle`; `first_line` is that of the first line inside.

    Raises `BadInputError` with file and line.
    """
    values = (
        _toml(text, path, first_line) if kind == "PlusesStyle" else _yaml(text, path, first_line)
    )

    def word(*keys: str) -> str | None:
        found = (values.get(key) for key in keys)
        return next((text for text in found if isinstance(text, str) and text.strip()), None)

    tags = values.get("tags")
    return FrontMatter(
        posting=Posting(
            slug=word("slug") or "",
            title=word("title"),
            url=next((url for key in _URL_KEYS if (url := word(key)) and "://" in url), None),
            date=_day(word("date")),
            language=word("language", "lang"),
        ),
        author=word("author", "authors"),
        tags=tuple(tag for tag in tags if tag) if isinstance(tags, tuple) else (),
    )


def _day(date_text: str | None) -> str | None:
    """The day of a date that may have a time behind it; `None` for what is no date."""
    match = re.match(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?![\d-])", (date_text or "").strip())
    with suppress(ValueError):
        return date(*map(int, match.groups())).isoformat() if match else None
    return None


def _yaml(text: str, path: object, first_line: int) -> MappingType[str, Any]:
    # As many lines as stand before it, so that a complaint names the line of the file.
    root = parse("\n" * (first_line - 1) + text, path)
    if not isinstance(root, Mapping):
        return {}
    return {key: _plain(node) for key, node in root.values.items()}


def _plain(node: Node) -> object:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Listing):
        return tuple(item.text for item in node.items if isinstance(item, Scalar))
    return None


def _toml(text: str, path: object, first_line: int) -> MappingType[str, Any]:
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadInputError(
            f"the front matter is not TOML: {error}", path=path, line=first_line
        ) from error
    return {key: _word(value) for key, value in values.items()}


def _word(value: object) -> object:
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, list):
        return tuple(item for item in value if isinstance(item, str))
    return value
