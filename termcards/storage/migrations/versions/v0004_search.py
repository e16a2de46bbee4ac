"""The words of the notes as they are searched, and the day on which each note came."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

COLUMNS = "names, meaning, rest"
OLD = "old.id, old.names, old.meaning, old.rest"
NEW = "new.id, new.names, new.meaning, new.rest"
TAKE_OUT = f"INSERT INTO grams (grams, rowid, {COLUMNS}) VALUES ('delete', {OLD});"  # noqa: S608  # ours
PUT_IN = f"INSERT INTO grams (rowid, {COLUMNS}) VALUES ({NEW});"  # noqa: S608  # ours


def upgrade() -> None:
    # What the decks have is put in when the store is opened.
    op.drop_column("notes", "search")
    _make_texts()
    _make_grams()
    op.create_table(
        "tags",
        sa.Column("tag", sa.String(), nullable=False, comment="folded"),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["note"], ["notes.id"], name=op.f("fk_tags_note_notes"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("tag", "note", name=op.f("pk_tags")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_tags_note"), "tags", ["note"])
    op.drop_index(op.f("ix_cards_note"), "cards")
    op.create_index(op.f("ix_cards_note_position_id"), "cards", ["note", "position", "id"])
    op.add_column("contents", sa.Column("added", sa.BigInteger(), comment="when it first came"))
    op.execute("UPDATE contents SET added = changed")


def _make_texts() -> None:
    op.create_table(
        "texts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("deck", sa.String(), nullable=False),
        sa.Column("sort", sa.String(), nullable=False, comment="the term"),
        sa.Column("names", sa.Text(), nullable=False, comment="term and aliases"),
        sa.Column("meaning", sa.Text(), nullable=False, comment="with its translations"),
        sa.Column("rest", sa.Text(), nullable=False, comment="examples and all else"),
        sa.Column("sources", sa.Text(), nullable=False, comment="titles, slugs, addresses"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_texts")),
        sa.UniqueConstraint("note", name=op.f("uq_texts_note")),
        comment="The notes as they are searched, folded; a line a field.",
    )
    op.create_index(op.f("ix_texts_sort_note_deck"), "texts", ["sort", "note", "deck"])


def _make_grams() -> None:
    """Three signs each, in every language: what words are does not matter to them."""
    op.execute(
        f"CREATE VIRTUAL TABLE grams USING fts5({COLUMNS}, content='texts', content_rowid='id',"
        " tokenize='trigram case_sensitive 1', detail=none)"
    )
    op.execute(f"CREATE TRIGGER texts_come AFTER INSERT ON texts BEGIN {PUT_IN} END")
    op.execute(f"CREATE TRIGGER texts_go AFTER DELETE ON texts BEGIN {TAKE_OUT} END")
    op.execute(
        f"CREATE TRIGGER texts_change AFTER UPDATE OF {COLUMNS} ON texts BEGIN {TAKE_OUT} {PUT_IN}"
        " END"
    )
