"""What plain mode says around its cards."""

import shlex
from collections.abc import Iterator, Sequence

from termcards.library.explaining import Past
from termcards.library.leeching import Leech
from termcards.library.studying import Choice, Question
from termcards.notes import Direction
from termcards.plaintext import on_one_line
from termcards.scheduling.rivals import Rival
from termcards.scheduling.why import Outlook
from termcards.settings import Grading
from termcards.tui.sitting import past_lines
from termcards.tui.wording import BUTTONS, EXACT, SPACE, Button

MORE = (
    "t translation, s sources, i why now; - bury, = bury the term, @ suspend, ! suspend the term,"
    " K know it, * mark, f0-f4 flag; u undoes, q quits"
)


def prompt_words(question: Question) -> str:
    if question.card.direction is Direction.TYPE:
        return "type the term (:? tells the commands, :q quits)> "
    return "enter shows the answer, t translation, s sources, u undoes, q quits, ? more> "


def in_plain(buttons: Sequence[Button]) -> tuple[Button, ...]:
    """The buttons with the words that grade here, where no key is a space."""
    return tuple(BUTTONS[2] if button == SPACE else button for button in buttons)


def grades_asked(buttons: Sequence[Button]) -> str:
    named = ", ".join(f"{button.key} {button.name}" for button in buttons)
    return f"{named}; u undoes, q quits, ? tells more"


def button_words(
    buttons: Sequence[Button], choices: Sequence[Choice], grading: Grading
) -> Iterator[str]:
    """All on one line; SM-2's six, which are sentences, a line each."""
    named = [
        f"{button.key} {button.name}" + (_outcome(choice) if grading.show_intervals else "")
        for button, choice in zip(buttons, choices, strict=True)
    ]
    yield from named if tuple(buttons) == EXACT else ["  ".join(named)]


def _outcome(choice: Choice) -> str:
    again = "again today, " if choice.comes_again else ""
    if choice.schedule is None:
        return f" ({again or 'done, '}schedule as it is)"
    days, ease = choice.schedule.interval, choice.schedule.ease_factor / 1000
    return f" ({again}{days} d, ease {ease:.2f})"


def why_words(past: Past) -> Iterator[str]:
    yield past.explanation.present
    yield "next: " + " · ".join(map(_outlook, past.explanation.outlooks))
    yield from (line.plain for line in past_lines(past.answers))


def _outlook(outlook: Outlook) -> str:
    name = next(button.name for button in BUTTONS if button.quality == outlook.quality)
    return f"{name} {outlook.interval} d, then {outlook.then} d"


def leech_words(leech: Leech, rivals: Sequence[Rival]) -> Iterator[str]:
    """One line with the commands, and one with what the term may be taken for."""
    term = on_one_line(leech.question.note.term)
    named = shlex.quote(leech.question.note.id)
    yield (
        f"{term} is a leech now and suspended; `termcards resume {named}` asks it again,"
        f" `termcards known {named}` lets it go, u takes the answer back;"
        f" its note is at {leech.path}:{leech.line}"
    )
    if rivals:
        taken_for = (f"{on_one_line(r.note.term)} ({', '.join(r.likenesses)})" for r in rivals)
        yield f"you may take it for {'; '.join(taken_for)}"
