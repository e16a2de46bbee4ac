"""Which words a footnote marks, and what the front of its card is.

No single sign is right often enough: not the label, not the word before the mark, not the first
words of the definition. So they are weighed together. What is returned says which words of the
marked sentence stand for the term (its surface), and where the definition proper begins.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from termcards.harvest.acronyms import FUNCTION_WORDS, expansion_in, is_acronym, spells, words
from termcards.harvest.document import Passage, Style
from termcards.harvest.inflections import same_word

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
    "phrase": "phrase",
    "abbr": "abbreviation",
}
"""How dictionaries write them, without the last full stop."""

_ABBREVIATED = r"(?:n\. ?pl|v\. ?[ti]|v[ti]|vb|adj|adv|prep|conj|phr|abbr|n|v|a)\."
PART_OF_SPEECH = re.compile(
    rf"\s*(?:({_ABBREVIATED})|\(({_ABBREVIATED[:-2]}\.?|noun|verb|adjective|adverb|phrase)\)"
    r"|(noun|verb|adjective|adverb|phrase)(?=\s*[:;,.—–-]))(?=[\s:;,(—–-]|$)[:;,]?\s*",
    re.IGNORECASE,
)
_STRESS = "′ˊʹ´"
_CONTEXT = re.compile(r"(?:In|Within|For|Among) [^,.:;]{1,60}, (?=\S)")
_ARTICLE = re.compile(r"(?:An?|The|a|an|the)\s+")
_COPULA = re.compile(
    r"\s+(?:is|are|was|were|means?|refers? to|stands? for|denotes?|describes?|is short for)\b"
)
_SUBJECT = re.compile(
    r"[\"“'‘]?([^.!?:;\n]{1,100}?)[\"”'’]?"
    r"(?=\s+(?:is|are|was|were|means?|refers? to|stands? for|denotes?)\b)"
)
_QUESTION = re.compile(
    r"^(?:what(?:['’]s| is| are| does)|definition of|meaning of|the meaning of|define)\s+", re.I
)
_SUFFIX = re.compile(r"_(?:syn|v\.?t\.?|v\.?i\.?|n|v|a|adj|adv)\.?$", re.I)
_VERSUS = re.compile(r"\s+(?:vs?\.?|versus)\s+", re.I)
_TOKEN = re.compile(r"[^\W_]+(?:[.'’&/-][^\W_]+)*\+*")
LONGEST_SURFACE = 12
"""Words before a mark that may belong to it."""


@dataclass(frozen=True, slots=True)
class Definiendum:
    """What a definition says that it defines, read off its first words."""

    text: str
    others: tuple[str, ...]
    """Other names of it in the same breath: `(BDR)`, `also known as`."""

    body_start: int
    """Where the definition begins, if its first words are a dictionary's headword; else 0."""

    is_marked: bool
    """Whether it was set off (bold, or before a colon), and not only the subject of a sentence."""


@dataclass(frozen=True, slots=True)
class Headword:
    term: str
    aliases: tuple[str, ...]
    surface: tuple[int, int] | None
    """The offsets of the surface in the marked passage."""

    body_start: int


def label_words(label: str) -> str | None:
    """The label as a term; `None` for one that is only a number or a sign."""
    text = _SUFFIX.sub("", label.strip().strip("?!."))
    text = _QUESTION.sub("", text.replace("_", " ")).strip()
    text = re.sub(r"^(?:an?|the)\s+(?=\S)", "", text, flags=re.I)
    has_letters = re.search(r"[^\W\d_]", text)
    is_number = re.fullmatch(r"(?:note|fn|footnote|ref|n|t)?[-_. ]?\d+[a-z]?", text, re.I)
    return text if has_letters and not is_number else None


def label_terms(label: str) -> tuple[str | None, ...]:
    """The terms a label names: two for `X vs Y`."""
    name = label_words(label)
    if name is None:
        return (None,)
    parts = [part.strip() for part in _VERSUS.split(name)]
    return tuple(parts) if len(parts) == 2 and all(parts) else (name,)


def headword(name: str | None, body: Passage, marked: Passage | None, offset: int) -> Headword:
    """Weighs the signs: the label, the words about the mark, the definition's first ones."""
    definiendum = find_definiendum(body, name)
    candidates = [name, *((definiendum.text, *definiendum.others) if definiendum else ())]
    surface = find_surface(marked, offset, [text for text in candidates if text])
    surface_text = marked.text[slice(*surface)] if marked and surface else None
    if definiendum and not _belongs(definiendum, name, surface_text):
        definiendum = None
    if surface is None and marked is not None and (name is None or definiendum is None):
        surface = _nearest_word(marked, offset)
        surface_text = marked.text[slice(*surface)] if surface else None
    term, aliases = _choose(name, definiendum, surface_text, body)
    evidence = [body.text, marked.text if marked else ""]
    is_first = bool(
        marked and surface and not re.search(r"\w", _line_before(marked.text, surface[0]))
    )
    term = _cased(term, evidence, surface_text, may_lower=is_first or marked is None)
    aliases = tuple(_cased(alias, evidence, None, may_lower=False) for alias in aliases)
    return Headword(
        term, _distinct(term, aliases), surface, definiendum.body_start if definiendum else 0
    )


