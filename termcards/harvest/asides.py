"""Tells footnotes that define a term from asides: citations, remarks, links."""

import re
from typing import NamedTuple

from termcards.harvest.acronyms import spells
from termcards.harvest.definitions import Body
from termcards.harvest.document import Passage, Style
from termcards.harvest.glosses import is_chinese_gloss, is_gloss, is_small_gloss
from termcards.harvest.headwords import Headword
from termcards.harvest.kinship import related

_AUTHOR_YEAR = re.compile(
    r"^[\"“]?[A-Z][\w’'-]+(?:,? (?:[A-Z][\w.’'-]*|and|&|et al\.?|de|van|von))*"
    r",? \(?(?:1[5-9]|20)\d\d[a-z]?\)?"
)
_AUTHOR = re.compile(r"[\"“]?[A-Z][\w’'-]+, (?:[A-Z]\.[ -]?)+(?:,|&|\(|and\b)")
_BY = re.compile(r"(?:[A-Z][\w.'’-]* ){1,4}?[A-Z][\w’'-]+, (?:in )?")
_NOTE_TO_SELF = re.compile(r"(?:TODO|FIXME|TBD|XXX)\b|记得|别忘|回头|下次|问问|待办")
_FIRST_SENTENCE = re.compile(r"[^.!?。！？“\"]{1,300}([!?](?=\s|$)|[！？])")
DECISIVE = 8
"""The weight of what no definition begins with."""
_POINTER = re.compile(
    r"^(?:see|cf\.?|ibid|op\. ?cit|loc\. ?cit|compare|quoted (?:in|from)|cited in|based on"
    r"|adapted from|as (?:in|of)|thanks|h/t|via|source|参见|出处|见)\b",
    re.I,
)
_BIBLIOGRAPHY = re.compile(
    r"\bpp?\. ?\d+|\bvol\. ?\d+|\bdoi\b|\barXiv\b|\bISBN\b|\bed\. by\b|\bPress\b|\bJournal of\b"
    r"|\bProceedings\b|\bretrieved\b|\baccessed\b"
    r"|[“\"][^“”\"]{1,300}[”\"],? (?:\w+ )?(?:19|20)\d\d",
    re.I,
)
MOST_SOUGHT = 3
"""What can speak against a term farther on in the text: the first person, and a bibliography."""
_REMARK = re.compile(
    r"^(?:I|We|They|He|She|My|Not sure|Maybe|Perhaps|Probably|At least|Apparently|According to"
    r"|Applies|Only|Except|So they|So it|As of|Unless|Subject to|Depends|TBD|TODO|Really|Hm+|Sic)\b"
    r"|^(?:原文如此|我|不确定|估计|也许|可能|据|待查|存疑)"
)
"""How people begin a remark, and no dictionary a definition."""
_FIRST_PERSON = re.compile(r"\b(?:I|I'm|I’m|I've|I’ve|me|my|we|our)\b")
_DEFINING = re.compile(
    r"\b(?:is|are) (?:an?|the|when|where|how|one)\b|\bmeans?\b|\brefers? to\b|\bstands? for\b"
    r"|\bshort for\b|指|是指|缩写|意思是"
)


class Evidence(NamedTuple):
    """What is known of a footnote when it is decided whether it defines a term."""

    name: str | None
    """What the label says, if it says a name."""

    surface: str | None
    head: Headword
    body: Body
    passage: Passage
    is_behind_stop: bool
    """Whether its mark stands at the end of a sentence, and not at a word."""


def is_aside(evidence: Evidence) -> bool:
    """Weighs the signs for and against; a doubtful note of a worded label is a term."""
    body, name, text = evidence.body, evidence.name, evidence.passage.text.strip()
    if not (body.senses or body.synonyms or body.usage or body.see or body.marks):
        return True
    if _says_nothing(evidence):
        return True
    signs = _for(evidence, text)
    against = _against(evidence, text)
    if signs > against + MOST_SOUGHT:
        return False
    opening = text[:120]
    if _DEFINING.search(opening) and (name is not None or related(opening, evidence.head.term)):
        signs += 2
    if _FIRST_PERSON.search(text[:200]):
        against += 1
    if against < signs <= against + 2 and _BIBLIOGRAPHY.search(text):
        against += 2  # the whole text is searched only where it can still decide
    return against >= signs


def _for(evidence: Evidence, text: str) -> int:
    name, surface, head, body = evidence[:4]
    score = 0
    if name is not None:
        score += 3 if surface is None or related(surface, name) else 1
    elif head.is_defined or is_gloss(text) or _is_weak_gloss(evidence, text):
        score += 2
    if any(_is_spelled(head.term, alias, text) for alias in head.aliases):
        score += 3
    if head.body_start:
        score += 2
    if body.part_of_speech or body.pronunciation or body.synonyms:
        score += 2
    return score


def _says_nothing(evidence: Evidence) -> bool:
    """Whether the definition is no more than the term itself."""
    senses = evidence.body.senses
    term = evidence.head.term.casefold()
    return len(senses) == 1 and senses[0].definition.rstrip(".。").casefold() == term


def _is_weak_gloss(evidence: Evidence, text: str) -> bool:
    """`scrappy[^1]` with some words in small letters, or in Chinese, right at the word."""
    if evidence.is_behind_stop:
        return False
    senses, surface = evidence.body.senses, evidence.surface or ""
    is_chinese = bool(senses and surface) and senses[0].language == "zh" and surface.isascii()
    return is_small_gloss(text) or (is_chinese and is_chinese_gloss(text))


def _is_spelled(term: str, alias: str, text: str) -> bool:
    """Whether the text begins with what the term stands for, and not with a sentence of it."""
    is_first = text[: len(alias)].casefold() == alias.casefold()
    return is_first and not text[len(alias) :].lstrip()[:1].isalnum() and spells(term, alias)


def _against(evidence: Evidence, text: str) -> int:
    """What its first words say against a term."""
    score = 4 if _AUTHOR_YEAR.match(text) else 0
    if _POINTER.match(text) or _REMARK.match(text):
        score += 3
    if _AUTHOR.match(text) or _NOTE_TO_SELF.match(text) or _is_from_book(evidence.passage):
        score += DECISIVE
    first = None
    if any(map(text.__contains__, "?!？！")):
        first = _FIRST_SENTENCE.match(evidence.passage.text, evidence.head.body_start)
    if first and first[1] in "?？":
        score += 4
    elif first and first[1] in "!！":
        score += 3
    return score


def _is_from_book(passage: Passage) -> bool:
    """`Jane Roe, in *A Book*`."""
    by = _BY.match(passage.text) if passage.spans else None
    spans = passage.spans_of(Style.EMPHASIS) if by else ()
    return by is not None and any(span.start == by.end() for span in spans)
