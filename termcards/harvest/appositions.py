"""Acronyms and their words beside each other, without brackets: `ARR: annual recurring revenue`."""

import re

from termcards.harvest.acronyms import (
    FUNCTION_WORDS,
    Gloss,
    is_itself,
    run_after,
    run_before,
    run_with_tail,
    words,
)
from termcards.harvest.chineseglosses import gloss_behind, gloss_said
from termcards.harvest.frequencies import frequency
from termcards.harvest.vocabulary import lemma
from termcards.harvest.wordlists import EVERYDAY, HEADS, NOUNS_TOO, PLURALS_ONLY, VERBS

_SLASH_BEFORE, _SLASH_AFTER = re.compile(r"\s?/\s?$"), re.compile(r"\s?/\s?")
_SHORTEST_SLASHED = 3
"""Letters: `PM/Product Marketing` are two things."""
_SAID_BEFORE = re.compile(
    r"(?:,\s*(?:or|aka|a\.k\.a\.|also known as|also called|abbreviated(?: as| to)?|(?:hereafter"
    r"|hereinafter)(?: called)?)"
    r"|\s+(?:aka|a\.k\.a\.|also known as|abbreviated(?: as| to)?)|\s+(?:[-–—=]"
    r"|or))\s+(?:the\s+)?[\"“'‘]?$",
    re.I,
)
_FOR_SHORT = re.compile(r"(?:,|\s[-–—])\s*$")
_COLON = re.compile(r"\s*[:：]\s*$")
_SAID_AFTER = re.compile(
    r"[\"”'’]?(?P<clear>,?\s*(?:(?:which\s+|that\s+)?(?:is\s+short|stands|standing|short)\s+for"
    r"|i\.e\.,?|aka|a\.k\.a\.|also known as)|,\s*(?:that is(?: to say)?|namely|meaning),?"
    r"|,\s*or)\s+(?:the\s+|an?\s+)?[\"“'‘]?"
    r"|[\"”'’]?(?P<sign>\s+[-–—]|\s*[:：=]|\s*[–—])\s*(?:the\s+|an?\s+)?[\"“'‘]?",
    re.I,
)
_BOUNDARY = re.compile(r"\s*(?:$|[\"”'’]?[,.;:!?)\]/|，。；、）（–—\n]|\s[-(（])")
_NEXT_WORD = re.compile(r"\s+([^\W\d_]+)")
_NO_ADVERBS = frozenset({"anomaly", "assembly", "family", "supply"})
_OF_SENTENCES = frozenset(
    {"all", "any", "each", "every", "its", "my", "no", "our", "please", "some", "their", "these"}
    | {"they", "this", "those", "we", "you", "your"}
)
_ADJECTIVES = frozenset({"daily", "early", "friendly", "monthly", "quarterly", "weekly", "yearly"})


def gloss_beside(before: str, after: str, acronym: str) -> tuple[Gloss, bool]:
    """What stands for it behind or before, without brackets, and whether words tell so."""
    gloss = _said_beside_slash(before, after, acronym)
    if gloss is not None:
        return gloss, True
    gloss = _said_after(after, acronym)
    if gloss != Gloss():
        sign = _SAID_AFTER.match(after)
        return gloss, sign is None or sign["clear"] is not None
    return _said_before(before, after, acronym), len(acronym) > 2


def may_be_named(run: str, acronym: str, written: str) -> bool:
    """Whether words that a mere sign tells are a name: `SDR: send daily reports` is what one does.

    A name of two letters must have capitals; what one does to many things is not one of them.
    """
    own = [word.casefold() for word in words(run)]
    is_titled = _is_titled(run)
    if not is_titled and (acronym.casefold() in EVERYDAY or len(acronym) == 2):
        return False
    if " " not in run:
        return True
    is_plural = lemma(own[-1]) != own[-1] and own[-1].endswith("s") and own[-1] not in PLURALS_ONLY
    if is_plural and not is_titled and written == acronym and _may_be_verb(own[0]):
        return False
    is_order = own[0] in VERBS and (is_plural or own[0] not in NOUNS_TOO)
    ends_as_verb = own[-1] in VERBS and own[-1] not in NOUNS_TOO | HEADS
    has_adverb = any(word.endswith("ly") and word not in _ADJECTIVES for word in own[1:-1])
    ends_as_adverb = own[-1].endswith("ly") and own[-1] not in _NO_ADVERBS
    is_running_text = not _OF_SENTENCES.isdisjoint(own)
    return not (is_order or ends_as_verb or has_adverb or ends_as_adverb or is_running_text)


