"""What the learner's own keys say, checked against the acts of all screens."""

import importlib
import pkgutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from textual.binding import Binding, BindingsMap
from textual.keys import Keys as TextualKeys
from textual.keys import key_to_character

from termcards.config import CONFIG
from termcards.language import tr
from termcards.plaintext import on_one_line
from termcards.settings import KeyChoice, Keys
from termcards.tui import screens
from termcards.tui.keymap import PRESETS, Keymap, acts_of
from termcards.tui.keys import is_full_width, key_name
from termcards.tui.screens.framed import FramedScreen
from termcards.yamlnodes import unknown_word

ALIASES = {
    "esc": "escape",
    "return": "enter",
    "del": "delete",
    "ins": "insert",
    "pgdn": "pagedown",
    "pgup": "pageup",
    "minus": "-",
    "plus": "+",
    "slash": "/",
    "backslash": "\\",
    "at": "@",
    "underscore": "_",
}
KEPT = {
    "ctrl+q": "{key} leaves, whatever the settings say",
    "ctrl+c": "{key} copies, or tells how to leave",
    "ctrl+z": "{key} gives the terminal back for a while",
}
SAME_BYTES = {
    "ctrl+h": "backspace",
    "ctrl+i": "tab",
    "ctrl+j": "a new line",
    "ctrl+m": "enter",
    "ctrl+left_square_bracket": "escape",
    "ctrl+[": "escape",
}
FIXED = frozenset({"study.check", "study.leave_field", "palette.run", "palette.back"})
"""Acts whose keys a field takes itself."""

_NAMED = frozenset(str(key.value) for key in TextualKeys if not str(key.value).startswith("<"))


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a choice of keys, which then does not hold."""

    line: int
    message: str

    def __str__(self) -> str:
        return f"{CONFIG}:{self.line}: {self.message}"


def checked(keys: Keys) -> tuple[Keymap, tuple[Fault, ...]]:
    """The keys that acts have by a learner's settings, and which of those do not hold."""
    preset = PRESETS[keys.preset]
    if not keys.chosen:
        return preset, ()
    faults: list[Fault] = []
    chosen: dict[str, KeyChoice] = {}
    found: dict[str, tuple[str, ...]] = {}
    known = _known_acts()
    for choice in keys.chosen:
        trouble, spelled_keys = _spelled(choice, known)
        if trouble:
            faults.append(Fault(choice.line, trouble))
        else:
            chosen[choice.act], found[choice.act] = choice, spelled_keys
    while clashing := list(_clashes({**preset, **found}, found.keys())):
        for act, message in clashing:
            if found.pop(act, None) is not None:
                faults.append(Fault(chosen[act].line, message))
    return {**preset, **found}, tuple(sorted(faults, key=lambda fault: fault.line))


def every_screen() -> list[type[FramedScreen]]:
    """The screens of the program, whichever there are."""
    for module in pkgutil.iter_modules(screens.__path__):
        importlib.import_module(f"{screens.__name__}.{module.name}")
    return sorted(_below(FramedScreen), key=lambda screen: screen.__qualname__)


def _below(screen: type[FramedScreen]) -> Iterator[type[FramedScreen]]:
    for below in screen.__subclasses__():
        if below.__module__.startswith(screens.__name__):
            yield below
        yield from _below(below)


def spelled(key: str) -> str | None:
    """A key as Textual spells it, by what a person calls it; `None` where there is no such key."""
    *modifiers, name = key.split("+") if len(key) > 1 else [key]
    if not modifiers and len(name) == 1:
        return ("comma" if name == "," else name) if name.isprintable() and name != " " else None
    if any(modifier.lower() not in ("ctrl", "alt", "shift") for modifier in modifiers):
        return None
    name = name if len(name) == 1 else ALIASES.get(name.lower(), name.lower())
    if not modifiers and len(name) == 1:
        return name
    whole = "+".join((*(modifier.lower() for modifier in modifiers), name))
    sign = key_to_character(name) or ""
    is_sign = len(sign) == 1 and sign.isprintable()
    is_named = whole in _NAMED or name in _NAMED or (len(name) == 1 and modifiers)
    return whole if is_named or is_sign else None


def writes(key: str) -> bool:
    """Whether a key is a sign that a field takes."""
    sign = key if len(key) == 1 else key_to_character(key) or ""
    return len(sign) == 1 and sign.isprintable()


def clashes(
    screen: type[FramedScreen], keymap: Keymap
) -> Iterator[tuple[Binding, Binding, set[str]]]:
    """Two acts of a screen that would answer to the same keys at the same time."""
    given = {act.id: _keys(act) for act in acts_of(screen, {})}
    for one, other in combinations(acts_of(screen, keymap), 2):
        shared = _keys(one) & _keys(other)
        if (
            shared
            and one.id != other.id
            and not given[one.id] & given[other.id]
            and not screen.take_turns(one.id or "", other.id or "")
        ):
            yield one, other, shared


def _keys(binding: Binding) -> set[str]:
    return {key for key, _ in BindingsMap([binding]) if not is_full_width(key)}


def _clashes(keymap: Keymap, own: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The acts that the learner gave keys that are taken, each with what is wrong."""
    mine = set(own)
    for screen in every_screen() if mine else ():
        for one, other, keys in clashes(screen, keymap):
            key = key_name(min(keys))
            for act, rival in ((one.id or "", other.id or ""), (other.id or "", one.id or "")):
                if act in mine:
                    yield (
                        act,
                        tr(
                            '"{key}" is bound twice on {screen}, to {act} and {rival};'
                            " {act} keeps its own keys",
                            key=key,
                            screen=tr(screen.HELP_TITLE),
                            act=act,
                            rival=rival,
                        ),
                    )


def _acts_beside_fields() -> set[str]:
    """The own acts of screens in which text is written."""
    return {
        act.id or ""
        for screen in every_screen()
        if screen.HOLDS_TEXT
        for act in vars(screen).get("BINDINGS", ())
    }


def _known_acts() -> dict[str, Binding]:
    return {act.id or "": act for screen in every_screen() for act in acts_of(screen, {})}


def _spelled(choice: KeyChoice, known: dict[str, Binding]) -> tuple[str, tuple[str, ...]]:
    """What is wrong with a choice, if anything is, and its keys."""
    act = on_one_line(choice.act)
    if choice.act not in known:
        return unknown_word("act", act, sorted(known)), ()
    if choice.act in FIXED:
        return tr('the keys of "{act}" cannot be changed', act=act), ()
    if not choice.keys:
        return tr('"{act}" has no key; name one, or take the line out', act=act), ()
    found = []
    for key in choice.keys:
        name = spelled(key)
        if name is None:
            return tr('there is no key "{key}"', key=on_one_line(key)), ()
        if name in KEPT:
            return tr(KEPT[name], key=name), ()
        if name in SAME_BYTES:
            return tr("a terminal takes {key} for {other}", key=name, other=SAME_BYTES[name]), ()
        if writes(name) and choice.act in _acts_beside_fields():
            key = key_name(name)
            return tr('"{key}" is written into the field, and does nothing there', key=key), ()
        found.append(name)
    return "", tuple(found)


def in_words(faults: Sequence[Fault]) -> str:
    """The first of the faults, and how to see the others."""
    more = tr(" ({count} more: termcards config)", count=len(faults) - 1)
    return f"{faults[0]}{more if len(faults) > 1 else ''}"
