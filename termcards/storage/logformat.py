"""Facts as plain fields, for the columns of the log and for a line of JSON."""

import re
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any

from termcards.cards import CardId
from termcards.log import (
    HIGHEST_FLAG,
    HIGHEST_QUALITY,
    SM2,
    ActId,
    Bury,
    Cancel,
    Configure,
    Correct,
    Cram,
    DeviceId,
    Drill,
    Edit,
    Entry,
    EntryId,
    Fact,
    Flag,
    Import,
    Judge,
    Mark,
    Reschedule,
    Reset,
    Resume,
    Review,
    Scheduler,
    SchedulerName,
    SetDue,
    Shift,
    Suspend,
    Suspension,
    Verdict,
)
from termcards.notes import NoteId

KINDS: dict[str, type[Any]] = {
    "review": Review,
    "drill": Drill,
    "cram": Cram,
    "correct": Correct,
    "suspend": Suspend,
    "resume": Resume,
    "bury": Bury,
    "flag": Flag,
    "reset": Reset,
    "set-due": SetDue,
    "reschedule": Reschedule,
    "shift": Shift,
    "mark": Mark,
    "judge": Judge,
    "import": Import,
    "edit": Edit,
    "configure": Configure,
    "cancel": Cancel,
}
KIND_OF = {fact: kind for kind, fact in KINDS.items()}
FIELDS = {fact: tuple(field.name for field in fields(fact)) for fact in KIND_OF}
RENAMED = {
    (Cancel, "act"): "cancels",
    (Edit, "at"): "offset",
    (Configure, "at"): "offset",
    (Correct, "entry"): "corrects",
}
"""Where a fact's own field has the name of one that all entries have."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)
LARGEST = 2**31
EARLIEST_YEAR, LATEST_YEAR = 1900, 9000
"""Between which an interval of a hundred years, and more, still ends in the calendar."""


def kind_of(fact: Fact) -> str:
    return KIND_OF[type(fact)]


def fact_fields(fact: Fact) -> dict[str, Any]:
    """The fact's fields as text, numbers and booleans; what is as usual is left out."""
    kind = type(fact)
    values = {RENAMED.get((kind, name), name): _plain(getattr(fact, name)) for name in FIELDS[kind]}
    if values.get("scheduler") == SchedulerName.SM2 and kind is Review:
        del values["scheduler"]
    return values


def fact_from_fields(kind: str, values: Mapping[str, Any]) -> Fact:
    """Raises `ValueError` for what is no fact, with what is wrong."""
    if kind not in KINDS:
        raise ValueError(f'there is no entry of the kind "{kind}"')
    fact = KINDS[kind]
    made = {}
    for name in FIELDS[fact]:
        key = RENAMED.get((fact, name), name)
        if key in values:
            made[name] = _read(key, values[key])
        elif (fact, name) != (Review, "scheduler"):
            raise ValueError(f'a {kind} has no "{key}"')
    return fact(**made)  # type: ignore[no-any-return]  # the class is one of the facts


def entry_fields(entry: Entry) -> dict[str, Any]:
    """An entry as a line of JSON has it."""
    at = entry.at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return {
        "id": entry.id,
        "act": entry.act,
        "device": entry.device,
        "at": at,
        "day": entry.day.isoformat(),
        "kind": kind_of(entry.fact),
        **fact_fields(entry.fact),
    }


def entry_from_fields(values: Mapping[str, Any]) -> Entry:
    """Raises `ValueError` for what is no entry, with what is wrong."""
    named = {name: _read(name, values.get(name)) for name in ("id", "act", "device", "at", "day")}
    rest = {key: value for key, value in values.items() if key not in (*named, "kind")}
    fact = fact_from_fields(_text(values.get("kind")), rest)
    return Entry(**named, fact=fact)


def scheduler_text(scheduler: Scheduler) -> str:
    """`sm2`, or `fsrs 900` with the desired retention in thousandths."""
    if scheduler.desired_retention is None:
        return str(scheduler.name)
    return f"{scheduler.name} {scheduler.desired_retention}"


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Scheduler):
        return scheduler_text(value)
    return str(value) if isinstance(value, StrEnum) else value


def _read(name: str, value: Any) -> Any:
    try:
        return READERS[name](value)
    except (ValueError, TypeError, OverflowError) as error:
        raise ValueError(f'"{name}" cannot be {value!r}') from error


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    value.encode("utf-8")  # a ValueError for half a character, which no file can hold
    return value


def _day(value: Any) -> date:
    day = date.fromisoformat(_text(value))
    if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        raise ValueError("no day of a learner")
    return day


def _number(lowest: int, highest: int) -> Callable[[Any], int]:
    def read(value: Any) -> int:
        if type(value) is not int or not lowest <= value <= highest:
            raise ValueError("not such a number")
        return value

    return read


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError("not true or false")
    return value


def _entry_id(value: Any) -> EntryId:
    text = _text(value)
    # The first digit leaves room: what comes after the latest id must still have as many digits.
    if not re.fullmatch("0[0-9a-f]{23}", text):
        raise ValueError("not an id")
    return EntryId(text)


def _instant(value: Any) -> datetime:
    at = datetime.fromisoformat(_text(value))
    if at.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    # The store keeps milliseconds.
    return EPOCH + (at - EPOCH) // MILLISECOND * MILLISECOND


def _scheduler(value: Any) -> Scheduler:
    name, _, retention = _text(value).partition(" ")
    if name == SchedulerName.SM2:
        return SM2
    return Scheduler(SchedulerName(name), _number(1, 999)(int(retention)))


READERS: dict[str, Callable[[Any], Any]] = {
    "id": _entry_id,
    "act": lambda value: ActId(_entry_id(value)),
    "device": lambda value: DeviceId(_text(value)),
    "at": _instant,
    "day": _day,
    "card": lambda value: CardId(_text(value)),
    "note": lambda value: NoteId(_text(value)),
    "quality": _number(0, HIGHEST_QUALITY),
    "milliseconds": _number(0, LARGEST),
    "scheduler": _scheduler,
    "corrects": _entry_id,
    "reason": lambda value: Suspension(_text(value)),
    "until": _day,
    "due": _day,
    "flag": _number(0, HIGHEST_FLAG),
    "days": _number(-LARGEST, LARGEST),
    "is_marked": _truth,
    "name": _text,
    "verdict": lambda value: Verdict(_text(value)),
    "origin": _text,
    "file": _text,
    "offset": _number(0, LARGEST),
    "old": _text,
    "new": _text,
    "cancels": lambda value: ActId(_entry_id(value)),
}
