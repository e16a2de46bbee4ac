"""The steps by which a store's tables came to be; each change of the tables adds one."""

HEAD = "0006"
"""The newest step, so that an up-to-date store is opened without loading Alembic."""
