"""`termcards study`, and the interface's front door."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from termcards.cli.output import open_library, remark, say
from termcards.cli.terminal import has_screen, is_terminal
from termcards.errors import NotFoundError, StorageError, UsageError
from termcards.language import trn
from termcards.library.choosing import cards_to_cram
from termcards.library.home import Library
from termcards.library.keeping import (
    SUFFIXES,
    adopt,
    chosen_decks,
    starter_deck,
    sync,
    sync_readable,
)
from termcards.library.todays import Wishes
from termcards.library.undoing import NotTakenBackError, take_back
from termcards.library.undone import Undone
from termcards.notes import Deck
from termcards.plaintext import on_one_line

STARTER_NAME = "starter"
LONGEST_SITTING = 1440


@click.command("study")
@click.argument("decks", nargs=-1, metavar="[DECK...]")
@click.option("--plain", is_flag=True, help="Line by line, without taking the screen over.")
@click.option("--new", type=click.IntRange(0, 9999), metavar="N", help="So many new cards today.")
@click.option(
    "--minutes", type=click.FloatRange(min=0.1), metavar="N", help="As much as fits into N minutes."
)
@click.option(
    "--inline",
    type=click.IntRange(1, 9999),
    metavar="N",
    help="At most N cards, in some lines below the prompt; --plain with it goes line by line.",
)
@click.option(
    "--cram",
    metavar="NAME",
    help="All of a deck, a posting or a search, at any time; schedules stay as they are.",
)
@click.pass_obj
def study_command(
    home: Path | None,
    decks: Sequence[str],
    plain: bool,
    new: int | None,
    minutes: float | None,
    inline: int | None,
    cram: str | None,
) -> None:
    """Study what is due today, in all decks or in those named.

    DECK is a deck's name, or a deck file: that is copied into the library once, and later only the
    notes that are new in it are added. `starter` is the deck that comes with termcards.
    """
    if minutes is not None and not minutes <= LONGEST_SITTING:
        raise UsageError(f"a sitting has at most {LONGEST_SITTING} minutes")
    with open_library(home) as library:
        chosen = _chosen(library, decks)
        cards = None if cram is None else cards_to_cram(library, cram)
        wishes = Wishes(new=new, minutes=minutes, cards=inline, cram=cards, name=cram)
        if plain or not has_screen():
            from termcards.cli.plain import study_plainly

            study_plainly(library, chosen, wishes)
        else:
            from termcards.tui import run

            status = run(library, study=chosen, wishes=wishes, is_inline=inline is not None)
            if inline is not None:
                _say_what_is_left(library, chosen, wishes)
            sys.exit(status)


@click.command("undo")
@click.option(
    "--leave",
    "leaves",
    is_flag=True,
    help="Pass an act over that cannot be taken back; the next undo takes back what was before.",
)
@click.pass_obj
def undo_command(home: Path | None, leaves: bool) -> None:
    """Take back the last act that was not taken back yet: an answer, or a whole harvest."""
    with open_library(home) as library:
        undone = _taken_back(library, leaves=leaves)
        if undone is None:
            raise NotFoundError("there is nothing to take back")
        say(undone.words + (f": {on_one_line(undone.term)}" if undone.term else ""))
        if undone.is_half_done:
            remark("its posting is half done again; `termcards triage` goes on with it")
        for left in undone.left:
            remark(f"{left.path}:{left.line}: this was changed by hand since, and is left as it is")
        for fault in sync_readable(library):
            remark(str(fault))


def _taken_back(library: Library, *, leaves: bool) -> Undone | None:
    """What cannot be read is often what the last act, or half of it, has left behind."""
    sync_readable(library)
    try:
        return take_back(library)
    except NotTakenBackError as error:
        if leaves:
            return take_back(library, leaving=error.act)
        raise StorageError(f"{error}; `termcards undo --leave` passes it over") from error


def open_home(home: Path | None) -> None:
    """The interface at its home screen; in a terminal that cannot show it, plain study.

    Raises `UsageError` without a terminal.
    """
    if has_screen():
        from termcards.tui import run

        with open_library(home) as library:
            sys.exit(run(library))
    if not is_terminal():
        raise UsageError("the interface needs a terminal; try `termcards study --plain` or --help")
    from termcards.cli.plain import study_plainly

    with open_library(home) as library:
        study_plainly(library, _chosen(library, ()))


def _chosen(library: Library, names: Sequence[str]) -> list[Deck]:
    files = [name for name in names if _is_file(name)]
    adopted = [adopt(library, Path(name)) for name in files]
    sync(library)
    others = [name for name in names if name not in files]
    if others == [STARTER_NAME] and not _has_deck(library, STARTER_NAME):
        adopted.append(adopt(library, starter_deck()))
        others = []
    decks = {deck.deck.id: deck.deck for deck in library.store.shelf.decks()}
    chosen = [decks[deck] for deck in adopted]
    if others or not adopted:
        chosen += [deck.deck for deck in chosen_decks(library, others)]
    if not chosen:
        raise NotFoundError(
            "there is no deck yet; `termcards study starter` takes the one that comes along,"
            " `termcards harvest FILE` makes one from a footnoted posting"
        )
    return list(dict.fromkeys(chosen))


def _say_what_is_left(library: Library, decks: Sequence[Deck], wishes: Wishes) -> None:
    """The lines below the prompt have gone; one stays."""
    from termcards.cli.plain import say_what_is_left
    from termcards.library.studying import Study

    study = Study(library, decks, replace(wishes, cards=0))
    more = len(study.left_today())
    if not more or study.is_cramming:
        say_what_is_left(study, library)
        return
    say(
        trn(
            "{count} more card today; `termcards study` goes on",
            "{count} more cards today; `termcards study` goes on",
            more,
        )
    )


def _is_file(name: str) -> bool:
    return Path(name).suffix.lower() in SUFFIXES or Path(name).is_file()


def _has_deck(library: Library, name: str) -> bool:
    try:
        return bool(chosen_decks(library, [name]))
    except NotFoundError:
        return False
