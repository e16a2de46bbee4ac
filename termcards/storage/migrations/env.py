"""How Alembic reaches the store: over the connection that `database.py` hands it."""

from alembic import context

from termcards.storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
