"""`termcards harvest` with pages, PDF, DOCX, web addresses and standard input."""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest

from termcards.library.reading import Format, read_posting, sniffed
from tests.cli.conftest import POSTING, Call
from tests.harvest.outline import outline
from tests.harvest.printing import column, pdf
from tests.webserver import Server, serving

PAGE = """\
<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Baker | Jobs</title>
<script type="application/ld+json">{"@type": "JobPosting", "title": "Baker",
"datePosted": "2026-03-14", "description": "<p>You bake[^1].</p><ul><li>Bread</li></ul>"}</script>
</head><body><nav>Home</nav></body></html>
"""
NOTHING = (
    "there are no footnotes here\n  1 unmarked term, 0 suggested: termcards triage page.html\n"
)


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as server:
        yield server


def word() -> bytes:
    content, document = io.BytesIO(), docx.Document()
    document.add_heading("Baker", 1)
    document.add_paragraph("You bake.")
    document.save(content)
    return content.getvalue()


def printed() -> bytes:
    return pdf(
        [column(700, "You bake bread, and you bake it early in the morning.")], title="Baker"
    )


def test_a_saved_page_has_its_title_and_date_and_no_notes_yet(call: Call, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    assert call("harvest", "page.html").out == f"page.html: {NOTHING}"
    harvest = call("harvest", "page.html", "--dry-run", "--json").json
    assert harvest["source"] == {
        "title": "Baker",
        "url": None,
        "path": "page.html",
        "date": "2026-03-14",
        "language": "en",
    }
    assert (harvest["notes"], harvest["asides"], harvest["warnings"]) == ([], [], [])


@pytest.mark.parametrize(
    ("name", "content"),
    [("job.pdf", printed()), ("job.DOCX", word()), ("job.HTM", PAGE.encode())],
    ids=["pdf", "docx", "htm"],
)
def test_the_suffix_tells_the_format(call: Call, tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    result = call("harvest", name, "--dry-run", "--json")
    assert result.status == 0
    assert result.json["source"]["title"] == "Baker"


def test_an_address_is_fetched_and_cited(call: Call, server: Server) -> None:
    url = server.redirect("/jobs/7", "/jobs/baker")
    server.page("/jobs/baker", PAGE.encode(), "text/html")
    source = call("harvest", url, "--dry-run", "--json").json["source"]
    assert source == {
        "title": "Baker",
        "url": f"{server.url}/jobs/baker",
        "path": url,
        "date": "2026-03-14",
        "language": "en",
    }


def test_footnoted_markdown_from_the_web_makes_notes(call: Call, server: Server) -> None:
    url = server.page("/posting.md", POSTING.encode(), "text/plain; charset=utf-8")
    result = call("harvest", url)
    assert result.out.startswith(f"{url}: 3 notes added")
    deck = call("show", "quota", "--json").json
    assert deck[0]["examples"][0]["posting"] == "account-executive"


@pytest.mark.parametrize(
    ("path", "media_type", "content"),
    [
        ("/x", "text/html; charset=utf-8", PAGE.encode()),
        ("/x", "application/pdf", printed()),
        ("/x", "application/octet-stream", printed()),
        ("/x.docx", "application/octet-stream", word()),
        ("/x", "text/plain", PAGE.encode()),
    ],
    ids=["html", "pdf", "unknown", "suffix", "plain"],
)
def test_the_servers_type_or_else_the_content_tells_the_format(
    server: Server, path: str, media_type: str, content: bytes
) -> None:
    document = read_posting(server.page(path, content, media_type))
    assert document.posting.title == "Baker"
    assert "You bake" in "".join(outline(document))


def test_a_page_in_big5_is_read_by_what_the_server_says(server: Server) -> None:
    text = "<title>客戶成功經理</title><body><main><p>負責客戶的導入與續約。</p></main></body>"
    url = server.page("/x", text.encode("big5"), "text/html; charset=big5")
    assert outline(read_posting(url)) == ["# 客戶成功經理", "負責客戶的導入與續約。"]


def test_what_is_no_posting_on_the_web_is_one_clear_line(call: Call, server: Server) -> None:
    url = server.page("/logo", b"\x89PNG", "image/png")
    assert call("harvest", url).err == (
        f"error: {url}: this is image/png; harvest reads Markdown, plain text, HTML, PDF, DOCX\n"
    )
    gone = f"{server.url}/gone"
    assert call("harvest", gone).err == f"error: {gone}: the server says 404 Not Found\n"
    empty = server.page("/empty", b"", "application/pdf")
    assert call("harvest", empty).status == 3
    file = call("harvest", "file:///etc/passwd")
    assert (file.status, file.err) == (
        3,
        "error: file:///etc/passwd: this is not http or https; nothing else is fetched\n",
    )


def test_of_several_postings_a_bad_address_is_passed_over(
    call: Call, server: Server, posting: Path
) -> None:
    result = call("harvest", "posting.md", f"{server.url}/gone")
    assert result.status == 3
    assert result.err.splitlines()[0] == f"error: {server.url}/gone: the server says 404 Not Found"
    assert result.out.splitlines()[1].split() == ["posting.md", "3", "0", "0", "1", "1"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (PAGE.encode(), Format.HTML),
        (b"\xef\xbb\xbf" + PAGE.encode(), Format.HTML),
        (PAGE.encode("utf-16"), Format.HTML),
        (b"<!-- saved from url -->\n<html>", Format.HTML),
        (b"<HTML>", Format.HTML),
        (printed(), Format.PDF),
        (word(), Format.DOCX),
        (b"# Baker\n\n<html> is a tag.", None),
        (b"<div>Markdown may begin so</div>", None),
        (b"<htmlish>", None),
        (b"", None),
    ],
    ids=range(11),
)
def test_the_first_bytes_tell_the_format(content: bytes, expected: Format | None) -> None:
    assert sniffed(content) is expected


@pytest.mark.parametrize(
    "content", [PAGE.encode(), PAGE.encode("utf-16"), printed(), word()], ids=range(4)
)
def test_standard_input_may_be_any_of_them(
    call: Call, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    source = call("harvest", "-", "--dry-run", "--json").json["source"]
    assert (source["title"], source["path"]) == ("Baker", "-")


def test_a_folder_gives_all_it_has_and_not_what_a_browser_saved_beside(
    call: Call, tmp_path: Path
) -> None:
    folder = tmp_path / "postings"
    (folder / "page_files").mkdir(parents=True)
    (folder / "my_files").mkdir()
    for name, content in {
        "a.md": POSTING.encode(),
        "b.pdf": printed(),
        "c.docx": word(),
        "d.txt": b"Text.",
        "page.html": PAGE.encode(),
        "page_files/advert.html": b"<p>Buy!</p>",
        "my_files/e.htm": PAGE.encode(),
        "~$c.docx": b"locked",
        "logo.png": b"\x89PNG",
    }.items():
        (folder / name).write_bytes(content)
    result = call("harvest", "postings")
    assert result.status == 0
    assert [line.split()[0] for line in result.out.splitlines()[1:]] == [
        "postings/a.md",
        "postings/b.pdf",
        "postings/c.docx",
        "postings/d.txt",
        "postings/my_files/e.htm",
        "postings/page.html",
    ]


def test_a_folder_without_postings_says_what_it_looks_for(call: Call, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = call("harvest", "empty")
    assert result.err.startswith("error: empty: there is no posting in this folder (.md ")


def test_nothing_of_a_page_can_steer_the_terminal(call: Call, server: Server) -> None:
    page = PAGE.replace("Baker", "Ba&#27;[31mker\u202e").replace("Home", "\x1b[2J")
    url = server.page("/x", page.encode())
    for arguments in ([url], [url, "--json", "--dry-run"], [f"{url}\x1b[31m"]):
        result = call("harvest", *arguments)
        assert "\x1b" not in result.out + result.err
        assert "\u202e" not in result.out + result.err
