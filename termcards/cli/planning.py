"""`termcards shift`, `spread` and `reschedule`: many due days at once, taken back by one undo."""

from collections.abc import Sequence
from pathlib import Path

import click

from termcards.cli.output import open_library, remark, say
from termcards.errors import UsageError
from termcards.library import planning
from termcards.library.keeping import chosen_decks, sync
from termcards.log import DEFAULT_RETENTION, SM2, Scheduler, SchedulerName
from termcards.plaintext import counted

dry_run_option = click.option("--dry-run", is_flag=True, help="Only tell; change nothing.")


@click.command("shift", context_settings={"ignore_unknown_options": True})
@click.argument("days", type=int)
@click.pass_obj
def shift_command(home: Path | None, days: int) -> None:
    """Move every due day by DAYS, as for a holiday; a negative number brings them forward."""
    with open_library(home) as library:
        sync(library)
        moved = planning.shift(library, days)
        way = "later" if days > 0 else "earlier"
        say(f"{counted(moved, 'card')} {counted(abs(days), 'day')} {way}")


@click.command("spread")
@click.option("--minutes", type=click.FloatRange(min=0), required=True, help="A day's time.")
@dry_run_option
@click.pass_obj
def spread_command(home: Path | None, minutes: float, dry_run: bool) -> None:
    """Spread a backlog over the days to come, so that no day takes more than its minutes.

    What is longest overdue comes first. Counted by how long you have taken for a card lately.
    """
    with open_library(home) as library:
        sync(library)
        spread = planning.spread_backlog(library, minutes, is_trial=dry_run)
        a_day = f"{counted(spread.capacity, 'card')} a day"
        if not spread.moved:
            say(f"nothing to spread: no day asks for more than {a_day}")
            return
        verb = "would move" if dry_run else "moved"
        say(f"{verb} {counted(len(spread.moved), 'card')}, {a_day}, until {spread.until}")


@click.command("reschedule")
@click.argument("decks", nargs=-1, metavar="[DECK...]")
@click.option(
    "--with",
    "name",
    type=click.Choice([str(name) for name in SchedulerName]),
    required=True,
    help="The scheduler.",
)
@click.option("--retention", type=click.FloatRange(0.70, 0.99), help="What FSRS is to aim at.")
@dry_run_option
@click.pass_obj
def reschedule_command(
    home: Path | None, decks: Sequence[str], name: str, retention: float | None, dry_run: bool
) -> None:
    """Let all cards stand as if this scheduler had made their intervals from the beginning.

    Prints what that does to the coming weeks. For the answers to come, set `scheduler` in
    config.yaml, for all decks or for some.
    """
    scheduler = _scheduler(name, retention)
    with open_library(home) as library:
        sync(library)
        chosen = [shelved.deck for shelved in chosen_decks(library, decks)]
        preview = planning.preview_scheduler(library, chosen, scheduler)
        say(f"{'week':>10} {'now':>6} {name:>6}")
        for week, (before, after) in enumerate(zip(preview.before, preview.after, strict=True)):
            say(f"{'this week' if not week else f'+{week}':>10} {before:>6} {after:>6}")
        if dry_run:
            say(f"{counted(len(preview.cards), 'card')} would get another day")
            return
        planning.reschedule(library, preview, scheduler)
        say(f"{counted(len(preview.cards), 'card')} got another day")
        if any(library.settings.scheduler_of(deck.id) != scheduler for deck in chosen):
            remark(f"the next answers go by config.yaml; set `scheduler: {name}` there to keep on")


def _scheduler(name: str, retention: float | None) -> Scheduler:
    if name == SchedulerName.FSRS:
        return Scheduler(
            SchedulerName.FSRS, DEFAULT_RETENTION if retention is None else round(retention * 1000)
        )
    if retention is not None:
        raise UsageError("only fsrs aims at a retention")
    return SM2
