"""How a sitting is shown and steered: grading, looks, keys."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from termcards.settings import THEMES, Grading, KeyChoice, Keys, Look, Preset
from termcards.yamlnodes import Node, Reader, Scalar, unknown_word

LONGEST_HOLD = 10_000
PRESET = "preset"
_TRUTHS = {"true": True, "false": False}

Word = TypeVar("Word", bound=StrEnum)


class LookReader(Reader):
    def number(self, node: Node | None, default: int) -> int:
        found = self.number_or_none(node, default)
        return default if found is None else found

    def number_or_none(self, node: Node | None, such_as: int) -> int | None:
        text = self.text(node, "a number")
        if node is None or text is None:
            return None
        if not (text.isascii() and text.isdigit() and len(text) <= 6):
            raise self.error(node, f'"{text}" is not a number, such as {such_as}')
        return int(text)

    def one_of(self, node: Node | None, default: Word) -> Word:
        """A word of the default's kind."""
        kind = type(default)
        text = self.text(node, "this")
        if node is None or text is None:
            return default
        known = [str(word) for word in kind]
        if text not in known:
            raise self.error(node, f'"{text}" cannot be set here; known are {", ".join(known)}')
        return kind(text)

    def truth(self, node: Node | None, default: bool) -> bool:
        text = self.text(node, "this")
        if node is None or text is None:
            return default
        if text.lower() not in _TRUTHS:
            raise self.error(node, f'"{text}" should be true or false')
        return _TRUTHS[text.lower()]

    def grading(self, values: Mapping[str, Node]) -> Grading:
        start = Grading()
        node = values.get("hold_time")
        hold_time = self.number(node, start.hold_time)
        if node is not None and hold_time > LONGEST_HOLD:
            raise self.error(node, f"{hold_time} milliseconds are more than {LONGEST_HOLD}")
        return Grading(
            grades=self.one_of(values.get("grades"), start.grades),
            space_grades=self.truth(values.get("space_grades"), start.space_grades),
            hold_time=hold_time,
            show_intervals=self.truth(values.get("show_intervals"), start.show_intervals),
        )

    def look(self, values: Mapping[str, Node]) -> Look:
        start = Look()
        return Look(
            theme=self.theme(values.get("theme")),
            borders=self.one_of(values.get("borders"), start.borders),
            mouse=self.truth(values.get("mouse"), start.mouse),
            language=self.one_of(values.get("language"), start.language),
        )

    def theme(self, node: Node | None) -> str | None:
        text = self.text(node, "a theme")
        if node is not None and text is not None and text not in THEMES:
            raise self.error(node, unknown_word("theme", text, THEMES))
        return text

    def keys(self, node: Node | None) -> Keys:
        """Whether there are such acts and keys is for the interface to say."""
        if node is None or (isinstance(node, Scalar) and not node.text):
            return Keys()
        mapping = self.mapping(node, '"keys"')
        chosen = (
            KeyChoice(act, self._keys_of(value, act), mapping.keys[act].line)
            for act, value in mapping.values.items()
            if act != PRESET
        )
        return Keys(self.one_of(mapping.values.get(PRESET), Preset.DEFAULT), tuple(chosen))

    def _keys_of(self, node: Node, act: str) -> tuple[str, ...]:
        if isinstance(node, Scalar):
            return tuple(node.text.split()) if node.text else ()
        return self.texts(node, f'"{act}"')
