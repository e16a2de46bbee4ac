"""A posting in, drafts of notes out. Pure: text and values only."""
