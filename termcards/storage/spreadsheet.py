"""Notes as CSV, a row each: for spreadsheets, and for Anki's own import of text.

A cell that a spreadsheet would run as a formula begins with an apostrophe, which is taken off when
it is read again; Anki runs nothing and would show it, so it is left out there. Sources: RFC 4180
for the form, Anki's manual for its header lines.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from termcards.errors import BadInputError
from termcards.notes import Deck, Example, Note, NoteId, Sense, Source
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
SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|", "colon": ":", "space": " "}
HEADS = {"separator", "html", "columns", "tags", "deck", "notetype", "if matches"}
HEADS |= {f"{kind} column" for kind in ("tags", "deck", "notetype", "guid")}

_RUNS = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
_NUMBERED = re.compile(r"^(\d+)\.(?: |$)", re.MULTILINE)
_UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_LARGEST_CELL = 10_000_000


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as it was found in a file."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    is_html: bool = False
    has_heads: bool = False
    """Whether Anki's header lines say what it is; else the names were simply its first row."""

    @property
    def is_ours(self) -> bool:
        return self.columns == COLUMNS


def sheet_text(decks: Iterable[Deck], *, for_anki: bool = False, watch: Watch = UNWATCHED) -> str:
    target = io.StringIO(newline="")
    rows = [_row(note, deck) for deck in decks for note in watched(deck.notes, watch)]
    if for_anki:
        places = {name: COLUMNS.index(name) + 1 for name in ("tags", "deck")}
        target.write("#separator:Comma\n#html:false\n")
        target.write(f"#tags column:{places['tags']}\n#deck column:{places['deck']}\n")
        target.write(f"#columns:{','.join(COLUMNS)}\n")
        csv.writer(target, lineterminator="\n").writerows(rows)
    else:
        writer = csv.writer(target, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return target.getvalue()


def read_sheet(text: str, path: object) -> Sheet:
    """A table with a row of names, or Anki's header lines, or neither.

    Columns without a name are called by their number. Raises `BadInputError` with file and line.
    """
    heads, body = _heads(text)
    is_ankis = bool(heads)
    separator = SEPARATORS.get(heads.get("separator", "").lower(), heads.get("separator", ""))
    separator = separator[:1] or _separator(body)
    rows = [row for row in _rows(body, separator, path, len(heads)) if any(map(str.strip, row))]
    if not rows:
        raise BadInputError("there is no row in this file", path=path)
    width = max(map(len, rows))
    named = heads.get("columns", "")
    columns = next(csv.reader([named], delimiter=separator)) if named else []
    if not is_ankis:
        columns = [name.strip() for name in rows.pop(0)]
        rows = [[_as_meant(cell) for cell in row] for row in rows]
    columns += [str(number + 1) for number in range(len(columns), width)]
    return Sheet(
        tuple(columns),
        tuple(tuple(row) for row in rows),
        is_html=heads.get("html", "false").lower() == "true",
        has_heads=is_ankis,
    )


def note_of_row(row: Sequence[str]) -> tuple[Note | None, str]:
    """The note of one of our own rows, and its deck's name; `None` for a row without a term."""
    cells = {name: cell.strip() for name, cell in zip(COLUMNS, row, strict=False)}
    deck = cells.get("deck", "")
    if not cells.get("term"):
        return None, deck
    cell = cells.get
    source = Source(cell("source") or None, cell("url") or None)
    definitions, translations = _items(cell("definition", "")), _items(cell("translation", ""))
    senses = tuple(
        Sense(
            definition,
            translations[n] or None if n < len(translations) else None,
            source=source if n == 0 and (source.title or source.url) else None,
        )
        for n, definition in enumerate(definitions)
    )
    sentence = cell("sentence")
    examples = (
        (Example(sentence, cell("surface") or None, cell("sentence_translation") or None),)
        if sentence
        else ()
    )
    note = Note(
        NoteId(cell("id", "")),
        cells["term"],
        aliases=_listed(cell("aliases", "")),
        part_of_speech=cell("part_of_speech") or None,
        pronunciation=cell("pronunciation") or None,
        senses=senses,
        synonyms=_listed(cell("synonyms", "")),
        usage=cell("usage") or None,
        examples=examples,
        tags=tuple(cell("tags", "").split()),
    )
    return note, deck


def _row(note: Note, deck: Deck) -> tuple[str, ...]:
    example = note.examples[0] if note.examples else Example("")
    source = next((sense.source for sense in note.senses if sense.source), Source())
    cells = (
        note.term,
        "; ".join(note.aliases),
        note.part_of_speech,
        note.pronunciation,
        _numbered([sense.definition for sense in note.senses]),
        _numbered([sense.translation or "" for sense in note.senses]),
        example.sentence,
        example.surface,
        example.translation,
        "; ".join(note.synonyms),
        note.usage,
        source.title,
        source.url,
        " ".join("-".join(tag.split()) for tag in note.tags),
        deck.name,
        note.id,
    )
    return tuple(_UNSAFE.sub("", cell or "") for cell in cells)


def _harmless(cell: str) -> str:
    return f"'{cell}" if _RUNS.match(cell) else cell


def _as_meant(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _RUNS.match(cell) else cell


def _numbered(texts: Sequence[str]) -> str:
    """Several texts in one cell, a numbered paragraph each."""
    if len(texts) < 2:
        return "".join(texts)
    if not any(texts):
        return ""
    return "\n".join(f"{number}. {text}" for number, text in enumerate(texts, 1))


def _items(cell: str) -> list[str]:
    """The other way; a cell that is not numbered from 1 on is one text."""
    numbers = [int(match[1]) for match in _NUMBERED.finditer(cell)]
    if not cell.startswith("1. ") or numbers != list(range(1, len(numbers) + 1)):
        return [cell] if cell else []
    return [text.strip() for text in _NUMBERED.split(cell)[2::2]]


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(text.strip() for text in cell.split(";") if text.strip())


def _heads(text: str) -> tuple[dict[str, str], str]:
    """Anki's header lines, and what follows them."""
    heads: dict[str, str] = {}
    while text.startswith("#"):
        line, _, rest = text.partition("\n")
        name, colon, value = line[1:].partition(":")
        if not colon or name.strip().lower() not in HEADS:
            break
        heads[name.strip().lower()] = value.strip("\r")
        text = rest
    return heads, text


def _separator(body: str) -> str:
    first = re.sub(r'"[^"]*"', "", body.partition("\n")[0])
    return max(",;\t", key=first.count)


def _rows(body: str, separator: str, path: object, before: int) -> Iterator[list[str]]:
    csv.field_size_limit(_LARGEST_CELL)
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=separator, strict=True)
    try:
        yield from reader
    except csv.Error as error:
        line = reader.line_num + before
        raise BadInputError(f"this is not CSV: {error}", path=path, line=line) from error
