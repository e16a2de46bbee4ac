"""Dictionary text into plain text: no markup, no escape sequences, no control codes."""

import html
import re

from termcards.plaintext import visible

_ESCAPES = re.compile(
    r"\x1b\][^\x07\x1b\n]*(?:\x07|\x1b\\)?"  # operating system commands, such as titles and links
    r"|\x1b[PX^_][^\x1b\n]*(?:\x1b\\)?"
    r"|(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?"
    r"|\x1b[ -/]*[0-~]?"
)
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u200b\u2060\ufff9-\ufffb]")
_DECLARATIONS = re.compile(r"<!--.*?(?:-->|$)|<[!?][^<>]*>?", re.DOTALL)
_TAG = re.compile(r"<(/?)([A-Za-z][\w:.-]*)[^<>]*>")
_LINE_ENDS = re.compile("\r\n?")
_BLANKS = re.compile(r"[ \t\u00a0]+")
_EMPTY_LINES = re.compile(r"\n{2,}")
_BLOCKS = frozenset(
    {"article", "blockquote", "br", "dd", "def", "div", "dl", "dt", "ex", "h1", "h2", "h3", "h4"}
    | {"hr", "li", "ol", "p", "section", "table", "tr", "ul"}
)
_NOT_SAID = frozenset({"head", "script", "style", "template", "title", "k"})
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
    # Not by html.parser: of a hostile article it takes the square of the length.
    parts: list[str] = []
    at, unsaid = 0, ""
    text = _DECLARATIONS.sub("", text)
    for tag in _TAG.finditer(text):
        name = tag[2].casefold()
        if not unsaid:
            parts.append(text[at : tag.start()])
        if name in _BLOCKS:
            parts.append("\n")
        if not unsaid and name in _NOT_SAID and not tag[1]:
            unsaid = name
        elif name == unsaid and tag[1]:
            unsaid = ""
        at = tag.end()
    return plain(html.unescape("".join(parts) + ("" if unsaid else text[at:])))
