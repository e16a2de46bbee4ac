"""`termcards due`, `list`, `show` and `decks`: what is there, and what is due."""

from collections.abc import Sequence
from pathlib import Path

import click

from termcards.cli.output import json_option, open_library, print_json, say
from termcards.cli.shapes import counts_shape, note_shape
from termcards.errors import NotFoundError, UsageError
from termcards.library.home import Library
from termcards.library.keeping import sync
from termcards.library.overview import Counts, deck_counts, deck_rows
from termcards.log import Standing
from termcards.notes import Example, Note, Sense
from termcards.plaintext import gist, on_one_line, padded, visible
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


@click.command("list")
@click.argument("query", nargs=-1, metavar="[WORD...]")
@json_option
@click.pass_obj
def list_command(home: Path | None, query: Sequence[str], as_json: bool) -> None:
    """List the notes that have all the words, in whatever field; all notes without any."""
    with open_library(home) as library:
        sync(library)
        found = library.store.shelf.search(query)
        if not found and query:
            raise NotFoundError(f"no note has {' and '.join(query)}")
        if as_json:
            print_json([_shape(library, shelved) for shelved in found])
            return
        for shelved in found:
            say(_line(shelved.note))


@click.command("show")
@click.argument("term")
@json_option
@click.pass_obj
def show_command(home: Path | None, term: str, as_json: bool) -> None:
    """Show a note by its term, one of its aliases, or its id."""
    with open_library(home) as library:
        sync(library)
        found = library.store.shelf.named(term)
        if not found:
            near = library.store.shelf.search([term])[:5]
            hint = ", ".join(on_one_line(shelved.note.term) for shelved in near)
            raise NotFoundError(
                f'no note is called "{term}"' + (f"; near are {hint}" if hint else "")
            )
        if as_json:
            print_json([_shape(library, shelved) for shelved in found])
            return
        for place, shelved in enumerate(found):
            if place:
                say("")
            _show(library, shelved)


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


def _shape(library: Library, shelved: ShelvedNote) -> dict[str, object]:
    deck_name = _deck_name(library, shelved)
    journal = library.store.journal
    cards = library.store.shelf.cards(shelved.note.id)
    return note_shape(shelved, deck_name, {card: journal.standing(card) for card in cards})


def _deck_name(library: Library, shelved: ShelvedNote) -> str:
    decks = library.store.shelf.decks()
    return next(deck.deck.name for deck in decks if deck.deck.id == shelved.deck)


def _line(note: Note) -> str:
    meaning = next((sense.definition for sense in note.senses), note.usage or "")
    return f"{padded(on_one_line(note.term), TERM_COLUMNS)} {gist(meaning)}"


def _show(library: Library, shelved: ShelvedNote) -> None:
    note = shelved.note
    say(" · ".join(filter(None, (note.term, note.part_of_speech, note.pronunciation, note.field))))
    for label, words in (("also", note.aliases), ("synonyms", note.synonyms), ("see", note.see)):
        if words:
            say(f"  {label}: {', '.join(words)}")
    for number, sense in enumerate(note.senses, 1):
        _show_sense(sense, f"{number}. " if len(note.senses) > 1 else "")
    if note.usage:
        say(f"  usage: {note.usage}")
    for quote in note.quotes:
        say(f"  “{quote.text}”" + (f" — {quote.author}" if quote.author else ""))
    for example in note.examples:
        _show_example(example)
    for card in library.store.shelf.cards(note.id):
        direction = card.rpartition(":")[2]
        say(f"  {direction}: {_schedule(library.store.journal.standing(card))}")
    say(f"  {_deck_name(library, shelved)}, line {shelved.line}")


def _show_sense(sense: Sense, number: str) -> None:
    field = f"({sense.field}) " if sense.field else ""
    say(f"  {number}{field}{sense.definition}")
    if sense.translation:
        say(f"  {' ' * len(number)}{sense.translation}")
    if sense.source:
        place = " ".join(filter(None, (sense.source.title, sense.source.url)))
        say(f"  {' ' * len(number)}from {place}")


def _show_example(example: Example) -> None:
    citation = example.citation
    place = f"  ({citation.posting}, line {citation.line})" if citation and citation.line else ""
    say(f"  > {marked(example)}{place}")
    if example.translation:
        say(f"    {example.translation}")


def marked(example: Example) -> str:
    """The sentence with its surface in double brackets."""
    if not example.surface:
        return visible(example.sentence)
    return example.sentence.replace(example.surface, f"[[{example.surface}]]", 1)


def _schedule(standing: Standing) -> str:
    schedule = standing.schedule
    if schedule is None:
        return "new"
    ease = schedule.ease_factor / 1000
    lapses = f", {schedule.lapses} lapses" if schedule.lapses else ""
    return f"due {schedule.due}, interval {schedule.interval} d, ease {ease:.2f}{lapses}"
