"""One card whole: its note as on the back of the card, and how it stands."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from textual.content import Content

from termcards.language import tr, trn
from termcards.library.browsing import Row, Whole
from termcards.log import Suspension
from termcards.pages.figurewords import direction_name, reviews
from termcards.tui.card import Block, View, blocks, example_of, lead_of
from termcards.tui.keymap import key
from termcards.tui.sources import noted_sources
from termcards.tui.text import on_one_line

HELD_BACK = {
    Suspension.ASKED: "suspended",
    Suspension.LEECH: "a leech, suspended",
    Suspension.KNOWN: "known, not asked",
}


def whole_blocks(whole: Whole, today: date) -> tuple[Block, ...]:
    question, note = whole.question, whole.question.note
    view = View(is_answered=True, with_translation=True)
    has_source = noted_sources(example_of(question, view), question.deck, note.senses)
    view = replace(view, with_sources=bool(has_source))
    return (*blocks(question, view), *_standing(whole, today))


def cardless_blocks(row: Row) -> tuple[Block, ...]:
    return Block(on_one_line(row.term).stylize(".strong")), Block(Content(cardless_words()))


def cardless_words() -> str:
    """Of a note that no card asks, what is to be done about it."""
    edit = key("browse.edit", "e")
    return tr("no card asks this note: {key} opens it, to be completed", key=edit)


def _standing(whole: Whole, today: date) -> Iterator[Block]:
    question, standing = whole.question, whole.question.standing
    schedule, direction = standing.schedule, question.card.direction
    if schedule is None:
        words = [tr("new")]
    else:
        days = (schedule.due - today).days
        words = [
            _due(days),
            tr("interval {days}\u00a0d", days=schedule.interval),
            tr("ease {ease:.2f}", ease=schedule.ease_factor / 1000),
        ]
    yield Block(Content(" · ".join((direction_name(direction), *words))))
    words = [
        reviews(standing.reviews),
        trn("{count} lapse", "{count} lapses", schedule.lapses if schedule else 0),
    ]
    if whole.next_good is not None:
        words.append(tr("next Good: {days}\u00a0d", days=whole.next_good.interval))
    yield Block(Content(" · ".join(words)), is_apart=False)
    if held := list(_held_back(whole, today)):
        yield Block(Content(" · ".join(held)), is_apart=False)
    yield Block(on_one_line(question.deck.name).stylize(".faint"), is_apart=False)
    if question.note.tags:
        tags = on_one_line(", ".join(question.note.tags))
        yield Block(lead_of(tr("tags")) + tags, is_apart=False)


def _held_back(whole: Whole, today: date) -> Iterator[str]:
    standing = whole.question.standing
    if standing.suspended is not None:
        yield tr(HELD_BACK[standing.suspended])
    if standing.is_buried(today):
        yield tr("buried until {day}", day=standing.buried_until)


def _due(days: int) -> str:
    if days == 0:
        return tr("due today")
    if days < 0:
        return trn("due {count} day ago", "due {count} days ago", -days)
    return trn("due in {count} day", "due in {count} days", days)
