"""Notes written, changed, moved and deleted; `termcards undo` takes each of it back."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from termcards.cli.output import open_library, remark, say
from termcards.editor import NoEditorError, command_at, run
from termcards.errors import BadInputError, UsageError
from termcards.form.filling import FormError, surface_in
from termcards.form.text import form_in, text_of, with_fault
from termcards.library.choosing import note_named
from termcards.library.home import Library
from termcards.library.keeping import sync
from termcards.library.notedrafts import lend_text, lent_path, take_back
from termcards.library.ownnotes import ClashError, OwnNote
from termcards.library.writing import (
    ChangedByHandError,
    add_note,
    delete_notes,
    move_notes,
    path_of,
)
from termcards.notes import Example, Note, NoteId, Sense
from termcards.plaintext import counted, on_one_line, quoted

TERM_LINE = 2
"""Where the term stands in the text of a note."""


@click.command("add")
@click.argument("term")
@click.option("--meaning", required=True, help="What it means.")
@click.option("--translation", help="The meaning in your other language.")
@click.option("--sentence", help="A sentence with the term in it.")
@click.option("--sentence-translation", help="The same sentence in your other language.")
@click.option("--alias", "aliases", multiple=True, help="Another name of it; may be repeated.")
@click.option("--part-of-speech", help="Such as noun.")
@click.option("--pronunciation", help="How it is said.")
@click.option("--tag", "tags", multiple=True, help="A tag; may be repeated.")
@click.option("--deck", metavar="NAME", help="The deck that takes it; made if it is new.")
@click.pass_obj
def add_command(
    home: Path | None,
    term: str,
    meaning: str,
    translation: str | None,
    sentence: str | None,
    sentence_translation: str | None,
    aliases: Sequence[str],
    part_of_speech: str | None,
    pronunciation: str | None,
    tags: Sequence[str],
    deck: str | None,
) -> None:
    """Add a note by hand."""
    if not term.strip() or not meaning.strip():
        raise UsageError("a note needs a term and a meaning that are not empty")
    if sentence_translation and not sentence:
        raise UsageError("--sentence-translation needs its --sentence")
    if deck is not None and not deck.strip():
        raise UsageError("the deck's name is empty; leave --deck out, or name one")
    note = Note(
        NoteId(""),
        " ".join(term.split()),
        aliases=tuple(aliases),
        part_of_speech=part_of_speech,
        pronunciation=pronunciation,
        senses=(Sense(meaning.strip(), translation or None),),
        tags=tuple(tags),
    )
    if sentence and sentence.strip():
        surface = surface_in(sentence, (note.term, *aliases))
        example = Example(sentence.strip(), surface, sentence_translation or None)
        note = replace(note, examples=(example,))
    with open_library(home) as library:
        written = add_note(library, note, deck)
        say(f"added to {on_one_line(written.deck)}: {on_one_line(written.note.term)}")
        if written.warning:
            remark(written.warning)


@click.command("edit")
@click.argument("term")
@click.option("--file", "as_file", is_flag=True, help="Open its deck's file, at its line.")
@click.option("--anew", is_flag=True, help="Begin with the note as it is; a draft is let go.")
@click.pass_obj
def edit_command(home: Path | None, term: str, as_file: bool, anew: bool) -> None:
    """Change a note in your editor, as plain text with a heading over each field.

    The editor is the one that VISUAL or EDITOR names. What cannot be saved is kept as a draft, with
    which the next `edit` goes on.
    """
    with open_library(home) as library:
        if as_file:
            _edit_file(library, term)
            return
        sync(library)
        note = OwnNote(library, note_named(library, term).note.id)
        if anew:
            note.begin_anew()
        _edit(library, note)


@click.command("move")
@click.argument("terms", nargs=-1, required=True, metavar="TERM...")
@click.argument("deck", metavar="DECK")
@click.pass_obj
def move_command(home: Path | None, terms: Sequence[str], deck: str) -> None:
    """Move notes to another deck, with all that was learned of them."""
    with open_library(home) as library:
        say(move_notes(library, _ids(library, terms), deck))


@click.command("delete")
@click.argument("terms", nargs=-1, required=True, metavar="TERM...")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def delete_command(home: Path | None, terms: Sequence[str], yes: bool) -> None:
    """Delete notes from their decks; what was learned stays, and undo brings them back."""
    with open_library(home) as library:
        notes = _ids(library, terms)
        if not yes:
            if not _is_asked():
                raise UsageError("there is nobody to ask here; --yes deletes without asking")
            names = on_one_line(", ".join(terms))
            if not click.confirm(f"delete {counted(len(notes), 'note')}: {names}?", err=True):
                say("nothing was deleted")
                return
        say(delete_notes(library, notes))


def _edit(library: Library, note: OwnNote) -> None:
    draft = note.draft()
    if draft is not None:
        remark("this goes on with the draft that was left; --anew begins with the note as it is")
    for clash in note.clashes:
        shown = on_one_line(clash.theirs) or "nothing"
        remark(f"saving replaces what was written by hand: {clash.slot.heading}: {shown}")
    text = draft if draft is not None else text_of(note.form)
    line = TERM_LINE
    while True:
        written = _written(library, note, text, line)
        if written is None and draft is not None:
            note.keep(draft)
            say("nothing came back from your editor; the draft is kept")
            return
        if written is None or (written == text and draft is None):
            note.forget()
            say("nothing was changed")
            return
        note.keep(written)
        try:
            say(f"{_saved(note, written)}: {on_one_line(note.term or '')}")
        except FormError as error:
            draft, line = with_fault(written, error)
            text = draft
            note.keep(draft)
            remark(f"line {error.section.line or 1}: {error}")
            if not _is_asked() or not click.confirm("edit it again?", default=True, err=True):
                raise BadInputError(f"not saved; {_goes_on(note)}") from error
        else:
            return


def _written(library: Library, note: OwnNote, text: str, line: int) -> str | None:
    """What comes back from the editor."""
    command = command_at(lent_path(library, note.id), line)
    is_draft = note.draft() is not None
    note.keep(text)
    lend_text(library, note.id, text)
    try:
        run(command)
    except NoEditorError:
        if not is_draft:
            note.forget()
        raise
    return take_back(library, note.id)


def _saved(note: OwnNote, written: str) -> str:
    try:
        return note.save(form_in(written))
    except ClashError as error:
        note.keep(text_of(error.form))
        raise ChangedByHandError(f"{error}; {_goes_on(note)} and shows both") from error
    except ChangedByHandError as error:
        raise ChangedByHandError(f"{error}; {_goes_on(note)}") from error


def _goes_on(note: OwnNote) -> str:
    return f"the draft is kept, `termcards edit {quoted(note.id)}` goes on with it"


def _edit_file(library: Library, term: str) -> None:
    try:
        sync(library)
    except BadInputError as error:  # which may be what is to be mended
        remark(str(error))
    shelved = note_named(library, term)
    run(command_at(path_of(library, shelved.deck), shelved.line))
    sync(library)


def _ids(library: Library, terms: Sequence[str]) -> list[NoteId]:
    sync(library)
    return list(dict.fromkeys(note_named(library, term).note.id for term in terms))


def _is_asked() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()
