"""Printed postings: lines joined again, without what is printed on every page."""

import io
import random
import subprocess
import sys
from contextlib import suppress

import pypdf
import pytest

from termcards.errors import BadInputError, TermcardsError
from termcards.harvest.document import Document
from termcards.harvest.pagelines import Line, joined_pieces
from termcards.harvest.pdf import read_pdf
from tests.harvest.outline import outline
from tests.harvest.printing import Print, column, pdf


def head_and_foot(number: int) -> list[Print]:
    return [
        Print(72, 812, "14/03/2026, 09:41", 8),
        Print(300, 812, "Customer Success Manager | Fernhill", 8),
        Print(72, 24, "https://jobs.fernhill.example/csm-114", 8),
        Print(500, 24, f"{number}/2", 8),
    ]


ABOUT = (
    "Fernhill makes planning software for plant nurseries. You look after forty of the larg-",
    "est growers in the Benelux, and you see to it that they renew. The role is customer-",
    "facing, and most of it happens in greenhouses.",
)
REVIEWS = (
    "Prepare quarterly business reviews (QBRs) with the heads of production of all customers",
    "in your book of business",
)
DAMAGED = "x.pdf: this PDF is damaged, or is none; get it again, or copy its text into a .txt"
POSTING = [
    [
        *head_and_foot(1),
        Print(72, 770, "Customer Success Manager", 20, "Helvetica-Bold"),
        Print(72, 740, "About the role", 13, "Helvetica-Bold"),
        *column(720, *ABOUT),
        *column(666, "You report to the head of customer success."),
        Print(72, 640, "What you will do", 13, "Helvetica-Bold"),
        Print(80, 620, "•"),
        *column(620, *REVIEWS, x=92),
        Print(80, 596, "•"),
        *column(596, "Spot churn early", x=92),
        *column(
            572,
            "Nobody writes more than three reviews in a month, since each of them takes a",
        ),
    ],
    [
        *head_and_foot(2),
        *column(780, "week of reading and talking."),
        Print(72, 750, "What you bring", 13, "Helvetica-Bold"),
        *column(730, "1. Three years in customer success", "2. Dutch and English"),
    ],
]


def dot(x: float, y: float, side: float = 4) -> bytes:
    """A filled shape, as browsers print a bullet."""
    corners = ((x + side, y), (x + side, y + side), (x, y + side), (x, y))
    path = b" ".join(b"%g %g l" % corner for corner in corners)
    return b"%g %g m %s f" % (x, y, path)


def read(pages: list[list[Print]], title: str | None = None) -> Document:
    return read_pdf(pdf(pages, title=title), "x.pdf")


def test_a_printed_page_gives_the_posting_and_nothing_of_its_margins() -> None:
    document = read(POSTING, "Customer Success Manager")
    assert outline(document) == [
        "# Customer Success Manager",
        "## About the role",
        "Fernhill makes planning software for plant nurseries. You look after forty of the largest"
        " growers in the Benelux, and you see to it that they renew. The role is customer-facing,"
        " and most of it happens in greenhouses.",
        "You report to the head of customer success.",
        "## What you will do",
        "- Prepare quarterly business reviews (QBRs) with the heads of production of all customers"
        " in your book of business",
        "- Spot churn early",
        "Nobody writes more than three reviews in a month, since each of them takes a week"
        " of reading and talking.",
        "## What you bring",
        "1. Three years in customer success",
        "2. Dutch and English",
    ]
    assert document.posting.title == "Customer Success Manager"
    assert document.posting.url == "https://jobs.fernhill.example/csm-114"
    assert document.posting.language == "en-US"


def test_a_joined_paragraph_knows_the_line_of_each_word() -> None:
    passage = read(POSTING).blocks[2].passage
    assert [
        passage.line_at(passage.text.index(word)) for word in ("Fernhill", "growers", "most")
    ] == [5, 6, 7]


def test_bullets_that_are_drawn_after_all_text_find_their_lines() -> None:
    page = [
        *column(700, "Run the onboarding of new growers", x=92),
        *column(680, "Own the renewal forecast", x=92),
        Print(80, 699, "•"),
        Print(80, 679, "•"),
    ]
    assert outline(read([page])) == [
        "- Run the onboarding of new growers",
        "- Own the renewal forecast",
    ]


def test_bullets_that_are_drawn_as_shapes_part_the_items() -> None:
    page = [
        *column(700, "Run the onboarding of all the new growers in the north and the south", x=92),
        *column(688, "Own the renewal forecast of the growers, and be", "right about it", x=92),
        *column(650, "Nobody is asked to travel.", x=72),
    ]
    shapes = [dot(80, 702), dot(80, 690), dot(300, 652), dot(60, 400, side=30)]
    assert outline(read_pdf(pdf([page], shapes=shapes), "x.pdf")) == [
        "- Run the onboarding of all the new growers in the north and the south",
        "- Own the renewal forecast of the growers, and be right about it",
        "Nobody is asked to travel.",
    ]


