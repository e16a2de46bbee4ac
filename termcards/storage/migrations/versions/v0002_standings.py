"""Entries of all kinds in the log, and a card's whole standing beside its schedule."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.rename_table("log", "old_log")
    for index in ("act", "cancels", "card", "day"):
        op.drop_index(f"ix_log_{index}", "old_log")
    _make_log()
    op.execute(
        "INSERT INTO log (id, act, device, at, day, kind, card, quality, milliseconds, cancels,"
        " detail) SELECT id, act, device, at, day, kind, card, quality, milliseconds, cancels,"
        " CASE WHEN edit IS NULL THEN NULL ELSE json_object('file', json_extract(edit, '$.file'),"
        " 'offset', json_extract(edit, '$.at'), 'old', json_extract(edit, '$.old'),"
        " 'new', json_extract(edit, '$.new')) END FROM old_log"
    )
    op.drop_table("old_log")
    # The standings are made from the log when the store is opened.
    op.drop_table("schedules")
    _make_standings()
    op.create_table(
        "marks",
        sa.Column("note", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("note", name=op.f("pk_marks")),
    )
    op.create_table(
        "words",
        sa.Column("name", sa.String(), nullable=False, comment="folded"),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_words")),
        comment="What the learner has said of words, with a note or without.",
    )


def _make_log() -> None:
    op.create_table(
        "log",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("card", sa.String(), nullable=True),
        sa.Column("quality", sa.SmallInteger(), nullable=True),
        sa.Column("milliseconds", sa.Integer(), nullable=True),
        sa.Column("cancels", sa.String(), nullable=True),
        sa.Column("detail", sa.Text(), nullable=True, comment="the fact's other fields, as JSON"),
        sa.CheckConstraint("quality BETWEEN 0 AND 5", name=op.f("ck_log_quality")),
        sa.CheckConstraint("milliseconds >= 0", name=op.f("ck_log_milliseconds")),
        sa.CheckConstraint("(kind = 'cancel') = (cancels IS NOT NULL)", name=op.f("ck_log_cancel")),
        sa.CheckConstraint(
            "kind NOT IN ('review', 'drill', 'cram')"
            " OR card IS NOT NULL AND quality IS NOT NULL AND milliseconds IS NOT NULL",
            name=op.f("ck_log_answer"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_log")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_log_act", "log", ["act"], sqlite_where=sa.text("act <> id"))
    op.create_index(
        "ix_log_cancels", "log", ["cancels"], sqlite_where=sa.text("cancels IS NOT NULL")
    )
    op.create_index("ix_log_kind", "log", ["kind"], sqlite_where=sa.text("card IS NULL"))
    op.create_index(op.f("ix_log_card"), "log", ["card"], unique=False)


def _make_standings() -> None:
    op.create_table(
        "standings",
        sa.Column("card", sa.String(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("interval", sa.Integer(), nullable=True),
        sa.Column("repetitions", sa.Integer(), nullable=True),
        sa.Column("lapses", sa.Integer(), nullable=True),
        sa.Column("ease_factor", sa.Integer(), nullable=True),
        sa.Column("introduced", sa.Date(), nullable=True),
        sa.Column("reviewed", sa.Date(), nullable=True),
        sa.Column("is_sure", sa.Boolean(name="is_sure"), nullable=False),
        sa.Column("last_answer", sa.String(), nullable=True),
        sa.Column("reviews", sa.Integer(), nullable=False),
        sa.Column("passed", sa.Integer(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("stability", sa.Double(), nullable=True),
        sa.Column("difficulty", sa.Double(), nullable=True),
        sa.Column("suspended", sa.String(), nullable=True),
        sa.Column("buried_until", sa.Date(), nullable=True),
        sa.Column("flag", sa.SmallInteger(), nullable=False),
        sa.CheckConstraint('"interval" >= 1', name=op.f("ck_standings_interval")),
        sa.CheckConstraint("ease_factor >= 1300", name=op.f("ck_standings_ease_factor")),
        sa.CheckConstraint("passed BETWEEN 0 AND reviews", name=op.f("ck_standings_passed")),
        sa.PrimaryKeyConstraint("card", name=op.f("pk_standings")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_standings_due"), "standings", ["due"], unique=False)
    op.create_index(op.f("ix_standings_reviewed"), "standings", ["reviewed"], unique=False)
