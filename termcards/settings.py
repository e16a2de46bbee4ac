"""What a learner may set."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time, tzinfo
from enum import StrEnum
from pathlib import Path

from termcards.log import SM2, Scheduler
from termcards.notes import DeckId, Direction


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a day may ask for."""

    new: int = 10
    reviews: int = 200


INSTALLED_DICTIONARIES = Path("/usr/share/dictd")
"""Where Debian's packages, and others, put the dictionaries that are chosen by name."""

DICTIONARY_ENDINGS = (".index", ".ifo", ".csv", ".db", ".sqlite", ".sqlite3")
"""Of dictd's and StarDict's files, and ECDICT's."""


@dataclass(frozen=True, slots=True)
class DictionaryFile:
    path: Path
    """Its ending, one of `DICTIONARY_ENDINGS`, tells what it is."""


@dataclass(frozen=True, slots=True)
class DictionaryServer:
    """One that speaks DICT (RFC 2229)."""

    host: str = "localhost"
    port: int = 2628
    database: str | None = None
    """`None` asks all that it has."""


DictionaryPlace = DictionaryFile | DictionaryServer


@dataclass(frozen=True, slots=True)
class LeechLimits:
    """From when on a card is a leech; 0 is never."""

    lapses: int = 8
    failures: int = 8
    """In a row."""


@dataclass(frozen=True, slots=True)
class DeckSettings:
    """What is set for one deck; `None` is what holds for all."""

    new: int | None = None
    reviews: int | None = None
    scheduler: Scheduler | None = None


class Grades(StrEnum):
    """By which buttons an answer is graded."""

    FOUR = "four"
    TWO = "two"
    EXACT = "exact"
    """SM-2's own six."""


class Translation(StrEnum):
    """When a translation is shown."""

    ON_REQUEST = "on request"
    WITH_ANSWER = "with the answer"


class Borders(StrEnum):
    """What lines and bars are drawn with."""

    UNICODE = "unicode"
    ASCII = "ascii"


class Language(StrEnum):
    """Of the interface."""

    AUTO = "auto"
    """That of the environment."""

    ENGLISH = "en"
    CHINESE = "zh"


class Preset(StrEnum):
    """A set of keys to begin with."""

    DEFAULT = "default"
    LEFT_HAND = "left-hand"
    VIM = "vim"


THEMES = (
    "textual-dark",
    "textual-light",
    "ansi-dark",
    "ansi-light",
    "atom-one-dark",
    "atom-one-light",
    "catppuccin-frappe",
    "catppuccin-latte",
    "catppuccin-macchiato",
    "catppuccin-mocha",
    "dracula",
    "flexoki",
    "gruvbox",
    "monokai",
    "nord",
    "rose-pine",
    "rose-pine-dawn",
    "rose-pine-moon",
    "solarized-dark",
    "solarized-light",
    "tokyo-night",
)
"""By the names that Textual gives them; the `ansi` ones use the terminal's own colours."""


@dataclass(frozen=True, slots=True)
class Grading:
    """How answers are graded on the screen."""

    grades: Grades = Grades.FOUR
    space_grades: bool = True
    """Whether the key that shows the answer then grades it Good."""

    hold_time: int = 200
    """Milliseconds in which a second such press does not grade; 0 is none."""

    show_intervals: bool = True


@dataclass(frozen=True, slots=True)
class Look:
    """What the interface looks like."""

    theme: str | None = None
    """One of `THEMES`; `None` is what suits the terminal."""

    borders: Borders = Borders.UNICODE
    mouse: bool = True
    """Whether the mouse is the program's, and not the terminal's."""

    language: Language = Language.AUTO


@dataclass(frozen=True, slots=True)
class KeyChoice:
    """The keys that an act is given, as they are written; whether there are such is not checked."""

    act: str
    keys: tuple[str, ...]
    line: int
    """Of the file in which it is chosen."""


@dataclass(frozen=True, slots=True)
class Keys:
    preset: Preset = Preset.DEFAULT
    chosen: tuple[KeyChoice, ...] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """Those of a new learner, where nothing else is said."""

    limits: Limits = Limits()
    """Over all decks."""

    day_starts_at: time = time(4, 0)
    """On the learner's own clock."""

    time_zone: tzinfo | None = None
    """`None` is this computer's."""

    directions: tuple[Direction, ...] = (Direction.RECOGNISE, Direction.CLOZE)
    """The cards of a deck that does not say."""

    scheduler: Scheduler = SM2
    level: str = "B2"
    """The learner's English, from A2 to C2: what is plain to them is not proposed."""

    leeches: LeechLimits = LeechLimits()
    per_deck: Mapping[DeckId, DeckSettings] = field(default_factory=dict)
    decks: Path | None = None
    """The folder of the deck files, where it is not the library's own."""

    dictionaries: tuple[DictionaryPlace, ...] | None = None
    """In the order in which they are asked, after the glossary; `None` for all installed ones."""

    grading: Grading = Grading()
    translation: Translation = Translation.ON_REQUEST
    look: Look = Look()
    keys: Keys = Keys()

    def scheduler_of(self, deck: DeckId) -> Scheduler:
        own = self.per_deck.get(deck)
        return own.scheduler if own and own.scheduler else self.scheduler
