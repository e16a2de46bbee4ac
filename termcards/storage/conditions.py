"""A filter as a condition in SQL, over texts (`t`), cards (`c`) and standings (`s`).

Each part is true or false and never unknown, so that `-` gives exactly the others.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, assert_never

from termcards.filters import (
    Added,
    Asks,
    Compares,
    Either,
    Every,
    Filter,
    Flagged,
    Has,
    InDeck,
    Not,
    Pattern,
    Place,
    Property,
    Rated,
    Stands,
    State,
    Tagged,
)
from termcards.plaintext import folded
from termcards.storage.agenda import ASKED
from termcards.storage.logformat import EPOCH, MILLISECOND
from termcards.storage.logrows import ANSWERS, HELD, first_id

GRAM = 3
MOST_GRAMS = 12
"""Of a text, to find what may have it; whether it does is seen in the notes found."""

COLUMNS = {
    Place.ANYWHERE: ("t.names", "t.meaning", "t.rest"),
    Place.TERM: ("t.names",),
    Place.MEANING: ("t.meaning",),
    Place.SOURCE: ("t.sources",),
}
OF_NOTES = "t.note IN (SELECT note FROM"
OF_TEXTS = "t.id IN (SELECT t.id FROM texts t WHERE"
OF_GRAMS = "t.id IN (SELECT rowid FROM grams WHERE grams MATCH"
STATES = {
    State.DUE: f"s.due <= :today AND (s.reviewed IS NULL OR s.reviewed < :today) AND {ASKED}",
    State.NEW: "c.id IS NOT NULL AND s.due IS NULL",
    State.LEARN: f"s.reviewed = :today AND NOT s.is_sure AND {ASKED}",
    State.REVIEW: "s.due IS NOT NULL",
    State.SUSPENDED: "s.suspended IN ('asked', 'leech')",
    State.BURIED: "s.buried_until > :today",
    State.MARKED: "t.note IN (SELECT note FROM marks)",
    State.LEECH: "s.suspended = 'leech'",
    State.KNOWN: "s.suspended = 'known'",
    State.FLAGGED: "s.flag > 0",
    State.CARDLESS: "c.id IS NULL",
}
PROPERTIES = {
    Property.INTERVAL: "s.interval",
    Property.EASE: "s.ease_factor / 1000.0",
    Property.LAPSES: "CASE WHEN c.id IS NOT NULL THEN ifnull(s.lapses, 0) END",
    Property.DUE: "julianday(s.due) - julianday(:today)",
    Property.REVIEWS: "CASE WHEN c.id IS NOT NULL THEN ifnull(s.reviews, 0) END",
}
QUALITIES = {1: "<= 2", 2: "= 3", 3: "= 4", 4: "= 5"}
"""Of the buttons."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When a search is made."""

    today: date
    """The learner's day."""

    begins: Callable[[date], datetime]
    """The instant at which a day begins."""


