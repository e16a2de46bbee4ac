"""The text of a deck file: read as it is, and put in its place at once or not at all."""

import codecs
from collections.abc import Callable, Sequence
from contextlib import suppress
from glob import escape
from itertools import zip_longest
from pathlib import Path

from termcards.errors import BadInputError, StorageError
from termcards.files import problem, refuse_protected, write_at_once
from termcards.splices import Splice, applied, as_before, fit, inverse
from termcards.storage.begun import Rewrite, digest
from termcards.storage.deckparts import Reread

MAXIMUM_SIZE = 256 * 1024 * 1024

Ahead = Callable[[Path, str, str, Sequence[Splice], Reread | None], None]
"""Hears of a file that is going to be written, right before: its text, the next one, and how one
becomes the other, splice after splice; and what it says then, where that is known. No text is no
file."""


def nobody(
    path: Path, before: str, after: str, splices: Sequence[Splice], again: Reread | None
) -> None:
    """Whom a file that is going to be written does not concern."""


def read_text(path: Path) -> str:
    """The file's text without a byte-order mark, line ends as they are."""
    try:
        if path.stat().st_size > MAXIMUM_SIZE:
            raise BadInputError("this is too large for a deck", path=path)
        content = path.read_bytes()
    except OSError as error:
        raise BadInputError(f"cannot read it: {error.strerror}", path=path) from error
    if not content.strip():
        raise BadInputError(
            "the file is empty; a deck needs at least an id, a name and a format", path=path
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise BadInputError("this is not UTF-8 text", path=path, line=line) from error


def replace_file(
    path: Path,
    text: str,
    splices: Sequence[Splice],
    ahead: Ahead,
    *,
    before: str | None = None,
    again: Reread | None = None,
) -> None:
    """Puts `text` in the file's place, if the file is still `before`.

    Raises `StorageError` with the first line that somebody else has changed.
    """
    if before is not None:
        _refuse_changed(path, before, read_text(path))
    ahead(path, before or "", text, splices, again)
    _write(path, text)


def remove_file(path: Path, splices: Sequence[Splice], ahead: Ahead, *, before: str) -> None:
    ahead(path, before, "", splices, None)
    _unlink(path)


def put_back(path: Path, rewrites: Sequence[Rewrite]) -> bool:
    """Lets a file be as it was before rewritings that were cut off, however far they had come.

    They are in the order in which they were begun. Where the file is in none of their states,
    since somebody has changed it in the meantime, it stays, and this is false.
    """
    try:
        text = read_text(path) if path.exists() else ""
    except BadInputError:
        return False
    _sweep(path)
    states = [rewrites[0].before, *(rewrite.after for rewrite in rewrites)]
    if digest(text) not in states:
        return False
    done = rewrites[: states.index(digest(text))]
    before: str | None = text
    for rewrite in reversed(done):
        before = None if before is None else _before(before, rewrite)
    if before is None:
        return False
    if done and before:
        _write(path, before)
    elif done:
        _unlink(path)
    return True


def _sweep(path: Path) -> None:
    """Takes away what was written of a file and did not come to its place."""
    for stale in path.parent.glob(f".{escape(path.name)}.????????"):
        with suppress(OSError):
            stale.unlink()


def _before(text: str, rewrite: Rewrite) -> str | None:
    """The text before the rewriting, whether its splices were made at once or one by one."""
    back = inverse(rewrite.splices)
    if fit(text, back):
        before = applied(text, back)
        if digest(before) == rewrite.before:
            return before
    before = as_before(text, rewrite.splices)
    return before if digest(before) == rewrite.before else None


def _unlink(path: Path) -> None:
    try:
        refuse_protected(path)
        path.unlink()
    except OSError as error:
        raise StorageError(f"{path}: cannot remove it: {problem(error)}") from error


def _write(path: Path, text: str) -> None:
    place = path.resolve()
    try:
        had_mark = place.exists() and place.read_bytes().startswith(codecs.BOM_UTF8)
        place.parent.mkdir(parents=True, exist_ok=True)
        write_at_once(place, text.encode("utf-8-sig" if had_mark else "utf-8"))
    except OSError as error:
        raise StorageError(f"{path}: cannot write it: {problem(error)}") from error


def _refuse_changed(path: Path, known: str, now: str) -> None:
    if now != known:
        pairs = enumerate(zip_longest(known.split("\n"), now.split("\n")), 1)
        line = next(number for number, (old, new) in pairs if old != new)
        raise StorageError(
            f"{path}:{line}: this was changed by hand while it was being written; try again"
        )
