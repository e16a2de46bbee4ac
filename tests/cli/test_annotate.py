"""`termcards annotate`: from the deck back into the posting."""

import codecs
from pathlib import Path

import pytest

from tests.cli.conftest import Call

TEXT = """\
---
title: Account Executive, Larkbench
---

# Account Executive

You carry a quota and report the ARR you bring in.

## Day by day

Fill the pipeline[^pipeline] and keep the churn low.

[^pipeline]: **pipeline** n. All the deals that may still be won.

Every week you hold discovery calls with new customers.
"""
DECK = """\
id: sales
deck: Sales
format: 1
postings:
  job: {title: 'Account Executive, Larkbench'}
notes:
- id: pipeline
  term: pipeline
  part_of_speech: noun
  senses:
  - definition: All the deals that may still be won.
  examples:
  - sentence: Fill the pipeline and keep the churn low.
    surface: pipeline
    source: {posting: job, line: 11}
- id: quota
  term: quota
  senses:
  - definition: What a salesperson has to sell in a period.
  examples:
  - sentence: You carry a quota and report the ARR you bring in.
    surface: quota
    source: {posting: job, line: 7}
- id: discovery-call
  term: discovery call
  senses:
  - definition: A first talk in which the seller asks more than tells.
  examples:
  - sentence: Every week you hold discovery calls with new customers.
    surface: discovery calls
    source: {posting: job, line: 15}
- id: churn
  term: churn
  senses:
  - definition: The loss of customers over time.
- id: arr
  term: ARR
  examples:
  - sentence: You carry a quota and report the ARR you bring in.
    surface: ARR
    source: {posting: job, line: 7}
"""
ANNOTATED = """\
---
title: Account Executive, Larkbench
---

# Account Executive

You carry a quota[^quota] and report the ARR you bring in.

## Day by day

Fill the pipeline[^pipeline] and keep the churn low.

[^pipeline]: **pipeline** n. All the deals that may still be won.
[^quota]: **quota**: What a salesperson has to sell in a period.
[^discovery-call]: **discovery call**: A first talk in which the seller asks more than tells.

Every week you hold discovery calls[^discovery-call] with new customers.
"""


@pytest.fixture
def job(tmp_path: Path) -> Path:
    path = tmp_path / "job.md"
    path.write_bytes(TEXT.encode())
    return path


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    path = tmp_path / "home" / "decks" / "sales.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(DECK, encoding="utf-8")
    return path


def test_the_terms_taken_from_a_posting_become_its_footnotes(
    call: Call, job: Path, deck: Path
) -> None:
    done = call("annotate", "job.md")
    assert done.status == 0
    assert done.out.splitlines()[0] == "job.md: 2 footnotes added"
    assert done.err == "left out: ARR: it has no meaning to write\n"
    assert job.read_bytes().decode() == ANNOTATED


def test_a_second_time_changes_nothing(call: Call, job: Path, deck: Path) -> None:
    call("annotate", "job.md")
    again = call("annotate", "job.md")
    assert (again.status, again.out) == (0, "job.md: no footnotes added\n")
    assert job.read_bytes().decode() == ANNOTATED


def test_a_harvest_of_the_result_adds_nothing_and_changes_no_deck(
    call: Call, job: Path, deck: Path
) -> None:
    call("annotate", "job.md")
    before = deck.read_bytes()
    harvest = call("harvest", "job.md")
    assert harvest.out.splitlines()[0] == "job.md: 0 notes added, 3 known already"
    assert deck.read_bytes() == before


def test_the_deck_says_on_which_lines_the_sentences_stand_now(
    call: Call, job: Path, deck: Path
) -> None:
    call("annotate", "job.md")
    assert deck.read_text(encoding="utf-8") == DECK.replace("line: 15", "line: 17")


def test_a_dry_run_shows_the_difference_and_writes_nothing(
    call: Call, job: Path, deck: Path
) -> None:
    done = call("annotate", "job.md", "--dry-run")
    assert done.status == 0
    assert done.out == (
        "--- job.md\n"
        "+++ job.md, annotated\n"
        "@@ -4,12 +4,14 @@\n"
        " \n"
        " # Account Executive\n"
        " \n"
        "-You carry a quota and report the ARR you bring in.\n"
        "+You carry a quota[^quota] and report the ARR you bring in.\n"
        " \n"
        " ## Day by day\n"
        " \n"
        " Fill the pipeline[^pipeline] and keep the churn low.\n"
        " \n"
        " [^pipeline]: **pipeline** n. All the deals that may still be won.\n"
        "+[^quota]: **quota**: What a salesperson has to sell in a period.\n"
        "+[^discovery-call]: **discovery call**: A first talk in which the seller asks more than"
        " tells.\n"
        " \n"
        "-Every week you hold discovery calls with new customers.\n"
        "+Every week you hold discovery calls[^discovery-call] with new customers.\n"
    )
    assert job.read_bytes().decode() == TEXT
    assert deck.read_text(encoding="utf-8") == DECK


