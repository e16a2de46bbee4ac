"""Which keys acts have now: those they come with, a preset's, and the learner's own.

Textual's own keymaps do not serve: there, an act that is given a key takes it from all the acts of
its screen, and ours share keys by turns (`space` shows the answer, then grades it).
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

from textual.binding import Binding, BindingsMap
from textual.dom import DOMNode

from termcards.settings import Preset
from termcards.tui.keys import joined, key_name

Keymap = Mapping[str, tuple[str, ...]]
"""By the ids of acts, their keys, as Textual spells them."""

ANY = "*."
"""Before the last part of an id: all acts whose ids end so."""

PRESETS: Mapping[Preset, Keymap] = {
    Preset.DEFAULT: {},
    Preset.LEFT_HAND: {
        "study.again": ("a",),
        "study.hard": ("s",),
        "study.good": ("d",),
        "study.easy": ("f",),
        "*.undo": ("w",),
        "study.sources": ("S",),
        "card.flags": ("F",),
        "card.leave_flags": ("escape", "F", "q"),
    },
    Preset.VIM: {
        "study.again": ("h",),
        "study.hard": ("j",),
        "study.easy": ("k",),
        "study.good": ("l",),
        "study.down": ("down",),
        "study.up": ("up",),
    },
}

_now: Keymap = {}


def use(keymap: Keymap) -> None:
    """From now on acts have these keys, and those that are not in it the keys they come with."""
    global _now
    _now = keymap


def keys_of(binding: Binding, keymap: Keymap | None = None) -> Binding:
    """The binding with the keys that it has now, or has by `keymap`."""
    keymap = _now if keymap is None else keymap
    keys = keymap.get(binding.id or "") or keymap.get(ANY + (binding.id or "").rpartition(".")[2])
    return replace(binding, key=joined(keys)) if keys else binding


def key(act: str, default: str) -> str:
    """How the first key of an act is written, which is `default` unless the learner has another."""
    keys = _now.get(act) or _now.get(ANY + act.rpartition(".")[2])
    return key_name(keys[0] if keys else default)


def acts_of(screen: type[DOMNode], keymap: Keymap | None = None) -> list[Binding]:
    """A screen's acts with the keys they have; its own come before those of its bases."""
    return [
        keys_of(binding, keymap)
        for base in screen.__mro__
        for binding in _own(base)
        if binding.id is not None
    ]


def bindings_of(screen: type[DOMNode]) -> BindingsMap:
    """What Textual asks when a key is pressed: a screen's keys hide those of its bases."""
    keys: dict[str, list[Binding]] = {}
    for base in reversed(screen.__mro__):
        keys |= BindingsMap(map(keys_of, _own(base))).key_to_bindings
    return BindingsMap.from_keys(keys)


@cache
def _own(base: type) -> tuple[Binding, ...]:
    if not issubclass(base, DOMNode):
        return ()
    return tuple(_bindings(base))


def _bindings(base: type[DOMNode]) -> Iterator[Binding]:
    for binding in vars(base).get("BINDINGS", ()):
        yield binding if isinstance(binding, Binding) else Binding(*binding)
