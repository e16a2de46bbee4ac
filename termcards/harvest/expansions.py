"""What a text itself says its acronyms stand for, in every manner in which people say it.

The method is that of Schwartz and Hearst (A simple algorithm for identifying abbreviation
definitions in biomedical text, 2003), stricter in that each content word of an expansion must give
a letter, and wider in the manners: `NAR (New Annual Revenue)`, `Buyers and Sellers Guild (BG/SG)`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

from termcards.harvest.acronyms import (
    Gloss,
    is_itself,
    run_before,
    run_with_tail,
    spells,
    words,
)
from termcards.harvest.appositions import gloss_beside, may_be_named
from termcards.harvest.chineseglosses import (
    LEAST_BARE,
    bare_glosses,
    gloss_before,
    gloss_behind,
    gloss_last,
    gloss_shut,
    gloss_whole,
    may_be_gloss,
)
from termcards.harvest.inflections import singular
from termcards.harvest.shorthands import acronyms_in
from termcards.harvest.surfaces import Run
from termcards.harvest.wordlists import EVERYDAY, PLURALS_ONLY

_OPENED = re.compile(
    r"[(（\[]\s*(?:(?:the|or|aka|a\.k\.a\.|also|abbr(?:eviated)?\.?(?: as)?|hereafter|hereinafter"
    r"|简称|缩写为?)"
    r"[:：]?\s+)?[\"“'‘]?(?:[A-Za-z][\w&.-]{1,11}\s?(?:,|/|or|and|&|、|，)\s?){0,3}$",
    re.I,
)
_SHUT = re.compile(
    r"[\"”'’]?(?:\s?(?:,|/|or|and|&|、|，)\s?[A-Za-z][\w&.-]{1,11}){0,3}(?: for short)?\s*[)）\]]"
)
_IN_BRACKET = re.compile(
    r"['’]?s?(?:\s?(?:系统|平台|软件|工具)|\s(?:systems?|platforms?|software|tools?))?"
    r"\s*[(（\[]\s*(?:=\s*|(?:short for|stands for|i\.e\.,?|that is,?|meaning"
    r"|full name:?|全称)\s*[:：]?\s*)?"
    r"[\"“'‘]?([^()（）\[\]]{2,160})[)）\]]",
    re.I,
)
_WITHIN = re.compile(
    r"[(（\[]\s*([^()（）\[\]]{4,120}?)\s*[,，、/|;；]\s*(?:(?:简称|缩写)为?[:：]?|abbr\.|or|aka)?\s*$"
)
"""`(Customer Success Manager, CSM)`: the acronym stands last in a bracket."""
_SHUT_BRACKET = re.compile(r"[\"”'’]?s?\s*[)）\]]")
_FOLLOWED = re.compile(r"\s*[,，:：/;；]\s*([^()（）\[\]]{4,120}?)\s*[)）\]]")
"""`（NRR, Net Revenue Retention）`: the acronym stands first in a bracket."""
_LISTED = re.compile(r"[A-Za-z]\s?[、,，]\s?[A-Za-z]")
"""`（PPT、Excel）` are examples."""
_AND = re.compile(r"\s*(?:\band\b|\bor\b|[/&])\s*", re.I)
_WINDOW = 200
"""Characters before and behind an acronym in which its expansion is looked for."""


@dataclass(frozen=True, slots=True)
class Expansion:
    acronym: str
    """In the singular."""

    start: int
    gloss: Gloss
    is_doubtful: bool = False
    """Its words may be none: they need somebody else who says the same."""


def find_expansions(text: str) -> Iterator[Expansion]:
    """Those that the text gives, in its order; an acronym may be explained more than once."""
    found = list(acronyms_in(text))
    bare = bare_glosses(text, found)
    for acronym, place in found:
        gloss, is_doubtful = _gloss(text, acronym, place)
        if gloss == Gloss() and place[0] in bare:
            gloss = Gloss(translation=bare[place[0]])
        if gloss.translation and not may_be_gloss(gloss.translation, acronym):
            gloss = replace(gloss, translation=None)
        if gloss != Gloss():
            yield Expansion(acronym, place[0], gloss, is_doubtful)


def _gloss(text: str, acronym: str, place: Run) -> tuple[Gloss, bool]:
    """And whether it is doubtful."""
    before = text[max(0, place[0] - _WINDOW) : place[0]]
    after = text[place[1] : place[1] + _WINDOW]
    written = text[slice(*place)]
    gloss, is_doubtful = _bracketed(before, written, after, acronym), False
    if gloss is None:
        gloss, is_sure = gloss_beside(before, after, acronym)
        is_doubtful = not is_sure and not may_be_named(gloss.expansion or "", acronym, written)
    elif gloss.expansion is not None and _IN_BRACKET.match(after):
        is_doubtful = acronym.casefold() in EVERYDAY
    if gloss.expansion is not None and written != acronym:
        gloss = replace(gloss, expansion=singular_expansion(gloss.expansion))
    return gloss, is_doubtful


def _bracketed(before: str, written: str, after: str, acronym: str) -> Gloss | None:
    """`None` where no brackets are beside it."""
    if within := _said_within(before, after, acronym):
        return within
    opened = _OPENED.search(before[-60:])
    long = before[: len(before[:-60]) + opened.start()].rstrip() if opened else ""
    if opened and (shut_gloss := gloss_shut(after)) and (expansion := _run_to(acronym, long)):
        return Gloss(expansion, shut_gloss)
    if opened and (followed := _FOLLOWED.match(after)) and spells(acronym, followed[1]):
        return Gloss(followed[1], gloss_before(long, after[followed.end() :]))
    if opened and (shut := _SHUT.match(after)):
        bracket = opened[0] + written + shut[0]
        return _said_before_bracket(long, acronym, bracket, after[shut.end() :])
    bracket_after = _IN_BRACKET.match(after)
    if bracket_after is None:
        return None
    gloss = _said_in_bracket(bracket_after[1], acronym)
    is_bare = gloss.expansion is not None and gloss.translation is None
    rest = after[bracket_after.end() :]
    beside = gloss_behind(rest) or _long_gloss_before(before, rest) if is_bare else None
    return replace(gloss, translation=gloss.translation or beside)


def _long_gloss_before(before: str, behind: str) -> str | None:
    """`季度业务回顾 QBR（Quarterly Business Review）`; what is short may be a verb."""
    gloss = gloss_before(before, behind)
    if gloss is None or len(gloss) < LEAST_BARE:
        return None
    return None if before[: before.rindex(gloss)].endswith(("、", "/", "：", ":")) else gloss


def _said_within(before: str, after: str, acronym: str) -> Gloss | None:
    """`客户成功经理 (Customer Success Manager, CSM)`, where the acronym stands last."""
    match = _WITHIN.search(before)
    shut = _SHUT_BRACKET.match(after)
    if match is None or shut is None:
        return None
    pieces = [piece.strip(" \"”'’") for piece in re.split(r"[,，、/|;；]", match[1])]
    for words_of_it in (match[1].strip(" \"”'’"), *pieces):
        if spells(acronym, words_of_it) and not is_itself(acronym, words_of_it):
            translation = next(filter(None, map(gloss_whole, pieces)), None)
            return Gloss(
                words_of_it,
                translation or gloss_before(before[: match.start()], after[shut.end() :]),
            )
    return None


def _said_before_bracket(before: str, acronym: str, bracket: str, behind: str) -> Gloss:
    others = [name for name, _ in acronyms_in(bracket)]
    expansion = _shared(before, acronym, others) if len(others) == 2 else None
    expansion = expansion or _run_to(acronym, before)
    if expansion is None:
        is_list = _LISTED.search(bracket) is not None
        return Gloss(translation=None if is_list else gloss_before(before, behind))
    return Gloss(expansion, gloss_behind(behind))


def _run_to(acronym: str, before: str) -> str | None:
    end = len(before.rstrip("\"”'’ ,"))
    for longest in (1, 3):
        run = run_before(acronym, before, end, longest)
        if run is not None and not is_itself(acronym, run):
            return run
    return run_with_tail(acronym, before, end)


def _said_in_bracket(content: str, acronym: str) -> Gloss:
    """`NAR (New Annual Revenue)`, `ARR（年度经常性收入）`, or both within one bracket."""
    pieces = [content, *re.split(r"[,;，；/:：]", content)]
    expansion = next(
        (
            piece.strip(" \"”'’")
            for piece in pieces
            if spells(acronym, piece.strip()) and not is_itself(acronym, piece)
        ),
        None,
    )
    translation = next(filter(None, map(gloss_whole, pieces)), None)
    if expansion is not None and translation is None:
        translation = gloss_last(content)
    return Gloss(expansion, translation)


def _shared(before: str, acronym: str, others: list[str]) -> str | None:
    """`Marketing and Sales Qualified Leads (MQL/SQL)`: two expansions with words in common."""
    joints = [*_AND.finditer(before, max(0, len(before) - 100))]
    if not joints or acronym not in others:
        return None
    match = joints[-1]
    left, right = words(before[: match.start()])[-4:], words(before[match.end() :])
    place = others.index(acronym)
    for front, first, second in product(range(3), (1, 2), (1, 2)):
        if len(left) < front + first or len(right) < second:
            continue
        shared_front = left[len(left) - first - front : len(left) - first]
        shared_end = right[second:]
        if not (shared_front or shared_end):
            continue
        both = (
            [*shared_front, *left[len(left) - first :], *shared_end],
            [*shared_front, *right[:second], *shared_end],
        )
        if all(spells(name, " ".join(run)) for name, run in zip(others, both, strict=True)):
            return singular_expansion(" ".join(both[place]))
    return None


def singular_expansion(expansion: str) -> str:
    """With its last word in the singular, where it is no list."""
    head, space, last = expansion.rpartition(" ")
    is_list = any(word in ("and", "&", "of") for word in head.casefold().split())
    has_singular = not is_list and last.casefold() not in PLURALS_ONLY
    return f"{head}{space}{singular(last)}" if has_singular else expansion
