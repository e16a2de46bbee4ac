"""`termcards import`."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from termcards.cli.output import json_option, open_library, print_json, remark, say
from termcards.cli.progress import shown_progress
from termcards.errors import UsageError
from termcards.plaintext import counted, on_one_line, shortened

if TYPE_CHECKING:
    from termcards.anki.mapping import Part
    from termcards.library.importing import Imported
    from termcards.library.tabling import Taken

SHOWN = 20
WIDTH = 100

FILE = click.Path(path_type=Path, exists=False)


@click.group("import")
def import_command() -> None:
    """Take in what was made elsewhere; a second time adds nothing."""


@import_command.command("anki")
@click.argument("file", type=FILE)
@click.option("--deck", metavar="NAME", help="The deck for new notes, made when it is missing.")
@click.option(
    "--map",
    "parts",
    multiple=True,
    metavar="FIELD=PART",
    help="What a field of Anki's is of a note, such as Front=term; may be given several times.",
)
@click.option("--as-known", is_flag=True, help="Take its words as known, and make no notes.")
@click.option("--without-reviews", is_flag=True, help="Leave the answers given in Anki there.")
@click.option("--restore", is_flag=True, help="Take back notes that were deleted here.")
@click.option("--dry-run", is_flag=True, help="Only say what would be done.")
@json_option
@click.pass_obj
def import_anki_command(
    home: Path | None,
    file: Path,
    *,
    deck: str | None,
    parts: Sequence[str],
    as_known: bool,
    without_reviews: bool,
    restore: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Take in a package (.apkg, .colpkg) or collection (.anki2) of Anki's.

    Answers given in Anki to cards that came from here join the log; what was edited there is shown
    and overwrites nothing. Notes of other people become a deck.
    """
    from termcards.library.importing import ImportWishes, import_anki, refuse_nothing

    wishes = ImportWishes(
        deck=deck,
        parts=dict(map(_part, parts)),
        as_known=as_known,
        with_reviews=not without_reviews,
        restore=restore,
        is_trial=dry_run,
        tell=_tell_mapping,
    )
    with open_library(home) as library, shown_progress() as watch:
        wishes = replace(wishes, watch=watch)
        imported = import_anki(library, file, wishes)
    refuse_nothing(imported, file)
    if as_json:
        print_json(_shape(imported))
        return
    would = "would be " if dry_run else ""
    for line in _lines(imported, file, would=would, as_known=as_known):
        say(line)
    for advice in _advice(imported):
        remark(advice)


def _table_options(command: Callable[..., None]) -> Callable[..., None]:
    for option in (
        click.option("--dry-run", is_flag=True, help="Only say what would be done."),
        click.option("--deck", metavar="NAME", help="The deck for all notes."),
        click.option(
            "--as-known", is_flag=True, help="Take its words as known, and make no notes."
        ),
        click.argument("file", type=click.Path(path_type=Path, allow_dash=True)),
    ):
        command = option(command)
    return command


@import_command.command("csv")
@_table_options
@click.option(
    "--map",
    "parts",
    multiple=True,
    metavar="COLUMN=PART",
    help="What a column is of a note, such as Word=term; may be given several times.",
)
@click.pass_obj
def import_csv_command(
    home: Path | None,
    file: Path,
    *,
    deck: str | None,
    parts: Sequence[str],
    as_known: bool,
    dry_run: bool,
) -> None:
    """Take in a table: one that was exported here, a word list, or Anki's export of text."""
    from termcards.library.tabling import TableWishes, import_csv

    with open_library(home) as library, shown_progress() as watch:
        wishes = TableWishes(
            deck,
            dict(map(_part, parts)),
            is_trial=dry_run,
            tell=lambda mapped: _tell_mapping("table", mapped),
            as_known=as_known,
            watch=watch,
        )
        taken = import_csv(library, file, wishes)
    _tell_taken(taken, file, dry_run=dry_run)


@import_command.command("json")
@_table_options
@click.pass_obj
def import_json_command(
    home: Path | None, file: Path, *, deck: str | None, as_known: bool, dry_run: bool
) -> None:
    """Take in decks that were exported as JSON."""
    from termcards.library.tabling import TableWishes, import_json

    with open_library(home) as library, shown_progress() as watch:
        wishes = TableWishes(deck, is_trial=dry_run, as_known=as_known, watch=watch)
        taken = import_json(library, file, wishes)
    _tell_taken(taken, file, dry_run=dry_run)


