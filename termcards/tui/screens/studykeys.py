"""The keys of the study screen, in the order of the key line and of the help."""

from collections.abc import Iterable
from dataclasses import replace

from textual.binding import Binding

from termcards.library.verbs import Verb
from termcards.settings import Grades, Grading
from termcards.tui.keys import act
from termcards.tui.screens.framed import ELSEWHERE, HELP_ACT
from termcards.tui.wording import EXACT

ANSWER = "Answer"
LOOK = "Look"
CARD = "Card"
AFTERWARDS = "After the last card"
GRADE = "Again, Hard, Good, Easy"
SCROLL = "scroll"
BURY_NOTE = "bury the whole term until tomorrow"
KNOW = "know it: the term is not asked again"
FLAG = "flag, then 0 for none or 1 to 4"


def _aside(verb: Verb) -> str:
    return f"put_aside('{verb}')"


STUDY_KEYS: list[Binding] = [
    act("study.retry", "r", "retry", "try again", "save what was not saved", ANSWER),
    act("study.check", "enter", "check", "check", "check what was typed", ANSWER),
    act("study.leave_field", "escape", "leave_field", "keys", "keys instead of letters", ANSWER),
    act("study.show", "space enter", "show", "show answer", "show the answer, then Good", ANSWER),
    act("study.accept", "space enter", "accept(4)", "good"),
    act("study.accept_hard", "space enter", "accept(3)", "hard"),
    act("study.accept_again", "space enter", "accept(2)", "again"),
    act("card.flag0", "0", "flag(0)", "none"),
    act("study.again", "1", "grade(2)", "", GRADE, ANSWER),
    act("study.hard", "2", "grade(3)", "", GRADE, ANSWER),
    act("study.good", "3", "grade(4)", "", GRADE, ANSWER),
    act("study.easy", "4", "grade(5)", "", GRADE, ANSWER),
    *(act(one.act, one.key, f"exact({one.quality})", "", one.name, ANSWER) for one in EXACT),
    act("card.flag1", "1", "flag(1)", "red"),
    act("card.flag2", "2", "flag(2)", "yellow"),
    act("card.flag3", "3", "flag(3)", "green"),
    act("card.flag4", "4", "flag(4)", "blue"),
    act("card.leave_flags", "escape f q", "leave_flags", "leave"),
    act("study.type", "tab", "to_field", "type", "type on", ANSWER),
    act("study.translate", "t", "translate", "translation", "translation", LOOK),
    act("study.sources", "s", "sources", "sources", "sources", LOOK),
    act("study.next", "n", "next_sentence", "next sentence", "next sentence", LOOK),
    act("study.go_on", "space enter", "go_on", "go on", "go on beyond the plan", AFTERWARDS),
    act("study.more", "n", "more", "5 new now", "5 new cards now", AFTERWARDS),
    act("study.cram", "c", "cram", "cram", "cram: schedules stay as they are", AFTERWARDS),
    act("study.undo", "u", "undo", "undo", "undo (also after the last card)", ANSWER),
    act("card.edit", "e", "edit", "edit", "edit the note", CARD),
    act("card.mark", "*", "mark", "mark", "mark, or take the mark away", CARD),
    act("card.bury", "-", _aside(Verb.BURY), "bury", "bury until tomorrow", CARD),
    act("card.suspend", "@", _aside(Verb.SUSPEND), "suspend", "suspend", CARD),
    act("study.why", "i", "why", "why now", "why it comes now, and its past", LOOK),
    act("card.open_page", "o", "open_page", "open page", "open the source in the browser", LOOK),
    act("card.flags", "f", "flags", "flag", FLAG, CARD),
    act("card.bury-note", "=", _aside(Verb.BURY_NOTE), "", BURY_NOTE, CARD),
    act("card.suspend-note", "!", _aside(Verb.SUSPEND_NOTE), "", "suspend the whole term", CARD),
    act("card.know", "K", _aside(Verb.KNOW), "", KNOW, CARD),
    act("study.down", "j down", "scroll(1)", "", SCROLL, LOOK),
    act("study.up", "k up", "scroll(-1)", "", SCROLL, LOOK),
    act("study.page_down", "pagedown", "page(1)", "", SCROLL, LOOK),
    act("study.page_up", "pageup", "page(-1)", "", SCROLL, LOOK),
    act("study.search", "/", "search", "search", "search the cards", ELSEWHERE),
    act("study.back", "q escape", "back", "back", "back (nothing is lost)", ELSEWHERE),
    HELP_ACT,
]

