"""The keys of the browser, in the order of the key line and of the help."""

from textual.binding import Binding

from termcards.library.handling import Deed
from termcards.tui.keys import act
from termcards.tui.screens.framed import ELSEWHERE, HELP_ACT

FIND = "Find"
SELECT = "Select"
CARDS = "The selected cards, or the one under the cursor"
MOVE = "move"
PAGE = "page"
FLAG = "flag, then 0 for none or 1 to 4"
FURTHEST = 10_000_000
"""More rows than there are: to the first one, or the last."""


def _deed(deed: Deed, key: str, hint: str, meaning: str) -> Binding:
    return act(f"card.{deed}", key, f"do('{deed}')", hint, meaning, CARDS)


BROWSE_KEYS: list[Binding] = [
    act("browse.to_rows", "enter down", "to_rows", "to the cards"),
    act("browse.clear", "escape", "clear", "clear, then leave"),
    act("browse.flag0", "0", "flag(0)", "none"),
    act("browse.flag1", "1", "flag(1)", "red"),
    act("browse.flag2", "2", "flag(2)", "yellow"),
    act("browse.flag3", "3", "flag(3)", "green"),
    act("browse.flag4", "4", "flag(4)", "blue"),
    act("browse.leave_flags", "escape f q", "leave_flags", "leave"),
    act("browse.delete_now", "d", "delete_now", "delete"),
    act("browse.keep", "escape q n", "keep", "keep them"),
    act("browse.query", "/", "query", "search", "write the query", FIND),
    act("browse.open", "enter", "open", "open", "the card whole", FIND),
    act("browse.select", "space", "select", "select", "select, and go on", SELECT),
    _deed(Deed.MARK, "*", "mark", "mark the term, or take its mark away"),
    _deed(Deed.SUSPEND, "@", "suspend", "suspend, or ask again"),
    act("browse.sort", "s", "sort", "sort", "by term, due, interval, ease, newest, deck", FIND),
    act("browse.undo", "u", "undo", "undo", "take the last act back", CARDS),
    act("browse.edit", "e", "edit", "edit", "edit", CARDS),
    act("browse.delete", "d", "delete", "delete", "delete the notes (asks once)", CARDS),
    _deed(Deed.BURY, "-", "bury", "bury until tomorrow"),
    act("card.flags", "f", "flags", "flag", FLAG, CARDS),
    act("browse.back", "q", "back", "back", "back", ELSEWHERE),
    _deed(Deed.KNOW, "K", "", "know them: the terms are not asked again"),
    _deed(Deed.RESET, "R", "", "new again (their past stays in the log)"),
    act("browse.reverse", "S", "reverse", "", "the other way round", FIND),
    act("browse.all", "A", "select_all", "", "all that are found, or none", SELECT),
    act("browse.range", "v", "range", "", "from here to where you go; again ends it", SELECT),
    act("browse.leave", "escape", "leave", "", "no selection, no query, back", ELSEWHERE),
    act("browse.down", "j down", "move(1)", "", MOVE, FIND),
    act("browse.up", "k up", "move(-1)", "", MOVE, FIND),
    act("browse.page_down", "pagedown", "page(1)", "", PAGE, FIND),
    act("browse.page_up", "pageup", "page(-1)", "", PAGE, FIND),
    act("browse.first", "home g", f"move({-FURTHEST})", "", "to the first, to the last", FIND),
    act("browse.last", "end G", f"move({FURTHEST})", "", "to the first, to the last", FIND),
    act("browse.extend_down", "shift+down", "extend(1)", "", "select while moving", SELECT),
    act("browse.extend_up", "shift+up", "extend(-1)", "", "select while moving", SELECT),
    HELP_ACT,
]

WHILE_TYPING = frozenset({"to_rows", "clear", "page"})
WHILE_FLAGGING = frozenset({"flag", "leave_flags", "show_help"})
WHILE_DELETING = frozenset({"delete_now", "keep", "show_help"})
OTHERWISE_OFF = frozenset({"to_rows", "clear", "flag", "leave_flags", "delete_now", "keep"})
OF_CARDS = frozenset(
    {"open", "select", "do", "flags", "sort", "reverse", "select_all", "range", "move", "page"}
    | {"extend", "edit", "delete"}
)
"""What needs a card to be there."""
OURS = frozenset(binding.action.partition("(")[0] for binding in BROWSE_KEYS)
