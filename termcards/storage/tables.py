"""The tables of the store.

`log` is the truth and is only ever added to. `schedules` is what the log adds up to; `decks`,
`notes` and `cards` are what the deck files say. All but the log, `devices` and `contents` can be
made again.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)


class Instant(sa.types.TypeDecorator[datetime]):
    """An instant, kept as milliseconds since 1970 in UTC; one without a time zone is refused."""

    impl = sa.BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> int | None:  # noqa: ARG002  # the base class names it
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        return (value - EPOCH) // MILLISECOND

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> datetime | None:  # noqa: ARG002  # the base class names it
        return None if value is None else EPOCH + value * MILLISECOND


metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

devices = sa.Table(
    "devices",
    metadata,
    sa.Column("id", sa.String, primary_key=True),
    comment="The one device that writes to this store.",
)

decks = sa.Table(
    "decks",
    metadata,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("name", sa.String, nullable=False),
    sa.Column("file", sa.String, nullable=False, unique=True),
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("modified", sa.BigInteger, nullable=False, comment="nanoseconds, as the disk has it"),
    sa.Column("head", sa.Text, nullable=False, comment="the deck without its notes, as JSON"),
    sa.Column("directions", sa.String, nullable=False, comment="under which its cards were made"),
)

notes = sa.Table(
    "notes",
    metadata,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("deck", sa.ForeignKey("decks.id", ondelete="CASCADE"), nullable=False),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("line", sa.Integer, nullable=False),
    sa.Column("content", sa.Text, nullable=False, comment="the note, as JSON"),
    sa.Column("search", sa.Text, nullable=False, comment="its words, folded"),
    sa.Index(None, "deck", "position"),
)

names = sa.Table(
    "names",
    metadata,
    sa.Column("name", sa.String, primary_key=True, comment="a term or alias, folded"),
    sa.Column("note", sa.ForeignKey("notes.id", ondelete="CASCADE"), primary_key=True, index=True),
)

cards = sa.Table(
    "cards",
    metadata,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("note", sa.ForeignKey("notes.id", ondelete="CASCADE"), nullable=False, index=True),
    sa.Column("position", sa.Integer, nullable=False, comment="among the note's cards"),
)

contents = sa.Table(
    "contents",
    metadata,
    sa.Column("note", sa.String, primary_key=True),
    sa.Column("digest", sa.String, nullable=False),
    sa.Column("changed", Instant, nullable=False),
    comment="When each note's content last changed; outlives the note, which may come back.",
)

log = sa.Table(
    "log",
    metadata,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("act", sa.String, nullable=False, index=True),
    sa.Column("device", sa.String, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("day", sa.Date, nullable=False, index=True),
    sa.Column("kind", sa.String, nullable=False),
    sa.Column("card", sa.String, index=True),
    sa.Column("quality", sa.SmallInteger),
    sa.Column("milliseconds", sa.Integer),
    sa.Column("cancels", sa.String, index=True),
    sa.Column("edit", sa.Text, comment="a change of a deck file, as JSON"),
    sa.CheckConstraint("quality BETWEEN 0 AND 5", name="quality"),
    sa.CheckConstraint("milliseconds >= 0", name="milliseconds"),
    sa.CheckConstraint(
        "kind = 'cancel' AND cancels IS NOT NULL AND card IS NULL AND edit IS NULL"
        " OR kind = 'edit' AND edit IS NOT NULL AND card IS NULL AND cancels IS NULL"
        " OR kind IN ('review', 'drill') AND card IS NOT NULL AND quality IS NOT NULL"
        " AND milliseconds IS NOT NULL AND cancels IS NULL AND edit IS NULL",
        name="fact",
    ),
)

schedules = sa.Table(
    "schedules",
    metadata,
    sa.Column("card", sa.String, primary_key=True),
    sa.Column("due", sa.Date, nullable=False, index=True),
    sa.Column("interval", sa.Integer, nullable=False),
    sa.Column("repetitions", sa.Integer, nullable=False),
    sa.Column("lapses", sa.Integer, nullable=False),
    sa.Column("ease_factor", sa.Integer, nullable=False),
    sa.Column("introduced", sa.Date, nullable=False, index=True),
    sa.Column("reviewed", sa.Date, nullable=False, index=True),
    sa.Column("is_sure", sa.Boolean(name="is_sure"), nullable=False),
    sa.Column("last_entry", sa.String, nullable=False),
    sa.CheckConstraint('"interval" >= 1', name="interval"),
    sa.CheckConstraint("ease_factor >= 1300", name="ease_factor"),
    sa.CheckConstraint("repetitions >= 0 AND lapses >= 0", name="counts"),
)
