"""`termcards stats`: what was learned and kept, and what is to come."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import click

from termcards.cli.figureshapes import figures_shape
from termcards.cli.output import json_option, open_library, print_json, say
from termcards.library.figures import ALL, QUARTER, figures
from termcards.library.keeping import chosen_decks, sync
from termcards.pages.figurepage import page
from termcards.pages.lines import Space, plain

WIDEST, NARROWEST = 80, 36


@click.command("stats")
@click.argument("decks", nargs=-1, metavar="[DECK...]")
@click.option(
    "--weeks",
    type=click.IntRange(min=1),
    default=QUARTER,
    show_default=True,
    help="How many weeks count, this one included.",
)
@click.option("--all", "from_the_first", is_flag=True, help="Count from the first answer on.")
@json_option
@click.pass_obj
def stats_command(
    home: Path | None, decks: Sequence[str], weeks: int, from_the_first: bool, as_json: bool
) -> None:
    """Show retention, workload, what is coming and what is hard, of all decks or some."""
    with open_library(home) as library:
        sync(library)
        chosen = [known.deck for known in chosen_decks(library, decks)] if decks else None
        found = figures(library, chosen, ALL if from_the_first else weeks)
    if as_json:
        print_json(figures_shape(found))
    elif found.is_empty:
        where = "nothing was studied here yet" if decks else "nothing was studied yet"
        say(f"{where}; `termcards study` begins")
    else:
        for line in page(found, space_of(shutil.get_terminal_size().columns)):
            say(plain(line))


def space_of(columns: int) -> Space:
    """The room of a page in a terminal with so many columns."""
    width = max(NARROWEST, min(columns, WIDEST))
    return Space(width, width)
