"""Where a card's words come from, in words."""

from collections.abc import Sequence

from termcards.addresses import is_page
from termcards.language import tr
from termcards.notes import Citation, Deck, Example, Posting, Sense, Source


def citation_parts(example: Example | None, deck: Deck) -> tuple[str, ...]:
    """Where a sentence stands: title, date, place in the text, address."""
    if example is None or example.citation is None:
        return ()
    cited = example.citation
    posting = _posting(cited.posting, deck)
    parts = (posting.title or posting.slug, posting.date, _lines(cited), posting.url)
    return tuple(part for part in parts if part)


def noted_sources(
    example: Example | None, deck: Deck, senses: Sequence[Sense]
) -> list[tuple[str, str]]:
    """The sources of a sentence and of meanings, each with what it is the source of."""
    cited = citation_parts(example, deck)
    found = [(tr("source"), _on_lines(cited))] if cited else []
    for number, sense in enumerate(senses, 1):
        label = tr("meaning {number}", number=number) if len(senses) > 1 else tr("meaning")
        parts = _parts(sense.source) if sense.source else ()
        found += [(label, _on_lines(parts))] if parts else []
    return found


def pages(
    example: Example | None, deck: Deck, senses: Sequence[Sense]
) -> tuple[tuple[str, str], ...]:
    """The pages among the sources, each once: its title, or where it belongs, and its address."""
    cited = example.citation if example else None
    posting = _posting(cited.posting, deck) if cited else None
    found: list[tuple[str | None, str | None]] = []
    found += [(posting.title or posting.slug, posting.url)] if posting else []
    found += [(sense.source.title, sense.source.url) for sense in senses if sense.source]
    titles = {url: title or "" for title, url in reversed(found) if url and is_page(url)}
    return tuple((title, url) for url, title in reversed(titles.items()))


def _parts(source: Source) -> tuple[str, ...]:
    return tuple(part for part in (source.title, source.url) if part)


def _on_lines(parts: Sequence[str]) -> str:
    """The parts side by side, an address on a line of its own."""
    *others, last = parts
    is_address = bool(others) and "://" in last
    return " · ".join(others) + ("\n" if is_address else " · " if others else "") + last


def _posting(slug: str, deck: Deck) -> Posting:
    return next((known for known in deck.postings if known.slug == slug), Posting(slug))


def _lines(cited: Citation) -> str | None:
    if cited.line is None:
        return None
    if cited.end_line in (None, cited.line):
        return tr("line {line}", line=cited.line)
    return tr("lines {line}–{end}", line=cited.line, end=cited.end_line)
