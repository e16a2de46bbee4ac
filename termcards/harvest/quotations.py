"""Quotations in a definition, with their authors."""

import re

from termcards.harvest.document import Passage, Span, Style, cut
from termcards.harvest.tidying import tidy
from termcards.notes import Quote

_AUTHOR = (
    r"(?:[A-Z]\.[ -]?){0,3}[A-Z][\w’'-]+(?:\.(?= [A-Z][\w’'-]))?"
    r"(?: (?:(?:[A-Z]\. ?){1,2}[A-Z][\w’'-]*|[A-Z][\w’'-]*|de|van|von|of|and)){0,4}"
)
_WORK = r"(?:, [A-Z][^.“\"\n]{2,60})?"
_ATTRIBUTED = rf"\s*[-–—]{{1,3}}\s*({_AUTHOR}{_WORK})(?=\s*$|\.|\s*[“\"…\n\[])\.?"
_QUOTED = re.compile(rf"\s*[“\"]([^”\"\n]{{4,600}})[”\"]{_ATTRIBUTED}")
_AFTER_EMPHASIS = re.compile(_ATTRIBUTED)
_NAME_ALONE = re.compile(rf"({_AUTHOR})\.?")
_BEFORE_AUTHOR = re.compile(r"\s*[“\"]([^“”\"\n]{4,600})[”\"]\s*$")
LONGEST_QUOTE = 620

_LONE_AUTHOR = re.compile(r"\s(?<=[.;!?]\s)(?<![A-Z]\.\s)\s*((?:[A-Z][a-z]{2,12}\.? ?){1,2})$")
_REGISTER = re.compile(r"(?:Rare|Obs|Archaic|Colloq|Informal|Formal|Slang|Dated|Figurative)\b")
FAR = 80
"""Characters from the end in which a last author may stand."""


def read_quotes(passage: Passage) -> tuple[list[Quote], Passage]:
    """What is in quotation marks or set off, with an author behind it; and the passage without."""
    text = passage.text
    set_off = passage.spans_of(Style.EMPHASIS)
    if not set_off and "“" not in text and '"' not in text:
        return [], passage
    quotes: list[Quote] = []
    cuts: list[tuple[int, int, str | None]] = []
    next_starts = [span.start for span in set_off[1:]] + [len(text)]
    for span, next_start in zip(set_off, next_starts, strict=False):
        found = _emphasised(text, span, next_start) or _before_author(text, span)
        if found and (not cuts or found[1] >= cuts[-1][1]):
            quotes.append(found[0])
            cuts.append((*found[1:], None))
    for match in _QUOTED.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end, _ in cuts):
            quotes.append(Quote(tidy(match[1]), match[2].rstrip(".")))
            cuts.append((match.start(), match.end(), None))
    return quotes, cut(passage, sorted(cuts))


def without_lone_author(text: str) -> str:
    """A dictionary may name the author of a use without the use: `… to exhibit. Shak.`"""
    last_word = "".join(text.rsplit(maxsplit=1)[-1:])
    if not last_word[:1].isupper():
        return text
    match = _LONE_AUTHOR.search(text, max(0, len(text) - FAR))
    if match is None or not match[1].rstrip().endswith(".") or _REGISTER.match(match[1]):
        return text
    return text[: match.start()]


def _emphasised(text: str, span: Span, next_start: int) -> tuple[Quote, int, int] | None:
    """`*words* — Author`."""
    author = _AFTER_EMPHASIS.match(text, span.end, max(next_start, span.end))
    words = text[span.start : span.end].strip(' "“”*…')
    if author is None or len(words.split()) < 3:
        return None
    return Quote(tidy(words), author[1].rstrip(".")), span.start, author.end()


def _before_author(text: str, span: Span) -> tuple[Quote, int, int] | None:
    """`"words" *Author.*`, as in Webster's of 1913."""
    if text[span.start - 2 : span.start] not in ('" ', "” "):
        return None
    author = _NAME_ALONE.fullmatch(text, span.start, span.end)
    at = max(0, span.start - LONGEST_QUOTE)
    quoted = _BEFORE_AUTHOR.search(text[at : span.start]) if author else None
    if author is None or quoted is None or len(quoted[1].split()) < 3:
        return None
    return Quote(tidy(quoted[1]), author[1]), at + quoted.start(), span.end
