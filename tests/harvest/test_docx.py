"""Word documents: headings, lists and tables as their writer meant them."""

import io
import random
import zipfile
from contextlib import suppress
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from termcards.errors import BadInputError, TermcardsError
from termcards.harvest.document import Style
from termcards.harvest.docx import read_docx
from tests.harvest.outline import lines, outline

DAMAGED = "this DOCX is damaged, or is none; save it again, or copy its text into a .txt"


def saved(word: Any) -> bytes:
    content = io.BytesIO()
    word.save(content)
    return content.getvalue()


def posting() -> Any:
    word = docx.Document()
    word.core_properties.title = "Data Engineer"
    word.core_properties.author = "Oakridge Data"
    word.core_properties.language = "en-GB"
    word.sections[0].header.paragraphs[0].text = "Oakridge Data, confidential"
    word.sections[0].footer.paragraphs[0].text = "page 1"
    word.add_heading("Data Engineer", 0)
    word.add_heading("About us", 1)
    paragraph = word.add_paragraph("We keep a ")
    paragraph.add_run("lakehouse").bold = True
    paragraph.add_run("[^1] of meter readings.\nIt grows.")
    word.add_paragraph("Build ELT jobs", style="List Bullet")
    word.add_paragraph("in dbt", style="List Bullet 2")
    word.add_paragraph("Keep the SLAs", style="List Bullet")
    word.add_paragraph("Apply", style="List Number")
    word.add_paragraph("Wait", style="List Number")
    word.add_paragraph("• typed by hand")
    table = word.add_table(2, 2)
    for cell, text in zip(table._cells, ["Place", "Bern", "Start", "1 May"], strict=True):
        cell.text = text
    return word


def test_a_document_keeps_its_headings_lists_and_cells() -> None:
    document = read_docx(saved(posting()), "x.docx")
    assert outline(document) == [
        "# Data Engineer",
        "# About us",
        "We keep a lakehouse[^1] of meter readings.\nIt grows.",
        "- Build ELT jobs",
        "  - in dbt",
        "- Keep the SLAs",
        "1. Apply",
        "2. Wait",
        "- typed by hand",
        "| Place",
        "| Bern",
        "| Start",
        "| 1 May",
    ]
    assert lines(document) == [1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]
    assert (document.posting.title, document.author) == ("Data Engineer", "Oakridge Data")
    assert document.posting.language == "en-GB"
    passage = document.blocks[2].passage
    assert [passage.text[s.start : s.end] for s in passage.spans_of(Style.STRONG)] == ["lakehouse"]
    assert passage.marks == ()


def test_a_table_that_lays_out_the_page_is_no_table() -> None:
    word = docx.Document()
    cell = word.add_table(1, 2)._cells[1]
    cell.text = "What you do"
    cell.add_paragraph("You test.", style="List Bullet")
    assert outline(read_docx(saved(word), "x")) == ["What you do", "- You test."]


def test_what_a_review_struck_out_is_gone() -> None:
    word = docx.Document()
    paragraph = word.add_paragraph("You may ")
    struck = OxmlElement("w:del")
    struck.append(paragraph.add_run("not ")._r)
    paragraph._p.append(struck)
    paragraph.add_run("laugh.")
    assert outline(read_docx(saved(word), "x")) == ["You may laugh."]


def test_text_in_a_form_field_is_read() -> None:
    word = docx.Document()
    control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    content.append(word.add_paragraph("The employer is Oakridge.")._p)
    control.append(content)
    word.element.body.insert(0, control)
    assert outline(read_docx(saved(word), "x")) == ["The employer is Oakridge."]


def test_a_list_made_with_the_buttons_is_a_list() -> None:
    word = docx.Document()
    for text in ("one", "two"):
        properties = word.add_paragraph(text)._p.get_or_add_pPr()
        numbering = properties._add_numPr()
        numbering._add_numId().set(qn("w:val"), "77")
        numbering._add_ilvl().set(qn("w:val"), "0")
    assert outline(read_docx(saved(word), "x")) == ["- one", "- two"]


def without(content: bytes, part: str) -> bytes:
    copy = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(copy, "w") as new:
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
    return copy.getvalue()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"PK\x03\x04 not a zip", DAMAGED),
        (without(saved(docx.Document()), "word/document.xml"), DAMAGED),
        (
            without(saved(docx.Document()), "[Content_Types].xml"),
            DAMAGED,
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100,
            "this is an old Word file or one locked with a password; save it as DOCX",
        ),
        (saved(docx.Document()), "there is no text in this document"),
    ],
    ids=["no zip", "no text", "no types", "old", "empty"],
)
def test_a_document_that_cannot_be_read_is_one_clear_line(content: bytes, message: str) -> None:
    with pytest.raises(BadInputError) as caught:
        read_docx(content, "x.docx")
    assert str(caught.value) == f"x.docx: {message}"


def test_a_document_that_swells_when_unpacked_is_refused() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("word/document.xml", b" " * (65 * 1024 * 1024))
    with pytest.raises(BadInputError, match="too large"):
        read_docx(content.getvalue(), "x.docx")


def test_entities_that_name_files_or_swell_are_not_followed(tmp_path: Any) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the secret", encoding="utf-8")
    whole = saved(posting())
    with zipfile.ZipFile(io.BytesIO(whole)) as parts:
        text = parts.read("word/document.xml").decode()
    entity = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
    text = text.replace("?>", f"?>{entity}", 1).replace("Build ELT", "&e;Build ELT")
    content = io.BytesIO(without(whole, "word/document.xml"))
    with zipfile.ZipFile(content, "a") as parts:
        parts.writestr("word/document.xml", text)
    assert "the secret" not in str(outline(read_docx(content.getvalue(), "x")))


def test_a_document_damaged_in_any_place_is_read_or_refused() -> None:
    whole, chance = saved(posting()), random.Random(7)
    with zipfile.ZipFile(io.BytesIO(whole)) as parts:
        texts = {name: parts.read(name) for name in parts.namelist()}
    for _ in range(60):
        name = chance.choice([n for n in texts if n.endswith((".xml", ".rels"))])
        damaged = bytearray(texts[name])
        start = chance.randrange(len(damaged))
        damaged[start : start + chance.randrange(1, 60)] = b""
        content = io.BytesIO(without(whole, name))
        with zipfile.ZipFile(content, "a") as parts:
            parts.writestr(name, bytes(damaged))
        with suppress(TermcardsError):
            read_docx(content.getvalue(), "x")
