"""Acronyms, and whether a run of words is what one stands for."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from termcards.harvest.frequencies import frequency

_ACRONYM = re.compile(r"(?=.{2,10}$)(?=(?:.*[A-Z]){2})[A-Za-z0-9]+(?:[&/.-]?[A-Za-z0-9]+)*\.?$")
_CJK = re.compile("[\u3400-\u9fff]")
_WALL = re.compile(r"[.;:()\n]")
_NO_LETTER = re.compile(r"[^a-z0-9&]")
LONGEST_ACRONYM = 12
LONGEST_EXPANSION = 160
"""Characters, as is the longest acronym."""
LONGEST_CHANCE = 5
"""Words from which on not even a sentence spells an acronym by chance: WYSIWYG."""
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_PART = re.compile(rf"{_WORD.pattern}|&")
_FINITE = frozenset({"is", "are", "was", "were", "am", "means", "has", "have", "had", "will"})
FUNCTION_WORDS = frozenset(
    {"a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "of", "on", "or", "per"}
    | {"the", "to", "via", "with", "und", "y", "de", "la", "&", "+"}
)
_HYPHENS = ("-", "‐", "‑")
_SHORTEST_PART = 4
_PART_OF_COMPOUND = 30
"""In tenths of Zipf's scale."""
_SUFFIX = re.compile(r"ships?|ness|ments?|able|ible|less|wise|like|ation|tion|ward|ally|ings?|ness")
_TAILS = frozenset({"system", "systems", "platform", "platforms", "software", "tool", "tools"})
_KEPT_TAILS = frozenset({"score", "scores", "index"})
_COUNTED = re.compile(r"[A-Za-z]\d+s$")
_SOUNDS = {
    "2": ("to", "two"),
    "4": ("for", "four"),
    "3": ("three", "third"),
    "x": ("ex", "cross"),
    "&": ("and",),
}


@dataclass(frozen=True, slots=True)
class Gloss:
    """What an acronym stands for, in words and in the learner's language; at least one of them."""

    expansion: str | None = None
    translation: str | None = None


def is_acronym(word: str) -> bool:
    """Whether it is written as one: ARR, SaaS, B2B, U.S.A. and the plural BDRs."""
    if word.islower() or " " in word:
        return False
    bare = singular_acronym(word)
    if not _ACRONYM.match(bare):
        return False
    capitals = sum(ch.isupper() or ch.isdigit() for ch in bare)
    return capitals * 2 >= len(bare.replace(".", ""))


def singular_acronym(word: str) -> str:
    """BDRs is the plural of BDR; K8s is no plural."""
    is_plural = len(word) > 2 and word[-1] == "s" and not word[-2].islower()
    return word[:-1] if is_plural and not _COUNTED.match(word) else word


def words(text: str) -> list[str]:
    return _WORD.findall(text)


def spells(acronym: str, phrase: str) -> bool:
    """Whether the first letters of the phrase's words spell the acronym.

    Every letter must be found, and every word that is not a function word must give at least one.
    """
    if len(acronym) > LONGEST_ACRONYM or " " in acronym or len(phrase) <= len(acronym):
        return False
    if "&" in phrase and is_acronym(phrase):
        return False  # P&IDs is no more than P&ID
    return _spelled(acronym, phrase, longest=3)


def _spelled(acronym: str, phrase: str, longest: int) -> bool:
    letters = _letters(acronym)
    parts = tuple(_parts(phrase))
    if len(letters) < 2 or not 0 < len(parts) <= 3 * len(letters) + 2:
        return False
    if len(parts) == 1:
        return len(letters) == 2 and phrase.strip().islower() and _is_compound(letters, parts[0][0])
    return _spells(letters, parts, longest)


def _all_spelled(acronym: str, phrase: str, longest: int) -> bool:
    """Whether each of the words gives a letter."""
    parts = tuple((word, False) for word, _ in _parts(phrase))
    return _spells(_letters(acronym), parts, longest)


def _parts(phrase: str) -> Iterator[tuple[str, bool]]:
    """The words, and whether each may be passed over: function words, and what follows a hyphen."""
    for match in _PART.finditer(phrase):
        is_tail = match.start() > 1 and phrase[match.start() - 1] in _HYPHENS
        yield match[0].casefold(), is_tail or _is_passed_over(match)


def _is_passed_over(match: re.Match[str]) -> bool:
    """A function word; but the first part of `on-target` and `in-app` counts."""
    is_word = match[0].casefold() in FUNCTION_WORDS
    return is_word and match.string[match.end() : match.end() + 1] not in _HYPHENS


def is_itself(acronym: str, run: str) -> bool:
    """Whether the acronym is one of the words."""
    return acronym.casefold() in (word.casefold() for word in words(run))


def expansion_in(acronym: str, text: str) -> str | None:
    """The shortest run of words in `text` that the acronym stands for, as it is written there.

    One letter a word is tried first: with more, EMEA would be *Europe, the Middle East*.
    """
    return _shortest_run(acronym, text, longest=1) or _shortest_run(acronym, text, longest=3)


