"""The tables of the store.

`log` is the truth and is only ever added to. `standings`, `marks` and `words` are what the log adds
up to; `decks`, `notes`, `names` and `cards` are what the deck files say; `days`, `deck_days`,
`hours`, `postings` and `posting_weeks` are counted from both. `texts` and `tags` are what of the
notes is searched; a virtual table beside them, `grams`, has their trigrams, which triggers keep up.
`begun` is what an act under way does to deck files; it is empty between acts. All but the log,
`devices`, `contents` and `begun` can be made again.
"""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from termcards.storage.logformat import EPOCH, MILLISECOND


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
    sa.Column("digest", sa.String, nullable=False, server_default="", comment="of the file's text"),
)

notes = sa.Table(
    "notes",
    metadata,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("deck", sa.ForeignKey("decks.id", ondelete="CASCADE"), nullable=False),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("line", sa.Integer, nullable=False),
    sa.Column("content", sa.Text, nullable=False, comment="the note, as JSON"),
    sa.Column(
        "posting",
        sa.String,
        nullable=False,
        server_default="",
        comment="in which it was first met",
    ),
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
    sa.Column("note", sa.ForeignKey("notes.id", ondelete="CASCADE"), nullable=False),
    sa.Column("position", sa.Integer, nullable=False, comment="among the note's cards"),
    sa.Index(None, "note", "position", "id"),
)

texts = sa.Table(
    "texts",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("note", sa.String, nullable=False, unique=True),
    sa.Column("deck", sa.String, nullable=False),
    sa.Column("sort", sa.String, nullable=False, comment="the term"),
    sa.Column("names", sa.Text, nullable=False, comment="term and aliases"),
    sa.Column("meaning", sa.Text, nullable=False, comment="with its translations"),
    sa.Column("rest", sa.Text, nullable=False, comment="examples and all else"),
    sa.Column("sources", sa.Text, nullable=False, comment="titles, slugs, addresses"),
    # Enough to put a whole library in order without reading the texts.
    sa.Index(None, "sort", "note", "deck"),
    comment="The notes as they are searched, folded; a line a field.",
)