def find_definiendum(body: Passage, name: str | None) -> Definiendum | None:
    text = body.text
    at = match.end() if (match := _CONTEXT.match(text)) else 0
    with_article = at
    if match := _ARTICLE.match(text, at):
        at = match.end()
    bold = next((s for s in body.spans_of(Style.STRONG) if with_article <= s.start <= at + 1), None)
    if bold is not None and bold.end - bold.start <= 80:
        return _bold_definiendum(body, bold.start, bold.end)
    return (
        _dictionary_definiendum(text, name)
        or _colon_definiendum(text, name)
        or _subject_definiendum(text, at)
    )


def _bold_definiendum(body: Passage, start: int, end: int) -> Definiendum | None:
    text = body.text
    named = text[start:end].strip()
    name = re.sub(rf"\s+{_ABBREVIATED}\s*:?$|\s*[:：,，.]$", "", named).strip()
    if not name or re.fullmatch(r"syn(?:onyms?)?\.?", name, re.I):
        return None
    copula = _COPULA.search(text, end)
    stop = min(copula.start() if copula else end + 120, end + 160)
    others = [
        text[span.start : span.end].strip(" :,")
        for span in body.spans_of(Style.STRONG)
        if end <= span.start < stop
    ]
    others += _in_brackets(text, end)
    return Definiendum(name, tuple(others), _bold_body(text, start, end, name), is_marked=True)


def _bold_body(text: str, start: int, end: int, name: str) -> int:
    """Where the definition begins behind a bold headword; 0 when the word is part of a sentence."""
    after = re.match(r"(?:\s*\([^()]{1,60}\))?\s*([:：,，]|[—–-]\s)\s*", text[end:])
    if after and after[1] in ",，":
        first_sentence = re.split(r"[.;:]\s", text[end : end + 200])[0]
        is_sentence = start > 0 or _COPULA.search(first_sentence)
        body_start = 0 if is_sentence else end + after.end()
    elif after:
        body_start = end + after.end()
    elif (
        text[end - 1] in ":：,，.。"
        or text[start:end].strip() != name
        or PART_OF_SPEECH.match(text, end)
    ):
        body_start = end
    else:
        return 0
    # `**ARR**, annual recurring revenue: …`: the expansion is a name too, and not yet the meaning.
    expansion = re.match(r"([^:.;]{1,80}):\s+", text[body_start:])
    if expansion and (spells(name, expansion[1]) or spells(expansion[1], name)):
        body_start += expansion.end()
    return body_start


def _dictionary_definiendum(text: str, name: str | None) -> Definiendum | None:
    """`En-ga′ging, a. …` or `respect, v. t. …`."""
    match = re.match(r"([^\s,;:.]+(?: [^\s,;:.]+){0,4}),?\s+(?=\S)", text)
    if not match or not PART_OF_SPEECH.match(text, match.end()):
        return None
    bare = re.sub(rf"[{_STRESS}]", "", match[1])
    plain = bare if name is None or "-" in name else bare.replace("-", "")
    if name is not None and not related(plain, name):
        return None
    return Definiendum(plain, (), match.end() if bare == match[1] else 0, is_marked=True)


def _colon_definiendum(text: str, name: str | None) -> Definiendum | None:
    match = re.match(r"[\"“'‘]?([^:：.!?;\n]{1,80}?)[\"”'’]?\s*[:：]\s+(?=\S)", text)
    comma = re.match(r"([^,:.!?;\n]{1,60}?),\s+(?=\S)", text)
    if match and len(words(match[1])) <= 8:
        bare, others = _without_brackets(match[1])
        if name is None or related(bare, name) or any(related(other, name) for other in others):
            return Definiendum(bare, others, match.end(), is_marked=True)
    if comma and name is not None and comma[1].casefold() == name.casefold():
        return Definiendum(comma[1], (), comma.end(), is_marked=True)
    return None


def _subject_definiendum(text: str, at: int) -> Definiendum | None:
    match = _SUBJECT.match(text[at:])
    if not match:
        return None
    bare, others = _without_brackets(match[1])
    bare = bare.split(",")[0].strip()
    if not 0 < len(words(bare)) <= 7:
        return None
    return Definiendum(bare, others, 0, is_marked=False)


