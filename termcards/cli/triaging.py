"""`termcards triage`."""

import sys
from pathlib import Path

import click

from termcards.cli.output import open_library
from termcards.cli.progress import shown_progress
from termcards.cli.terminal import has_screen
from termcards.errors import UsageError
from termcards.library.halfdone import half_done
from termcards.library.home import Library
from termcards.library.reading import STANDARD_INPUT
from termcards.library.triaging import Triage, begin, go_on
from termcards.plaintext import quoted


@click.command("triage")
@click.argument("posting", required=False)
@click.option("--deck", metavar="NAME", help="The deck that takes the notes; made if it is new.")
@click.pass_obj
def triage_command(home: Path | None, posting: str | None, deck: str | None) -> None:
    """Decide on the terms of a posting that nobody marked, one by one.

    POSTING is a file (Markdown, text, HTML, PDF, DOCX) or the http or https address of a page. What
    is decided is kept at once and becomes notes, all as one act, when it is finished. Without a
    POSTING the last one that is half done is gone on with.
    """
    if deck is not None and not deck.strip():
        raise UsageError("the deck's name is empty; leave --deck out, or name one")
    if posting == STANDARD_INPUT or not has_screen():
        name = quoted(posting or "POSTING")
        raise UsageError(
            f"triage needs a terminal; `termcards harvest {name} --accept suggested` takes what is"
            " suggested, with --dry-run it shows what there is"
        )
    if posting is not None and Path(posting).is_dir():
        raise UsageError("triage takes one posting, and this is a folder; `harvest` takes folders")
    from termcards.tui import run

    with open_library(home) as library:
        triage = _opened(library, posting, deck)
        sys.exit(run(library, triage=triage, adds=triage is None))


def _opened(library: Library, posting: str | None, deck: str | None) -> Triage | None:
    if posting is not None:
        with shown_progress() as watch:
            return begin(library, posting, deck, watch)
    halves = half_done(library)
    return go_on(library, halves[0]) if halves else None
