import gzip
from pathlib import Path

import pytest

from termcards.dictionaries.lazy import BrokenEntryError, UnavailableError
from termcards.dictionaries.stardict import StarDict
from termcards.lookup import Definition, Origin
from tests.dictionaries.files import write_stardict

PLAIN = "sametypesequence=m\n"


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("wide", [False, True])
def test_a_word_is_found_with_small_and_large_offsets_plain_and_packed(
    tmp_path: Path, wide: bool, packed: bool
) -> None:
    articles = [
        ("lead", b"a person who may buy"),
        ("Quota", "what a seller has to sell; 配额".encode()),
        ("quota", b"a share"),
    ]
    ifo = write_stardict(tmp_path, articles, options=PLAIN, wide=wide, packed=packed)
    assert StarDict(ifo).look_up("QUOTA") == (
        Definition("Quota", "what a seller has to sell; 配额", Origin("Small Words")),
        Definition("quota", "a share", Origin("Small Words")),
    )


def test_a_synonym_leads_to_its_entry(tmp_path: Path) -> None:
    articles = [("lead", b"who may buy"), ("quota", b"a share")]
    ifo = write_stardict(tmp_path, articles, options=PLAIN, synonyms=[("target", 1), ("none", 9)])
    stardict = StarDict(ifo)
    assert [(each.headword, each.text) for each in stardict.look_up("target")] == [
        ("quota", "a share")
    ]
    with pytest.raises(BrokenEntryError, match='the synonym "none" leads nowhere'):
        stardict.look_up("none")


@pytest.mark.parametrize(
    ("types", "article", "texts"),
    [
        ("m", b"a slope", ["a slope"]),
        ("h", b"<div>a <b>slope</b></div><ul><li>steep</ul>", ["a slope\nsteep"]),
        ("g", b"a <span color='red'>slope</span> &amp; more", ["a slope & more"]),
        ("x", b"<k>ramp</k>\n<dtrn>a slope</dtrn>", ["a slope"]),
        ("w", b"a '''steep''' [[slope|incline]]", ["a steep incline"]),
        ("t", b"r\xc3\xa6mp", []),
        ("y", b"xie po", []),
        ("tm", b"r\xc3\xa6mp\0a slope", ["a slope"]),
        ("mh", b"a slope\0<b>steep</b>", ["a slope", "steep"]),
        ("mW", b"a slope\0RIFFsound", ["a slope"]),
        ("Wm", b"\0\0\0\x04RIFFa slope", ["a slope"]),
        ("", b"tr\xc3\xa6mp\0ma slope\0", ["a slope"]),
        ("", b"W\0\0\0\x04RIFFha <b>slope</b>\0", ["a slope"]),
        ("", b"W\xff\xff\xff\xffRIFFma slope\0", []),
        ("", b"ma slope", ["a slope"]),
        ("m", b"a \x1b[31mslope\x9b\xff\x00", ["a slope\ufffd\ufffd"]),
        ("m", b"   n 1: a slope [syn: {incline}]\n   v 1: to climb", ["a slope", "to climb"]),
        ("m", b" \n ", []),
    ],
)
def test_each_type_gives_its_text(
    tmp_path: Path, types: str, article: bytes, texts: list[str]
) -> None:
    options = f"sametypesequence={types}\n" if types else ""
    ifo = write_stardict(tmp_path, [("ramp", article)], options=options)
    assert [each.text for each in StarDict(ifo).look_up("ramp")] == texts


def test_name_licence_and_address_come_from_the_ifo(tmp_path: Path) -> None:
    about = (
        "website=https://example.org/words\n"
        "description=Made for tests.<br>Under the <b>GNU General Public License</b>.\n"
    )
    ifo = write_stardict(tmp_path, [("ramp", b"a slope")], options=PLAIN + about)
    assert StarDict(ifo).origin == Origin("Small Words", "GNU GPL", "https://example.org/words")


def test_an_index_that_breaks_off_keeps_the_words_before(tmp_path: Path) -> None:
    articles = [("lead", b"who may buy"), ("quota", b"a share")]
    ifo = write_stardict(tmp_path, articles, options=PLAIN)
    index = ifo.with_suffix(".idx")
    index.write_bytes(index.read_bytes()[:-3])
    assert [each.text for each in StarDict(ifo).look_up("lead")] == ["who may buy"]
    assert StarDict(ifo).look_up("quota") == ()


def test_a_text_that_breaks_off_spoils_what_is_missing(tmp_path: Path) -> None:
    articles = [("lead", b"who may buy"), ("quota", b"a share")]
    ifo = write_stardict(tmp_path, articles, options=PLAIN)
    text = ifo.with_suffix(".dict")
    text.write_bytes(text.read_bytes()[:-3])
    stardict = StarDict(ifo)
    assert [each.text for each in stardict.look_up("lead")] == ["who may buy"]
    with pytest.raises(BrokenEntryError, match="points outside the text"):
        stardict.look_up("quota")


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"bookname=x\n", b"\0" * 100])
def test_another_file_is_no_stardict_dictionary(tmp_path: Path, content: bytes) -> None:
    ifo = tmp_path / "words.ifo"
    ifo.write_bytes(content)
    with pytest.raises(UnavailableError, match="this is no StarDict dictionary"):
        StarDict(ifo)


@pytest.mark.parametrize(
    "content",
    [b"no gzip", gzip.compress(b"lead" * 99)[:20], gzip.compress(b"x")[:-9] + b"\xff" * 9],
    ids=["no-gzip", "cut-short", "spoiled"],
)
def test_a_packed_index_that_is_damaged_is_unavailable(tmp_path: Path, content: bytes) -> None:
    ifo = write_stardict(tmp_path, [("lead", b"who may buy")], options=PLAIN, packed=True)
    ifo.with_suffix(".idx.gz").write_bytes(content)
    with pytest.raises(UnavailableError, match="the packed index is damaged"):
        StarDict(ifo)
