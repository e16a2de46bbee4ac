"""Which acronyms and the like stand in a text, and where: ARR, R&D, CI/CD, EC2, K8s, DevOps."""

import re
from collections.abc import Iterator

from termcards.harvest.acronyms import LONGEST_ACRONYM, is_acronym, singular_acronym
from termcards.harvest.surfaces import Run

_TOKEN = re.compile(
    r"(?<![A-Za-z\d])(?:[A-Za-z]|[2-9](?=[A-Z]{2})(?![AP]M|[GMTK]B|K[GM]))(?:[A-Za-z\d]|[&/.-](?=[A-Za-z\d])){1,23}(?![A-Za-z\d])"
)
_STANDARD = re.compile(
    r"(?<![A-Za-z\d/])(?:ISO/IEC|ISO|IEC|IATF|SOC|DIN|ASTM|ANSI|NIST|IEEE|FIPS|RFC)"
    r"[ \xa0-]\d{1,6}(?:-\d{1,3})?(?![\w-])"
)
_CODE = re.compile(r"[A-Z]{1,4}\d{1,2}$")
_COUNTED = re.compile(r"[A-Za-z]\d{1,2}[A-Za-z]$")
"""The letters between two are counted, or a digit sounds like a word: `K8s`, `i18n`, `B2B`."""
_CLIPPED = re.compile(r"(?:[A-Z][a-z]{0,3}){1,2}(?:Ops|Sec|Tech)$|(?:Cap|Op)Ex$")
_PAIR = re.compile(r"[A-Z]/[A-Z]$")
_HALF_DAYS = ("AM", "PM")
_CLOCK = re.compile(r"\d\s?$")
_TEST = re.compile(r"[ -]test", re.I)


def acronyms_in(text: str) -> Iterator[tuple[str, Run]]:
    """Each acronym, in the singular, and its place; of `MQL/SQL` both, of `CI/CD` the whole."""
    standards = [match.span() for match in _STANDARD.finditer(text)]
    for start, end in standards:
        yield text[start:end].replace("\xa0", " "), (start, end)
    taken = dict(standards)
    for match in _TOKEN.finditer(text):
        token = match[0]
        if token in _HALF_DAYS and is_time_of_day(text, match.span()):
            continue
        if not (token.islower() and token.isalpha()) and match.start() not in taken:
            yield from _in_token(match, text)


def is_time_of_day(text: str, place: Run) -> bool:
    """`3 PM` is no product manager."""
    return text[slice(*place)] in _HALF_DAYS and bool(
        _CLOCK.search(text[max(0, place[0] - 4) : place[0]])
    )


def is_code(name: str) -> bool:
    """Whether it is letters with a number behind: `EC2`, but a grade and a quarter are so too."""
    return _CODE.match(name) is not None


def is_coined(name: str) -> bool:
    """Whether it can be no other word, name or number: `K8s`, `DevOps`, `R&D`, `I/O`, `SOC 2`."""
    return "&" in name or any(
        pattern.match(name) for pattern in (_COUNTED, _CLIPPED, _PAIR, _STANDARD)
    )


def _in_token(match: re.Match[str], text: str) -> Iterator[tuple[str, Run]]:
    token = match[0]
    parts = token.split("/")
    if len(parts) == 1 or (len(parts) == 2 and max(map(len, parts)) == 2 and is_acronym(token)):
        if _is_shorthand(token) and len(token) <= LONGEST_ACRONYM:
            yield singular_acronym(token), match.span()
        return
    if _PAIR.match(token):
        if not _TEST.match(text, match.end()):  # an A/B test is a term by itself
            yield token, match.span()
        return
    at = match.start()
    for part in parts:
        if _is_shorthand(part) and len(part) <= LONGEST_ACRONYM:
            yield singular_acronym(part), (at, at + len(part))
        at += len(part) + 1


def _is_shorthand(token: str) -> bool:
    return (
        is_acronym(token)
        or is_code(token)
        or _COUNTED.match(token) is not None
        or _CLIPPED.match(token) is not None
    )
