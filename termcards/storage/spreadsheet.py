"""Notes as CSV, a row each: for spreadsheets, and for Anki's own import of text.

A cell that a spreadsheet would run as a formula begins with an apostrophe, which is taken off when
it is read again; Anki runs nothing and would show it, so it is left out there. Sources: RFC 4180
for the form, Anki's manual for its header lines and comments, and what it makes of them.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from termcards.errors import BadInputError
from termcards.notes import Deck, Example, Note, NoteId, Sense, Source
from termcards.storage.cells import listed, numbered, unlisted, unnumbered, unworded, worded
from termcards.watching import UNWATCHED, Watch, watched

COLUMNS = (
    "term",
    "aliases",
    "part_of_speech",
    "pronunciation",
    "definition",
    "translation",
    "sentence",
    "surface",
    "sentence_translation",
    "synonyms",
    "usage",
    "source",
    "url",
    "tags",
    "deck",
    "id",
)
IN_ANKI = {"term": "Front", "definition": "Back"}
"""What the columns are called of which Anki makes a note of its type *Basic*."""

OURS_ALONE = {"id", "surface", "part_of_speech", "sentence_translation"}
"""Headings that tell a table of ours from any other that has a column *term*."""

SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|", "colon": ":", "space": " "}
KINDS = ("tags", "deck", "notetype", "guid")
HEADS = {"separator", "html", "columns", "tags", "deck", "notetype", "if matches"}
HEADS |= {f"{kind} column" for kind in KINDS}

_RUNS = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
_UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_LARGEST_CELL = 10_000_000


@dataclass(frozen=True, slots=True)
class Row:
    cells: tuple[str, ...]
    line: int
    """The last one that it stands on."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as it was found in a file."""

    columns: tuple[str, ...]
    """No two of one name."""

    rows: tuple[Row, ...]
    first: Row | None = None
    """The first row, where the names were simply that; it may be no names at all."""

    is_html: bool = False
    kinds: Mapping[str, int] = field(default_factory=dict)
    """The places of columns that Anki's header lines say something of, by what they hold."""

    deck: str = ""
    """That of all rows, where Anki's header lines name one."""

    @property
    def is_ours(self) -> bool:
        names = set(self._own_names())
        return "term" in names and bool(names & OURS_ALONE)

    def own_cells(self, row: Row) -> dict[str, str]:
        """A row's cells by our own headings, wherever they stand."""
        cells = zip(self._own_names(), row.cells, strict=False)
        return {name: cell.strip() for name, cell in reversed([*cells]) if name in COLUMNS}

    def _own_names(self) -> list[str]:
        known = {shown.casefold(): name for name, shown in IN_ANKI.items()}
        folded = (re.sub(r"[\s_-]+", "_", name.strip().casefold()) for name in self.columns)
        return [known.get(name, name) for name in folded]


