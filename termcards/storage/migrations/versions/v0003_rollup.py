"""What the answers add up to by day, by hour and by posting, and the deck of each standing."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column(
        "notes",
        sa.Column(
            "posting",
            sa.String(),
            nullable=False,
            server_default="",
            comment="in which it was first met",
        ),
    )
    op.execute(
        "UPDATE notes SET posting = coalesce((SELECT json_extract(value, '$.source.posting')"
        " FROM json_each(content, '$.examples')"
        " WHERE json_extract(value, '$.source.posting') IS NOT NULL LIMIT 1), '')"
    )
    _file_standings()
    # What was answered so far is counted when the store is opened.
    _make_days()
    _make_postings()
    op.create_table(
        "hours",
        sa.Column(
            "quarter",
            sa.Integer(),
            nullable=False,
            comment="of an hour, counted from 1970 in UTC",
        ),
        *_counts("answers", "reviews", "passed"),
        sa.PrimaryKeyConstraint("quarter", name=op.f("pk_hours")),
        comment="Answers by the clock; the reviews are those of cards that had a schedule.",
        sqlite_with_rowid=False,
    )


def _file_standings() -> None:
    op.add_column("standings", sa.Column("deck", sa.String(), comment="in which the card is now"))
    op.execute(
        "UPDATE standings SET deck = (SELECT n.deck FROM cards c JOIN notes n ON n.id = c.note"
        " WHERE c.id = card)"
    )
    op.drop_index("ix_standings_due", "standings")
    op.create_index(
        op.f("ix_standings_due_deck_suspended"), "standings", ["due", "deck", "suspended"]
    )
    op.create_index(
        "ix_standings_lapses_deck",
        "standings",
        ["lapses", "deck"],
        sqlite_where=sa.text("lapses > 0"),
    )


def _make_days() -> None:
    op.create_table(
        "days",
        sa.Column("day", sa.Date(), nullable=False),
        *_of_a_day(),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_days")),
        comment="What the answers of each learner's day add up to.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "deck_days",
        sa.Column("deck", sa.String(), nullable=False, comment="empty where there is none now"),
        sa.Column("day", sa.Date(), nullable=False),
        *_of_a_day(),
        sa.PrimaryKeyConstraint("deck", "day", name=op.f("pk_deck_days")),
        comment="As the days, of each deck's cards alone.",
        sqlite_with_rowid=False,
    )


def _make_postings() -> None:
    op.create_table(
        "postings",
        sa.Column("deck", sa.String(), nullable=False, comment="empty where there is none now"),
        sa.Column("posting", sa.String(), nullable=False, comment="empty where there is none"),
        *_counts("reviews", "passed"),
        sa.PrimaryKeyConstraint("deck", "posting", name=op.f("pk_postings")),
        comment="Reviews of cards that had a schedule, by where their notes were first met.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "posting_weeks",
        sa.Column("deck", sa.String(), nullable=False, comment="empty where there is none now"),
        sa.Column("posting", sa.String(), nullable=False, comment="empty where there is none"),
        sa.Column("week", sa.Date(), nullable=False, comment="its Monday"),
        *_counts("reviews", "passed"),
        sa.PrimaryKeyConstraint("deck", "posting", "week", name=op.f("pk_posting_weeks")),
        comment="As the postings, week by week.",
        sqlite_with_rowid=False,
    )


def _of_a_day() -> list[sa.Column[int]]:
    stages = _counts("new", "new_passed", "young", "young_passed", "mature", "mature_passed")
    milliseconds = sa.Column("milliseconds", sa.BigInteger(), nullable=False)
    return [*stages, *_counts("drills", "crams"), milliseconds]


def _counts(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.Integer(), nullable=False) for name in names]
