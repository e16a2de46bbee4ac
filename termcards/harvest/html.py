"""A saved or fetched page into a `Document`: its `JobPosting` if it has one, else its main text."""

from dataclasses import replace
from typing import Any

from termcards.errors import BadInputError
from termcards.harvest.document import Block, BlockKind, Document, Passage
from termcards.harvest.jobposting import (
    JobPosting,
    find_job_posting,
    iso_day,
    language_code,
    line_of,
)
from termcards.harvest.markup import parse_html, set_down, web_address
from termcards.harvest.navigation import letters, posting_element, without_navigation
from termcards.harvest.quiet import without_log
from termcards.harvest.sitewords import is_site_word
from termcards.harvest.transcript import Transcript
from termcards.notes import Posting

MAXIMUM_LENGTH = 16 * 1024 * 1024
"""In characters: more is no page, but an archive of one with its pictures."""
MAXIMUM_ELEMENTS = 30_000

_NOTHING = "there is no text of a posting in this page; open it in a browser, save it, harvest that"


def read_html(text: str, name: object, url: str | None = None) -> Document:
    """`url` is where the page was fetched. Lines count in the text that is taken from the page.

    Raises `BadInputError` for a page without text.
    """
    root = parse_html(text) if len(text) <= MAXIMUM_LENGTH else None
    if len(text) > MAXIMUM_LENGTH or _is_large(root):
        raise BadInputError("this page is too large for a posting", path=name)
    if root is None:
        raise BadInputError(_NOTHING, path=name)
    job = find_job_posting(_scripts(root), _first_text(root, "//title"))
    posting, author = _described(root, job, url)
    transcript = Transcript()
    if posting.title:
        transcript.add(Block(BlockKind.HEADING, Passage(posting.title), level=1))
    if job and job.texts:
        for part in job.texts:
            set_down(parse_html(part), transcript)
    else:
        _set_down_page(root, transcript)
    document = transcript.document(posting, author)
    document = replace(document, blocks=_without_empty_ends(document.blocks))
    if not any(block.kind is not BlockKind.HEADING for block in document.blocks):
        raise BadInputError(_NOTHING, path=name)
    return document


def _is_large(root: Any) -> bool:
    return root is not None and sum(1 for _ in root.iter()) > MAXIMUM_ELEMENTS


def _scripts(root: Any) -> list[str]:
    return [
        script.text or ""
        for script in root.iter("script")
        if (script.get("type") or "").split(";")[0].strip().lower() == "application/ld+json"
    ]


def _set_down_page(root: Any, transcript: Transcript) -> None:
    without_navigation(root)
    set_down(posting_element(root), transcript)


def _described(root: Any, job: JobPosting | None, url: str | None) -> tuple[Posting, str | None]:
    """What the page says of itself, its posting first; and who posted it."""
    own = web_address(job.url) if job else None
    if job and job.title and job.date and job.organization and (own or url):
        language = job.language or language_code(root.get("lang"))
        return Posting("", job.title, own or url, job.date, language), job.organization
    from trafilatura.metadata import extract_metadata

    with without_log("trafilatura", "htmldate", "courlan"):
        found = extract_metadata(root, url, date_config=_date_settings())
    posting = Posting(
        slug="",
        title=(job and job.title) or _title(root) or line_of(found.title),
        url=own or _canonical(found.url) or url,
        date=(job and job.date) or iso_day(found.date),
        language=(job and job.language) or language_code(root.get("lang")),
    )
    return posting, (job and job.organization) or line_of(found.author)


def _date_settings() -> dict[str, Any]:
    """A date that the page gives as its own, never one from its text or its copyright."""
    return {"original_date": True, "extensive_search": False}


def _title(root: Any) -> str | None:
    headings = [title for h in root.iter("h1") if (title := line_of("".join(h.itertext())))]
    if len(set(headings)) == 1:
        return headings[0]
    shared = [str(each) for each in root.xpath("//meta[@property='og:title']/@content")]
    titles = map(line_of, (*shared, _first_text(root, "//title"), _first_text(root, "//h2")))
    return next((title for title in titles if title and not is_site_word(title)), None)


def _canonical(url: object) -> str | None:
    """The page's own address; a site's front page is nobody's own."""
    address = web_address(url)
    return address if address and address.split("://", 1)[1].strip("/").count("/") else None


def _first_text(root: Any, path: str) -> str:
    return next(("".join(element.itertext()) for element in root.xpath(path)), "")


def _without_empty_ends(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks without a heading said twice, and without headings that nothing follows."""
    if len(blocks) > 1 and letters(blocks[0].passage.text) == letters(blocks[1].passage.text):
        blocks = blocks[:1] + blocks[2:]
    end = len(blocks)
    while end and blocks[end - 1].kind is BlockKind.HEADING:
        end -= 1
    return blocks[:end]
