"""What is edited in a form: a new note; and what holds for all such."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Protocol

from termcards.cards import cards_of
from termcards.errors import NotFoundError
from termcards.form.filling import Form, FormError, Section, deck_of, form_of, note_of
from termcards.form.merging import Clash
from termcards.form.slots import DECK
from termcards.harvest.terms import proposed_id
from termcards.language import tr
from termcards.library.choosing import deck_named
from termcards.library.home import Library
from termcards.library.notedrafts import NoteDraft, draft_of, forget_draft, keep_draft
from termcards.library.writing import (
    Written,
    add_note,
    default_deck,
    namesakes,
)
from termcards.notes import Citation, Direction, Example, Note, NoteId
from termcards.plaintext import folded, on_one_line

NEW = ""
"""The key of the draft of a new note."""


class Editing(Protocol):
    """Something that is edited in a form, and where it goes."""

    @property
    def key(self) -> str:
        """By which its draft is known."""

    @property
    def form(self) -> Form:
        """As it is now."""

    @property
    def term(self) -> str | None:
        """`None` for a new note."""

    @property
    def clashes(self) -> tuple[Clash, ...]:
        """The fields of the draft that were changed elsewhere meanwhile, too."""

    def draft(self) -> str | None:
        """The text that was left unsaved."""

    def keep(self, text: str) -> None:
        """Keeps what was typed. Raises `StorageError`."""

    def forget(self) -> None:
        """Lets the draft go. Raises `StorageError`."""

    def begin_anew(self) -> Form:
        """Lets the draft go, for the form as it is by now. Raises `TermcardsError`."""

    def known_names(self, names: tuple[str, ...]) -> str | None:
        """A warning where other notes go by one of the names."""

    def save(self, form: Form) -> str:
        """Saves what is written, and says so in a few words.

        Raises `FormError` with the section that cannot be saved, `ClashError` where what was typed
        would take the place of what somebody else wrote meanwhile, and `TermcardsError`.
        """


class NewNote:
    """A note that is not there yet."""

    def __init__(self, library: Library, deck_name: str | None = None) -> None:
        self._library = library
        self._deck_name = deck_name
        self.id: NoteId | None = None
        """Once it was saved."""

    @property
    def key(self) -> str:
        return NEW

    @property
    def form(self) -> Form:
        return form_of(Note(NoteId(NEW), ""), self._deck_name or _default(self._library))

    @property
    def term(self) -> str | None:
        return None

    @property
    def clashes(self) -> tuple[Clash, ...]:
        return ()

    def draft(self) -> str | None:
        kept = draft_of(self._library, NEW)
        return kept.text if kept else None

    def keep(self, text: str) -> None:
        keep_draft(self._library, NEW, NoteDraft(text))

    def forget(self) -> None:
        forget_draft(self._library, NEW)

    def begin_anew(self) -> Form:
        self.forget()
        return self.form

    def known_names(self, names: tuple[str, ...]) -> str | None:
        return warning_of(self._library, Note(NoteId(NEW), names[0], names[1:]))

    def save(self, form: Form) -> str:
        try:
            written = add_note(self._library, note_of(form, NoteId(NEW)), deck_of(form))
        except NotFoundError as error:
            raise FormError(str(error), _deck_section(form)) from error
        self.id = written.note.id
        self.forget()
        words = tr("added to {deck}", deck=on_one_line(written.deck))
        return " · ".join([words, *remarks_on(self._library, written)])


def with_citations_that_hold(new: Note, before: Note) -> Note:
    """The note without lines of a posting in which a sentence does not stand any more."""
    known = {(example.sentence, example.citation) for example in before.examples}
    cited = {example.citation for example in before.examples}

    def held(example: Example) -> Example:
        citation = example.citation
        if citation is None or citation not in cited or (example.sentence, citation) in known:
            return example
        return replace(example, citation=Citation(citation.posting))

    return replace(new, examples=tuple(map(held, new.examples)))


def in_own_words(new: Note, before: Note) -> Note:
    """A draft as its owner wrote it: a meaning in other words is not its source's any more."""
    known = {sense.source: sense.definition for sense in before.senses if sense.source}
    senses = tuple(
        replace(sense, source=None, language=None)
        if sense.source in known and sense.definition != known[sense.source]
        else sense
        for sense in new.senses
    )
    if new.term == before.term:
        return replace(new, senses=senses)
    aliases = tuple(name for name in new.aliases if folded(name) != folded(new.term))
    return replace(new, id=NoteId(proposed_id(new.term)), aliases=aliases, senses=senses)


def remarks_on(library: Library, written: Written) -> Iterator[str]:
    """What its owner should know of a note that was saved."""
    if not library.store.finder.siblings([written.note.id]):
        could_be_asked = cards_of(replace(written.note, directions=None), tuple(Direction))
        yield (
            tr("no card asks it: see its directions, and its deck's")
            if could_be_asked
            else tr("no card asks it without a meaning or a sentence")
        )
    if written.warning:
        yield written.warning


def warning_of(library: Library, note: Note, before: Note | None = None) -> str | None:
    found = namesakes(library, note, before)
    return Written(note, "", namesakes=found).warning


def known_deck(library: Library, form: Form) -> str | None:
    """The deck that the form names. Raises `FormError` for one that is not there."""
    name = deck_of(form)
    try:
        return deck_named(library, name).deck.name if name else None
    except NotFoundError as error:
        raise FormError(str(error), _deck_section(form)) from error


def _deck_section(form: Form) -> Section:
    return next((section for section in form if section.slot is DECK), Section(DECK))


def _default(library: Library) -> str:
    try:
        return default_deck(library)
    except NotFoundError:
        return ""
