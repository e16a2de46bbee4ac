"""`termcards ready`: how much of a posting do I know?"""

from pathlib import Path
from typing import Any

import click

from termcards.cli.output import json_option, open_library, print_json, say
from termcards.cli.shapes import posting_shape
from termcards.library.keeping import sync
from termcards.library.readiness import Readiness, readiness
from termcards.plaintext import counted, on_one_line, quoted


@click.command("ready")
@click.argument("posting")
@json_option
@click.pass_obj
def ready_command(home: Path | None, posting: str, as_json: bool) -> None:
    """Tell how many of a posting's terms you know, and what is left to learn.

    POSTING is what `harvest` reads. `termcards study --cram POSTING` asks just the gaps.
    """
    with open_library(home) as library:
        sync(library)
        found = readiness(library, posting)
    if as_json:
        print_json(_shape(found, posting))
        return
    say(_summary(found))
    for gap in found.gaps:
        say(f"  {'begun' if gap.is_begun else 'to learn'}: {on_one_line(gap.note.term)}")
    for term in found.missing:
        say(f"  in no deck: {on_one_line(term)}")
    if found.gaps:
        say(f"termcards study --cram {quoted(posting)} asks what is left to learn")
    if found.missing:
        say(f"termcards harvest {quoted(posting)} --accept suggested takes what is in no deck")


def _summary(found: Readiness) -> str:
    if not found.terms:
        return "no terms are known or found in this posting"
    known = f"you know {len(found.known)} of {counted(found.terms, 'term')}"
    if not found.left:
        return f"{known}; you are ready"
    minutes = max(1, round(found.seconds / 60))
    return f"{known}; {found.left} left, about {counted(minutes, 'minute')}"


def _shape(found: Readiness, path: str) -> dict[str, Any]:
    return {
        "source": posting_shape(found.posting, path),
        "terms": found.terms,
        "known": [note.term for note in found.known],
        "to_learn": [{"term": gap.note.term, "card": gap.card} for gap in found.gaps],
        "in_no_deck": list(found.missing),
        "seconds": round(found.seconds),
    }
