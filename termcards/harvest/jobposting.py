"""The `JobPosting` that a page may carry as JSON-LD, see https://schema.org/JobPosting."""

import html
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from termcards.harvest.transcript import clean

_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*$"
)
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?!\d)")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*$")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")
_ESCAPED_TAG = re.compile(r"&lt;/?[a-zA-Z][a-zA-Z0-9]{0,9}\b")
_MORE_TEXTS = (
    *("responsibilities", "qualifications", "skills", "educationRequirements"),
    *("experienceRequirements", "jobBenefits", "incentiveCompensation"),
)


@dataclass(frozen=True, slots=True)
class JobPosting:
    title: str | None
    organization: str | None
    date: str | None
    """The day on which it was posted, as in ISO 8601."""

    language: str | None
    url: object
    texts: tuple[str, ...]
    """The description first, then what else it tells at length; each a part of a page in HTML."""


def find_job_posting(scripts: Iterable[str], page_title: str) -> JobPosting | None:
    """The page's own posting among its JSON-LD scripts; of several, the one in the page's title."""
    found = [_job_posting(value) for text in scripts for value in _postings_in(_parsed(text))]
    told = [posting for posting in found if posting.texts] or found
    own = [posting for posting in told if posting.title and posting.title in page_title]
    return next(iter(own or told), None)


def iso_day(text: object) -> str | None:
    match = _DAY.match(text.strip()) if isinstance(text, str) else None
    return match[1] if match else None


def language_code(text: object) -> str | None:
    if isinstance(text, dict):
        text = text.get("alternateName") or text.get("name")
    if isinstance(text, list):
        text = text[0] if text else None
    if isinstance(text, str) and _LANGUAGE.match(text.strip()):
        return text.strip().replace("_", "-")
    return None


def line_of(text: object) -> str | None:
    """A title or a name: one line of plain text, or nothing."""
    if not isinstance(text, str):
        return None
    plain = _TAG.sub(" ", html.unescape(text))
    return " ".join(clean(plain).split()) or None


def _parsed(script: str) -> Any:
    """The script's value; `None` for what is no JSON, which browsers pass over too."""
    try:
        # Many write their line breaks into the strings as they are.
        return json.loads(_WRAPPING.sub("", script.strip().lstrip("\ufeff")), strict=False)
    except (ValueError, RecursionError):
        return None


def _postings_in(value: Any) -> Iterator[dict[str, Any]]:
    waiting = [value]
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting += reversed(value)
        elif isinstance(value, dict):
            if _is_job_posting(value):
                yield value
            waiting += [value[key] for key in ("mainEntity", "@graph") if key in value]


def _is_job_posting(value: dict[str, Any]) -> bool:
    kinds = value.get("@type")
    return any(
        re.split("[/:#]", kind)[-1] == "JobPosting"
        for kind in (kinds if isinstance(kinds, list) else [kinds])
        if isinstance(kind, str)
    )


def _job_posting(value: dict[str, Any]) -> JobPosting:
    organization = value.get("hiringOrganization")
    if isinstance(organization, list):
        organization = organization[0] if organization else None
    if isinstance(organization, dict):
        organization = organization.get("name") or organization.get("legalName")
    return JobPosting(
        title=line_of(value.get("title") or value.get("name")),
        organization=line_of(organization),
        date=iso_day(value.get("datePosted")),
        language=language_code(value.get("inLanguage")),
        url=value.get("url") or value.get("@id"),
        texts=tuple(_texts(value)),
    )


def _texts(value: dict[str, Any]) -> Iterator[str]:
    """Those that are not cut short, and not told already in one before."""
    told = ""
    for key in ("description", *_MORE_TEXTS):
        for text in _strings(value.get(key)):
            plain = " ".join(html.unescape(_TAG.sub(" ", text)).split())
            is_cut = plain.endswith(("…", "..."))
            is_long = key == "description" or len(plain) >= 40
            if plain and is_long and not is_cut and plain not in told:
                told += f" {plain}"
                yield _as_html(text)


def _strings(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [text for text in values if isinstance(text, str)]


def _as_html(text: str) -> str:
    """Some escape the description's tags, twice even, and some send plain lines."""
    for _ in range(2):
        if not _ESCAPED_TAG.search(text) or _TAG.search(text):
            break
        text = html.unescape(text)
    if _TAG.search(text):
        return text
    return "<br>".join(html.escape(html.unescape(line)) for line in text.splitlines())
