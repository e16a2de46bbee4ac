"""How an author writes footnotes, learned from those that a posting has."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from typing import TypeVar

from termcards.harvest.document import Document, Footnote, label_key
from termcards.harvest.labels import read_label
from termcards.harvest.rereading import ABBREVIATIONS
from termcards.notes import Draft

_NUMBERED = re.compile(r"([^\W\d]{0,8}[-_. ]?)(\d{1,6})")
_BOLD_HEAD = re.compile(
    r"\*\*[^*\n]{1,80}?(:)?\*\*(?:\s*\([^()\n]{1,80}\))?\s*([:：,，]|[–—-](?=\s))?"
)
_EMPHASISED_HEAD = re.compile(
    rf"([*_])(?![*_])[^*_\n]{{1,80}}\1(?:,\s+(?:{'|'.join(ABBREVIATIONS)}))?\s*[:：]"
)
_COLON_HEAD = re.compile(r"[\"“'‘]?[^:：.!?;*\n]{1,60}[:：]\s")
_LEAD = re.compile(
    r"(?:\s[-–—]{1,3}\s+(?:(?:quoted |adapted |taken )?from\s+|via\s+|source:\s*"
    r"|(?:来自|引自|来源：?)\s*)?"
    r"|\s(?:from|via|source:)\s+|\s?(?:来源|出处|摘自)[:：]?\s?)"
    r"(?=\[[^\[\]\n]{1,200}\]\(<?https?://|<?https?://)",
    re.I,
)
_Value = TypeVar("_Value")
MOSTLY_IN_ONE_PLACE = 0.8
"""The part of all footnotes that, standing together, make no section's manner."""


class LabelStyle(Enum):
    AS_WRITTEN = "the term as it is written"
    LOWER = "the term in small letters"
    NUMBERED = "a number"


class HeadStyle(Enum):
    BOLD = "**term**"
    EMPHASIS = "*term*, noun:"
    COLON = "term:"
    PLAIN = "nothing, or the part of speech"


@dataclass(frozen=True, slots=True)
class Manner:
    """The values are those of an author who has written no footnote yet."""

    labels: LabelStyle = LabelStyle.AS_WRITTEN
    label_prefix: str = ""
    """Before the number of a label."""

    label_gap: str = "-"
    """Between the words of a label; many programs know no labels with blanks."""

    is_glossed: bool = False
    """Whether a translation stands in the label behind the term, and not behind the head."""

    head: HeadStyle = HeadStyle.BOLD
    head_sign: str = ":"
    """Between a bold head and what it means."""

    source_lead: str = " - from "
    is_spaced: bool = False
    """Whether a blank line stands between two definitions."""

    is_by_section: bool = False
    """Whether the definitions stand in the sections of their marks, and not all in one place."""


def learned(document: Document, drafts: Sequence[Draft]) -> Manner:
    """`drafts` are the notes of the document's footnotes: asides are written in another manner."""
    groups = groups_of(document)
    defined = [footnote for group in groups for footnote in group]
    if not defined:
        return Manner()
    terms = {label_key(draft.label): draft.note.term for draft in drafts}
    of_terms = [footnote for footnote in defined if label_key(footnote.label) in terms]
    labels = [(f.label.strip(), terms[label_key(f.label)]) for f in of_terms]
    raws = [footnote.raw for footnote in of_terms]
    prefix, style = _label_style(labels)
    are_glossed = [bool(read_label(label).gloss) for label, _ in labels]
    parted = (
        label
        for (label, term), is_glossed in zip(labels, are_glossed, strict=True)
        if " " in term or is_glossed
    )
    gaps = filter(None, map(_gap_in, parted))
    heads = [_head_style(raw) for raw in raws]
    signs = (sign for raw in raws if (sign := _head_sign(raw)))
    leads = (" ".join(f"|{m[0]}|".split()).strip("|") for raw in raws for m in _LEAD.finditer(raw))
    return Manner(
        labels=style,
        label_prefix=prefix,
        label_gap=_most(gaps, "-"),
        is_glossed=any(are_glossed),
        head=_most(heads, HeadStyle.BOLD),
        head_sign=_most(signs, ":"),
        source_lead=_most(leads, " - from "),
        is_spaced=_is_spaced(groups),
        is_by_section=_is_by_section(groups),
    )


def groups_of(document: Document) -> list[list[Footnote]]:
    """The definitions that stand by themselves, those without text in between together."""
    lines = sorted(
        (f for f in document.footnotes if not is_inline(f.label)),
        key=lambda f: (f.line, -f.end_line),
    )
    starts = sorted(block.line for block in document.blocks)
    groups: list[list[Footnote]] = []
    for footnote in lines:
        last = groups[-1][-1] if groups else None
        if last is not None and footnote.end_line <= last.end_line:
            continue  # one inside another
        if last is not None and not any(last.end_line < at < footnote.line for at in starts):
            groups[-1].append(footnote)
        else:
            groups.append([footnote])
    return groups


def is_inline(label: str) -> bool:
    """Whether the footnote was written into the text, and has a label only for messages."""
    return label.startswith("inline note on line ")


def _label_style(labels: Sequence[tuple[str, str]]) -> tuple[str, LabelStyle]:
    numbers = [match for label, _ in labels if (match := _NUMBERED.fullmatch(label))]
    if len(numbers) * 2 > len(labels):
        return _most((match[1] for match in numbers), ""), LabelStyle.NUMBERED
    capital = [label for label, term in labels if term != term.lower()]
    lowered = sum(label == label.lower() for label in capital)
    is_lower = lowered * 2 > len(capital)
    return "", LabelStyle.LOWER if is_lower else LabelStyle.AS_WRITTEN


def _gap_in(label: str) -> str:
    return next((gap for gap in " _-" if gap in label), "")


def _head_style(raw: str) -> HeadStyle:
    if raw.startswith("**"):
        return HeadStyle.BOLD
    if _EMPHASISED_HEAD.match(raw):
        return HeadStyle.EMPHASIS
    return HeadStyle.COLON if _COLON_HEAD.match(raw) else HeadStyle.PLAIN


def _head_sign(raw: str) -> str:
    match = _BOLD_HEAD.match(raw)
    return (match[1] or match[2] or "") if match else ""


def _is_spaced(groups: Sequence[Sequence[Footnote]]) -> bool:
    gaps = [other.line - one.end_line > 1 for group in groups for one, other in pairwise(group)]
    return sum(gaps) * 2 > len(gaps)


def _is_by_section(groups: Sequence[Sequence[Footnote]]) -> bool:
    sizes = [len(group) for group in groups]
    return len(groups) > 1 and max(sizes) < MOSTLY_IN_ONE_PLACE * sum(sizes)


def _most(found: Iterable[_Value], otherwise: _Value) -> _Value:
    counted = Counter(found).most_common(1)
    return counted[0][0] if counted else otherwise
