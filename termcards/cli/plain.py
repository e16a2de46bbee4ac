"""Study line by line: for pipes, dumb terminals and screen readers; nothing moves the cursor."""

import shutil
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from termcards.catalogues import speak
from termcards.cli.output import remark, say
from termcards.cli.plainwords import (
    MORE,
    button_words,
    grades_asked,
    in_plain,
    leech_words,
    prompt_words,
    why_words,
)
from termcards.language import tr, trn
from termcards.library import verbs
from termcards.library.explaining import past_of
from termcards.library.home import Library
from termcards.library.leeching import leech_of, rivals_of
from termcards.library.studying import Question, Study
from termcards.library.todays import Wishes
from termcards.library.verbs import Verb
from termcards.notes import Deck, Direction
from termcards.pages.figurewords import direction_name
from termcards.plaintext import on_one_line
from termcards.scheduling.queue import Turn
from termcards.settings import Translation
from termcards.storage.journal import ChangedElsewhereError
from termcards.tui.card import View, blocks, suggested
from termcards.tui.sitting import kind_of_sitting, resumed
from termcards.tui.text import REVERSED, display, wrap
from termcards.tui.wording import Button, buttons_of, grades_given, in_days, nearest

QUIT, UNDO, TRANSLATION, SOURCES, SENTENCE, WHY, MARK, HELP = "q", "u", "t", "s", "n", "i", "*", "?"
COMMAND = ":"
"""Before the word of a key where a term is typed."""
ASIDE = {
    "-": Verb.BURY,
    "=": Verb.BURY_NOTE,
    "@": Verb.SUSPEND,
    "!": Verb.SUSPEND_NOTE,
    "K": Verb.KNOW,
}
FLAGS = {f"f{number}": number for number in range(5)}
MOST_RIVALS = 3


def study_plainly(library: Library, decks: Sequence[Deck], wishes: Wishes | None = None) -> None:
    """Asks until the queue, the input or the learner's patience ends; then sums up."""
    speak(library.settings.look.language)
    sitting = _Sitting(library, decks, wishes)
    try:
        sitting.run()
    except EOFError:
        say("")
    sitting.sum_up()


def say_what_is_left(study: Study, library: Library) -> None:
    """Of the sitting, of the day, or when the next cards come."""
    left = len(study.session.waiting)
    if left:
        say(
            trn(
                "{count} card to go; `termcards study` goes on",
                "{count} cards to go; `termcards study` goes on",
                left,
            )
        )
    elif study.is_cramming:
        say(tr("done with cramming; schedules stay as they are"))
    elif study.wishes.is_part and (more := len(study.left_today())):
        say(
            trn(
                "done with the plan; {count} more card today, `termcards study` goes on",
                "done with the plan; {count} more cards today, `termcards study` goes on",
                more,
            )
        )
    else:
        next_day = study.next_day()
        if next_day is None:
            say(tr("done for today"))
            return
        days = in_days((next_day - library.today()).days)
        say(tr("done for today; the next cards come {when}", when=days))


class _Leave(Exception):  # noqa: N818  # nothing went wrong
    """The learner has had enough."""


class _Next(Exception):  # noqa: N818  # nothing went wrong
    """Another card is to be asked now."""


