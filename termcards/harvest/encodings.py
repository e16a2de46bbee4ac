"""Which encoding bytes are in that declare none, by how plausible the text is that they would give.

Almost any bytes are a text in several encodings, so one counts only where no other does.
"""

import codecs
import re
import unicodedata

UNDECLARED = ("gb18030", "big5hkscs", "cp1252")
"""What people's files are in when they are not in UTF-8; with zeros in it, one of two bytes."""
_WIDE = ("utf-16-le", "utf-16-be")
_ENOUGH, _CLEARLY = 0.9, 0.1
"""The share of characters that must be usual ones, and by how much more than elsewhere."""
_SAMPLE = 200_000
"""Characters."""
_ACCENTED = "À-ÖØ-öø-ÿŒœŠšŽžŸ"
_WORD = re.compile(
    rf"(?<![A-Za-z{_ACCENTED}])(?:à|À|(?=[{_ACCENTED}]*[A-Za-z])[A-ZÀ-ÖØ-ÞŒŠŽŸ]?"
    rf"(?:[a-zß-öø-ÿœšž]+|[A-ZÀ-ÖØ-ÞŒŠŽŸ]+))(?![A-Za-z{_ACCENTED}])"
)
_SIGN = re.compile(
    r"(?<![^\s(\[/\"'“‘«\x96-–—-])[“‘„‚](?=[^\s])"
    r"|(?<=[^\s“‘„‚])[”’](?![“‘„‚])"
    r"|(?<![^\s(\[“‘])«(?=\s?\S)|(?<=\S)\s?»|(?<![^\s(\[“‘])[¿¡](?=[A-Za-zÀ-ÖØ-öø-ÿ])"
    r"|(?<![^\x00-\x7f\xa0“”‘’»])[–—•·…€£©®™°§±½¼¾†\xa0](?![^\x00-\x7f\xa0“”‘’«])"
)
"""Quotation marks on their sides of a word, and signs that stand alone among plain letters."""


def undeclared_encoding(content: bytes) -> str | None:
    """The encoding that alone makes a plausible text of the bytes; `None` where that is unsure."""
    if b"\0" in content:
        likely = [name for name in _WIDE if _share(content, name) >= _ENOUGH]
        return likely[0] if len(likely) == 1 else None
    shares = sorted(((_share(content, name), name) for name in UNDECLARED), reverse=True)
    (best, name), (second, _) = shares[:2]
    return name if best >= _ENOUGH and best - second >= _CLEARLY else None


def _share(content: bytes, encoding: str) -> float:
    """The share of characters that are usual where they stand; 0 for what is no such text."""
    try:
        text = content.decode(encoding)[:_SAMPLE]
    except UnicodeDecodeError:
        return 0.0
    if encoding in _WIDE:
        usual = sum(ch.isprintable() or ch in "\t\n\r" for ch in text if ch.isascii())
        foreign = [ch for ch in text if not ch.isascii()]
        return (usual + sum(map(_is_usual, foreign))) / len(text) if "\0" not in text else 0.0
    strange = [ch for ch in text if not ch.isascii()]
    if encoding == "cp1252":
        return _latin(text) / len(strange)
    return sum(map(_is_usual, strange)) / len(strange)


def _is_usual(character: str) -> bool:
    """Whether it is one of some thousand Chinese characters that texts are made of, or a sign.

    GB 2312 and Big5 have these in planes of their own, by the first of two bytes.
    """
    if unicodedata.category(character)[0] in "PSNZ":
        return True
    return 0xB0 <= _lead(character, "gb2312") <= 0xD7 or 0xA4 <= _lead(character, "big5") <= 0xC6


def _lead(character: str, encoding: str) -> int:
    return codecs.encode(character, encoding, "ignore")[:1].ljust(1, b"\0")[0]


def _latin(text: str) -> int:
    """How many characters beyond ASCII stand where writers of Latin letters put them."""
    words = (match[0] for match in _WORD.finditer(text))
    letters = sum(sum(not ch.isascii() for ch in word) for word in words)
    signs = sum(sum(not ch.isascii() for ch in match[0]) for match in _SIGN.finditer(text))
    return letters + signs
