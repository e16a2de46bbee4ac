"""Whether a word stands in a sentence as the noun, or as the verb, that a note is about.

Cheap rules that look at the words beside it: *to lead*, *lead a team*, *a lead*. What they cannot
tell is taken for the other, since a sentence too few does less harm than a wrong one.
"""

import re

from termcards.harvest.frequencies import frequency
from termcards.harvest.inflections import bases
from termcards.harvest.surfaces import Run
from termcards.harvest.wordlists import HEADS, NOUNS_TOO, VERBS
from termcards.irregular import IRREGULAR

_BEFORE = re.compile(r"([A-Za-z]+(?:['’][a-z]+)?) $")
_AFTER = re.compile(r" ([A-Za-z]+)")
_DETERMINERS = frozenset(
    {"a", "all", "an", "any", "both", "each", "every", "her", "his", "its", "my", "no", "our"}
    | {"some", "that", "the", "their", "these", "this", "those", "your"}
)
_OBJECTS = _DETERMINERS | {"him", "it", "me", "them", "us", "you", "one", "two", "three"}
_BEFORE_A_VERB = frozenset(
    {"can", "could", "didn't", "do", "does", "don't", "he", "help", "i", "it", "let's", "may"}
    | {"might", "must", "never", "not", "she", "should", "they", "to", "we", "which", "who"}
    | {"will", "would", "you"}
)
_BEFORE_A_NOUN = _DETERMINERS | {
    *("about", "against", "at", "between", "by", "for", "from", "in", "into", "like", "of", "on"),
    *("over", "per", "through", "with", "without"),
}
_BEHIND_A_NOUN = frozenset(
    {"and", "are", "as", "at", "before", "between", "by", "can", "comes", "for", "from", "had"}
    | {"has", "have", "in", "is", "may", "must", "of", "on", "or", "per", "that", "to", "was"}
    | {"were", "which", "will", "with"}
)
_ADJECTIVES = frozenset(
    {"costly", "daily", "early", "friendly", "hourly", "likely", "monthly", "quarterly", "timely"}
    | {"weekly", "yearly"}
)


def is_used_as(part_of_speech: str | None, name: str, text: str, run: Run) -> bool:
    """`run` is where the name stands in the text, inflected or not."""
    is_noun = part_of_speech is not None and re.match(r"n\b|n\.|noun\b", part_of_speech)
    is_verb = part_of_speech is not None and re.match(r"v\b|v\.|verb\b", part_of_speech)
    surface, base = text[slice(*run)].casefold(), name.casefold()
    is_adjective = part_of_speech is not None and part_of_speech.startswith("adj")
    if not (is_noun or is_verb or is_adjective) or not surface.isalpha() or not base.isalpha():
        return True
    before, after = _beside(text, run)
    if is_adjective:
        return base not in VERBS or not _is_verb(surface, before, after)
    if is_noun:
        return not _may_be_verb(base) or _is_noun(surface, base, before, after)
    return not _may_be_noun(base) or _is_verb(surface, before, after)


def _beside(text: str, run: Run) -> tuple[str | None, str | None]:
    """The words on both sides, in small letters; `None` where something else stands between."""
    before = _BEFORE.search(text[max(0, run[0] - 40) : run[0]])
    after = _AFTER.match(text, run[1])
    return before and before[1].lower(), after and after[1].lower()


def _may_be_verb(word: str) -> bool:
    return word in VERBS or frequency(f"{word.removesuffix('e')}ed") > 0


def _may_be_noun(word: str) -> bool:
    return word in NOUNS_TOO or word in HEADS


def _is_noun(surface: str, base: str, before: str | None, after: str | None) -> bool:
    if IRREGULAR.get(surface) == base or _is_verb_form(surface, base):
        return False
    is_plural = surface != base and surface.endswith("s")
    if is_plural and before == "to":
        return True
    if before in _BEFORE_A_VERB or after in _OBJECTS or _is_adverb(before):
        return False
    if before in _BEFORE_A_NOUN:
        return True
    if before is None or before in ("and", "or"):  # `Lead teams`, `coach and lead teams`
        return after is None or after in _BEHIND_A_NOUN - {"and", "or", "to", "in", "on", "with"}
    is_named = surface == base and not before.endswith("s")
    return is_named or after is None or after in _BEHIND_A_NOUN


def _is_verb(surface: str, before: str | None, after: str | None) -> bool:
    if before in _BEFORE_A_NOUN - {"that"}:
        return False
    if surface.endswith(("ed", "ing")) or surface in IRREGULAR:
        return True
    return before in _BEFORE_A_VERB or after in _OBJECTS or _is_adverb(before)


def _is_adverb(word: str | None) -> bool:
    return word is not None and word.endswith("ly") and word not in _ADJECTIVES


def _is_verb_form(surface: str, base: str) -> bool:
    """*leading* and *planned*, but not a noun that itself ends so."""
    return surface != base and surface.endswith(("ed", "ing")) and base in bases(surface)
