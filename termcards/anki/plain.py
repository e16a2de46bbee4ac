"""The HTML of Anki's fields as plain text."""

import itertools
import re
from html.parser import HTMLParser

from termcards.anki.cleaning import clean

_MEDIA = re.compile(r"\[sound:[^\]]*\]|\[anki:play:[^\]]*\]", re.IGNORECASE)
_LATEX = re.compile(r"\[/?(?:latex|\${1,2})\]", re.IGNORECASE)
_CLOZE = re.compile(r"\{\{c\d+::((?:(?!\{\{c\d+::).)*?)(?:::[^{}]*?)?\}\}", re.DOTALL)
"""A cloze without another within."""

_CLOZE_START = re.compile(r"\{\{c\d+::")
_MOST_CLOZES = 100
_BREAKS = {"br", "div", "p", "li", "tr", "ul", "ol", "hr", "table", "h1", "h2", "h3", "h4"}
_HIDDEN = {"script", "style", "template"}
_BOLD = {"b", "strong"}
_BLANKS = re.compile(r"[ \t\xa0]+")


class _Reader(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.items: list[list[str]] = []
        self.bold: list[str] = []
        self.media = 0
        self._hidden = self._is_bold = self._listed = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.media += tag in {"img", "audio", "video", "object"}
        self._hidden += tag in _HIDDEN
        if tag in _BREAKS:
            self._put("\n")
        if tag == "li":
            self.items.append([])
            self._listed += 1
        if tag in _BOLD:
            self._is_bold += 1
            self.bold.append("")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in _HIDDEN and self._hidden > 0
        self._is_bold -= tag in _BOLD and self._is_bold > 0
        self._listed -= tag == "li" and self._listed > 0
        if tag in _BREAKS:
            self._put("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._put(_BLANKS.sub(" ", data.replace("\n", " ")))

    def _put(self, text: str) -> None:
        self.pieces.append(text)
        if self._listed:
            self.items[-1].append(text)
        if self._is_bold:
            self.bold[-1] += text


def plain(html: str) -> str:
    """What one sees of a field, without markup, sounds and pictures; cloze marks are opened."""
    if "<" not in html and "&" not in html and "[" not in html and "{{" not in html:
        return _lines(html)
    return _lines("".join(_Reader(_opened(html)).pieces))


def plain_items(html: str) -> list[str]:
    """The items of the field's lists; a field without one is one item."""
    if "<li" in html.lower():
        found = [_lines("".join(item)) for item in _Reader(_opened(html)).items]
        return [item for item in found if item]
    text = plain(html)
    return [text] if text else []


def bold_part(html: str) -> str | None:
    """The first words in bold."""
    if "<" not in html:
        return None
    return next((text for text in map(_lines, _Reader(_opened(html)).bold) if text), None)


def cloze_answers(html: str) -> list[str]:
    """What the clozes of a field hide, in the order in which they begin; one within is a part."""
    found: list[str] = []
    for match in itertools.islice(_CLOZE_START.finditer(html), _MOST_CLOZES):
        text = plain(_closed(html[match.start() :]))
        if text:
            found.append(text)
    return found


def _closed(html: str) -> str:
    """What the cloze at the beginning hides, those within opened."""
    before = None
    while before != html:
        match = _CLOZE.search(html)
        if match is None:
            break
        if match.start() == 0:
            return match[1]
        before, html = html, f"{html[: match.start()]}{match[1]}{html[match.end() :]}"
    return ""


def count_media(html: str) -> int:
    """How many sounds and pictures the field asks for."""
    if "<" not in html and "[" not in html:
        return 0
    return len(_MEDIA.findall(html)) + _Reader(html).media


def _opened(html: str) -> str:
    html = _LATEX.sub("", _MEDIA.sub("", html))
    opened = 1
    while opened:  # from within
        html, opened = _CLOZE.subn(lambda match: match[1], html)
    return html


def _lines(text: str) -> str:
    lines = (line.strip() for line in clean(text.replace("\xa0", " ")).split("\n"))
    return "\n".join(line for line in lines if line)
