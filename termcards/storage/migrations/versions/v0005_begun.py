"""What an act under way does to deck files, by which it is put back when it is cut off."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "begun",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("before", sa.String(), nullable=False, comment="a digest of the file's text"),
        sa.Column("after", sa.String(), nullable=False, comment="the same"),
        sa.Column("splices", sa.Text(), nullable=False, comment="as JSON"),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_begun")),
        comment="The deck files that an act under way rewrites; none when there is no such act.",
    )
