"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "contents",
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("changed", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("note", name=op.f("pk_contents")),
        comment="When each note's content last changed; outlives the note, which may come back.",
    )
    op.create_table(
        "decks",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column(
            "modified",
            sa.BigInteger(),
            nullable=False,
            comment="nanoseconds, as the disk has it",
        ),
        sa.Column("head", sa.Text(), nullable=False, comment="the deck without its notes, as JSON"),
        sa.Column(
            "directions", sa.String(), nullable=False, comment="under which its cards were made"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decks")),
        sa.UniqueConstraint("file", name=op.f("uq_decks_file")),
    )
    op.create_table(
        "devices",
        sa.Column("id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_devices")),
        comment="The one device that writes to this store.",
    )
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
        sa.Column("edit", sa.Text(), nullable=True, comment="a change of a deck file, as JSON"),
        sa.CheckConstraint(
            "kind = 'cancel' AND cancels IS NOT NULL AND card IS NULL AND edit IS NULL"
            " OR kind = 'edit' AND edit IS NOT NULL AND card IS NULL AND cancels IS NULL"
            " OR kind IN ('review', 'drill') AND card IS NOT NULL AND quality IS NOT NULL"
            " AND milliseconds IS NOT NULL AND cancels IS NULL AND edit IS NULL",
            name=op.f("ck_log_fact"),
        ),
        sa.CheckConstraint("milliseconds >= 0", name=op.f("ck_log_milliseconds")),
        sa.CheckConstraint("quality BETWEEN 0 AND 5", name=op.f("ck_log_quality")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_log")),
    )
    op.create_index(op.f("ix_log_act"), "log", ["act"], unique=False)
    op.create_index(op.f("ix_log_cancels"), "log", ["cancels"], unique=False)
    op.create_index(op.f("ix_log_card"), "log", ["card"], unique=False)
    op.create_index(op.f("ix_log_day"), "log", ["day"], unique=False)
    op.create_table(
        "schedules",
        sa.Column("card", sa.String(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("interval", sa.Integer(), nullable=False),
        sa.Column("repetitions", sa.Integer(), nullable=False),
        sa.Column("lapses", sa.Integer(), nullable=False),
        sa.Column("ease_factor", sa.Integer(), nullable=False),
        sa.Column("introduced", sa.Date(), nullable=False),
        sa.Column("reviewed", sa.Date(), nullable=False),
        sa.Column("is_sure", sa.Boolean(name="is_sure"), nullable=False),
        sa.Column("last_entry", sa.String(), nullable=False),
        sa.CheckConstraint('"interval" >= 1', name=op.f("ck_schedules_interval")),
        sa.CheckConstraint("ease_factor >= 1300", name=op.f("ck_schedules_ease_factor")),
        sa.CheckConstraint("repetitions >= 0 AND lapses >= 0", name=op.f("ck_schedules_counts")),
        sa.PrimaryKeyConstraint("card", name=op.f("pk_schedules")),
    )
    op.create_index(op.f("ix_schedules_due"), "schedules", ["due"], unique=False)
    op.create_index(op.f("ix_schedules_introduced"), "schedules", ["introduced"], unique=False)
    op.create_index(op.f("ix_schedules_reviewed"), "schedules", ["reviewed"], unique=False)
    op.create_table(
        "notes",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("deck", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False, comment="the note, as JSON"),
        sa.Column("search", sa.Text(), nullable=False, comment="its words, folded"),
        sa.ForeignKeyConstraint(
            ["deck"], ["decks.id"], name=op.f("fk_notes_deck_decks"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notes")),
    )
    op.create_index(op.f("ix_notes_deck_position"), "notes", ["deck", "position"], unique=False)
    op.create_table(
        "cards",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False, comment="among the note's cards"),
        sa.ForeignKeyConstraint(
            ["note"], ["notes.id"], name=op.f("fk_cards_note_notes"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cards")),
    )
    op.create_index(op.f("ix_cards_note"), "cards", ["note"], unique=False)
    op.create_table(
        "names",
        sa.Column("name", sa.String(), nullable=False, comment="a term or alias, folded"),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["note"], ["notes.id"], name=op.f("fk_names_note_notes"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("name", "note", name=op.f("pk_names")),
    )
    op.create_index(op.f("ix_names_note"), "names", ["note"], unique=False)


def downgrade() -> None:
    for table in (
        "names",
        "cards",
        "notes",
        "schedules",
        "log",
        "devices",
        "decks",
        "contents",
    ):
        op.drop_table(table)
