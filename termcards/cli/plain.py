"""Study line by line: for pipes, dumb terminals and screen readers; nothing moves the cursor."""

import sys
import time
from collections.abc import Iterator, Sequence

from termcards.cli.output import remark, say
from termcards.library.home import Library
from termcards.library.studying import Choice, Question, Study
from termcards.library.todays import Wishes
from termcards.library.undoing import NotInASittingError
from termcards.notes import Deck
from termcards.plaintext import counted, on_one_line
from termcards.scheduling.queue import Turn
from termcards.storage.journal import ChangedElsewhereError
from termcards.tui.card import View, blocks
from termcards.tui.text import REVERSED
from termcards.tui.wording import BUTTONS, GOOD, QUALITIES, grades_given, in_days

QUIT, UNDO, TRANSLATION, SOURCES = "q", "u", "t", "s"


def study_plainly(library: Library, decks: Sequence[Deck], wishes: Wishes | None = None) -> None:
    """Asks until the queue, the input or the learner's patience ends; then sums up."""
    sitting = _Sitting(library, decks, wishes)
    try:
        sitting.run()
    except EOFError:
        say("")
    sitting.sum_up()


class _Sitting:
    def __init__(
        self, library: Library, decks: Sequence[Deck], wishes: Wishes | None = None
    ) -> None:
        self.library = library
        self.study = Study(library, decks, wishes)
        self.given: list[int] = []
        """The qualities of this sitting, in order."""

    def run(self) -> None:
        session = self.study.session
        if self.study.resumed and self.study.question:
            remark(f"resumed: {self.study.resumed} graded, {len(session.waiting)} to go")
        while self.study.question is not None:
            if not self._ask(self.study.question):
                return

    def sum_up(self) -> None:
        if self.given:
            counts = {quality: self.given.count(quality) for quality in self.given}
            say(f"{counted(len(self.given), 'answer')}: {grades_given(counts)}")
        left = len(self.study.session.waiting)
        if left:
            say(f"{counted(left, 'card')} to go; `termcards study` goes on")
            return
        today = self.library.today()
        next_day = self.study.next_day()
        coming = f"; the next cards come {in_days((next_day - today).days)}" if next_day else ""
        say(f"done for today{coming}")

    def _ask(self, question: Question) -> bool:
        """Asks one card; whether to go on."""
        session = self.study.session
        kind = "again" if question.turn is Turn.DRILL else question.card.direction
        say(f"\n{session.done + 1}/{session.total}  {kind}")
        _print_card(question, View())
        shown_at = time.monotonic()
        word = _read("enter shows the answer, t translation, s sources, u undoes, q quits> ")
        view = View()
        while word in (TRANSLATION, SOURCES):
            view = _toggled(view, word)
            _print_card(question, view)
            word = _read("> ")
        if word in (QUIT, UNDO):
            return self._leave_or_undo(word)
        _print_card(question, View(is_answered=True, with_translation=view.with_translation))
        return self._grade(question, shown_at)

    def _grade(self, question: Question, shown_at: float) -> bool:
        choices = self.study.choices(QUALITIES)
        say("  ".join(_button(place, choice) for place, choice in enumerate(choices)))
        qualities = {"": GOOD} | {button.key: button.quality for button in BUTTONS}
        while True:
            word = _read("grade 1-4, enter is Good> ")
            if word in (QUIT, UNDO):
                return self._leave_or_undo(word)
            if word in (TRANSLATION, SOURCES):
                is_translation = word == TRANSLATION
                view = View(
                    is_answered=True,
                    with_translation=is_translation,
                    with_sources=not is_translation,
                )
                _print_card(question, view)
            elif word in qualities:
                self._answer(qualities[word], shown_at)
                return True
            else:
                say("1 Again, 2 Hard, 3 Good, 4 Easy; u undoes, q quits")

    def _answer(self, quality: int, shown_at: float) -> None:
        try:
            self.study.answer(quality, round((time.monotonic() - shown_at) * 1000))
        except ChangedElsewhereError as error:
            remark(str(error))
            return
        self.given.append(quality)

    def _leave_or_undo(self, word: str) -> bool:
        if word == QUIT:
            return False
        try:
            undone = self.study.undo()
        except NotInASittingError as error:
            say(str(error))
            return True
        if undone is None:
            say("there is nothing to take back")
        else:
            if undone.answer is not None:
                self.given = self.given[:-1]
            say(f"took back {undone.what}: {on_one_line(undone.term or '')}")
        return True


def _read(prompt: str) -> str:
    """A line of input, without its end; raises `EOFError` when there is none."""
    sys.stdout.write(prompt)
    sys.stdout.flush()
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    if not sys.stdin.isatty():
        sys.stdout.write("\n")
    return line.strip().lower()


def _toggled(view: View, word: str) -> View:
    if word == TRANSLATION:
        return View(view.is_answered, not view.with_translation, view.with_sources)
    return View(view.is_answered, view.with_translation, not view.with_sources)


def _print_card(question: Question, view: View) -> None:
    for line in _lines(question, view):
        say(f"  {line}" if line else "")


def _lines(question: Question, view: View) -> Iterator[str]:
    for block in blocks(question, view):
        if block.is_rule:
            yield "---"
            continue
        text = block.content.plain
        reversed_spans = [span for span in block.content.spans if str(span.style) == REVERSED]
        for span in sorted(reversed_spans, key=lambda span: -span.start):
            text = f"{text[: span.start]}[[{text[span.start : span.end]}]]{text[span.end :]}"
        if block.is_apart:
            yield ""
        yield from f"{block.lead.plain}{text}".split("\n")


def _button(place: int, choice: Choice) -> str:
    button = BUTTONS[place]
    again = "again today, " if choice.comes_again else ""
    if choice.schedule is None:
        return f"{button.key} {button.name} ({again or 'done, '}schedule as it is)"
    days, ease = choice.schedule.interval, choice.schedule.ease_factor / 1000
    return f"{button.key} {button.name} ({again}{days} d, ease {ease:.2f})"
