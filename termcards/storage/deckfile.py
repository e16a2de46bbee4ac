"""Deck files: read whole, added to at the end, and changed a note at a time.

A person's comments, order and blank lines survive, for nothing ever rewrites a file: new notes are
appended, and a changed note replaces its own lines and no others. Each result is read again and
compared before it takes the place of the old file, which happens at once or not at all. Of a file
whose notes and their lines are known only the part around a change is read.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from termcards.errors import BadInputError, StorageError
from termcards.notes import Deck, Note, NoteId, Posting
from termcards.splices import (
    Left,
    Place,
    Splice,
    Undoing,
    applied,
    fit,
    inverse,
    spliced,
    stand_in_order,
    undone,
)
from termcards.storage.comeback import with_deleted_notes
from termcards.storage.deckparts import Outline, part_with, reread
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
from termcards.storage.rewriting import Ahead, nobody, read_text, remove_file, replace_file
from termcards.watching import UNWATCHED, Stage, Watch, watched

__all__ = ["Left", "Splice", "change", "create", "note_lines", "read", "read_text", "revert"]

_ID = re.compile(r"^\s*- id: (\S+)", re.MULTILINE)


def read(path: Path, watch: Watch = UNWATCHED) -> DeckText:
    return read_deck(read_text(path), path, watch)


def create(
    path: Path, deck: Deck, watch: Watch = UNWATCHED, *, ahead: Ahead = nobody
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
    replace_file(path, text, splices, ahead)
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
    ahead: Ahead = nobody,
    outline: Outline | None = None,
) -> tuple[Splice, ...]:
    """Adds notes at the end, changes the lines of those with their ids, takes notes out.

    Postings are added to the head where it does not name them. No other line is touched. `texts`
    are the lines of added notes that were written elsewhere, as `text_of` gives them. Where the
    file is as the `outline` has it, no more of it is read than needs be.
    """
    wish = _Wish(tuple(added), tuple(rewritten), frozenset(removed), tuple(postings), texts or {})
    before = read_text(path)
    splices = _changed_in_part(path, before, wish, outline, watch) if outline else None
    if outline and splices:
        again = reread(before, outline, splices)
        replace_file(path, applied(before, splices), splices, ahead, before=before, again=again)
        return splices
    content = read_deck(before, path, watch)
    found = _changed(content, wish, path, watch)
    if found is None:
        raise BadInputError(
            "the change would not read back as it should; edit this place by hand",
            path=path,
            line=_first_line(content, wish.touched),
        )
    splices, after = found
    replace_file(path, after, splices, ahead, before=before)
    return splices


def note_lines(
    path: Path, notes: Iterable[NoteId], outline: Outline | None = None
) -> dict[NoteId, str]:
    """The notes as their owner wrote them, to be added to another deck by `change`."""
    wanted = list(notes)
    text = read_text(path)
    part = part_with(text, outline, wanted) if outline else None
    if part is not None:
        with suppress(BadInputError):  # whose place is another in the whole
            return _lines_of(part.text, wanted, path)
    return _lines_of(text, wanted, path)


def _lines_of(text: str, notes: Sequence[NoteId], path: Path) -> dict[NoteId, str]:
    content = read_deck(text, path)
    return {note: text_of(content, note, path) for note in notes}


def revert(
    path: Path,
    splices: Sequence[Splice],
    *,
    taken: Collection[NoteId] = (),
    ahead: Ahead = nobody,
    outline: Outline | None = None,
) -> tuple[Left, ...]:
    """Takes changes back, the last first; a place that was changed by hand since is left. Notes
    that were deleted come back all the same, beside where they stood.

    `splices` are in the order in which they were made, those of several changes one after the
    other. What is back already stays; a note whose id is `taken` by now, here or in another deck,
    is left out. A file in which nothing stands then was made by the change, and goes. Where the
    file is as the `outline` has it, no more of it is read than needs be.
    """
    text = read_text(path)
    if outline is not None and _is_reverted_in_part(path, text, splices, taken, ahead, outline):
        return ()
    before = read_deck(text, path)
    notes_key = before.root.keys.get("notes")
    barred = [splice for splice in splices if _comes_twice(splice, before.notes, taken)]
    head_end = notes_key.start if notes_key else len(text)
    found = undone(text, splices, barred=barred, head_end=head_end)
    found = with_deleted_notes(found, barred, path)
    _refuse_loss(found, barred, path)
    if not found.text.strip():
        remove_file(path, found.done, ahead, before=text)
    elif found.text != text:
        read_deck(found.text, path)  # which complains about what would be no deck any more
        replace_file(path, found.text, found.done, ahead, before=text)
    lines = (_line_of_note(before, splice) for splice in found.left)
    return tuple(Left(path, line) for line in lines if line is not None)


def ids_in(text: str) -> set[NoteId]:
    """Of the notes that begin in some lines of a deck file."""
    return {NoteId(word.strip("'\"")) for word in _ID.findall(text)}


@dataclass(frozen=True, slots=True)
class _Wish:
    """What is to become of a deck."""

    added: tuple[Note, ...]
    rewritten: tuple[Note, ...]
    removed: frozenset[NoteId]
    postings: tuple[Posting, ...]
    texts: Mapping[NoteId, str]

    @property
    def touched(self) -> set[NoteId]:
        return {*self.removed, *(note.id for note in self.rewritten)}

    def fulfilled(self, deck: Deck, postings: Sequence[Posting]) -> Deck:
        by_id = {note.id: note for note in self.rewritten}
        kept = (by_id.get(note.id, note) for note in deck.notes if note.id not in self.removed)
        return replace(deck, notes=(*kept, *self.added), postings=(*deck.postings, *postings))


def _changed(
    before: DeckText, wish: _Wish, path: Path, watch: Watch
) -> tuple[tuple[Splice, ...], str] | None:
    """The change, and the text after it, in the first manner in which it reads as is wished."""
    known = {posting.slug for posting in before.deck.postings}
    fresh = [posting for posting in wish.postings if posting.slug not in known]
    expected = wish.fulfilled(before.deck, fresh)
    for manner in Manner:
        splices, text = spliced(
            before.text,
            [
                *rewritings(before, wish.rewritten, path, manner),
                *removals(before, wish.removed, path),
                *posting_places(before, fresh, path),
                *note_places(before, wish.added, path, manner, wish.texts),
            ],
        )
        if _reads_as(text, path, expected, watch):
            return splices, text
    return None


def _changed_in_part(
    path: Path, text: str, wish: _Wish, outline: Outline, watch: Watch
) -> tuple[Splice, ...] | None:
    """The change, told from the part around it; `None` where all has to be read to tell it."""
    known = {note for note, _ in outline.notes}
    if any(note.id in known for note in wish.added):
        return None  # of which the file is going to complain
    has_end = bool(wish.added or wish.postings)
    part = part_with(text, outline, wish.touched, has_end=has_end)
    if part is None:
        return None
    try:
        found = _changed(read_deck(part.text, path), wish, path, watch)
    except BadInputError:
        return None  # whose place is another in the whole
    splices = part.in_whole(found[0]) if found else ()
    return splices if fit(text, splices) else None


def _is_reverted_in_part(
    path: Path,
    text: str,
    splices: Sequence[Splice],
    taken: Collection[NoteId],
    ahead: Ahead,
    outline: Outline,
) -> bool:
    """Takes changes back that stand as they were made, where no other note needs to be read."""
    known = {note for note, _ in outline.notes}
    is_barred = any(_comes_twice(splice, known, taken) for splice in splices)
    if is_barred or not stand_in_order(text, splices):
        return False
    back = inverse(splices)
    again = reread(text, outline, back)
    after = applied(text, back)
    if again is None or after == text:
        return False
    replace_file(path, after, back, ahead, before=text, again=again)
    return True


def _refuse_loss(found: Undoing, barred: Collection[Splice], path: Path) -> None:
    """Raises `StorageError` where a deleted note would not come back, and nothing else has it."""
    there = ids_in(found.text)
    for splice in found.left:
        lost = ids_in(splice.old) - ids_in(splice.new) - there
        if lost and splice not in barred:
            raise StorageError(f'{path}: the deleted note "{min(lost)}" finds no place in it')


def _comes_twice(splice: Splice, known: Collection[NoteId], taken: Collection[NoteId]) -> bool:
    """Whether taking the splice back would bring a note of which there is another."""
    coming = ids_in(splice.old) - ids_in(splice.new)
    return any(note in known or note in taken for note in coming)


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


def _reads_as(text: str, path: Path, expected: Deck, watch: Watch = UNWATCHED) -> bool:
    try:
        return read_deck(text, path, watch).deck == expected
    except BadInputError:
        return False
