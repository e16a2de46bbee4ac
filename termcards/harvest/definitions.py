"""A footnote's body into what a card shows: senses, quotations, synonyms and the rest.

What is understood is taken out piece by piece; what is left is the definition, as plain text.
Nothing is thrown away silently: where a piece was dropped, `is_whole` is false and the raw note is
kept.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from termcards.harvest.document import Block, BlockKind, Passage, Span, Style, keep
from termcards.harvest.fields import read_field
from termcards.harvest.heads import gloss_at, in_full, read_head, read_pronunciation
from termcards.harvest.labels import PART_OF_SPEECH
from termcards.harvest.quotations import read_quotes, without_lone_author
from termcards.harvest.senses import BULLET, split_senses, with_numbers_apart
from termcards.harvest.sources import Part, split_by_source
from termcards.harvest.tidying import language_of, tidy
from termcards.notes import Quote, Sense, Source

_BRACKET_AND_COLON = re.compile(r"^(\s*[(（][^()（）]{1,80}[)）])\s*(?:[:：]|——|[–—-]+(?=\s))")
_SYNONYMS = re.compile(r"(?:^|\s)(?:Syn(?:onyms?)?\.?\s*[:–—-]*|同义词[:：])\s*", re.M)
_END_OF_LIST = re.compile(r"(?<=[a-z])\.\s+(?=[A-Z(“\"])|\s+(?=反义词)")
_NAME_BREAK = re.compile(r"[;,，、；]")
_DERIVED = re.compile(
    r"\s*[–—-]+\s?([A-Za-z][\w′ˊʹ´-]+),\s*((?:v\. ?[ti]|v[ti]|adj|adv|n|a|v)\.)(?=\s|$)"
)
_REFERENCE = re.compile(
    r"(?:(?:^|(?<=[.;。；]))\s*(?:Same as|See also|See|Compare|Cf\.|参见|另见|参考)"
    r"|[;,]\s*(?:see also|see|cf\.))(?:\s*[:：]\s*|\s+)"
    r"(?!(?:also|the|an?|this|that|your|our|my|page|section|chapter)\b)"
    r"(\w[\w -]{0,40}?(?:, \w[\w-]*(?: \w[\w-]*){0,2}){0,3})[.。]?\s*$"
)
_REFERRING = ("See", "see", "Same as", "Compare", "Cf.", "cf.", "参")
"""Without one of these there is no such reference."""
_LISTED = re.compile(r"((?:[A-Z][a-z-]+, ){2,8}[A-Z][a-z-]+)\.\s+(?=\S)")
FAR = 80
"""Characters from the end in which a last reference may stand."""


@dataclass(slots=True)
class Body:
    """What a footnote's body says."""

    senses: list[Sense] = field(default_factory=list)
    gloss: str | None = None
    """The translation of the term, told behind it."""

    pronunciation: str | None = None
    part_of_speech: str | None = None
    quotes: list[Quote] = field(default_factory=list)
    synonyms: list[str] = field(default_factory=list)
    usage: str | None = None
    derived: list[str] = field(default_factory=list)
    see: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    """The labels of footnotes that it refers to."""

    is_whole: bool = True
    """Whether every part of the body went somewhere."""


def read_body(passage: Passage, term: str) -> Body:
    """The body of a footnote on `term`; the passage begins behind a dictionary's headword."""
    body = Body()
    body.marks = [mark.label for mark in passage.marks]
    links = [span for span in passage.spans if span.style is Style.LINK]
    numbered = {span.url for span in links if passage.text[span.start : span.end].isdigit()}
    body.is_whole = len(numbered) < 2  # of `[1](…) [2](…)` only one is the source
    passage = with_numbers_apart(passage)
    for place, part in enumerate(split_by_source(passage)):
        _read_part(body, part, term, is_first=place == 0)
    return body


def joined(blocks: Sequence[Block]) -> Passage:
    """The blocks of a footnote as one passage, a line each; list items keep their numbers."""
    if len(blocks) == 1 and blocks[0].number is None:
        return blocks[0].passage
    pieces: list[str] = []
    spans: list[Span] = []
    marks = []
    starts = []
    length = 0
    sizes = Counter(block.group for block in blocks)
    for block, following in pairwise((*blocks, None)):
        if block is None:
            break
        prefix = _prefix(block, following, is_list=sizes[block.group] > 1)
        passage = block.passage
        shift = length + len(prefix)
        pieces.append(prefix + passage.text)
        spans += [s._replace(start=s.start + shift, end=s.end + shift) for s in passage.spans]
        marks += [mark._replace(offset=mark.offset + shift) for mark in passage.marks]
        starts += [(offset + shift if offset else length, line) for offset, line in passage.starts]
        length += len(prefix) + len(passage.text) + 1
    return Passage("\n".join(pieces), tuple(spans), tuple(marks), tuple(starts) or ((0, 1),))


