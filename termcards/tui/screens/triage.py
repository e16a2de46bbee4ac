"""A posting's terms, decided on one by one, with the sentence and the meanings of each."""

import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.message import Message

from termcards.errors import TermcardsError
from termcards.language import tr, trn
from termcards.library.deciding import Decision, Row, RowId, Written
from termcards.library.home import Library
from termcards.library.proposed import Proposed
from termcards.library.taking import agreeing_first
from termcards.library.triaging import Triage
from termcards.lookup import Definition
from termcards.notes import Example, Note
from termcards.tui.keys import act
from termcards.tui.meanings import Meanings
from termcards.tui.offer import WORDS, chosen_of, offered, opening, summary, unsaved_words
from termcards.tui.screens.framed import ELSEWHERE, HELP_ACT, FramedScreen, trouble
from termcards.tui.sitting import undoes
from termcards.tui.stopwatch import OwnPress, Stopwatch
from termcards.tui.text import on_one_line
from termcards.tui.told import NOTHING, Told
from termcards.tui.widgets.cardview import CardView
from termcards.tui.widgets.offers import Offers

DECIDE = "Decide"
MEANING = "Meaning"
MOVE = "move"
PAGE = 10
UNDO = "triage.undo"
FINISH = "triage.finish"
NOT_ANSWERED = "the dictionaries have not answered yet"
CHOOSE = "take this meaning; 0 none of them"


