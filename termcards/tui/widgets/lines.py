"""The widget of which all the others are made: lines made for the width they are shown in."""

from collections.abc import Sequence

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget


class Lines(Widget, can_focus=False):
    """Shows what `lines` makes for the width that the layout gives, and cuts nothing itself."""

    def lines(self, width: int) -> Sequence[Content]:
        raise NotImplementedError

    def get_content_width(self, container: Size, _: Size) -> int:
        return container.width

    def get_content_height(self, _: Size, __: Size, width: int) -> int:
        return len(self.lines(width))

    def render(self) -> Content:
        return Content("\n").join(self.lines(self.content_size.width))
