"""A text in the learner's own editor, which has the terminal meanwhile."""

from textual.app import App

from termcards.editor import command_at
from termcards.library.editing import Editing
from termcards.library.home import Library
from termcards.library.notedrafts import lend_text, lent_path, take_back
from termcards.tui.editor import lend


def edit_outside(
    app: App[None], library: Library, editing: Editing, text: str, line: int
) -> str | None:
    """The text as it was left; `None` where nothing came back.

    Raises `NoEditorError` and `StorageError`.
    Until it is kept it stays in the library's folder, so that it is not lost with the program.
    """
    key = editing.key
    command = command_at(lent_path(library, key), line)
    lend_text(library, key, text)
    lend(app, command)
    return take_back(library, key)
