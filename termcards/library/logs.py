"""The log as text: one entry a line, sorted, so that git and file synchronisers merge it."""

import json
from pathlib import Path

from termcards.errors import BadInputError, StorageError
from termcards.files import write_at_once
from termcards.library.home import Library
from termcards.library.keeping import sync
from termcards.library.outgoing import must_be_elsewhere
from termcards.log import Configure, Edit, Entry
from termcards.plaintext import on_one_line
from termcards.storage.logformat import entry_fields, entry_from_fields


def export_log(library: Library, path: Path) -> int:
    """Writes all entries and gives their number.

    What was changed in deck files and settings stays behind: the files themselves are what travels.
    """
    must_be_elsewhere(library, path)
    lines = log_lines(library)
    content = "".join(lines).encode("utf-8")
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(content)  # a pipe or a terminal is written to, and not replaced
        else:
            write_at_once(path, content)
    except OSError as error:
        raise StorageError(f"{path}: cannot write it: {error.strerror}") from error
    return len(lines)


def log_lines(library: Library) -> list[str]:
    """What `export_log` writes."""
    return [
        json.dumps(entry_fields(entry), ensure_ascii=False) + "\n"
        for entry in library.store.journal.entries()
        if not isinstance(entry.fact, Edit | Configure)
    ]


def merge_log(library: Library, path: Path) -> int:
    """Takes in the entries of another device's log and gives how many were new.

    In whatever order logs are merged, the result is the same; a second time adds nothing. Raises
    `BadInputError` with file and line, and then nothing was taken in.
    """
    entries = read_log(path)
    merged = library.store.journal.merge(entries)
    sync(library)
    return merged


def read_log(path: Path) -> list[Entry]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise BadInputError("this is not UTF-8 text", path=path, line=line) from error
    except OSError as error:
        raise BadInputError(f"cannot read it: {error.strerror}", path=path) from error
    return [
        _entry(line, path, number)
        for number, line in enumerate(text.split("\n"), 1)
        if line.strip()
    ]


def _entry(line: str, path: Path, number: int) -> Entry:
    if line.startswith(("<<<<<<<", "=======", ">>>>>>>")):
        raise BadInputError(
            "this line is a conflict of git's; keep the entries of both sides and take it out",
            path=path,
            line=number,
        )
    try:
        values = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadInputError(
            "this is not an entry of a log, written as JSON", path=path, line=number
        ) from error
    if not isinstance(values, dict):
        raise BadInputError("an entry is a JSON object", path=path, line=number)
    try:
        entry = entry_from_fields(values)
    except ValueError as error:
        raise BadInputError(on_one_line(str(error)), path=path, line=number) from error
    if isinstance(entry.fact, Edit | Configure):
        raise BadInputError(
            "a change of a file stays on its device; take this line out",
            path=path,
            line=number,
        )
    return entry
