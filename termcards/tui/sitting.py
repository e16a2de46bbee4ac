"""What the study screen says around the card: its title, its panel, its last words."""

from collections.abc import Mapping, Sequence
from datetime import date

from textual.content import Content

from termcards.language import tr
from termcards.library.studying import Choice, Question
from termcards.library.todays import Wishes
from termcards.library.undoing import Undone
from termcards.log import Answer, Cram, Drill, Entry
from termcards.notes import Deck, Note
from termcards.plaintext import counted, folded
from termcards.scheduling.queue import Turn
from termcards.scheduling.session import Session
from termcards.tui.card import Block, View, example_of
from termcards.tui.keymap import key
from termcards.tui.sources import citation_parts
from termcards.tui.text import on_one_line
from termcards.tui.widgets.panel import Section
from termcards.tui.wording import grade_name, grades_given, in_days, time_taken

SHOWN = 6
"""Answers of a card in the panel."""
KINDS: dict[type, str] = {Drill: "  drill", Cram: "  cram"}


def place_name(decks: Sequence[Deck]) -> str:
    """The names of the decks, those left out that are nested in another of them."""
    outer = (
        deck.name
        for deck in decks
        if not any(deck.name.startswith(f"{other.name}::") for other in decks)
    )
    return ", ".join(outer)


def sitting_name(decks: Sequence[Deck], wishes: Wishes) -> str:
    """The place, and how this sitting differs from the others."""
    kind = kind_of_sitting(wishes)
    place = wishes.name or place_name(decks)
    return f"{place} · {kind}" if kind else place


def kind_of_sitting(wishes: Wishes) -> str:
    if wishes.cram is not None:
        return "cram: schedules stay as they are"
    kinds = []
    if wishes.minutes is not None:
        kinds.append(f"{wishes.minutes:g} min plan")
    if wishes.cards is not None:
        kinds.append(counted(wishes.cards, "card"))
    if wishes.new is not None:
        kinds.append(f"{wishes.new} new")
    return " · ".join(kinds)


def counts_left(session: Session, wishes: Wishes, *, is_short: bool = False) -> str:
    if wishes.cram is not None:
        crammed = session.left(Turn.CRAM)
        return str(crammed) if is_short else f"cram {crammed}"
    new, learn, due = (session.left(turn) for turn in (Turn.NEW, Turn.DRILL, Turn.DUE))
    return f"{new}+{learn}+{due}" if is_short else f"new {new}  learn {learn}  due {due}"


def after_grade(
    choice: Choice,
    answered: Question,
    coming: Question | None,
    today: date,
    grade: str | None = None,
) -> Content:
    """What an answer led to, and how to take it back.

    It names the term only where that cannot help with the card that is asked next. `grade` is what
    the grade is called, where that is not as usual.
    """
    words = f"{grade or grade_name(choice.quality)}, {_comes_back(choice, answered, today)}"
    return after_act(words, answered, coming)


def after_act(what: str, done_to: Question, coming: Question | None) -> Content:
    """What was done to a card, and how to take it back; the term only as in `after_grade`."""
    words = tr("{what} · {key} undoes", what=what, key=key("study.undo", "u"))
    names = (done_to.note.term, *done_to.note.aliases)
    if coming is not None and (done_to.note.id == coming.note.id or _tell(names, coming.note)):
        return Content(words)
    return Content(f"{words} · ") + on_one_line(done_to.note.term)


def taken_back(undone: Undone, coming: Question | None) -> Content:
    """What was taken back; the term is named where it is not what is asked next."""
    if undone.edits or undone.left or undone.settings:
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
    answers: Sequence[Entry] = (),
) -> list[Section]:
    """`answers` are the card's, newest first."""
    sections = []
    if question is not None:
        sections.append(Section("This card", (*_past(question), *past_lines(answers[:SHOWN]))))
        cited = citation_parts(example_of(question, view), question.deck)
        if view.is_answered and cited:
            sections.append(Section("Sources", tuple(map(on_one_line, cited))))
    return [*sections, Section("Session", tuple(map(Content, _session(counts, times))))]


def past_lines(answers: Sequence[Entry]) -> list[Content]:
    """A line an answer: its day, its grade, its time."""
    lines = []
    for entry in answers:
        if isinstance(entry.fact, Answer):
            kind = KINDS.get(type(entry.fact), "")
            seconds = round(entry.fact.milliseconds / 1000)
            grade = grade_name(entry.fact.quality)
            lines.append(Content(f"{entry.day}  {grade:6} {seconds:>3} s{kind}"))
    return lines


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
    counts: Mapping[int, int],
    times: Sequence[int],
    next_day: date | None,
    today: date,
    *,
    wishes: Wishes = Wishes(),  # noqa: B008  # it cannot change
    left: int = 0,
) -> tuple[Block, ...]:
    """What stands in the place of a card when none is left.

    `left` are the cards that today asks for beyond what this sitting was to take.
    """
    answers = sum(counts.values())
    lines = [f"{counted(answers, 'answer')} today: {grades_given(counts)}"] if answers else []
    if times:
        lines.append(time_taken(times))
    if wishes.cram is not None:
        lines.append("Schedules stay as they are.")
    if left:
        more = counted(left, "more card")
        lines.append(tr("{more} today; {key} goes on.", more=more, key=key("study.go_on", "space")))
    elif next_day is not None:
        days = (next_day - today).days
        exactly = f", on {next_day.isoformat()}" if days > 1 else ""
        lines.append(f"The next cards come {in_days(days)}{exactly}.")
    heading = Block(Content.styled(_heading(wishes, left), ".strong"), is_apart=False)
    return (heading, *(Block(Content(line)) for line in lines))


def _heading(wishes: Wishes, left: int) -> str:
    if wishes.cram is not None:
        return "Done with cramming"
    if left and wishes.minutes is not None:
        return f"Done with the {wishes.minutes:g} min plan"
    if left and wishes.cards is not None:
        return f"Done with {counted(wishes.cards, 'card')}"
    return "Done for today"
