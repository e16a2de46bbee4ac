"""Dictionary text into plain text: no markup, no escape sequences, no control codes."""

import re
from html.parser import HTMLParser

from termcards.plaintext import visible

_ESCAPES = re.compile(
    r"\x1b\][^\x07\x1b\n]*(?:\x07|\x1b\\)?"  # operating system commands, such as titles and links
    r"|\x1b[PX^_][^\x1b\n]*(?:\x1b\\)?"
    r"|(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?"
    r"|\x1b[ -/]*[0-~]?"
)
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u200b\u2060\ufff9-\ufffb]")
_DECLARATIONS = re.compile(r"<!--.*?(?:-->|$)|<![^>]*>?", re.DOTALL)
"""Taken out first: at a broken one the parser would give up."""
_LINE_ENDS = re.compile("\r\n?")
_BLANKS = re.compile(r"[ \t\u00a0]+")
_EMPTY_LINES = re.compile(r"\n{2,}")
_BLOCKS = frozenset(
    {"article", "blockquote", "br", "dd", "def", "div", "dl", "dt", "ex", "h1", "h2", "h3", "h4"}
    | {"hr", "li", "ol", "p", "section", "table", "tr", "ul"}
)
_UNSEEN = frozenset({"head", "script", "style", "template", "title"})
_NOT_SAID = _UNSEEN | {"k"}
"""In XDXF, `k` is the headword once more."""


def without_controls(text: str) -> str:
    """Blanks and line ends stay, so that what is laid out with them can still be read."""
    return visible(_CONTROLS.sub("", _ESCAPES.sub("", _LINE_ENDS.sub("\n", text))))


def plain(text: str) -> str:
    """Every line without blanks around it, and no empty lines."""
    lines = (_BLANKS.sub(" ", line).strip() for line in without_controls(text).split("\n"))
    return _EMPTY_LINES.sub("\n", "\n".join(lines)).strip()


def plain_line(text: str) -> str:
    return " ".join(plain(text).split())


def without_markup(text: str) -> str:
    """HTML, Pango's markup or XDXF as plain text, a line for each block."""
    reader = _Text()
    reader.feed(_DECLARATIONS.sub("", text))
    reader.close()
    return plain("".join(reader.parts))


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._unsaid: str | None = None

    def handle_starttag(self, tag: str, *_: object) -> None:
        if self._unsaid is None and tag in _NOT_SAID:
            self._unsaid = tag
        self._break_at(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == self._unsaid:
            self._unsaid = None
        self._break_at(tag)

    def handle_data(self, data: str) -> None:
        if self._unsaid is None:
            self.parts.append(data)

    def _break_at(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.parts.append("\n")
