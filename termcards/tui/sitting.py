"""What the study screen says around the card: its title, its panel, its last words."""

from collections.abc import Mapping, Sequence
from datetime import date

from textual.content import Content

from termcards.library.studying import Choice, Question
from termcards.library.undoing import Undone
from termcards.notes import Deck, Note
from termcards.plaintext import counted, folded
from termcards.scheduling.queue import Turn
from termcards.scheduling.session import Session
from termcards.tui.card import Block, View, example_of
from termcards.tui.sources import citation_parts
from termcards.tui.text import on_one_line
from termcards.tui.widgets.panel import Section
from termcards.tui.wording import grade_name, grades_given, in_days, time_taken


def place_name(decks: Sequence[Deck]) -> str:
    """The names of the decks, those left out that are nested in another of them."""
    outer = (
        deck.name
        for deck in decks
        if not any(deck.name.startswith(f"{other.name}::") for other in decks)
    )
    return ", ".join(outer)


def counts_left(session: Session, *, is_short: bool = False) -> str:
    new, learn, due = (session.left(turn) for turn in (Turn.NEW, Turn.DRILL, Turn.DUE))
    return f"{new}+{learn}+{due}" if is_short else f"new {new}  learn {learn}  due {due}"


def after_grade(
    choice: Choice, answered: Question, coming: Question | None, today: date
) -> Content:
    """What an answer led to, and how to take it back.

    It names the term only where that cannot help with the card that is asked next.
    """
    words = f"{grade_name(choice.quality)}, {_comes_back(choice, answered, today)} · u undoes"
    names = (answered.note.term, *answered.note.aliases)
    if coming is not None and (answered.note.id == coming.note.id or _tell(names, coming.note)):
        return Content(words)
    return Content(f"{words} · ") + on_one_line(answered.note.term)


def taken_back(undone: Undone, coming: Question | None) -> Content:
    """What was taken back; the term is named where it is not what is asked next."""
    if undone.edits or undone.left:
        words = f"took back {undone.extent}"
        if undone.left:
            place = f"{undone.left[0].path.name}:{undone.left[0].line}"
            words += f"; {place} was changed by hand since, and is left as it is"
        return on_one_line(words)
    words = f"took back {grade_name(undone.answer.quality) if undone.answer else undone.what}"
    if undone.term is None or (coming is not None and _tell((undone.term,), coming.note)):
        return Content(words)
    return Content(f"{words} · ") + on_one_line(undone.term)


def _comes_back(choice: Choice, answered: Question, today: date) -> str:
    if choice.comes_again:
        return "comes again today"
    if choice.schedule is not None:
        return f"back {in_days(choice.schedule.interval)}"
    schedule = answered.standing.schedule
    return f"back {in_days((schedule.due - today).days)}" if schedule else "done"


def _tell(names: Sequence[str], note: Note) -> bool:
    """Whether one of the names is a name of the note, or stands in one, or the other way round."""
    asked = [folded(name) for name in (note.term, *note.aliases)]
    return any(name in known or known in name for name in map(folded, names) for known in asked)


def panel_sections(
    question: Question | None,
    view: View,
    counts: Mapping[int, int],
    times: Sequence[int],
) -> list[Section]:
    sections = []
    if question is not None:
        sections.append(Section("This card", tuple(_past(question))))
        cited = citation_parts(example_of(question, view), question.deck)
        if view.is_answered and cited:
            sections.append(Section("Sources", tuple(map(on_one_line, cited))))
    return [*sections, Section("Session", tuple(map(Content, _session(counts, times))))]


def _past(question: Question) -> list[Content]:
    standing = question.standing
    schedule = standing.schedule
    if schedule is None:
        return [Content("new")]
    return [
        Content(f"review {standing.reviews + 1} · interval {schedule.interval} d"),
        Content(f"ease {schedule.ease_factor / 1000:.2f} · {counted(schedule.lapses, 'lapse')}"),
    ]


def _session(counts: Mapping[int, int], times: Sequence[int]) -> list[str]:
    return [*([time_taken(times)] if times else []), grades_given(counts)]


def last_blocks(
    counts: Mapping[int, int], times: Sequence[int], next_day: date | None, today: date
) -> tuple[Block, ...]:
    """What stands in the place of a card when none is left."""
    answers = sum(counts.values())
    lines = [f"{counted(answers, 'answer')} today: {grades_given(counts)}"] if answers else []
    if times:
        lines.append(time_taken(times))
    if next_day is not None:
        days = (next_day - today).days
        exactly = f", on {next_day.isoformat()}" if days > 1 else ""
        lines.append(f"The next cards come {in_days(days)}{exactly}.")
    heading = Block(Content.styled("Done for today", ".strong"), is_apart=False)
    return (heading, *(Block(Content(line)) for line in lines))
