"""termcards: the words you stop at while reading, as cards that you will remember."""

__version__ = "0.1.0"
