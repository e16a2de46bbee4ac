"""What termcards says, in the learner's language: messages are looked up here, by their English.

A message stands in the code as a literal, so that it can be collected: `tr("{n} left", n=3)`.
Values are put in after the look-up and are never read as messages or as places for others.
"""

import os
from collections.abc import Mapping
from gettext import NullTranslations, translation
from pathlib import Path

FOLDER = Path(__file__).parent / "locale"
"""`LANGUAGE/LC_MESSAGES/termcards.mo` in it is the catalogue of a language."""

CHINESE = "zh"
AUTO = "auto"

_catalogue = NullTranslations()


def use(catalogue: NullTranslations) -> None:
    """From now on messages come from this catalogue; what is missing there stays English."""
    global _catalogue
    _catalogue = catalogue


def speak(wanted: str, environment: Mapping[str, str] = os.environ) -> None:
    """Takes a language's catalogue up; where there is none, as there is for English, it is English.

    `auto` is the environment's language.
    """
    language = _of_environment(environment) if wanted == AUTO else wanted
    use(translation("termcards", FOLDER, languages=[language], fallback=True))


def has_catalogue(language: str) -> bool:
    return (FOLDER / language / "LC_MESSAGES" / "termcards.mo").exists()


def _of_environment(environment: Mapping[str, str]) -> str:
    names = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    first = next((environment[name] for name in names if environment.get(name)), "")
    return CHINESE if first.startswith(CHINESE) else "en"


def tr(message: str, /, **values: object) -> str:
    """The message, with each `{name}` replaced by its value where there are values."""
    return _filled(_catalogue.gettext(message), values)


def trn(one: str, many: str, count: int, /, **values: object) -> str:
    """As `tr`, for a message that depends on a number, which is also the value `count`."""
    return _filled(_catalogue.ngettext(one, many, count), {"count": count, **values})


def _filled(message: str, values: dict[str, object]) -> str:
    return message.format_map(values) if values else message