def sheet_text(decks: Iterable[Deck], *, for_anki: bool = False, watch: Watch = UNWATCHED) -> str:
    target = io.StringIO(newline="")
    rows = [_row(note, deck) for deck in decks for note in watched(deck.notes, watch)]
    if for_anki:
        columns = sorted(COLUMNS, key=lambda name: name not in IN_ANKI)
        places = {name: columns.index(name) + 1 for name in ("tags", "deck")}
        shown = [IN_ANKI.get(name, name) for name in columns]
        target.write("#separator:Comma\n#html:false\n#notetype:Basic\n")
        target.write(f"#tags column:{places['tags']}\n#deck column:{places['deck']}\n")
        target.write(f"#columns:{','.join(shown)}\n")
        # In quotes, a hash begins no comment.
        writer = csv.writer(target, lineterminator="\n", quoting=csv.QUOTE_ALL)
        for row in rows:
            row["tags"] = " ".join("-".join(tag.split()) for tag in unworded(row["tags"]))
            writer.writerow([row[name] for name in columns])
    else:
        writer = csv.writer(target, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        writer.writerows([_harmless(row[name]) for name in COLUMNS] for row in rows)
    return target.getvalue()


def read_sheet(text: str, path: object) -> Sheet:
    """A table with a row of names, or Anki's header lines, or neither.

    Columns without a name are called by their number. Raises `BadInputError` with file and line.
    """
    heads, body, before = _heads(text)
    is_ankis = bool(heads)
    separator = _named_separator(heads.get("separator", "")) or _separator(body)
    found = _rows(body, separator, path, before, with_comments=is_ankis)
    rows = [row for row in found if any(map(str.strip, row.cells))]
    if not rows:
        raise BadInputError("there is no row in this file", path=path)
    width = max(len(row.cells) for row in rows)
    first = None if is_ankis else rows.pop(0)
    named = heads.get("columns", "")
    names = next(csv.reader([named], delimiter=separator)) if named else []
    if first is not None:
        names = list(first.cells)
        rows = [Row(tuple(map(_as_meant, row.cells)), row.line) for row in rows]
    return Sheet(
        _unlike(names, width),
        tuple(rows),
        first,
        is_html=heads.get("html", "false").lower() == "true",
        kinds=_kinds(heads),
        deck=heads.get("deck", ""),
    )


def note_of_cells(cells: Mapping[str, str]) -> tuple[Note | None, str]:
    """The note of one of our own rows, and its deck's name; `None` for a row without a term."""
    cell = cells.get
    deck = cell("deck", "")
    if not cell("term"):
        return None, deck
    sentence = cell("sentence")
    examples = (
        (Example(sentence, cell("surface") or None, cell("sentence_translation") or None),)
        if sentence
        else ()
    )
    note = Note(
        NoteId(cell("id", "")),
        cells["term"],
        aliases=unlisted(cell("aliases", "")),
        part_of_speech=cell("part_of_speech") or None,
        pronunciation=cell("pronunciation") or None,
        senses=tuple(_senses(cells)),
        synonyms=unlisted(cell("synonyms", "")),
        usage=cell("usage") or None,
        examples=examples,
        tags=unworded(cell("tags", "")),
    )
    return note, deck


def _senses(cells: Mapping[str, str]) -> Iterator[Sense]:
    columns = ("definition", "translation", "source", "url")
    definitions, *others = (unnumbered(cells.get(name, "")) for name in columns)
    if not definitions:
        definitions, others[0] = others[0], []
    for number, definition in enumerate(definitions):
        translation, title, url = (
            (texts[number] or None) if number < len(texts) else None for texts in others
        )
        source = Source(title, url) if title or url else None
        if definition or translation:
            yield Sense(
                definition or translation or "", translation if definition else None, source=source
            )


def _row(note: Note, deck: Deck) -> dict[str, str]:
    example = note.examples[0] if note.examples else Example("")
    sources = [sense.source or Source() for sense in note.senses]
    if all(source == Source() for source in sources[1:]):
        sources = sources[:1]
    cells = {
        "term": note.term,
        "aliases": listed(note.aliases),
        "part_of_speech": note.part_of_speech,
        "pronunciation": note.pronunciation,
        "definition": numbered([sense.definition for sense in note.senses]),
        "translation": numbered([sense.translation or "" for sense in note.senses]),
        "sentence": example.sentence,
        "surface": example.surface,
        "sentence_translation": example.translation,
        "synonyms": listed(note.synonyms),
        "usage": note.usage,
        "source": numbered([source.title or "" for source in sources]),
        "url": numbered([source.url or "" for source in sources]),
        "tags": worded(note.tags),
        "deck": deck.name,
        "id": note.id,
    }
    return {name: _UNSAFE.sub("", cell or "") for name, cell in cells.items()}


def _harmless(cell: str) -> str:
    return f"'{cell}" if _RUNS.match(cell) else cell


def _as_meant(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _RUNS.match(cell) else cell


def _unlike(names: Sequence[str], width: int) -> tuple[str, ...]:
    """A name for each column: its own, its number where it has none; twins are numbered."""
    met: Counter[str] = Counter()
    found = []
    for number in range(1, max(width, len(names)) + 1):
        name = names[number - 1].strip() if number <= len(names) else ""
        met[name.casefold()] += 1
        twins = met[name.casefold()]
        found.append(f"{name} ({twins})" if name and twins > 1 else name or str(number))
    return tuple(found)


def _heads(text: str) -> tuple[dict[str, str], str, int]:
    """Anki's header lines, what follows them and the comments among them, and how many lines."""
    heads: dict[str, str] = {}
    rest, count = text, 0
    while rest.startswith("#"):
        line, _, rest = rest.partition("\n")
        count += 1
        name, colon, value = line[1:].partition(":")
        name = name.strip().lower()
        if colon and name in HEADS:
            heads[name] = value.rstrip("\r") if name == "separator" else value.strip()
    return (heads, rest, count) if heads else ({}, text, 0)


def _kinds(heads: Mapping[str, str]) -> dict[str, int]:
    places = {kind: heads.get(f"{kind} column", "") for kind in KINDS}
    return {
        kind: int(place) - 1
        for kind, place in places.items()
        if place.isascii() and place.isdigit() and 0 < int(place[:6]) < 1000
    }


def _named_separator(value: str) -> str:
    """By its name or itself; nothing for what parts nothing."""
    name = value.strip().lower()
    character = SEPARATORS.get(name) or ("\t" if name == "\\t" else name or value)[:1]
    return "" if character in '"\r\n' else character


def _separator(body: str) -> str:
    first = re.sub(r'"[^"]*"', "", body.partition("\n")[0])
    return max(",;\t", key=first.count)


class _Lines:
    """The lines of a table, without the comments that begin a row."""

    def __init__(self, body: str, *, with_comments: bool) -> None:
        self._lines = io.StringIO(body, newline="")
        self._with_comments = with_comments
        self.begins_row = True
        self.count = 0

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            self.count += 1
            if self._with_comments and self.begins_row and line.startswith("#"):
                continue
            self.begins_row = False
            yield line


def _rows(
    body: str, separator: str, path: object, before: int, *, with_comments: bool
) -> Iterator[Row]:
    csv.field_size_limit(_LARGEST_CELL)
    lines = _Lines(body, with_comments=with_comments)
    try:
        for cells in csv.reader(lines, delimiter=separator, strict=True):
            lines.begins_row = True
            yield Row(tuple(cells), before + lines.count)
    except csv.Error as error:
        line = before + lines.count
        raise BadInputError(f"this is not CSV: {error}", path=path, line=line) from error
