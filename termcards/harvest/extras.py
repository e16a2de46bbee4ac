"""What stands in a passage and is no text: shortcodes, inline notes, marks nobody defines."""

import re
from bisect import bisect_right
from collections.abc import Iterable

from termcards.harvest.document import (
    Block,
    BlockKind,
    Footnote,
    Passage,
    Style,
    cut,
    keep,
)
from termcards.harvest.notetaking import without_note_markup

_LOOSE_MARK = re.compile(r"\[\^([^\[\]\n]{1,1000})\]")
_INLINE_NOTE = re.compile(r"\^\[([^\[\]]{1,5000})\]")
_MARKED_LINK = re.compile(r"\[([^\[\]\n]{1,500})\]\(\s*[^()\s]{1,1000}\s*\)")
"""A link that the parser does not see as one, since there is a footnote mark in its text."""
_SHORTCODE = re.compile(r"\{\{([<%]).{0,1000}?[%>]\}\}")

Cuts = list[tuple[int, int, str | None]]


def without_extras(passage: Passage) -> tuple[Passage, tuple[Footnote, ...]]:
    """The passage as text only, and the footnotes that were written into it: `^[…]`."""
    passage = without_note_markup(passage)
    if "{{" in passage.text:
        passage = cut(passage, [(m.start(), m.end(), None) for m in _free(_SHORTCODE, passage)])
    if "[" not in passage.text:
        return passage, ()
    notes: tuple[Footnote, ...] = ()
    if "^[" in passage.text:
        passage, notes = _without_inline_notes(passage)
    if "](" in passage.text and passage.marks:
        passage = _without_marked_links(passage)
    if "[^" in passage.text:
        marks: Cuts = [(m.start(), m.end(), m[1]) for m in _free(_LOOSE_MARK, passage)]
        passage = cut(passage, marks, is_defined=False)
    return passage, notes


def _without_inline_notes(passage: Passage) -> tuple[Passage, tuple[Footnote, ...]]:
    cuts: Cuts = []
    notes: list[Footnote] = []
    for match in _free(_INLINE_NOTE, passage):
        line = passage.line_at(match.start())
        label = f"inline note on line {line}"
        if cuts:
            label += f", {len(cuts) + 1}"
        cuts.append((match.start(), match.end(), label))
        block = Block(BlockKind.PARAGRAPH, keep(passage, match.start(1), match.end(1)))
        notes.append(Footnote(label, line, line, (block,), match[1]))
    return cut(passage, cuts), tuple(notes)


def _without_marked_links(passage: Passage) -> Passage:
    cuts: Cuts = []
    for match in _free(_MARKED_LINK, passage):
        place = bisect_right(passage.marks, match.end(1), key=lambda mark: mark.offset) - 1
        if place >= 0 and passage.marks[place].offset > match.start():
            cuts.append((match.start(), match.start(1), None))
            cuts.append((match.end(1), match.end(), None))
    return cut(passage, cuts)


def _free(pattern: re.Pattern[str], passage: Passage) -> Iterable[re.Match[str]]:
    """The matches that are neither in code nor escaped."""
    code = [span for span in passage.spans if span.style in (Style.CODE, Style.LITERAL)]
    for match in pattern.finditer(passage.text):
        place = bisect_right(code, match.end(), key=lambda span: span.start) - 1
        if place < 0 or code[place].end <= match.start():
            yield match
