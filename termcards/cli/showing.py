"""`termcards show`: a note with all that is known of it, and why its cards come when they do."""

from pathlib import Path

import click

from termcards.cards import CardId
from termcards.cli.looking import deck_name, shape
from termcards.cli.output import json_option, open_library, print_json, say
from termcards.library.choosing import notes_named
from termcards.library.explaining import past_of
from termcards.library.home import Library
from termcards.library.keeping import sync
from termcards.log import Standing, Suspension
from termcards.notes import Example, Sense
from termcards.plaintext import visible
from termcards.scheduling.why import Outlook
from termcards.storage.shelf import ShelvedNote

HELD_BACK = {
    Suspension.ASKED: "suspended",
    Suspension.LEECH: "a leech, suspended",
    Suspension.KNOWN: "known",
}
GRADES = {2: "Again", 3: "Hard", 4: "Good", 5: "Easy"}


@click.command("show")
@click.argument("term")
@json_option
@click.pass_obj
def show_command(home: Path | None, term: str, as_json: bool) -> None:
    """Show a note by its term, one of its aliases, or its id."""
    with open_library(home) as library:
        sync(library)
        found = notes_named(library, term)
        if as_json:
            print_json([shape(library, shelved) for shelved in found])
            return
        for place, shelved in enumerate(found):
            if place:
                say("")
            _show(library, shelved)


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
        _show_card(library, shelved, card)
    say(f"  {deck_name(library, shelved)}, line {shelved.line}")


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


def _show_card(library: Library, shelved: ShelvedNote, card: CardId) -> None:
    standing = library.store.journal.standing(card)
    say(f"  {card.rpartition(':')[2]}: {', '.join(_state(standing, library))}")
    if standing.schedule is None:
        return
    explanation = past_of(library, card, standing, shelved.deck).explanation
    say(f"    {explanation.present}")
    say(f"    next: {' · '.join(map(_outlook, explanation.outlooks))}")


def _state(standing: Standing, library: Library) -> list[str]:
    schedule = standing.schedule
    if schedule is None:
        words = ["new"]
    else:
        words = [f"due {schedule.due}", f"interval {schedule.interval} d"]
        words.append(f"ease {schedule.ease_factor / 1000:.2f}")
        words += [f"{schedule.lapses} lapses"] if schedule.lapses else []
    words += [HELD_BACK[standing.suspended]] if standing.suspended else []
    words += ["buried until tomorrow"] if standing.is_buried(library.today()) else []
    return [*words, *([f"flag {standing.flag}"] if standing.flag else [])]


def _outlook(outlook: Outlook) -> str:
    """The interval after the next tells grades apart that lead to the same one."""
    return f"{GRADES[outlook.quality]} {outlook.interval} d, then {outlook.then} d"
