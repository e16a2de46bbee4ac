"""What was typed beside the term, with signs for what is wrong and not by colours alone."""

from textual.content import Content

from termcards.language import tr
from termcards.library.studying import Question
from termcards.scheduling.spelling import Comparison, Part, Verdict, compare
from termcards.tui.text import display

SIGNS = {
    Verdict.RIGHT: ("✓ ", ".passed"),
    Verdict.NEARLY: ("≈ ", ".key"),
    Verdict.WRONG: ("✗ ", ".failed"),
    Verdict.NOTHING: ("– ", ".failed"),
}
NOTHING_TYPED = "nothing typed"


def compared(question: Question, typed: str) -> Comparison:
    return compare(typed, (question.note.term, *question.note.aliases))


def sign(verdict: Verdict) -> Content:
    return Content.styled(*SIGNS[verdict])


def difference(comparison: Comparison) -> Content:
    """What was typed, `[-too much-]` and `{+missing+}`."""
    if comparison.verdict is Verdict.NOTHING:
        return Content.styled(tr(NOTHING_TYPED), ".faint")
    return Content("").join(piece for part in comparison.parts for piece in _written(part))


def _written(part: Part) -> tuple[Content, ...]:
    if part.is_same:
        return (display(part.typed),)
    typed = display(f"[-{part.typed}-]").stylize(".failed") if part.typed else Content("")
    missing = display(f"{{+{part.expected}+}}").stylize(".passed") if part.expected else Content("")
    return typed, missing
