"""The licence of a dictionary, out of what it says about itself."""

import re

from termcards.dictionaries.cleaning import plain

_KNOWN = (
    (r"GNU Free Documentation Licen[sc]e|\bGFDL\b", "GNU FDL"),
    (r"GNU (?:Lesser|Library) General Public Licen[sc]e|\bLGPL\b", "GNU LGPL"),
    (r"GNU General Public Licen[sc]e|\bGPL", "GNU GPL"),
    (r"\bCC[ -]BY(?:-(?:NC|ND|SA))*(?:[ -]\d\.\d)?", None),
    (r"Creative Commons [\w -]{0,60}\d\.\d|Creative Commons [A-Z][\w-]*", None),
    (r"\bMIT Licen[sc]e", "MIT"),
    (r"\bBSD Licen[sc]e", "BSD"),
    (r"\bpublic domain\b", "public domain"),
    (r"WordNet.{0,2000}Princeton University", "WordNet licence"),
)
_READ = 20_000
"""Characters; a dictionary says what it is in the first of them."""
_COPYRIGHT = re.compile(r"^.*(?:\bcopyright\b|\(c\)|©).*$", re.IGNORECASE | re.MULTILINE)


def licence_in(text: str) -> str | None:
    """Its short name where it is a well-known one, else the line about the copyright."""
    said = plain(text[:_READ])
    words = " ".join(said.split())
    for pattern, name in _KNOWN:
        found = re.search(pattern, words, re.IGNORECASE)
        if found:
            return name or found[0].strip()
    line = _COPYRIGHT.search(said)
    return line[0][:200] if line else None
