"""`termcards export`."""

from collections.abc import Sequence
from pathlib import Path

import click

from termcards.cli.output import open_library, remark, say
from termcards.library.exchanging import export_to_anki


@click.group("export")
def export_command() -> None:
    """Take decks elsewhere."""


@export_command.command("anki")
@click.argument("decks", nargs=-1, metavar="[DECK...]")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.apkg",
    help="The package to write.",
)
@click.pass_obj
def export_anki_command(home: Path | None, decks: Sequence[str], output: Path) -> None:
    """Write an Anki package of all decks, or of those named.

    Exporting again and importing again updates the notes in Anki and makes no duplicates.
    """
    with open_library(home) as library:
        exported = export_to_anki(library, decks, output)
    say(f"{output}: {exported} notes" if exported != 1 else f"{output}: 1 note")
    remark("in Anki: File, Import; notes that you have already are brought up to date")
