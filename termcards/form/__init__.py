"""A note as a form: its fields under headings, on a screen or in a plain text. Pure."""
