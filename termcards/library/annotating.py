"""Annotate: notes of the library written back into the posting that they stand in."""

import codecs
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from termcards.errors import BadInputError, NotFoundError, StorageError
from termcards.files import write_at_once
from termcards.harvest.annotating import Annotation, annotate
from termcards.harvest.decoding import encoding_of
from termcards.harvest.plaintext import is_markdown
from termcards.library.harvesting import own_slug
from termcards.library.home import Library
from termcards.library.keeping import sync
from termcards.library.reading import (
    STANDARD_INPUT,
    SUFFIXES,
    Format,
    is_address,
    read_posting,
    sniffed,
)
from termcards.library.undoing import all_or_nothing
from termcards.log import Edit
from termcards.notes import Example, Note, NoteId, Posting
from termcards.plaintext import folded
from termcards.storage import deckfile
from termcards.storage.shelf import ShelvedDeck

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class Annotated:
    """What became, or would become, of a posting."""

    before: str
    annotation: Annotation


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    content: bytes
    mark: bytes
    """The byte-order mark."""

    encoding: str
    text: str
    """Without the mark, its line ends as they are."""


def annotate_posting(
    library: Library,
    name: str,
    *,
    terms: Sequence[str] = (),
    takes_all: bool = False,
    is_dry: bool = False,
) -> Annotated:
    """Writes footnotes for the notes taken from this posting, for `terms` alone, or for all notes.

    The library must be in step with its decks. Raises `BadInputError` for what is no Markdown file,
    `NotFoundError` for a term that no note has.
    """
    file, posting = _read(name)
    notes = _wanted(library, posting, terms, takes_all=takes_all)
    found = annotate(file.text, notes, _names(library, notes))
    for term in terms:
        if all(note in found.absent for note in _named(library, term)):
            raise NotFoundError(f'"{term}" does not stand in {name}; see termcards ready')
    if found.edits and not is_dry:
        _write(file, found.text)
        _move_examples(library, posting, file.text, found)
    return Annotated(file.text, found)


def _read(name: str) -> tuple[_File, Posting]:
    path = Path(name)
    if name == STANDARD_INPUT or is_address(name) or path.is_dir():
        raise BadInputError("annotate writes into a Markdown file, and this is none", path=name)
    kind = SUFFIXES.get(path.suffix.lower(), Format.MARKDOWN)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BadInputError(f"cannot read it: {error.strerror}", path=name) from error
    kind = kind if path.suffix else sniffed(content) or kind
    if kind not in (Format.MARKDOWN, Format.PLAIN):
        raise BadInputError(f"this is {kind.value}; annotate writes into Markdown alone", path=name)
    posting = read_posting(name).posting  # it names what is wrong with a text
    file = _decoded(path, content)
    if kind is Format.PLAIN and not is_markdown(file.text.replace("\r\n", "\n")):
        raise BadInputError(
            "this is plain text, in which footnotes mean nothing; name it .md", path=name
        )
    return file, posting


def _decoded(path: Path, content: bytes) -> _File:
    """With the encoding in which it can be written back, byte for byte."""
    marked = ((mark, encoding) for mark, encoding in _MARKS if content.startswith(mark))
    mark, encoding = next(marked, (b"", ""))
    body = content[len(mark) :]
    encoding = encoding or encoding_of(content, path)
    text = body.decode(encoding, "replace")
    if text.encode(encoding, "replace") == body:
        return _File(path, content, mark, encoding, text)
    raise BadInputError("its encoding cannot be written back; save it as UTF-8", path=path)


def _write(file: _File, text: str) -> None:
    try:
        content = file.mark + text.encode(file.encoding)
    except UnicodeEncodeError as error:
        raise BadInputError(
            f"{file.encoding} has no letters for some footnotes; save it as UTF-8", path=file.path
        ) from error
    try:
        if file.path.read_bytes() != file.content:
            raise StorageError(f"{file.path}: it was changed in the meantime; try again")
        write_at_once(file.path, content)
    except OSError as error:
        raise StorageError(f"{file.path}: cannot write it: {error.strerror}") from error


def _wanted(
    library: Library, posting: Posting, terms: Sequence[str], *, takes_all: bool
) -> tuple[Note, ...]:
    if terms:
        return tuple(note for term in terms for note in _named(library, term))
    shelf = library.store.shelf
    if takes_all:
        return tuple(note for deck in shelf.decks() for note in shelf.notes(deck.deck.id))
    return tuple(
        note
        for deck, slug in _decks_citing(library, posting)
        for note in shelf.notes(deck.deck.id)
        if _cites(note.examples, slug)
    )


def _decks_citing(library: Library, posting: Posting) -> list[tuple[ShelvedDeck, str]]:
    """The decks that name the posting, each with its slug there."""
    found = [(deck, own_slug(deck.deck, posting)) for deck in library.store.shelf.decks()]
    return [(deck, slug) for deck, slug in found if any(slug == p.slug for p in deck.deck.postings)]


def _named(library: Library, term: str) -> tuple[Note, ...]:
    found = library.store.shelf.named(term)
    if not found:
        raise NotFoundError(f'no note is called "{term}"; see termcards list')
    return tuple(shelved.note for shelved in found)


def _names(library: Library, notes: Sequence[Note]) -> Mapping[str, NoteId]:
    """All names of one note alone, where only the wanted notes count if several have a name."""
    own: dict[str, set[NoteId]] = {}
    for note in notes:
        for name in (note.term, *note.aliases):
            own.setdefault(folded(name), set()).add(note.id)
    clear = {name: next(iter(ids)) for name, ids in own.items() if len(ids) == 1}
    return {**library.store.shelf.all_names(), **clear}


def _cites(examples: Iterable[Example], slug: str) -> bool:
    return any(example.citation and example.citation.posting == slug for example in examples)


def _move_examples(library: Library, posting: Posting, before: str, found: Annotation) -> None:
    """The sentences below a new definition stand on other lines now, and the decks say on which."""
    breaks = [(_breaks(before[: edit.at]) + 1, _breaks(edit.new)) for edit in found.edits]
    with all_or_nothing(library) as edits:
        for deck, slug in _decks_citing(library, posting):
            edits += _moved(library, deck, slug, breaks)
        if edits:
            library.record(edits)
            sync(library)


def _breaks(text: str) -> int:
    return len(re.findall(r"\r\n|\r|\n", text))


def _moved(
    library: Library, deck: ShelvedDeck, slug: str, breaks: Sequence[tuple[int, int]]
) -> Iterable[Edit]:
    def moved(line: int | None) -> int | None:
        return None if line is None else line + sum(n for at, n in breaks if at < line)

    def shifted(example: Example) -> Example:
        cited = example.citation
        if cited is None or cited.posting != slug:
            return example
        cited = replace(cited, line=moved(cited.line), end_line=moved(cited.end_line))
        return replace(example, citation=cited)

    notes = library.store.shelf.notes(deck.deck.id)
    after = [replace(note, examples=tuple(map(shifted, note.examples))) for note in notes]
    changed = [new for old, new in zip(notes, after, strict=True) if new != old]
    if not changed:
        return ()
    path = library.decks_folder / deck.stamp.file
    splices = deckfile.change(
        path, rewritten=changed, ahead=library.foresee, outline=library.outline(path)
    )
    return (Edit(deck.stamp.file, s.at, s.old, s.new) for s in splices)
