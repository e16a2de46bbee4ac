r"""An entry as GCIDE for dictd has it: a head, then senses, quotations and phrases by indentation.

Quota \Quo"ta\ (kw[=o]"t[.a]), n. [LL. See {Who}.]
   1. A share assigned to each.
      [1913 Webster]

            The quota of each house.  --Somebody.

   {Quota sample} (Surv.), a sample with fixed shares.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from termcards.lookup import Definition, Origin
from termcards.plaintext import folded

_STRESSED = re.compile(r"[^\n\\]{1,120}? \\[^\n\\]*\\")
_EDITION = re.compile(
    r"\s*\[[^\[\]]*(?:Webster|WordNet|PJC|Century Dict|Suppl|RHUD|RP)[^\[\]]*\](?=\s|$)"
)
_NUMBER = re.compile(r"(\d+)\.\s+")
_LETTER = re.compile(r"\([a-z]\)\s")
_REMARK = re.compile(r"(?:Note|Usage|Syn|Synonyms):")
_LONGEST_HEAD = 8000
_QUOTED_FROM = 9
"""Columns: from here on a paragraph is a quotation."""

_ABBREVIATION = (
    r"(?:n|a|v|adj|adv|prep|conj|pron|interj|p|pr|imp|vb|prop|pl|sing|t|i|obs|comp|superl|pred"
    r"|prenom|suff|pref)\."
)
_GRAMMAR = re.compile(rf"{_ABBREVIATION}(?=[\s,;)&]|$)|&|,|;|\bE\.|\b(?:or|and|obs|prop)\b(?=[ .])")
_PARTS_OF_SPEECH = (
    (re.compile(r"(?:prop\. |pr\. )?n\."), "noun"),
    (re.compile(r"v\."), "verb"),
    (re.compile(r"(?:prop\. |p\. |pred\. )?a(?:dj)?\."), "adjective"),
    (re.compile(r"adv\."), "adverb"),
    (re.compile(r"prep\."), "preposition"),
    (re.compile(r"conj\."), "conjunction"),
    (re.compile(r"pron\."), "pronoun"),
    (re.compile(r"interj\."), "interjection"),
)
_NAME = re.compile(r"\{([^{}]*)\}(?:[,;.\s]|(?:or|and|now|commonly|also)\b|etc\.)*")


@dataclass(slots=True)
class _Paragraph:
    indentation: int
    text: str


def is_gcide(article: str) -> bool:
    return _STRESSED.match(article) is not None


def read_gcide(word: str, article: str, origin: Origin) -> tuple[Definition, ...]:
    """Its senses when `word` is a form of the headword; else what it says of `word` as a phrase."""
    paragraphs = list(_paragraphs(article)) or [_Paragraph(0, "")]
    head, first = _head(paragraphs[0].text)
    paragraphs[0].text = first
    headword = head.partition("\\")[0].strip()
    asked = folded(word)
    forms = [headword, *re.findall(r"(?:^|, | or )([^,\\{}]+?) \\", head)]
    forms += re.findall(r"\{([^{}]*)\}", head)
    if asked in map(folded, forms):
        part_of_speech = _part_of_speech(head)
        return tuple(
            Definition(headword, text, origin, "en", part_of_speech) for text in _senses(paragraphs)
        )
    text = _phrase(asked, paragraphs)
    return (Definition(word, text, origin, "en"),) if text else ()


def _paragraphs(article: str) -> Iterator[_Paragraph]:
    """Runs of lines; a numbered sense begins one too, and the name of an edition none."""
    current: _Paragraph | None = None
    for line in [*article.split("\n"), ""]:
        text = _EDITION.sub("", line.strip())
        indentation = len(line) - len(line.lstrip())
        if current is not None and (not line.strip() or _begins_sense(text, indentation)):
            yield current
            current = None
        if not text:
            continue
        if current is None:
            current = _Paragraph(indentation, text)
        else:
            current.text += " " + text


def _begins_sense(text: str, indentation: int) -> bool:
    numbered = indentation == 3 and _NUMBER.match(text)
    return bool(numbered) or (indentation < _QUOTED_FROM and _is_lettered(text))


def _is_lettered(text: str) -> bool:
    return _LETTER.match(text) is not None


def _head(text: str) -> tuple[str, str]:
    """The head (spelling, sound, grammar, origin, field), and the first words of the meaning."""
    at = 0
    while at < min(len(text), _LONGEST_HEAD):
        stressed = _STRESSED.match(text, at)
        grammar = _GRAMMAR.match(text, at)
        if text[at] in " .":
            at += 1
        elif stressed and not (at and "{" in stressed[0]):
            at = stressed.end()
        elif grammar:
            at = grammar.end()
        elif text[at] in "([{" and not _LETTER.match(text, at):
            at = _closed(text, at)
        else:
            break
    return text[:at], text[at:].strip()


def _closed(text: str, at: int) -> int:
    """Where the bracket at this place is closed, brackets within it being closed too."""
    depth = 0
    for place in range(at, len(text)):
        depth += (text[place] in "([{") - (text[place] in ")]}")
        if depth == 0:
            return place + 1
    return len(text)


def _part_of_speech(head: str) -> str | None:
    """That of the first abbreviation after spelling and sound."""
    rest = re.sub(r"\([^()]*\)|\[[^\[\]]*\]", "", head.rpartition("\\")[2]).lstrip(" ,;")
    return next((name for pattern, name in _PARTS_OF_SPEECH if pattern.match(rest)), None)


def _senses(paragraphs: list[_Paragraph]) -> Iterator[str]:
    texts: list[str] = []
    for paragraph in paragraphs:
        text = paragraph.text
        if text.startswith("{"):
            break  # phrases follow, with senses of their own
        if not text or _REMARK.match(text) or paragraph.indentation >= _QUOTED_FROM:
            continue
        if _is_lettered(text) and texts:
            texts[-1] += " " + text
        else:
            texts.append(_NUMBER.sub("", text, count=1) if _NUMBER.match(text) else text)
    return (text for text in map(_polished, texts) if text)


def _phrase(asked: str, paragraphs: list[_Paragraph]) -> str | None:
    for place, paragraph in enumerate(paragraphs):
        names, at = _names(paragraph.text)
        if asked in names:
            more = takewhile(lambda each: _is_lettered(each.text), paragraphs[place + 1 :])
            text = " ".join([paragraph.text[at:], *(each.text for each in more)])
            return _polished(text) or None
    return None


def _names(text: str) -> tuple[list[str], int]:
    """The phrases that a paragraph begins with, and where its meaning begins."""
    names, at = [], 0
    while found := _NAME.match(text, at):
        names.append(folded(found[1]))
        at = found.end()
    return names, at


def _polished(text: str) -> str:
    """What a reader is to see of a sense; nothing where it only points to another entry."""
    text = re.sub(r"[{}]", "", text).strip(" ,;")
    text = re.sub(r"^(\([^()]{1,20}\)),", r"\1", text)
    text = re.sub(r"\s*\b(?:Specifically|as):$", "", text)
    return "" if re.fullmatch(r"See (?:[^.;]|\b[nva]\.){1,60}\.?", text) else text
