"""What a definition says that it defines, read off its first words."""

import re
from typing import NamedTuple

from termcards.harvest.acronyms import is_acronym, spells, words
from termcards.harvest.document import Passage, Span, Style
from termcards.harvest.heads import gloss_at
from termcards.harvest.kinship import is_same_name, related
from termcards.harvest.labels import ABBREVIATED, PART_OF_SPEECH, PARTS_OF_SPEECH
from termcards.harvest.othernames import bare_name, names_behind, names_in_front, read_names
from termcards.harvest.sounds import SOUND

_CONTEXT = re.compile(r"(?:In|Within|For|Among) [^,.:;]{1,60}, (?=\S)")
_ARTICLE = re.compile(r"(?:An?|The|a|an|the)\s+")
_DASH = re.compile(r"\s[-–—]\s")
_QUESTION = re.compile(
    r"[\"“'‘]?What(?: is| are| does|['’]s) (?:an?\s+|the\s+)?([^?.!]{1,60}?)(?: mean)?\?"
    r"[\"”'’]?\s+",
    re.I,
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
_BEHIND_BOLD = re.compile(r"(\s*[(（][^()（）]{1,60}[)）])?\s*([:：,，=]|——|[—–-]\s)\s*")
_EXPANSION = re.compile(r"([^:.;]{1,80}):\s+")
_HEADWORD = re.compile(r"([^\s,;:.(（]+(?: [^\s,;:.(（]+){0,4})(\s*\([^()]{1,60}\))?,?\s+(?=\S)")
_STRESS_MARK = re.compile(r"[′ˊʹ´·‧]")
_BRACKET = r"[(（][^()（）\n]{1,80}[)）]"
_BEFORE_COLON = re.compile(rf"((?:[^:：.!?;()（）\n]|{_BRACKET}){{1,100}}?)\s*(?::\s+|：\s*)(?=\S)")
_BEFORE_COMMA = re.compile(
    rf"((?:[^,，:：.!?;()（）\n]|{_BRACKET}){{1,80}}?)"
    r"(,\s+|，\s*(?:即\s*)?|\s+[-–—]\s+|\s*=\s+)(?=(\S[^,，.。;；(（]{0,100}))"
)
_CHINESE = re.compile(r"\s*[\u3400-\u9fff]")
_DETERMINED = re.compile(
    rf"\s+(?=(?:the|an?|any|one|what|when|how|someone|something|all|those)\s+(?!{_VERB}\b)\w)", re.I
)
"""No verb of the head's, but a noun of its own: `**berth window** the hours in which …`."""
_RELATIVE = re.compile(r"\b(?:which|that|who|whom|whose|where|when)\b", re.I)
_HOMOGRAPH = "¹²³⁴⁵⁶⁷⁸⁹"
"""Which of several words that are written alike."""
_STOP = re.compile(r"[.;:]\s")
_VERSUS = re.compile(r"\s(?:vs?\.?|versus)\s")
LONGEST_HEAD = 8
"""Words before a colon that may be a head."""


class Definiendum(NamedTuple):
    text: str
    others: tuple[str, ...] = ()
    """Other names of it in the same breath: `(BDR)`, `also known as`."""

    body_start: int = 0
    """Where the definition begins, if its first words are a dictionary's headword; else 0."""

    is_marked: bool = False
    """Whether it was set off (bold, or before a colon), and not only the subject of a sentence."""

    part_of_speech: str | None = None

    @property
    def is_head(self) -> bool:
        """Whether it is set off as a head, so that its definition begins behind it."""
        return self.is_marked and self.body_start > 0


def find_definiendum(body: Passage, name: str | None) -> Definiendum | None:
    """`name` is what the label says, if it says a name; a doubtful headword must be like it."""
    text = body.text
    question = _QUESTION.match(text) if "?" in text else None
    if question is not None and question.end() < len(text):
        found = _find(body, question.end(), name) or Definiendum(question[1])
        return found._replace(body_start=max(found.body_start, question.end()))
    if text[:1] in ("(", "（", "a", "A"):
        in_front, end = names_in_front(text)
        if in_front:
            return Definiendum("", in_front, end, is_marked=True)
    return _find(body, 0, name)


def _find(body: Passage, start: int, name: str | None) -> Definiendum | None:
    text = body.text
    at = match.end() if (match := _CONTEXT.match(text, start)) else start
    with_article = at
    if match := _ARTICLE.match(text, at):
        at = match.end()
    if match := _MENTION.match(text, with_article):
        at = match.end()
    bold = [s for s in body.spans if s.style is Style.STRONG and with_article <= s.start <= at + 1]
    if bold and bold[0].end - bold[0].start <= LONGEST_BOLD:
        return _bold(body, bold[0].start, bold[0].end)
    found = None
    if start == 0:
        found = _dictionary(text, name) or _set_off(text, name)
    return found or _emphasised(body, at, name) or _subject(text, at)


def _bold(body: Passage, start: int, end: int) -> Definiendum | None:
    text = body.text
    named = text[start:end].strip()
    end += text[end : end + 1] in _HOMOGRAPH and end < len(text)
    name, inner = named, None
    if named[-1:] in _TAILS:
        inner = _OWN_PART_OF_SPEECH.search(named)
        name = _BOLD_TAIL.sub("", named).strip()
    if not name or _SYNONYMS.fullmatch(name):
        return None
    others, rest = names_behind(body, end, name)
    part_of_speech = PARTS_OF_SPEECH.get(inner[1].rstrip(".").casefold()) if inner else None
    is_alone = text[end : end + 1] == "\n" and start == 0
    is_closed = is_alone or text[end - 1] in ":：,，.。" or named != name
    start_of_body = _behind_bold(body, start, rest, name, is_closed=is_closed)
    return Definiendum(bare_name(name), tuple(others), start_of_body, True, part_of_speech)


def _behind_bold(body: Passage, start: int, end: int, name: str, *, is_closed: bool) -> int:
    """Where the definition begins behind a bold headword; 0 when the word is part of a sentence."""
    text = body.text
    sound = SOUND.match(text, end + (text[end : end + 1] == " "))
    rest = sound.end() if sound else end
    if PART_OF_SPEECH.match(text, rest) or _is_part_of_speech(body, rest):
        return end
    if gloss_at(text, rest):
        return rest
    after = _BEHIND_BOLD.match(text, rest)
    if after and after[2] in ",，":
        first_sentence = _STOP.split(text[end : end + 200], maxsplit=1)[0]
        body_start = 0 if start > 0 or _COPULA.search(first_sentence) else after.end()
    elif after:
        body_start = after.start(1) if after[1] else after.end()
    elif sound or is_closed or (name.isascii() and _CHINESE.match(text, end)):
        body_start = end
    elif start == 0 and (begun := _DETERMINED.match(text, end)) and not _is_clause(text, end):
        body_start = begun.end()
    else:
        return 0
    return _behind_expansion(text, body_start, name)


def _is_clause(text: str, at: int) -> bool:
    """Whether a verb of the head's comes later: `**Demurrage** the charterer pays is …`."""
    sentence = _STOP.split(text[at : at + 200], maxsplit=1)[0]
    verb = _COPULA.search(sentence)
    return verb is not None and not _RELATIVE.search(sentence[: verb.start()])


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
    """`En-ga′ging, a. …`, `respect, v. t. …` or `moat (məʊt) n. …`."""
    match = _HEADWORD.match(text)
    if not match or not PART_OF_SPEECH.match(text, match.end()):
        return None
    if match[2] and not SOUND.search(match[2]):
        return None
    sound = SOUND.search(match[1])
    end = sound.start() if sound else match.end(1)
    head = text[:end].rstrip()
    if " /" in head:
        return None
    bare = _STRESS_MARK.sub("", head).rstrip(_HOMOGRAPH)
    plain = bare if name is None or "-" in name else bare.replace("-", "")
    if name is not None and not related(plain, name):
        return None
    # A sound is read with the body, and so is a head with stress marks.
    body_start = end if match[2] or sound else match.end()
    if bare != head.rstrip(_HOMOGRAPH) and "·" not in head:
        body_start = 0
    return Definiendum(plain, (), body_start, is_marked=True)


def _set_off(text: str, name: str | None) -> Definiendum | None:
    """`Term: …`, `TAM - …`, and `term, …` where that is the label's own word."""
    match = _BEFORE_COLON.match(text)
    names = read_names(match[1]) if match else None
    is_sense = match is not None and match[1][-1:].isdigit() and match[1][-2:-1].isspace()
    if match and names and not is_sense and 0 < len(words(names.text)) <= LONGEST_HEAD:
        if name is not None and _VERSUS.search(names.text):
            return Definiendum(name, (), match.end(), is_marked=True)
        if name is None or any(related(other, name) for other in (names.text, *names.others)):
            body_start = match.end() if names.kept is None else names.kept
            return Definiendum(names.text, names.others, body_start, is_marked=True)
    return _before_comma(text, name)


def _before_comma(text: str, name: str | None) -> Definiendum | None:
    match = _BEFORE_COMMA.match(text)
    names = read_names(match[1]) if match else None
    if match is None or names is None or not 0 < len(words(names.text)) <= 4:
        return None
    sign, following = match[2].strip()[0], match[3]
    is_foreign = not following[0].isascii()
    if sign == "=" and not is_foreign and not spells(names.text, following.strip()):
        return None  # a formula
    if name is None:
        is_own = sign not in ",，" or (sign == "，" and is_acronym(names.text))
    else:
        is_own = any(is_same_name(other, name) for other in (names.text, *names.others))
        is_own = is_own or (sign == "，" and is_foreign and spells(name, names.text))
    if not is_own:
        return None
    first_sentence = _STOP.split(text[:200], maxsplit=1)[0]
    if sign == "," and _COPULA.search(first_sentence):
        return _subject(text, 0) or Definiendum(names.text, names.others)
    body_start = match.end() if names.kept is None else names.kept
    return Definiendum(names.text, names.others, body_start, is_marked=True)


def _emphasised(body: Passage, at: int, name: str | None) -> Definiendum | None:
    """`A *cold start* happens when …`."""
    span = next((s for s in body.spans_of(Style.EMPHASIS) if s.start == at), None)
    if span is None or not _is_name_set_off(body, span):
        return None
    text = bare_name(body.text[span.start : span.end])
    if not text or (name is not None and not related(text, name)):
        return None
    return Definiendum(text, tuple(names_behind(body, span.end, text)[0]))


def _is_name_set_off(body: Passage, span: Span) -> bool:
    text = body.text[span.start : span.end].strip(" .")
    return text.casefold() not in PARTS_OF_SPEECH and 0 < len(words(text)) <= 5


def _subject(text: str, at: int) -> Definiendum | None:
    copula = _COPULA.search(text, at)
    if copula is None or copula.start() > at + LONGEST_SUBJECT:
        return None
    match = _SUBJECT.match(text, at)
    if not match or _DASH.search(match[1]):
        return None
    names = read_names(match[1])
    bare = names.text.split(",")[0].strip()
    if not 0 < len(words(bare)) <= 7:
        return None
    return Definiendum(bare, names.others)
