"""Deck files: read whole, added to at the end, and changed a note at a time.

A person's comments, order and blank lines survive, for nothing ever rewrites a file: new notes are
appended, and a changed note replaces its own lines and no others. Each result is read again and
compared before it takes the place of the old file, which happens at once or not at all.
"""

import codecs
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path

from termcards.errors import BadInputError, StorageError
from termcards.files import problem, refuse_protected, write_at_once
from termcards.notes import Deck, Note, NoteId, Posting
from termcards.splices import Left, Place, Splice, as_before, spliced, undone
from termcards.storage.begun import Rewrite, digest
from termcards.storage.deckplaces import (
    Manner,
    note_places,
    posting_places,
    removals,
    rewritings,
    text_of,
)
from termcards.storage.deckreader import DeckText, read_deck
from termcards.storage.deckwriter import head_text, note_text
from termcards.watching import UNWATCHED, Stage, Watch, watched

__all__ = ["Left", "Splice", "change", "create", "note_lines", "read", "read_text", "revert"]

MAXIMUM_SIZE = 256 * 1024 * 1024

Ahead = Callable[[Path, str, str, Sequence[Splice]], None]
"""Hears of a file that is going to be written, right before: its text, the next one, and how one
becomes the other, splice after splice. No text is no file."""
_ID = re.compile(r"^\s*- id: (\S+)", re.MULTILINE)


def _nobody(path: Path, before: str, after: str, splices: Sequence[Splice]) -> None:
    pass


def read(path: Path, watch: Watch = UNWATCHED) -> DeckText:
    return read_deck(read_text(path), path, watch)


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


def create(
    path: Path, deck: Deck, watch: Watch = UNWATCHED, *, ahead: Ahead = _nobody
) -> tuple[Splice, ...]:
    """Writes a new deck file. Raises `StorageError` if there is a file of that name.

    What the `watch` stops is not written.
    """
    if path.exists():
        raise StorageError(f"{path}: there is a file already; choose another name for the deck")
    watch.begins(Stage.WRITING, len(deck.notes))
    notes = map(note_text, watched(deck.notes, watch))
    pieces = [head_text(deck) + ("notes:\n" if deck.notes else ""), *notes]
    splices, text = spliced("", [Place.by_itself(0, 0, piece) for piece in pieces])
    if not _reads_as(text, path, deck, watch):
        raise BadInputError("the deck would not read back as it should", path=path)
    _replace_file(path, text, splices, ahead)
    return splices


def change(
    path: Path,
    *,
    added: Sequence[Note] = (),
    rewritten: Sequence[Note] = (),
    removed: Iterable[NoteId] = (),
    postings: Sequence[Posting] = (),
    watch: Watch = UNWATCHED,
    texts: Mapping[NoteId, str] | None = None,
    ahead: Ahead = _nobody,
) -> tuple[Splice, ...]:
    """Adds notes at the end, changes the lines of those with their ids, takes notes out.

    Postings are added to the head where it does not name them. No other line is touched. `texts`
    are the lines of added notes that were written elsewhere, as `text_of` gives them.
    """
    before = read(path, watch)
    gone = set(removed)
    known = {posting.slug for posting in before.deck.postings}
    fresh = [posting for posting in postings if posting.slug not in known]
    by_id = {note.id: note for note in rewritten}
    kept = (by_id.get(note.id, note) for note in before.deck.notes if note.id not in gone)
    expected = replace(
        before.deck,
        notes=(*kept, *added),
        postings=(*before.deck.postings, *fresh),
    )
    for manner in Manner:
        splices, text = spliced(
            before.text,
            [
                *rewritings(before, rewritten, path, manner),
                *removals(before, gone, path),
                *posting_places(before, fresh, path),
                *note_places(before, added, path, manner, texts),
            ],
        )
        if _reads_as(text, path, expected, watch):
            _replace_file(path, text, splices, ahead, before=before)
            return splices
    raise BadInputError(
        "the change would not read back as it should; edit this place by hand",
        path=path,
        line=_first_line(before, [*by_id, *gone]),
    )


def note_lines(path: Path, notes: Iterable[NoteId]) -> dict[NoteId, str]:
    """The notes as their owner wrote them, to be added to another deck by `change`."""
    content = read(path)
    return {note: text_of(content, note, path) for note in notes}


