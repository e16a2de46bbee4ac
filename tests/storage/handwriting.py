"""Deck files as people write them: every list, text and comment in some way of their own."""

from collections.abc import Mapping
from typing import Any

import yaml
from hypothesis import strategies as st

from termcards.notes import Deck, Note
from termcards.storage.deckwriter import entry_in_brackets, head_text, text_in_brackets
from termcards.storage.noteformat import note_fields

Draw = st.DrawFn

COMMENTS = ("# mine", "# - a dash", "# key: value", "#", '# "quoted', "# | block", "# 备注")


@st.composite
def files(draw: Draw, deck: Deck) -> str:
    """The deck as a person may have written it, its line ends and its last one included."""
    column = draw(st.sampled_from([0, 0, 2, 3]))
    head = head_text(Deck(deck.id, deck.name, postings=deck.postings))
    parts = [draw(_comment_lines(0)), head, "notes:\n"]
    for note in deck.notes:
        parts.append(draw(_comment_lines(draw(st.sampled_from([0, column])))))
        parts.append(draw(_note(note, column)))
    text = "".join(parts)
    text = text if draw(st.booleans()) else text + draw(_comment_lines(0))
    if draw(st.booleans()):
        text = text.removesuffix("\n")
    return text.replace("\n", "\r\n") if draw(st.booleans()) else text


@st.composite
def _note(draw: Draw, note: Note, column: int) -> str:
    fields = note_fields(note)
    if draw(st.integers(0, 5)) == 0:
        return f"{' ' * column}- {text_in_brackets(fields)}\n"
    return draw(_item(fields, column))


@st.composite
def _item(draw: Draw, fields: Mapping[str, Any], column: int) -> str:
    inner = column + draw(st.sampled_from([2, 2, 4]))
    lines = draw(_fields(fields, inner))
    if draw(st.integers(0, 6)) == 0:
        return f"{' ' * column}- # - {draw(st.sampled_from(COMMENTS))}\n{lines}"
    return f"{' ' * column}-{lines[column + 1 :]}"


@st.composite
def _fields(draw: Draw, fields: Mapping[str, Any], column: int) -> str:
    keys = list(fields)
    if draw(st.booleans()):
        keys = draw(st.permutations(keys))
    lines = []
    for place, key in enumerate(keys):
        if place:  # a comment over the first would stand behind the dash
            lines.append(draw(_comment_lines(column)))
        lines.append(draw(_field(key, fields[key], column)))
    return "".join(lines)


@st.composite
def _field(draw: Draw, key: str, value: Any, column: int) -> str:
    indent = " " * column
    comment = draw(_behind())
    if draw(st.integers(0, 3)) == 0:
        return f"{indent}{entry_in_brackets(key, value)}{comment}\n"
    if isinstance(value, list):
        deeper = column + draw(st.sampled_from([0, 2]))
        items = [draw(_list_item(item, deeper)) for item in value]
        return f"{indent}{key}:{comment}\n{''.join(items)}" if items else f"{indent}{key}: []\n"
    if isinstance(value, dict):
        return f"{indent}{key}:{comment}\n{draw(_fields(value, column + 2))}"
    return f"{indent}{key}:{draw(_text(str(value), column))}"


@st.composite
def _list_item(draw: Draw, item: Any, column: int) -> str:
    before = draw(_comment_lines(column))
    if isinstance(item, dict):
        return before + draw(_item(item, column))
    return f"{before}{' ' * column}- {_quoted(item)}{draw(_behind())}\n"


@st.composite
def _text(draw: Draw, text: str, column: int) -> str:
    """A value behind its colon, with its line break."""
    comment = draw(_behind())
    indent = " " * (column + 2)
    bare = text.removesuffix("\n")
    is_plain = bare.replace("\n", "").isprintable() and all(
        line and line == line.strip() for line in bare.split("\n")
    )
    if is_plain and draw(st.booleans()):
        lines = "".join(f"{indent}{line}\n" for line in bare.split("\n"))
        keeps = text.endswith("\n")
        blank = "" if keeps else draw(st.sampled_from(["", "\n", "\n\n"]))
        return f" |{draw(st.sampled_from(['+', ''])) if keeps else '-'}{comment}\n{lines}{blank}"
    separator = draw(st.sampled_from([" ", "\t", "  ", f"\n{indent}"]))
    return f"{separator}{_quoted(text)}{comment}\n"


@st.composite
def _behind(draw: Draw) -> str:
    blank = draw(st.sampled_from([" ", "\t", "   "]))
    return draw(st.sampled_from(["", "", "", blank + draw(st.sampled_from(COMMENTS))]))


@st.composite
def _comment_lines(draw: Draw, column: int) -> str:
    lines = draw(st.lists(st.sampled_from(("", *COMMENTS)), max_size=2))
    return "".join(f"{' ' * column}{line}\n" if line else "\n" for line in lines)


def _quoted(text: str) -> str:
    written: str = yaml.dump([text], default_style='"', allow_unicode=True, width=1_000_000)
    return written.removeprefix("- ").removesuffix("\n")
