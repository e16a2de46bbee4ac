"""The learner's own editor, as `VISUAL` or `EDITOR` names it."""

import os
import shlex
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from termcards.errors import ExitStatus, TermcardsError
from termcards.language import tr

PLUS_LINE = {"vi", "vim", "nvim", "view", "nano", "emacs", "emacsclient", "joe", "ne", "kak", "mg"}
COLON_LINE = {"hx", "helix", "micro", "zed"}
GOTO = {"code", "codium", "code-insiders"}


class NoEditorError(TermcardsError):
    """There is no editor, or it does not start."""

    status = ExitStatus.USAGE


def command_at(path: Path, line: int) -> list[str]:
    """The editor's command line. Raises `NoEditorError` where none is set."""
    command = command_for(path, line)
    if command is None:
        raise NoEditorError(tr("no editor is set in VISUAL or EDITOR"))
    return command


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


def run(command: Sequence[str]) -> None:
    """Waits until the editor is left, however it was left. Raises `NoEditorError`."""
    try:
        subprocess.run(command, check=False)  # noqa: S603  # the learner's own command
    except OSError as error:
        raise NoEditorError(
            tr("cannot start {command}: {problem}", command=command[0], problem=error.strerror)
        ) from error