def revert(
    path: Path,
    splices: Sequence[Splice],
    *,
    taken: Collection[NoteId] = (),
    ahead: Ahead = _nobody,
) -> tuple[Left, ...]:
    """Takes changes back, the last first; a place that was changed by hand since is left.

    `splices` are in the order in which they were made, those of several changes one after the
    other. What is back already stays; a note whose id is `taken` by now, here or in another deck,
    is left out. A file in which nothing stands then was made by the change, and goes.
    """
    before = read(path)
    notes_key = before.root.keys.get("notes")
    found = undone(
        before.text,
        splices,
        barred=[splice for splice in splices if _comes_twice(splice, before, taken)],
        head_end=notes_key.start if notes_key else len(before.text),
    )
    if not found.text.strip():
        _remove_file(path, found.done, ahead, before)
    elif found.text != before.text:
        read_deck(found.text, path)  # which complains about what would be no deck any more
        _replace_file(path, found.text, found.done, ahead, before=before)
    lines = (_line_of_note(before, splice) for splice in found.left)
    return tuple(Left(path, line) for line in lines if line is not None)


def put_back(path: Path, rewrite: Rewrite) -> bool:
    """Lets a file be as it was before a rewriting that was cut off, whether that was done or not.

    Where it is neither, since somebody has changed it in the meantime, it stays, and this is false.
    """
    try:
        text = read_text(path) if path.exists() else ""
    except BadInputError:
        return False
    if digest(text) == rewrite.before:
        return True
    if digest(text) != rewrite.after:
        return False
    before = as_before(text, rewrite.splices)
    if digest(before) != rewrite.before:
        return False
    if before:
        _write(path, before)
    else:
        _unlink(path)
    return True


def _comes_twice(splice: Splice, content: DeckText, taken: Collection[NoteId]) -> bool:
    """Whether taking the splice back would bring a note of which there is another."""
    coming = ids_in(splice.old) - ids_in(splice.new)
    return any(note in content.notes or note in taken for note in coming)


def ids_in(text: str) -> set[NoteId]:
    """Of the notes that begin in some lines of a deck file."""
    return {NoteId(word.strip("'\"")) for word in _ID.findall(text)}


def _line_of_note(content: DeckText, splice: Splice) -> int | None:
    """The line of the note that the splice was about; `None` when all it put in is gone."""
    for other in ids_in(splice.old) - ids_in(splice.new):
        if other in content.notes:  # which has the place of the one that was taken out
            return content.line(other)
    match = _ID.match(splice.new)
    note = NoteId(match[1].strip("'\"")) if match else None
    if note is not None and note in content.notes:
        return content.line(note)
    if note is not None and not splice.old:
        return None
    return content.text.count("\n", 0, splice.at) + 1


def _first_line(content: DeckText, notes: Iterable[NoteId]) -> int | None:
    return min((content.line(note) for note in notes if note in content.notes), default=None)


def _remove_file(path: Path, splices: Sequence[Splice], ahead: Ahead, before: DeckText) -> None:
    ahead(path, before.text, "", splices)
    _unlink(path)


def _unlink(path: Path) -> None:
    try:
        refuse_protected(path)
        path.unlink()
    except OSError as error:
        raise StorageError(f"{path}: cannot remove it: {problem(error)}") from error


def _reads_as(text: str, path: Path, expected: Deck, watch: Watch) -> bool:
    try:
        return read_deck(text, path, watch).deck == expected
    except BadInputError:
        return False


def _replace_file(
    path: Path,
    text: str,
    splices: Sequence[Splice],
    ahead: Ahead,
    *,
    before: DeckText | None = None,
) -> None:
    """Puts `text` in the file's place, if the file is still `before`."""
    if before is not None:
        _refuse_changed(path, before.text, read_text(path))
    ahead(path, before.text if before else "", text, splices)
    _write(path, text)


def _write(path: Path, text: str) -> None:
    place = path.resolve()
    try:
        had_mark = place.exists() and place.read_bytes().startswith(codecs.BOM_UTF8)
        place.parent.mkdir(parents=True, exist_ok=True)
        write_at_once(place, text.encode("utf-8-sig" if had_mark else "utf-8"))
    except OSError as error:
        raise StorageError(f"{path}: cannot write it: {problem(error)}") from error


def _refuse_changed(path: Path, known: str, now: str) -> None:
    """Raises `StorageError` with the first line that somebody else has changed."""
    if now != known:
        pairs = enumerate(zip_longest(known.split("\n"), now.split("\n")), 1)
        line = next(number for number, (old, new) in pairs if old != new)
        raise StorageError(
            f"{path}:{line}: this was changed by hand while it was being written; try again"
        )
