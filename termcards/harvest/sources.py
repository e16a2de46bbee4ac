"""Where a footnote's parts come from: addresses behind them, told from links in running text."""

import re
from bisect import bisect_right
from dataclasses import replace
from operator import itemgetter
from typing import NamedTuple

from termcards.harvest.document import Passage, Span, Style, cut, keep
from termcards.notes import Source

_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"“”，。；、！？（）【】「」《》]+")
_LEAD = re.compile(
    r"(?:(?P<dash>(?<![\w)])\s*[-–—]{1,3}|(?<=[\w.)\]”\"])[-–—]{1,3}|\s[-–—]{1,3})\s*)?"
    r"(?P<word>(?:(?:quoted |adapted |taken |definition )?from|via|sources?\s*:|source|see also"
    r"|来源[:：]?|来自[:：]?|引自|出处[:：]?|出自|摘自)\s*)?$",
    re.I,
)
_DASHES = "-–—"
_LEADS = (
    *_DASHES,
    "from",
    "via",
    ":",
    "：",
    "source",
    "see also",
    "来源",
    "来自",
    "引自",
    "出处",
    "出自",
    "摘自",
)
"""How every lead ends."""
_LINK_TAIL = re.compile(r"\s*[.)。]?\s*(?:\n|$|(?=[A-Z\"“]))")
_LINK_END = re.compile(r"[ .)]*$")
_URL_TAIL = re.compile(r"[.,;)\]。]*\s*")
_CLOSING = re.compile(r"\s*[.。]?(?P<close>[)）])?[.。]?\s*(?:\n|$)")
_BEFORE_CLOSING = re.compile(
    r"\s*(?P<open>[(（])?\s*(?P<site>[A-Z][\w.-]*(?: [A-Z][\w.-]*)?:\s+|出处[:：])?$"
)
_NUMBERS = re.compile(r"(?:[ ,]*\d{1,3})*(?P<close>)[ .]*(?:\n|$)")
_REFERRING = re.compile(r"(?:\b(?:cf|e\.g|i\.e|viz)\.)$")
_NAMELESS = frozenset({"source", "sources", "link", "here", "more", "ref", "出处", "来源", "链接"})
_OPENING = re.compile(r"[A-Z\"“\u4e00-\u9fff]")
_BRACKET_TAIL = re.compile(r"\)[.。]?\s*(?:\n|$)")
FAR = 400
"""Characters before an address in which an open bracket counts."""
LONGEST_LEAD = 40
"""Characters."""
LONGEST_NAME = 80
"""Characters of a source that is only named."""
_NAMED = re.compile(r"\s+-{1,2} from ([^\W\d_][^\n.,;:!?。\[\]()/]{1,60})\s*$")
_LOOSE_CITATION = re.compile(
    r"(?<=[\w.,;:”\")\]])\[(?:\d{1,3}|[a-z]|note \d+|citation needed)\](?=[\s.,;:\[]|$)"
)
_CITATION_MARK = re.compile(r"\[(?:\d+|[a-z]|note \d+|citation needed|注 ?\d+)\]$", re.I)
_SENTENCE_END = re.compile(r"[.!?。！？…][\"”’')\]]*\s*$")


class Part(NamedTuple):
    """A part of a footnote, and where it comes from."""

    passage: Passage
    source: Source | None


class _Lead(NamedTuple):
    """What stands just before a source, and belongs to it."""

    start: int
    has_dash: bool = False
    has_word: bool = False

    @property
    def is_sign(self) -> bool:
        return self.has_dash or self.has_word


def split_by_source(passage: Passage) -> tuple[Part, ...]:
    """The footnote's parts, each with the source named behind it."""
    passage, cited = without_citation_marks(passage)
    parts: list[Part] = []
    start = 0
    for begin, end, source in _sources(passage):
        if begin < start:
            continue
        text = keep(passage, start, begin)
        if passage.text[begin : begin + 1] == "(" and not _ends_sentence(text.text, len(text.text)):
            text = replace(text, text=f"{text.text.rstrip()}.")
        if _has_words(text.text):
            parts.append(Part(text, source))
        elif parts and parts[-1].source is None:
            parts[-1] = Part(parts[-1].passage, source)
        elif not parts:
            parts.append(Part(text, source))
        start = end
    if _has_words(passage.text[start:]):
        parts.append(Part(keep(passage, start, len(passage.text)), None))
    if cited is not None and all(part.source is None for part in parts):
        parts = [Part(part.passage, Source(url=cited)) for part in parts]
    return tuple(parts)


def without_citation_marks(passage: Passage) -> tuple[Passage, str | None]:
    """The passage without links such as `[1]`, and the page they point into."""
    if "[" not in passage.text:
        return passage, None
    cuts: list[tuple[int, int, str | None]] = []
    page = None
    for span in passage.spans_of(Style.LINK):
        # Written `[[1\]](…)`, the first bracket is left outside of the link.
        start = span.start - (passage.text[span.start - 1 : span.start] == "[")
        if _CITATION_MARK.match(passage.text[start : span.end]):
            cuts.append((start, span.end, None))
            page = page or (span.url or "").partition("#")[0] or None
    passage = cut(passage, cuts)
    loose = [(match.start(), match.end(), None) for match in _LOOSE_CITATION.finditer(passage.text)]
    return cut(passage, [*loose]), page