WHILE_TYPING = frozenset({"check", "leave_field", "scroll", "page"})
WHILE_FLAGGING = frozenset({"flag", "leave_flags", "show_help"})
OTHERWISE_OFF = WHILE_TYPING - {"scroll", "page"} | WHILE_FLAGGING - {"show_help"}
OURS = frozenset(binding.action.partition("(")[0] for binding in STUDY_KEYS)

FOUR_GRADES = frozenset({"study.again", "study.hard", "study.good", "study.easy"})
EXACT_GRADES = frozenset(button.act for button in EXACT)
ACCEPTING = ("study.accept", "study.accept_hard", "study.accept_again")
EXACT_WORDS = dict(zip(ACCEPTING, "432", strict=True))
"""What these are called where qualities have no names."""
_TYPING = frozenset({"study.check", "study.leave_field"})
_FLAGGING = frozenset({*(f"card.flag{n}" for n in range(5)), "card.leave_flags"})
_AT_THE_END = frozenset({"study.go_on", "study.more", "study.cram"})
_ALWAYS = frozenset(
    {"study.undo", "study.search", "study.back", "screen.help", "screen.palette"}
    | {f"study.{where}" for where in ("down", "up", "page_down", "page_up")}
)
_OF_A_CARD = (
    frozenset(binding.id or "" for binding in STUDY_KEYS)
    - _TYPING
    - _FLAGGING
    - _AT_THE_END
    - _ALWAYS
)
STUDY_TURNS = (
    (_TYPING, _FLAGGING, _AT_THE_END, _OF_A_CARD),
    (_FLAGGING, _ALWAYS - {"screen.help", "screen.palette"}),
    (FOUR_GRADES, EXACT_GRADES),
    (frozenset({"study.show"}), *(frozenset({act}) for act in ACCEPTING)),
    # Whichever of them it is, it shows the answer first and then is Good.
    (frozenset({"study.show", *ACCEPTING}), frozenset({"study.good", "study.quality4"})),
)

_OFF_IN = {
    Grades.FOUR: EXACT_GRADES,
    Grades.TWO: EXACT_GRADES | {"study.hard", "study.easy"},
    Grades.EXACT: FOUR_GRADES,
}
SHOW = "show the answer"
_IN_TWO = {"study.again": "Again", "study.good": "Good"}


def is_graded_by(grading: Grading, action: str, parameters: tuple[object, ...]) -> bool:
    """Whether a grade is one of those that the learner grades by."""
    match grading.grades:
        case Grades.FOUR:
            return action == "grade"
        case Grades.TWO:
            return action == "grade" and parameters in ((2,), (4,))
        case Grades.EXACT:
            return action == "exact"


def as_graded(acts: Iterable[Binding], grading: Grading) -> list[Binding]:
    """The acts as the help shows them to a learner who grades so."""
    kept = [act for act in acts if act.id not in _OFF_IN[grading.grades]]
    if grading.grades is Grades.TWO:
        kept = [replace(act, tooltip=_IN_TWO.get(act.id or "", act.tooltip)) for act in kept]
    if not grading.space_grades:
        kept = [
            replace(act, tooltip=SHOW) if act.id == "study.show" else act
            for act in kept
            if act.id not in ACCEPTING
        ]
    return kept
