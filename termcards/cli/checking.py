"""`termcards doctor`: is all as it should be?"""

from pathlib import Path

import click

from termcards.cli.configuring import key_faults
from termcards.cli.output import json_option, open_library, print_json, remark, say
from termcards.errors import ExitStatus
from termcards.library.checking import check, rebuild
from termcards.plaintext import counted, on_one_line

SHOWN_ORPHANS = 10


@click.command("doctor")
@click.option("--rebuild", "with_rebuild", is_flag=True, help="First make the schedules anew.")
@json_option
@click.pass_obj
def doctor_command(home: Path | None, with_rebuild: bool, as_json: bool) -> None:
    """Check that every schedule is what the log adds up to, and that the decks can be read."""
    with open_library(home) as library:
        if with_rebuild:
            rebuild(library)
        report = check(library)
        faults = (*report.faults, *key_faults(library))
    if as_json:
        print_json(
            {
                "faults": list(faults),
                "entries": report.entries,
                "cards": report.cards,
                "orphans": list(report.orphans),
            }
        )
    else:
        for fault in faults:
            say(fault)
        if not report.faults:
            say(f"{report.entries} entries in the log, {report.cards} cards stand as they say")
        if report.orphans:
            names = on_one_line(", ".join(report.orphans[:SHOWN_ORPHANS]))
            their = "its" if len(report.orphans) == 1 else "their"
            found = counted(len(report.orphans), "learned note")
            remark(f"{found} in no deck, {their} history is kept: {names}")
    if faults:
        click.get_current_context().exit(ExitStatus.NOT_FOUND)
