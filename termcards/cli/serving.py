"""`termcards serve`: the interface in a browser."""

from ipaddress import ip_address
from pathlib import Path

import click

from termcards.cli.output import open_library, remark, say
from termcards.config import home_folder
from termcards.errors import MissingExtraError

LOOPBACK = "127.0.0.1"


@click.command("serve")
@click.option("--host", default=LOOPBACK, metavar="NAME", help="Where it is served.")
@click.option(
    "--port", default=8000, type=click.IntRange(0, 65535), help="Where; 0 takes any free one."
)
@click.pass_obj
def serve_command(home: Path | None, host: str, port: int) -> None:
    """Show the interface in a browser on this computer, until ctrl+c.

    Takes the extra `web`: pip install 'termcards[web]'.
    """
    try:
        from termcards.tui.web import WebInterface
    except ImportError as error:
        raise MissingExtraError("serving", "web") from error
    folder = home_folder(home).absolute()
    with open_library(folder):
        pass  # what is wrong with it is said here, and not in a page
    if not is_loopback(host):
        remark(
            f"warning: {host} can be reached from other computers, and nothing is encrypted on the"
            " way: whoever sees the address below can study, change and export your decks"
        )
    WebInterface(folder, host, port, say).run()


def is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
