"""The browser: every card of the library, found by a query, alone or many at a time."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.message import Message

from termcards.cards import CardId, is_card
from termcards.errors import TermcardsError
from termcards.language import tr, trn
from termcards.library.handling import Deed, Outcome, do
from termcards.library.home import Library
from termcards.library.undone import Undone
from termcards.library.writing import delete_notes
from termcards.notes import NoteId
from termcards.tui.background import InTurn, to_the_end
from termcards.tui.listing import told
from termcards.tui.opening import Outcome as Edited
from termcards.tui.opening import open_editor
from termcards.tui.screens.browsekeys import (
    BROWSE_KEYS,
    OF_CARDS,
    OTHERWISE_OFF,
    OURS,
    WHILE_DELETING,
    WHILE_FLAGGING,
    WHILE_TYPING,
)
from termcards.tui.screens.finding import FindingScreen
from termcards.tui.sitting import taken_back, undoes
from termcards.tui.stopwatch import HOLD_TIME, Presses, Stopwatch
from termcards.tui.takingback import TakingBack
from termcards.tui.text import on_one_line
from termcards.tui.wholecard import cardless_words, whole_blocks
from termcards.tui.widgets.cardlist import CardList
from termcards.tui.widgets.queryfield import QueryField

MANY = 500
"""Cards with which an act takes so long that it should be told of before."""


class BrowseScreen(FindingScreen):
    HELP_TITLE = "Browse"
    BINDINGS: ClassVar[list[BindingType]] = [*BROWSE_KEYS]

    class Left(Message):
        """The learner goes back."""

    def __init__(self, library: Library, stopwatch: Stopwatch, *, searches: bool = False) -> None:
        """`searches` begins in the query."""
        super().__init__(library)
        self._searches = searches
        self._is_flagging = False
        self._to_delete: tuple[NoteId, ...] = ()
        self._acts = InTurn(self)
        self._taking_back = TakingBack(
            self, library, "browse.undo", self._undone, stopwatch=stopwatch
        )
        self._is_left = False
        self._presses = Presses(stopwatch)

    def on_mount(self) -> None:
        if self._searches:
            self.action_query()

    def check_action(self, action: str, _: tuple[object, ...]) -> bool | None:
        if action not in OURS:
            return True
        if self.is_typing:
            return action in WHILE_TYPING
        if self._is_flagging:
            return action in WHILE_FLAGGING
        if self._to_delete:
            return action in WHILE_DELETING
        if action in OTHERWISE_OFF:
            return False
        return bool(self._cards) or action not in OF_CARDS

    def reload(self, remark: str | Content = "") -> None:
        """Shows what there is now, after notes were edited or deleted; and says so."""
        self.query_one(CardList).forget()
        self.look()
        if remark:
            self.say(remark)

    @property
    def _meant(self) -> tuple[CardId, ...]:
        """The selected cards, in their order; without any, the one under the cursor."""
        if self._selected:
            return tuple(card for card in self._cards if card in self._selected)
        return (self._card,) if self._card is not None else ()

    def say_cardless(self, cards: Sequence[CardId]) -> None:
        """Of a note that no card asks, what is to be done about it."""
        if cards and not is_card(cards[0]):
            self.say(cardless_words())

    def action_do(self, deed: str) -> None:
        self._do(Deed(deed))

    def action_flags(self) -> None:
        self._is_flagging = True
        self.refresh_keys()
        self.say(tr("flag: 0 none, 1 red, 2 yellow, 3 green, 4 blue"))

    def action_leave_flags(self) -> None:
        self._is_flagging = False
        self.refresh_keys()
        self.say("")

    def action_flag(self, number: int) -> None:
        self._is_flagging = False
        self.refresh_keys()
        self._do(Deed.FLAG, number)

    def _do(self, deed: Deed, flag: int = 0) -> None:
        meant = self._meant
        cards = meant if deed is Deed.MARK else tuple(filter(is_card, meant))
        if not cards:
            self.say_cardless(meant)
            return
        self._end_range()
        if len(cards) > MANY:
            self.hold(tr("one moment: {count} cards", count=f"{len(cards):,}"))
        self._acts.do(
            partial(do, self._library, deed, cards, flag),
            partial(self._done, cards, flag),
            partial(self._failed, tr("not saved")),
        )

    def _done(self, cards: Sequence[CardId], flag: int, outcome: Outcome) -> None:
        self.let_go()
        self._look_again()
        words = Content(undoes(told(outcome, len(cards), flag), "browse.undo"))
        row = self.query_one(CardList).row(cards[0])
        if len(cards) == 1 and row is not None:
            words += Content(" · ") + on_one_line(row.term)
        self.say(words)

    def action_undo(self) -> None:
        if not self.is_held:
            self._end_range()
            self._acts.do(lambda: None, lambda _: self._taking_back.begin(), lambda _: None)

    def _undone(self, undone: Undone) -> None:
        if undone.edits:
            self.reload()
        else:
            self._look_again()
        self.say(taken_back(undone, None), is_trouble=bool(undone.left))

    def _look_again(self) -> None:
        """The cards stay where they are, even those that the query would not find any more."""
        self.query_one(CardList).forget()
        self.query_one(CardList).read()
        self.draw()

    def _failed(self, what: str, error: TermcardsError) -> None:
        self.let_go()
        self._look_again()
        self.say_trouble(what, error)

    def draw_panel(self) -> None:
        # An act over many cards would have it wait.
        if not self._acts.is_busy:
            super().draw_panel()

    def action_open(self) -> None:
        from termcards.tui.screens.wholecard import WholeCardScreen

        if self._card is None or not self.is_current or self._is_busy():
            return
        try:
            whole = self._browser.whole(self._card)
        except TermcardsError as error:
            self.say_trouble(tr("not read"), error)
            return
        if whole is None:
            self.say_cardless([self._card])
        else:
            blocks = whole_blocks(whole, self._library.today())
            self.app.push_screen(WholeCardScreen(whole, blocks))

    def on_card_list_pointed(self, message: CardList.Pointed) -> None:
        super().on_card_list_pointed(message)
        if message.is_again:
            self.action_open()

    def action_edit(self) -> None:
        if self._card is not None and not self._is_busy():
            (note,) = self._browser.notes_of([self._card])
            open_editor(self, self._library, note, self._edited)

    def _edited(self, outcome: Edited) -> None:
        words = on_one_line(outcome.words)
        self.reload(words + undoes("", "browse.undo") if outcome.is_saved else words)

    def action_delete(self) -> None:
        # Of a key that is held what it asks would be answered by itself.
        if self._presses.gap() < HOLD_TIME or self._is_busy():
            return
        self._to_delete = self._browser.notes_of(self._meant)
        self.refresh_keys()
        self.say(
            trn(
                "delete this term with all its cards? d deletes it, esc keeps it",
                "delete {count} terms with all their cards? d deletes them, esc keeps them",
                len(self._to_delete),
            ),
            is_trouble=True,  # which is shown in the smallest terminal, too
        )

    def action_delete_now(self) -> None:
        if self._presses.gap() < HOLD_TIME:
            return
        notes, self._to_delete = self._to_delete, ()
        self.refresh_keys()
        self._end_range()
        self.hold(trn("deleting {count:,} note …", "deleting {count:,} notes …", len(notes)))
        to_the_end(
            self,
            partial(delete_notes, self._library, notes),
            self._deleted,
            partial(self._failed, tr("not deleted")),
        )

    def _deleted(self, words: str) -> None:
        self.let_go()
        self._selected = frozenset()
        self.reload(on_one_line(undoes(words, "browse.undo")))

    def action_keep(self) -> None:
        self._to_delete = ()
        self.refresh_keys()
        self.say(tr("nothing was deleted"))

    def action_leave(self) -> None:
        """One thing after the other: the span, the selection, the query, the screen."""
        if self._anchor is not None or self._selected:
            self._end_range()
            self._selected = frozenset()
            self.draw()
            self.say("")
        elif self.query_one(QueryField).value:
            self.clear_query()
        else:
            self.action_back()

    def action_back(self) -> None:
        if not self._is_left and not self._is_busy():
            self._is_left = True
            self._library.store.finder.cancel()
            self.post_message(self.Left())

    def _is_busy(self) -> bool:
        """Whether an act is still being written down; if so, says it."""
        if self._acts.is_busy:
            self.say(tr("one moment, the last act is still being written down"))
        return self._acts.is_busy
