"""`termcards export`."""

from collections.abc import Callable, Sequence
from pathlib import Path

import click

from termcards.cli.output import json_option, open_library, print_json, remark, say
from termcards.cli.progress import shown_progress
from termcards.errors import UsageError
from termcards.library.exchanging import (
    Exporting,
    Plan,
    Planned,
    Wishes,
    export_to_anki,
    plan_export,
)
from termcards.library.home import Library
from termcards.pages.exchange import advice, removed_advice
from termcards.plaintext import counted, on_one_line

SHOWN = 20


@click.group("export")
def export_command() -> None:
    """Take decks elsewhere."""


@export_command.command("anki")
@click.argument("decks", nargs=-1, metavar="[DECK...]")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    metavar="FILE.apkg",
    help="The package to write; - is standard output.",
)
@click.option("--plan", is_flag=True, help="Only say what is new since the last export.")
@click.option("--with-progress", is_flag=True, help="Take schedules and the review log along.")
@click.option("--subdecks", is_flag=True, help="A deck in Anki for each posting, under its deck.")
@click.option("--push", is_flag=True, help="Hand it to the Anki that is open, by AnkiConnect.")
@click.option("--anki", "address", metavar="URL", help="Where AnkiConnect listens.")
@json_option
@click.pass_obj
def export_anki_command(
    home: Path | None,
    decks: Sequence[str],
    output: Path | None,
    *,
    plan: bool,
    with_progress: bool,
    subdecks: bool,
    push: bool,
    address: str | None,
    as_json: bool,
) -> None:
    """Write an Anki package of all decks, or of those named.

    Exporting again and importing again updates the notes in Anki and makes no duplicates.
    """
    if as_json and not plan:
        raise UsageError("--json is for --plan")
    if push and (output is not None or with_progress or plan):
        raise UsageError("--push goes alone: AnkiConnect takes no progress along")
    if output is None and not plan and not push:
        raise UsageError("name the package to write, such as -o deck.apkg")
    with open_library(home) as library:
        if plan:
            _show_plan(plan_export(library, decks), as_json=as_json)
            return
        if push:
            _push(library, Wishes(tuple(decks), subdecks), address)
            return
        if output is not None:
            exported = _export(library, decks, output, with_progress, subdecks)
    _tell_written(output, exported.notes)
    for told in advice(exported, with_progress=with_progress):
        remark(told)


def _push(library: Library, wishes: Wishes, address: str | None) -> None:
    from termcards.anki.connect import ADDRESS
    from termcards.library.pushing import push_to_anki

    pushed = push_to_anki(library, wishes, address or ADDRESS)
    say(f"Anki: {counted(pushed.exporting.notes, 'note')}, each read back")
    if pushed.differing:
        names = ", ".join(map(on_one_line, pushed.differing[:SHOWN]))
        remark(f"{len(pushed.differing)} stay as they were edited in Anki: {names}")
    if pushed.exporting.removed:
        remark(removed_advice(pushed.exporting.removed))


def _table_output(command: Callable[..., None]) -> Callable[..., None]:
    return click.option(
        "-o",
        "--output",
        required=True,
        type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
        metavar="FILE",
        help="The file to write; - is standard output.",
    )(command)


@export_command.command("csv")
@click.argument("decks", nargs=-1, metavar="[DECK...]")
@_table_output
@click.option("--for-anki", is_flag=True, help="With the header lines that Anki's import reads.")
@click.pass_obj
def export_csv_command(
    home: Path | None, decks: Sequence[str], output: Path, *, for_anki: bool
) -> None:
    """Write a table with a row for each note, for a spreadsheet or for Anki's import of text.

    A row has of examples the first, without its lines. The note's field, quotes, derived terms,
    cross references, directions and unread footnote stay out, and so do the languages and fields
    of its senses. JSON has everything.
    """
    from termcards.library.tabling import export_csv

    with open_library(home) as library, shown_progress() as watch:
        count = export_csv(library, decks, output, for_anki=for_anki, watch=watch)
    _tell_written(output, count)
    if for_anki:
        remark(
            "in Anki: File, Import; Front and Back go to the note type Basic by themselves, the"
            " other columns and other note types by Field Mapping"
        )


@export_command.command("json")
@click.argument("decks", nargs=-1, metavar="[DECK...]")
@_table_output
@click.pass_obj
def export_json_command(home: Path | None, decks: Sequence[str], output: Path) -> None:
    """Write decks whole, with the keys of deck files."""
    from termcards.library.tabling import export_json

    with open_library(home) as library, shown_progress() as watch:
        count = export_json(library, decks, output, watch)
    _tell_written(output, count)


def _tell_written(output: Path | None, count: int) -> None:
    if output != Path("-"):
        say(f"{output}: {counted(count, 'note')}")


def _export(
    library: Library, decks: Sequence[str], path: Path, with_progress: bool, subdecks: bool
) -> Exporting:
    with shown_progress() as watch:
        wishes = Wishes(tuple(decks), subdecks, with_progress, watch=watch)
        return export_to_anki(library, path, wishes)


def _show_plan(plan: Plan, *, as_json: bool) -> None:
    parts = {
        "new": plan.new,
        "changed": plan.changed,
        "unchanged": plan.unchanged,
        "removed": plan.removed,
    }
    if as_json:
        print_json({name: [_shape(one) for one in notes] for name, notes in parts.items()})
        return
    for name, notes in parts.items():
        say(f"{len(notes)} {name}")
        if name != "unchanged":
            _list(notes)
    if plan.removed:
        remark(removed_advice(plan.removed))


def _list(notes: Sequence[Planned]) -> None:
    for planned in notes[:SHOWN]:
        say(f"  {on_one_line(planned.term or planned.note)}  ({on_one_line(planned.deck)})")
    if len(notes) > SHOWN:
        say(f"  and {len(notes) - SHOWN} more; --json lists all")


def _shape(planned: Planned) -> dict[str, str | None]:
    return {"id": planned.note, "term": planned.term, "deck": planned.deck}
