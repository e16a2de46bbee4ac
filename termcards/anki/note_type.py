"""The note type of every package, frozen: Anki would take any other shape for a conflict."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from typing import Any

import genanki

MODEL_ID = 1_847_205_963
MODEL_NAME = "termcards"
TEMPLATES_CHANGED = datetime(2026, 11, 21, tzinfo=UTC)
"""Moves when a template or the style sheet changes, and only then; Anki takes the later ones."""

FIELDS: Mapping[str, int] = {
    "Key": 3_520_714_460_118_001,
    "Term": 3_520_714_460_118_002,
    "Aliases": 3_520_714_460_118_003,
    "Pronunciation": 3_520_714_460_118_004,
    "Part of speech": 3_520_714_460_118_005,
    "Meaning": 3_520_714_460_118_006,
    "Translation": 3_520_714_460_118_007,
    "Context": 3_520_714_460_118_008,
    "Gap": 3_520_714_460_118_009,
    "Context translation": 3_520_714_460_118_010,
    "Prompt": 3_520_714_460_118_011,
    "Synonyms": 3_520_714_460_118_012,
    "Notes": 3_520_714_460_118_013,
    "Source": 3_520_714_460_118_014,
    "Add produce": 3_520_714_460_118_015,
    "Add typing": 3_520_714_460_118_016,
    "Extra 1": 3_520_714_460_118_017,
    "Extra 2": 3_520_714_460_118_018,
}
"""Each field's name and its own id, by which Anki knows it even when it is renamed."""

TEMPLATES: Mapping[str, int] = {
    "recognise": 3_520_714_460_118_101,
    "produce": 3_520_714_460_118_102,
    "cloze": 3_520_714_460_118_103,
    "type": 3_520_714_460_118_104,
}
"""In the order of the cards: a card's `ord` is its template's place here."""

_SORT_FIELD = 1


class _NoteType(genanki.Model):  # type: ignore[misc]  # genanki is untyped
    def to_json(self, timestamp: float, deck_id: int | None) -> dict[str, Any]:
        """Dated by its templates, and of no deck, where genanki puts the export's time and deck."""
        del timestamp, deck_id
        json: dict[str, Any] = super().to_json(TEMPLATES_CHANGED.timestamp(), None)
        return json


@cache
def note_type() -> genanki.Model:
    return _NoteType(
        MODEL_ID,
        MODEL_NAME,
        fields=[{"name": name, "id": key, "font": "Arial"} for name, key in FIELDS.items()],
        templates=[_template(name, key) for name, key in TEMPLATES.items()],
        css=_text("card.css"),
        sort_field_index=_SORT_FIELD,
    )


def _template(name: str, key: int) -> dict[str, str | int]:
    # What all answers end with stands in one file.
    answer = _text(f"{name}.back.html") + _text("rest.html")
    return {"name": name, "id": key, "qfmt": _text(f"{name}.front.html"), "afmt": answer}


def _text(name: str) -> str:
    return files(__package__).joinpath("templates", name).read_text("utf-8")
