"""`termcards config`: what is set, and setting it."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from termcards.cli.output import (
    json_option,
    look_into_library,
    open_library,
    print_json,
    remark,
    say,
)
from termcards.config import CONFIG
from termcards.errors import BadInputError, ExitStatus, UsageError
from termcards.library import configuring
from termcards.library.home import Library
from termcards.library.settinglist import Setting, listed, setting
from termcards.plaintext import on_one_line, padded
from termcards.settings import KeyChoice

NAME_CELLS = 24
VALUE_CELLS = 28
NOWHERE = 0
"""The line of a choice of keys that is in no file yet."""


@click.command("config")
@click.argument("key", required=False)
@click.argument("value", nargs=-1)
@click.option("--unset", is_flag=True, help="Take the setting's lines out of config.yaml.")
@json_option
@click.pass_obj
def config_command(
    home: Path | None, key: str | None, value: Sequence[str], unset: bool, as_json: bool
) -> None:
    """List all settings, show one, or set it.

    A setting is changed in the library's config.yaml, in its own lines and no others; `termcards
    undo` takes that back. The keys of an act are `keys.ACT`, as in `termcards config
    keys.study.good 3 space`; `keys.preset` is a set of them.
    """
    if unset and (key is None or value):
        raise UsageError("--unset takes the name of one setting, and no value")
    if key is None or not (value or unset):
        with look_into_library(home) as library:
            _show(library, key, as_json=as_json)
        return
    with open_library(home) as library:
        if unset:
            _unset(library, key)
        else:
            _refuse_wrong_keys(library, key, value)
            configuring.change(library, key, value)
        now = setting(library, key)
        faults = key_faults(library)
    if as_json:
        print_json(_fields(now))
    else:
        say(_line(now))
    for fault in faults:
        remark(fault)


def _refuse_wrong_keys(library: Library, key: str, value: Sequence[str]) -> None:
    """Raises `BadInputError` for keys that would not hold."""
    _, act = key.split(".", 1) if key.startswith("keys.") else ("", "")
    if not act or key == configuring.PRESET:
        return
    from termcards.tui.keychecks import checked

    own = library.settings.keys
    others = (choice for choice in own.chosen if choice.act != act)
    chosen = KeyChoice(act, tuple(" ".join(value).split()), NOWHERE)
    for fault in checked(replace(own, chosen=(*others, chosen)))[1]:
        if fault.line == NOWHERE:
            raise BadInputError(f"{key}: {fault.message}")


def _unset(library: Library, key: str) -> None:
    if not configuring.unset(library, key):
        remark(f"{key} was not set")


def _show(library: Library, key: str | None, *, as_json: bool) -> None:
    shown = listed(library) if key is None else (setting(library, key),)
    faults = key_faults(library)
    if as_json:
        found = [_fields(one) for one in shown]
        print_json({"settings": found, "faults": list(faults)} if key is None else found[0])
    else:
        for one in shown:
            say(_line(one))
        for fault in faults:
            remark(fault)
    if faults:
        click.get_current_context().exit(ExitStatus.NOT_FOUND)


def key_faults(library: Library) -> tuple[str, ...]:
    """What is wrong with the keys that the learner chose, each with its place."""
    keys = library.settings.keys
    if not keys.chosen:
        return ()
    from termcards.tui.keychecks import checked

    return tuple(map(str, checked(keys)[1]))


def _line(one: Setting) -> str:
    value = on_one_line(one.value)
    if one.line is None:
        return f"{one.key:{NAME_CELLS}}  {value}"
    place = f"{CONFIG}:{one.line}"
    usual = f", else {one.default}" if one.default != one.value else ""
    return f"{on_one_line(one.key):{NAME_CELLS}}  {padded(value, VALUE_CELLS)}  {place}{usual}"


def _fields(one: Setting) -> dict[str, object]:
    return {
        "key": one.key,
        "value": one.value,
        "default": one.default,
        "file": None if one.line is None else CONFIG,
        "line": one.line,
    }
