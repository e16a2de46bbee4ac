"""What the study screen says around the card: its title, its panel, its last words."""

from collections.abc import Mapping, Sequence
from datetime import date

from textual.content import Content

from termcards.language import tr, trn
from termcards.library.studying import Choice, Question
from termcards.library.todays import Wishes
from termcards.library.undone import Undone
from termcards.log import Answer, Cram, Drill, Entry
from termcards.notes import Deck, Note
from termcards.plaintext import cells, filled_up, folded
from termcards.scheduling.queue import Turn
from termcards.scheduling.session import Session
from termcards.settings import Grades
from termcards.tui.card import Block, View, example_of
from termcards.tui.keymap import key
from termcards.tui.sources import citation_parts
from termcards.tui.text import on_one_line
from termcards.tui.widgets.panel import Section
from termcards.tui.wording import grade_name, grades_given, in_days, time_taken

WIDEST_GRADE = 6
"""Cells."""
SHOWN = 6
"""Answers of a card in the panel."""
KINDS: dict[type, str] = {Drill: "drill", Cram: "cram"}


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
        return tr("cram: schedules stay as they are")
    kinds = []
    if wishes.minutes is not None:
        kinds.append(tr("{minutes:g} min plan", minutes=wishes.minutes))
    if wishes.cards is not None:
        kinds.append(trn("{count} card", "{count} cards", wishes.cards))
    if wishes.new is not None:
        kinds.append(tr("{count} new", count=wishes.new))
    return " · ".join(kinds)


def resumed(graded: int, left: int) -> str:
    return tr("resumed: {graded} graded, {left} to go", graded=graded, left=left)


def counts_left(session: Session, wishes: Wishes, *, is_short: bool = False) -> str:
    if wishes.cram is not None:
        crammed = session.left(Turn.CRAM)
        return str(crammed) if is_short else tr("cram {count}", count=crammed)
    new, learn, due = (session.left(turn) for turn in (Turn.NEW, Turn.DRILL, Turn.DUE))
    if is_short:
        return f"{new}+{learn}+{due}"
    return tr("new {new}  learn {learn}  due {due}", new=new, learn=learn, due=due)


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
    words = tr(
        "{grade}, {outcome}",
        grade=grade or grade_name(choice.quality),
        outcome=_comes_back(choice, answered, today),
    )
    return after_act(words, answered, coming)


def undoes(what: str, act: str = "study.undo") -> str:
    """What was done, and which key takes it back: that of `act`."""
    return tr("{what} · {key} undoes", what=what, key=key(act, "u"))


def after_act(what: str, done_to: Question, coming: Question | None) -> Content:
    """What was done to a card, and how to take it back; the term only as in `after_grade`."""
    words = undoes(what)
    names = (done_to.note.term, *done_to.note.aliases)
    if coming is not None and (done_to.note.id == coming.note.id or _tell(names, coming.note)):
        return Content(words)
    return Content(f"{words} · ") + on_one_line(done_to.note.term)


def taken_back(undone: Undone, coming: Question | None) -> Content:
    """What was taken back; the term is named where it is not what is asked next."""
    if undone.is_of_files:
        words = undone.words
        if undone.left:
            place = f"{undone.left[0].path.name}:{undone.left[0].line}"
            words += trn(
                "; {place} was changed by hand since, and is left as it is",
                "; {count} places were changed by hand since, as {place}, and are left as they are",
                len(undone.left),
                place=place,
            )
        return on_one_line(words + _goes_on(undone))
    words = tr("took back {what}", what=_kind(undone)) + _goes_on(undone)
    return Content(words) + on_one_line(_about(undone, coming))


def of_act(undone: Undone, asked: Question | None) -> str:
    """An act in some words, with the term that it was about, where that is not what is asked."""
    return _kind(undone) + _about(undone, asked)


def _about(undone: Undone, asked: Question | None) -> str:
    if undone.term is None or (asked is not None and _tell((undone.term,), asked.note)):
        return ""
    return f" · {undone.term}"


def _kind(undone: Undone) -> str:
    return grade_name(undone.answer.quality) if undone.answer else undone.what


