"""How a screen opens the editor over itself, and learns how it was left."""

from collections.abc import Callable
from dataclasses import dataclass

from termcards.errors import TermcardsError
from termcards.library.editing import Editing, NewNote
from termcards.library.home import Library
from termcards.library.ownnotes import OwnNote
from termcards.notes import NoteId
from termcards.tui.screens.framed import FramedScreen, in_words


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the editor was left."""

    is_saved: bool
    words: str
    """For the status line of the screen that is shown again."""


Done = Callable[[Outcome], None]


def open_editor(screen: FramedScreen, library: Library, note: NoteId, done: Done) -> None:
    """Opens a note over the screen; `done` is called when the screen is shown again.

    A note that is gone is told in the screen's status line.
    """
    try:
        editing = OwnNote(library, note)
    except TermcardsError as error:
        screen.say(in_words(error, library), is_trouble=True)
    else:
        open_form(screen, library, editing, done)


def open_new(screen: FramedScreen, library: Library, deck_name: str | None, done: Done) -> None:
    """Opens an empty note, to be added to a deck."""
    open_form(screen, library, NewNote(library, deck_name), done)


def open_form(screen: FramedScreen, library: Library, editing: Editing, done: Done) -> None:
    from termcards.tui.screens.editor import EditorScreen

    if screen.is_current:
        editor = EditorScreen(library, editing)
        screen.app.push_screen(editor, lambda _: done(editor.outcome))
