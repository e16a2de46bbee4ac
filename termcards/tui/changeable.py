"""What a person changes in the settings screen, in words: names, values, when they take effect."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from termcards.language import tr
from termcards.library.configuring import PRESET
from termcards.library.settinglist import CHOICES, SUITS, Setting
from termcards.settings import Borders, Grades, Language, Preset, Translation

HIGHEST = 9999
LATEST_HOUR = 11


@dataclass(frozen=True, slots=True)
class Changeable:
    key: str
    name: str
    about: str
    takes_effect: str = ""
    """When, unless it is at once."""

    step: int = 0
    """By which a number goes up and down."""


NEXT_CARD = "from the next card on"
NEXT_START = "at the next start"

CHANGEABLE = (
    Changeable("new_cards_per_day", "new cards a day", "Over all decks.", step=1),
    Changeable("reviews_per_day", "reviews a day", "Over all decks; repeats come on top.", step=10),
    Changeable(
        "day_starts_at", "a day starts at", "Until then it is yesterday, for those who sit up late."
    ),
    Changeable(
        "grades",
        "grades",
        "Four: Again, Hard, Good, Easy. Two: Again or Good. SM-2's own six: 0 to 5.",
        NEXT_CARD,
    ),
    Changeable(
        "space_grades",
        "space grades",
        "The key that shows the answer then grades it Good; otherwise it only shows it.",
        NEXT_CARD,
    ),
    Changeable(
        "show_intervals",
        "intervals on the buttons",
        "What each grade leads to. Off, for those who find themselves grading by the number.",
        NEXT_CARD,
    ),
    Changeable(
        "translation", "translation", "Shown when it is asked for, or whenever the answer is."
    ),
    Changeable(
        "level",
        "your English",
        "What is plain to you at this level is not proposed from postings.",
    ),
    Changeable(
        "scheduler",
        "scheduler",
        "Holds from each card's next answer; termcards reschedule moves all cards at once.",
    ),
    Changeable("theme", "theme", "ansi-dark and ansi-light use the terminal's own colours."),
    Changeable(
        "borders", "lines and bars", "ASCII is for terminals in which lines are out of place."
    ),
    Changeable("mouse", "mouse", "Otherwise the mouse is left to the terminal.", NEXT_START),
    Changeable("language", "language", "Of the interface; cards stay as they are.", NEXT_START),
    Changeable(
        PRESET,
        "keys",
        "Left hand: a s d f grade, w undoes. vim: h j k l grade. Single keys: keys in config.yaml.",
    ),
)


def stepped(changeable: Changeable, setting: Setting, steps: int) -> str | None:
    """The value next to the one that is set; `None` for what is set where nothing is."""
    if changeable.step:
        now = int(setting.value) if setting.value.isdigit() else 0
        return str(max(0, min(HIGHEST, now + steps * changeable.step)))
    if changeable.key == "day_starts_at":
        hour = int(setting.value.partition(":")[0]) + steps
        return f"{time(max(0, min(LATEST_HOUR, hour))):%H:%M}"
    choices: tuple[str | None, ...] = CHOICES[changeable.key]
    if setting.default not in choices:
        choices = (None, *choices)
    return choices[(_place(setting.value, choices) + steps) % len(choices)]


def _place(value: str, choices: Sequence[str | None]) -> int:
    """Where a value stands, however it is written; what is none of them is the first."""
    folded = [choice and choice.casefold() for choice in choices]
    return folded.index(value.casefold()) if value.casefold() in folded else 0


def is_typed(changeable: Changeable) -> bool:
    """Whether its value is written, and not only chosen."""
    return changeable.key not in CHOICES


def value_in_words(setting: Setting) -> str:
    """As a person says it; numbers, hours and names of themes and levels are what they are."""
    words = {
        SUITS: tr("what suits the terminal"),
        "true": tr("yes"),
        "false": tr("no"),
        "sm2": "SM-2",
        "fsrs": "FSRS",
        Grades.FOUR: tr("four"),
        Grades.TWO: tr("two"),
        Grades.EXACT: tr("six, as in SM-2"),
        Translation.ON_REQUEST: tr("on request"),
        Translation.WITH_ANSWER: tr("with the answer"),
        Borders.UNICODE: tr("drawn"),
        Borders.ASCII: tr("ASCII"),
        Language.AUTO: tr("that of your environment"),
        Language.ENGLISH: "English",
        Language.CHINESE: "简体中文",
        Preset.DEFAULT: tr("as usual"),
        Preset.LEFT_HAND: tr("left hand"),
    }
    return words.get(setting.value.casefold(), setting.value)


def effect(changeable: Changeable) -> str:
    """What is still to be said of a new value."""
    return tr(changeable.takes_effect) if changeable.takes_effect else ""
