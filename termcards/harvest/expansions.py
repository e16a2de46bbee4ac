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
    FUNCTION_WORDS,
    LONGEST_ACRONYM,
    is_acronym,
    run_after,
    run_before,
    singular_acronym,
    spells,
    words,
)
from termcards.harvest.inflections import singular
from termcards.harvest.surfaces import Run

_CJK = "\u3400-\u9fff"
_TOKEN = re.compile(
    r"(?<![A-Za-z\d])[A-Za-z](?:[A-Za-z\d]|[&/.-](?=[A-Za-z\d])){1,23}(?![A-Za-z\d])"
)
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
    r"['’]?s?\s*[(（\[]\s*(?:(?:short for|stands for|i\.e\.,?|that is,?|meaning|full name:?"
    r"|全称)\s*[:：]?\s*)?"
    r"[\"“'‘]?([^()（）\[\]]{2,160})[)）\]]",
    re.I,
)
_SAID_BEFORE = re.compile(
    r"(?:,\s*(?:or|aka|a\.k\.a\.|also known as|also called|abbreviated(?: as| to)?|(?:hereafter"
    r"|hereinafter)(?: called)?)"
    r"|\s+(?:aka|a\.k\.a\.|also known as|abbreviated(?: as| to)?)|\s+(?:[-–—=]"
    r"|or))\s+(?:the\s+)?[\"“'‘]?$",
    re.I,
)
_COMMA = re.compile(r",\s*$")
_SAID_AFTER = re.compile(
    r"[\"”'’]?(?P<clear>,?\s*(?:(?:which\s+|that\s+)?(?:is\s+short|stands|standing|short)\s+for"
    r"|i\.e\.,?|aka|a\.k\.a\.|also known as)"
    r"|,\s*or)\s+(?:the\s+|an?\s+)?[\"“'‘]?"
    r"|[\"”'’]?(?P<sign>\s+[-–—=]|\s*[:：]|\s*[–—])\s*(?:the\s+|an?\s+)?[\"“'‘]?",
    re.I,
)
_BOUNDARY = re.compile(r"\s*(?:$|[\"”'’]?[,.;:!?)\]/|，。；、）–—\n]|\s[-(（])")
_NEXT_WORD = re.compile(r"\s+([^\W\d_]+)")
_AND = re.compile(r"\s*(?:\band\b|\bor\b|[/&])\s*", re.I)
_GLOSS_WHOLE = re.compile(rf"(?:即|全称|中文名?|意为)?[:：]?\s*([{_CJK}][{_CJK}·/]{{1,23}})\s*$")
_GLOSS_SAID = re.compile(
    rf"\s*(?:，|,)?\s*(?:即|全称为?|意为|是指|指的是)[:：]?\s*[“\"]?([{_CJK}]{{2,16}})(?=[”\",，。；、;.]|$)"
)
_GLOSS_BARE = re.compile(rf"\s?([{_CJK}]{{3,16}})(?=[、，。；,;/]|\s*$)")
_GLOSS_BEFORE = re.compile(rf"([{_CJK}·]{{2,20}})\s*[\"”]?\s*$")
_PARTICLE = re.compile(
    # Characters that hardly ever stand within a term, and verbs that postings are full of.
    r".*(?:的|与|和|或|以及|是|称为|成为|作为|您对|^对"
    r"|负责|包括|例如|通过|基于|熟悉|了解|掌握|使用|提升|推动|制定|关注|跟踪|提高|完成|达成)"
)
_LISTED = re.compile(r"[、/“\"「『：:]\s*$")
_APART = re.compile(r"\s*(?:$|\n|[-–—|/])")
_TAILS = frozenset({"system", "systems", "platform", "platforms", "software", "tool", "tools"})
_WINDOW = 200
"""Characters before and behind an acronym in which its expansion is looked for."""


@dataclass(frozen=True, slots=True)
class Gloss:
    """What an acronym stands for, in words and in the learner's language; at least one of them."""

    expansion: str | None = None
    translation: str | None = None


