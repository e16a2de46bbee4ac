"""A note of the library as it is edited, while its file may be changed by hand, too."""

from dataclasses import dataclass, replace

from termcards.errors import StorageError
from termcards.form.filling import Form, FormError, form_of, note_of
from termcards.form.merging import Clash, Merge, fields, merged
from termcards.form.text import form_in, text_of
from termcards.language import tr
from termcards.library.editing import (
    known_deck,
    remarks_on,
    warning_of,
    with_citations_that_hold,
)
from termcards.library.home import Library
from termcards.library.keeping import sync
from termcards.library.notedrafts import NoteDraft, draft_of, forget_draft, keep_draft
from termcards.library.writing import Written, change_note, note_there
from termcards.notes import Deck, Note, NoteId
from termcards.plaintext import on_one_line


class ClashError(StorageError):
    """What was typed would take the place of what was written by hand meanwhile."""

    def __init__(self, merge: Merge) -> None:
        names = ", ".join(dict.fromkeys(clash.slot.heading for clash in merge.clashes))
        super().__init__(tr("changed by hand in the meantime: {fields}", fields=names))
        self.form = merge.form
        """All that was written, with what was typed where both wrote."""
        self.clashes = merge.clashes


@dataclass(frozen=True, slots=True)
class _Version:
    """The note as its file had it."""

    note: Note
    deck: Deck

    @property
    def form(self) -> Form:
        return form_of(self.note, self.deck.name)


class OwnNote:
    """A note of the library.

    Only what was typed is written over the note as it is then: what was changed by hand in other
    fields stays. Who typed where something else was written by hand is told, and asked.
    """

    def __init__(self, library: Library, note: NoteId) -> None:
        """Raises `NotFoundError`."""
        self._library = library
        self.id = note
        self._draft: str | None = None
        self._told: Form | None = None
        """What was shown beside what was typed, since both are about the same."""
        self._base: Form = ()
        """What was there before anything was typed."""
        self._begin()
        kept = draft_of(library, note)
        if kept is not None:
            self._draft = kept.text
            self._base = kept.seen or self._base
            self._take_up(kept.text)

    def _begin(self) -> None:
        self._seen = self._version()
        self._base = self._seen.form
        self._told = self._draft = None
        self.clashes: tuple[Clash, ...] = ()

    def _take_up(self, draft: str) -> None:
        now = self._seen.form
        if fields(self._base) == fields(now):
            return
        try:
            merge = merged(self._base, form_in(draft), now)
        except FormError:  # put together once it is a form
            return
        self._draft = text_of(merge.form)
        self._settle(merge, now)

    def _settle(self, merge: Merge, now: Form) -> None:
        """What was put together is what goes on being edited."""
        self._base, self._told, self.clashes = merge.base, now, merge.clashes

    def _version(self) -> _Version:
        shelved = note_there(self._library, self.id)
        decks = (known.deck for known in self._library.store.shelf.decks())
        return _Version(shelved.note, next(deck for deck in decks if deck.id == shelved.deck))

    @property
    def key(self) -> str:
        return self.id

    @property
    def form(self) -> Form:
        return self._seen.form

    @property
    def term(self) -> str | None:
        return self._seen.note.term

    def draft(self) -> str | None:
        return self._draft

    def keep(self, text: str) -> None:
        self._draft = text
        keep_draft(self._library, self.id, NoteDraft(text, self._base))

    def forget(self) -> None:
        self._draft = None
        forget_draft(self._library, self.id)

    def begin_anew(self) -> Form:
        self.forget()
        sync(self._library)
        self._begin()
        return self.form

    def known_names(self, names: tuple[str, ...]) -> str | None:
        note = self._seen.note
        return warning_of(self._library, replace(note, term=names[0], aliases=names[1:]), note)

    def save(self, form: Form) -> str:
        sync(self._library)
        now = self._version()
        before = self._before(now)
        language = now.deck.translation_language
        new = note_of(form, self.id, before, language)
        whole = self._together(form, now) if fields(now.form) != fields(self._base) else form
        if whole is not form:
            new = note_of(whole, self.id, before, language)
        new = with_citations_that_hold(new, before)
        deck = known_deck(self._library, whole)
        written = change_note(self._library, self.id, new, seen=now.note, deck_name=deck)
        self._begin()
        self.forget()
        return self._words(written, now, is_merged=fields(whole) != fields(form))

    def _together(self, form: Form, now: _Version) -> Form:
        """Raises `ClashError`, once for what was written by hand."""
        merge = merged(self._base, form, now.form)
        is_told = self._told is not None and fields(self._told) == fields(now.form)
        if merge.clashes and not is_told:
            self._settle(merge, now.form)
            raise ClashError(merge)
        return merge.form

    def _before(self, now: _Version) -> Note:
        """The note as it is, with the sentences, too, that were there when the typing began."""
        try:
            began = note_of(self._base, self.id, now.note, now.deck.translation_language)
        except FormError:  # of both sides together
            return now.note
        return replace(now.note, examples=(*now.note.examples, *began.examples))

    def _words(self, written: Written, before: _Version, *, is_merged: bool) -> str:
        if not written.is_changed:
            return tr("nothing was changed")
        words = tr("saved")
        if written.deck != before.deck.name:
            words = tr("saved, and moved to {deck}", deck=on_one_line(written.deck))
        elif is_merged:
            words = tr("saved, beside what was changed by hand in the meantime")
        return " · ".join([words, *remarks_on(self._library, written)])
