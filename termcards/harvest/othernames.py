"""The names in a definition's first words: its head's, and others in brackets or behind "also"."""

import re
from typing import NamedTuple

from termcards.harvest.acronyms import FUNCTION_WORDS, is_acronym, spells, words
from termcards.harvest.document import Passage, Style

_ALSO = re.compile(
    r"(?:(?:also(?: (?:known as|called|spelled|written))?|or|aka|a\.k\.a\.|short for|formerly"
    r"|sometimes|abbr(?:\.|eviated))(?:\s*:\s*|\s+)|(?:又称|也称|简称|缩写|全称|即)[:：为]?\s*)",
    re.I,
)
_KNOWN_AS = re.compile(
    r"(?:a\.k\.a\.|aka|also (?:known as|called))\s+([^.:;,()\n]{2,60})[;:,]\s+", re.I
)
_OR = re.compile(r"\s*,?\s+or\s+|\s*[,;，；、]\s*|\s+/\s+")
_BRACKET = re.compile(r"\s*[(（]([^()（）]{1,80})[)）]")
_BEHIND_ALSO = re.compile(
    r",?\s+(?:also(?: known as| called)?|aka|a\.k\.a\.)\s+|,\s+(?:or|short for)\s+|\s+/\s+", re.I
)
_LINK = re.compile(r"\s*,?\s*(?:(also (?:known as|called)|also|aka|a\.k\.a\.|short for)|or)\s+")
_PARTED = re.compile(r"\s*,\s+|\s+[-–—]\s+|\s*/\s*")
_RUNNING_NAME = re.compile(
    r"[^,.:：;()（）\n]{2,60}?(?=\s*[,:：(（]|\s+[-–—]\s|\s+(?:is|are|means)\b)"
)
_ARTICLE = re.compile(r"^(?:an?|the)\s+")
_QUOTES = " \t\"“”'‘’"
_INFINITIVE = re.compile(r"to\s+(?=[a-z\"“'‘])")
_SYLLABLES = re.compile(r"(?<=[^\W\d_])[·‧](?=[^\W\d_])")
_NO_NAME = re.compile(
    r"(?:not|no|never|see|e\.g|i\.e)\b|.*[\"“”;:]|.*\b(?:is|are|was|were|has|have|will|must|can)\b"
    r"|(?:syn(?:onyms?)?|ant(?:onyms?)?|notes?|usage|example|important)\b",
    re.I,
)
_LETTERED = re.compile(r"[A-Z]-[a-z]+")
_REST_OF_NAME = re.compile(r"[\w-]*(?:(?: [a-z][\w-]*){0,2}(?=[.,;:()–—\n]|\s*$))?")
FAR = 300
"""Characters from the start of a definition in which it spells an acronym."""
MOST_WORDS = 6
"""Of a name that nothing but its place betrays."""


REGIONS = frozenset({"US", "U.S.", "USA", "UK", "U.K.", "GB", "EU", "AmE", "BrE", "NAmE"})
"""Where a word is used so, in a dictionary."""


class Names(NamedTuple):
    text: str
    others: tuple[str, ...] = ()
    kept: int | None = None
    """Where the last bracket begins, if it holds no name and is to be read with the definition."""


def read_names(head: str) -> Names:
    """`Name (SF), also other name`: what stands before a colon, a dash or a verb."""
    bare = _BRACKET.sub("", head)
    parts = _BEHIND_ALSO.split(bare, maxsplit=1)
    text = bare_name(parts[0]).removeprefix("The ").removeprefix("the ")
    said = [_without_article(other) for other in _OR.split(parts[1])] if parts[1:] else []
    others = list(filter(is_name, said))
    kept = None
    for match in _BRACKET.finditer(head):
        found, is_all = bracketed_names(match[1], text)
        others += found
        if not is_all and not head[match.end() :].strip(_QUOTES):
            kept = match.start()
    return Names(text, tuple(others), kept)


def bracketed_names(inner: str, term: str) -> tuple[tuple[str, ...], bool]:
    """The names of the term within a bracket, and whether it holds nothing else."""
    also = _ALSO.match(inner)
    rest = inner[also.end() :] if also else inner
    whole = bare_name(rest)
    if spells(term, whole) or spells(whole, term):
        return (whole,), True
    parts = [bare_name(part) for part in _OR.split(rest)]
    if "/" in rest and all(map(is_acronym, rest.split("/"))):
        parts = rest.split("/")
    names = tuple(part for part in parts if _is_form(part, term) or (also and is_name(part)))
    return names, len(names) == len(parts)


