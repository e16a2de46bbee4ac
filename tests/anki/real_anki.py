"""The real Anki, without its window: what it makes of a package."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import anki.collection  # noqa: F401  # its siblings import one another, and need it first
from anki.cards import Card
from anki.collection import (
    Collection,
    ExportAnkiPackageOptions,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
)
from anki.notes import Note

OUTCOMES = ("new", "updated", "duplicate", "conflicting", "missing_notetype", "empty_first_field")
OUR_TAGS = {"div", "span", "b", "br", "hr", "ol", "ul", "li", "a"}
OUR_ATTRIBUTES = {"class", "dir", "lang", "value", "href", "id"}


@contextmanager
def fresh_anki() -> Iterator[Collection]:
    with TemporaryDirectory() as folder:
        collection = Collection(str(Path(folder) / "collection.anki2"))
        try:
            yield collection
        finally:
            collection.close()


def take_in(
    collection: Collection, package: Path, *, with_scheduling: bool = False
) -> dict[str, int]:
    """How many notes met which fate, without those that none met."""
    options = ImportAnkiPackageOptions(with_scheduling=with_scheduling)
    request = ImportAnkiPackageRequest(package_path=str(package), options=options)
    log = collection.import_anki_package(request).log
    counts = {outcome: len(getattr(log, outcome)) for outcome in OUTCOMES}
    return {outcome: count for outcome, count in counts.items() if count}


def note_with(collection: Collection, key: str) -> Note:
    (found,) = [note for note in all_notes(collection) if note["Key"] == key]
    return found


def all_notes(collection: Collection) -> list[Note]:
    return [collection.get_note(note) for note in collection.find_notes("")]


def cards_by_template(note: Note) -> dict[str, Card]:
    return {str(card.template()["name"]): card for card in note.cards()}


def question_of(card: Card) -> str:
    return card.render_output().question_text


def answer_of(card: Card) -> str:
    return card.render_output().answer_text


class _Page(HTMLParser):
    """What a person sees of a page, and what a browser would find in it beside that."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.foreign: set[str] = set()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.foreign |= {tag} - OUR_TAGS
        self.foreign |= {name for name, _ in attrs} - OUR_ATTRIBUTES
        self.pieces.append("\n" if tag in {"br", "div", "hr", "li"} else "")

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)

    def handle_comment(self, data: str) -> None:
        self.foreign.add("comment")


def visible(html: str) -> str:
    lines = "".join(_Page(html).pieces).split("\n")
    return "\n".join(filter(None, (" ".join(line.split(" ")).strip() for line in lines)))


def foreign_markup(html: str) -> set[str]:
    """Tags and attributes that are not of our own making."""
    return _Page(html).foreign


def live_text(html: str) -> list[str]:
    """Where Anki in the HTML, or its mathematics on the page, would take text for a command."""
    in_markup = re.findall(r"\[sound:|\[latex\]|\[\$+\]|\[anki:", html)
    return in_markup + re.findall(r"\\[(\[]", "\x00".join(_Page(html).pieces))


def answer_in_anki(collection: Collection, card: Card, ease: Literal[1, 2, 3, 4]) -> int:
    """Gives a card one of Anki's four grades, and tells the id of the row in Anki's log."""
    card.start_timer()
    collection.sched.answerCard(card, ease)
    assert collection.db is not None
    return int(collection.db.scalar("SELECT max(id) FROM revlog"))


def hand_out(collection: Collection, path: Path, *, legacy: bool) -> Path:
    """Exports everything as `.apkg` or `.colpkg`, in Anki's old format or the new one."""
    if path.suffix == ".colpkg":
        collection.export_collection_package(str(path), include_media=True, legacy=legacy)
        collection.reopen(after_full_sync=False)
        return path
    options = ExportAnkiPackageOptions(
        with_scheduling=True, with_deck_configs=True, with_media=True, legacy=legacy
    )
    collection.export_anki_package(out_path=str(path), options=options, limit=None)
    return path
