"""All there is to set, with what holds now."""

from dataclasses import dataclass

from termcards.config import CONFIG
from termcards.config.reading import LEVELS, read_text
from termcards.library.configuring import PRESET, checked_key
from termcards.library.home import Library
from termcards.log import SchedulerName
from termcards.settings import THEMES, Borders, Grades, Language, Preset, Settings, Translation
from termcards.yamlnodes import Listing, Mapping, Node, Scalar
from termcards.yamlparser import parse

SUITS = "what suits the terminal"
_TRUTHS = ("true", "false")
CHOICES: dict[str, tuple[str, ...]] = {
    "scheduler": tuple(SchedulerName),
    "level": LEVELS,
    "grades": tuple(Grades),
    "space_grades": _TRUTHS,
    "show_intervals": _TRUTHS,
    "translation": tuple(Translation),
    "theme": THEMES,
    "borders": tuple(Borders),
    "mouse": _TRUTHS,
    "language": tuple(Language),
    PRESET: tuple(Preset),
}
"""Of the settings that have only so many values, those values."""


@dataclass(frozen=True, slots=True)
class Setting:
    key: str
    value: str
    default: str
    line: int | None = None
    """Of the file of the settings; `None` where the default holds."""


def defaults() -> dict[str, str]:
    """What holds for each setting where nothing is set, in words."""
    start = Settings()
    return {
        "new_cards_per_day": str(start.limits.new),
        "reviews_per_day": str(start.limits.reviews),
        "day_starts_at": f"{start.day_starts_at:%H:%M}",
        "time_zone": "that of this computer",
        "directions": ", ".join(start.directions),
        "scheduler": start.scheduler.name,
        "desired_retention": "0.9",
        "leech_lapses": str(start.leeches.lapses),
        "leech_failures": str(start.leeches.failures),
        "level": start.level,
        "per_deck": "none",
        "decks": "the library's own",
        "dictionaries": "all that are installed",
        "grades": start.grading.grades,
        "space_grades": "true",
        "hold_time": str(start.grading.hold_time),
        "show_intervals": "true",
        "translation": start.translation,
        "theme": SUITS,
        "borders": start.look.borders,
        "mouse": "true",
        "language": start.look.language,
        PRESET: start.keys.preset,
    }


def listed(library: Library) -> tuple[Setting, ...]:
    """All settings, the keys of acts that are set at the end."""
    path = library.folder / CONFIG
    text = read_text(path)
    root = parse(text, path) if text else None
    found = dict(root.values) if isinstance(root, Mapping) else {}
    keys = found.pop("keys", None)
    inner = keys.values if isinstance(keys, Mapping) else {}
    found |= {f"keys.{name}": node for name, node in inner.items()}
    known = defaults()
    acts = [key for key in found if key not in known]
    return tuple(
        _setting(key, found.get(key), known.get(key, "its own")) for key in (*known, *acts)
    )


def setting(library: Library, key: str) -> Setting:
    """Raises `UsageError` for a key that there is not."""
    checked_key(key)
    if key == "keys":
        key = PRESET
    known = {one.key: one for one in listed(library)}
    return known.get(key) or Setting(key, "its own", "its own")


def _setting(key: str, node: Node | None, default: str) -> Setting:
    written = "" if node is None else _written(node)
    if node is None or not written:
        return Setting(key, default, default)
    return Setting(key, written, default, node.line)


def _written(node: Node) -> str:
    """The value on one line."""
    match node:
        case Scalar():
            return node.text.strip()
        case Listing():
            return ", ".join(map(_written, node.items)) or "none"
        case Mapping():
            return ", ".join(node.keys)
