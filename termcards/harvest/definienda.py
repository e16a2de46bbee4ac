"""What a definition says that it defines, read off its first words."""

import re
from itertools import takewhile
from typing import NamedTuple

from termcards.harvest.acronyms import FUNCTION_WORDS, is_acronym, spells, words
from termcards.harvest.document import Passage, Style
from termcards.harvest.inflections import same_word
from termcards.harvest.labels import ABBREVIATED, PART_OF_SPEECH, PARTS_OF_SPEECH

_CONTEXT = re.compile(r"(?:In|Within|For|Among) [^,.:;]{1,60}, (?=\S)")
_ARTICLE = re.compile(r"(?:An?|The|a|an|the)\s+")
_DASH = re.compile(r"\s[-–—]\s")
_QUESTION = re.compile(
    r"What (?:is|are|does) (?:an?\s+|the\s+)?([^?.!]{1,60}?)(?: mean)?\?\s+", re.I
)
_MENTION = re.compile(
    r"(?:the\s+)?(?:term|word|phrase|expression|acronym|abbreviation|definition of|meaning of)\s+"
    r"(?=\S)",
    re.I,
)
_VERB = r"(?:is|are|was|were|means?|refers? to|stands? for|denotes?|describes?|is short for)"
_COPULA = re.compile(rf"\s+{_VERB}\b")
LONGEST_BOLD = 80
"""Characters."""
LONGEST_SUBJECT = 102
"""Characters before its verb, quotation marks included."""
_SUBJECT = re.compile(rf"[\"“'‘]?([^.!?:;\n]{{1,100}}?)[\"”'’]?(?=\s+{_VERB}\b)")
_SYNONYMS = re.compile(r"syn(?:onyms?)?\.?", re.I)
_OWN_PART_OF_SPEECH = re.compile(rf"\s+({ABBREVIATED})\s*:?$")
_TAILS = ".:：,，"
_BOLD_TAIL = re.compile(rf"\s+{ABBREVIATED}\s*:?$|\s*[:：,，.]$")
_BEHIND_BOLD = re.compile(r"(?:\s*\([^()]{1,60}\))?\s*([:：,，]|[—–-]\s)\s*")
_EXPANSION = re.compile(r"([^:.;]{1,80}):\s+")
_HEADWORD = re.compile(r"([^\s,;:.]+(?: [^\s,;:.]+){0,4}),?\s+(?=\S)")
_STRESS_MARK = re.compile(r"[′ˊʹ´]")
_BEFORE_COLON = re.compile(r"[\"“'‘]?([^:：.!?;\n]{1,80}?)[\"”'’]?\s*[:：]\s+(?=\S)")
_BEFORE_COMMA = re.compile(r"([^,:.!?;\n]{1,60}?)(,\s+|\s+[-–—]\s+)(?=\S)")
_STOP = re.compile(r"[.;:]\s")
_BRACKETED = re.compile(r"\(([^()]{1,60})\)")
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_NEXT_BRACKETED = re.compile(r"\s*\(([^()]{2,60})\)")
_OR = re.compile(r"\s+or\s+|[,;/]")
_IPA = re.compile(r"\s*(?:/[^/\n]{1,60}/|\|[^|\n]{1,60}\||\[[^\[\]\n]{1,60}\])")


class Definiendum(NamedTuple):
    text: str
    others: tuple[str, ...] = ()
    """Other names of it in the same breath: `(BDR)`, `also known as`."""

    body_start: int = 0
    """Where the definition begins, if its first words are a dictionary's headword; else 0."""

    is_marked: bool = False
    """Whether it was set off (bold, or before a colon), and not only the subject of a sentence."""

    part_of_speech: str | None = None


def find_definiendum(body: Passage, name: str | None) -> Definiendum | None:
    """`name` is what the label says, if it says a name; a doubtful headword must be like it."""
    text = body.text
    at = match.end() if (match := _CONTEXT.match(text)) else 0
    question = _QUESTION.match(text)
    at = question.end() if question else at
    with_article = at
    if match := _ARTICLE.match(text, at):
        at = match.end()
    if match := _MENTION.match(text, with_article):
        at = match.end()
    bold = [s for s in body.spans if s.style is Style.STRONG and with_article <= s.start <= at + 1]
    if bold and bold[0].end - bold[0].start <= LONGEST_BOLD:
        return _bold(body, bold[0].start, bold[0].end)
    asked = Definiendum(question[1]) if question else None
    return _dictionary(text, name) or _set_off(text, name) or _subject(text, at) or asked


def related(one: str, other: str) -> bool:
    """Whether they share a word that carries meaning, or one is the acronym of the other."""
    if (
        one == other
        or spells(one, other)
        or spells(other, one)
        or same_word(_run_on(one), _run_on(other))
    ):
        return True
    first = [word for word in words(one) if word.casefold() not in FUNCTION_WORDS]
    second = [word for word in words(other) if word.casefold() not in FUNCTION_WORDS]
    return any(same_word(a, b) or share_stem(a, b) for a in first for b in second)


def _run_on(text: str) -> str:
    """*back-fill* and *backfill* are one word."""
    return text.replace("-", "").replace(" ", "")


def share_stem(one: str, other: str) -> bool:
    """Whether they begin so much alike that one may be derived from the other (*scalability*)."""
    pairs = zip(one.casefold(), other.casefold(), strict=False)
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return shared >= 5 and shared * 10 >= min(len(one), len(other)) * 7


