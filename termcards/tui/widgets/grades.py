"""The four buttons over SM-2's six qualities, with what each of them leads to."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message

from termcards.language import tr
from termcards.library.studying import Choice
from termcards.plaintext import filled_up
from termcards.tui.keymap import key
from termcards.tui.keys import key_name
from termcards.tui.text import REVERSED, cut
from termcards.tui.widgets.lines import Lines
from termcards.tui.wording import BUTTONS, EXACT, Button

WIDEST = 76
NARROW = 60
"""Under so many cells a button has no room to breathe, nor for the ease."""
STYLES = {0: ".failed", 1: ".failed", 2: ".failed", 3: ".key", 4: ".passed", 5: ".easy"}
LISTED = "-listed"
"""The class of buttons that are listed one below the other, where there is room for that."""
INTERVAL = 9
EASE = 6


def show_answer() -> Content:
    words = tr("show answer")
    return Content.assemble((key("study.show", "space"), ".key"), f"  {words}")


def check_typed() -> Content:
    return Content.assemble((key_name("enter"), ".key"), "  " + tr("check what is typed"))


@dataclass(frozen=True, slots=True)
class Row:
    """The buttons, and what each of them leads to."""

    choices: Sequence[Choice]
    buttons: Sequence[Button] = BUTTONS
    suggested: int | None = None
    """The quality of the button that is set off."""

    has_intervals: bool = True

    @property
    def is_exact(self) -> bool:
        return self.buttons == EXACT


class Grades(Lines):
    """Before the answer the key that shows it, afterwards the buttons."""

    ALLOW_SELECT = False

    class Pressed(Message):
        """A button was clicked, or, where `quality` is `None`, the offer to show the answer."""

        def __init__(self, quality: int | None) -> None:
            super().__init__()
            self.quality = quality

    def __init__(self) -> None:
        super().__init__()
        self._row = Row(())
        self._offer: Content | None = None

    def show(self, row: Row, offer: Content | None) -> None:
        """`offer` stands there as long as there are no choices; without it there is no card."""
        self._row, self._offer = row, offer
        self.set_class(row.is_exact, LISTED)
        self.refresh()

    def lines(self, width: int) -> Sequence[Content]:
        if self._offer is None:
            return []
        row = self._row
        if not row.choices:
            return [cut(Content(" " if width < NARROW else "  ") + self._offer, width)]
        room = min(width, WIDEST)
        height = self.size.height
        if self._is_listed:
            return listed(row, room)
        if height == 1:
            return [one_row(row, room)]
        return rows(row, room)[:height]

    @property
    def _is_listed(self) -> bool:
        row = self._row
        return row.is_exact and self.size.height >= len(row.buttons) and self.size.width >= NARROW

    def on_click(self, event: events.Click) -> None:
        choices = self._row.choices
        if choices:
            place = self._button_at(event.x, event.y)
            if place is not None:
                self.post_message(self.Pressed(choices[place].quality))
        elif self._offer is not None:
            self.post_message(self.Pressed(None))

    def _button_at(self, x: int, y: int) -> int | None:
        width, count = min(self.size.width, WIDEST), len(self._row.choices)
        if self._is_listed:
            return y if x < width and y < count else None
        if self.size.height == 1:
            return place_in_row(self._row, width, x)
        place = x // (width // count)
        return place if place < count else None


def rows(row: Row, width: int) -> list[Content]:
    """The names; the intervals; the ease factors, in which SM-2's passes often differ alone."""
    choices = row.choices
    cell = width // len(choices)
    margin = 2 if width >= NARROW else 1
    if row.is_exact:
        digits = [_set_off(row, button, button_key(button)) for button in row.buttons]
        told = [Content(short_outcome(choice)) for choice in choices]
        below = [_columns(told, cell, margin)] if row.has_intervals else []
        return [_columns(digits, cell, margin), *below]
    names = [_named(row, button, is_short=width < NARROW) for button in row.buttons]
    if not row.has_intervals:
        return [_columns(names, cell, margin)]
    eases = [Content(ease_of(choice)) for choice in choices]
    if any(eases):
        eases[-1] += Content.styled("   " + tr("ease"), ".faint")
    return [
        _columns(names, cell, margin),
        _columns([Content(outcome(choice)) for choice in choices], cell, margin + 1),
        _columns(eases, cell, margin + 1),
    ]


