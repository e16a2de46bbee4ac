"""Puts a passage together, piece by piece, as a parser gives them."""

import re

from termcards.harvest.document import Mark, Passage, Span, Style

_EAST_ASIAN = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]")
_BULLET = re.compile(r"[•‣▪◦●○■□➢➤✓✔·]\s")
FIGURES = {
    "<sup": str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"),
    "<sub": str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋"),
}
"""How they are written where a tag raises or lowers them."""


def is_east_asian(character: str) -> bool:
    return _EAST_ASIAN.match(character) is not None


class PassageWriter:
    """Styles nest, and marks stand between characters."""

    def __init__(self, line: int) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.spans: list[Span] = []
        self.marks: list[Mark] = []
        self.starts = [(0, line)]
        self.open_styles: list[tuple[int, Style, str | None]] = []
        self.is_wrapped = False
        self.tag_line = 0
        """The line of a `<br>` that nothing follows yet."""

    def write(self, text: str) -> None:
        if self.is_wrapped:
            self._join(text)
        self.parts.append(text)
        self.length += len(text)

    def styled(self, text: str, style: Style) -> None:
        self.open(style)
        self.write(text)
        self.close_style()

    def open(self, style: Style, url: str | None = None) -> None:
        if self.is_wrapped:
            self._join("")
        self.open_styles.append((self.length, style, url))

    def close_style(self) -> None:
        if self.open_styles:
            start, style, url = self.open_styles.pop()
            self.spans.append(Span(start, self.length, style, url))

    def mark(self, label: str, line: int) -> None:
        self.marks.append(Mark(self.length, label, line))

    def soft_break(self, line: int) -> None:
        self.is_wrapped = True
        self.starts.append((self.length, line))

    def glue(self, line: int) -> None:
        """The next line goes on in the middle of a word."""
        self.starts.append((self.length, line))

    def hard_break(self, line: int) -> None:
        self.is_wrapped = False
        self.parts.append("\n")
        self.length += 1
        self.starts.append((self.length, line))

    def tag_break(self, line: int) -> None:
        """`<br>` within a line: no more than a space in the middle of a sentence."""
        self.is_wrapped = True
        self.tag_line = line

    def passage(self) -> Passage:
        text = "".join(self.parts)
        self.spans.sort()
        return Passage(text, tuple(self.spans), tuple(self.marks), tuple(self.starts))

    def _join(self, text: str) -> None:
        """A wrapped line goes on after a space, unless both sides are East Asian.

        One that begins with a bullet typed by hand is a line of its own.
        """
        self.is_wrapped = False
        last = self.parts[-1][-1:] if self.parts else ""
        if self.tag_line:
            self._join_tagged(last, text)
        elif _BULLET.match(text):
            self.hard_break(self.starts.pop()[1])
        elif not (_EAST_ASIAN.match(last) and (not text or _EAST_ASIAN.match(text))):
            self.parts.append(" ")
            self.length += 1
            self.starts[-1] = (self.length, self.starts[-1][1])

    def _join_tagged(self, last: str, text: str) -> None:
        line, self.tag_line = self.tag_line, 0
        if (last.islower() or last == ",") and text[:1].islower():
            self.parts.append(" ")
            self.length += 1
        else:
            self.hard_break(line)