@dataclass(frozen=True, slots=True)
class Expansion:
    acronym: str
    """In the singular."""

    start: int
    gloss: Gloss


def acronyms_in(text: str) -> Iterator[tuple[str, Run]]:
    """Each acronym, in the singular, and its place; of `MQL/SQL` both, of `CI/CD` the whole."""
    for match in _TOKEN.finditer(text):
        token = match[0]
        parts = token.split("/")
        if len(parts) == 1 or (len(parts) == 2 and max(map(len, parts)) == 2 and is_acronym(token)):
            if is_acronym(token) and len(token) <= LONGEST_ACRONYM:
                yield singular_acronym(token), match.span()
            continue
        at = match.start()
        for part in parts:
            if is_acronym(part) and len(part) <= LONGEST_ACRONYM:
                yield singular_acronym(part), (at, at + len(part))
            at += len(part) + 1


def find_expansions(text: str) -> Iterator[Expansion]:
    """Those that the text gives, in its order; an acronym may be explained more than once."""
    found = list(acronyms_in(text))
    bare = _bare_glosses(text, found)
    for acronym, place in found:
        gloss = _gloss(text, acronym, place)
        if gloss == Gloss() and place[0] in bare:
            gloss = Gloss(translation=bare[place[0]])
        if gloss != Gloss():
            yield Expansion(acronym, place[0], gloss)


def _gloss(text: str, acronym: str, place: Run) -> Gloss:
    before = text[max(0, place[0] - _WINDOW) : place[0]]
    after = text[place[1] : place[1] + _WINDOW]
    opened = _OPENED.search(before[-60:])
    if opened and (shut := _SHUT.match(after)):
        long = before[: len(before[:-60]) + opened.start()].rstrip()
        written = text[slice(*place)]
        gloss = _said_before_bracket(
            long, acronym, opened[0] + written + shut[0], after[shut.end() :]
        )
        is_plural = written != acronym and gloss.expansion is not None
        return replace(gloss, expansion=_singular(gloss.expansion or "")) if is_plural else gloss
    bracket = _IN_BRACKET.match(after)
    if bracket:
        return _said_in_bracket(bracket[1], acronym)
    gloss = _said_after(after, acronym)
    return gloss if gloss != Gloss() else _said_before(before, after, acronym)


def _said_before_bracket(before: str, acronym: str, bracket: str, behind: str) -> Gloss:
    others = [name for name, _ in acronyms_in(bracket)]
    expansion = _shared(before, acronym, others) if len(others) == 2 else None
    expansion = expansion or _run_to(acronym, before)
    if expansion is None:
        return Gloss(translation=_chinese_before(before, behind))
    match = _GLOSS_BARE.match(behind)
    return Gloss(expansion, match[1] if match and len(match[1]) >= 4 else None)


def _run_to(acronym: str, before: str) -> str | None:
    end = len(before.rstrip("\"”'’ ,"))
    for longest in (1, 3):
        run = run_before(acronym, before, end, longest)
        if run is not None and not _is_itself(acronym, run):
            return run
    last = words(before[-24:])[-1:]
    if last and last[0].casefold() in _TAILS:
        return run_before(acronym, before, end - len(last[0]), longest=1)
    return None


def _said_in_bracket(content: str, acronym: str) -> Gloss:
    """`NAR (New Annual Revenue)`, `ARR（年度经常性收入）`, or both within one bracket."""
    pieces = [content, *re.split(r"[,;，；/:：]", content)]
    expansion = next(
        (
            piece.strip(" \"”'’")
            for piece in pieces
            if spells(acronym, piece.strip()) and not _is_itself(acronym, piece)
        ),
        None,
    )
    glosses = (_GLOSS_WHOLE.match(piece.strip()) for piece in pieces)
    translation = next((match[1] for match in glosses if match), None)
    if expansion is not None and translation is None:
        behind = re.search(rf"\s([{_CJK}]{{2,16}})$", content)
        translation = behind[1] if behind else None
    return Gloss(expansion, translation)


