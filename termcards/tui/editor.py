"""A deck file in the learner's own editor, at a line; the terminal is lent to it meanwhile."""

import os
import shlex
import subprocess
from collections.abc import Mapping
from pathlib import Path

from textual.app import App, SuspendNotSupported

from termcards.errors import ExitStatus, TermcardsError

PLUS_LINE = {"vi", "vim", "nvim", "view", "nano", "emacs", "emacsclient", "joe", "ne", "kak", "mg"}
COLON_LINE = {"hx", "helix", "micro", "zed"}
GOTO = {"code", "codium", "code-insiders"}


class NoEditorError(TermcardsError):
    """The place cannot be opened from here."""

    status = ExitStatus.USAGE


def edit(app: App[None], path: Path, line: int) -> bool:
    """Opens the file in the editor; whether it was changed. Raises `NoEditorError`."""
    command = command_for(path, line)
    if command is None:
        raise NoEditorError("no editor is set in VISUAL or EDITOR")
    before = _content(path)
    trouble: OSError | None = None
    try:
        with app.suspend():
            # Caught in here: the terminal is only taken back if nothing is raised.
            try:
                subprocess.run(command, check=False)  # noqa: S603  # the learner's own command
            except OSError as error:
                trouble = error
    except SuspendNotSupported as error:
        raise NoEditorError("this terminal cannot be handed over") from error
    if trouble is not None:
        raise NoEditorError(f"cannot start {command[0]}: {trouble.strerror}") from trouble
    return _content(path) != before


def command_for(
    path: Path, line: int, environment: Mapping[str, str] = os.environ
) -> list[str] | None:
    """The editor's command line; `None` where none is set."""
    try:
        words = shlex.split(environment.get("VISUAL") or environment.get("EDITOR") or "")
    except ValueError:  # a quotation mark without its twin
        return None
    if not words:
        return None
    name = Path(words[0]).name
    if name in PLUS_LINE:
        return [*words, f"+{line}", str(path)]
    if name in COLON_LINE:
        return [*words, f"{path}:{line}"]
    if name in GOTO:
        return [*words, "--wait", "--goto", f"{path}:{line}"]
    return [*words, str(path)]


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
