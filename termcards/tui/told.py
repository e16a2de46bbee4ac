"""What one screen leaves for the next one to say."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Told:
    words: str
    tail: str = ""
    """How to take it back; it stays when the words have to be cut."""

    shorter: tuple[str, ...] = ()
    """The same in less words each, for where the others are too long."""


NOTHING = Told("")