def _said_after(after: str, acronym: str) -> Gloss:
    said = _GLOSS_SAID.match(after)
    if said:
        return Gloss(translation=said[1])
    sign = _SAID_AFTER.match(after)
    if sign is None:
        return Gloss()
    for longest in (1, 3):
        run = run_after(acronym, after, sign.end(), longest)
        if run is not None and not _is_itself(acronym, run):
            is_ended = _is_ended(after, after.index(run, sign.end()) + len(run))
            return Gloss(run) if is_ended or sign["clear"] else Gloss()
    return Gloss()


def _is_ended(text: str, at: int) -> bool:
    """Whether the words stop here, or only a function word goes on from them."""
    if _BOUNDARY.match(text, at):
        return True
    following = _NEXT_WORD.match(text, at)
    return following is not None and following[1] in FUNCTION_WORDS | {"is", "are", "that", "which"}


def _said_before(before: str, after: str, acronym: str) -> Gloss:
    """`annual recurring revenue, or ARR`, or behind a comma alone: `ARR for short`."""
    pattern = _COMMA if after.startswith(" for short") else _SAID_BEFORE
    said = pattern.search(before[-60:])
    if said is None:
        return Gloss()
    run = run_before(acronym, before, len(before[:-60]) + said.start(), longest=1)
    if run is None or _is_itself(acronym, run):
        return Gloss()
    is_bare_or = not said[0].strip(" \"“'‘").startswith(",") and said[0].strip() == "or"
    return Gloss() if is_bare_or and len(acronym) < 3 else Gloss(run)


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
            return _singular(" ".join(both[place]))
    return None


def _chinese_before(before: str, behind: str) -> str | None:
    """`年度经常性收入（ARR）`: where its words begin is sure behind a particle, within a list, or
    where they have the line for themselves; else a verb may stand before them.
    """
    match = _GLOSS_BEFORE.search(before)
    if match is None:
        return None
    start = before[: match.start()]
    if (not start.strip() or start.endswith("\n")) and _APART.match(behind):
        return match[1]
    cut = _PARTICLE.match(match[1])
    if cut is None and not _LISTED.search(start):
        return None
    name = match[1][cut.end() :] if cut else match[1]
    return name if 2 <= len(name) <= 14 else None


def _bare_glosses(text: str, found: list[tuple[str, Run]]) -> dict[int, str]:
    """`CAD 计算机辅助设计、PDM 产品数据管理`: only in a list, and longer than their acronyms."""
    glosses = {}
    is_list = False
    for acronym, (start, end) in found:
        match = _GLOSS_BARE.match(text, end)
        if match is None or len(match[1]) <= len(acronym):
            continue
        is_further = text[max(0, start - 8) : start].rstrip()[-1:] in ("、", "/")
        if is_further or text[match.end() : match.end() + 1] in ("、", "/"):
            glosses[start] = match[1]
        is_list |= is_further
    return glosses if is_list and len(glosses) >= 2 else {}


def _is_itself(acronym: str, run: str) -> bool:
    return acronym.casefold() in (word.casefold() for word in words(run))


def _singular(expansion: str) -> str:
    head, space, last = expansion.rpartition(" ")
    is_list = any(word in ("and", "&", "of") for word in head.casefold().split())
    return expansion if is_list else f"{head}{space}{singular(last)}"


def with_known(own: Gloss, known: Gloss | None) -> Gloss:
    """What the text says counts; what is known from elsewhere fills the gaps."""
    if known is None:
        return own
    if own.expansion is None:
        return replace(
            own, expansion=known.expansion, translation=own.translation or known.translation
        )
    same = known.expansion is not None and own.expansion.casefold() == known.expansion.casefold()
    return replace(own, translation=own.translation or (known.translation if same else None))
