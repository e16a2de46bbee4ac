"""By what Anki knows our notes and decks again, whatever becomes of their content."""

from base64 import urlsafe_b64encode
from hashlib import sha256

from termcards.notes import NoteId

_NAMESPACE = "termcards note "
_LOWEST_DECK = 2**31
_HIGHEST_DECK = 2**53 - 1
"""The greatest number that every reader of JSON takes exactly."""


def guid_of(note: NoteId) -> str:
    """The note's guid, made of its id and nothing else.

    An id is unique in a library and never changes, while the deck's file, its name and even its id
    are places that a note can be moved out of, by hand too; nothing has to be written down for
    the guid to survive that, and a second device comes to the same one.

    Ids are not unique across people's libraries. A deck that is handed on keeps its ids and so its
    guids, which lets its notes be brought up to date in everybody's Anki. Only who imports the
    package of a stranger, who gave another note the same id, finds that one in place of his own
    note; Anki lists it as updated. A number of the library in the guid would prevent this, and
    would make of one harvest on two devices two notes in Anki: that is the case that does occur.
    """
    digest = sha256(f"{_NAMESPACE}{note}".encode("utf-8", "surrogatepass")).digest()
    return urlsafe_b64encode(digest[:9]).decode()


def deck_number(name: str) -> int:
    """Anki's id for a deck; it goes by the deck's name, and only needs some number."""
    number = int.from_bytes(sha256(name.encode("utf-8", "surrogatepass")).digest()[:8])
    return _LOWEST_DECK + number % (_HIGHEST_DECK - _LOWEST_DECK)
