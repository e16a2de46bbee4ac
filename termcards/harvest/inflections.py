"""Which words a form may be an inflection of: rules of English endings, and the irregular ones."""

import re
from functools import lru_cache

from termcards.irregular import FORMS_OF, IRREGULAR

_RESPELT = re.compile(r"our|is|ys|br|tr|ll|og|enc")
"""What a word must hold before the other English may spell one of its forms in another way."""
_SPELLINGS = tuple(
    (re.compile(british), american)
    for british, american in (
        (r"our(?=$|s$|ed$|ing$|able$|ite$)", "or"),
        (r"(?<=[a-z]{3})is(?=e$|es$|ed$|ing$|er$|ation$|ations$)", "iz"),
        (r"ys(?=e$|es$|ed$|ing$)", "yz"),
        (r"(?<=[bt])re$", "er"),
        (r"ll(?=ed$|ing$|er$)", "l"),
        (r"ogue$", "og"),
        (r"ence$", "ense"),
    )
)
"""The other English's spelling, for finding a word that is written otherwise in the text."""
_DOUBLED = r"(.{2,}?([bdfgklmnprstvz]))\2"
_ENDINGS: dict[str, tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]] = {
    last: tuple((re.compile(pattern), endings) for pattern, endings in rules)
    for last, rules in {
        "s": (
            (r"(.{2,})ies$", ("y", "ie")),
            (r"(.{2,})ves$", ("f", "fe", "ve")),
            (r"(.{2,}(?:s|x|z|ch|sh|o))es$", ("",)),
            (r"(.{2,}[^s])s$", ("",)),
            (r"(.{2,})['’]s$", ("",)),
        ),
        "'": ((r"(.{2,})s'$", ("",)),),
        "’": ((r"(.{2,})s’$", ("",)),),
        "d": (
            (r"(.{2,})ied$", ("y", "ie")),
            (r"(.{2,})ed$", ("", "e")),
            (rf"{_DOUBLED}ed$", ("",)),
        ),
        "g": (
            (r"(.+)ying$", ("y", "ie")),
            (r"(.{2,})ing$", ("", "e")),
            (rf"{_DOUBLED}ing$", ("",)),
        ),
        "r": ((r"(.{3,})er$", ("", "e")), (rf"{_DOUBLED}er$", ("",))),
        "t": ((r"(.{3,})est$", ("", "e")), (rf"{_DOUBLED}est$", ("",))),
    }.items()
}
"""By a form's last letter: the endings it may have, and what the base has instead."""


@lru_cache(maxsize=65536)
def bases(word: str) -> frozenset[str]:
    """The words, in lower case, of which `word` may be a form; itself among them.

    Only possibilities: which of them are words, those that are looked for decide.
    """
    form = word.casefold()
    found = {form}
    if form in IRREGULAR:
        found.add(IRREGULAR[form])
    for pattern, endings in _ENDINGS.get(form[-1:], ()):
        match = pattern.match(form)
        if match:
            found.update(match[1] + ending for ending in endings)
    for british, american in _SPELLINGS if _RESPELT.search(form) else ():
        found.update(british.sub(american, base) for base in tuple(found))
    return frozenset(found)


def irregular_forms(base: str) -> tuple[str, ...]:
    return FORMS_OF.get(base, ())


def plain_bases(word: str) -> frozenset[str]:
    """As `bases`, comparatives aside: *tender* is no form of *tend* among very many words."""
    form = word.casefold()
    return frozenset((form,)) if form.endswith(("er", "est")) else bases(form)


def same_word(one: str, other: str) -> bool:
    """Whether one may be an inflection of the other, or both of the same word."""
    first, second = one.casefold(), other.casefold()
    return first == second or first in bases(second) or second in bases(first)


_NEEDS_E = re.compile(
    r"(?:at|iz|ys|us|is|os|iv|av|ov|uc|ac|ic|ag|dg|rg|nc|rc|ns|rs|ls|bl|dl|tl|pl|fl|gl|ur|ut|ud|id"
    r"|ad|od|ak|ok|ik|am|im|um|ap|ip|op|as|ol|ul|it?e|iat|ibl)$"
)
_KEEPS_S = re.compile(r"(?:ss|us|is|ics|news|means|series|species)$")
_A_THING = re.compile(
    r"(?:An?|Any\w*|Some(?:thing|one|body)|One|Whoever|Whatever|Each|The \w+ (?:who|that))\b"
)


def base_form(surface: str, definition: str) -> str:
    """The form a dictionary would have, as far as the definition's first words tell.

    *To put off …* defines a verb, *A date …* one thing; for all else the surface stays as it is.
    """
    head, space, last = surface.rpartition(" ")
    if definition.startswith("To ") and not space:
        return _verb_base(surface)
    if _A_THING.match(definition):
        return f"{head}{space}{singular(last)}"
    return surface


def _verb_base(form: str) -> str:
    word = form.casefold()
    if word in IRREGULAR:
        return IRREGULAR[word]
    if word.endswith(("ied", "ies")):
        return word[:-3] + "y"
    for ending in ("ed", "ing"):
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < 3:
            continue
        if stem[-1] == stem[-2] and stem[-1] not in "lsfz":
            return stem[:-1]
        return stem + "e" if _NEEDS_E.search(stem) else stem
    return word[:-1] if word.endswith("s") and not _KEEPS_S.search(word) else word


def singular(word: str) -> str:
    """Of a noun in the plural; other words stay as they are."""
    if not word.endswith("s") or _KEEPS_S.search(word):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if re.search(r"(?:ss|x|zz|ch|sh)es$", word):
        return word[:-2]
    return word[:-1]
