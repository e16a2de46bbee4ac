"""The capitals of a term: those that it has inside a sentence."""

import re
from collections.abc import Iterable

from termcards.harvest.acronyms import is_acronym

_CAPITALISED = re.compile(r"[A-Z][a-z’'-]*[,.]?")


def cased(text: str, evidence: Iterable[str], surface: str | None, *, may_lower: bool) -> str:
    """A term in the case it has inside a sentence, as far as the text tells."""
    if text.islower():
        return text
    parts = text.split(" ")
    lowered = " ".join(map(_lowered, parts))
    if lowered == text:
        return text
    if any(_has_words(passage, lowered) for passage in evidence):
        return lowered
    capitals = sum(part != _lowered(part) for part in parts)
    is_first_only = capitals == 1 and parts[0] != _lowered(parts[0])
    is_sentence_case = is_first_only and (len(parts) > 1 or "-" in text)
    met_capital = surface is not None and surface[:1].isupper() and not is_acronym(surface)
    if met_capital and not may_lower:
        return text
    if is_sentence_case or (len(parts) == 1 and may_lower):
        return lowered
    return text


def _has_words(text: str, words_of_it: str) -> bool:
    """Whether the words stand there as such, and not inside of others."""
    at = text.find(words_of_it)
    while at >= 0:
        before, after = (
            text[at - 1 : at] if at else "",
            text[at + len(words_of_it) : at + len(words_of_it) + 1],
        )
        if not (before.isalnum() or before in ("-", "_") or after.isalnum()):
            return True
        at = text.find(words_of_it, at + 1)
    return False


def _lowered(word: str) -> str:
    """A word with only its first letter capital; SaaS and IT stay."""
    if not word[:1].isupper() or len(word) < 2:
        return word
    is_plain = _CAPITALISED.fullmatch(word) and word[1] != "-" and not is_acronym(word)
    return word.lower() if is_plain else word
