"""The HTML of a field as a tree, for those fields whose structure says something."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from termcards.anki.cleaning import clean

DEEPEST = 40
"""What is nested deeper stands on that level, as text in which nothing is nested any more."""

_VOID = {"br", "hr", "img", "input", "wbr", "link", "meta"}
_BLOCKS = {"div", "p", "li", "tr", "ul", "ol", "table", "hr", "h1", "h2", "h3", "h4"}
_HIDDEN = {"script", "style", "template"}


@dataclass(slots=True)
class Element:
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element | str"] = field(default_factory=list)

    def is_a(self, tag: str, kind: str) -> bool:
        return self.tag == tag and self.attributes.get("class") == kind


Node = Element | str


class _Builder(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.root = Element("")
        self._open = [self.root]
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(element)
        if tag not in _VOID and len(self._open) < DEEPEST:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        for place in range(len(self._open) - 1, 0, -1):
            if self._open[place].tag == tag:
                del self._open[place:]
                return

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data.replace("\n", " ").replace("\xa0", " "))


def parsed(html: str) -> list[Node]:
    """What the field consists of, from one end to the other."""
    if "<" not in html and "&" not in html:
        return [html] if html else []
    return _Builder(html).root.children


def text_of(nodes: Iterable[Node]) -> str:
    """What one sees of them, in lines."""
    return clean("".join(_pieces(nodes)))


def elements(nodes: Iterable[Node], tag: str) -> list[Element]:
    """Those of a tag among the nodes themselves."""
    return [node for node in nodes if isinstance(node, Element) and node.tag == tag]


def blank(node: Node) -> bool:
    return isinstance(node, str) and not node.strip()


def _pieces(nodes: Iterable[Node]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, str):
            yield node
        elif node.tag == "br":
            yield "\n"
        elif node.tag not in _HIDDEN:
            edge = "\n" if node.tag in _BLOCKS else ""
            yield edge
            yield from _pieces(node.children)
            yield edge
