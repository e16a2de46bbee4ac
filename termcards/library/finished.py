"""What was decided of postings that are finished: kept, so that undo makes them half done again."""

import hashlib
import shutil
from contextlib import suppress
from pathlib import Path

from termcards.errors import StorageError, TermcardsError
from termcards.library.home import Library
from termcards.log import ActId

FOLDER = "finished"
KEPT = 20
"""Postings, the last ones; undo goes back further, but then with nothing to go on with."""


def put_by(library: Library, key: str, act: ActId) -> None:
    """Takes a half done posting from those to go on with, until its act is taken back.

    Raises `StorageError`; it is then still there to go on with.
    """
    target = _folder_of(library, act)
    try:
        target.mkdir(parents=True, exist_ok=True)
        for path in _files(library.drafts_folder, key):
            path.replace(target / path.name)
        for old in _oldest_first(target.parent)[:-KEPT]:
            shutil.rmtree(old)
    except OSError as error:
        raise StorageError(f"{target}: cannot write it: {error.strerror}") from error


def bring_back(library: Library, act: ActId) -> bool:
    """Makes the posting that the act finished half done again; whether there was one.

    What was decided anew in the meantime comes after what was decided then.
    """
    folder = _folder_of(library, act)
    heads = sorted(folder.glob("*.json"))
    for head in heads:
        if (library.drafts_folder / head.name).exists():
            _join(library, folder, head.stem)
        else:
            with suppress(OSError):
                for path in reversed(_files(folder, head.stem)):  # the head is what it is found by
                    path.replace(library.drafts_folder / path.name)
    shutil.rmtree(folder, ignore_errors=True)
    return bool(heads)


def _join(library: Library, folder: Path, key: str) -> None:
    # It reads postings, which most that is taken back has no need of.
    from termcards.library.halfdone import join_earlier

    with suppress(TermcardsError):  # what was decided anew is still there
        join_earlier(library, folder, key)


def _files(folder: Path, key: str) -> list[Path]:
    paths = (folder / f"{key}.json", folder / f"{key}.posting")
    return [path for path in paths if path.exists()]


def _oldest_first(folder: Path) -> list[Path]:
    return sorted(folder.iterdir(), key=lambda path: (path.stat().st_mtime_ns, path.name))


def _folder_of(library: Library, act: ActId) -> Path:
    name = hashlib.blake2b(act.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    return library.drafts_folder / FOLDER / name
