"""A query, the cards that it finds, and a place among them."""

from collections.abc import Mapping, Sequence
from functools import partial

from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input

from termcards.cards import CardId
from termcards.errors import TermcardsError
from termcards.filters import Order
from termcards.language import tr
from termcards.library.browsing import Browser, Found, Row, Wanted
from termcards.library.home import Library
from termcards.tui.background import in_background
from termcards.tui.listing import counts, order_name
from termcards.tui.screens.framed import FramedScreen, in_words
from termcards.tui.text import on_one_line
from termcards.tui.wholecard import cardless_blocks, whole_blocks
from termcards.tui.widgets.answerfield import AnswerField
from termcards.tui.widgets.cardlist import CardList
from termcards.tui.widgets.cardview import CardView
from termcards.tui.widgets.listheading import ListHeading
from termcards.tui.widgets.queryfield import QueryField, QueryRow

PAUSE = 0.12
"""Seconds after the last key in which nothing is searched for."""
FIRST = 200
"""Cards that are shown at once, before all are counted."""
ORDERS = tuple(Order)


class FindingScreen(FramedScreen):
    """Searches run beside the screen, and the last one wins."""

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._library = library
        self._browser = Browser(library)
        self._wanted = Wanted()
        self._found: Found | None = None
        self._cursor = 0
        self._selected: frozenset[CardId] = frozenset()
        self._anchor: int | None = None
        """Where the span of selected cards begins that the cursor draws."""
        self._selected_before: frozenset[CardId] = frozenset()
        """What was selected when that span was begun."""
        self._pause: Timer | None = None
        self.is_typing = False
        self.is_settled = False
        """Whether all that is wanted is shown."""

    def compose_body(self) -> ComposeResult:
        yield QueryRow()
        with Container(id="browse"):
            with Container(id="found"):
                yield ListHeading()
                yield CardList(self._load)
            yield CardView()

    def on_mount(self) -> None:
        try:
            self._show(self._browser.search(self._wanted, limit=FIRST), is_whole=False)
        except TermcardsError as error:
            self.say_trouble(tr("not searched"), error)
        self.look()

    @property
    def _cards(self) -> Sequence[CardId]:
        return self._found.cards if self._found else ()

    @property
    def _card(self) -> CardId | None:
        """The one under the cursor."""
        return self._cards[self._cursor] if self._cards else None

    def look(self) -> None:
        """Searches anew for what is wanted."""
        if self._pause is not None:
            self._pause.stop()
            self._pause = None
        query = self.query_one(QueryField).value
        wanted = Wanted(query, self._wanted.order, self._wanted.is_reversed)
        is_other = query != self._wanted.query
        self._wanted = wanted
        self.is_settled = False
        self._browser.ask(wanted)
        in_background(
            self,
            partial(self._browser.search, wanted),
            partial(self._take, wanted, is_other=is_other),
            partial(self.say_trouble, tr("not searched")),
        )

    def _take(self, wanted: Wanted, found: Found | None, *, is_other: bool) -> None:
        """Shows what a search has found, unless something else is wanted by now."""
        if found is None or wanted is not self._wanted:
            return
        self.is_settled = True
        had_remarks = self._found is not None and bool(self._found.remarks)
        if is_other:
            self._cursor = 0
            self._end_range()
        self._show(found)
        if found.remarks:
            self.say(on_one_line(" · ".join(found.remarks)))
        elif had_remarks or (is_other and self.is_typing):
            self.say("")

    def _show(self, found: Found | None, *, is_whole: bool = True) -> None:
        """Puts the cards into the list; the cursor stays on its card, if that is among them."""
        card = self._card
        self._found = found
        if card is not None and self._cursor:
            places = {each: place for place, each in enumerate(self._cards)}
            self._cursor = places.get(card, self._cursor)
        if is_whole and self._selected:
            self._selected &= frozenset(self._cards)
        words = Content(self._words_for_nothing() if found is not None else "")
        self.query_one(CardList).show(self._cards, self._library.today(), words)
        self.move_to(self._cursor)
        if not is_whole and len(self._cards) == FIRST:
            self.title_line(Content(tr("Browse")), "…", "…")

    def _words_for_nothing(self) -> str:
        if not self._wanted.query.strip():
            return tr("There are no cards yet: q goes home, where a adds some from a posting.")
        return tr("No card has all of this. / changes the query, esc clears it.")

    def move_to(self, place: int) -> None:
        """Moves the cursor, as far as there are cards, and the end of the span with it."""
        self._cursor = max(0, min(place, len(self._cards) - 1))
        if self._anchor is not None:
            first, last = sorted((self._anchor, self._cursor))
            self._selected = self._selected_before | frozenset(self._cards[first : last + 1])
        self.draw()

    def draw(self) -> None:
        """All but the cards of the list, which stay."""
        self.query_one(CardList).point(self._cursor, self._selected)
        order, is_reversed = self._wanted.order, self._wanted.is_reversed
        found, selected = len(self._cards), len(self._selected)
        cardless = self._found.cardless if self._found else 0
        number = counts(found, selected, cardless, is_short=False)
        right = f"{number} · {order_name(order, is_reversed=is_reversed)}"
        self.title_line(Content(tr("Browse")), right, counts(found, selected, is_short=True))
        self.query_one(ListHeading).show(order, is_reversed=is_reversed)
        self.draw_panel()
        self.refresh_keys()

    def draw_panel(self) -> None:
        """The card under the cursor beside the list, where there is room."""
        view = self.query_one("#browse > CardView", CardView)
        if not view.display or not self.has_class("-wide"):
            return
        whole = None
        if self._card is not None:
            try:
                whole = self._browser.whole(self._card)
            except TermcardsError as error:
                self.say_trouble(tr("not read"), error)
        row = self.query_one(CardList).row(self._card) if self._card else None
        if whole is not None:
            view.show(whole_blocks(whole, self._library.today()), from_top=True)
        else:
            view.show(cardless_blocks(row) if row else (), from_top=True)

    def _load(self, cards: Sequence[CardId]) -> Mapping[CardId, Row]:
        try:
            return self._browser.rows(cards)
        except TermcardsError as error:
            self.call_later(self.say_trouble, tr("not read"), error)
            return {}

    def say_trouble(self, what: str, error: TermcardsError) -> None:
        self.say(Content(f"{what}: ") + in_words(error, self._library), is_trouble=True)

    def _end_range(self) -> None:
        self._anchor = None

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE, self.look)

    def on_query_field_clicked(self) -> None:
        self.action_query()

    def on_answer_field_entered(self, message: AnswerField.Entered) -> None:
        message.stop()
        self.action_to_rows()

    def on_answer_field_left(self, message: AnswerField.Left) -> None:
        message.stop()
        self.action_to_rows()

    def action_query(self) -> None:
        field = self.query_one(QueryField)
        self.is_typing = True
        field.open()
        field.cursor_position = len(field.value)
        self.refresh_keys()

    def action_to_rows(self) -> None:
        self.is_typing = False
        self.query_one(QueryField).close()
        if self._pause is not None:
            self.look()
        self.refresh_keys()

    def action_clear(self) -> None:
        """From the field: empties it; an empty one is left."""
        field = self.query_one(QueryField)
        if field.value:
            field.value = ""
        else:
            self.action_to_rows()

    def clear_query(self) -> None:
        self.query_one(QueryField).value = ""
        self.look()

    def on_card_list_pointed(self, message: CardList.Pointed) -> None:
        self._end_range()
        if self.is_typing:
            self.action_to_rows()
        self.move_to(message.place)

    def action_move(self, rows: int) -> None:
        self.move_to(self._cursor + rows)

    def action_page(self, pages: int) -> None:
        height = self.query_one(CardList).scrollable_content_region.height
        self.move_to(self._cursor + pages * max(1, height - 1))

    def action_sort(self) -> None:
        order = ORDERS[(ORDERS.index(self._wanted.order) + 1) % len(ORDERS)]
        self._put_in_order(order, is_reversed=False)

    def action_reverse(self) -> None:
        self._put_in_order(self._wanted.order, is_reversed=not self._wanted.is_reversed)

    def _put_in_order(self, order: Order, *, is_reversed: bool) -> None:
        self._end_range()
        self._wanted = Wanted(self._wanted.query, order, is_reversed)
        self.look()

    def action_select(self) -> None:
        if self._card is not None:
            self._end_range()
            self._selected ^= {self._card}
            self.move_to(self._cursor + 1)

    def action_select_all(self) -> None:
        self._end_range()
        every = frozenset(self._cards)
        self._selected = frozenset() if self._selected == every else every
        self.draw()

    def action_range(self) -> None:
        if self._anchor is not None:
            self._end_range()
            self.say("")
        else:
            self._begin_range()
            self.say(tr("select: move to the last one, v ends it"))
        self.move_to(self._cursor)

    def action_extend(self, rows: int) -> None:
        if self._anchor is None:
            self._begin_range()
        self.move_to(self._cursor + rows)

    def _begin_range(self) -> None:
        self._anchor, self._selected_before = self._cursor, self._selected
