"""What was learned and kept, and what is to come: the figures, drawn and in words."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import ClassVar

from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from termcards.errors import TermcardsError
from termcards.language import tr, trn
from termcards.library.figures import ALL, HALF, MONTH, QUARTER, YEAR, Figures, figures
from termcards.library.home import Library
from termcards.library.overview import in_order, nested
from termcards.notes import Deck, DeckId
from termcards.pages.figurepage import page
from termcards.pages.lines import Line, Space, line_of
from termcards.pages.numbers import table
from termcards.tui.background import in_background
from termcards.tui.keys import act
from termcards.tui.screens.framed import ELSEWHERE, HELP_ACT, in_words
from termcards.tui.screens.reading import ReadingScreen
from termcards.tui.text import on_one_line
from termcards.tui.widgets.choices import Choice
from termcards.tui.widgets.lines import Lines
from termcards.tui.widgets.pagelines import ShownLines

FIGURES = "Figures"
READ = "Read"
RANGES: tuple[int | None, ...] = (QUARTER, HALF, YEAR, ALL, MONTH)
"""In the order in which one key goes through them."""


class StatisticsScreen(ReadingScreen):
    HELP_TITLE = "Statistics"
    BINDINGS: ClassVar[list[BindingType]] = [
        act("figures.deck", "d", "deck", "deck", "of which deck", FIGURES),
        act("figures.range", "m", "range", "range", "how far back", FIGURES),
        act("figures.copy", "c", "copy", "copy", "copy the numbers as a table", FIGURES),
        act("figures.down", "j down", "scroll(1)", "", "scroll", READ),
        act("figures.up", "k up", "scroll(-1)", "", "scroll", READ),
        act("figures.page_down", "space pagedown", "page(1)", "", "by a page", READ),
        act("figures.page_up", "pageup", "page(-1)", "", "by a page", READ),
        act("figures.top", "g home", "edge(0)", "", "to the beginning, to the end", READ),
        act("figures.end", "G end", "edge(1)", "", "to the beginning, to the end", READ),
        act("figures.back", "q escape", "back", "back", "back", ELSEWHERE),
        HELP_ACT,
    ]

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._library = library
        self._range = RANGES[0]
        self._deck: Deck | None = None
        self._figures: Figures | None = None
        self._asked = 0
        """The number of the look that is waited for; what another brings is out of date."""

    def page(self) -> Lines:
        return ShownLines()

    def on_mount(self) -> None:
        self.refresh_keys()
        self._load()

    def _load(self) -> None:
        self._asked += 1
        self._draw_title()
        in_background(
            self,
            partial(self._figured, self._deck, self._range),
            partial(self._show, self._asked),
            partial(self._failed, self._asked),
        )

    def _draw_title(self) -> None:
        title, right = Content(tr("Statistics")), range_in_words(self._range)
        if self._deck is None:
            right = tr("all decks · {range}", range=right)
        else:
            title += Content(" · ") + on_one_line(self._deck.name)
        self.title_line(title, right, range_in_short(self._range))

    def _figured(self, deck: Deck | None, weeks: int | None) -> Figures:
        decks = None if deck is None else nested(deck, self._decks())
        return figures(self._library, decks, weeks)

    def _decks(self) -> list[Deck]:
        return [shelved.deck for shelved in self._library.store.shelf.decks()]

    def _show(self, asked: int, found: Figures) -> None:
        if asked == self._asked:
            self._figures = found
            self.query_one(ShownLines).show(partial(shown, found))
            self.refresh_keys()

    def _failed(self, asked: int, error: TermcardsError) -> None:
        if asked == self._asked:
            self.say(in_words(error, self._library), is_trouble=True)

    def check_action(self, action: str, _: tuple[object, ...]) -> bool | None:
        if action == "copy":
            return self._figures is not None and not self._figures.is_empty
        return True

    def action_range(self) -> None:
        self._range = RANGES[(RANGES.index(self._range) + 1) % len(RANGES)]
        self.say("")
        self._load()

    def action_deck(self) -> None:
        from termcards.tui.screens.choose import ChooseScreen

        if not self.is_current:
            return
        try:
            decks = in_order(self._decks())
        except TermcardsError as error:
            self.say(in_words(error, self._library), is_trouble=True)
            return
        rows = [Choice(tr("all decks")), *(Choice(deck.name) for deck in decks)]
        self.app.push_screen(
            ChooseScreen(
                tr("Statistics of"),
                rows,
                partial(self._choose, decks),
                self._place_of(decks, self._deck.id if self._deck else None),
            )
        )

    def _place_of(self, decks: Sequence[Deck], wanted: DeckId | None) -> int:
        return next((place for place, deck in enumerate(decks, 1) if deck.id == wanted), 0)

    def _choose(self, decks: Sequence[Deck], place: int) -> None:
        self._deck = decks[place - 1] if place else None
        self.say("")
        self.action_edge(0)
        self._load()

    def action_copy(self) -> None:
        if self._figures is None:
            return
        copied = table(self._figures)
        self.app.copy_to_clipboard(copied)
        rows = trn("copied {count} row", "copied {count} rows", copied.count("\n"))
        self.say(tr("{rows}, by OSC 52; a terminal without it: termcards stats --json", rows=rows))

    def action_edge(self, end: int) -> None:
        body = self.query_one(VerticalScroll)
        body.scroll_to(y=body.max_scroll_y if end else 0, animate=False)


def shown(found: Figures, space: Space) -> Iterator[Line]:
    """The page, or a sentence where there is nothing to draw."""
    instead = nothing_in_words(found)
    if instead:
        return (line_of(line) for line in space.ruler.wrapped(instead, space.text))
    return page(found, space)


def range_in_words(weeks: int | None) -> str:
    if weeks is None:
        return tr("from the first answer on")
    if weeks == YEAR:
        return tr("last year")
    return trn("last week", "last {count} weeks", weeks)


def range_in_short(weeks: int | None) -> str:
    return tr("all") if weeks is None else tr("{count} w", count=weeks)


def nothing_in_words(found: Figures) -> str:
    """What stands where there is nothing to draw, with the next step; else nothing."""
    if not found.is_empty:
        return ""
    if found.decks is not None:
        return tr("Nothing was studied in this deck yet. d chooses another, q goes back to study.")
    return tr(
        "Nothing was studied yet, so there is nothing to count. q goes back; there a adds a"
        " posting, i imports a deck, and enter studies."
    )
