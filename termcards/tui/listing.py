"""The rows of the browser: which columns there is room for, and what stands in them."""

from dataclasses import dataclass
from datetime import date

from textual.content import Content

from termcards.filters import Order
from termcards.language import tr, trn
from termcards.library.browsing import Row
from termcards.library.handling import Outcome
from termcards.log import Suspension
from termcards.pages.figurewords import direction_name
from termcards.tui.text import REVERSED, cut, on_one_line

SELECTED = "+"
MARGIN = 2
"""Of which the first cell has the sign of the selected."""
GAP = 2
ROOMY = 70
"""Cells from which on all columns are there."""
NARROW = 46
TINY = 30
TERM_SHARE = 0.45
MARKED, SUSPENDED, LEECH, KNOWN, BURIED, FLAG = "*", "@", "L", "K", "-", "⚑"
HELD_BACK = {
    Suspension.ASKED: SUSPENDED,
    Suspension.LEECH: LEECH,
    Suspension.KNOWN: KNOWN,
}


@dataclass(frozen=True, slots=True)
class Columns:
    """How many cells each column has; 0 where it is left out."""

    term: int
    meaning: int
    card: int
    due: int
    interval: int
    signs: int


def columns_for(width: int) -> Columns:
    if width < TINY:
        due = 5 if width >= 16 else 0
        return Columns(max(1, width - MARGIN - (due + 1 if due else 0)), 0, 0, due, 0, 0)
    if width < NARROW:
        return Columns(width - MARGIN - 7 - 5 - 2 * GAP, 0, 0, 7, 0, 5)
    if width < ROOMY:
        room = width - MARGIN - 7 - 5 - 3 * GAP
        return _split(room, 0, 0)
    room = width - MARGIN - 9 - 7 - 5 - 5 - 5 * GAP
    return _split(room, 9, 5)


def _split(room: int, card: int, interval: int) -> Columns:
    term = int(room * TERM_SHARE)
    return Columns(term, room - term, card, 7, interval, 5)


def heading(columns: Columns, order: Order, *, is_reversed: bool) -> Content:
    """The names of the columns; an arrow stands at the one that the rows are in order of."""
    term, due, interval = (
        tr("{name} ↑" if is_reversed else "{name} ↓", name=name) if order is each else name
        for name, each in (
            (tr("Term"), Order.TERM),
            (tr("Due"), Order.DUE),
            (tr("Ivl"), Order.INTERVAL),
        )
    )
    cells = (
        (term, columns.term),
        (tr("Meaning"), columns.meaning),
        (tr("Card"), columns.card),
        (due, columns.due),
        (interval, columns.interval),
        (tr("Flags"), columns.signs),
    )
    return _joined([(Content(name), width) for name, width in cells], " ").stylize(".faint")


def line(
    row: Row | None, columns: Columns, today: date, *, is_chosen: bool, is_selected: bool
) -> Content:
    """One card; `None` where it is gone in the meantime."""
    if row is None:
        cells = [(Content(tr("(gone)")), columns.term)]
    else:
        cells = [
            (on_one_line(row.term), columns.term),
            (on_one_line(row.meaning).stylize(".faint"), columns.meaning),
            (Content(_asked(row)).stylize(".faint"), columns.card),
            (Content(_due(row, columns, today)), columns.due),
            (Content("" if row.interval is None else str(row.interval)), columns.interval),
            (Content(signs(row)), columns.signs),
        ]
    content = _joined(cells, SELECTED if is_selected else " ")
    if is_chosen:
        return Content.styled(content.plain, REVERSED)
    return content.stylize(".strong") if is_selected else content


def _joined(cells: list[tuple[Content, int]], sign: str) -> Content:
    parts = [Content(sign + " ")]
    shown = [(content, width) for content, width in cells if width]
    gap = " " * GAP if len(shown) > 2 else " "
    for place, (content, width) in enumerate(shown):
        short = cut(content, width)
        parts.append(
            short + " " * (width - short.cell_length) + (gap if place < len(shown) else "")
        )
    return Content("").join(parts).rstrip(" ") + ""


def _asked(row: Row) -> str:
    return direction_name(row.direction) if row.direction else tr("no card")


def _due(row: Row, columns: Columns, today: date) -> str:
    if row.direction is None:
        return "" if columns.card else tr("no card")
    return due_words(row.due, today)


def due_words(due: date | None, today: date) -> str:
    if due is None:
        return tr("new")
    days = (due - today).days
    return tr("today") if days == 0 else tr("{days:+} d", days=days)


def signs(row: Row) -> str:
    """What is noted on a card, a sign each."""
    held_back = HELD_BACK[row.suspended] if row.suspended else ""
    buried = BURIED if row.is_buried else ""
    flag = f"{FLAG}{row.flag}" if row.flag else ""
    return (MARKED if row.is_marked else "") + held_back + buried + flag


ORDER_NAMES = {
    Order.TERM: "by term",
    Order.DUE: "by due day",
    Order.INTERVAL: "by interval",
    Order.EASE: "by ease",
    Order.ADDED: "newest first",
    Order.DECK: "by deck",
}
REVERSED_NAMES = {
    Order.TERM: "by term, from the end",
    Order.DUE: "by due day, latest first",
    Order.INTERVAL: "by interval, shortest first",
    Order.EASE: "by ease, easiest first",
    Order.ADDED: "oldest first",
    Order.DECK: "by deck, from the end",
}


def order_name(order: Order, *, is_reversed: bool) -> str:
    return tr((REVERSED_NAMES if is_reversed else ORDER_NAMES)[order])


def counts(found: int, selected: int, cardless: int = 0, *, is_short: bool) -> str:
    """`found` are all rows, of which so many are notes without cards."""
    if selected:
        if is_short:
            return f"{selected}/{found}"
        return tr("{selected} of {found} selected", selected=f"{selected:,}", found=f"{found:,}")
    if is_short:
        return f"{found:,}"
    cards = found - cardless
    words = trn("{cards} card", "{cards} cards", cards, cards=f"{cards:,}")
    if not cardless:
        return words
    return trn(
        "{cards}, {count} note without", "{cards}, {count} notes without", cardless, cards=words
    )


TOLD = {
    Outcome.SUSPENDED: "suspended",
    Outcome.RESUMED: "asked again",
    Outcome.BURIED: "buried until tomorrow",
    Outcome.MARKED: "marked",
    Outcome.UNMARKED: "mark taken away",
    Outcome.UNFLAGGED: "no flag",
    Outcome.RESET: "new again",
    Outcome.KNOWN: "known, not asked again",
}


def told(outcome: Outcome, cards: int, flag: int) -> str:
    """What was done to so many cards."""
    if cards == 1:
        return tr("flag {number}", number=flag) if outcome not in TOLD else tr(TOLD[outcome])
    match outcome:
        case Outcome.SUSPENDED:
            return tr("{count} cards suspended", count=cards)
        case Outcome.RESUMED:
            return tr("{count} cards asked again", count=cards)
        case Outcome.BURIED:
            return tr("{count} cards buried until tomorrow", count=cards)
        case Outcome.MARKED:
            return tr("the terms of {count} cards marked", count=cards)
        case Outcome.UNMARKED:
            return tr("marks of {count} cards taken away", count=cards)
        case Outcome.FLAGGED:
            return tr("flag {flag} on {count} cards", flag=flag, count=cards)
        case Outcome.UNFLAGGED:
            return tr("no flag on {count} cards", count=cards)
        case Outcome.RESET:
            return tr("{count} cards new again", count=cards)
        case Outcome.KNOWN:
            return tr("the terms of {count} cards known, not asked again", count=cards)
