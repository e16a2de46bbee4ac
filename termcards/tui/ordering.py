"""An export as it is ordered on the screen: what it is to be, doing it, and both in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from termcards.language import tr, trn
from termcards.library.exchanging import Plan, Wishes, export_to_anki
from termcards.library.home import Library
from termcards.library.tabling import export_csv, export_json
from termcards.notes import Deck
from termcards.pages.exchange import advice, plan_lines
from termcards.pages.lines import Line, Piece, Space, Tone, line_of
from termcards.plaintext import on_one_line
from termcards.tui.places import is_there, shown
from termcards.watching import Watch

LABEL = 10
"""Columns of what a row is about."""


class Form(Enum):
    ANKI = ".apkg"
    CSV = ".csv"
    CSV_FOR_ANKI = " .csv"
    JSON = ".json"

    @property
    def suffix(self) -> str:
        return self.value.strip()


FORMS = tuple(Form)


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be exported, and how."""

    place: Path
    form: Form = Form.ANKI
    decks: tuple[Deck, ...] = ()
    """None is all of them."""

    with_progress: bool = False
    by_posting: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(deck.id for deck in self.decks)


def write(library: Library, order: Order, watch: Watch) -> Sequence[str]:
    """Does it, and gives what there is to say of it."""
    progress = order.with_progress and order.form is Form.ANKI
    match order.form:
        case Form.ANKI:
            wishes = Wishes(order.names, order.by_posting, progress, watch=watch)
            exported = export_to_anki(library, order.place, wishes)
            count, more = exported.notes, tuple(advice(exported, with_progress=progress))
        case Form.CSV | Form.CSV_FOR_ANKI:
            for_anki = order.form is Form.CSV_FOR_ANKI
            count = export_csv(library, order.names, order.place, for_anki=for_anki, watch=watch)
            more = (tr("a row has the first sentence of a note only; JSON has everything"),)
        case Form.JSON:
            count, more = export_json(library, order.names, order.place, watch), ()
    notes = trn("{count:,} note", "{count:,} notes", count)
    return (tr("{place}: {notes}", place=on_one_line(shown(order.place)), notes=notes), *more)


def page(order: Order, plan: Plan | None, space: Space) -> Iterator[Line]:
    """What is to be done, and what is new."""
    for key, label, value in _rows(order):
        yield from _row(key, label, value, space)
    yield ()
    if plan is None:
        return
    if order.form is Form.ANKI:
        yield from plan_lines(plan, space)
    else:
        count = len(plan.new) + len(plan.changed) + len(plan.unchanged)
        notes = trn("{count:,} note goes out.", "{count:,} notes go out.", count)
        yield from (line_of(line) for line in space.ruler.wrapped(notes, space.text))


def is_alien(order: Order) -> bool:
    """Whether a file is there that by its name is no earlier export of this form."""
    fits = order.place.suffix.lower() == order.form.suffix
    return not fits and is_there(order.place)


def _rows(order: Order) -> Iterator[tuple[str, str, str]]:
    yield "f", tr("form"), form_in_words(order.form)
    decks = ", ".join(on_one_line(deck.name) for deck in order.decks)
    yield "d", tr("decks"), decks or tr("all decks")
    place = on_one_line(shown(order.place))
    if is_alien(order):
        place = tr("{place} (another file that is there is replaced)", place=place)
    elif is_there(order.place):
        place = tr("{place} (the file that is there is replaced)", place=place)
    yield "p", tr("place"), place
    if order.form is Form.ANKI:
        yield "l", tr("learning"), tr("goes along") if order.with_progress else tr("stays here")
        yield (
            "o",
            tr("in Anki"),
            (tr("a deck for each posting") if order.by_posting else tr("a deck for each deck")),
        )


def form_in_words(form: Form) -> str:
    return {
        Form.ANKI: tr("Anki package"),
        Form.CSV: tr("CSV for spreadsheets"),
        Form.CSV_FOR_ANKI: tr("CSV for Anki's import of text"),
        Form.JSON: tr("JSON, decks whole"),
    }[form]


def _row(key: str, label: str, value: str, space: Space) -> Iterator[Line]:
    indent = 3 + LABEL
    if space.text < 3 * LABEL:
        whole = f"{key}  {tr('{label}: ', label=label)}{value}"
        yield from (line_of(line) for line in space.ruler.wrapped(whole, space.text))
        return
    for number, line in enumerate(space.ruler.wrapped(value, space.text - indent)):
        if number:
            yield (Piece(" " * indent), Piece(line))
        else:
            name = space.ruler.padded(label, LABEL)
            yield (Piece(f"{key}  ", Tone.HEADING), Piece(name, Tone.FAINT), Piece(line))


def told(sentences: Sequence[str], space: Space) -> Iterator[Line]:
    """What there is to say, a paragraph each."""
    for sentence in sentences:
        yield from (line_of(line) for line in space.ruler.wrapped(sentence, space.text))
        yield ()


def nothing(space: Space) -> Iterator[Line]:
    sentence = tr(
        "There is no deck to export yet. q goes back; there a adds a posting, i imports a deck, s"
        " takes the sample deck."
    )
    return (line_of(line) for line in space.ruler.wrapped(sentence, space.text))