class TriageScreen(FramedScreen):
    HELP_TITLE = "Add"
    BINDINGS: ClassVar[list[BindingType]] = [
        act("triage.add", "y", "decide('add')", "add", "add", DECIDE),
        act("triage.later", "n", "decide('later')", "not now", "not now", DECIDE),
        act("triage.never", "x", "decide('never')", "never", "never offer it again", DECIDE),
        act("triage.known", "K", "decide('known')", "", "I know it: no card", DECIDE),
        act("triage.edit", "e", "edit", "edit", "write the term, meaning, sentence", MEANING),
        act("triage.undo", "u", "undo", "undo", "take the last decision back", DECIDE),
        act(FINISH, "enter", "finish", "finish", "finish: all of it at once", DECIDE),
        act("triage.back", "q escape", "back", "back", "back (decisions are kept)", ELSEWHERE),
        act("triage.all", "A", "add_all", "add the rest", "add all that is not decided on", DECIDE),
        act("triage.mark", "v", "mark", "mark words", "mark words of the text as a term", DECIDE),
        *(
            act(f"triage.choose_{number}", str(number), f"choose({number})", "", CHOOSE, MEANING)
            for number in range(10)
        ),
        act("triage.next", "right", "turn(1)", "", "the next meaning, the one before", MEANING),
        act("triage.previous", "left", "turn(-1)", "", "the next meaning, the one before", MEANING),
        act("triage.read", "space", "read_on", "", "read on in the meanings", MEANING),
        act("triage.down", "j down", "move(1)", "", MOVE, ELSEWHERE),
        act("triage.up", "k up", "move(-1)", "", MOVE, ELSEWHERE),
        act("triage.page_down", "pagedown", f"move({PAGE})", "", MOVE, ELSEWHERE),
        act("triage.page_up", "pageup", f"move({-PAGE})", "", MOVE, ELSEWHERE),
        HELP_ACT,
    ]

    class Left(Message):
        """The posting was finished, or left for another time."""

        def __init__(self, remark: Told) -> None:
            super().__init__()
            self.remark = remark

    def __init__(
        self,
        library: Library,
        triage: Triage,
        stopwatch: Stopwatch = time.monotonic,
        pressed_at: float | None = None,
    ) -> None:
        """`pressed_at` is when the `enter` was pressed that led here, on the stopwatch."""
        super().__init__()
        self._finishing = OwnPress(stopwatch, pressed_at)
        self._library = library
        self._triage = triage
        self._cursor = 0
        self._meanings = Meanings(self, library, self._answered)
        self._is_left = False
        self._was_seen = False
        self._told_unsaved: Sequence[Row] = ()
        """Rows whose unsaved text the next `enter` leaves out, since it was told."""

    def compose_body(self) -> ComposeResult:
        with Container(id="triage"):
            yield Offers()
            yield CardView()

    def on_mount(self) -> None:
        unsaved = self._triage.unsaved_rows
        self._go_to(unsaved[0].id if unsaved else None)
        words, tail = opening(self._triage)
        self.say(words, tail=tail)

    def on_screen_resume(self) -> None:
        if self._was_seen:
            self._finishing.begins()
        self._was_seen = True

    def on_key(self, event: events.Key) -> None:
        """A held key that opened the screen, or put its question, adds nothing unseen."""
        acts = self._bindings.key_to_bindings.get(event.key, ())
        if any(act.id == FINISH for act in acts) and not self._finishing.is_own():
            event.stop()

    @property
    def _row(self) -> Row | None:
        rows = self._triage.rows
        return rows[min(self._cursor, len(rows) - 1)] if rows else None

    def _draw(self, *, from_top: bool = True) -> None:
        self._told_unsaved = ()
        rows = self._triage.rows
        self._cursor = max(0, min(self._cursor, len(rows) - 1))
        added = sum(row.is_taken and row.deck is None for row in rows)
        place = f"{self._cursor + 1 if rows else 0}/{len(rows)}"
        title = Content(tr("Add") + " · ") + on_one_line(self._triage.title)
        right = tr("{count} to add · {place}", count=added, place=place)
        self.title_line(title, right, f"+{added} {place}")
        self.query_one(Offers).show(rows, self._cursor)
        self._draw_row(from_top=from_top)
        self.refresh_keys()
        row = self._row
        if row is not None and row.candidate is not None:
            self._meanings.ask(row.candidate.term)

    def _draw_row(self, *, from_top: bool) -> None:
        row = self._row
        blocks = offered(row, self._definitions(row), self._meanings.missing) if row else ()
        self.query_one(CardView).show(blocks, from_top=from_top)

    def check_action(self, action: str, _: tuple[object, ...]) -> bool | None:
        row = self._row
        match action:
            case "decide" | "move" | "read_on":
                return row is not None
            case "edit":
                return row is not None and row.deck is None
            case "choose" | "turn":
                return row is not None and row.candidate is not None
            case "undo":
                return self._triage.steps > 0
            case _:
                return True

    def action_decide(self, name: str) -> None:
        decision = Decision(name)
        row = self._row
        if row is None:
            return
        if row.deck is not None and decision in (Decision.NEVER, Decision.KNOWN):
            self.say(tr("it is in your decks already; {key} leaves this sentence out", key="n"))
            return
        self._cursor += 1
        if self._keep(partial(self._triage.decide, [row], decision)):
            self._say_of(row.term, tr(WORDS[decision]))

    def action_add_all(self) -> None:
        waiting = [row for row in self._triage.rows if row.deck is None and row.decision is None]
        if not waiting:
            self.say(tr("all of it is decided on already"))
        elif self._keep(partial(self._triage.decide, waiting, Decision.ADD)):
            words = trn("{count} term more to add", "{count} terms more to add", len(waiting))
            self.say(undoes(words, UNDO))

    def action_undo(self) -> None:
        steps = self._triage.steps
        try:
            step = self._triage.undo()
        except TermcardsError as error:
            self._say_trouble(tr("taken back, but not kept"), error)
            return
        if step is None or not steps:
            return
        rows = (step.row,) if isinstance(step, Written) else step.rows
        self._go_to(rows[0] if rows else None)
        row = self._row
        if len(rows) == 1 and row is not None and row.id == rows[0]:
            self.say(Content(tr("took the decision back: ")) + on_one_line(row.term))
        else:
            self.say(tr("took the last decision back"))

    def action_choose(self, number: int) -> None:
        row = self._row
        found = self._definitions(row)
        if row is None or found is None:
            self.say(tr(NOT_ANSWERED))
        elif number > len(found):
            self.say(tr("there is no meaning {number}", number=number))
        else:
            chosen = found[number - 1] if number else None
            if self._keep(partial(self._triage.choose, row, chosen), from_top=False):
                words = tr("meaning {number}", number=number)
                self._say_of(row.term, words if number else tr("no meaning of a dictionary"))

    def action_turn(self, steps: int) -> None:
        """Goes through the meanings, of which none is one, too."""
        row = self._row
        found = self._definitions(row)
        if row is None or not found:
            waits = found is None
            self.say(tr(NOT_ANSWERED if waits else "no dictionary has it"))
            return
        chosen = chosen_of(row, found)
        now = 0 if chosen is None else chosen + 1
        self.action_choose((now + steps) % (len(found) + 1))

    def action_edit(self) -> None:
        from termcards.tui.opening import open_form

        row = self._row
        if row is not None:
            take = partial(self._take, row)
            draft = Proposed(self._library, self._triage, row, take)
            open_form(self, self._library, draft, lambda outcome: self.say(outcome.words))

    def _take(self, row: Row, note: Note) -> str:
        """Adds what was written. Raises `TermcardsError` where it was not kept."""
        try:
            self._triage.write(row, note)
        finally:
            self._draw()
        return on_one_line(note.term).plain + self._told(tr("written, add"))

    def action_mark(self) -> None:
        from termcards.tui.marking import marking
        from termcards.tui.screens.mark import MarkScreen

        row = self._row
        examples = row.draft.note.examples if row else ()
        begun = marking(self._triage.sentences, examples[0] if examples else None)
        if begun is None:
            self.say(tr("there are no words to mark"))
        elif self.is_current:
            self.app.push_screen(MarkScreen(begun, self._marked))

    def _marked(self, example: Example) -> None:
        marked: list[RowId] = []
        if self._keep(lambda: marked.append(self._triage.mark(example))):
            self._go_to(marked[0])
            self._say_of(example.surface or "", tr("marked, add"))

    def action_finish(self) -> None:
        if self._is_left:  # a second press, while the next screen opens
            return
        unsaved = self._triage.unsaved_rows
        if unsaved and not self._told_unsaved:
            self._told_unsaved = unsaved
            self._finishing.begins()
            tail = tr("; {key} again finishes without it", key=tr("enter"))
            self.say(unsaved_words(unsaved), tail=tail, is_trouble=True)
            return
        try:
            done = self._triage.finish()
        except TermcardsError as error:
            self._say_trouble(tr("nothing was added"), error)
        else:
            self._leave(summary(done))

    def action_back(self) -> None:
        if not self._is_left:
            self._triage.leave()
            self._leave()

    def _leave(self, remark: Told = NOTHING) -> None:
        self._is_left = True
        self.post_message(self.Left(remark))

    def action_move(self, rows: int) -> None:
        self._cursor = max(0, self._cursor + rows)
        self._draw()

    def action_read_on(self) -> None:
        """A page down; from the end back to the top."""
        view = self.query_one(CardView)
        if view.scroll_offset.y >= view.max_scroll_y:
            view.go_to(0)
        else:
            view.go_by(max(1, view.size.height - 1))

    def on_row_list_pointed(self, message: Offers.Pointed) -> None:
        self._cursor = message.place
        self._draw()

    def _go_to(self, row_id: RowId | None) -> None:
        places = {row.id: place for place, row in enumerate(self._triage.rows)}
        self._cursor = places.get(row_id, self._cursor) if row_id else self._cursor
        self._draw()

    def _keep(self, decide: Callable[[], None], *, from_top: bool = True) -> bool:
        """Does what was decided, and shows it; whether it is on disk, too."""
        failure = None
        try:
            decide()
        except TermcardsError as error:
            failure = error
        self._draw(from_top=from_top)
        if failure is not None:
            self._say_trouble(tr("decided, but not kept"), failure)
        return failure is None

    def _say_of(self, term: str, words: str) -> None:
        self.say(on_one_line(term), tail=self._told(words))

    def _told(self, words: str) -> str:
        return tr(": {what}", what=undoes(words, UNDO))

    def _say_trouble(self, what: str, error: TermcardsError) -> None:
        self._draw(from_top=False)
        self.say(trouble(what, error, self._library), is_trouble=True)

    def _definitions(self, row: Row | None) -> Sequence[Definition] | None:
        """`None` as long as the dictionaries have not answered."""
        if row is None or row.candidate is None:
            return None
        found = self._meanings.of(row.candidate.term)
        return found and agreeing_first(row.candidate, found)

    def _answered(self, word: str) -> None:
        row = self._row
        if row is not None and row.candidate is not None and row.candidate.term == word:
            self._draw_row(from_top=False)
