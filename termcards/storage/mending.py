"""Which places of a note's own lines a change touches, so that all the rest stays as it is written.

A field that did not change keeps its lines, and the comments in them; so does a sense, an example
or a word of a list. What a way of writing does not allow is noticed when the result is read again,
and then written in a plainer one.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Mapping as MappingType
from dataclasses import dataclass
from typing import Any

from termcards.storage.alignment import aligned
from termcards.storage.deckwriter import (
    entry_in_brackets,
    fields_text,
    items_text,
    text_in_brackets,
)
from termcards.storage.spans import (
    behind,
    dash_of,
    indented,
    is_block_text,
    leaf_end,
    line_start,
    rest_of_line,
)
from termcards.yamlnodes import Listing, Mapping, Node

Fields = MappingType[str, Any]
Spot = tuple[int, int, str]
"""Where a text is cut out, from and to, and what takes its place."""

_HEADER_COMMENT = re.compile(r"[|>][-+0-9]*([ \t]+#[^\r\n]*)")
_TAKES_A_COMMENT = re.compile(r"[^\n]*: [|>][-+0-9]*\n|[^\n]*\n\Z")


@dataclass(frozen=True, slots=True)
class Mender:
    text: str
    on_lines: bool = False
    """Whether each new text is written on one line, which is safe wherever it stands."""

    def mapping(self, node: Mapping, old: Fields, new: Fields) -> Iterator[Spot]:
        if node.is_flow:
            yield from self._in_brackets(self._entries(node, old, new))
            return
        for key in node.keys:
            if key in old and key not in new:
                yield self._without(node, key, new)
        anchor: str | None = None
        for key, value in new.items():
            if key in node.keys:
                anchor = key
                if value != old.get(key):
                    yield from self._value(node, key, old.get(key), value)
            else:
                at = behind(self.text, node.values[anchor]) if anchor else self._end(node, new)
                yield at, at, indented(self._lines({key: value}), node.column)

    def _value(self, node: Mapping, key: str, old: Any, new: Any) -> Iterator[Spot]:
        held = node.values[key]
        if isinstance(held, Mapping) and isinstance(old, dict) and isinstance(new, dict):
            yield from self.mapping(held, old, new)
        elif isinstance(held, Listing) and _is_list_of(held, old) and isinstance(new, list):
            yield from self._listing(held, old, new)
        else:
            start, end = node.keys[key].start, leaf_end(self.text, held)
            lines = self._with_comments(held, end, {key: new})
            yield start, end, indented(lines, node.column).lstrip(" ").removesuffix("\n")

    def _with_comments(self, held: Node, end: int, fields: Fields) -> str:
        """The field's lines, with the comment that stood in the first of them."""
        lines = self._lines(fields)
        if rest_of_line(self.text, end).strip():
            return fields_text(fields, on_lines=True)
        comment = _HEADER_COMMENT.match(self.text, held.start)
        if comment is None or not is_block_text(self.text, held):
            return lines
        if not _TAKES_A_COMMENT.match(lines):
            lines = fields_text(fields, on_lines=True)
        first, _, others = lines.partition("\n")
        return f"{first}{comment[1]}\n{others}"

    def _without(self, node: Mapping, key: str, new: Fields) -> Spot:
        """Takes a field's lines out; from the line of a dash, the field alone."""
        text, start = self.text, node.keys[key].start
        end = leaf_end(text, node.values[key])
        first = line_start(text, start)
        if not text[first:start].strip():
            return first, behind(text, node.values[key]), ""
        end += len(rest_of_line(text, end))
        kept = [other.start for name, other in node.keys.items() if name in new]
        coming = min((other for other in kept if other > start), default=end)
        is_next = not text[end:coming].strip()
        return start, coming if is_next else end, ""

    def _end(self, node: Mapping, new: Fields) -> int:
        kept = [value for key, value in node.values.items() if key in new]
        return max((behind(self.text, value) for value in kept), default=behind(self.text, node))

    def _listing(self, node: Listing, old: Sequence[Any], new: Sequence[Any]) -> Iterator[Spot]:
        pairs = aligned(old, new)
        if node.is_flow:
            yield from self._in_brackets(self._items(node, old, new, pairs))
            return
        at = line_start(self.text, node.start)
        for before, after in pairs:
            if before is None:
                yield at, at, self._item_lines(node, new[_sure(after)])
                continue
            item = node.items[before]
            at = behind(self.text, item)
            if after is None:
                dash = dash_of(self.text, node, item)
                yield line_start(self.text, item.start if dash is None else dash), at, ""
            elif new[after] != old[before]:
                yield from self._item(item, old[before], new[after])

    def _item(self, item: Node, old: Any, new: Any) -> Iterator[Spot]:
        if isinstance(item, Mapping) and isinstance(old, dict):
            yield from self.mapping(item, old, new)
        else:
            yield item.start, leaf_end(self.text, item), text_in_brackets(new)

    def _item_lines(self, node: Listing, value: Any) -> str:
        is_text = isinstance(value, str)
        lines = (
            f"- {text_in_brackets(value)}\n"
            if is_text
            else items_text([value], on_lines=self.on_lines)
        )
        return indented(lines, node.column)

    def _entries(self, node: Mapping, old: Fields, new: Fields) -> Iterator["_Piece"]:
        """The entries of a mapping in brackets in their order, new ones behind their neighbours."""
        coming: dict[str | None, list[str]] = {}
        anchor: str | None = None
        for key in new:
            if key in node.keys:
                anchor = key
            else:
                coming.setdefault(anchor, []).append(key)
        for known in (None, *node.keys):
            if known is not None:
                held = node.values[known]
                place = (node.keys[known].start, leaf_end(self.text, held))
                if known in old and known not in new:
                    yield _Piece(place, None)
                elif known not in new or new[known] == old.get(known):
                    yield _Piece(place, self.text[slice(*place)])
                else:
                    entry = self._entry(known, held, old.get(known), new[known], place)
                    yield _Piece(place, entry)
            for fresh in coming.get(known, ()):
                yield _Piece(None, entry_in_brackets(fresh, new[fresh]))

    def _entry(self, key: str, held: Node, old: Any, new: Any, place: tuple[int, int]) -> str:
        if isinstance(held, Mapping) and isinstance(old, dict) and isinstance(new, dict):
            return self._changed(place, self.mapping(held, old, new))
        if isinstance(held, Listing) and _is_list_of(held, old) and isinstance(new, list):
            return self._changed(place, self._listing(held, old, new))
        return entry_in_brackets(key, new)

    def _items(
        self,
        node: Listing,
        old: Sequence[Any],
        new: Sequence[Any],
        pairs: Sequence[tuple[int | None, int | None]],
    ) -> Iterator["_Piece"]:
        for before, after in pairs:
            if before is None:
                yield _Piece(None, text_in_brackets(new[_sure(after)]))
                continue
            item = node.items[before]
            place = (item.start, leaf_end(self.text, item))
            if after is None:
                yield _Piece(place, None)
            elif new[after] == old[before]:
                yield _Piece(place, self.text[slice(*place)])
            else:
                changes = self._item(item, old[before], new[after])
                yield _Piece(place, self._changed(place, changes))

    def _changed(self, place: tuple[int, int], spots: Iterator[Spot]) -> str:
        start, end = place
        return applied(self.text, start, end, spots)

    def _in_brackets(self, pieces: Iterator["_Piece"]) -> Iterator[Spot]:
        """Puts changed entries in their places, with the commas that they then need."""
        last: int | None = None
        fresh: list[str] = []
        run: list[tuple[int, int]] = []
        for piece in pieces:
            if piece.place is None:
                fresh.append(piece.text or "")
                continue
            start, end = piece.place
            if piece.text is None:
                run.append(piece.place)
                continue
            if run or fresh:
                yield self._joined(last, run, fresh, start)
                run, fresh = [], []
            if piece.text != self.text[start:end]:
                yield start, end, piece.text
            last = end
        if run or fresh:
            yield self._joined(last, run, fresh, None)

    def _joined(
        self,
        before: int | None,
        run: Sequence[tuple[int, int]],
        fresh: Sequence[str],
        after: int | None,
    ) -> Spot:
        """What takes the place of a `run` of entries between those that stay."""
        words = ", ".join(fresh)
        if run and fresh:
            return run[0][0], run[-1][1], words
        if run:
            if after is not None:
                return run[0][0], after, ""
            start = run[0][0]
            is_bare = before is not None and self.text[before:start].strip() == ","
            return (before if is_bare and before is not None else start), run[-1][1], ""
        if before is not None:
            return before, before, f", {words}"
        at = after or 0
        return at, at, f"{words}, "

    def _lines(self, fields: Fields) -> str:
        return fields_text(fields, on_lines=self.on_lines)


@dataclass(frozen=True, slots=True)
class _Piece:
    """An entry of something in brackets: where it stood, and how it stands now."""

    place: tuple[int, int] | None
    """`None` for a new one."""

    text: str | None
    """`None` for one that goes."""


def applied(text: str, start: int, end: int, spots: Iterable[Spot]) -> str:
    """The text from `start` to `end` with its spots changed."""
    pieces: list[str] = []
    last = start
    for first, final, new in sorted(spots, key=lambda spot: spot[:2]):
        pieces += [text[last:first], new]
        last = final
    return "".join([*pieces, text[last:end]])


def _is_list_of(held: Listing, old: Any) -> bool:
    """Whether the file has the list item by item as it was read; empty items were not."""
    return isinstance(old, list) and len(old) == len(held.items)


def _sure(place: int | None) -> int:
    if place is None:
        raise ValueError("an item that is neither old nor new")
    return place
