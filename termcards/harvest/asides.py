"""Tells footnotes that define a term from asides: citations, remarks, links."""

import re

from termcards.harvest.definitions import Body
from termcards.harvest.document import Passage
from termcards.harvest.headwords import Headword
from termcards.harvest.kinship import related

_AUTHOR_YEAR = re.compile(
    r"^[\"“]?[A-Z][\w’'-]+(?:,? (?:[A-Z][\w.’'-]*|and|&|et al\.?|de|van|von))*"
    r",? \(?(?:1[5-9]|20)\d\d[a-z]?\)?"
)
_POINTER = re.compile(
    r"^(?:see|cf\.?|ibid|op\. ?cit|loc\. ?cit|compare|quoted (?:in|from)|cited in|based on"
    r"|adapted from|as (?:in|of)|thanks|h/t|via|source|参见|出处|见)\b",
    re.I,
)
_BIBLIOGRAPHY = re.compile(
    r"\bpp?\. ?\d+|\bvol\. ?\d+|\bdoi\b|\barXiv\b|\bISBN\b|\bed\. by\b|\bPress\b|\bJournal of\b"
    r"|\bProceedings\b|\bretrieved\b|\baccessed\b|[“\"][^”\"]+[”\"],? (?:\w+ )?(?:19|20)\d\d",
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
_GLOSS = re.compile(
    r"^(?:An?|The|Any\w*|Some(?:thing|one|body)|Those|People|Whatever|Whoever|One who|That which)\b"
)
_TO_DO = re.compile(r"To [a-z]+")
_MAIN_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|does|did|do|should|may|might)\b"
)
_RELATIVE = re.compile(
    r"\b(?:that|which|who|whom|whose|where|when|what|of|before|in|by|for|with)\b"
)
_FIRST_PERSON = re.compile(r"\b(?:I|I'm|I’m|I've|I’ve|me|my|we|our)\b")
_DEFINING = re.compile(
    r"\b(?:is|are) (?:an?|the|when|where|how|one)\b|\bmeans?\b|\brefers? to\b|\bstands? for\b"
    r"|\bshort for\b|指|是指|缩写|意思是"
)


def is_aside(
    name: str | None, surface: str | None, head: Headword, body: Body, passage: Passage
) -> bool:
    """Weighs the signs for and against; a doubtful note of a worded label is a term."""
    text = passage.text.strip()
    if not (body.senses or body.synonyms or body.usage or body.see):
        return True
    signs = _for(name, surface, head, body, text)
    against = _against(text)
    if signs > against + MOST_SOUGHT:
        return False
    opening = text[:120]
    if _DEFINING.search(opening) and (name is not None or related(opening, head.term)):
        signs += 2
    if _FIRST_PERSON.search(text[:200]):
        against += 1
    if against < signs <= against + 2 and _BIBLIOGRAPHY.search(text):
        against += 2  # the whole text is searched only where it can still decide
    return against >= signs


def _for(name: str | None, surface: str | None, head: Headword, body: Body, text: str) -> int:
    score = 0
    if name is not None:
        score += 3 if surface is None or related(surface, name) else 1
    if head.body_start:
        score += 2
    if name is None and (head.is_defined or _is_gloss(text)):
        score += 2
    if body.part_of_speech or body.pronunciation or body.synonyms:
        score += 2
    return score


def _against(text: str) -> int:
    """What its first words say against a term."""
    score = 4 if _AUTHOR_YEAR.match(text) else 0
    return score + 3 if _POINTER.match(text) or _REMARK.match(text) else score


def _is_gloss(text: str) -> bool:
    """`A date before which …`, `To put off …`: a phrase that could take the term's place."""
    if _TO_DO.match(text):
        return True
    first = text.split(". ")[0]
    head = _RELATIVE.split(first, maxsplit=1)[0]
    return bool(_GLOSS.match(text)) and not _MAIN_VERB.search(head)
