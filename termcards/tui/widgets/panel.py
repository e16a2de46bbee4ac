"""What stands beside the card where there is room: the card's past, its sources, the sitting."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content

from termcards.tui.text import wrap
from termcards.tui.widgets.lines import Lines


@dataclass(frozen=True, slots=True)
class Section:
    heading: str
    lines: tuple[Content, ...]


class Panel(Lines):
    def __init__(self) -> None:
        super().__init__()
        self._sections: Sequence[Section] = ()

    def show(self, sections: Sequence[Section]) -> None:
        self._sections = sections
        self.refresh()

    def lines(self, width: int) -> Sequence[Content]:
        shown: list[Content] = []
        for section in self._sections:
            shown.append(Content.styled(section.heading, ".strong"))
            for line in section.lines:
                shown += wrap(line, width)
            shown.append(Content(""))
        return shown
