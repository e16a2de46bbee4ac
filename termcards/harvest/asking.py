"""Which acronyms that the text does not explain are worth asking about."""

import re
from collections.abc import Iterable, Set

from termcards.harvest.acronyms import Gloss
from termcards.harvest.gathering import Find, Finds
from termcards.harvest.shorthands import is_code, is_coined
from termcards.harvest.vocabulary import is_shouted
from termcards.harvest.wordlists import EVERYDAY, FUNCTION_WORDS, GRADES
from termcards.plaintext import folded

_NEVER = re.compile(r"[QH][1-4]$|[ABC][12]$|FY\d+$|AT&T$|Q&A$|N/A$")
"""Parts of a year, levels of a language, and what everybody knows."""
_COUNTS_BEFORE = re.compile(
    r"\b(?:level|grade|band|tier|phase|class|step|stage|round|visa|room|gate|zone|building|floor|no\.?"
    r"|number|id|version|priority)[ :#-]*$",
    re.I,
)
_COUNTS_AFTER = re.compile(r"[ -]*(?:level|grade|class|visa|(?:19|20)\d\d)\b", re.I)
_ALONE = re.compile(r"[(（\[]\s*(?:[A-Z]{1,4}\d{1,2}\s*[,/–-]\s*)*$")


def is_worth_asking(acronym: str, find: Find, others: Finds, listed: Set[str]) -> bool:
    """No grade, job number, degree or shouted word, and none that everybody knows."""
    bare = acronym.casefold().replace("/", "")
    if bare in GRADES or bare in EVERYDAY or bare in FUNCTION_WORDS or _NEVER.match(acronym):
        return False
    if is_coined(acronym) or (is_code(acronym) and acronym.casefold() in listed):
        return True
    if is_code(acronym):
        return not _is_one_of_many(acronym, others) and not _is_grade(find)
    return bare.replace(" ", "").isalpha() and not is_shouted(acronym)


def joined(acronyms: Finds, listed: Set[str]) -> Finds:
    """With runs of two as one name, where neither stands without the other: `PCI DSS`.

    Those that the text or a glossary explains are terms of their own: `B2B SaaS`.
    """
    lone = {
        name: find
        for name, find in acronyms.items()
        if find.gloss == Gloss() and name.isalpha() and name.isupper()
        if folded(name) not in listed and is_worth_asking(name, find, acronyms, listed)
    }
    firsts = {
        (id(sentence.block), run[1]): (name, sentence, run[0])
        for name, find in lone.items()
        for sentence, run in find.sightings
    }
    found = dict(acronyms)
    for name, find in lone.items():
        before = [firsts.get((id(one.block), run[0] - 1)) for one, run in find.sightings]
        names = {one[0] for one in before if one}
        if None in before or len(names) != 1 or not _are_apart(find):
            continue
        (first,) = names
        if first in found and len(lone[first].sightings) == len(before) and name in found:
            runs = zip(filter(None, before), find.sightings, strict=True)
            whole = [(one[1], (one[2], run[1])) for one, (_, run) in runs]
            found = _with_joined(found, first, name, Find(sightings=whole))
    return found


def _are_apart(find: Find) -> bool:
    """Whether a blank stands before each, and no slash."""
    return all(one.block.passage.text[run[0] - 1] == " " for one, run in find.sightings)


def _with_joined(found: Finds, first: str, second: str, whole: Find) -> Finds:
    """In the place of the first."""
    return {
        (f"{first} {second}" if name == first else name): (whole if name == first else find)
        for name, find in found.items()
        if name != second
    }


def _is_one_of_many(code: str, others: Iterable[str]) -> bool:
    """Whether the same letters stand with another number too: `L4`, `L5`."""
    letters = code.rstrip("0123456789")
    return any(
        other != code and is_code(other) and other.rstrip("0123456789") == letters
        for other in others
    )


def _is_grade(find: Find) -> bool:
    """Whether its place tells a number of something: `level P3`, `(IC4)`, `G7 2024`."""
    for sentence, (start, end) in find.sightings:
        text = sentence.block.passage.text
        before, after = text[max(0, start - 24) : start], text[end : end + 12]
        if _COUNTS_BEFORE.search(before) or _COUNTS_AFTER.match(after):
            return True
        if _ALONE.search(before):
            return True
    return False
