"""Where the lines and leaves of a deck file's text begin and end."""

import re

from termcards.splices import BREAKS
from termcards.yamlnodes import Listing, Node, Scalar

BLANKS = f" \t{BREAKS}"
_LINE_BREAK = re.compile(f"\r\n|[{BREAKS}]")


def line_start(text: str, at: int) -> int:
    return max(text.rfind(sign, 0, at) for sign in BREAKS) + 1


def line_end(text: str, at: int) -> int:
    """Behind the line break of the line in which the leaf that ends at `at` stands."""
    if at and text[at - 1] in BREAKS:
        return at
    found = _LINE_BREAK.search(text, at)
    return found.end() if found else len(text)


def rest_of_line(text: str, at: int) -> str:
    """What stands behind `at` in its line, such as a comment."""
    found = _LINE_BREAK.search(text, at)
    return text[at : found.start() if found else len(text)]


def last_leaf(node: Node) -> Node:
    """The scalar with which a node ends, or what is written in brackets there."""
    leaf = node
    while not isinstance(leaf, Scalar) and not leaf.is_flow:
        inner = leaf.items if isinstance(leaf, Listing) else list(leaf.values.values())
        if not inner:
            break
        leaf = max(inner, key=lambda item: item.end)
    return leaf


def is_block_text(text: str, node: Node) -> bool:
    return isinstance(node, Scalar) and text[node.start : node.start + 1] in ("|", ">")


def leaf_end(text: str, node: Node) -> int:
    """Where its last leaf ends, without the blank lines behind a block text."""
    end = node.end
    while end > node.start and text[end - 1] in BLANKS:
        end -= 1
    if is_block_text(text, last_leaf(node)):
        while text[end : end + 1] in (" ", "\t"):  # blanks at the end of a line are its text's
            end += 1
    return end


def behind(text: str, node: Node) -> int:
    """Behind the last line of the node, where more can be put.

    A block text that keeps its line breaks keeps the blank lines behind it, too.
    """
    leaf = last_leaf(node)
    keeps_breaks = (
        isinstance(leaf, Scalar) and is_block_text(text, leaf) and leaf.text.endswith("\n")
    )
    return line_end(text, node.end if keeps_breaks else leaf_end(text, node))


def dash_of(text: str, listing: Listing, item: Node) -> int | None:
    """The dash of an item; `None` where it is not the first sign of its line."""
    start = line_start(text, item.start)
    while True:
        dash = start + listing.column
        is_dash = text[dash : dash + 1] == "-" and text[dash + 1 : dash + 2] in ("", *BLANKS)
        if is_dash and not text[start:dash].strip():
            return dash
        if start <= listing.start:
            return None
        start = line_start(text, start - 1)


def indented(text: str, columns: int) -> str:
    return re.sub(r"^(?=.)", " " * columns, text, flags=re.MULTILINE) if columns else text