def _goes_on(undone: Undone) -> str:
    return tr("; half done again") if undone.is_half_done else ""


def _comes_back(choice: Choice, answered: Question, today: date) -> str:
    if choice.comes_again:
        return tr("comes again today")
    if choice.schedule is not None:
        return tr("back {when}", when=in_days(choice.schedule.interval))
    schedule = answered.standing.schedule
    return tr("back {when}", when=in_days((schedule.due - today).days)) if schedule else tr("done")


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
    grades: Grades = Grades.FOUR,
) -> list[Section]:
    """`answers` are the card's, newest first."""
    sections = []
    if question is not None:
        sections.append(
            Section(tr("This card"), (*_past(question), *past_lines(answers[:SHOWN], grades)))
        )
        cited = citation_parts(example_of(question, view), question.deck)
        if view.is_answered and cited:
            sections.append(Section(tr("Sources"), tuple(map(on_one_line, cited))))
    session = [*([time_taken(times)] if times else []), grades_given(counts, grades)]
    return [*sections, Section(tr("Session"), tuple(map(Content, session)))]


def past_lines(answers: Sequence[Entry], grades: Grades) -> list[Content]:
    """A line an answer: its day, its grade, its time."""
    lines = []
    named = [answer.fact.quality for answer in answers if isinstance(answer.fact, Answer)]
    widest = max((cells(grade_name(quality, grades)) for quality in named), default=0)
    for entry in answers:
        if isinstance(entry.fact, Answer):
            kind = type(entry.fact)
            told = f"  {tr(KINDS[kind])}" if kind in KINDS else ""
            seconds = tr("{seconds:>3} s", seconds=round(entry.fact.milliseconds / 1000))
            grade = filled_up(grade_name(entry.fact.quality, grades), max(widest, WIDEST_GRADE))
            lines.append(Content(f"{entry.day}  {grade} {seconds}{told}"))
    return lines


def _past(question: Question) -> list[Content]:
    standing = question.standing
    schedule = standing.schedule
    if schedule is None:
        return [Content(tr("new"))]
    number, interval = standing.reviews + 1, schedule.interval
    ease = tr("ease {ease:.2f}", ease=schedule.ease_factor / 1000)
    lapses = trn("{count} lapse", "{count} lapses", schedule.lapses)
    return [
        Content(tr("review {number} · interval {interval} d", number=number, interval=interval)),
        Content(f"{ease} · {lapses}"),
    ]


def last_blocks(
    counts: Mapping[int, int],
    times: Sequence[int],
    next_day: date | None,
    today: date,
    *,
    wishes: Wishes = Wishes(),  # noqa: B008  # it cannot change
    left: int = 0,
    grades: Grades = Grades.FOUR,
) -> tuple[Block, ...]:
    """What stands in the place of a card when none is left.

    `left` are the cards that today asks for beyond what this sitting was to take.
    """
    answers = sum(counts.values())
    lines = []
    if answers:
        words = trn(
            "{count} answer today: {grades}",
            "{count} answers today: {grades}",
            answers,
            grades=grades_given(counts, grades),
        )
        lines.append(words)
    if times:
        lines.append(time_taken(times))
    if wishes.cram is not None:
        lines.append(tr("Schedules stay as they are."))
    if left:
        more = trn("{count} more card", "{count} more cards", left)
        lines.append(tr("{more} today; {key} goes on.", more=more, key=key("study.go_on", "space")))
    elif next_day is not None:
        days = (next_day - today).days
        when = in_days(days)
        if days > 1:
            when = tr("{when}, on {day}", when=when, day=next_day.isoformat())
        lines.append(tr("The next cards come {when}.", when=when))
    heading = Block(Content.styled(_heading(wishes, left), ".strong"), is_apart=False)
    return (heading, *(Block(Content(line)) for line in lines))


def _heading(wishes: Wishes, left: int) -> str:
    if wishes.cram is not None:
        return tr("Done with cramming")
    if left and wishes.minutes is not None:
        return tr("Done with the {minutes:g} min plan", minutes=wishes.minutes)
    if left and wishes.cards is not None:
        return trn("Done with {count} card", "Done with {count} cards", wishes.cards)
    return tr("Done for today")
