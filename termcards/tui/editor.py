"""The terminal is lent to the learner's own editor, and taken back."""

from collections.abc import Sequence

from textual.app import App, SuspendNotSupported

from termcards.editor import NoEditorError, run
from termcards.language import tr


def lend(app: App[None], command: Sequence[str]) -> None:
    """Runs an editor on the terminal. Raises `NoEditorError`."""
    trouble: NoEditorError | None = None
    try:
        with app.suspend():
            # Caught in here: the terminal is only taken back if nothing is raised.
            try:
                run(command)
            except NoEditorError as error:
                trouble = error
    except SuspendNotSupported as error:
        raise NoEditorError(tr("this terminal cannot be handed over")) from error
    if trouble is not None:
        raise trouble
