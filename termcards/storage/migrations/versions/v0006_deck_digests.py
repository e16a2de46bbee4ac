"""The digests of the deck files' texts, by which a part of a file is known to be as it was read."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    # Empty until the file is read the next time.
    op.add_column(
        "decks",
        sa.Column(
            "digest", sa.String(), nullable=False, server_default="", comment="of the file's text"
        ),
    )
