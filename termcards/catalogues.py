"""Catalogues of messages on disk, and which of them a learner reads.

They are made and checked by `python -m tests.messages`; what has none is said in English.
"""

import os
from collections.abc import Iterator, Mapping
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from termcards import language

FOLDER = Path(__file__).parent / "locales"
"""`LANGUAGE/LC_MESSAGES/termcards.mo` in it is the catalogue of a language."""

AUTO = "auto"
ENGLISH = "en"
CHINESE = "zh"
LANGUAGES = (ENGLISH, CHINESE)
_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""As gettext reads them: the first that is set decides; `LANGUAGE` names several, best first."""


def speak(wanted: str = AUTO, environment: Mapping[str, str] = os.environ) -> None:
    """From now on messages are in a language, or in the environment's where that is `auto`."""
    chosen = wanted if wanted in LANGUAGES else language_of(environment)
    language.use(NullTranslations() if chosen == ENGLISH else catalogue(chosen))


def language_of(environment: Mapping[str, str]) -> str:
    """The first language of the environment that there is; English where there is none."""
    return next((name for name in _asked(environment) if name in LANGUAGES), ENGLISH)


def catalogue(of: str) -> NullTranslations:
    with (FOLDER / of / "LC_MESSAGES" / "termcards.mo").open("rb") as file:
        return GNUTranslations(file)


def _asked(environment: Mapping[str, str]) -> Iterator[str]:
    """`zh_CN.UTF-8` and `zh-Hans` are `zh`; C and POSIX are English."""
    first = next((environment[name] for name in _VARIABLES if environment.get(name)), "")
    for locale in first.split(":"):
        name = locale.replace("-", "_").partition(".")[0].partition("@")[0].partition("_")[0]
        yield ENGLISH if name in ("C", "POSIX") else name.lower()
