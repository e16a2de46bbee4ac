"""What a harvest gives, laid beside what a case of the casebook wants."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from termcards.harvest.document import Document
from termcards.harvest.harvester import Harvest
from termcards.notes import Draft
from tests.harvest.casebook import Case


class Difference(NamedTuple):
    where: str
    expected: object
    found: object


def complaint(case: Case, differences: Sequence[Difference]) -> str:
    lines = [f"{case.path}:{case.line}: {case.title}", "", case.text]
    for where, expected, found in differences:
        lines += [where, f"  expected: {expected!r}", f"  found:    {found!r}"]
    return "\n".join(lines)


def differences(case: Case, document: Document, harvest: Harvest) -> list[Difference]:
    return [
        *_note_differences(case, harvest),
        *_label_differences(case, harvest),
        *_posting_differences(case, document, harvest),
    ]


def _note_differences(case: Case, harvest: Harvest) -> Iterator[Difference]:
    if len(case.notes) != len(harvest.notes):
        expected = [note.get("term", note.get("forms")) for note in case.notes]
        yield Difference("notes", expected, [draft.note.term for draft in harvest.notes])
        return
    for number, (wanted, draft) in enumerate(zip(case.notes, harvest.notes, strict=True), 1):
        found = _view(draft)
        for key, expected in wanted.items():
            if not _agrees(key, expected, found):
                yield Difference(f"note {number}, {key}", expected, found[key])


def _label_differences(case: Case, harvest: Harvest) -> Iterator[Difference]:
    asides = tuple(aside.label for aside in harvest.asides)
    if asides != case.asides:
        yield Difference("asides", case.asides, asides)
    warnings = tuple(f"{warning.code}@{warning.line}" for warning in harvest.warnings)
    if len(warnings) != len(case.warnings) or not all(
        expected in {warning, warning.partition("@")[0]}
        for expected, warning in zip(case.warnings, warnings, strict=True)
    ):
        yield Difference("warnings", case.warnings, warnings)


def _posting_differences(case: Case, document: Document, harvest: Harvest) -> Iterator[Difference]:
    posting = harvest.posting
    found = {"title": posting.title, "date": posting.date, "author": document.author}
    for key, expected in case.posting.items():
        if found[key] != expected:
            yield Difference(key, expected, found[key])


def _view(draft: Draft) -> dict[str, Any]:
    """The note under the names that the casebook uses."""
    note, senses, examples = draft.note, draft.note.senses, draft.note.examples
    return {
        "label": draft.label,
        "term": note.term,
        "aliases": list(note.aliases),
        "forms": [note.term, *note.aliases],
        "part_of_speech": note.part_of_speech,
        "pronunciation": note.pronunciation,
        "field": note.field or (senses[0].field if len(senses) == 1 else None),
        "definitions": [_folded(sense.definition) for sense in senses],
        "mentions": [_folded(f"{sense.definition} {sense.translation}") for sense in senses],
        "definition_fields": [sense.field for sense in senses],
        "languages": [sense.language for sense in senses],
        "sources": [sense.source and sense.source.url for sense in senses],
        "source_titles": [sense.source and sense.source.title for sense in senses],
        "quotes": [{"text": quote.text, "author": quote.author} for quote in note.quotes],
        "synonyms": list(note.synonyms),
        "usage": note.usage and _folded(note.usage),
        "derived": list(note.derived),
        "see": list(note.see),
        "surface": examples[0].surface if examples else None,
        "surfaces": [example.surface for example in examples],
        "examples": [example.sentence for example in examples],
        "translations": [example.translation for example in examples],
        "lines": [example.citation and example.citation.line for example in examples],
        "end_lines": [example.citation and example.citation.end_line for example in examples],
        "kinds": [str(example.kind) for example in examples],
    }


def _agrees(key: str, expected: Any, found: dict[str, Any]) -> bool:
    value = found[key]
    match key:
        case "term" | "surface" | "part_of_speech" if isinstance(expected, list):
            return value in expected
        case "aliases" | "forms":
            surplus = set(value) - set(expected)
            return set(expected) <= set(value) and surplus <= set(found["surfaces"])
        case "mentions":
            return all(any(text in definition for definition in value) for text in expected)
        case "pronunciation":
            return _bare(value) == _bare(expected)
        case "field":
            return _lower(value) == _lower(expected)
        case "definition_fields":
            return list(map(_lower, value)) == list(map(_lower, expected))
        case _:
            return bool(value == expected)


def _folded(text: str) -> str:
    return " ".join(text.split())


def _bare(pronunciation: str | None) -> str | None:
    """Without the slashes, brackets or bars around it."""
    return pronunciation and pronunciation.strip("/[]| ")


def _lower(field: str | None) -> str | None:
    return field and field.casefold()