def _is_form(part: str, term: str) -> bool:
    is_short = is_acronym(part) or _LETTERED.fullmatch(part) is not None
    if part in REGIONS:
        return False
    return is_short or spells(term, part) or spells(part, term)


def names_behind(body: Passage, at: int, term: str) -> tuple[list[str], int]:
    """The other names right behind a head that is set off, and where they end."""
    others: list[str] = []
    styled = {s.start: s for s in body.spans if s.style in (Style.STRONG, Style.EMPHASIS)}
    while True:
        bracket = _BRACKET.match(body.text, at)
        if bracket:
            names, is_all = bracketed_names(bracket[1], term)
            if not is_all and (told := _in_bold(body, bracket)):
                names, is_all = told, True
            others += names
            if not is_all:
                return others, at
            at = bracket.end()
            continue
        link = _LINK.match(body.text, at)
        parted = link or _PARTED.match(body.text, at)
        span = styled.get(parted.end()) if parted else None
        name = bare_name(body.text[span.start : span.end]) if span else ""
        if span and is_name(name) and (link or _is_parted_name(span.style, name, term)):
            others.append(name)
            at = span.end
            continue
        running = _RUNNING_NAME.match(body.text, link.end()) if link and link[1] else None
        if running is None or not is_name(running[0]):
            return others, at
        others.append(_without_article(running[0]))
        at = running.end()


def _in_bold(body: Passage, bracket: re.Match[str]) -> tuple[str, ...]:
    """`**AE** (**account executive**, **closer**)`: all that the bracket holds, if set off so."""
    spans = [s for s in body.spans_of(Style.STRONG) if bracket.start() < s.start < bracket.end()]
    names = [body.text[span.start : span.end] for span in spans]
    return tuple(map(bare_name, names)) if ", ".join(names) == bracket[1] else ()


def _is_parted_name(style: Style, name: str, term: str) -> bool:
    """`**ARR** – **annual recurring revenue**`: both are bold, and one spells the other."""
    return style is Style.STRONG and (spells(name, term) or spells(term, name))


def spelled_in_bold(body: Passage, acronym: str) -> str | None:
    """`**ST**andard for the **E**xchange of **P**roduct data`: the words to which they belong."""
    letters = [span for span in body.spans_of(Style.STRONG) if span.start < FAR]
    spelled = "".join(body.text[span.start : span.end] for span in letters)
    if len(letters) < 2 or spelled.casefold() != acronym.casefold():
        return None
    last = _REST_OF_NAME.match(body.text, letters[-1].end)
    run = body.text[letters[0].start : last.end() if last else letters[-1].end]
    return re.sub(r"\b([A-Z])([A-Z]+)(?=[a-z])", lambda m: m[1] + m[2].lower(), run)


def names_in_front(text: str) -> tuple[tuple[str, ...], int]:
    """`(also X) n. …`, `a.k.a. X; …`: names without the term itself, and where they end."""
    known_as = _KNOWN_AS.match(text)
    if known_as and is_name(known_as[1]):
        return (bare_name(known_as[1]),), known_as.end()
    match = _BRACKET.match(text)
    if match is None or not _ALSO.match(match[1]):
        return (), 0
    names, is_all = bracketed_names(match[1], "")
    return (names, match.end()) if is_all else ((), 0)


def bare_name(text: str) -> str:
    """Without quotation marks, the sign of the infinitive, and dots between syllables."""
    text = " ".join(text.split()).strip(_QUOTES + ",")
    if infinitive := _INFINITIVE.match(text):
        text = text[infinitive.end() :].strip(_QUOTES)
    return _SYLLABLES.sub("", text)


def _without_article(text: str) -> str:
    return bare_name(_ARTICLE.sub("", text.strip()))


def is_name(text: str) -> bool:
    """Whether it could be a name by its looks: no sentence, no number, no word of grammar."""
    own = words(text)
    is_long = len(own) > MOST_WORDS or len(text) > 60
    if is_long or not any(map(str.isalpha, text)) or _NO_NAME.match(text):
        return False
    return any(word.casefold() not in FUNCTION_WORDS for word in own)