def test_a_dry_run_shows_control_characters(call: Call, job: Path, deck: Path) -> None:
    job.write_text(TEXT.replace("You carry", "\x1b[31mYou carry"), encoding="utf-8")
    out = call("annotate", "job.md", "--dry-run").out
    assert "\x1b" not in out
    assert "-␛[31mYou carry a quota and" in out


def test_all_takes_terms_of_other_postings_too(call: Call, job: Path, deck: Path) -> None:
    assert call("annotate", "job.md", "--all").out.startswith("job.md: 3 footnotes added\n")
    assert "keep the churn[^churn] low." in job.read_text(encoding="utf-8")


def test_terms_that_are_named_are_the_only_ones(call: Call, job: Path, deck: Path) -> None:
    done = call("annotate", "job.md", "--term", "Churn", "--term", "quota")
    assert done.out.startswith("job.md: 2 footnotes added\n")
    text = job.read_text(encoding="utf-8")
    assert "churn[^churn] low" in text
    assert "quota[^quota] and" in text
    assert "discovery calls with" in text


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["--term", "backlog"], 1, 'no note is called "backlog"; see termcards list'),
        (["--all", "--term", "quota"], 2, "--all and --term do not go together; leave one"),
    ],
)
def test_a_wish_that_cannot_be_met_is_told_in_a_line(
    call: Call, job: Path, deck: Path, arguments: list[str], status: int, message: str
) -> None:
    done = call("annotate", "job.md", *arguments)
    assert done.status == status
    assert done.err.startswith(f"error: {message}")
    assert job.read_bytes().decode() == TEXT


def test_a_term_that_does_not_stand_there_is_told_in_a_line(
    call: Call, job: Path, deck: Path
) -> None:
    job.write_text("Fill the pipeline and smile.\n", encoding="utf-8")
    done = call("annotate", "job.md", "--term", "pipeline", "--term", "quota")
    assert done.status == 1
    assert done.err == 'error: "quota" does not stand in job.md; see termcards ready\n'
    assert job.read_text(encoding="utf-8") == "Fill the pipeline and smile.\n"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("job.html", b"<p>a quota</p>", "this is HTML; annotate writes into Markdown alone"),
        ("job.pdf", b"%PDF-1.4", "this is PDF; annotate writes into Markdown alone"),
        ("page", b"<!doctype html><p>a", "this is HTML; annotate writes into Markdown alone"),
        ("job.txt", b"A quota.\n", "this is plain text, in which footnotes mean nothing"),
        ("job.md", b"A quota.\xff\xfe\x81 and\n", "this is not UTF-8, and what else it is"),
        ("job.md", b"", "the file is empty; there is nothing to harvest"),
    ],
)
def test_what_is_no_markdown_is_refused_in_a_line(
    call: Call, tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    (tmp_path / name).write_bytes(content)
    done = call("annotate", name)
    assert done.status == 3
    assert done.out == ""
    assert message in done.err
    assert len(done.err.splitlines()) == 1
    assert (tmp_path / name).read_bytes() == content


@pytest.mark.parametrize("name", ["-", "https://example.org/job.md", ".", "missing.md"])
def test_what_is_no_file_is_refused_in_a_line(call: Call, name: str) -> None:
    done = call("annotate", name)
    assert done.status == 3
    assert len(done.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (b"", "gb18030"),
        (b"", "big5"),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_file_keeps_its_encoding_its_mark_and_its_line_ends(
    call: Call, job: Path, deck: Path, mark: bytes, encoding: str, newline: str
) -> None:
    chinese = "\n管理好每一位客人，日日向上，天天努力。\n"
    text = (TEXT + chinese).replace("\n", newline)
    job.write_bytes(mark + text.encode(encoding))
    assert call("annotate", "job.md").status == 0
    wanted = (ANNOTATED + chinese).replace("\n", newline)
    assert job.read_bytes() == mark + wanted.encode(encoding)


def test_a_text_file_that_is_markdown_is_annotated(call: Call, job: Path, deck: Path) -> None:
    job.rename(job.with_suffix(".txt"))
    assert call("annotate", "job.txt").status == 0
    assert job.with_suffix(".txt").read_text(encoding="utf-8") == ANNOTATED


def test_a_file_that_cannot_be_written_is_told_and_no_deck_is_touched(
    call: Call, job: Path, deck: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(**_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.mkstemp", full)
    done = call("annotate", "job.md")
    assert done.status == 4
    assert done.err == "error: job.md: cannot write it: No space left on device\n"
    assert deck.read_text(encoding="utf-8") == DECK


def test_a_harvest_with_all_proposals_survives_the_way_back(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "engineer.md"
    path.write_text(
        "# Sales Engineer\n\n"
        "You run discovery calls and own the proof of concept (POC).\n"
        "Build rapport with stakeholders, and keep the pipeline clean.\n",
        encoding="utf-8",
    )
    call("harvest", "engineer.md", "--accept", "all")
    (deck,) = (tmp_path / "home" / "decks").glob("*.yaml")
    before = deck.read_bytes()
    assert "footnotes added" in call("annotate", "engineer.md").out
    again = call("harvest", "engineer.md")
    assert "0 notes added" in again.out
    assert deck.read_bytes() == before