def _shortest_run(acronym: str, text: str, longest: int) -> str | None:
    letters = _letters(acronym)
    found = list(_WORD.finditer(text))
    best: str | None = None
    for first, match in enumerate(found):
        starts_right = match[0][0].casefold() == letters[:1]
        if not starts_right or _is_passed_over(match):
            continue
        for last in range(first + 1, min(len(found), first + 2 * len(letters) + 2)):
            run = text[match.start() : found[last].end()]
            if _WALL.search(run):
                break
            if found[last][0].casefold() in FUNCTION_WORDS:
                continue
            if _spelled(acronym, run, longest) and not _is_chance(
                acronym, run, text, match.start()
            ):
                if best is None or len(run) < len(best):
                    best = run
                break
    return best


def expansion_before(acronym: str, text: str) -> str | None:
    """`a capital request plan (CRP)`: the words right before the bracketed acronym."""
    match = re.search(rf"\s*[(（]\s*{re.escape(acronym)}s?\s*[)）]", text)
    return run_before(acronym, text, match.start(), longest=2) if match else None


def run_before(acronym: str, text: str, end: int, longest: int) -> str | None:
    """The shortest run of words that ends at `end` and spells the acronym.

    `longest` is how many letters of the acronym one word may give.
    """
    if _CJK.match(text, end - 1):
        return None
    start = max(0, end - LONGEST_EXPANSION)
    before = list(_WORD.finditer(text, start, end))[-3 * len(_letters(acronym)) :]
    for first in reversed(before):
        if not _may_begin(acronym, first[0]):
            continue
        run = text[first.start() : end].rstrip()
        if _WALL.search(run):
            return None
        if not _is_passed_over(first) and _spelled(acronym, run, longest):
            return _without_verb(acronym, run, longest)
    return None


def run_with_tail(acronym: str, text: str, end: int) -> str | None:
    """As `run_before`, for `customer satisfaction score (CSAT)`: its last word gives no letter."""
    last = words(text[max(0, end - 24) : end])[-1:]
    if not last or last[0].casefold() not in _TAILS | _KEPT_TAILS:
        return None
    cut = text.rindex(last[0], 0, end)
    run = run_before(acronym, text, cut, longest=1) or run_before(acronym, text, cut, longest=3)
    is_kept = run is not None and last[0].casefold() in _KEPT_TAILS
    return f"{run} {last[0]}" if is_kept else run


def _without_verb(acronym: str, run: str, longest: int) -> str:
    """`optimise on time delivery` is what one does to it."""
    verb, _, rest = run.partition(" ")
    following = rest.partition(" ")[0].casefold()
    is_verb = following in ("on", "in", "over") and following[0] == verb[0].casefold()
    return rest if is_verb and _all_spelled(acronym, rest, longest) else run


def _may_begin(acronym: str, word: str) -> bool:
    """Nearly all words do not: the rest need not be looked at."""
    letter = _letters(acronym)[:1]
    return word[0].casefold() == letter or letter in _SOUNDS or word.casefold() in FUNCTION_WORDS


def run_after(acronym: str, text: str, start: int, longest: int) -> str | None:
    """As `run_before`, for the words that begin at `start`."""
    after = list(_WORD.finditer(text, start, start + LONGEST_EXPANSION))
    after = after[: 3 * len(_letters(acronym))]
    if not after or not _may_begin(acronym, after[0][0]):
        return None
    for last in after[1:]:
        run = text[after[0].start() : last.end()]
        if _WALL.search(run):
            return None
        is_tail = text[last.start() - 1] in _HYPHENS  # of `sign-on`
        ends_right = is_tail or last[0].casefold() not in FUNCTION_WORDS
        if ends_right and _spelled(acronym, run, longest):
            return run
    return None


def _is_chance(acronym: str, run: str, text: str, start: int) -> bool:
    """Whether the words are a piece of a sentence, or said to be something else."""
    own = [word.casefold() for word in words(run)]
    is_sentence = not _FINITE.isdisjoint(own) and len(own) < LONGEST_CHANCE
    is_denied = text[max(0, start - 6) : start].rstrip(' "“*').endswith("not")
    is_itself = acronym.casefold() in (*own, *run.casefold().split())
    return is_itself or is_sentence or is_denied


def _is_compound(letters: str, word: str) -> bool:
    return word[0] == letters[0] and letters[1] in second_letters(word)


@lru_cache(maxsize=16384)
def second_letters(word: str) -> str:
    """With which the second words of a compound begin, as far as it may be one: `lifetime`."""
    places = range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
    return "".join(
        word[at]
        for at in places
        if not _SUFFIX.fullmatch(word, at)
        and min(frequency(word[:at]), frequency(word[at:])) >= _PART_OF_COMPOUND
    )


@lru_cache(maxsize=4096)
def _letters(acronym: str) -> str:
    return _NO_LETTER.sub("", singular_acronym(acronym).casefold())


@lru_cache(maxsize=4096)
def _spells(letters: str, parts: Sequence[tuple[str, bool]], longest: int) -> bool:
    if not parts:
        return not letters
    (head, is_optional), rest = parts[0], parts[1:]
    if is_optional and _spells(letters, rest, longest):
        return True
    if not letters:
        return False
    if head.startswith(_SOUNDS.get(letters[0], ())) and _spells(letters[1:], rest, longest):
        return True
    is_compound = len(letters) > 1 and _is_compound(letters, head)
    if is_compound and _spells(letters[2:], rest, longest):
        return True
    taken = 0
    while taken < min(len(head), len(letters), longest) and head[taken] == letters[taken]:
        taken += 1
        if _spells(letters[taken:], rest, longest):
            return True
    return False
