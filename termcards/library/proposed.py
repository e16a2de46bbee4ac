"""A term of a triage as it is edited in a form, before it is in a deck."""

from collections.abc import Callable

from termcards.errors import StorageError
from termcards.form.filling import Form, form_of, note_of
from termcards.form.merging import Clash
from termcards.language import tr
from termcards.library.deciding import Row
from termcards.library.editing import in_own_words, with_citations_that_hold
from termcards.library.home import Library
from termcards.library.notedrafts import forget_draft, take_back
from termcards.library.triaging import Triage
from termcards.notes import Note


class Proposed:
    """What is typed is kept with the decisions on its posting, and goes with them."""

    def __init__(
        self, library: Library, triage: Triage, row: Row, take: Callable[[Note], str]
    ) -> None:
        """`take` gets the note, and gives the words."""
        self._library = library
        self._triage = triage
        self._row = row.id
        self._note = row.draft.note
        self._take = take

    @property
    def key(self) -> str:
        return f"{self._triage.key} {self._row}"

    @property
    def form(self) -> Form:
        return form_of(self._note)

    @property
    def term(self) -> str | None:
        return self._note.term

    @property
    def clashes(self) -> tuple[Clash, ...]:
        return ()

    def draft(self) -> str | None:
        """A text that was handed to an editor and never came back goes before."""
        return take_back(self._library, self.key) or self._triage.unsaved.get(self._row)

    def keep(self, text: str) -> None:
        try:
            self._triage.keep_unsaved(self._row, text)
        except StorageError as error:
            words = tr("cannot keep what you typed: {problem}", problem=str(error))
            raise StorageError(words) from error
        forget_draft(self._library, self.key)

    def forget(self) -> None:
        self._triage.drop_unsaved(self._row)
        forget_draft(self._library, self.key)

    def begin_anew(self) -> Form:
        self.forget()
        return self.form

    def known_names(self, names: tuple[str, ...]) -> str | None:  # noqa: ARG002  # nobody is asked
        return None

    def save(self, form: Form) -> str:
        new = with_citations_that_hold(note_of(form, self._note.id, self._note), self._note)
        words = self._take(in_own_words(new, self._note))
        self.forget()
        return words
