"""What is done to cards and words besides answering; `termcards undo` takes each of it back."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import click

from termcards.cards import CardId
from termcards.cli.output import open_library, say
from termcards.errors import UsageError
from termcards.library.choosing import cards_named, last_answer, note_named
from termcards.library.home import Library
from termcards.library.keeping import sync
from termcards.log import HIGHEST_FLAG, Fact, Suspension, Verdict
from termcards.notes import Direction
from termcards.plaintext import counted, on_one_line
from termcards.scheduling import acts

term_argument = click.argument("term")
card_option = click.option(
    "--card",
    "direction",
    type=click.Choice([str(direction) for direction in Direction]),
    help="Only this card of the note.",
)


@click.command("suspend")
@term_argument
@card_option
@click.pass_obj
def suspend_command(home: Path | None, term: str, direction: str | None) -> None:
    """Ask a note's cards no more, until `resume`."""
    with open_library(home) as library:
        cards = _cards(library, term, direction)
        _do(library, acts.suspend(cards), f"suspended {_told(term, cards)}")


@click.command("resume")
@term_argument
@card_option
@click.pass_obj
def resume_command(home: Path | None, term: str, direction: str | None) -> None:
    """Ask a note's cards again that were suspended, known, buried or leeches."""
    with open_library(home) as library:
        cards = _cards(library, term, direction)
        _do(library, acts.resume(cards), f"resumed {_told(term, cards)}")


@click.command("bury")
@term_argument
@card_option
@click.pass_obj
def bury_command(home: Path | None, term: str, direction: str | None) -> None:
    """Ask a note's cards not before tomorrow."""
    with open_library(home) as library:
        cards = _cards(library, term, direction)
        _do(library, acts.bury(cards, library.today()), f"until tomorrow: {_told(term, cards)}")


@click.command("mark")
@term_argument
@click.option("--off", is_flag=True, help="Take the mark away.")
@click.pass_obj
def mark_command(home: Path | None, term: str, off: bool) -> None:
    """Mark a note, to find it again."""
    with open_library(home) as library:
        sync(library)
        note = note_named(library, term).note
        done = "mark taken away" if off else "marked"
        _do(library, acts.mark(note.id, is_marked=not off), f"{done}: {on_one_line(note.term)}")


@click.command("flag")
@term_argument
@click.argument("number", type=click.IntRange(0, HIGHEST_FLAG))
@card_option
@click.pass_obj
def flag_command(home: Path | None, term: str, number: int, direction: str | None) -> None:
    """Flag a note's cards with a NUMBER from 1 to 4; 0 takes the flag away."""
    with open_library(home) as library:
        cards = _cards(library, term, direction)
        done = f"flag {number}" if number else "no flag"
        _do(library, acts.flag(cards, number), f"{done}: {_told(term, cards)}")


@click.command("reset")
@term_argument
@card_option
@click.pass_obj
def reset_command(home: Path | None, term: str, direction: str | None) -> None:
    """Make a note's cards new again; their past stays in the log."""
    with open_library(home) as library:
        cards = _cards(library, term, direction)
        _do(library, acts.reset(cards), f"new again: {_told(term, cards)}")


@click.command("set-due", context_settings={"ignore_unknown_options": True})
@term_argument
@click.argument("day", metavar="DAY")
@card_option
@click.pass_obj
def set_due_command(home: Path | None, term: str, day: str, direction: str | None) -> None:
    """Set when a note's cards come next: a DAY such as 2026-12-24, or +3 for in three days."""
    with open_library(home) as library:
        due = _day(day, library.today())
        cards = _cards(library, term, direction)
        _do(library, acts.set_due(cards, due), f"due on {due}: {_told(term, cards)}")


@click.command("known")
@click.argument("terms", nargs=-1, required=True, metavar="TERM...")
@click.option("--off", is_flag=True, help="Take it back: ask and propose it again.")
@click.pass_obj
def known_command(home: Path | None, terms: Sequence[str], off: bool) -> None:
    """Take terms as known: their cards are not asked, and they are not proposed."""
    with open_library(home) as library:
        sync(library)
        facts: list[Fact] = []
        for term in terms:
            facts += _unknown(library, term) if off else _known(library, term)
        _do(library, facts, f"{'not known' if off else 'known'}: {on_one_line(', '.join(terms))}")


@click.command("never")
@click.argument("terms", nargs=-1, required=True, metavar="TERM...")
@click.option("--off", is_flag=True, help="Take it back.")
@click.pass_obj
def never_command(home: Path | None, terms: Sequence[str], off: bool) -> None:
    """Never propose these terms when a posting is harvested."""
    with open_library(home) as library:
        verdict = Verdict.OPEN if off else Verdict.NEVER
        words = on_one_line(", ".join(terms))
        done = f"may be proposed: {words}" if off else f"never proposed: {words}"
        _do(library, acts.judge(terms, verdict), done)


@click.command("correct")
@term_argument
@click.argument("quality", type=click.IntRange(0, 5))
@card_option
@click.pass_obj
def correct_command(home: Path | None, term: str, quality: int, direction: str | None) -> None:
    """Give the last answer to a note another QUALITY, from 0 to 5, however old it is.

    2 is Again, 3 Hard, 4 Good, 5 Easy. All that followed is counted anew.
    """
    with open_library(home) as library:
        answer = last_answer(library, _cards(library, term, direction))
        told = f"{on_one_line(term)}: the answer of {answer.day} is now {quality}"
        _do(library, acts.correct(answer, quality), told)


def _cards(library: Library, term: str, direction: str | None) -> tuple[CardId, ...]:
    sync(library)
    return cards_named(library, term, Direction(direction) if direction else None)


def _do(library: Library, facts: Sequence[Fact], told: str) -> None:
    if facts:
        library.record(facts)
    say(told)


def _told(term: str, cards: Sequence[CardId]) -> str:
    return f"{on_one_line(term)}, {counted(len(cards), 'card')}"


def _known(library: Library, term: str) -> list[Fact]:
    found = library.store.shelf.named(term)
    if not found:
        return acts.judge([term], Verdict.KNOWN)
    shelf = library.store.shelf
    return [
        fact for shelved in found for fact in acts.know(shelved.note, shelf.cards(shelved.note.id))
    ]


def _unknown(library: Library, term: str) -> list[Fact]:
    shelf = library.store.shelf
    notes = [shelved.note for shelved in shelf.named(term)]
    names = dict.fromkeys((term, *(note.term for note in notes)))
    standing = library.store.journal.standing
    cards = [
        card
        for note in notes
        for card in shelf.cards(note.id)
        if standing(card).suspended is Suspension.KNOWN
    ]
    return [*acts.resume(cards), *acts.judge(names, Verdict.OPEN)]


def _day(text: str, today: date) -> date:
    try:
        if text.startswith("+"):
            return today + timedelta(days=int(text[1:]))
        return date.fromisoformat(text)
    except (ValueError, OverflowError) as error:
        raise UsageError(f'"{text}" is no day; write it as 2026-12-24, or +3') from error
