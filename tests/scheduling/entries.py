"""Entries of a log, written down in a line each."""

from datetime import UTC, date, datetime, timedelta

from termcards.cards import CardId
from termcards.log import ActId, DeviceId, Entry, EntryId, Fact

CARD = CardId("arr:recognise")
FIRST_DAY = date(2026, 3, 1)


def entry(number: int, fact: Fact, *, day: int = 0, act: int | None = None) -> Entry:
    """The `number`-th entry of the log, on the day so many days after the first."""
    when = FIRST_DAY + timedelta(days=day)
    return Entry(
        EntryId(f"{number:024x}"),
        ActId(f"{number if act is None else act:024x}"),
        DeviceId("a"),
        datetime(when.year, when.month, when.day, 12, tzinfo=UTC),
        when,
        fact,
    )
