"""A footnote's body into what a card shows: senses, quotations, synonyms and the rest.

What is understood is taken out piece by piece; what is left is the definition, as plain text.
Nothing is thrown away silently: where a piece was dropped, `is_whole` is false and the raw note is
kept.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from termcards.harvest.document import Block, Passage, Span, Style, cut
from termcards.harvest.fields import read_field
from termcards.harvest.heads import read_head, read_pronunciation
from termcards.harvest.labels import ABBREVIATED
from termcards.harvest.sources import Part, split_by_source
from termcards.notes import Quote, Sense, Source

_BRACKET_AND_COLON = re.compile(r"^(\s*\([^()]{1,80}\))\s*(?::|[–—-]+(?=\s))")
_KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fa]")
_SCRIPTS = (
    (re.compile(r"[\u3400-\u9fff]"), "zh"),
    (re.compile(r"[\uac00-\ud7af]"), "ko"),
    (re.compile(r"[\u0400-\u04ff]"), "ru"),
)
_AUTHOR = r"[A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|de|van|von|of|and)){0,4}"
_ATTRIBUTED = rf"\s*[-–—]{{1,3}}\s*({_AUTHOR})(?=\s*$|\.|\s*[“\"…\n])\.?"
_QUOTED = re.compile(rf"\s*[“\"]([^”\"\n]{{4,600}})[”\"]{_ATTRIBUTED}")
_AFTER_EMPHASIS = re.compile(_ATTRIBUTED)
# Where a pattern says what stands before it, a sign to search for comes first: that is faster.
_LONE_AUTHOR = re.compile(r"\s(?<=[.;!?]\s)\s*((?:[A-Z][a-z]{2,12}\.? ?){1,2})$")
_SYNONYMS = re.compile(r"(?:^|\s)Syn(?:onyms?)?\.?\s*[:–—-]*\s*", re.M)
_DERIVED = re.compile(
    r"\s*[–—-]+\s?([A-Za-z][\w′ˊʹ´-]+),\s*((?:v\. ?[ti]|v[ti]|adj|adv|n|a|v)\.)(?=\s|$)"
)
_SAME_AS = re.compile(
    r"(?:(?:^|(?<=[.;]))\s*(?:Same as|See also|See|Compare|Cf\.)|[;,]\s*(?:see also|see|cf\.))"
    r"\s+([\w][\w -]{0,40}?)\.?\s*$"
)
_REFERRING = ("See", "see", "Same as", "Compare", "Cf.", "cf.")
"""Without one of these there is no such reference."""
_LISTED = re.compile(r"((?:[A-Z][a-z-]+, ){2,8}[A-Z][a-z-]+)\.\s+(?=\S)")
FAR = 80
"""Characters from the end in which a last reference or author may stand."""
_GAP_BEFORE_STOP = re.compile(r" (?<=\w )(?=[.,;:!?](?:\s|$))")
_EMPTY_BRACKETS = re.compile(r"\(\s*[,;]?\s*\)")
_LOOSE_BRACKET = re.compile(r"\(\s+|\s+\)")
_OTHER_PART = re.compile(rf"\s(?<=[.;]\s)\s*{ABBREVIATED}\s+(?=[A-Z])")
"""`v. t. To load … n. The load itself.`: another part of speech begins another sense."""
_NUMBERED = re.compile(r"(?:^|(?<=[\s.;]))\(?([1-9]\d?)[.)]\s+")


@dataclass(slots=True)
class Body:
    """What a footnote's body says."""

    senses: list[Sense] = field(default_factory=list)
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
    for block in blocks:
        prefix = f"{block.number}. " if block.number is not None else ""
        passage = block.passage
        shift = length + len(prefix)
        pieces.append(prefix + passage.text)
        spans += [s._replace(start=s.start + shift, end=s.end + shift) for s in passage.spans]
        marks += [mark._replace(offset=mark.offset + shift) for mark in passage.marks]
        starts += [(offset + shift if offset else length, line) for offset, line in passage.starts]
        length += len(prefix) + len(passage.text) + 1
    return Passage("\n".join(pieces), tuple(spans), tuple(marks), tuple(starts) or ((0, 1),))


def tidy(text: str) -> str:
    """Plain text for a card: single spaces, none before a stop, no dash left hanging."""
    text = _GAP_BEFORE_STOP.sub("", " ".join(text.split()))
    if "(" in text:
        text = _EMPTY_BRACKETS.sub("", text)
        text = _LOOSE_BRACKET.sub(lambda match: match[0].strip(), text)
        text = " ".join(text.split())
    text = text.lstrip(" –—:;,·-") or text
    text = text[1:].lstrip() if text.startswith((". ", "。")) else text
    while (bare := text.rstrip(" ").rstrip("–—-…")) != text and bare:
        text = bare
    return text.strip()


