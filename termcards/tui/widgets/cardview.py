"""The card's text, set for the width there is, in a part of the screen that scrolls."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip
from textual.visual import Visual

from termcards.tui.card import Block
from termcards.tui.text import lines_of

WIDEST = 76
"""Cells; longer lines are hard to read."""
RULE = "─"
UPPER_THIRD = 3
LEAD_SHARE = 3
"""What stands before a paragraph takes a third of its width at most."""
NOTHING = Content("")

Place = tuple[int, int]
"""A place in the text whatever its width: a block, and a character in it."""


@dataclass(frozen=True, slots=True)
class Line:
    content: Content
    place: Place


class CardView(ScrollView, can_focus=False):
    """Scrolls over a card. It sets its text itself, so that a card takes one painting."""

    def __init__(self) -> None:
        super().__init__()
        self._blocks: Sequence[Block] = ()
        self._lines: Sequence[Line] = ()
        self._strips: Sequence[Strip] = ()

    def show(self, blocks: Sequence[Block], *, from_top: bool) -> None:
        """Puts a text in the place of the old one, and goes to its beginning if `from_top`."""
        self._blocks = blocks
        self._set()
        if from_top:
            self.go_to(0)

    def go_to(self, line: int) -> None:
        self.scroll_to(y=line, animate=False, force=True, immediate=True)

    def go_by(self, lines: int) -> None:
        self.go_to(self.scroll_offset.y + lines)

    def show_rule(self) -> None:
        """Brings the line between question and answer to the upper third, if not all fits."""
        height = self.scrollable_content_region.height
        if len(self._lines) > height:
            rules = (
                number
                for number, line in enumerate(self._lines)
                if self._blocks[line.place[0]].is_rule
            )
            self.go_to(max(0, next(rules, 0) - height // UPPER_THIRD))

    def reveal(self, first: int, last: int) -> None:
        """Goes on until these blocks are in sight, or as much of them as there is room for."""
        lines = [n for n, line in enumerate(self._lines) if first <= line.place[0] <= last]
        height = self.scrollable_content_region.height
        if lines and lines[-1] >= self.scroll_offset.y + height:
            self.go_to(min(lines[0], lines[-1] + 1 - height))

    def show_place(self, place: Place) -> None:
        """Brings a place of the text into sight, with some of what stands around it."""
        height = self.scrollable_content_region.height
        line, top = line_at(self._lines, place), self.scroll_offset.y
        if not top <= line < top + height - 1:
            self.go_to(max(0, line - height // UPPER_THIRD))

    def on_resize(self) -> None:
        """Keeps the first visible line."""
        top = self.scroll_offset.y
        place = self._lines[top].place if top < len(self._lines) else (0, 0)
        self._set()
        self.go_to(line_at(self._lines, place) if top else 0)

    def _set(self) -> None:
        width = min(self.scrollable_content_region.width, WIDEST)
        self._lines = typeset(self._blocks, width) if width > 0 else ()
        self._strips = ()
        self.virtual_size = Size(width, len(self._lines))
        self.refresh()

    def render(self) -> Content:
        """All lines, those out of sight too."""
        return Content("\n").join(line.content for line in self._lines)

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        row = self.scroll_offset.y + y
        if row >= len(self._lines) or width <= 0:
            return Strip.blank(width, self.rich_style)
        if not self._strips:
            self._strips = Visual.to_strips(self, self.render(), width, None, self.visual_style)
        return self._strips[row].crop_extend(0, width, self.rich_style)

    def notify_style_update(self) -> None:
        self._strips = ()
        super().notify_style_update()

    def selection_updated(self, selection: Selection | None) -> None:
        self._strips = ()
        super().selection_updated(selection)


def typeset(blocks: Sequence[Block], width: int) -> list[Line]:
    lines: list[Line] = []
    is_under_rule = True
    for number, block in enumerate(blocks):
        if block.is_apart and not is_under_rule:
            lines.append(Line(NOTHING, (number, 0)))
        lines += _typeset(block, number, width)
        is_under_rule = block.is_rule
    return lines


def _typeset(block: Block, number: int, width: int) -> list[Line]:
    if block.is_rule:
        return [Line(Content.styled(RULE * width, ".faint"), (number, 0))]
    lead, content = block.lead, block.content
    if lead.cell_length > width // LEAD_SHARE:
        # In a narrow column there is no room to indent the lines below.
        lead, content = NOTHING, lead + content
    before = len(content) - len(block.content)
    places = lines_of(content.plain, width - lead.cell_length)
    edges = [edge for place in places for edge in place]
    lines = []
    for (start, _), part in zip(places, content.divide(edges)[1::2], strict=True):
        lines.append(Line(lead + part, (number, max(0, start - before))))
        lead = Content(" " * lead.cell_length)
    return lines


def line_at(lines: Sequence[Line], place: Place) -> int:
    """The line in which a place of the text stands."""
    found = 0
    for number, line in enumerate(lines):
        if line.place <= place:
            found = number
    return found