def _prefix(block: Block, following: Block | None, *, is_list: bool) -> str:
    if block.number is not None:
        return f"{block.number}. "
    is_head = following is not None and following.level > block.level  # its senses are below it
    return BULLET if is_list and block.kind is BlockKind.ITEM and not is_head else ""


def _read_part(body: Body, part: Part, term: str, *, is_first: bool) -> None:
    passage = part.passage
    if body.pronunciation is None:
        body.pronunciation, passage = read_pronunciation(passage)
    if is_first:
        if gloss := gloss_at(passage.text):
            body.gloss = gloss[1].strip()
            passage = keep(passage, gloss.end(), len(passage.text))
        head = read_head(passage, term, has_sound=body.pronunciation is not None)
        body.is_whole = body.is_whole and head.is_whole
        body.pronunciation = body.pronunciation or head.pronunciation
        body.part_of_speech = head.part_of_speech
        passage = head.rest
    quotes, passage = read_quotes(passage)
    body.quotes += quotes
    text = _without_synonyms(body, passage, term)
    text = _without_derived(body, text)
    text = _without_references(body, text)
    shortened = without_lone_author(text)
    body.is_whole = body.is_whole and shortened == text
    senses = split_senses(shortened, is_dictionary=body.part_of_speech is not None)
    for sense in senses:
        text = _without_part_of_speech(body, sense) if len(senses) > 1 else sense
        _add_sense(body, text, part.source)


def _without_synonyms(body: Body, passage: Passage, term: str) -> str:
    """Takes a list of synonyms out; what is said about them is the note on usage."""
    text = passage.text
    match = _SYNONYMS.search(text) if "Syn" in text or "同义词" in text else None
    is_head = match is not None and (match.start() == 0 or match[0].rstrip()[-1] in ":：")
    if match is not None and (is_head or _is_strong(passage, match.start() + 1)):
        listed, _, discussion = re.sub(r"\s[–—-]+\s", "\0", text[match.end() :]).partition("\0")
        listed, *more = _END_OF_LIST.split(listed, maxsplit=1)
        said = " ".join([*more, discussion.replace("\0", " – ")])
        known = len(body.see)
        _without_references(body, listed)
        body.synonyms += _names(listed, term) if len(body.see) == known else ()
        body.usage = tidy(said) or body.usage
        return text[: match.start()]
    first = _LISTED.match(text)
    if first and term.casefold() in first[1].casefold().split(", "):
        body.synonyms += _names(first[1], term)
        body.usage = tidy(text[first.end() :])
        return ""
    return text


def _is_strong(passage: Passage, offset: int) -> bool:
    return any(span.start <= offset < span.end for span in passage.spans_of(Style.STRONG))


def _names(listed: str, term: str) -> list[str]:
    names = (tidy(name).strip(" .") for name in _NAME_BREAK.split(listed))
    lowered = (name if name[1:2].isupper() else name[:1].lower() + name[1:] for name in names)
    return [name for name in lowered if name and name.casefold() != term.casefold()]


def _without_derived(body: Body, text: str) -> str:
    if not any(map(text.__contains__, "–—-")):
        return text
    body.derived += [_plain_form(match[1]) for match in _DERIVED.finditer(text)]
    return _DERIVED.sub("", text) if body.derived else text


def _plain_form(form: str) -> str:
    """`En-ga′ging-ly` is engagingly: the hyphens only part the syllables."""
    is_syllabled = bool(re.search(r"[′ˊʹ´]", form)) or form[:1].isupper()
    bare = re.sub(r"[′ˊʹ´-]" if is_syllabled else r"[′ˊʹ´]", "", form)
    return bare[:1].lower() + bare[1:]


def _without_references(body: Body, text: str) -> str:
    """Takes what it refers to at its end: `See also: a, b. Cf. c`."""
    while any(map(text[-FAR:].__contains__, _REFERRING)):
        match = _REFERENCE.search(text, max(0, len(text) - FAR))
        if match is None:
            break
        body.see[:0] = [name.strip() for name in match[1].split(",")]
        if not text[: match.start()].strip():
            break  # `Same as launch.` and nothing else is all the meaning there is.
        text = text[: match.start()]
    return text


def _without_part_of_speech(body: Body, text: str) -> str:
    """A sense may begin with its own: `1. n. … 2. v. …`."""
    part = PART_OF_SPEECH.match(text)
    if part is None or part.end() == len(text):
        return text
    body.part_of_speech = body.part_of_speech or in_full(part)
    return text[part.end() :]


def _add_sense(body: Body, text: str, source: Source | None) -> None:
    named = None
    if text.lstrip()[:1] in ("(", "（"):
        named, text = read_field(text)
        text = _BRACKET_AND_COLON.sub(r"\1", text, count=1)
    definition = tidy(text)
    if not any(map(str.isalnum, definition)):
        return
    body.senses.append(
        Sense(definition, language=language_of(definition), field=named, source=source)
    )