def language_of(text: str) -> str | None:
    """The language whose script the text is written in; `None` for Latin script."""
    if text.isascii():
        return None
    if _KANA.search(text):
        return "ja"
    letters = len(text) - text.count(" ")
    for pattern, code in _SCRIPTS:
        if len(pattern.findall(text)) * 3 > letters:
            return code
    return None


def _read_part(body: Body, part: Part, term: str, *, is_first: bool) -> None:
    passage = part.passage
    if body.pronunciation is None:
        body.pronunciation, passage = read_pronunciation(passage)
    if is_first:
        head = read_head(passage, term)
        body.pronunciation = body.pronunciation or head.pronunciation
        body.part_of_speech = head.part_of_speech
        passage = head.rest
    passage = _without_quotes(body, passage)
    text = _without_synonyms(body, passage, term)
    text = _without_derived(body, text)
    text = _without_see(body, text)
    text = _without_lone_author(body, text)
    for sense in _numbered_senses(text):
        _add_sense(body, sense, part.source)


def _without_quotes(body: Body, passage: Passage) -> Passage:
    """Takes quotations out: what is in quotation marks or set off, with an author behind a dash."""
    text = passage.text
    set_off = passage.spans_of(Style.EMPHASIS)
    if not set_off and "“" not in text and '"' not in text:
        return passage
    cuts: list[tuple[int, int, str | None]] = []
    next_starts = [span.start for span in set_off[1:]] + [len(text)]
    for span, next_start in zip(set_off, next_starts, strict=False):
        author = _AFTER_EMPHASIS.match(text, span.end, max(next_start, span.end))
        words = text[span.start : span.end].strip(' "“”*…')
        if author and len(words.split()) >= 3 and (not cuts or span.start >= cuts[-1][1]):
            body.quotes.append(Quote(tidy(words), author[1].rstrip(".")))
            cuts.append((span.start, author.end(), None))
    for match in _QUOTED.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end, _ in cuts):
            body.quotes.append(Quote(tidy(match[1]), match[2].rstrip(".")))
            cuts.append((match.start(), match.end(), None))
    return cut(passage, sorted(cuts))


def _without_synonyms(body: Body, passage: Passage, term: str) -> str:
    """Takes a list of synonyms out; what is said about them is the note on usage."""
    text = passage.text
    match = _SYNONYMS.search(text) if "Syn" in text else None
    is_head = match is not None and (match.start() == 0 or ":" in match[0])
    if match is not None and (is_head or _is_strong(passage, match.start() + 1)):
        listed, _, discussion = re.sub(r"\s[–—-]+\s", "\0", text[match.end() :]).partition("\0")
        body.synonyms += _names(listed, term)
        body.usage = tidy(discussion.replace("\0", " – ")) or body.usage
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
    names = (tidy(name).strip(" .") for name in re.split(r"[;,]", listed))
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


def _without_see(body: Body, text: str) -> str:
    if not any(map(text[-FAR:].__contains__, _REFERRING)):
        return text
    match = _SAME_AS.search(text, max(0, len(text) - FAR))
    if match is None:
        return text
    body.see.append(match[1].strip())
    # `Same as launch.` and nothing else is all the meaning there is.
    return text[: match.start()] if text[: match.start()].strip() else text


def _without_lone_author(body: Body, text: str) -> str:
    """A dictionary may name the author of a use without the use: `… to exhibit. Shak.`"""
    last_word = "".join(text.rsplit(maxsplit=1)[-1:])
    if not last_word[:1].isupper():
        return text
    match = _LONE_AUTHOR.search(text, max(0, len(text) - FAR))
    if match is None or not match[1].rstrip().endswith("."):
        return text
    body.is_whole = False
    return text[: match.start()]


def _numbered_senses(text: str) -> Iterable[str]:
    """The senses of `1. … 2. …`; one where there are no numbers in order."""
    if "1" not in text:
        return _OTHER_PART.split(text)
    starts: list[re.Match[str]] = []
    for match in _NUMBERED.finditer(text):
        if int(match[1]) == len(starts) + 1:
            starts.append(match)
    if not starts or text[: starts[0].start()].strip(" .:;,–—-&\n"):
        return _OTHER_PART.split(text)
    ends = [match.start() for match in starts[1:]] + [len(text)]
    return [text[match.end() : end] for match, end in zip(starts, ends, strict=True)]


def _add_sense(body: Body, text: str, source: Source | None) -> None:
    named, text = read_field(text)
    definition = tidy(_BRACKET_AND_COLON.sub(r"\1", text, count=1))
    if not any(map(str.isalnum, definition)):
        return
    body.senses.append(
        Sense(definition, language=language_of(definition), field=named, source=source)
    )
