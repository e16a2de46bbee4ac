"""Writing a file at once or not at all."""

import errno
import os
import stat
import tempfile
from pathlib import Path


def write_at_once(path: Path, content: bytes) -> None:
    """Puts `content` in the file's place, durably; on failure the old file is untouched.

    Keeps the file's mode and follows a link to the file it names. Raises `OSError`.
    """
    place = _place_of(path)
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