def _sources(passage: Passage) -> list[tuple[int, int, Source]]:
    links = passage.spans_of(Style.LINK)
    found = [place for span in links if (place := _linked_source(passage, span))]
    has_address = "://" in passage.text or "www." in passage.text
    for match in _URL.finditer(passage.text) if has_address else ():
        link = bisect_right(links, match.start(), key=lambda span: span.start) - 1
        if link >= 0 and match.start() < links[link].end:
            continue
        place = _bare_source(passage.text, match)
        if place:
            found.append(place)
    if not found and (named := named_source(passage.text)):
        found.append(named)
    return sorted(found, key=itemgetter(0))


def named_source(text: str) -> tuple[int, int, Source] | None:
    """`A sentence. - from Some Dictionary`: what names itself at the end, without an address."""
    match = _NAMED.search(text, max(0, len(text) - LONGEST_NAME)) if "- from " in text else None
    if match is None or not _ends_sentence(text, match.start()):
        return None
    return match.start(), match.end(), Source(match[1])


def _linked_source(passage: Passage, span: Span) -> tuple[int, int, Source] | None:
    """A link behind `- from` or a dash, with nothing of its sentence behind it."""
    title = passage.text[span.start : span.end].strip()
    url = span.url or ""
    if not url.startswith(("http://", "https://")) or not title:
        return None
    lead = _lead(passage.text, span.start)
    if not lead.has_dash and (closing := _closing_source(passage.text, span, title)):
        return closing
    if lead.has_word and not lead.has_dash and not _ends_sentence(passage.text, lead.start):
        return None  # `made from [cardboard](…)`
    tail = _LINK_TAIL.match(passage.text, span.end)
    if tail is None or not (lead.is_sign or _is_alone(passage.text, lead.start)):
        return None
    if not lead.has_word and _LINK_END.match(passage.text, span.end) is None:
        return None  # a dash alone may be a minus sign or a thought; only at the end is it a source
    source = Source(None if _URL.match(title) else title, url)
    return lead.start, tail.end(), source


def _closing_source(text: str, span: Span, title: str) -> tuple[int, int, Source] | None:
    """A link at the end, in brackets or behind its site's name: `(Wikipedia)`, `Docs: Mutex`."""
    is_last = len(text) - span.end < FAR
    tail = (_NUMBERS if title.isdigit() and is_last else _CLOSING).match(text, span.end)
    if tail is None:
        return None
    before = _BEFORE_CLOSING.search(text, max(0, span.start - LONGEST_LEAD), span.start)
    if before is None or bool(before["open"]) != bool(tail["close"]):
        return None
    start, is_bracketed = before.start(), bool(before["open"])
    if not _ends_sentence(text, start) and not (is_bracketed and title[:1].isupper()):
        return None
    if not (is_bracketed or before["site"] or start) or _REFERRING.search(
        text[max(0, start - 8) : start]
    ):
        return None
    return start, tail.end(), Source(_title(before["site"], title), span.url)


def _title(site: str | None, title: str) -> str | None:
    """What a source is called by the words of its link, and by its site's name before them."""
    names = ((site or "").rstrip(" :："), title)
    told = [
        name
        for name in names
        if name and not (name.casefold() in _NAMELESS or name.isdigit() or _URL.match(name))
    ]
    return ": ".join(told) or None


def _is_alone(text: str, at: int) -> bool:
    """Whether no words stand before it."""
    return at < FAR and not _has_words(text[:at])


def _bare_source(text: str, match: re.Match[str]) -> tuple[int, int, Source] | None:
    url = _trimmed(match[0])
    end = match.start() + len(url)
    lead = _lead(text, match.start())
    begin = lead.start
    tail = _URL_TAIL.match(text, end)
    stop = tail.end() if tail else end
    closes = stop >= len(text) or text[stop - 1 : stop] == "\n" or text[end : end + 1] in ".)"
    follows_sentence = _ends_sentence(text, begin)
    opens_sentence = bool(_OPENING.match(text, stop))
    if not (follows_sentence or lead.is_sign or closes) or not (closes or opens_sentence):
        return None
    if lead.is_sign and text[begin - 1 : begin] == "(" and text[end : end + 1] == ")":
        return begin - 1, stop, Source(url=url if "://" in url else f"https://{url}")
    near = text[max(0, begin - FAR) : begin]
    if near.count("(") > near.count(")") and not lead.is_sign:
        # Inside a bracket it belongs to the sentence, unless it fills the bracket at the end.
        is_filling = text[begin - 1] == "(" and _BRACKET_TAIL.match(text, end)
        if not is_filling:
            return None
        begin -= 1
    return begin, stop, Source(url=url if "://" in url else f"https://{url}")


def _lead(text: str, at: int) -> _Lead:
    """The dash or the word, if there is one, that stands just before a source."""
    before = text[max(0, at - LONGEST_LEAD) : at]
    if not before.rstrip().lower().endswith(_LEADS):
        return _Lead(at)
    # Whatever stands before a dash is no part of the lead.
    dash = max(map(before.rfind, _DASHES))
    inner = before[:dash].rstrip(_DASHES).rstrip() if dash > 0 else ""
    match = _LEAD.search(text, at - len(before) + len(inner), at)
    return _Lead(match.start(), bool(match["dash"]), bool(match["word"])) if match else _Lead(at)


def _trimmed(url: str) -> str:
    while url and (
        url[-1] in ".,;:!?'’*_"
        or (url[-1] in ")]" and url.count(url[-1]) > url.count("(["[")]".index(url[-1])]))
    ):
        url = url[:-1]
    return url


def _ends_sentence(text: str, end: int) -> bool:
    """Whether a sentence, or nothing at all, stands before the end."""
    before = text[max(0, end - FAR) : end].rstrip()
    return not before or bool(_SENTENCE_END.search(before, max(0, len(before) - 40)))


def _has_words(text: str) -> bool:
    return any(map(str.isalnum, text))
