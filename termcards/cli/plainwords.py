"""What plain mode says around its cards."""

import shlex
from collections.abc import Iterator, Sequence

from termcards.language import tr
from termcards.library.explaining import Past
from termcards.library.leeching import Leech
from termcards.library.studying import Choice, Question
from termcards.notes import Direction
from termcards.plaintext import on_one_line
from termcards.scheduling.rivals import Rival
from termcards.scheduling.why import Outlook
from termcards.settings import Grades, Grading
from termcards.tui.sitting import past_lines
from termcards.tui.wording import BUTTONS, EXACT, SPACE, Button, grade_name, likenesses_in_words

MORE = (
    "t translation, s sources, n next sentence, i why now; - bury, = bury the term, @ suspend,"
    " ! suspend the term, K know it, * mark, f0-f4 flag; u undoes, q quits"
)


def prompt_words(question: Question) -> str:
    if question.card.direction is Direction.TYPE:
        return tr("type the term (:? tells the commands, :q quits)> ")
    return tr("enter shows the answer, t translation, s sources, u undoes, q quits, ? more> ")


def in_plain(buttons: Sequence[Button]) -> tuple[Button, ...]:
    """The buttons with the words that grade here, where no key is a space."""
    return tuple(BUTTONS[2] if button == SPACE else button for button in buttons)


def grades_asked(buttons: Sequence[Button]) -> str:
    named = tr(", ").join(f"{button.key} {tr(button.name)}" for button in buttons)
    return tr("{grades}; u undoes, q quits, ? tells more", grades=named)


def button_words(
    buttons: Sequence[Button], choices: Sequence[Choice], grading: Grading
) -> Iterator[str]:
    """All on one line; SM-2's six, which are sentences, a line each."""
    named = [
        f"{button.key} {tr(button.name)}" + (_outcome(choice) if grading.show_intervals else "")
        for button, choice in zip(buttons, choices, strict=True)
    ]
    yield from named if tuple(buttons) == EXACT else ["  ".join(named)]


def _outcome(choice: Choice) -> str:
    if choice.schedule is None and choice.comes_again:
        return tr(" (again today, schedule as it is)")
    if choice.schedule is None:
        return tr(" (done, schedule as it is)")
    days, ease = choice.schedule.interval, choice.schedule.ease_factor / 1000
    if choice.comes_again:
        return tr(" (again today, {days} d, ease {ease:.2f})", days=days, ease=ease)
    return tr(" ({days} d, ease {ease:.2f})", days=days, ease=ease)


def why_words(past: Past, grades: Grades) -> Iterator[str]:
    outlooks = " · ".join(_outlook(outlook, grades) for outlook in past.explanation.outlooks)
    yield past.explanation.present
    yield tr("{label}: ", label=tr("next")) + outlooks
    yield from (line.plain for line in past_lines(past.answers, grades))


def _outlook(outlook: Outlook, grades: Grades) -> str:
    days = tr("{days} d, then {more} d", days=outlook.interval, more=outlook.then)
    return f"{grade_name(outlook.quality, grades)} {days}"


def leech_words(leech: Leech, rivals: Sequence[Rival]) -> Iterator[str]:
    """One line with the commands, and one with what the term may be taken for."""
    term = on_one_line(leech.question.note.term)
    named = shlex.quote(leech.question.note.id)
    yield (
        tr(
            "{term} is a leech now and suspended; `termcards resume {id}` asks it again,"
            " `termcards known {id}` lets it go, u takes the answer back;"
            " its note is at {path}:{line}",
            term=term,
            id=named,
            path=leech.path,
            line=leech.line,
        )
    )
    if rivals:
        taken_for = (
            tr("{name} ({of})", name=on_one_line(rival.note.term), of=likenesses_in_words(rival))
            for rival in rivals
        )
        yield tr("you may take it for {terms}", terms=tr("; ").join(taken_for))
