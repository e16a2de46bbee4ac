"""Changes one setting in the text of the settings: the lines of that key, and no others."""

import re
from collections.abc import Sequence
from pathlib import Path

from termcards.errors import BadInputError
from termcards.splices import Splice
from termcards.yamlnodes import Listing, Mapping, Node, Scalar

_PLAIN = re.compile(r"[A-Za-z0-9~/](?:[A-Za-z0-9 ._:/+~-]*[A-Za-z0-9._/+~-])?")
"""What YAML reads as the text it is; all else is quoted."""


Place = tuple[int, int, str]
"""Where a text is cut out, from and to, and what takes its place."""

Key = tuple[str, ...]
"""A name, or a name and one within it."""


def with_value(text: str, key: Key, value: str | Sequence[str], path: Path) -> tuple[Splice, str]:
    """What is changed, and the text with `key` set to a word or a list of words.

    Raises `BadInputError` where the file is written in a way that cannot be changed in place.
    """
    written = _scalar(value) if isinstance(value, str) else _listed(value)
    return _changed(text, _setting(text, _root(text, path), key, written, path))


def without_value(text: str, key: Key, path: Path) -> tuple[Splice, str] | None:
    """As `with_value`, without the lines of `key`; `None` where it is not set."""
    root = _root(text, path)
    parent: Node | None = root
    for name in key[:-1]:
        parent = parent.values.get(name) if isinstance(parent, Mapping) else None
    if not isinstance(parent, Mapping) or key[-1] not in parent.keys:
        return None
    if parent.is_flow:
        raise _by_hand("settings in braces are not taken out", parent, path)
    node, value = parent.keys[key[-1]], parent.values[key[-1]]
    start = text.rfind("\n", 0, node.start) + 1
    end = _line_end(text, max(node.end, _leaf_end(text, value)))
    _refuse_comments(text, node, value, path)
    return _changed(text, (start, end, ""))


def _root(text: str, path: Path) -> Node | None:
    from termcards.yamlparser import parse

    return parse(text, path) if text else None


def _setting(text: str, root: Node | None, key: Key, value: str, path: Path) -> Place:
    if root is None:
        return len(text), len(text), _lines(key, value, 0)
    if not isinstance(root, Mapping):
        raise _by_hand("the settings should be keys with values", root, path)
    if key[0] not in root.keys:
        return _added(text, root, _lines(key, value, root.column), path)
    if len(key) == 1:
        return _replaced(text, root, key[0], value, path)
    inner = root.values[key[0]]
    if not isinstance(inner, Mapping):
        at = _line_end(text, root.keys[key[0]].end)
        if isinstance(inner, Scalar) and not inner.text:
            return at, at, _lines(key[1:], value, root.column + 2)
        raise _by_hand(f'"{key[0]}" should be keys with values', inner, path)
    if key[1] in inner.keys:
        return _replaced(text, inner, key[1], value, path)
    return _added(text, inner, _lines(key[1:], value, inner.column), path)


def _added(text: str, mapping: Mapping, lines: str, path: Path) -> Place:
    """Behind the last line of the mapping."""
    if mapping.is_flow:
        raise _by_hand("settings in braces take no more", mapping, path)
    is_root = mapping.column == 0
    at = len(text) if is_root else _line_end(text, _leaf_end(text, mapping))
    return at, at, lines


def _replaced(text: str, mapping: Mapping, name: str, value: str, path: Path) -> Place:
    """The value alone: what stands behind it on its line stays."""
    key, old = mapping.keys[name], mapping.values[name]
    _refuse_comments(text, key, old, path)
    colon = text.index(":", key.end) + 1
    if isinstance(old, Scalar) and not old.text and old.end <= colon:
        return colon, colon, f" {value}"
    return colon, max(colon, _leaf_end(text, old)), f" {value}"


def _refuse_comments(text: str, key: Scalar, value: Node, path: Path) -> None:
    """A comment among the lines of a value would be lost."""
    inside = text[key.end : _leaf_end(text, value)]
    if "\n" in inside and re.search(r"(?:^|\s)#", inside):
        raise _by_hand("there are comments in the lines of this value", key, path)


def _changed(text: str, place: Place) -> tuple[Splice, str]:
    """A change of whole lines, which are found again wherever they stand."""
    start, end, new = place
    if new.endswith("\n"):
        newline = "\r\n" if "\r\n" in text else "\n"
        new = new.replace("\n", newline)
        if text and start == len(text) and not text.endswith("\n"):
            new = newline + new
    elif new:
        first, last = text.rfind("\n", 0, start) + 1, _line_end(text, end)
        new = text[first:start] + new + text[end:last]
        start, end = first, last
    return Splice(start, text[start:end], new), text[:start] + new + text[end:]


def _lines(key: Key, value: str, column: int) -> str:
    blank = " " * column
    if len(key) == 1:
        return f"{blank}{_scalar(key[0])}: {value}\n"
    return f"{blank}{_scalar(key[0])}:\n{blank}  {_scalar(key[1])}: {value}\n"


def _scalar(word: str) -> str:
    if _PLAIN.fullmatch(word) and ": " not in word:
        return word
    return "'" + word.replace("'", "''") + "'"


def _listed(words: Sequence[str]) -> str:
    return f"[{', '.join(map(_scalar, words))}]"


def _leaf_end(text: str, node: Node) -> int:
    """Where its last leaf ends; a block text's end has its line break."""
    end = node.end
    if isinstance(node, Listing | Mapping) and node.is_flow:
        return end
    while end > node.start and text[end - 1] in "\r\n ":
        end -= 1
    return end


def _line_end(text: str, at: int) -> int:
    """Behind the line break of the line in which `at` is."""
    found = text.find("\n", at)
    return len(text) if found < 0 else found + 1


def _by_hand(what: str, node: Node, path: Path) -> BadInputError:
    return BadInputError(f"{what}; edit this place by hand", path=path, line=node.line)
