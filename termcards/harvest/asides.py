"""Tells footnotes that define a term from asides: citations, remarks, links."""

import re

from termcards.harvest.definitions import Body
from termcards.harvest.document import Passage
from termcards.harvest.headwords import Headword, related

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
    if not (body.senses or body.synonyms or body.usage):
        return True
    return _for(name, surface, head, body, text) <= _against(text)


def _for(name: str | None, surface: str | None, head: Headword, body: Body, text: str) -> int:
    score = 0
    if name is not None:
        score += 3 if surface is None or related(surface, name) else 1
    if head.body_start:
        score += 2
    if body.part_of_speech or body.pronunciation or body.synonyms:
        score += 2
    opening = text[:120]
    if _DEFINING.search(opening) and (name is not None or related(opening, head.term)):
        score += 2
    return score


def _against(text: str) -> int:
    score = 0
    if _AUTHOR_YEAR.match(text):
        score += 4
    if _POINTER.match(text):
        score += 3
    if _BIBLIOGRAPHY.search(text):
        score += 2
    if _FIRST_PERSON.search(text[:200]):
        score += 1
    return score