def _may_be_verb(word: str) -> bool:
    stem = word.removesuffix("e").removesuffix("y")
    forms = (f"{stem}ed", f"{stem}ied", f"{word}{word[-1]}ed")
    return word in VERBS or any(map(frequency, forms))


def _said_beside_slash(before: str, after: str, acronym: str) -> Gloss | None:
    """`Total Cost of Ownership/TCO`, and the other way round."""
    if len(acronym) < _SHORTEST_SLASHED or not acronym.isupper():
        return None
    slash = _SLASH_BEFORE.search(before)
    if slash:
        run = run_before(acronym, before, slash.start(), longest=1)
        return Gloss(run) if run and not is_itself(acronym, run) else None
    slash = _SLASH_AFTER.match(after)
    run = run_after(acronym, after, slash.end(), longest=1) if slash else None
    if slash is None or run is None or is_itself(acronym, run):
        return None
    end = slash.end() + len(run)
    is_whole = _is_ended(after, end) or (
        _is_titled(run) and not _is_titled(after[end:].strip()[:1])
    )
    return Gloss(run, gloss_behind(after[end:])) if is_whole else None


def _is_titled(run: str) -> bool:
    """Whether each word has a capital, function words aside."""
    own = [word for word in words(run) if word.casefold() not in FUNCTION_WORDS]
    return bool(own) and all(word[0].isupper() for word in own)


def _said_after(after: str, acronym: str) -> Gloss:
    said = gloss_said(after)
    if said:
        return Gloss(translation=said)
    sign = _SAID_AFTER.match(after)
    if sign is None:
        return Gloss()
    for longest in (1, 3):
        run = run_after(acronym, after, sign.end(), longest)
        if run is not None and not is_itself(acronym, run):
            end = after.index(run, sign.end()) + len(run)
            is_ended = _is_ended(after, end) or sign["clear"]
            return Gloss(run, gloss_behind(after[end:])) if is_ended else Gloss()
    return Gloss()


def _is_ended(text: str, at: int) -> bool:
    """Whether the words stop here, or only a function word goes on from them."""
    if _BOUNDARY.match(text, at):
        return True
    following = _NEXT_WORD.match(text, at)
    return following is not None and following[1] in FUNCTION_WORDS | {"is", "are", "that", "which"}


def _said_before(before: str, after: str, acronym: str) -> Gloss:
    """`annual recurring revenue, or ARR`, or behind a comma alone: `ARR for short`."""
    pattern = _FOR_SHORT if after.startswith(" for short") else _SAID_BEFORE
    said = pattern.search(before[-60:])
    if said is None:
        return _headed(before, after, acronym)
    end = len(before[:-60]) + said.start()
    run = run_before(acronym, before, end, longest=1)
    if run is None and said[0].startswith(","):
        run = run_before(acronym, before, end, longest=3) or run_with_tail(acronym, before, end)
    if run is None or is_itself(acronym, run):
        return Gloss()
    is_bare_or = not said[0].strip(" \"“'‘").startswith(",") and said[0].strip() == "or"
    return Gloss() if is_bare_or and len(acronym) < 3 else Gloss(run)


def _headed(before: str, after: str, acronym: str) -> Gloss:
    """`Annual recurring revenue: ARR`, with a line of their own."""
    colon = _COLON.search(before)
    if colon is None or not _BOUNDARY.match(after):
        return Gloss()
    run = run_before(acronym, before, colon.start(), longest=1)
    return Gloss(run) if run and run == before[: colon.start()].strip() else Gloss()