tags = sa.Table(
    "tags",
    metadata,
    sa.Column("tag", sa.String, primary_key=True, comment="folded"),
    sa.Column("note", sa.ForeignKey("notes.id", ondelete="CASCADE"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)

contents = sa.Table(
    "contents",
    metadata,
    sa.Column("note", sa.String, primary_key=True),
    sa.Column("digest", sa.String, nullable=False),
    sa.Column("changed", Instant, nullable=False),
    sa.Column("added", Instant, comment="when it first came"),
    comment="When each note came and last changed; outlives the note, which may come back.",
)

log = sa.Table(
    "log",
    metadata,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("act", sa.String, nullable=False),
    sa.Column("device", sa.String, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("day", sa.Date, nullable=False),
    sa.Column("kind", sa.String, nullable=False),
    sa.Column("card", sa.String, index=True),
    sa.Column("quality", sa.SmallInteger),
    sa.Column("milliseconds", sa.Integer),
    sa.Column("cancels", sa.String),
    sa.Column("detail", sa.Text, comment="the fact's other fields, as JSON"),
    # An answer touches as few pages as it can: what concerns few entries is indexed for those.
    sa.Index("ix_log_act", "act", sqlite_where=sa.text("act <> id")),
    sa.Index("ix_log_cancels", "cancels", sqlite_where=sa.text("cancels IS NOT NULL")),
    sa.Index("ix_log_kind", "kind", sqlite_where=sa.text("card IS NULL")),
    sa.CheckConstraint("quality BETWEEN 0 AND 5", name="quality"),
    sa.CheckConstraint("milliseconds >= 0", name="milliseconds"),
    sa.CheckConstraint("(kind = 'cancel') = (cancels IS NOT NULL)", name="cancel"),
    sa.CheckConstraint(
        "kind NOT IN ('review', 'drill', 'cram')"
        " OR card IS NOT NULL AND quality IS NOT NULL AND milliseconds IS NOT NULL",
        name="answer",
    ),
    sqlite_with_rowid=False,
)

begun = sa.Table(
    "begun",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("file", sa.String, nullable=False),
    sa.Column("before", sa.String, nullable=False, comment="a digest of the file's text"),
    sa.Column("after", sa.String, nullable=False, comment="the same"),
    sa.Column("splices", sa.Text, nullable=False, comment="as JSON"),
    comment="The deck files that an act under way rewrites; none when there is no such act.",
)

standings = sa.Table(
    "standings",
    metadata,
    sa.Column("card", sa.String, primary_key=True),
    sa.Column("due", sa.Date),
    sa.Column("interval", sa.Integer),
    sa.Column("repetitions", sa.Integer),
    sa.Column("lapses", sa.Integer),
    sa.Column("ease_factor", sa.Integer),
    sa.Column("introduced", sa.Date),
    sa.Column("reviewed", sa.Date, index=True),
    sa.Column("is_sure", sa.Boolean(name="is_sure"), nullable=False),
    sa.Column("last_answer", sa.String),
    sa.Column("reviews", sa.Integer, nullable=False),
    sa.Column("passed", sa.Integer, nullable=False),
    sa.Column("failures", sa.Integer, nullable=False),
    sa.Column("stability", sa.Double),
    sa.Column("difficulty", sa.Double),
    sa.Column("suspended", sa.String),
    sa.Column("buried_until", sa.Date),
    sa.Column("flag", sa.SmallInteger, nullable=False),
    sa.Column("deck", sa.String, comment="in which the card is now"),
    # Enough to count what comes due, and to find the hardest cards, without reading the rows.
    sa.Index(None, "due", "deck", "suspended"),
    sa.Index("ix_standings_lapses_deck", "lapses", "deck", sqlite_where=sa.text("lapses > 0")),
    sa.CheckConstraint('"interval" >= 1', name="interval"),
    sa.CheckConstraint("ease_factor >= 1300", name="ease_factor"),
    sa.CheckConstraint("passed BETWEEN 0 AND reviews", name="passed"),
    sqlite_with_rowid=False,
)

marks = sa.Table("marks", metadata, sa.Column("note", sa.String, primary_key=True))

words = sa.Table(
    "words",
    metadata,
    sa.Column("name", sa.String, primary_key=True, comment="folded"),
    sa.Column("verdict", sa.String, nullable=False),
    comment="What the learner has said of words, with a note or without.",
)


def _of_a_day() -> list[sa.Column[int]]:
    names = ("new", "young", "mature")
    counts = [name for stage in names for name in (stage, f"{stage}_passed")]
    return [
        *(sa.Column(name, sa.Integer, nullable=False) for name in (*counts, "drills", "crams")),
        sa.Column("milliseconds", sa.BigInteger, nullable=False),
    ]


days = sa.Table(
    "days",
    metadata,
    sa.Column("day", sa.Date, primary_key=True),
    *_of_a_day(),
    comment="What the answers of each learner's day add up to.",
    sqlite_with_rowid=False,
)

deck_days = sa.Table(
    "deck_days",
    metadata,
    sa.Column("deck", sa.String, primary_key=True, comment="empty where there is none now"),
    sa.Column("day", sa.Date, primary_key=True),
    *_of_a_day(),
    comment="As the days, of each deck's cards alone.",
    sqlite_with_rowid=False,
)

hours = sa.Table(
    "hours",
    metadata,
    sa.Column(
        "quarter", sa.Integer, primary_key=True, comment="of an hour, counted from 1970 in UTC"
    ),
    sa.Column("answers", sa.Integer, nullable=False),
    sa.Column("reviews", sa.Integer, nullable=False),
    sa.Column("passed", sa.Integer, nullable=False),
    comment="Answers by the clock; the reviews are those of cards that had a schedule.",
    sqlite_with_rowid=False,
)

postings = sa.Table(
    "postings",
    metadata,
    sa.Column("deck", sa.String, primary_key=True, comment="empty where there is none now"),
    sa.Column("posting", sa.String, primary_key=True, comment="empty where there is none"),
    sa.Column("reviews", sa.Integer, nullable=False),
    sa.Column("passed", sa.Integer, nullable=False),
    comment="Reviews of cards that had a schedule, by where their notes were first met.",
    sqlite_with_rowid=False,
)

posting_weeks = sa.Table(
    "posting_weeks",
    metadata,
    sa.Column("deck", sa.String, primary_key=True, comment="empty where there is none now"),
    sa.Column("posting", sa.String, primary_key=True, comment="empty where there is none"),
    sa.Column("week", sa.Date, primary_key=True, comment="its Monday"),
    sa.Column("reviews", sa.Integer, nullable=False),
    sa.Column("passed", sa.Integer, nullable=False),
    comment="As the postings, week by week.",
    sqlite_with_rowid=False,
)
