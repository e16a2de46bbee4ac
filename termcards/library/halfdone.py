"""Postings that are half decided on: kept in the library's folder, so that nothing is lost.

Beside the steps stands a copy of the posting, for a page may be gone, and a pasted text is.
"""

import hashlib
import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from termcards.errors import BadInputError, StorageError
from termcards.files import write_at_once
from termcards.library.deciding import Decided, Decision, RowId, Step, Written
from termcards.library.home import Library
from termcards.library.reading import STANDARD_INPUT, Format, Raw, is_address
from termcards.storage.noteformat import note_fields, note_from_fields

FORMAT = 1


@dataclass(frozen=True, slots=True)
class HalfDone:
    """A posting, and what was decided of it so far."""

    key: str
    name: str
    """Where it was read from."""

    title: str
    raw: Raw
    deck: str | None = None
    """Which takes the terms, where one was named."""

    steps: tuple[Step, ...] = ()
    unsaved: tuple[tuple[RowId, str], ...] = ()
    """What was typed in forms that were not saved, a row once."""

    @property
    def is_begun(self) -> bool:
        """Whether there is anything to go on with."""
        return bool(self.steps or self.unsaved)

    def with_unsaved(self, row: RowId, text: str) -> "HalfDone":
        return replace(self, unsaved=(*self.without_unsaved(row).unsaved, (row, text)))

    def without_unsaved(self, row: RowId) -> "HalfDone":
        return replace(self, unsaved=tuple(each for each in self.unsaved if each[0] != row))


def key_of(name: str, raw: Raw) -> str:
    """A posting's own, by its place, or by its text where it has none."""
    if name == STANDARD_INPUT:
        place = raw.content
    else:
        whole = name if is_address(name) else str(Path(name).absolute())
        place = whole.encode("utf-8", "surrogatepass")
    return hashlib.blake2b(place, digest_size=8).hexdigest()


def keep(library: Library, half: HalfDone, *, is_first: bool) -> None:
    """Writes it down, at once or not at all. Raises `StorageError`.

    The posting is copied the first time; it may be another than the one that was kept before.
    """
    library.must_write()
    head = {
        "format": FORMAT,
        "name": half.name,
        "title": half.title,
        "deck": half.deck,
        "posting": {
            "name": half.raw.name,
            "format": half.raw.format.name,
            "url": half.raw.url,
            "charset": half.raw.charset,
        },
        "steps": [_step_fields(step) for step in half.steps],
        "unsaved": dict(half.unsaved),
    }
    content = _content_path(library, half.key)
    try:
        content.parent.mkdir(parents=True, exist_ok=True)
        if is_first or not content.exists():
            write_at_once(content, half.raw.content)
        write_at_once(_head_path(library, half.key), json.dumps(head, indent=1).encode("ascii"))
    except OSError as error:
        raise StorageError(f"{content.parent}: cannot write it: {error.strerror}") from error


def join_earlier(library: Library, folder: Path, key: str) -> None:
    """Puts what was decided earlier, kept in another folder, before what is decided now.

    Of what was typed for a row, what was typed last counts.

    Raises `BadInputError` for what cannot be read, and `StorageError`.
    """
    earlier, now = _read(folder, key), _read(library.drafts_folder, key)
    unsaved = tuple({**dict(earlier.unsaved), **dict(now.unsaved)}.items())
    both = replace(now, steps=(*earlier.steps, *now.steps), unsaved=unsaved)
    keep(library, both, is_first=False)


def forget(library: Library, key: str) -> None:
    """Takes it away, if it was kept."""
    library.must_write()
    try:
        _head_path(library, key).unlink(missing_ok=True)
        _content_path(library, key).unlink(missing_ok=True)
    except OSError as error:
        raise StorageError(f"{error.filename}: cannot remove it: {error.strerror}") from error


def kept(library: Library, key: str) -> HalfDone | None:
    """Raises `BadInputError` for one that cannot be read."""
    return _read(library.drafts_folder, key) if _head_path(library, key).exists() else None


def half_done(library: Library) -> tuple[HalfDone, ...]:
    """All there are, the last one first; one that cannot be read is passed over."""
    paths = sorted(
        (library.drafts_folder).glob("*.json"),
        key=lambda path: (path.stat().st_mtime_ns, path.name),
        reverse=True,
    )
    return tuple(half for path in paths if (half := _readable(path)))


def _readable(path: Path) -> HalfDone | None:
    try:
        return _read(path.parent, path.stem)
    except BadInputError:
        return None


def _read(folder: Path, key: str) -> HalfDone:
    path = folder / f"{key}.json"
    try:
        head = json.loads(path.read_bytes())
        return _from_fields(key, head, path.with_suffix(".posting").read_bytes())
    except OSError as error:
        raise BadInputError(f"cannot read it: {error.strerror}", path=path) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadInputError(
            "these half done decisions cannot be read; remove the file to begin anew", path=path
        ) from error


def _from_fields(key: str, head: Any, content: bytes) -> HalfDone:
    raw = head["posting"]
    return HalfDone(
        key=key,
        name=_text(head["name"]),
        title=_text(head["title"]),
        raw=Raw(
            content, Format[raw["format"]], _text(raw["name"]), raw.get("url"), raw.get("charset")
        ),
        deck=head.get("deck"),
        steps=tuple(_step_from(values) for values in head["steps"]),
        unsaved=tuple((RowId(row), _text(text)) for row, text in head.get("unsaved", {}).items()),
    )


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _step_fields(step: Step) -> dict[str, Any]:
    if isinstance(step, Decided):
        return {"decided": step.rows, "as": step.decision}
    return {"written": step.row, "note": note_fields(step.note), "choice": step.is_choice}


def _step_from(values: Any) -> Step:
    if "decided" in values:
        return Decided(tuple(map(RowId, values["decided"])), Decision(values["as"]))
    note = note_from_fields(values["note"])
    return Written(RowId(values["written"]), note, bool(values["choice"]))


def _head_path(library: Library, key: str) -> Path:
    return library.drafts_folder / f"{key}.json"


def _content_path(library: Library, key: str) -> Path:
    return library.drafts_folder / f"{key}.posting"
