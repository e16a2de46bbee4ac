"""Text on its way to the screen: made harmless, cut into lines, cut short.

All text that comes from a file, the database or the user passes `display` or `on_one_line` first.
All widths are those of the function by which the renderer counts cells.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate

from rich.cells import cell_len, split_graphemes
from textual.content import Content

from termcards.plaintext import visible

ELLIPSIS = "…"
REVERSED = "bold reverse"
"""A style in words: a style sheet's class would lose the reverse on its way to the screen."""

FACTS_APART = " · "

_BLANKS = frozenset(" \u2002\u2003\u2009\u3000")
_GLUE = frozenset("\"'\u00a0\u202f\u2060\u2026\u2025")
"""No line is cut on either side of these, except at a blank."""
_DASHES = frozenset("-\u2010\u2013\u2014")
_NEVER_FIRST = frozenset(
    "、。，．・：；？！」』）］｝〉》】〕〗〙〛〟ー々〻ゝゞヽヾ゛゜゠〜～％‼⁇⁈⁉｡｣､･ｰﾞﾟ"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ"
    "ㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿｧｨｩｪｫｬｭｮｯ"
)
_NEVER_LAST = frozenset("「『（［｛〈《【〔〖〘〚〝｢￥＄￡＃")
_NOT_FIRST_IN_A_RUN = frozenset("!),.:;?]}%’”»›°′″℃") | _DASHES
"""Closing signs of Latin text: no line begins with one, unless a blank stood before it."""
_NOT_LAST_IN_A_RUN = frozenset("([{‘“«‹$¥£€")

_Unit = tuple[int, int, int]
"""A grapheme: where it starts, where it ends, how many cells it takes."""


def display(text: str) -> Content:
    """The text as it may be shown: nothing in it can move the cursor or turn the writing round."""
    return Content(visible(text))


def on_one_line(text: str) -> Content:
    """As `display`, with spaces for line breaks."""
    return Content(visible(text).replace("\n", " "))


def wrap(content: Content, width: int) -> list[Content]:
    """The content in lines of at most `width` cells; at least one line.

    The blanks at which a line is cut are left out, nothing else is. No line begins with a closing
    sign or ends with an opening one, and words stay whole, as long as a line has a better place
    to be cut. Facts with a dot between them are cut there, if that fills half of the line.
    """
    edges = [edge for line in lines_of(content.plain, width) for edge in line]
    return content.divide(edges)[1::2]


def lines_of(text: str, width: int) -> list[tuple[int, int]]:
    """Where each of the lines into which `wrap` cuts a text starts and ends."""
    lines: list[tuple[int, int]] = []
    start = 0
    for paragraph in text.split("\n"):
        for first, last in _lines(paragraph, max(1, width)):
            lines.append((start + first, start + last))
        start += len(paragraph) + 1
    return lines


def cut(content: Content, width: int) -> Content:
    """The content, and where it is wider than `width` cells its beginning with an ellipsis."""
    if content.cell_length <= width:
        return content
    used = end = 0
    for _, unit_end, cells in _units(content.plain):
        if used + cells > width - 1:
            break
        used += cells
        end = unit_end
    return content.divide([end])[0] + Content(ELLIPSIS[: max(0, width)])


def elided(content: Content, width: int) -> Content:
    """The content, and where it is wider than `width` cells its two ends around an ellipsis."""
    if content.cell_length <= width:
        return content
    units = _units(content.plain)
    first = _within([cells for _, _, cells in units], (width - 1) // 2)
    last = _within([cells for _, _, cells in reversed(units)], width - 1 - (width - 1) // 2)
    begin = units[first - 1][1] if first else 0
    end = units[-last][0] if last else len(content.plain)
    parts = content.divide([begin, end])
    return parts[0] + Content(ELLIPSIS[: max(0, width)]) + parts[2]


def _within(cells: Sequence[int], width: int) -> int:
    """How many of them fit into the width."""
    return sum(total <= width for total in accumulate(cells))


def _lines(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Where each line of a paragraph starts and ends, the blanks at its end left out."""
    if cell_len(text) <= width:
        yield 0, len(text)
        return
    units = _units(text)
    begin = 0
    while begin < len(units):
        end = _line_end(text, units, begin, width)
        start = units[begin][0]
        last = units[end - 1][1]
        while last > start and text[last - 1] in _BLANKS:
            last -= 1
        yield start, last
        begin = end


def _line_end(text: str, units: Sequence[_Unit], begin: int, width: int) -> int:
    """The unit with which the next line begins."""
    used = 0
    place: int | None = None
    between_facts: int | None = None
    for index in range(begin, len(units)):
        if index > begin and _may_cut(text, units, index):
            place = index
            if 2 * used > width and text.endswith(FACTS_APART, 0, units[index][0]):
                between_facts = index
        start, end, cells = units[index]
        # What hangs on a blank, as a skin tone without its emoji, makes it one to be seen.
        if used + cells > width and text[start:end] not in _BLANKS:
            return between_facts or place or max(index, begin + 1)
        used += cells
    return len(units)


def _may_cut(text: str, units: Sequence[_Unit], index: int) -> bool:
    """Whether a line may begin with the unit at `index`."""
    after = text[units[index][0]]
    if after in _BLANKS or after in _NEVER_FIRST:
        return False
    before_start, before_end, _ = units[index - 1]
    before = text[before_start]
    if before in _BLANKS:
        return _last_sign(text, before_start) not in _NEVER_LAST
    if before in _NEVER_LAST or before in _NOT_LAST_IN_A_RUN or after in _NOT_FIRST_IN_A_RUN:
        return False
    last = text[before_end - 1]
    if last == "\u200b":
        return True
    if before in _GLUE or after in _GLUE or last in _GLUE:
        return False
    if _is_ideographic(units[index - 1], before) or _is_ideographic(units[index], after):
        return True
    is_in_word = before_start > 0 and text[before_start - 1].isalpha() and after.isalpha()
    return before in _DASHES and is_in_word


def _last_sign(text: str, end: int) -> str:
    """The last character before `end` that is no blank."""
    while end and text[end - 1] in _BLANKS:
        end -= 1
    return text[end - 1 : end]


def _is_ideographic(unit: _Unit, base: str) -> bool:
    """Wide signs stand apart from each other; Korean, which is wide too, is written in words."""
    is_hangul = "\u1100" <= base <= "\u11ff" or "\uac00" <= base <= "\ud7ff"
    return (unit[2] == 2 and not is_hangul) or "\uff66" <= base <= "\uff9f"


def _units(text: str) -> list[_Unit]:
    """The graphemes of the text, with the two letters of a flag as one."""
    units: list[_Unit] = []
    for start, end, cells in split_graphemes(text)[0]:
        if units and _is_flag_letter(text[start]):
            first, last, width = units[-1]
            if last == first + 1 and _is_flag_letter(text[first]):
                units[-1] = (first, end, width + cells)
                continue
        units.append((start, end, cells))
    return units


def _is_flag_letter(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"
