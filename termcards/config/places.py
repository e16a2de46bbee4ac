"""Where the library is, and whose folder a path begins in."""

import os
from collections.abc import Mapping
from pathlib import Path

from termcards.errors import UsageError

HOME_VARIABLE = "TERMCARDS_HOME"
CONFIG = "config.yaml"
"""The settings, in the library's folder."""


def home_folder(asked: Path | None, environment: Mapping[str, str] = os.environ) -> Path:
    """The library's folder: the one asked for, else the environment's, else the platform's."""
    named = asked or (Path(environment[HOME_VARIABLE]) if environment.get(HOME_VARIABLE) else None)
    if named is not None:
        return expanded(named)
    from platformdirs import user_data_path

    return user_data_path("termcards", appauthor=False)


def expanded(path: Path) -> Path:
    try:
        return path.expanduser()
    except RuntimeError as error:
        raise UsageError(f"{path}: there is no such user's home; name the folder") from error
