"""Notes half written: kept in the library's folder, so that nothing typed is lost."""

import hashlib
import json
from dataclasses import dataclass, replace
from pathlib import Path

from termcards.errors import StorageError
from termcards.files import problem, write_at_once
from termcards.form.filling import Form, FormError, form_of
from termcards.form.text import form_in, text_of
from termcards.language import tr
from termcards.library.home import Library
from termcards.storage.noteformat import note_from_fields

NOTES = "notes"
FORMAT = 2


class UnkeptError(StorageError):
    """What was typed is nowhere but on the screen."""

    def __init__(self, cause: OSError) -> None:
        super().__init__(tr("cannot keep what you typed: {problem}", problem=problem(cause)))


@dataclass(frozen=True, slots=True)
class NoteDraft:
    """What was typed, as text under headings, which may not be a note yet."""

    text: str
    seen: Form | None = None
    """The note as it was when the writing began; `None` for a new one."""


def keep_draft(library: Library, key: str, draft: NoteDraft) -> None:
    """Writes it down, at once or not at all. Raises `UnkeptError`."""
    path = _path(library, key)
    fields = {
        "format": FORMAT,
        "note": key,
        "seen": text_of(draft.seen) if draft.seen else None,
        "text": draft.text,
    }
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_at_once(path, json.dumps(fields, indent=1).encode("ascii"))
        lent_path(library, key).unlink(missing_ok=True)
    except OSError as error:
        raise UnkeptError(error) from error


def draft_of(library: Library, key: str) -> NoteDraft | None:
    """What was kept; `None` where nothing was, or nothing that can be read.

    A text that was handed to an editor and never came back goes before.
    """
    kept = _kept(library, key)
    lent = _text_in(lent_path(library, key))
    return replace(kept or NoteDraft(""), text=lent) if lent and lent.strip() else kept


def lend_text(library: Library, key: str, text: str) -> Path:
    """Writes the text down for an editor. Raises `UnkeptError`."""
    path = lent_path(library, key)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_at_once(path, text.encode("utf-8", "replace"))
    except OSError as error:
        raise UnkeptError(error) from error
    return path


def take_back(library: Library, key: str) -> str | None:
    """The text as the editor left it; its file stays until it is kept or forgotten.

    A file that is gone or has nothing in it is nothing: so an editor is left that failed, or in
    which the writing was given up.
    """
    written = _text_in(lent_path(library, key))
    return written if written and written.strip() else None


def lent_path(library: Library, key: str) -> Path:
    return _path(library, key).with_suffix(".md")


def _text_in(path: Path) -> str | None:
    try:
        return path.read_bytes().decode("utf-8", "replace")
    except OSError:
        return None


def _kept(library: Library, key: str) -> NoteDraft | None:
    try:
        fields = json.loads(_path(library, key).read_bytes())
        seen, text = fields["seen"], fields["text"]
        if isinstance(text, str):
            return NoteDraft(text, _form(seen) if seen else None)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, FormError):
        pass
    return None


def _form(seen: object) -> Form:
    if isinstance(seen, dict):  # as the first format had it
        return form_of(note_from_fields(seen))
    return form_in(str(seen))


def forget_draft(library: Library, key: str) -> None:
    """Takes it away, if it was kept."""
    path = _path(library, key)
    try:
        path.unlink(missing_ok=True)
        lent_path(library, key).unlink(missing_ok=True)
    except OSError as error:
        raise StorageError(f"{path}: cannot remove it: {error.strerror}") from error


def _path(library: Library, key: str) -> Path:
    name = hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    return library.drafts_folder / NOTES / f"{name}.json"
