"""`termcards log`: the log as text that merges."""

from pathlib import Path

import click

from termcards.cli.output import open_library, remark, say
from termcards.library.logs import export_log, log_lines, merge_log
from termcards.plaintext import counted

STANDARD_OUTPUT = "-"

file_argument = click.argument(
    "file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE"
)


@click.group("log")
def log_command() -> None:
    """Take what was learned to another device, and back."""


@log_command.command("export")
@file_argument
@click.pass_obj
def log_export_command(home: Path | None, file: Path) -> None:
    """Write the log to FILE, one entry a line, sorted: git and file synchronisers merge it.

    FILE may be - for standard output.
    """
    with open_library(home) as library:
        if str(file) == STANDARD_OUTPUT:
            lines = log_lines(library)
            click.echo("".join(lines).encode("utf-8"), nl=False)
            remark(counted_entries(len(lines)))
            return
        say(f"{file}: {counted_entries(export_log(library, file))}")


@log_command.command("merge")
@file_argument
@click.pass_obj
def log_merge_command(home: Path | None, file: Path) -> None:
    """Take in what another device's log has; doing it twice, or in another order, is the same."""
    with open_library(home) as library:
        say(f"{counted_entries(merge_log(library, file))} new")


def counted_entries(number: int) -> str:
    return f"{number} entries" if number != 1 else counted(1, "entry")
