"""`termcards due`, `list`, `show` and `decks`: what is there, and what is due."""

from collections.abc import Sequence
from pathlib import Path

import click

from termcards.cli.output import json_option, open_library, print_json, remark, say
from termcards.cli.shapes import counts_shape, note_shape
from termcards.errors import NotFoundError, UsageError
from termcards.library.home import Library
from termcards.library.keeping import sync
from termcards.library.overview import Counts, deck_counts, deck_rows
from termcards.notes import Note
from termcards.plaintext import gist, on_one_line, padded
from termcards.storage.shelf import ShelvedNote

TERM_COLUMNS = 28


@click.command("due")
@click.option(
    "--format", "template", metavar="F", help="Text with {new} {learn} {due} {total}, for a prompt."
)
@json_option
@click.pass_obj
def due_command(home: Path | None, template: str | None, as_json: bool) -> None:
    """Count the cards that today asks for."""
    with open_library(home) as library:
        sync(library)
        decks = [shelved.deck for shelved in library.store.shelf.decks()]
        counts = deck_counts(library, decks)
        if as_json:
            rows = [(row.deck.name, row.counts) for row in deck_rows(library)]
            decks_shape = [{"deck": name, **counts_shape(count)} for name, count in rows]
            today = library.today().isoformat()
            print_json({"today": today, **counts_shape(counts), "decks": decks_shape})
        elif template is not None:
            say(_filled(template, counts))
        else:
            say(f"{counts.due} due, {counts.new} new, {counts.learn} to learn")


@click.command("list", context_settings={"ignore_unknown_options": True})
@click.argument("query", nargs=-1, metavar="[QUERY...]")
@json_option
@click.pass_obj
def list_command(home: Path | None, query: Sequence[str], as_json: bool) -> None:
    """List the notes that a query finds; all notes without one.

    \b
    words "a phrase" -without      in whatever field, in any language
    one or other (as a group)
    deck: tag: source: term: meaning:   such as deck:Sales, tag:h*
    is:due new learn review suspended buried marked leech known flagged cardless
    flag:1  card:cloze  added:7  rated:7:1
    prop:ivl>10  ease lapses due reps
    """
    from termcards.library.searching import hints, notes_found

    with open_library(home) as library:
        sync(library)
        written = " ".join(query)
        found = notes_found(library, written)
        for hint in hints(written):
            remark(on_one_line(hint))
        if as_json:
            print_json([shape(library, shelved) for shelved in found])
        if not found and written.strip():
            raise NotFoundError(f"nothing is found for {on_one_line(written)}")
        for shelved in () if as_json else found:
            say(_line(shelved.note))


@click.command("decks")
@json_option
@click.pass_obj
def decks_command(home: Path | None, as_json: bool) -> None:
    """List the decks with what today asks of them."""
    with open_library(home) as library:
        sync(library)
        files = {deck.deck.id: deck.stamp.file for deck in library.store.shelf.decks()}
        rows = deck_rows(library)
        if as_json:
            print_json(
                [
                    {
                        "id": row.deck.id,
                        "deck": row.deck.name,
                        "file": str(library.decks_folder / files[row.deck.id]),
                        "cards": row.cards,
                        **counts_shape(row.counts),
                    }
                    for row in rows
                ]
            )
            return
        for row in rows:
            name = "  " * row.depth + on_one_line(row.deck.name)
            counts = row.counts
            say(f"{padded(name, 44)} {counts.new:>4} new {counts.due:>5} due {row.cards:>6} cards")


def _filled(template: str, counts: Counts) -> str:
    values = counts_shape(counts)
    text = template
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", str(value))
    if "{" in text:
        known = " ".join(f"{{{name}}}" for name in values)
        raise UsageError(f'the format "{template}" has an unknown name; known are {known}')
    return text


def shape(library: Library, shelved: ShelvedNote) -> dict[str, object]:
    name = deck_name(library, shelved)
    journal = library.store.journal
    cards = library.store.shelf.cards(shelved.note.id)
    return note_shape(shelved, name, {card: journal.standing(card) for card in cards})


def deck_name(library: Library, shelved: ShelvedNote) -> str:
    decks = library.store.shelf.decks()
    return next(deck.deck.name for deck in decks if deck.deck.id == shelved.deck)


def _line(note: Note) -> str:
    meaning = next((sense.definition for sense in note.senses), note.usage or "")
    return f"{padded(on_one_line(note.term), TERM_COLUMNS)} {gist(meaning)}"
