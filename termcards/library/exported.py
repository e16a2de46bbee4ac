"""What Anki was handed of each note: when, and in which words.

It is kept beside the store, in `anki.json`. By it an export dates the notes, so that Anki takes
what changed here and keeps what was edited there, and an import tells who edited what.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from termcards.errors import BadInputError, ReadOnlyError, StorageError
from termcards.files import write_at_once
from termcards.library.home import Library
from termcards.notes import DeckId, NoteId

KEPT = "anki.json"

MOST_VERSIONS = 20
DAMAGES = (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError)
LAST_DATE = 2**37
"""In seconds; what is later no calendar can hold."""


@dataclass(frozen=True, slots=True)
class Version:
    """A note as Anki got it once."""

    dated: int
    """In seconds since 1970: Anki knows no finer dates."""

    content: str
    """The digest of all of it."""

    parts: str
    """The digests of its fields and its tags."""


@dataclass(frozen=True, slots=True)
class Exported:
    deck: DeckId
    versions: tuple[Version, ...]
    """The last one last."""

    was_handed_over: bool = True
    """Else it was only met in Anki."""

    guid: str | None = None
    """Where Anki had the note first, and not by our own guid."""

    is_gone: bool = False
    """Whether it was deleted here, and an export has said so."""

    @property
    def last(self) -> Version:
        return self.versions[-1]

    def with_version(self, deck: DeckId, version: Version) -> "Exported":
        """As it is after an export."""
        versions = self.versions if self.last == version else (*self.versions, version)
        return Exported(deck, versions, guid=self.guid)


def last_export(library: Library) -> dict[NoteId, Exported]:
    """Raises `BadInputError` for a damaged record: as if there were none, edits would be lost."""
    path = _path(library)
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return {
            NoteId(note): _exported(kept)
            for note, kept in found["notes"].items()
            if not _is_old(kept)
        }
    except FileNotFoundError:
        return {}
    except DAMAGES as error:
        raise BadInputError(
            "this cannot be read; delete it, and let `termcards import anki` look at Anki's"
            " collection before the next export, or that replaces what was edited in Anki",
            path=path,
        ) from error
    except OSError as error:
        raise StorageError(f"{path}: cannot read it: {error.strerror}") from error


def remember(library: Library, notes: Mapping[NoteId, Exported], gone: Iterable[NoteId]) -> None:
    """Adds what is known now of these notes, and what is `gone`; nothing where only is read."""
    try:
        library.must_write()
    except ReadOnlyError:
        return
    known = {**last_export(library), **notes}
    for note in gone:
        known[note] = replace(known[note], is_gone=True)
    content = {note: _fields(kept) for note, kept in sorted(known.items())}
    path = _path(library)
    try:
        text = json.dumps({"notes": content}, ensure_ascii=False, indent=0)
        write_at_once(path, text.encode("utf-8", "surrogatepass"))
    except OSError as error:
        raise StorageError(f"{path}: cannot write it: {error.strerror}") from error


def _fields(kept: Exported) -> dict[str, Any]:
    versions = [[one.dated, one.content, one.parts] for one in kept.versions[-MOST_VERSIONS:]]
    fields: dict[str, Any] = {"deck": kept.deck, "versions": versions}
    if not kept.was_handed_over:
        fields["met"] = True
    if kept.guid:
        fields["guid"] = kept.guid
    if kept.is_gone:
        fields["gone"] = True
    return fields


def _exported(fields: Mapping[str, Any]) -> Exported:
    versions = tuple(
        Version(int(dated), str(content), str(parts))
        for dated, content, parts in fields["versions"]
    )
    if not versions or any(not 0 <= one.dated < LAST_DATE for one in versions):
        raise ValueError(len(versions))
    guid = fields.get("guid")
    return Exported(
        DeckId(fields["deck"]),
        versions,
        was_handed_over=not fields.get("met"),
        guid=None if guid is None else str(guid),
        is_gone=bool(fields.get("gone")),
    )


def _is_old(kept: Any) -> bool:
    """As it was kept before it had the words: that says nothing of what Anki has."""
    return isinstance(kept, list) and len(kept) == 3 and isinstance(kept[2], list)


def _path(library: Library) -> Path:
    return library.folder / KEPT
