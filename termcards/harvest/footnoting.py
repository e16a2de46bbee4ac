"""A note as the text of a footnote, in several wordings, the author's own manner first."""

import re
from collections.abc import Iterator, Sequence, Set
from itertools import groupby

from termcards.harvest.document import label_key
from termcards.harvest.manners import HeadStyle, LabelStyle, Manner
from termcards.harvest.rereading import (
    ABBREVIATIONS,
    ending_of,
    field_of,
    gloss_of,
    pronunciation_of,
    source_of,
)
from termcards.harvest.tidying import tidy
from termcards.notes import Note, Sense

_SPECIAL = re.compile(
    r"[\\`*\[\]~{]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)|<(?=[A-Za-z/!?])", re.UNICODE
)
_OPENS_BLOCK = re.compile(r"[#>+=|:-]")
_ARTICLE = r"(?:(?:An?|The|a|an|the) )?"
_NO_LABEL = re.compile(r"[\[\]\\^|`*<>\n\r]")
_NAMED_LEAD = re.compile(r"\s[-–—]{1,3}\s+from\s+$")
_OTHERS_LEAD = " - from "
NAMES_WITHIN = 120
"""Characters of a definition in which it may name what it defines."""
LONGEST_LABEL = 80


def labels(
    note: Note, manner: Manner, taken: Set[str], *, is_strict: bool = False
) -> Iterator[str]:
    """What the footnote may be called, the author's way first; `taken` are the keys of the others.

    Pandoc and GitHub take no label with a blank, so an author has one only who wrote others. With
    `is_strict` a number is nothing for an author who writes words.
    """
    name = _spelled(note.term, manner)
    gloss = gloss_of(note)
    numbered = f"{manner.label_prefix}{_next_number(manner, taken)}"
    found = [name] if is_strict else [name, numbered]
    if manner.labels is LabelStyle.NUMBERED:
        found = [numbered]
    elif gloss is not None and manner.is_glossed:
        glossed = f"{name} {gloss}" if manner.label_gap == " " else f"{name}（{gloss}）"
        found = [glossed, *found]
    for label in dict.fromkeys(found):
        is_usable = 0 < len(label) <= LONGEST_LABEL and not _NO_LABEL.search(label)
        if is_usable and label_key(label) not in taken:
            yield label


def bodies(note: Note, manner: Manner) -> tuple[str, ...]:
    """What may stand behind the label, the author's way first; lines are parted by line feeds."""
    return tuple(dict.fromkeys(_bodies(note, manner)))


def _bodies(note: Note, manner: Manner) -> Iterator[str]:
    if note.raw and "[^" not in note.raw:
        yield note.raw
    signs = ("**Syn.** –", "Syn.:") if note.synonyms else ("",)
    for lead in dict.fromkeys((manner.source_lead, _OTHERS_LEAD)):
        for head, senses in dict.fromkeys(_heads(note, manner)):
            for sign in signs:
                yield from _layouts(note, head, senses, lead, _extras(note, sign))


def escaped(text: str) -> str:
    """The text such that Markdown takes nothing in it for markup."""
    plain = _SPECIAL.sub(lambda match: f"\\{match[0]}", " ".join(text.split()))
    return f"\\{plain}" if _OPENS_BLOCK.match(plain) else plain


def _next_number(manner: Manner, taken: Set[str]) -> int:
    pattern = re.compile(rf"{re.escape(manner.label_prefix.casefold())}(\d{{1,6}})")
    numbers = (int(match[1]) for label in taken if (match := pattern.fullmatch(label)))
    return 1 + max(numbers, default=0)


def _spelled(term: str, manner: Manner) -> str:
    name = " ".join(term.split())
    name = name.lower() if manner.labels is LabelStyle.LOWER else name
    return name.replace(" ", manner.label_gap)


