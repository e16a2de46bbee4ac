"""What is past of a card: the reviews by which a scheduler may look back."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Past:
    """A review that was given."""

    day: date
    quality: int
