"""Whether a meaning fits the place where its word stands."""

import re

from termcards.dictionaries.glossary import own_glossary
from termcards.harvest.acronyms import is_acronym
from termcards.harvest.shorthands import is_time_of_day
from termcards.harvest.surfaces import Run
from termcards.harvest.usage import is_used_as

_BEFORE = re.compile(r"([A-Za-z][\w&/-]*) $")
_TECHNICAL = frozenset({"data", "cloud", "CAD", "PLM", "manufacturing"})


def fits(name: str, part_of_speech: str | None, field: str | None, text: str, run: Run) -> bool:
    """`field` is the meaning's; `run` is where the name stands in the text, inflected or not."""
    if is_time_of_day(text, run):
        return False
    return is_used_as(part_of_speech, name, text, run) and not _is_narrowed(name, field, text, run)


def _is_narrowed(name: str, field: str | None, text: str, run: Run) -> bool:
    """Whether the word before it makes it a term of another trade: `ELT pipelines`, in sales."""
    before = _BEFORE.search(text[max(0, run[0] - 40) : run[0]])
    if field is None or before is None:
        return False
    whole = own_glossary().look_up(f"{before[1]} {name}")
    narrowing = own_glossary().look_up(before[1]) if is_acronym(before[1]) else ()
    fields = {one.field for one in (*whole, *narrowing) if one.field is not None}
    return bool(fields) and all((one in _TECHNICAL) != (field in _TECHNICAL) for one in fields)
