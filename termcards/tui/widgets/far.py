"""How far a long work is, in words and as a bar."""

from collections.abc import Sequence

from textual.content import Content

from termcards.language import tr
from termcards.tui.background import Far
from termcards.tui.text import cut
from termcards.tui.widgets.frame import MARGIN
from termcards.tui.widgets.lines import Lines
from termcards.tui.widgets.progress import DONE, TO_GO
from termcards.watching import Stage

WIDEST = 60


class FarLines(Lines):
    """Two lines; none as long as there is nothing to tell."""

    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__()
        self._far: Far | None = None

    def show(self, far: Far | None) -> None:
        is_same_height = (far is None) == (self._far is None)
        self._far = far
        self.refresh(layout=not is_same_height)

    def lines(self, width: int) -> Sequence[Content]:
        if self._far is None:
            return []
        inner = max(1, min(width - 2 * MARGIN, WIDEST))
        words = cut(Content(far_in_words(self._far)), inner)
        if not self._far.parts:
            return [Content(" ") + words, Content("")]
        percent = f" {self._far.percent} %"
        room = max(0, inner - len(percent))
        done = room * self._far.percent // 100
        bar = Content.assemble(
            " ", (DONE * done, ".done"), (TO_GO * (room - done), ".faint"), percent
        )
        return [Content(" ") + words, bar]


def far_in_words(far: Far) -> str:
    match far.stage:
        case Stage.FETCHING:
            return tr("fetching the page")
        case Stage.OPENING:
            return tr("opening")
        case Stage.TERMS:
            return tr("looking for terms")
        case Stage.CHECKING:
            return tr("checking what is written")
        case Stage.WRITING if not far.parts:
            return tr("writing")
        case Stage.LOOKING:
            return tr("looking into it")
        case Stage.IMPORTING:
            return tr("importing")
    count = tr("{done:,} of {parts:,}", done=far.done, parts=far.parts)
    named = {
        Stage.READING: tr("reading"),
        Stage.NOTES: tr("notes"),
        Stage.WRITING: tr("writing"),
        Stage.COMPARING: tr("comparing"),
    }
    return tr("{doing}, {count}", doing=named[far.stage], count=count)
