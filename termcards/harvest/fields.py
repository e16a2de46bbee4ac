"""The field of knowledge that a dictionary names in brackets before a sense: `(Mil.)`, `(law)`."""

import re

_FIELD = re.compile(r"\s*\(([A-Z][\w&]*\.?(?: (?:& )?[A-Z][\w]*\.?)?|[a-z]+)\)[:,]?\s+")
_ABBREVIATED = {
    "Mil.": "military",
    "Math.": "mathematics",
    "Mech.": "mechanics",
    "Law": "law",
    "Fin.": "finance",
    "Comp.": "computing",
    "Econ.": "economics",
    "Naut.": "nautical",
    "Gram.": "grammar",
    "Mus.": "music",
    "Med.": "medicine",
    "Arch.": "architecture",
    "Chem.": "chemistry",
    "Eccl.": "church",
    "Bot.": "botany",
    "Geom.": "geometry",
    "Logic": "logic",
    "Com.": "commerce",
    "Bus.": "business",
    "Elec.": "electricity",
    "Print.": "printing",
    "Phys.": "physics",
    "Zool.": "zoology",
}
_IN_FULL = re.compile(
    r"(?:accounting|architecture|banking|biology|business|chemistry|commerce|computing"
    r"|construction|data|database|databases|design|economics|electronics|engineering"
    r"|finance|geometry|grammar|hiring|hr|insurance|it|law|linguistics|logistics"
    r"|manufacturing|marketing|mathematics|maths|mechanics|medicine|military|music"
    r"|networking|photography|physics|politics|printing|programming|psychology|sales"
    r"|security|software|sports|statistics|tech|technology)\b"
)
"""What may be written in small letters; in other words, a bracket is part of the definition."""
_REGION = re.compile(
    r"(?:am|ame|amer|american|archaic|aus|austral|br|bre|brit|british|can|colloq|eng|eu|fig"
    r"|gb|informal|obs|scot|slang|uk|us|usa)\b"
)


def read_field(text: str) -> tuple[str | None, str]:
    """The field, and what is defined in it."""
    match = _FIELD.match(text)
    if match is None:
        return None, text
    name = match[1].rstrip(".").lower()
    if _REGION.fullmatch(name) or (match[1].islower() and not _IN_FULL.fullmatch(name)):
        return None, text
    # `SaaS` and `PLM` have capitals of their own.
    written = " ".join(w if w[1:] != w[1:].lower() else w.lower() for w in match[1].split())
    return _ABBREVIATED.get(match[1], written.rstrip(".")), text[match.end() :]