def _tell_taken(taken: "Taken", file: Path, *, dry_run: bool) -> None:
    would = "would be " if dry_run else ""
    if taken.words:
        say(f"{file}: {counted(len(taken.words), 'word')} {would}taken as known")
    for name, notes in taken.added:
        say(f'{file}: {counted(len(notes), "note")} {would}added to the deck "{on_one_line(name)}"')
    if taken.known or not (taken.added or taken.words or taken.clashes):
        say(f"{file}: {taken.known} known already")
    for clash in taken.clashes[:SHOWN]:
        place = f"{file}:{clash.line}" if clash.line else f"{file}"
        remark(
            f'{place}: "{on_one_line(clash.term)}" left out: its id, "{on_one_line(clash.id)}", is'
            f' that of "{on_one_line(clash.other)}"; give it another, or none'
        )
    if len(taken.clashes) > SHOWN:
        remark(f"{len(taken.clashes) - SHOWN} more left out for such an id")
    if taken.without_term:
        remark(f"{counted(taken.without_term, 'row')} left out: no term in it")


def _part(text: str) -> "tuple[str, Part]":
    from termcards.anki.mapping import Part

    name, equals, part = text.rpartition("=")
    known = [str(one) for one in Part]
    if not equals or not name or part not in known:
        raise UsageError(f'--map "{text}": write FIELD=PART; a part is one of {", ".join(known)}')
    return name, Part(part)


def _tell_mapping(note_type: str, mapped: "Sequence[tuple[str, Part]]") -> None:
    fields = ", ".join(f"{on_one_line(name)} = {part}" for name, part in mapped)
    remark(f"{on_one_line(note_type)}: {fields}; --map FIELD=PART changes it")


def _lines(imported: "Imported", file: Path, *, would: str, as_known: bool) -> Iterator[str]:
    from termcards.pages.exchange import sides_in_words

    returned = imported.returned
    if as_known:
        words = counted(len(imported.words), "word")
        yield f"{file}: {words} {would}taken as known, {imported.known} known already"
    elif imported.decks:
        decks = " and ".join(f'"{on_one_line(deck.name)}"' for deck in imported.decks)
        word = "deck" if len(imported.decks) == 1 else "decks"
        yield (
            f"{file}: {counted(len(imported.added), 'note')} {would}added to the {word} {decks},"
            f" {imported.known} known already"
        )
    elif imported.known or not imported.ours:
        yield f"{file}: 0 notes {would}added, {imported.known} known already"
    if imported.ours:
        yield (
            f"{file}: {counted(len(returned.entries), 'review')} {would}added to the log,"
            f" {returned.known} known already"
        )
    for conflict in imported.conflicts[:SHOWN]:
        yield f"{on_one_line(conflict.note)}: {conflict.field} {sides_in_words(conflict)}"
        yield f"  here: {shortened(on_one_line(conflict.here), WIDTH)}"
        yield f"  Anki: {shortened(on_one_line(conflict.there), WIDTH)}"


def _advice(imported: "Imported") -> Iterator[str]:
    if imported.added:
        if imported.media:
            what = "picture or sound" if imported.media == 1 else "pictures and sounds"
            yield f"{imported.media} {what} left out: termcards keeps text"
        if imported.without_term:
            yield f"{counted(imported.without_term, 'note')} left out: no term in it"
    if imported.gone:
        yield (
            f"{counted(imported.gone, 'note')} left out: deleted here since; --restore takes"
            f" {'it' if imported.gone == 1 else 'them'} back"
        )
    if imported.returned.left_out:
        yield f"{counted(imported.returned.left_out, 'answer')} left out: they change no schedule"
    if len(imported.conflicts) > SHOWN:
        yield f"{len(imported.conflicts) - SHOWN} more fields differ; --json lists all"
    if imported.conflicts:
        yield (
            "nothing was overwritten: to keep an edit, make it in the deck file too;"
            " a note that is changed here replaces Anki's at the next export"
        )


def _shape(imported: "Imported") -> dict[str, Any]:
    returned = imported.returned
    return {
        "deck": imported.decks[0].name if imported.decks else None,
        "decks": [deck.name for deck in imported.decks],
        "notes": [{"id": note.id or None, "term": note.term} for note in imported.added],
        "known": imported.known,
        "gone": imported.gone,
        "without_term": imported.without_term,
        "media": imported.media,
        "words": list(imported.words),
        "reviews": {
            "added": len(returned.entries),
            "known": returned.known,
            "left_out": returned.left_out,
        },
        "conflicts": [
            {
                "note": conflict.note,
                "field": conflict.field,
                "here": conflict.here,
                "anki": conflict.there,
                "changed_here": conflict.changed_here,
                "changed_in_anki": conflict.changed_in_anki,
            }
            for conflict in imported.conflicts
        ],
        "mappings": [
            {"note_type": name, "fields": {field: str(part) for field, part in mapped}}
            for name, mapped in imported.mappings
        ],
    }
