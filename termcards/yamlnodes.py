"""YAML read as plain text with places: no value is guessed, and every complaint has a line.

A file is a small tree of scalars, lists and mappings. Scalars stay the words they are (*no*, *on*,
*12:30*).
"""

from collections.abc import Collection
from dataclasses import dataclass, field

from termcards.errors import BadInputError


@dataclass(slots=True)
class Scalar:
    text: str
    line: int
    """Counts from 1."""
    start: int
    """Offset in characters, as is `end`."""
    end: int


@dataclass(slots=True)
class Listing:
    line: int
    start: int
    column: int
    is_flow: bool
    items: list["Node"] = field(default_factory=list)
    end: int = 0
    """Where its last leaf ends: comments and blank lines that follow are not part of it."""


@dataclass(slots=True)
class Mapping:
    line: int
    start: int
    column: int
    is_flow: bool
    keys: dict[str, Scalar] = field(default_factory=dict)
    values: dict[str, "Node"] = field(default_factory=dict)
    end: int = 0


Node = Scalar | Listing | Mapping


class Reader:
    """Takes values out of a tree, and complains with file and line."""

    def __init__(self, path: object) -> None:
        self.path = path

    def error(self, node: Node, message: str) -> BadInputError:
        return BadInputError(message, path=self.path, line=node.line)

    def mapping(self, node: Node | None, what: str, keys: Collection[str] = ()) -> Mapping:
        """`node` as a mapping; with `keys`, one that has no others."""
        if not isinstance(node, Mapping):
            raise BadInputError(
                f"{what} should be keys with values here",
                path=self.path,
                line=node.line if node else None,
            )
        for name in node.keys if keys else ():
            if name not in keys:
                raise self.error(node.keys[name], unknown_word("key", name, keys))
        return node

    def items(self, node: Node | None, what: str) -> list[Node]:
        """The items of a list; a key with nothing behind it is an empty one."""
        if node is None or (isinstance(node, Scalar) and not node.text):
            return []
        if not isinstance(node, Listing):
            raise self.error(node, f"{what} should be a list here, one item a line after a dash")
        return node.items

    def text(self, node: Node | None, what: str) -> str | None:
        """A text, or `None` where there is none or an empty one."""
        if node is None:
            return None
        if not isinstance(node, Scalar):
            raise self.error(
                node, f"{what} should be text here; quote it if it has brackets or a colon"
            )
        return node.text or None

    def texts(self, node: Node | None, what: str) -> tuple[str, ...]:
        found = (self.text(item, what) for item in self.items(node, what))
        return tuple(text for text in found if text is not None)

    def needed(self, mapping: Mapping, key: str, what: str) -> str:
        text = self.text(mapping.values.get(key), f'"{key}"')
        if text is None or not text.strip():
            place = mapping.keys.get(key, mapping)
            raise self.error(place, f'{what} needs a "{key}"')
        return text


def unknown_word(kind: str, word: str, known: Collection[str]) -> str:
    """The sentence for a word that is not one of `known`, with the nearest that is."""
    import difflib

    near = difflib.get_close_matches(word, list(known), n=1)
    hint = f'did you mean "{near[0]}"?' if near else f"known are {', '.join(known)}"
    return f'unknown {kind} "{word}"; {hint}'
