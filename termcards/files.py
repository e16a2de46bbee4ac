"""Writing a file at once or not at all."""

import errno
import os
import stat
import tempfile
from pathlib import Path

from termcards.language import tr

BLOCK = 4096
"""Bytes; less may find room where a file would not."""
FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
FORBIDDEN = frozenset({errno.EACCES, errno.EPERM})


class ProtectedError(PermissionError):
    """The file's owner took the right to write to it away, and so keeps it as it is."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.EACCES, tr("the file is write-protected"), str(path))


def write_at_once(path: Path, content: bytes) -> None:
    """Puts `content` in the file's place, durably; on failure the old file is untouched.

    Keeps the file's mode and follows a link to the file it names. Raises `OSError`, of which
    `ProtectedError` is one: a folder that may be written would let the file be replaced all the
    same.
    """
    place = _place_of(path)
    refuse_protected(place)
    descriptor, name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(_mode(place))
        Path(name).replace(place)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def refuse_protected(path: Path) -> None:
    """Raises `ProtectedError` where the file is there and must not be written."""
    if path.exists() and not (path.stat().st_mode & stat.S_IWUSR and os.access(path, os.W_OK)):
        raise ProtectedError(path)


def problem(error: OSError) -> str:
    """Why something was not written, in a few words."""
    if isinstance(error, ProtectedError):
        return str(error.strerror)
    if error.errno in FULL:
        return tr("the disk is full")
    if error.errno == errno.EROFS:
        return tr("the disk is read-only")
    if error.errno in FORBIDDEN:
        return tr("not allowed to write")
    return error.strerror or str(error)


def problem_in(folder: Path) -> str | None:
    """Why nothing can be written in a folder; `None` where something can."""
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(bytes(BLOCK))
            file.flush()
    except OSError as error:
        return problem(error)
    return None


def _place_of(path: Path) -> Path:
    try:
        place = path.resolve()
    except RuntimeError as error:
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path)) from error
    if place.is_symlink():  # still, so it leads round in a circle
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))
    return place


def _mode(path: Path) -> int:
    if path.exists():
        return stat.S_IMODE(path.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
