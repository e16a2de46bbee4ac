"""What a note of Anki's says, as digests: by them a field that was edited is told from the rest."""

import html
import re
from base64 import urlsafe_b64encode
from collections.abc import Iterable
from hashlib import blake2b

from termcards.anki.note_type import FIELDS

TAGS = "Tags"
PARTS = (*FIELDS, TAGS)
"""What of a note can be edited by itself."""

_TAG = re.compile("<[^>]*>")
_SIZE = 6
"""Characters of a part's digest: 36 bits tell two wordings of one field apart."""


def content_digest(fields: Iterable[str], tags: Iterable[str]) -> str:
    """Of all that Anki gets of a note, to the letter."""
    return _digest("\x1f".join((*fields, " ".join(tags))), 16)


def parts_of(fields: Iterable[str], tags: Iterable[str]) -> str:
    """Digests of what can be read of each part, markup and blanks aside."""
    return "".join(map(part_digest, (*fields, own_tags(tags))))


def part_digest(text: str) -> str:
    shown = html.unescape(_TAG.sub("", text)) if "<" in text or "&" in text else text
    return _digest("".join(shown.split()), _SIZE * 6 // 8 + 1)[:_SIZE]


def of_part(digests: str, name: str) -> str:
    """One part's digest among all of them."""
    place = PARTS.index(name) * _SIZE
    return digests[place : place + _SIZE]


def own_tags(tags: Iterable[str]) -> str:
    """The tags without those that say where the note is, or how it fares."""
    kept = (tag for tag in tags if not tag.casefold().startswith("deck::"))
    return " ".join(sorted(tag for tag in kept if tag.casefold() not in {"marked", "leech"}))


def _digest(text: str, size: int) -> str:
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=size).digest()
    return urlsafe_b64encode(digest).decode().rstrip("=")
