"""`termcards annotate`: what is known of a posting's terms, written into it as footnotes."""

import difflib
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from termcards.cli.output import open_library, remark, say
from termcards.errors import UsageError
from termcards.harvest.annotating import Annotation
from termcards.library.annotating import Annotated, annotate_posting
from termcards.library.keeping import sync
from termcards.plaintext import counted, on_one_line


@click.command("annotate")
@click.argument("posting")
@click.option("--term", "terms", multiple=True, metavar="TERM", help="Just this one; repeatable.")
@click.option("--all", "takes_all", is_flag=True, help="Every known term that stands in it.")
@click.option("--dry-run", is_flag=True, help="Show the difference, and write nothing.")
@click.pass_obj
def annotate_command(
    home: Path | None, posting: str, terms: Sequence[str], takes_all: bool, dry_run: bool
) -> None:
    """Write the terms that you took from a posting into it, as footnotes in its author's manner.

    POSTING is a Markdown file. Nothing else in it is touched, and harvesting it again gives the
    same notes. Terms that have a footnote there keep it.
    """
    if terms and takes_all:
        raise UsageError("--all and --term do not go together; leave one of them out")
    with open_library(home) as library:
        sync(library)
        done = annotate_posting(library, posting, terms=terms, takes_all=takes_all, is_dry=dry_run)
    if dry_run:
        for line in _difference(done, posting):
            say(line)
    if dry_run and not done.annotation.edits:
        remark(f"{posting}: no footnotes to add")
    if not dry_run:
        say(f"{on_one_line(posting)}: {_summary(done)}")
    for left in done.annotation.left_out:
        remark(f"left out: {on_one_line(left.note.term)}: {left.reason}")
    if done.annotation.written and not dry_run:
        say("  termcards undo does not reach this file: your editor or git takes footnotes back")


def _difference(done: Annotated, name: str) -> Iterator[str]:
    before, after = _lines(done.before), _lines(done.annotation.text)
    shown = on_one_line(name)
    return difflib.unified_diff(before, after, shown, f"{shown}, annotated", lineterm="")


def _lines(text: str) -> list[str]:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.removesuffix("\n").split("\n")


def _summary(done: Annotated) -> str:
    found: Annotation = done.annotation
    if found.written:
        return f"{counted(len(found.written), 'footnote')} added"
    if found.left_out:
        return "no footnotes added"
    return "no footnotes added; what is known of it has them, or does not stand in it"