def _bold(body: Passage, start: int, end: int) -> Definiendum | None:
    text = body.text
    named = text[start:end].strip()
    name, inner = named, None
    if named[-1:] in _TAILS:
        inner = _OWN_PART_OF_SPEECH.search(named)
        name = _BOLD_TAIL.sub("", named).strip()
    if not name or _SYNONYMS.fullmatch(name):
        return None
    others = [*_strong_names(body, end), *_in_brackets(text, end)]
    part_of_speech = PARTS_OF_SPEECH.get(inner[1].rstrip(".").casefold()) if inner else None
    start_of_body = _behind_bold(body, start, end, name)
    return Definiendum(name, tuple(others), start_of_body, True, part_of_speech)  # fields, in order


def _strong_names(body: Passage, at: int) -> list[str]:
    """What else is bold before the verb."""
    following = [s for s in body.spans if s.style is Style.STRONG and at <= s.start < at + 160]
    if not following:
        return []
    copula = _COPULA.search(body.text, at)
    stop = copula.start() if copula else at + 120
    return [body.text[s.start : s.end].strip(" :,") for s in following if s.start < stop]


def _behind_bold(body: Passage, start: int, end: int, name: str) -> int:
    """Where the definition begins behind a bold headword; 0 when the word is part of a sentence."""
    text = body.text
    sound = _IPA.match(text, end)
    rest = sound.end() if sound else end
    if PART_OF_SPEECH.match(text, rest) or _is_part_of_speech(body, rest):
        return end
    after = _BEHIND_BOLD.match(text, rest)
    if after and after[1] in ",，":
        first_sentence = _STOP.split(text[end : end + 200], maxsplit=1)[0]
        body_start = 0 if start > 0 or _COPULA.search(first_sentence) else after.end()
    elif after:
        body_start = after.end()
    elif sound or text[end - 1] in ":：,，.。" or text[start:end].strip() != name:
        body_start = end
    else:
        return 0
    return _behind_expansion(text, body_start, name)


def _is_part_of_speech(body: Passage, at: int) -> bool:
    """`**decline** *verb* to say no`."""
    for span in body.spans_of(Style.EMPHASIS):
        if at <= span.start <= at + 1:
            return body.text[span.start : span.end].strip(" .").casefold() in PARTS_OF_SPEECH
    return False


def _behind_expansion(text: str, at: int, name: str) -> int:
    """`**ARR**, annual recurring revenue: …`: that is a name too, and not yet the meaning."""
    expansion = _EXPANSION.match(text, at)
    if at and expansion and (spells(name, expansion[1]) or spells(expansion[1], name)):
        return expansion.end()
    return at


def _dictionary(text: str, name: str | None) -> Definiendum | None:
    """`En-ga′ging, a. …` or `respect, v. t. …`."""
    match = _HEADWORD.match(text)
    if not match or not PART_OF_SPEECH.match(text, match.end()):
        return None
    bare = _STRESS_MARK.sub("", match[1])
    plain = bare if name is None or "-" in name else bare.replace("-", "")
    if name is not None and not related(plain, name):
        return None
    return Definiendum(plain, (), match.end() if bare == match[1] else 0, is_marked=True)


def _set_off(text: str, name: str | None) -> Definiendum | None:
    """`Term: …`, `TAM - …`, and `term, …` where that is the label's own word."""
    match = _BEFORE_COLON.match(text)
    if match and len(words(match[1])) <= 8:
        bare, others = _without_brackets(match[1])
        if name is None or related(bare, name) or any(related(other, name) for other in others):
            return Definiendum(bare, others, match.end(), is_marked=True)
    own = _BEFORE_COMMA.match(text)
    if own is None or len(words(own[1])) > 4:
        return None
    is_own = name is not None and own[1].casefold() == name.casefold()
    if not is_own and (name is not None or own[2].startswith(",")):
        return None
    first_sentence = _STOP.split(text[:200], maxsplit=1)[0]
    if own[2].startswith(",") and _COPULA.search(first_sentence):
        return Definiendum(own[1])
    return Definiendum(own[1], (), own.end(), is_marked=True)


def _subject(text: str, at: int) -> Definiendum | None:
    copula = _COPULA.search(text, at)
    if copula is None or copula.start() > at + LONGEST_SUBJECT:
        return None
    match = _SUBJECT.match(text, at)
    if not match or _DASH.search(match[1]):
        return None
    bare, others = _without_brackets(match[1])
    bare = bare.split(",")[0].strip()
    if not 0 < len(words(bare)) <= 7:
        return None
    return Definiendum(bare, others)


def _without_brackets(text: str) -> tuple[str, tuple[str, ...]]:
    others = _BRACKETED.findall(text)
    bare = " ".join(_BRACKETS.sub("", text).split())
    bare = bare.strip(" \"“”'‘’")
    names = (other.removeprefix("or ").strip() for other in others)
    return bare, tuple(n for n in names if is_acronym(n) or spells(bare, n) or spells(n, bare))


def _in_brackets(text: str, at: int) -> list[str]:
    match = _NEXT_BRACKETED.match(text, at)
    if not match:
        return []
    parts = (part.strip() for part in _OR.split(match[1]))
    return [part for part in parts if is_acronym(part)]
