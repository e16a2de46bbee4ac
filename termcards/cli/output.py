"""What every command prints with: a library at hand, JSON, remarks."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from termcards.config import home_folder
from termcards.library.home import Library
from termcards.plaintext import visible


@contextmanager
def open_library(home: Path | None) -> Iterator[Library]:
    with Library(home_folder(home)) as library:
        try:
            yield library
        finally:
            if library.remark:
                remark(library.remark)


@contextmanager
def look_into_library(home: Path | None) -> Iterator[Library]:
    """The library to read from; where there is none, an empty one that leaves no trace."""
    folder = home_folder(home)
    if folder.exists():
        with open_library(home) as library:
            yield library
        return
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="termcards-") as name, Library(Path(name)) as library:
        yield library


def remark(text: str) -> None:
    """To standard error, where it is in nobody's way."""
    click.echo(visible(text), err=True)


def say(text: str) -> None:
    """To standard output, as plain text."""
    click.echo(visible(text))


def print_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