def test_each_column_is_as_wide_as_its_own_lines() -> None:
    page = [
        *column(700, "You look after forty growers,", "Dutch ones first. You write to", x=50),
        *column(676, "them every month.", x=50),
        *column(700, "They write back, each in the week", "after, and you read it all.", x=320),
    ]
    assert outline(read([page])) == [
        "You look after forty growers, Dutch ones first. You write to them every month.",
        "They write back, each in the week after, and you read it all.",
    ]


def test_a_phrase_that_is_cut_goes_on_however_short_its_line() -> None:
    page = [
        *column(
            700, "All of the growers, whoever they are, agree on the goals of a year with you."
        ),
        *column(660, "- Set up the bill of materials", "(BOM) and its", "drawings."),
    ]
    assert outline(read([page]))[1:] == ["- Set up the bill of materials (BOM) and its drawings."]


def test_inner_items_are_told_by_their_indent() -> None:
    page = [
        *column(700, "• Agree on goals", x=72),
        *column(680, "- with the grower", x=90),
        *column(660, "• Report on them", x=72),
    ]
    assert outline(read([page])) == ["- Agree on goals", "  - with the grower", "- Report on them"]


def test_short_lines_under_each_other_are_no_paragraph() -> None:
    lines = column(700, "Place: Rotterdam", "Start: 1 May", "Hours: 36 a week")
    text = column(
        640, "All of this can be talked about, and most of it has been before, with others."
    )
    assert outline(read([[*lines, *text]]))[:3] == [
        "Place: Rotterdam",
        "Start: 1 May",
        "Hours: 36 a week",
    ]


def test_words_in_bold_inside_a_line_do_not_part_it() -> None:
    page = [Print(72, 700, "Own the "), Print(110, 700, "renewal forecast", 10, "Helvetica-Bold")]
    assert outline(read([page])) == ["Own the renewal forecast"]


@pytest.mark.parametrize("title", ["Microsoft Word - job.docx", "untitled", "Posting_final.pdf"])
def test_a_title_that_a_program_made_is_none(title: str) -> None:
    assert read(POSTING, title).posting.title is None


def locked(owner_only: bool) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf(POSTING)))
    writer.encrypt("" if owner_only else "secret", "owner", algorithm="RC4-128")
    content = io.BytesIO()
    writer.write(content)
    return content.getvalue()


def test_a_locked_pdf_is_said_so_and_one_that_only_forbids_changes_is_read() -> None:
    assert outline(read_pdf(locked(owner_only=True), "x.pdf"))[0] == "# Customer Success Manager"
    with pytest.raises(BadInputError) as caught:
        read_pdf(locked(owner_only=False), "x.pdf")
    assert str(caught.value) == "x.pdf: this PDF is locked with a password; save a copy without one"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"%PDF-1.4\nand then nothing", DAMAGED),
        (b"hello", DAMAGED),
        (
            pdf([[]]),
            "x.pdf: there is no text in this PDF, only pictures of it;"
            " run it through text recognition",
        ),
        (pdf([[]] * 101), "x.pdf: this has 101 pages; it is no posting"),
    ],
)
def test_a_pdf_that_cannot_be_read_is_one_clear_line(
    content: bytes, message: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(BadInputError) as caught:
        read_pdf(content, "x.pdf")
    assert str(caught.value) == message
    assert capfd.readouterr() == ("", "")


def test_a_pdf_damaged_in_any_place_is_read_or_refused() -> None:
    whole, chance = pdf(POSTING, title="T"), random.Random(7)
    for _ in range(150):
        content = bytearray(whole)
        for _ in range(chance.choice((1, 5, 50))):
            content[chance.randrange(len(content))] = chance.randrange(256)
        with suppress(TermcardsError):
            read_pdf(bytes(content), "x.pdf")


@pytest.mark.parametrize(
    ("module", "reader", "message"),
    [
        ("pypdf", "pdf.read_pdf", "reading PDF takes pypdf"),
        ("docx", "docx.read_docx", "reading DOCX takes python-docx"),
    ],
)
def test_without_the_extra_the_command_that_installs_it_is_named(
    module: str, reader: str, message: str
) -> None:
    room, _, function = reader.partition(".")
    program = (
        f"import sys; sys.modules[{module!r}] = None\n"
        f"from termcards.harvest.{room} import {function}\n"
        f"try: {function}(b'', 'x')\n"
        "except Exception as error: print(type(error).__name__, error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout == (
        f"BadInputError x: {message}; install it with: pip install 'termcards[documents]'\n"
    )


def test_chinese_that_was_spread_over_its_line_is_closed_up() -> None:
    spread = Line("负 责 ⽣ 产 （ ERP ） 增 ⻓ 。 Own it", 72, 700, 10)
    assert joined_pieces([spread])[0].text == "负责生产（ERP）增长。Own it"