def _heads(note: Note, manner: Manner) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What stands before the senses, and the senses."""
    senses = tuple(_sense_text(note, sense) for sense in note.senses)
    inside = _with_bold_names(note, senses)
    grammar = _grammar(note)
    gloss = "" if manner.is_glossed else _bracketed_gloss(note)
    bold, other = (
        (f"{_bold_head(note, sign, gloss)} {grammar}".strip(), senses)
        for sign in (manner.head_sign, ":")
    )
    colon = (f"{_colon_head(note)}{gloss} {grammar}".strip(), senses)
    plain = (f"{gloss} {grammar}".strip(), senses)
    order: list[tuple[str, tuple[str, ...]]]
    match manner.head:
        case HeadStyle.BOLD:
            order = [("", inside)] if inside else []
            order += [bold, other, colon, plain]
        case HeadStyle.EMPHASIS:
            order = [(_emphasised_head(note), senses), bold, colon, plain]
        case HeadStyle.COLON:
            order = [plain, colon, bold] if inside else [colon, bold, plain]
        case HeadStyle.PLAIN:
            order = [plain, ("", inside), colon, bold] if inside else [plain, colon, bold]
    yield from order


def _grammar(note: Note) -> str:
    """The sound and the part of speech."""
    sound = pronunciation_of(note)
    is_phonetic = sound is not None and sound.startswith("/")
    shown = f"| {sound.strip('/')} |" if sound and is_phonetic else f"{sound}," if sound else ""
    part = ABBREVIATIONS.get(note.part_of_speech or "", "")
    return f"{shown} {part}".strip()


def _bracketed_gloss(note: Note) -> str:
    gloss = gloss_of(note)
    return f" ({gloss})" if gloss else ""


def _emphasised_head(note: Note) -> str:
    others = "".join(f" (*{escaped(alias)}*)" for alias in note.aliases)
    part = f", {note.part_of_speech}" if note.part_of_speech in ABBREVIATIONS else ""
    return f"*{escaped(note.term)}*{others}{_bracketed_gloss(note)}{part}:"


def _bold_head(note: Note, sign: str, gloss: str) -> str:
    others = ", ".join(f"**{escaped(alias)}**" for alias in note.aliases)
    head = f"**{escaped(note.term)}**"
    if others:
        head += f" ({others})"
    head += gloss
    needs_sign = bool(others) or not _grammar(note)
    if not needs_sign:
        return head
    return f"{head} {sign}" if sign in "–—-" else head + sign


def _colon_head(note: Note) -> str:
    others = "".join(f" ({escaped(alias)})" for alias in note.aliases)
    return f"{escaped(note.term)}{others}:"


def _with_bold_names(note: Note, senses: tuple[str, ...]) -> tuple[str, ...]:
    """The senses with the names set off, if the first one begins by naming what it defines."""
    if len(senses) != 1 or _grammar(note):
        return ()
    text = senses[0]
    names = sorted(map(escaped, (note.term, *note.aliases)), key=len, reverse=True)
    if not any(re.match(rf"{_ARTICLE}{re.escape(name)}(?!\w)", text, re.I) for name in names):
        return ()
    pattern = "|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in names)
    seen: set[str] = set()

    def bold(match: re.Match[str]) -> str:
        is_new = match[0].casefold() not in seen and match.start() < NAMES_WITHIN
        seen.add(match[0].casefold())
        return f"**{match[0]}**" if is_new else match[0]

    return (re.sub(pattern, bold, text, flags=re.I),)


def _sense_text(note: Note, sense: Sense) -> str:
    field = field_of(note, sense)
    named = f"({field[:1].upper()}{_titled(field[1:])}) " if field else ""
    return named + escaped(tidy(sense.definition))


def _titled(rest: str) -> str:
    return re.sub(r" (\w)", lambda match: f" {match[1].upper()}", rest)


def _layouts(
    note: Note, head: str, senses: Sequence[str], lead: str, extras: Sequence[str]
) -> Iterator[str]:
    """The same words in a line, or in paragraphs."""
    groups = [
        (source, [text for text, _ in group])
        for source, group in groupby(
            zip(senses, map(source_of, note.senses), strict=True), key=lambda pair: pair[1]
        )
    ]
    meanings = [(_numbered(texts), _source(source, lead)) for source, texts in groups]
    meanings = meanings or [("", "")]
    told = [text + source for text, source in meanings]
    yield _joined(" ", head, *told[:-1], meanings[-1][0], *extras) + meanings[-1][1]
    further = [_joined(" ", head, told[0]), *told[1:]]
    yield "\n\n    ".join([*further, *([" ".join(extras)] if extras else [])])
    first = _joined(" ", meanings[0][0], *extras)
    yield "\n\n    ".join([_joined(" ", head, first) + meanings[0][1], *told[1:]])


def _joined(gap: str, *pieces: str) -> str:
    return gap.join(filter(None, pieces))


def _numbered(texts: Sequence[str]) -> str:
    if len(texts) == 1:
        return texts[0]
    return " ".join(f"{number}. {text}" for number, text in enumerate(texts, 1))


def _source(source: tuple[str | None, str | None], lead: str) -> str:
    title, url = source
    if url is None:
        return f"{lead if _NAMED_LEAD.search(lead) else _OTHERS_LEAD}{title}" if title else ""
    if title is None:
        return f"{lead}{url}"
    place = f"<{url}>" if re.search(r"[()\s]", url) else url
    return f"{lead}[{escaped(title)}]({place})"


def _extras(note: Note, sign: str) -> list[str]:
    """What is said behind the senses; the sign is that of the synonyms."""
    found = [f"See also {escaped(other)}." for other in note.see[:1]]
    derived = [" ".join(form.split()) for form in note.derived]
    found += [f"–{form}, {ending}" for form in derived if (ending := ending_of(form))]
    if note.synonyms:
        usage = f" – {escaped(note.usage)}" if note.usage else ""
        found.append(f"{sign} {'; '.join(map(escaped, note.synonyms))}.{usage}")
    quotes = [f"*“{escaped(q.text)}”* — {escaped(q.author)}" for q in note.quotes if q.author]
    return [*found, *quotes]
