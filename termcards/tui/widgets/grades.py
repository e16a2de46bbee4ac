"""The four buttons over SM-2's six qualities, with what each of them leads to."""

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.message import Message

from termcards.library.studying import Choice
from termcards.tui.text import REVERSED, cut
from termcards.tui.widgets.lines import Lines
from termcards.tui.wording import BUTTONS, Button

WIDEST = 76
NARROW = 60
"""Under so many cells a button has no room to breathe, nor for the ease."""
SHOW_ANSWER = Content.assemble(("space", ".key"), "  show answer")
CHECK = Content.assemble(("enter", ".key"), "  check what is typed")
STYLES = {2: ".failed", 3: ".key", 4: ".passed", 5: ".easy"}


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
        self._choices: Sequence[Choice] = ()
        self._offer: Content | None = None
        self._suggested: int | None = None

    def show(
        self, choices: Sequence[Choice], offer: Content | None, suggested: int | None = None
    ) -> None:
        """`offer` stands there as long as the answer is hidden; without it there is no card.

        The button of the quality `suggested` is set off.
        """
        self._choices, self._offer, self._suggested = choices, offer, suggested
        self.refresh()

    def lines(self, width: int) -> Sequence[Content]:
        if self._offer is None:
            return []
        if not self._choices:
            return [cut(Content(" " if width < NARROW else "  ") + self._offer, width)]
        room = min(width, WIDEST)
        height = self.size.height
        if height == 1:
            return [one_row(self._choices, room, self._suggested)]
        return rows(self._choices, room, self._suggested)[:height]

    def on_click(self, event: events.Click) -> None:
        if self._choices:
            column = event.x * len(self._choices) // min(self.size.width, WIDEST)
            if column < len(self._choices):
                self.post_message(self.Pressed(self._choices[column].quality))
        elif self._offer is not None:
            self.post_message(self.Pressed(None))


def rows(choices: Sequence[Choice], width: int, suggested: int | None = None) -> list[Content]:
    """The names; the intervals; the ease factors, in which SM-2's passes often differ alone."""
    cell = width // len(choices)
    margin = 2 if width >= NARROW else 1
    names = [_set_off(button, suggested, is_short=width < NARROW) for button in BUTTONS]
    eases = [Content(ease_of(choice)) for choice in choices]
    if any(eases):
        eases[-1] += Content.styled("   ease", ".faint")
    return [
        _columns(names, cell, margin),
        _columns([Content(outcome(choice)) for choice in choices], cell, margin + 1),
        _columns(eases, cell, margin + 1),
    ]


def one_row(choices: Sequence[Choice], width: int, suggested: int | None = None) -> Content:
    """The fullest way of writing the buttons for which there is room."""
    short = [_set_off(button, suggested, is_short=True) for button in BUTTONS]
    full = [
        Content.assemble(name, " ", outcome(choice))
        for name, choice in zip(short, choices, strict=True)
    ]
    digits = [
        Content.styled(button.key, REVERSED if button.quality == suggested else ".key")
        for button in BUTTONS
    ]
    for cells, gap in ((full, 3), (full, 2), (short, 2), (short, 1), (digits, 2)):
        line = Content.assemble(" ", Content(" " * gap).join(cells))
        if line.cell_length <= width:
            return line
    return cut(Content(" ").join(digits), width)


def name_of(button: Button, *, is_short: bool) -> Content:
    gap = "" if is_short else " "
    return Content.styled(f"{button.key}{gap}{button.name}", STYLES[button.quality])


def _set_off(button: Button, suggested: int | None, *, is_short: bool) -> Content:
    name = name_of(button, is_short=is_short)
    return Content.styled(name.plain, REVERSED) if button.quality == suggested else name


def outcome(choice: Choice) -> str:
    """When the card comes back; ↻ says that it does so today first."""
    if choice.schedule is None:
        return "↻ today" if choice.comes_again else "done"
    days = f"{choice.schedule.interval} d"
    return f"↻ {days}" if choice.comes_again else days


def ease_of(choice: Choice) -> str:
    return f"{choice.schedule.ease_factor / 1000:.2f}" if choice.schedule else ""


def _columns(cells: Sequence[Content], width: int, margin: int) -> Content:
    padded = [cell + " " * max(0, width - cell.cell_length) for cell in cells]
    return Content(" " * margin) + Content("").join(padded)