def _without_brackets(text: str) -> tuple[str, tuple[str, ...]]:
    others = re.findall(r"\(([^()]{1,60})\)", text)
    bare = " ".join(re.sub(r"\s*\([^()]*\)", "", text).split())
    return bare.strip(" \"“”'"), tuple(other.removeprefix("or ").strip() for other in others)


def _in_brackets(text: str, at: int) -> list[str]:
    match = re.match(r"\s*\(([^()]{2,60})\)", text[at:])
    if not match:
        return []
    return [
        part.strip() for part in re.split(r"\s+or\s+|[,;/]", match[1]) if is_acronym(part.strip())
    ]


def _belongs(definiendum: Definiendum, name: str | None, surface: str | None) -> bool:
    named = (definiendum.text, *definiendum.others)
    anchors = [text for text in (name, surface) if text]
    return not anchors or any(related(text, anchor) for text in named for anchor in anchors)


def related(one: str, other: str) -> bool:
    """Whether they share a word that carries meaning, or one is the acronym of the other."""
    if one.casefold() == other.casefold() or spells(one, other) or spells(other, one):
        return True
    first = [word for word in words(one) if word.casefold() not in FUNCTION_WORDS]
    second = [word for word in words(other) if word.casefold() not in FUNCTION_WORDS]
    return any(same_word(a, b) for a in first for b in second)


def find_surface(
    marked: Passage | None, offset: int, candidates: Sequence[str]
) -> tuple[int, int] | None:
    """The longest run of words before the mark that one of the candidates explains.

    A mark that stands before its word, as in `was [^1]deferred`, is followed by the run.
    """
    if marked is None:
        return None
    start, stop = _line_bounds(marked.text, offset)
    before = list(_TOKEN.finditer(marked.text, start, offset))[-LONGEST_SURFACE:]
    after = list(_TOKEN.finditer(marked.text, offset, stop))[:LONGEST_SURFACE]
    for name in candidates:
        found = _run_before(before, name) or _east_asian_run(marked.text, offset, name)
        if found is None and is_mark_before_word(marked.text, offset):
            found = _run_after(after, name)
        if found is not None:
            return found
    return None


def is_mark_before_word(text: str, offset: int) -> bool:
    before, after = text[:offset], text[offset : offset + 1]
    return (not before or before[-1].isspace()) and after.isalnum()


def _run_before(tokens: Sequence[re.Match[str]], name: str) -> tuple[int, int] | None:
    """Counted from the mark backwards; a bracket or quotation mark may stand between."""
    best: tuple[int, int] | None = None
    for index in range(len(tokens) - 1, -1, -1):
        token = tokens[index]
        if (
            best is None
            and is_acronym(token[0])
            and index == len(tokens) - 1
            and spells(token[0], name)
        ):
            return token.span()
        if not _explains(name, token[0]):
            if token[0].casefold() in FUNCTION_WORDS and index < len(tokens) - 1 and best:
                continue
            break
        if (
            token[0].casefold() in FUNCTION_WORDS
            and token[0].casefold() not in name.casefold().split()
        ):
            continue
        best = (_own_part(token, name), tokens[-1].end())
    if (
        best is None
        and len(tokens) > 1
        and _explains(name, tokens[-2][0])
        and not _is_word(tokens[-1][0])
    ):
        return tokens[-2].span()
    return best


def _own_part(token: re.Match[str], name: str) -> int:
    """Where the name begins in a compound: in `ROM-Bucharest` behind the hyphen."""
    pieces = token[0].split("-")
    own = [any(same_word(piece, word) for word in words(name)) for piece in pieces]
    if len(pieces) == 2 and own == [False, True] and "-" not in name:
        return token.start() + len(pieces[0]) + 1
    return token.start()


def _run_after(tokens: Sequence[re.Match[str]], name: str) -> tuple[int, int] | None:
    end = None
    for token in tokens:
        if not _explains(name, token[0]):
            break
        end = token.end()
    return (tokens[0].start(), end) if end else None


def _east_asian_run(text: str, offset: int, name: str) -> tuple[int, int] | None:
    if text.endswith(name, 0, offset) and not name.isascii():
        return (offset - len(name), offset)
    return None


def _explains(name: str, token: str) -> bool:
    """Whether a word of the text is, is a form of, or is part of, a word of the name."""
    parts = words(name)
    if is_acronym(token) and spells(token, name):
        return True
    for piece in {token, *words(token)}:
        for part in parts:
            if same_word(piece, part):
                return True
            short, long = sorted((piece.casefold(), part.casefold()), key=len)
            stem = short[:-1] if short.endswith("s") else short
            if len(stem) >= 3 and long.startswith(stem) and len(long) - len(stem) > 3:
                return True
    return any(same_word(token, part) for part in name.split())


def _is_word(token: str) -> bool:
    return any(ch.isalpha() for ch in token)


