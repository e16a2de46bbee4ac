"""Places of files as people type, paste and drop them; and what a beginning may go on to."""

import re
from itertools import takewhile
from pathlib import Path
from urllib.parse import unquote, urlparse


def place_of(text: str) -> Path | None:
    """The path that was typed or pasted; `None` where there is none.

    Terminals give a dropped file in quotes, with backslashes before blanks, or as an address.
    """
    line = text.strip()
    if not line or "\n" in line or "\0" in line:
        return None
    if len(line) > 1 and line[0] == line[-1] and line[0] in "'\"":
        line = line[1:-1]
    if line.startswith("file://"):
        line = unquote(urlparse(line).path)
    path = expanded(line)
    if "\\" in line and not is_there(path):
        path = expanded(re.sub(r"\\(.)", r"\1", line))
    return path


def shown(path: Path) -> str:
    """The path with `~` for one's own folder, as it may be typed again."""
    try:
        return str(Path("~") / path.relative_to(Path.home()))
    except (ValueError, RuntimeError):
        return str(path)


def gone_on(text: str) -> tuple[str, list[str]]:
    """The text as far as all entries agree that begin so, and the names of those entries."""
    head, slash, start = text.rpartition("/")
    folder = expanded(head + slash) if slash else Path()
    names = [name for name in _names(folder) if name.startswith(start)]
    if not start:
        names = [name for name in names if not name.startswith(".")]
    if not names:
        return text, []
    common = _common(min(names), max(names))
    whole = head + slash + common
    if len(names) == 1 and is_folder(folder / names[0]):
        whole += "/"
    return whole, sorted(names)


def _common(first: str, last: str) -> str:
    """What two names begin with, and so all between them."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False))
    return "".join(sign for sign, _ in same)


def _names(folder: Path) -> list[str]:
    try:
        return [entry.name for entry in folder.iterdir()]
    except OSError:
        return []


def expanded(line: str) -> Path:
    """The path that is written, with `~` as the home it stands for."""
    try:
        return Path(line).expanduser()
    except RuntimeError:  # a user whom nobody knows
        return Path(line)


def is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a name longer than any file's
        return False


def is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False
