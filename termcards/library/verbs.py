"""What a learner does to the card before them besides answering it: one act each."""

from collections.abc import Sequence
from enum import StrEnum
from typing import assert_never

from termcards.cards import CardId
from termcards.language import tr
from termcards.library.home import Library
from termcards.library.studying import Question, Study
from termcards.log import Fact
from termcards.scheduling import acts


class Verb(StrEnum):
    BURY = "bury"
    BURY_NOTE = "bury-note"
    SUSPEND = "suspend"
    SUSPEND_NOTE = "suspend-note"
    KNOW = "know"


TOLD = {
    Verb.BURY: "buried until tomorrow",
    Verb.BURY_NOTE: "the whole term buried until tomorrow",
    Verb.SUSPEND: "suspended",
    Verb.SUSPEND_NOTE: "the whole term suspended",
    Verb.KNOW: "known, not asked again",
}


def put_aside(library: Library, study: Study, verb: Verb) -> str:
    """Takes the current card, or all of its note, out of the sitting; tells so in a few words.

    Raises `StorageError` when nothing was saved, as `Study.answer` does.
    """
    question = _asked(study)
    study.put_aside(_facts(library, question, verb))
    return tr(TOLD[verb])


def toggle_mark(study: Study) -> str:
    """Marks the current note, or takes its mark away."""
    question = _asked(study)
    study.do(acts.mark(question.note.id, is_marked=not question.is_marked))
    return tr("mark taken away" if question.is_marked else "marked")


def flag(study: Study, number: int) -> str:
    """Flags the current card; 0 takes the flag away."""
    study.do(acts.flag([_asked(study).card.id], number))
    return tr("flag {number}", number=number) if number else tr("no flag")


def resume(study: Study, card: CardId) -> str:
    """Takes up a leech again: it comes once more in this sitting, with its next sentence."""
    study.do(acts.resume([card]))
    study.refresh()
    return tr("taken up again, comes once more today")


def let_go(library: Library, study: Study, leech: Question) -> str:
    """Takes the note of a leech as known: nothing of it is asked or proposed any more."""
    study.do(acts.know(leech.note, _cards(library, leech)))
    study.refresh()
    return tr(TOLD[Verb.KNOW])


def _facts(library: Library, question: Question, verb: Verb) -> Sequence[Fact]:
    today = library.today()
    match verb:
        case Verb.BURY:
            return acts.bury([question.card.id], today)
        case Verb.BURY_NOTE:
            return acts.bury(_cards(library, question), today)
        case Verb.SUSPEND:
            return acts.suspend([question.card.id])
        case Verb.SUSPEND_NOTE:
            return acts.suspend(_cards(library, question))
        case Verb.KNOW:
            return acts.know(question.note, _cards(library, question))
        case _:
            assert_never(verb)


def _cards(library: Library, question: Question) -> tuple[CardId, ...]:
    """All cards of the note, the one that is asked first."""
    others = library.store.shelf.cards(question.note.id)
    return tuple(dict.fromkeys((question.card.id, *others)))


def _asked(study: Study) -> Question:
    if study.question is None:
        raise ValueError("there is no card before the learner")
    return study.question