def _nearest_word(marked: Passage, offset: int) -> tuple[int, int] | None:
    """What is set off just before the mark, or the single word there."""
    for span in marked.spans:
        is_set_off = span.style is not Style.CODE and 0 <= offset - span.end <= 1
        if is_set_off and span.end - span.start <= 60:
            return (span.start, span.end)
    start, stop = _line_bounds(marked.text, offset)
    if is_mark_before_word(marked.text, offset):
        match = _TOKEN.match(marked.text, offset, stop)
        return match.span() if match else None
    quoted = re.search(r"[\"“‘「]([^\"“”‘’「」]{1,60})[\"”’」][,.;:]?$", marked.text[start:offset])
    if quoted:
        return (start + quoted.start(1), start + quoted.end(1))
    tokens = list(_TOKEN.finditer(marked.text, start, offset))
    return tokens[-1].span() if tokens else None


def _choose(
    name: str | None, definiendum: Definiendum | None, surface: str | None, body: Passage
) -> tuple[str, tuple[str, ...]]:
    """The term and its aliases, before their capitals are looked at."""
    defined = definiendum.text if definiendum else None
    others = list(definiendum.others) if definiendum else []
    if name is None or (
        surface and not related(surface, name) and not (defined and related(defined, name))
    ):
        term = defined if defined and (surface is None or related(defined, surface)) else surface
        return term or name or "", tuple(filter(None, [defined, *others]))
    if surface and is_acronym(surface) and spells(surface, name):
        return _singular(surface), (name, *others)
    if defined and definiendum and definiendum.is_marked and _is_narrower(defined, name):
        return defined, (name, *_expansions(defined, others, body))
    if is_acronym(name):
        found = [text for text in filter(None, [defined, *others]) if spells(name, text)]
        return name, (*found, *_expansions(name, [*others, *found], body), *others)
    aliases = [*others]
    if defined and definiendum and (definiendum.is_marked or spells(defined, name)):
        aliases = [*([] if _is_part(defined, name) else [defined]), *aliases]
    if surface and not _is_part(surface, name):
        aliases.append(surface)
    return name, tuple(aliases)


def _expansions(acronym: str, known: Iterable[str], body: Passage) -> tuple[str, ...]:
    if not is_acronym(acronym) or any(spells(acronym, text) for text in known):
        return ()
    first_sentence = re.split(r"(?<=[.!?])\s", body.text[:600], maxsplit=2)
    found = expansion_in(acronym, " ".join(first_sentence[:2]))
    return (found,) if found else ()


def _is_narrower(defined: str, name: str) -> bool:
    inner, outer = words(defined), words(name)
    return 0 < len(inner) < len(outer) and all(
        any(same_word(word, other) for other in outer) for word in inner
    )


def _is_part(surface: str, name: str) -> bool:
    """Whether the surface only repeats words of the name, inflected or not."""
    return all(any(same_word(word, other) for other in words(name)) for word in words(surface))


def _singular(acronym: str) -> str:
    return acronym[:-1] if re.search(r"[A-Z0-9]s$", acronym) and len(acronym) > 2 else acronym


def _cased(text: str, evidence: Iterable[str], surface: str | None, *, may_lower: bool) -> str:
    """A term in the case it has inside a sentence, as far as the text tells."""
    first, *rest = text.split(" ")
    is_capitalised = bool(re.fullmatch(r"[A-Z][a-z’'-]*,?", first))
    if not is_capitalised or is_acronym(first):
        return text
    lowered = " ".join(
        word.lower() if re.fullmatch(r"[A-Z][a-z’'-]+", word) else word for word in text.split(" ")
    )
    pattern = re.compile(rf"(?<![\w-]){re.escape(lowered)}")
    if any(pattern.search(passage) for passage in evidence):
        return lowered
    is_sentence_case = bool(rest) and not any(re.match(r"[A-Z]", word) for word in rest)
    met_capital = surface is not None and surface[:1].isupper() and not is_acronym(surface)
    if met_capital and not may_lower:
        return text
    if is_sentence_case or (not rest and may_lower):
        return first[0].lower() + text[1:]
    return text


def _distinct(term: str, aliases: Iterable[str]) -> tuple[str, ...]:
    kept: list[str] = []
    seen = {term.casefold()}
    for alias in aliases:
        if alias and alias.casefold() not in seen:
            seen.add(alias.casefold())
            kept.append(alias)
    return tuple(kept)


def _line_bounds(text: str, offset: int) -> tuple[int, int]:
    end = text.find("\n", offset)
    return text.rfind("\n", 0, offset) + 1, len(text) if end < 0 else end


def _line_before(text: str, offset: int) -> str:
    line = text[text.rfind("\n", 0, offset) + 1 : offset]
    return re.split(r"[.!?。！？]\s*", line)[-1]
