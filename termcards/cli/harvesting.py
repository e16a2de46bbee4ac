"""`termcards harvest`."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from termcards.cli.output import json_option, open_library, print_json, remark, say
from termcards.cli.shapes import content_shape
from termcards.errors import ExitStatus, TermcardsError
from termcards.harvest.harvester import Harvest
from termcards.library.harvesting import accept, postings_at, read_harvest
from termcards.notes import Draft
from termcards.plaintext import gist, on_one_line, padded

TERM_COLUMNS = 28


@click.command("harvest")
@click.argument("postings", nargs=-1, required=True, metavar="POSTING...")
@click.option("--deck", metavar="NAME", help="The deck that takes the notes; made if it is new.")
@click.option("--asides", is_flag=True, help="Take asides (citations, remarks) as notes too.")
@click.option("--dry-run", is_flag=True, help="Show what would be harvested, and keep nothing.")
@json_option
@click.pass_obj
def harvest_command(
    home: Path | None,
    postings: Sequence[str],
    deck: str | None,
    asides: bool,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Turn the footnoted terms of postings into notes.

    POSTING is a Markdown file, a folder of them, or - for standard input. The terms go into the
    deck NAME, or into one named after the posting.
    """
    paths = [path for name in postings for path in postings_at(name)]
    found: list[tuple[str, Harvest]] = []
    status = ExitStatus.DONE
    for path in paths:
        try:
            found.append((path, read_harvest(path, takes_asides=asides)))
        except TermcardsError as error:
            if len(paths) == 1:
                raise
            remark(f"error: {error}")
            status = error.status
    if not dry_run:
        _accept_all(home, found, deck, quiet=as_json)
    if as_json:
        _print_shapes(found, is_list=len(paths) > 1)
    for path, harvest in found:
        if dry_run and not as_json:
            _show(path, harvest)
        for warning in harvest.warnings:
            remark(f"{path}:{warning.line}: {warning.message}")
    return int(status)


def _accept_all(
    home: Path | None, found: Sequence[tuple[str, Harvest]], deck: str | None, *, quiet: bool
) -> None:
    with open_library(home) as library:
        for path, harvest in found:
            accepted = accept(library, harvest, deck)
            if quiet:
                continue
            if not harvest.notes:
                say(f"{path}: {_nothing(harvest)}")
                continue
            name = on_one_line(accepted.deck or "")
            target = f' to the deck "{name}"' if accepted.added else ""
            say(
                f"{path}: {_count(len(accepted.added), 'note')} added{target},"
                f" {len(accepted.known)} known already{_kept_out(harvest)}"
            )
            if accepted.added:
                say(f'  termcards study "{name}" studies it')


def _print_shapes(found: Sequence[tuple[str, Harvest]], *, is_list: bool) -> None:
    shapes = [_harvest_shape(harvest, path) for path, harvest in found]
    if is_list:
        print_json(shapes)
    elif shapes:
        print_json(shapes[0])


def _show(path: str, harvest: Harvest) -> None:
    say(f"{path}: {_count(len(harvest.notes), 'note')}{_kept_out(harvest)}")
    for draft in harvest.notes:
        meaning = next((sense.definition for sense in draft.note.senses), draft.note.usage or "")
        say(f"  {padded(on_one_line(draft.note.term), TERM_COLUMNS)} {gist(meaning)}")
    for aside in harvest.asides:
        say(f"  aside, line {aside.line}: [^{aside.label}] {gist(aside.text)}")


def _harvest_shape(found: Harvest, path: str) -> dict[str, Any]:
    posting = found.posting
    return {
        "source": {
            "title": posting.title,
            "url": posting.url,
            "path": path,
            "date": posting.date,
            "language": posting.language,
        },
        "notes": [_draft_shape(draft) for draft in found.notes],
        "asides": [
            {"label": aside.label, "text": aside.text, "line": aside.line} for aside in found.asides
        ],
        "candidates": [],
        "warnings": [
            {"line": warning.line, "code": warning.code, "message": warning.message}
            for warning in found.warnings
        ],
    }


def _draft_shape(draft: Draft) -> dict[str, Any]:
    return {"label": draft.label, "line": draft.line, **content_shape(draft.note)}


def _nothing(harvest: Harvest) -> str:
    if harvest.asides:
        return f"all {_count(len(harvest.asides), 'footnote')} are asides; --asides takes them"
    return "there are no footnotes here; nothing to harvest"


def _kept_out(harvest: Harvest) -> str:
    return f", {_count(len(harvest.asides), 'aside')} kept out" if harvest.asides else ""


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
