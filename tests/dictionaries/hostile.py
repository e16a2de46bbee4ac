"""What no text of a dictionary may hold when it is shown."""

import unicodedata

BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def steers(text: str) -> bool:
    """Whether there is a control code, an override of direction or half a character in it."""
    return any(
        unicodedata.category(character) in ("Cc", "Cs") or character in BIDI
        for character in text.replace("\n", "")
    )