class _Sitting:
    def __init__(
        self, library: Library, decks: Sequence[Deck], wishes: Wishes | None = None
    ) -> None:
        self.library = library
        self.study = Study(library, decks, wishes)
        self.view = View()
        self.given: list[int] = []
        """The qualities of this sitting, in order."""

    def run(self) -> None:
        session, kind = self.study.session, kind_of_sitting(self.study.wishes)
        if kind:
            remark(kind)
        if self.study.resumed and self.study.question and not self.study.is_cramming:
            remark(resumed(self.study.resumed, len(session.waiting)))
        while self.study.question is not None:
            try:
                self._ask(self.study.question)
            except _Next:
                continue
            except _Leave:
                return

    def sum_up(self) -> None:
        if self.given:
            counts = {quality: self.given.count(quality) for quality in self.given}
            _tell(
                trn(
                    "{count} answer: {grades}",
                    "{count} answers: {grades}",
                    len(self.given),
                    grades=grades_given(counts, self.library.settings.grading.grades),
                )
            )
        say_what_is_left(self.study, self.library)

    def _ask(self, question: Question) -> None:
        """Asks one card and takes its grade."""
        session = self.study.session
        kind = direction_name(question.card.direction)
        kind = tr("again") if question.turn is Turn.DRILL else kind
        _tell(f"\n{session.done + 1}/{session.total}  {kind}")
        self.view = View()
        self._print_card()
        shown_at = time.monotonic()
        typed = None
        if question.card.direction is Direction.TYPE:
            typed = self._typed(question)
        else:
            self._wait_for_enter(question)
        is_asked_for = self.library.settings.translation is Translation.WITH_ANSWER
        self.view = replace(
            self.view,
            is_answered=True,
            typed=typed,
            with_sources=False,
            with_translation=self.view.with_translation or is_asked_for,
        )
        self._print_card()
        self._grade(question, shown_at)

    def _wait_for_enter(self, question: Question) -> None:
        while word := _read(prompt_words(question)):
            if not self._heeded(word, question):
                _tell(tr(MORE))

    def _typed(self, question: Question) -> str:
        while True:
            line = _read(prompt_words(question))
            if not line.startswith(COMMAND) or len(line) == 1:
                return line
            if not self._heeded(line.removeprefix(COMMAND), question):
                return line

    def _grade(self, question: Question, shown_at: float) -> None:
        grading = self.library.settings.grading
        buttons = in_plain(buttons_of(grading))
        choices = self.study.choices([button.quality for button in buttons])
        hint = nearest(suggested(question, self.view), buttons)
        for line in button_words(buttons, choices, grading):
            _tell(line)
        qualities = {button.key: button.quality for button in buttons}
        if grading.space_grades:
            qualities[""] = hint
        prompt = self._grade_prompt(buttons, hint)
        while (word := _read(prompt)) not in qualities:
            if not self._heeded(word, question):
                _tell(grades_asked(buttons))
        self._answer(question, qualities[word], shown_at)

    def _grade_prompt(self, buttons: Sequence[Button], hint: int) -> str:
        first, last = buttons[0].key, buttons[-1].key
        keys = tr("grade {first}-{last}", first=first, last=last)
        if len(buttons) == 2:
            keys = tr("grade {first} or {last}", first=first, last=last)
        if not self.library.settings.grading.space_grades:
            return f"{keys}> "
        button = next(button for button in buttons if button.quality == hint)
        name = button.key if len(buttons) > 4 else tr(button.name)
        return tr("{keys}, enter is {grade}> ", keys=keys, grade=name)

    def _answer(self, question: Question, quality: int, shown_at: float) -> None:
        try:
            self.study.answer(quality, round((time.monotonic() - shown_at) * 1000))
        except ChangedElsewhereError as error:
            remark(str(error))
            return
        self.given.append(quality)
        if self.study.is_leech:
            leech = leech_of(self.library, question)
            rivals = rivals_of(self.library, question.note, MOST_RIVALS)
            for line in leech_words(leech, rivals):
                _tell(line)

    def _heeded(self, word: str, question: Question) -> bool:
        """Does what a word asks for, besides grading; whether it is one.

        Raises `_Next` where another card comes by it, and `_Leave`.
        """
        if word in ASIDE:
            self._put_aside(ASIDE[word], question)
        elif word in FLAGS:
            _tell(verbs.flag(self.study, FLAGS[word]))
        elif (act := self._acts(question).get(word.lower())) is not None:
            act()
        else:
            return False
        return True

    def _acts(self, question: Question) -> dict[str, Callable[[], None]]:
        return {
            QUIT: self._leave,
            UNDO: self._undo,
            TRANSLATION: self._toggle_translation,
            SOURCES: self._show_sources,
            SENTENCE: self._show_next_sentence,
            WHY: lambda: self._explain(question),
            MARK: lambda: _tell(verbs.toggle_mark(self.study)),
            HELP: lambda: _tell(tr(MORE)),
        }

    def _leave(self) -> None:
        raise _Leave

    def _toggle_translation(self) -> None:
        self.view = replace(self.view, with_translation=not self.view.with_translation)
        self._print_card()

    def _show_sources(self) -> None:
        self.view = replace(self.view, with_sources=not self.view.with_sources)
        self._print_card()

    def _show_next_sentence(self) -> None:
        self.view = replace(self.view, example=self.view.example + 1)
        self._print_card()

    def _explain(self, question: Question) -> None:
        grading = self.library.settings.grading
        qualities = [button.quality for button in buttons_of(grading)]
        card, deck = question.card.id, question.deck.id
        past = past_of(self.library, card, question.standing, deck, qualities)
        for line in why_words(past, grading.grades):
            _tell(f"  {line}")

    def _put_aside(self, verb: Verb, question: Question) -> None:
        try:
            told = verbs.put_aside(self.library, self.study, verb)
        except ChangedElsewhereError as error:
            remark(str(error))
        else:
            _tell(tr("{what}: ", what=told) + on_one_line(question.note.term))
        raise _Next

    def _undo(self) -> None:
        undone = self.study.undo()
        if undone is None:
            _tell(tr("there is nothing to take back"))
        else:
            if undone.answer is not None:
                self.given = self.given[:-1]
            what = undone.words
            _tell(tr("{what}: ", what=what) + on_one_line(undone.term) if undone.term else what)
        raise _Next

    def _print_card(self) -> None:
        if self.study.question is not None:
            for line in _lines(self.study.question, self.view):
                _tell(f"  {line}" if line else "")


def _read(prompt: str) -> str:
    """A line of input, without its end; raises `EOFError` when there is none."""
    lines = list(_in_lines(prompt.rstrip(" ")))
    sys.stdout.write("\n".join(lines) + " ")
    sys.stdout.flush()
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    if not sys.stdin.isatty():
        sys.stdout.write("\n")
    return line.strip()


def _tell(text: str) -> None:
    for line in _in_lines(text):
        say(line)


def _in_lines(text: str) -> Iterator[str]:
    """The text as a terminal has room for it; into a pipe it goes as it is."""
    for line in text.split("\n"):
        bare = line.lstrip(" ")
        indent = line.removesuffix(bare)
        room = max(1, shutil.get_terminal_size().columns - len(indent))
        for part in wrap(display(bare), room) if sys.stdout.isatty() else [display(bare)]:
            yield indent + part.plain


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