@dataclass(slots=True)
class Condition:
    """What is gathered while a filter is put into SQL."""

    moment: Moment
    decks: Mapping[str, tuple[str, str]]
    """By id, the name and the file of each."""

    values: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.values["today"] = self.moment.today.isoformat()

    def sql(self, wanted: Filter) -> str:
        match wanted:
            case Every(parts):
                return "(" + (" AND ".join(map(self.sql, parts)) or "true") + ")"
            case Either(parts):
                return "(" + (" OR ".join(map(self.sql, parts)) or "false") + ")"
            case Not(part):
                return f"NOT {self.sql(part)}"
            case Has() | InDeck() | Tagged() | Added():
                # Never unknown; and plain, so that a search may begin with them.
                return f"({self._part(wanted)})"
            case _:
                return f"(({self._part(wanted)}) IS TRUE)"

    def _part(self, wanted: Filter) -> str:
        match wanted:
            case Has(text, place):
                return " AND ".join(self._has(text, place))
            case InDeck(name):
                return f"t.deck IN ({self._listed(self._decks(name))})"
            case Tagged(tag):
                return self._tagged(tag)
            case Stands(state):
                return STATES[state]
            case Flagged(flag):
                return f"c.id IS NOT NULL AND ifnull(s.flag, 0) = {self._value(flag)}"
            case Added(days):
                since = (self.moment.begins(self._since(days)) - EPOCH) // MILLISECOND
                return f"{OF_NOTES} contents WHERE added >= {self._value(since)})"
            case Rated():
                return self._rated(wanted)
            case Compares(known, relation, value):
                return f"{PROPERTIES[known]} {relation} {self._value(value)}"
            case Asks(direction):
                return f"c.id GLOB {self._value(f'*:{direction}')}"
            case Every() | Either() | Not():
                raise TypeError("these have parts")
            case _:
                assert_never(wanted)

    def _has(self, text: Pattern, place: Place) -> Iterator[str]:
        """First what may have it, by trigrams; then, in these notes, whether it does."""
        grams = [gram for piece in text.pieces for gram in _grams(piece)]
        if grams and place is not Place.SOURCE:
            match = " AND ".join(f'"{gram.replace(chr(34), chr(34) * 2)}"' for gram in grams)
            found = self._value(match)
            yield f"{OF_GRAMS} {found})"
        if text.is_plain:
            piece = self._value(text.pieces[0])
            found_in = (f"instr({column}, {piece})" for column in COLUMNS[place])
        else:
            glob = self._value(f"*{_glob(text)}*")
            found_in = (f"{column} GLOB {glob}" for column in COLUMNS[place])
        found = f"({' OR '.join(found_in)})"
        # Where all texts are gone through, then from the first to the last, in whatever order the
        # cards are wanted: to read them here and there takes ten times as long.
        yield found if grams else f"{OF_TEXTS} {found})"

    def _decks(self, name: Pattern) -> Iterator[str]:
        under = Pattern((*name.pieces[:-1], f"{name.pieces[-1]}::", ""))
        for deck, (own, file) in self.decks.items():
            names = (folded(own), folded(deck), folded(Path(file).stem))
            if any(map(name.is_all_of, names)) or under.is_all_of(names[0]):
                yield deck

    def _tagged(self, tag: Pattern) -> str:
        own, under = self._value(_glob(tag)), self._value(f"{_glob(tag)}::*")
        return f"{OF_NOTES} tags WHERE tag GLOB {own} OR tag GLOB {under})"

    def _rated(self, rated: Rated) -> str:
        day = self._since(rated.days)
        with_quality = f"AND quality {QUALITIES[rated.button]}" if rated.button else ""
        return f"""c.id IN (
            SELECT card FROM log WHERE id >= {self._value(first_id(day))}
            AND day >= {self._value(day.isoformat())} AND {ANSWERS} AND {HELD} {with_quality}
        )"""  # noqa: S608  # our own words

    def _since(self, days: int) -> date:
        return self.moment.today - timedelta(days=days - 1)

    def _listed(self, words: Iterator[str]) -> str:
        return ", ".join(map(self._value, words))

    def _value(self, value: object) -> str:
        name = f"v{len(self.values)}"
        self.values[name] = value
        return f":{name}"


def narrows(wanted: Filter) -> bool:
    """Whether the filter asks for a text, which few notes have, before all else."""
    match wanted:
        case Every(parts):
            return any(map(narrows, parts))
        case Has(_, place):
            return place is not Place.SOURCE
        case _:
            return False


def _grams(text: str) -> list[str]:
    found = (text[place : place + GRAM] for place in range(len(text) - GRAM + 1))
    return list(dict.fromkeys(found))[:MOST_GRAMS]


def _glob(pattern: Pattern) -> str:
    """The pattern in SQLite's GLOB, where only the gaps mean anything."""
    return "*".join(
        "".join(f"[{sign}]" if sign in "*?[" else sign for sign in piece)
        for piece in pattern.pieces
    )
