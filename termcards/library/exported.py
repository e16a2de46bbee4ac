"""What was handed to Anki last: for each note, from which deck and as of when.

It is kept beside the store, in `anki.json`, and only says what `--plan` compares with: without it
every note is new, and nothing else is lost.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from termcards.errors import StorageError
from termcards.files import write_at_once
from termcards.library.home import Library
from termcards.notes import DeckId, NoteId

MOST_DATES = 20


@dataclass(frozen=True, slots=True)
class Exported:
    deck: DeckId
    changed: int
    """When its content had last changed, in milliseconds since 1970."""

    dates: tuple[int, ...]
    """The dates it got in Anki, the last one last, in seconds: Anki knows no finer ones.

    A note that has any other date there was edited there.
    """

    @property
    def dated(self) -> int:
        return self.dates[-1]


def last_export(library: Library) -> dict[NoteId, Exported]:
    try:
        found = json.loads(_path(library).read_text(encoding="utf-8"))
        return {
            NoteId(note): Exported(DeckId(deck), int(changed), tuple(map(int, dates)))
            for note, (deck, changed, dates) in found["notes"].items()
        }
    except FileNotFoundError:
        return {}
    except (ValueError, TypeError, KeyError, AttributeError):
        return {}  # damaged; the next export writes it anew
    except OSError as error:
        raise StorageError(f"{_path(library)}: cannot read it: {error.strerror}") from error


def remember(library: Library, notes: Mapping[NoteId, Exported], gone: Iterable[NoteId]) -> None:
    """Adds what was exported now, and forgets what is `gone`; nothing where only is read."""
    if library.reads_only:
        return
    known = {**last_export(library), **notes}
    for note in gone:
        known.pop(note, None)
    content = {
        note: [kept.deck, kept.changed, kept.dates[-MOST_DATES:]]
        for note, kept in sorted(known.items())
    }
    try:
        text = json.dumps({"notes": content}, ensure_ascii=False, indent=0)
        write_at_once(_path(library), text.encode("utf-8", "surrogatepass"))
    except OSError as error:
        raise StorageError(f"{_path(library)}: cannot write it: {error.strerror}") from error


def _path(library: Library) -> Path:
    return library.folder / "anki.json"
