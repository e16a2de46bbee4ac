"""Keys as named acts: their full-width twins, and how the key line and the help write them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from textual.binding import ActiveBinding, Binding, BindingsMap, BindingType
from textual.content import Content
from textual.keys import key_to_character

from termcards.language import tr
from termcards.tui.text import wrap

HELP = "screen.help"
"""The act that the key line always shows."""
GAP = 2
KEY_CELLS = 20
NARROW = 50
"""Cells under which the help has no room for two columns."""

_NAMES = {
    "escape": "esc",
    "pagedown": "pgdn",
    "pageup": "pgup",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "shift+left": "shift+←",
    "shift+right": "shift+→",
    "tab": "tab",
    "minus": "-",
    "at": "@",
    "slash": "/",
}
_IDEOGRAPHIC_SPACE = "ideographic_space"
_TO_FULL_WIDTH = 0xFF01 - 0x21
_OWN_SIGNS = dict.fromkeys(("/", "slash"), "ideographic_comma")
"""Keys for which Chinese input methods have a sign of their own, and no wide twin."""


@dataclass(frozen=True, slots=True)
class Hint:
    """A key as the key line offers it."""

    act: str
    key: str
    words: str
    action: str


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A line of the help: keys, and what they do."""

    keys: tuple[str, ...]
    meaning: str


def act(
    name: str, keys: str, action: str, hint: str = "", meaning: str = "", group: str = ""
) -> Binding:
    """A binding of `keys` (set apart by blanks) and of their full-width twins.

    `hint` stands in the key line and `meaning` in the help, under the heading `group`; what has
    none is not shown there.
    """
    return Binding(
        joined(keys.split()), action, hint, tooltip=meaning, id=name, group=Binding.Group(group)
    )


def joined(keys: Iterable[str]) -> str:
    """Keys and their full-width twins, as a binding has them."""
    named = ("comma" if key == "," else key for key in keys)
    every = (twin for key in named for twin in (key, full_width(key), _OWN_SIGNS.get(key)) if twin)
    return ",".join(dict.fromkeys(every))


def full_width(key: str) -> str | None:
    """The key that an input method left on sends in the place of `key`."""
    if key == "space":
        return _IDEOGRAPHIC_SPACE
    sign = _sign(key)
    return chr(ord(sign) + _TO_FULL_WIDTH) if len(sign) == 1 and "!" <= sign <= "~" else None


def _sign(key: str) -> str:
    """What a key writes, if it is one character."""
    sign = key if len(key) == 1 else key_to_character(key) or ""
    return sign if len(sign) == 1 else ""


def is_full_width(key: str) -> bool:
    sign = key_to_character(key) or key
    return key in (_IDEOGRAPHIC_SPACE, *_OWN_SIGNS.values()) or (
        len(sign) == 1 and "\uff01" <= sign <= "\uff5e"
    )


def key_name(key: str) -> str:
    if key == "space":  # and not the blank that it writes
        return tr("space")
    if key == "enter":
        return tr("enter")
    if key in _NAMES:
        return _NAMES[key]
    sign = _sign(key)
    return sign if sign.isprintable() and sign else key


def in_order(bindings: Iterable[BindingType]) -> dict[tuple[str | None, str], int]:
    """The place of each act's keys, in the order in which acts and keys were written down."""
    acts = [binding for binding in bindings if isinstance(binding, Binding)]
    pairs = ((binding.id, key) for binding in acts for key, _ in BindingsMap([binding]))
    return {pair: place for place, pair in enumerate(pairs)}


def hints(
    active: Mapping[str, ActiveBinding], places: Mapping[tuple[str | None, str], int]
) -> list[Hint]:
    """What the key line may show of the bindings that work now, each act by its first key."""
    shown = [
        (places.get((binding.id, key), len(places)), key, binding)
        for key, (_, binding, enabled, _) in active.items()
        if enabled and binding.show and binding.id
    ]
    found: dict[str | None, Hint] = {}
    for _, key, binding in sorted(shown, key=lambda row: row[0]):
        hint = Hint(binding.id or "", key_name(key), tr(binding.description), binding.action)
        found.setdefault(binding.id, hint)
    return list(found.values())


def fitting(offered: Sequence[Hint], width: int) -> list[Hint]:
    """The hints that fit, dropped from the right; the help stays to the last."""
    last = [hint for hint in offered if hint.act == HELP]
    others = [hint for hint in offered if hint.act != HELP]
    room = width - sum(map(_width, last))
    kept: list[Hint] = []
    for hint in others:
        room -= _width(hint) + GAP
        if room < 0:
            break
        kept.append(hint)
    if others and not kept:
        # Better a word of the first than nothing.
        first = replace(others[0], words=others[0].words.partition(" ")[0])
        kept = [first] if _width(first) + GAP + sum(map(_width, last)) <= width else []
    return kept + last


def _width(hint: Hint) -> int:
    return written(hint).cell_length


def written(hint: Hint) -> Content:
    return Content.assemble((hint.key, ".key"), " ", hint.words)


def table(
    bindings: Iterable[Binding], works: Callable[[Binding], bool]
) -> Iterator[tuple[str, list[KeyRow]]]:
    """The rows of the help under their headings; acts of one meaning share a row.

    What does not work now comes last under its heading.
    """
    groups: dict[str, list[Binding]] = {}
    for binding in bindings:
        if binding.tooltip and binding.group:
            groups.setdefault(binding.group.description, []).append(binding)
    for heading, acts in groups.items():
        by_meaning = [(key, list(same)) for key, same in groupby(acts, lambda act: act.tooltip)]
        by_meaning.sort(key=lambda pair: not any(map(works, pair[1])))
        yield tr(heading), [KeyRow(_names(same), tr(meaning)) for meaning, same in by_meaning]


def _names(bindings: Iterable[Binding]) -> tuple[str, ...]:
    keys = (key for binding in bindings for key in binding.key.split(","))
    return tuple(key_name(key) for key in keys if not is_full_width(key))


def row(keys: KeyRow, width: int) -> list[Content]:
    """The keys, right-aligned, and their meaning; under each other where there is no room."""
    names = Content.styled(" ".join(keys.keys), ".key")
    meaning = Content(keys.meaning)
    if width < NARROW:
        return [*wrap(names, width), *(Content("  ") + line for line in wrap(meaning, width - 2))]
    lead = Content(" " * max(0, KEY_CELLS - names.cell_length)) + names + "  "
    first, *others = wrap(meaning, max(1, width - lead.cell_length))
    return [lead + first, *(Content(" " * lead.cell_length) + line for line in others)]
