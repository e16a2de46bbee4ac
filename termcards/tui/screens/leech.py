"""A card that has just become a leech: what it may be taken for, and what may help."""

from collections.abc import Iterator, Sequence
from enum import Enum, auto
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.worker import Worker, WorkerState

from termcards.errors import StorageError
from termcards.language import tr
from termcards.library.home import Library
from termcards.library.leeching import Leech, rivals_of
from termcards.plaintext import gist
from termcards.scheduling.rivals import Rival
from termcards.tui.keymap import key
from termcards.tui.keys import act
from termcards.tui.opening import Outcome, open_editor
from termcards.tui.screens.framed import HELP_ACT
from termcards.tui.screens.reading import ReadingScreen
from termcards.tui.text import on_one_line, wrap
from termcards.tui.widgets.lines import Lines
from termcards.tui.wording import likenesses_in_words

HELP = "Leech"
MOST_RIVALS = 5
WIDEST = 76
NARROW = 56
INDENT = 2


class Remedy(Enum):
    """What the learner chose."""

    SENTENCE = auto()
    """Ask it again, with another sentence."""

    EDITED = auto()
    """Ask it again, as it is written now."""

    LET_GO = auto()
    UNDO = auto()


class LeechScreen(ReadingScreen):
    HELP_TITLE = HELP
    BINDINGS: ClassVar[list[BindingType]] = [
        act("leech.sentence", "n", "sentence", "another sentence", "ask it again so", HELP),
        act("leech.edit", "e", "edit", "edit", "write a better definition", HELP),
        act("leech.split", "s", "split", "split", "how to make two notes of it", HELP),
        act("leech.know", "K", "let_go", "let go", "take the term as known", HELP),
        act("leech.undo", "u", "undo", "undo", "take the answer back", HELP),
        act("leech.leave", "q escape", "back", "leave", "leave it suspended", HELP),
        HELP_ACT,
    ]

    def __init__(self, library: Library, leech: Leech) -> None:
        super().__init__()
        self._library = library
        self._leech = leech
        self.remedy: Remedy | None = None
        """What was chosen, once the screen is left; `None` leaves the card suspended."""

    def page(self) -> Lines:
        return LeechPage(self._leech, self._place())

    def on_mount(self) -> None:
        self.title_line(Content(tr("A leech, suspended")), "", "")
        self.refresh_keys()
        self.run_worker(self._find_rivals, thread=True)

    def _find_rivals(self) -> Sequence[Rival]:
        try:
            return rivals_of(self._library, self._leech.question.note, MOST_RIVALS)
        except StorageError:  # a library that was closed meanwhile, for one
            return ()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        if event.state is WorkerState.SUCCESS:
            self.query_one(LeechPage).show_rivals(event.worker.result or ())

    def check_action(self, action: str, _: tuple[object, ...]) -> bool | None:
        return action != "sentence" or self._leech.has_other_sentence

    def action_sentence(self) -> None:
        self._choose(Remedy.SENTENCE)

    def action_let_go(self) -> None:
        self._choose(Remedy.LET_GO)

    def action_undo(self) -> None:
        self._choose(Remedy.UNDO)

    def action_split(self) -> None:
        self.query_one(LeechPage).toggle_recipe()

    def action_edit(self) -> None:
        open_editor(self, self._library, self._leech.question.note.id, self._edited)

    def _edited(self, outcome: Outcome) -> None:
        if outcome.is_saved:
            self._choose(Remedy.EDITED)
        else:
            self.say(outcome.words)

    def _choose(self, remedy: Remedy) -> None:
        if self.is_current:
            self.remedy = remedy
            self.dismiss()

    def _place(self) -> str:
        path = self._leech.path
        folder = self._library.folder
        shown = path.relative_to(folder) if path.is_relative_to(folder) else path
        return f"{shown}:{self._leech.line}"


