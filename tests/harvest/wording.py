"""The words of a posting's lines, once footnote marks and inline markup are taken out."""

import html
import re
import unicodedata

_TAKEN_OUT = [
    (re.compile(r"<!--.*?-->", re.DOTALL), " "),
    (re.compile(r"(?<!\\)\[\^[^\]\n]+\]"), ""),
    (re.compile(r"\^\[(?:[^\[\]]|\[[^\[\]]*\])*\]"), ""),
    (re.compile(r"%%[^%\n]+%%|\s\^[a-z][\w-]*$|^>? ?\[!\w+\][+-]?.*$", re.MULTILINE), ""),
    (re.compile(r"\[\[(?!\d+\])(?:[^\[\]|\n]*\|)?([^\[\]|\n]*)\]\]"), r"\1"),
    (re.compile(r"(?<![=\s])==|==(?![=\s])"), ""),
    (re.compile(r"<br ?/?>"), " "),
    (re.compile(r"!\[[^\]]*\]\([^)\s]*\)"), ""),
    (re.compile(r"\[([^\[\]]*)\]\((?:[^()\s]|\([^()]*\))*\)"), r"\1"),
    (re.compile(r"<(https?:[^>\s]*)>"), r"\1"),
    (re.compile(r"</?[a-zA-Z][^>]*>"), ""),
    (re.compile(r"^[\s>]*(?:#+ |[-+*•] |\d+[.)] )?", re.MULTILINE), ""),
    (re.compile(r"[*_`~\\]"), ""),
]
_UNSEEN = re.compile("[\u00ad\u200b\u202a-\u202e]")
_CIRCLED = re.compile("[①-⑳]")


def wording(text: str) -> str:
    for pattern, replacement in _TAKEN_OUT:
        text = pattern.sub(replacement, text)
    return " ".join(html.unescape(text).split())


def stands_in(sentence: str, text: str, line: int, end_line: int | None = None) -> bool:
    """Whether these lines of the text, counted from 1, hold the sentence word for word."""
    lines = text.split("\n")[line - 1 : end_line or line]
    return _without_signs(sentence) in wording("\n".join(lines))


def _without_signs(sentence: str) -> str:
    """The sentence is plain, but has the letters that the lines lose as markup."""
    pattern, replacement = _TAKEN_OUT[-1]
    return " ".join(pattern.sub(replacement, sentence).split())


def words(text: str) -> set[str]:
    """Raised figures are figures, and circled ones, which number senses, are no words."""
    plain = _UNSEEN.sub("", re.sub(r"</?su[bp]>|[*_`~\\]", "", html.unescape(text)))
    return set(re.findall(r"\w+", unicodedata.normalize("NFKC", _CIRCLED.sub(" ", plain))))
