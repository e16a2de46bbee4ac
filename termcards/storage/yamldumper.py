"""Values as the YAML of a deck file. Apart, so that who writes no deck need not load PyYAML."""

from enum import Enum, auto
from typing import Any

import yaml

from termcards.storage.noteformat import CITATION_KEYS, SOURCE_KEYS

LONG_TEXT = 72
"""Characters from which on a text is set as a block of its own."""
USUAL_WIDTH = 96
NO_WIDTH = 1_000_000


class Setting(Enum):
    """How texts are set."""

    BLOCKS = auto()
    """Long ones as blocks of their own."""

    LINES = auto()
    """Each on one line, so that anything may stand behind it."""

    BRACKETS = auto()
    """Each on one line, and all of it in brackets."""


def dump(value: Any, setting: Setting = Setting.BLOCKS) -> str:
    text: str = yaml.dump(
        value,
        Dumper=_DUMPERS[setting],
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=setting is Setting.BRACKETS,
        width=USUAL_WIDTH if setting is Setting.BLOCKS else NO_WIDTH,
    )
    return text


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]  # chosen at run time
    """Long texts as folded blocks, lists of short words on one line."""

    def ignore_aliases(self, _data: object) -> bool:
        return True


class _LineDumper(_Dumper):
    pass


class _BracketDumper(_LineDumper):
    pass


_DUMPERS = {
    Setting.BLOCKS: _Dumper,
    Setting.LINES: _LineDumper,
    Setting.BRACKETS: _BracketDumper,
}


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=_style(text))


def _represent_line(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    is_plain = text == " ".join(text.split())
    style = None if is_plain else '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _style(text: str) -> str | None:
    """Long texts are folded, texts of several lines kept line by line.

    Blanks at the edges of lines are only safe in double quotes.
    """
    if text == " ".join(text.split()):
        return ">" if len(text) > LONG_TEXT else None
    lines = text.split("\n")
    is_safe = all(line == line.rstrip() for line in lines) and text[:1] not in (" ", "\n", "\t")
    return "|" if len(lines) > 1 and is_safe else '"'


def _represent_mapping(dumper: yaml.SafeDumper, values: dict[str, Any]) -> yaml.Node:
    is_source = values.keys() <= {*SOURCE_KEYS, *CITATION_KEYS}
    is_short = is_source and sum(len(str(value)) for value in values.values()) < LONG_TEXT
    return dumper.represent_mapping("tag:yaml.org,2002:map", values, flow_style=is_short)


def _represent_list(dumper: yaml.SafeDumper, items: list[Any]) -> yaml.Node:
    is_short = all(isinstance(item, str) for item in items) and sum(map(len, items)) < LONG_TEXT
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=is_short)


for kind in _DUMPERS.values():
    kind.add_representer(list, _represent_list)
    kind.add_representer(dict, _represent_mapping)
_Dumper.add_representer(str, _represent_text)
_LineDumper.add_representer(str, _represent_line)
_BracketDumper.add_representer(str, _represent_line)
_BracketDumper.add_representer(list, yaml.SafeDumper.represent_list)
_BracketDumper.add_representer(dict, yaml.SafeDumper.represent_dict)
