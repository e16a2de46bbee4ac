"""The list of found cards; however many there are, it reads and draws only what is in view."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from termcards.cards import CardId
from termcards.library.browsing import Row
from termcards.tui.listing import columns_for, line
from termcards.tui.text import wrap

MOST_KEPT = 2000
"""Rows that were read; beyond that, all are forgotten."""

Load = Callable[[Sequence[CardId]], Mapping[CardId, Row]]


class CardList(ScrollView, can_focus=False):
    ALLOW_SELECT = False

    class Pointed(Message):
        """A row was clicked; or clicked again, where it was under the cursor."""

        def __init__(self, place: int, *, is_again: bool) -> None:
            super().__init__()
            self.place = place
            self.is_again = is_again

    def __init__(self, load: Load) -> None:
        super().__init__()
        self._load = load
        self._cards: Sequence[CardId] = ()
        self._words = Content("")
        self._today = date.min
        self._cursor = 0
        self._selected: frozenset[CardId] = frozenset()
        self._rows: dict[CardId, Row] = {}
        self._strips: dict[tuple[CardId, bool, bool], Strip] = {}

    def show(self, cards: Sequence[CardId], today: date, words: Content) -> None:
        """Puts other cards in the place of those shown; `words` stand there if there are none."""
        self._cards, self._today, self._words = cards, today, words
        self._set_size()
        self.refresh()

    def point(self, cursor: int, selected: frozenset[CardId]) -> None:
        """Sets one card off as the one under the cursor, and those that are selected."""
        top, height = self.scroll_offset.y, self.scrollable_content_region.height
        self._cursor, self._selected = cursor, selected
        if height > 0 and not top <= cursor < top + height:
            self._scroll(cursor if cursor < top else cursor - height + 1)
        self.refresh()

    def forget(self) -> None:
        """What was read of the cards may not hold any more."""
        self._rows.clear()
        self._strips.clear()
        self.refresh()

    def read(self) -> None:
        """Reads the rows in view at once, if any is to be seen."""
        if self._cards:
            self._read(min(self.scroll_offset.y, len(self._cards) - 1))

    def row(self, card: CardId) -> Row | None:
        return self._rows.get(card)

    def _scroll(self, top: int) -> None:
        self.scroll_to(y=max(0, top), animate=False, force=True, immediate=True)

    def _set_size(self) -> None:
        width = self.scrollable_content_region.width
        self.virtual_size = Size(width, len(self._cards))

    def on_resize(self) -> None:
        self._strips.clear()
        self._set_size()
        self.point(self._cursor, self._selected)

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        place = self.scroll_offset.y + y
        if not self._cards:
            return self._word_line(y, width)
        if place >= len(self._cards) or width <= 0:
            return Strip.blank(width, self.rich_style)
        card = self._cards[place]
        key = (card, place == self._cursor, card in self._selected)
        if key not in self._strips:
            if card not in self._rows:
                self._read(place)
            self._strips[key] = self._strip(key, width)
        return self._strips[key]

    def _read(self, place: int) -> None:
        """Reads the row, and a page around it, so that the next lines need not be read."""
        if len(self._rows) > MOST_KEPT:
            self._rows.clear()
            self._strips.clear()
        page = max(1, self.scrollable_content_region.height)
        near = self._cards[max(0, place - page // 2) : place + page]
        self._rows.update(self._load([card for card in near if card not in self._rows]))

    def _strip(self, key: tuple[CardId, bool, bool], width: int) -> Strip:
        card, is_chosen, is_selected = key
        content = line(
            self._rows.get(card),
            columns_for(width),
            self._today,
            is_chosen=is_chosen,
            is_selected=is_selected,
        )
        if is_chosen:
            blank = Content.styled(
                " " * max(0, width - content.cell_length), content.spans[0].style
            )
            content += blank
        return self._to_strip(content, width)

    def _to_strip(self, content: Content, width: int) -> Strip:
        (strip, *_) = Visual.to_strips(self, content, width, 1, self.visual_style)
        return strip.crop_extend(0, width, self.rich_style)

    def _word_line(self, y: int, width: int) -> Strip:
        lines = wrap(self._words, max(1, width - 2)) if self._words.plain else []
        if y >= len(lines) or width <= 2:
            return Strip.blank(width, self.rich_style)
        return self._to_strip(Content("  ") + lines[y], width)

    def notify_style_update(self) -> None:
        self._strips.clear()
        super().notify_style_update()

    def on_click(self, event: events.Click) -> None:
        place = self.scroll_offset.y + event.y
        if event.x < self.scrollable_content_region.width and place < len(self._cards):
            self.post_message(self.Pointed(place, is_again=place == self._cursor))