def listed(row: Row, width: int) -> list[Content]:
    """A line a button: its key, what it stands for, what it leads to."""
    room = width - 6 - (INTERVAL + EASE if row.has_intervals else 0)
    lines = []
    for button, choice in zip(row.buttons, row.choices, strict=True):
        words = cut(Content(tr(button.name)), room - 1)
        name = _set_off(row, button, button_key(button)) + "  " + words
        if row.has_intervals:
            name += " " * (room - words.cell_length)
            name += filled_up(outcome(choice), INTERVAL) + filled_up(ease_of(choice), EASE)
        lines.append(Content("  ") + name)
    return lines


def one_row(row: Row, width: int) -> Content:
    cells, gap, margin = _packed(row, width)
    return cut(Content(" " * margin) + Content(" " * gap).join(cells), width)


def place_in_row(row: Row, width: int, x: int) -> int | None:
    """Which button of `one_row` is at the cell `x`; what is between two belongs to the first."""
    cells, gap, left = _packed(row, width)
    for place, cell in enumerate(cells):
        left += cell.cell_length + gap
        if x < left:
            return place
    return None


def _packed(row: Row, width: int) -> tuple[list[Content], int, int]:
    """The fullest way of writing the buttons for which there is room, their gap and margin."""
    digits = [_set_off(row, button, button_key(button)) for button in row.buttons]
    told = short_outcome if row.is_exact else outcome
    short = digits if row.is_exact else [_named(row, b, is_short=True) for b in row.buttons]
    full = short
    if row.has_intervals:
        full = [
            Content.assemble(name, " ", told(choice))
            for name, choice in zip(short, row.choices, strict=True)
        ]
    for cells, gap in ((full, 3), (full, 2), (short, 2), (short, 1), (digits, 2)):
        if sum(cell.cell_length + gap for cell in cells) - gap < width:
            return cells, gap, 1
    return digits, 1, 0


def button_key(button: Button) -> str:
    return key(button.act, button.key)


def _named(row: Row, button: Button, *, is_short: bool) -> Content:
    sign = button_key(button)
    gap = "" if is_short and sign.isdigit() else " "
    return _set_off(row, button, f"{sign}{gap}{tr(button.name)}")


def _set_off(row: Row, button: Button, words: str) -> Content:
    is_suggested = button.quality == row.suggested
    return Content.styled(words, REVERSED if is_suggested else STYLES[button.quality])


def outcome(choice: Choice) -> str:
    """When the card comes back; ↻ says that it does so today first."""
    if choice.schedule is None:
        return "↻ " + tr("today") if choice.comes_again else tr("done")
    days = tr("{days} d", days=choice.schedule.interval)
    return f"↻ {days}" if choice.comes_again else days


def short_outcome(choice: Choice) -> str:
    """As `outcome`, in six cells at most."""
    sign = "↻" if choice.comes_again else ""
    if choice.schedule is None:
        return sign or "–"
    days = choice.schedule.interval
    return f"{sign}{days}d" if days < 1000 else f"{sign}{days / 365.25:.1f}y"


def ease_of(choice: Choice) -> str:
    return f"{choice.schedule.ease_factor / 1000:.2f}" if choice.schedule else ""


def _columns(cells: Sequence[Content], width: int, margin: int) -> Content:
    padded = [cell + " " * max(0, width - cell.cell_length) for cell in cells]
    return Content(" " * margin) + Content("").join(padded)
