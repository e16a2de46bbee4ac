"""What a footnote's label says: a term, two terms, or only a number."""

import html
import re
from typing import NamedTuple

PARTS_OF_SPEECH = {
    "n": "noun",
    "n. pl": "noun",
    "noun": "noun",
    "v": "verb",
    "vb": "verb",
    "v. t": "verb",
    "v. i": "verb",
    "v.t": "verb",
    "v.i": "verb",
    "vt": "verb",
    "vi": "verb",
    "verb": "verb",
    "a": "adjective",
    "adj": "adjective",
    "adjective": "adjective",
    "adv": "adverb",
    "adverb": "adverb",
    "prep": "preposition",
    "conj": "conjunction",
    "phr": "phrase",
    "phr. v": "phrasal verb",
    "phrasal verb": "phrasal verb",
    "idiom": "idiom",
    "名词": "noun",
    "动词": "verb",
    "形容词": "adjective",
    "副词": "adverb",
    "短语": "phrase",
    "phrase": "phrase",
    "abbr": "abbreviation",
}
"""How dictionaries write them, without the last full stop."""

ABBREVIATED = (
    r"(?:n\. ?pl|v\. ?[ti](?:\. ?(?:&|and|,) ?(?:v\. ?)?[ti])?|v[ti]|vb|adj|adv|prep|conj"
    r"|phr\. ?v|phr|abbr|(?-i:n|v|a))\."
)
_WRITTEN_OUT = r"phrasal verb|noun|verb|adjective|adverb|phrase"
_CHINESE = r"名词|动词|形容词|副词|短语"
PART_OF_SPEECH = re.compile(
    rf"\s*(?:(?:({ABBREVIATED})|\(({ABBREVIATED[:-2]}\.?|noun|verb|adjective|adverb|phrase)\)"
    rf"|({_WRITTEN_OUT})(?:, (?:in)?transitive)?(?=\s*[:;,.—–-]))"
    rf"(?=[.\s:;,(—–-]|[\u3400-\u9fff]|$)|【({_CHINESE})】|[（(]({_CHINESE})[）)]|({_CHINESE})(?=[，,：:]))[:;,.，：]?\s*",
    re.IGNORECASE,
)

_WRAPPED = re.compile(r"^(\*{1,3}|`{1,2}|==)(.+)\1$")
_QUESTION = re.compile(
    r"(?:what(?:['’]s| is| are| does)|definition of|meaning of|the meaning of|define)\s+", re.I
)
_ARTICLE = re.compile(r"(?:an?|the)\s+(?=\S)", re.I)
_LETTER = re.compile(r"[^\W\d_]")
_SUFFIX = re.compile(r"_(syn|v\.?t\.?|v\.?i\.?|n|v|a|adj|adv)\.?$", re.I)
_VERSUS = re.compile(r"\s+(?:vs?\.?|versus)\s+", re.I)
_NUMBER = re.compile(r"(?:note|fn|footnote|ref|n|t)?[-_. ]?\d+[a-z]?|[a-z]", re.I)
_REMARK = re.compile(
    r"(?:译|編|编|作|原|脚|尾)?(?:注|註|释|釋|记|按)(?:释|釋|解|者)?\d*|备注\d*|說明|说明"
)
_GLOSS = re.compile(r"^([A-Za-z][^\u3040-\u9fff]*?)[\s(（:：/]*([\u3400-\u9fff][^()（）]*)[)）]?$")


class Label(NamedTuple):
    text: str
    name: str | None
    """The term it names; `None` for one that is only a number or a sign."""

    part_of_speech: str | None = None
    gloss: str | None = None
    """The translation that some put behind the term: `churn 流失`."""

    @property
    def names(self) -> tuple[str | None, ...]:
        """The terms it names: two for `X vs Y`."""
        if self.name is None or len(self.name.split()) < 3:
            return (self.name,)
        parts = _VERSUS.split(self.name)
        return tuple(parts) if len(parts) == 2 and all(parts) else (self.name,)


def read_label(label: str) -> Label:
    text = label.strip()
    if not text[:1].isalnum() or "&" in text:
        text = _WRAPPED.sub(r"\2", html.unescape(text))
    text = text.rstrip("?!").strip()
    suffix = _SUFFIX.search(text) if "_" in text else None
    if suffix:
        text = text[: suffix.start()]
        if suffix[1].casefold() == "syn":  # `scope_range_Syn`: a word, and its rivals
            text = text.partition("_")[0]
    part_of_speech = PARTS_OF_SPEECH.get(suffix[1].casefold().rstrip(".")) if suffix else None
    text = _without(_ARTICLE, _without(_QUESTION, text.replace("_", " ")).strip())
    glossed = None if text.isascii() else _GLOSS.match(text)
    gloss = glossed[2].strip() if glossed else None
    if glossed:
        text = glossed[1].strip()
    is_sign = _NUMBER.fullmatch(text) or (not text.isascii() and _REMARK.fullmatch(text))
    has_letters = _LETTER.search(text)
    return Label(label, text if has_letters and not is_sign else None, part_of_speech, gloss)


def _without(opening: re.Pattern[str], text: str) -> str:
    match = opening.match(text)
    return text[match.end() :] if match else text
