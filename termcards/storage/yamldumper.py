"""Values as the YAML of a deck file. Apart, so that who writes no deck need not load PyYAML."""

from typing import Any

import yaml

from termcards.storage.noteformat import CITATION_KEYS, SOURCE_KEYS

LONG_TEXT = 72
"""Characters from which on a text is set as a block of its own."""


def dump(value: Any) -> str:
    text: str = yaml.dump(
        value,
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=False,
        width=96,
    )
    return text


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]  # chosen at run time
    """Long texts as folded blocks, lists of short words on one line."""

    def ignore_aliases(self, _data: object) -> bool:
        return True


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=_style(text))


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


_Dumper.add_representer(str, _represent_text)
_Dumper.add_representer(list, _represent_list)
_Dumper.add_representer(dict, _represent_mapping)
