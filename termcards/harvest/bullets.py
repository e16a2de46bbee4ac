"""List items that were typed by hand: a bullet or a number at the beginning of a line."""

import re
from typing import NamedTuple

_BULLET = re.compile(
    "(?:[-*\u2013\u2014]\\s|[•‣⁃∙▪▫◦●○■□◆◇➢➤►▶✓✔✦★☆»·\uf0a7\uf0b7\uf0d8\uf0fc\uf076])\\s*(?=\\S)"
)
"""Those of private use are what symbol fonts leave behind in documents."""
_LONE = re.compile(r"[•‣⁃∙▪▫◦●○■□◆◇➢➤►▶✓✔✦»·\uf0a7\uf0b7\uf0d8\uf0fc\uf076]\s*$")
_NUMBER = re.compile(r"[(（]?(\d{1,2})(?:[.)）]\s+|[、．)）]\s*)(?=\S)")


class Bullet(NamedTuple):
    length: int
    """How many characters it takes, blanks behind it included."""

    number: int | None = None


def bullet_of(text: str, last_number: int = 0) -> Bullet | None:
    """The bullet with which this line begins.

    A number counts as one when it is the first, or the one after `last_number`: a wrapped line may
    begin with any number at all.
    """
    match = _BULLET.match(text)
    if match:
        return Bullet(match.end())
    match = _NUMBER.match(text)
    if match and int(match[1]) in (1, last_number + 1):
        return Bullet(match.end(), int(match[1]))
    return None


def is_lone_bullet(text: str) -> bool:
    """Whether there is a bullet on this line and nothing else."""
    return _LONE.match(text) is not None
