"""The command line: results to standard output, remarks to standard error.

Commands are loaded when they are called, so that `termcards due` in a prompt costs no more than it
must.
"""

import importlib
import sys
from pathlib import Path

import click

from termcards import __version__
from termcards.cli.terminal import print_what_can_be_printed
from termcards.errors import ExitStatus, TermcardsError
from termcards.plaintext import visible

COMMANDS = {
    "harvest": "harvesting",
    "triage": "triaging",
    "ready": "readiness",
    "annotate": "annotating",
    "study": "studying",
    "undo": "studying",
    "shift": "planning",
    "spread": "planning",
    "reschedule": "planning",
    "suspend": "verbs",
    "resume": "verbs",
    "bury": "verbs",
    "mark": "verbs",
    "flag": "verbs",
    "reset": "verbs",
    "set-due": "verbs",
    "known": "verbs",
    "never": "verbs",
    "correct": "verbs",
    "add": "writing",
    "edit": "writing",
    "move": "writing",
    "delete": "writing",
    "due": "looking",
    "list": "looking",
    "show": "showing",
    "decks": "looking",
    "stats": "figures",
    "export": "exchanging",
    "import": "importing",
    "log": "logs",
    "doctor": "checking",
    "config": "configuring",
    "serve": "serving",
}


class LazyGroup(click.Group):
    """A group whose commands live in modules of their own."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click names it
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # click names it
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"termcards.cli.{COMMANDS[cmd_name]}")
        command: click.Command = getattr(module, f"{cmd_name.replace('-', '_')}_command")
        return command


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option(
    "--home",
    type=click.Path(path_type=Path, file_okay=False),
    help="The library's folder, instead of TERMCARDS_HOME or the platform's own.",
)
@click.version_option(__version__, prog_name="termcards")
@click.pass_context
def termcards(ctx: click.Context, home: Path | None) -> None:
    """Make cards from the terms you footnote while reading, and study them.

    Without a command, the interface opens at its home screen.
    """
    ctx.obj = home
    if ctx.invoked_subcommand is None:
        from termcards.cli.studying import open_home

        open_home(home)


def main() -> None:
    """Runs the command line and leaves with its exit status."""
    print_what_can_be_printed()
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    try:
        status = termcards.main(arguments, prog_name="termcards", standalone_mode=False)
    except TermcardsError as error:
        click.echo(visible(f"error: {error}"), err=True)
        return int(error.status)
    except click.exceptions.Abort:
        return int(ExitStatus.INTERRUPTED)
    except click.ClickException as error:
        error.show()
        return int(ExitStatus.USAGE)
    except KeyboardInterrupt:
        return int(ExitStatus.INTERRUPTED)
    except BrokenPipeError:
        # The reader of our output has left, as `head` does; there is nobody to tell.
        sys.stdout = None
        return int(ExitStatus.DONE)
    except OSError as error:
        # Ours are told in words where they arise; what is left is output that cannot be written.
        click.echo(visible(f"error: cannot write the output: {error.strerror}"), err=True)
        return int(ExitStatus.STORAGE)
    return status if isinstance(status, int) else int(ExitStatus.DONE)