class LeechPage(Lines):
    def __init__(self, leech: Leech, place: str) -> None:
        super().__init__()
        self._leech = leech
        self._place = place
        self._rivals: Sequence[Rival] | None = None
        self._has_recipe = False

    def show_rivals(self, rivals: Sequence[Rival]) -> None:
        self._rivals = rivals
        self.refresh(layout=True)

    def toggle_recipe(self) -> None:
        self._has_recipe = not self._has_recipe
        self.refresh(layout=True)

    def lines(self, width: int) -> Sequence[Content]:
        room = max(1, min(width, WIDEST) - 1)
        return [Content(" ") + line for line in self._lines(room)]

    def _lines(self, room: int) -> Iterator[Content]:
        note = self._leech.question.note
        yield from wrap(on_one_line(note.term).stylize(".strong"), room)
        yield from wrap(Content(how_often(self._leech)), room)
        parts = [self._recipe_lines(room) if self._has_recipe else self._rival_lines(room)]
        # Where little is to be seen at once, what can be done comes first.
        parts.insert(0 if room < NARROW else 1, self._offer_lines(room))
        for part in parts:
            yield Content("")
            yield from part

    def _offer_lines(self, room: int) -> Iterator[Content]:
        yield Content.styled(tr("What may help"), ".strong")
        for sign, words in self._offers():
            lead = Content.assemble(" " * INDENT, (sign, ".key"), "  ")
            first, *others = wrap(words, max(1, room - lead.cell_length))
            yield lead + first
            yield from (Content(" " * lead.cell_length) + line for line in others)

    def _recipe_lines(self, room: int) -> Iterator[Content]:
        yield Content.styled(tr("How to split it"), ".strong")
        for step in _recipe():
            yield from _indented(Content(step), room)
        yield from _indented(Content(tr("it stands at ")) + on_one_line(self._place), room)

    def _rival_lines(self, room: int) -> Iterator[Content]:
        if self._rivals is None:
            return
        if not self._rivals:
            yield from wrap(Content(tr("Nothing else here looks like it.")), room)
            return
        yield Content.styled(tr("You may take it for"), ".strong")
        for rival in self._rivals:
            likenesses = likenesses_in_words(rival)
            term = on_one_line(rival.note.term)
            yield from _indented(term + Content.styled(f"   {likenesses}", ".faint"), room)
            for sense in rival.note.senses[:1]:
                yield from _indented(on_one_line(gist(sense.definition)), room, 2 * INDENT)

    def _offers(self) -> Iterator[tuple[str, Content]]:
        if self._leech.has_other_sentence:
            yield key("leech.sentence", "n"), Content(tr("ask it again, with another sentence"))
        yield (
            key("leech.edit", "e"),
            Content(tr("{label}: ", label=tr("write a better definition")))
            + on_one_line(self._place),
        )
        yield key("leech.split", "s"), Content(tr("split it into two notes"))
        yield key("leech.know", "K"), Content(tr("let it go: take the term as known"))
        yield "esc", Content(tr("leave it suspended"))


def how_often(leech: Leech) -> str:
    failures = leech.standing.failures
    lapses = leech.standing.schedule.lapses if leech.standing.schedule else 0
    parts = [tr("missed {count} times in a row", count=failures)] if failures > 1 else []
    parts += [tr("forgotten {count} times", count=lapses)] if lapses > 1 else []
    return tr(
        "{how_often}; it is not asked any more, unless you say so",
        how_often=tr(", ").join(parts) or tr("missed"),
    )


def _recipe() -> tuple[str, ...]:
    return (
        tr("A card that asks for two things is two cards."),
        tr("1. e: leave one meaning here, with the sentences that go with it."),
        tr("2. At home, n: write a note of the other meaning."),
        tr("3. Where both keep the same term, say under Field what tells them apart."),
    )


def _indented(content: Content, room: int, indent: int = INDENT) -> Iterator[Content]:
    for line in wrap(content, max(1, room - indent)):
        yield Content(" " * indent) + line
