"""The text of a posting as it is typed or pasted: kept, until it is harvested or decided on."""

from pathlib import Path

from termcards.errors import StorageError
from termcards.files import write_at_once
from termcards.library.halfdone import HalfDone, key_of
from termcards.library.home import Library
from termcards.library.reading import STANDARD_INPUT, pasted

NAME = "typed.txt"


def keep_typed(library: Library, text: str) -> None:
    """Writes it down, at once or not at all; an empty one goes. Raises `StorageError`."""
    path = _path(library)
    if text == typed(library):
        return
    library.must_write()
    try:
        if text.strip():
            path.parent.mkdir(parents=True, exist_ok=True)
            write_at_once(path, text.encode("utf-8", "replace"))
        else:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise StorageError(f"{path}: cannot write it: {error.strerror}") from error


def typed(library: Library) -> str:
    """What was kept, or nothing."""
    try:
        return _path(library).read_bytes().decode("utf-8", "replace")
    except OSError:
        return ""


def let_go(library: Library, half: HalfDone) -> None:
    """Takes the text away if it is this posting's, which is kept otherwise."""
    if key_of(STANDARD_INPUT, pasted(typed(library))) == half.key:
        keep_typed(library, "")


def give_back(library: Library, half: HalfDone) -> None:
    """Keeps the text of a posting that is not kept otherwise any more, if it was a pasted one."""
    if half.name != STANDARD_INPUT or typed(library):
        return
    try:
        text = half.raw.content.decode("utf-8")
    except UnicodeDecodeError:
        return  # it was piped in, from where it still is
    keep_typed(library, text)


def _path(library: Library) -> Path:
    return library.drafts_folder / NAME
