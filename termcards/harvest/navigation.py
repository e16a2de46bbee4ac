"""Which part of a page is the posting: navigation, banners and other people's jobs are not.

What is surely no part of it goes first. Then trafilatura says which paragraphs are the page's text,
and the smallest element that holds them all is the posting; its own lists and tables are kept,
which trafilatura would drop now and then.
"""

import re
from dataclasses import dataclass
from typing import Any

from termcards.harvest.quiet import without_log
from termcards.harvest.sitewords import is_site_word

MANY_ELEMENTS = 1_500
"""With more, trafilatura's second opinions take minutes; a posting's own page has some hundreds."""

_NEVER = frozenset(
    {
        *("aside", "button", "dialog", "footer", "input", "nav", "select", "template"),
        *("textarea",),
    }
)
_ROLES = frozenset({"alertdialog", "complementary", "contentinfo", "dialog", "navigation"})
_NAMES = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|gdpr|breadcrumbs?|related|similar|recommended|recommendations?"
    r"|also-viewed|more-jobs|other-jobs|job-alerts?|referrals?|share|sharing|social|newsletter|subscribe"
    r"|sign-?in|log-?in|modal|popup|overlay|sidebar|nav|navbar|navigation|menu|foot|footer|skip-link)"
    r"(?:[\s_-]|$)",
    re.IGNORECASE,
)
"""In a class or an id: what page makers call the parts that are not the text."""
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NO_LETTERS = re.compile(r"[\W_]+")
_KEPT = ("html", "body", "main", "article", "head")
_PARTS = frozenset(
    {
        *("article", "body", "center", "div", "fieldset", "form", "header", "main", "section"),
        *("span", "table", "tbody", "td", "tr"),
    }
)
_BLOCKS = ("p", "br", "ul", "ol", "h1", "h2", "h3", "h4")


@dataclass(slots=True)
class _Weight:
    """What is inside an element, in letters."""

    letters: int = 0
    linked: int = 0
    links: int = 0

    def add(self, other: "_Weight") -> None:
        self.letters += other.letters
        self.linked += other.linked
        self.links += other.links


def without_navigation(root: Any) -> None:
    """Takes out of a page what is there to lead elsewhere, or speaks of something else."""
    from lxml import etree

    weights = _weights(root)
    whole = weights[root].letters
    steps = etree.iterwalk(root, events=("start",))
    unwanted = []
    for _, element in steps:
        if _is_unwanted(element, weights[element], whole):
            unwanted.append(element)
            steps.skip_subtree()
    for element in unwanted:
        element.drop_tree()


def posting_element(root: Any) -> Any:
    """The smallest part of the page with all that trafilatura takes for its text."""
    found = _sample(_paragraphs_of_text(root))
    element = root
    while found:
        inner = next((child for child in element if _holds(child, found)), None)
        # A lone paragraph or list is no posting: what stands beside it belongs to it.
        if inner is None or inner.tag not in _PARTS or next(inner.iter(*_BLOCKS), None) is None:
            break
        element = inner
    return element


def letters(text: str) -> str:
    """The text without blanks and signs, to compare what two programs make of a page."""
    return _NO_LETTERS.sub("", text).casefold()


def _weights(root: Any) -> dict[Any, _Weight]:
    from lxml import etree

    weights: dict[Any, _Weight] = {}
    for _, element in etree.iterwalk(root, events=("end",)):
        weight = _Weight(len(letters(element.text or "")))
        if element.tag in ("script", "style"):
            weight = _Weight()
        for child in element:
            weight.add(weights[child])
            weight.letters += len(letters(child.tail or ""))
        if element.tag == "a":
            weight.linked, weight.links = weight.letters, 1
        weights[element] = weight
    return weights


def _is_unwanted(element: Any, weight: _Weight, whole: int) -> bool:
    if element.tag in _KEPT or element.getparent() is None:
        return False
    if element.tag in _NEVER or _is_invisible(element) or element.get("role") in _ROLES:
        return True
    if element.tag in ("ul", "ol") and _leads_elsewhere(element):
        return True
    if weight.links >= 2 and weight.linked >= 0.85 * weight.letters:
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('role') or ''}"
    # Some wrap the whole page in an element with such a name.
    is_hidden = element.get("aria-hidden") == "true"
    return weight.letters < 0.4 * whole and (is_hidden or _NAMES.search(names) is not None)


def _leads_elsewhere(element: Any) -> bool:
    """Whether it is the menu or the foot of a site, with or without links."""
    items = [" ".join("".join(item.itertext()).split()) for item in element.iter("li")]
    known = sum(map(is_site_word, items))
    return known >= 2 and known >= 0.4 * len(items)


def _is_invisible(element: Any) -> bool:
    return element.get("hidden") is not None or bool(_INVISIBLE.search(element.get("style") or ""))


def _paragraphs_of_text(root: Any) -> list[str]:
    import trafilatura
    from trafilatura.settings import Document, use_config

    is_large = sum(1 for _ in root.iter()) > MANY_ELEMENTS
    config = use_config()
    # A posting in Chinese says much in few characters, and short ones are postings too.
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", "20")
    with without_log("trafilatura", "htmldate", "justext", "courlan"):
        found = trafilatura.bare_extraction(
            root, fast=is_large, include_comments=False, favor_precision=True, config=config
        )
    if not isinstance(found, Document) or found.body is None:
        return []
    texts = (letters(text) for text in found.body.itertext())
    return [text for text in texts if len(text) >= 4]


def _sample(texts: list[str]) -> list[str]:
    """The first, the last, and some between: enough to find the element around them."""
    step = 1 + len(texts) // 50
    return [*texts[:-1:step], *texts[-1:]]


def _holds(element: Any, found: list[str]) -> bool:
    """Most is enough: now and then the two see a word or two differently."""
    text = letters("".join(element.itertext()))
    held = sum(len(part) for part in found if part in text)
    return held >= 0.95 * sum(map(len, found))
