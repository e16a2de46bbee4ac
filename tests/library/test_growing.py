"""What known terms gain from a later posting, and what they must not gain."""

from pathlib import Path

import pytest

from termcards.harvest.harvester import Harvest
from termcards.library.harvesting import accept, read_footnotes
from termcards.library.home import Library
from termcards.library.keeping import sync
from termcards.library.proposing import with_proposals
from termcards.library.readiness import readiness
from termcards.library.taking import chosen, with_accepted
from tests.library.postings import write_posting

FIRST = """\
A proof of concept[^POC] comes first. Each lead[^lead] counts. We mentor[^mentor] juniors.

[^POC]: **Proof of concept** (**POC**): a small trial that shows that an idea works.
[^lead]: **lead**, n. A person who may buy.
[^mentor]: **mentor**, v. To advise somebody with less experience.
"""


@pytest.fixture
def known(library: Library, tmp_path: Path) -> Library:
    """A library that knows *POC*, the noun *lead* and the verb *mentor*."""
    name = write_posting(tmp_path, FIRST, "first.md")
    accept(library, [read_footnotes(name)[1]])
    sync(library)
    return library


def harvested(library: Library, folder: Path, text: str) -> Harvest:
    document, found = read_footnotes(write_posting(folder, text, "second.txt"))
    return with_proposals(library, found, document)


def gaining(library: Library, folder: Path, text: str) -> dict[str, str]:
    """By note, from a posting of another name."""
    document, found = read_footnotes(write_posting(folder, text, "third.txt"))
    notes = [draft.note for draft in with_proposals(library, found, document).notes]
    return {note.id: note.examples[0].sentence for note in notes}


def gained(library: Library, folder: Path, text: str) -> list[str]:
    found = harvested(library, folder, text)
    return [example.sentence for draft in found.notes for example in draft.note.examples]


def test_an_acronym_that_the_posting_expands_alike_gains_its_sentence(
    known: Library, tmp_path: Path
) -> None:
    text = "You run each Proof-of-Concept (POC) for the tenants."
    assert gained(known, tmp_path, text) == [text]


def test_an_acronym_that_the_posting_expands_otherwise_gains_nothing(
    known: Library, tmp_path: Path
) -> None:
    text = "You are the point of contact (POC) for tenants.\n\nThe POC answers within a day.\n"
    assert gained(known, tmp_path, text) == []


def test_the_namesake_is_offered_and_becomes_a_note_of_its_own(
    known: Library, tmp_path: Path
) -> None:
    text = "You are the point of contact (POC) for tenants.\n\nThe POC answers within a day.\n"
    found = harvested(known, tmp_path, text)
    offered = {one.term: one.expansion for one in found.candidates}
    assert offered["POC"] == "point of contact"
    accept(known, [with_accepted(found, chosen(found.candidates, "POC"))])
    sync(known)
    own = "The point of contact (POC) of the tenants is awake at night."
    other = "The proof of concept (POC) took the tenants a month."
    assert gaining(known, tmp_path, own) == {"poc": own}
    assert gaining(known, tmp_path, other) == {"proof-of-concept": other}


def test_readiness_does_not_count_a_namesake(known: Library, tmp_path: Path) -> None:
    text = "You are the point of contact (POC) for tenants in nine ports of the region.\n"
    found = readiness(known, write_posting(tmp_path, text, "second.txt"))
    assert (found.known, found.gaps) == ((), ())
    assert "POC" in found.missing


@pytest.mark.parametrize(
    "sentence",
    [
        "You will lead a team of nine sellers.",
        "Lead the renewal of forty tenants.",
        "She has led the harbour office since May.",
        "They lead tenants through the lease.",
        "You coach and lead our tenants.",
        "Your mentor is a seller in the harbour.",
        "Find a mentor among the tenants.",
    ],
)
def test_a_word_of_another_kind_gains_no_sentence(
    known: Library, tmp_path: Path, sentence: str
) -> None:
    assert gained(known, tmp_path, sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "You qualify every lead within a day.",
        "Tenants with a good lead are rare.",
        "We buy leads from the harbour office.",
        "You will mentor the tenants of the harbour.",
        "She mentored nine sellers in the harbour.",
        "To mentor tenants takes patience.",
    ],
)
def test_a_word_of_its_kind_gains_its_sentence(
    known: Library, tmp_path: Path, sentence: str
) -> None:
    assert gained(known, tmp_path, sentence) == [sentence]


def test_a_sentence_in_another_language_is_none_for_an_english_word(
    known: Library, tmp_path: Path
) -> None:
    text = "Sie sind der beste Lead für den Hafen und die POC der Mieter, mit uns und für uns.\n"
    assert [draft.note.term for draft in harvested(known, tmp_path, text).notes] == [
        "proof of concept"
    ]


TRADE = """\
Our pipeline[^pipeline] is full. Ask the PM[^PM].

[^pipeline]: **pipeline**, n. [sales] All the deals that may still be won.
[^PM]: **Product manager** (**PM**): the person who decides what is built.
"""


@pytest.fixture
def trade(library: Library, tmp_path: Path) -> Library:
    """A library that knows the *pipeline* of sales, and *PM*."""
    name = write_posting(tmp_path, TRADE, "first.md")
    accept(library, [read_footnotes(name)[1]])
    sync(library)
    return library


def test_a_time_of_day_is_no_acronym(trade: Library, tmp_path: Path) -> None:
    assert (
        gained(trade, tmp_path, "The tenants of the harbour call us until 3 PM on Mondays.") == []
    )
    own = "The tenants of the harbour call the PM until 3 PM on Mondays."
    assert gained(trade, tmp_path, own) == [own]
