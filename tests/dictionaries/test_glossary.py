from pathlib import Path

import pytest

from termcards.dictionaries.glossary import ORIGIN, Expansion, Glossary
from termcards.dictionaries.lazy import UnavailableError
from termcards.errors import BadInputError
from termcards.lookup import Definition

SALES = """\
# Terms that sellers use.
- term: WXY
  expansion: weekly extra yield
  aliases: [extra yield, the Extra]
  part_of_speech: noun
  field: sales
  definition: What a week brings beyond the plan.
  translation: 每周额外收益
- term: Larkbench
  definition: "A bench: for larks."
"""
DATA = """\
- term: WXY
  expansion: wide X-Y table
  field: data
  definition: A table with many columns.
  translation: 宽表
- term: naïve join
  definition: |
    A join of all with all.
    It takes long.
"""
WEEKLY = Definition(
    "WXY",
    "What a week brings beyond the plan.",
    ORIGIN,
    "en",
    "noun",
    "sales",
    "每周额外收益",
    "weekly extra yield",
)


@pytest.fixture
def glossary(tmp_path: Path) -> Glossary:
    (tmp_path / "b-data.yaml").write_text(DATA, encoding="utf-8")
    (tmp_path / "a-sales.yaml").write_text(SALES, encoding="utf-8")
    (tmp_path / "notes.txt").write_text("no list", encoding="utf-8")
    return Glossary(tmp_path)


@pytest.mark.parametrize("asked", ["Weekly Extra Yield", "extra  yield", "THE EXTRA", "the extra"])
def test_an_entry_is_found_by_term_alias_and_expansion(glossary: Glossary, asked: str) -> None:
    assert glossary.look_up(asked) == (WEEKLY,)


@pytest.mark.parametrize(
    ("asked", "texts"),
    [
        ("wxy", ["What a week brings beyond the plan.", "A table with many columns."]),
        ("larkbench", ["A bench: for larks."]),
        ("Naive join", ["A join of all with all.\nIt takes long.\n"]),
        ("bench", []),
        ("", []),
    ],
)
def test_entries_of_one_name_come_in_the_order_of_the_files(
    glossary: Glossary, asked: str, texts: list[str]
) -> None:
    assert [each.text for each in glossary.look_up(asked)] == texts


def test_acronyms_are_given_with_all_that_they_stand_for(glossary: Glossary) -> None:
    assert glossary.expansions() == {
        "WXY": (
            Expansion("weekly extra yield", "每周额外收益"),
            Expansion("wide X-Y table", "宽表"),
        )
    }


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- term: A\n  meaning: x\n", r'a\.yaml:2: unknown key "meaning"'),
        ("- term: A\n", r'a\.yaml:1: an entry needs a "definition"'),
        ("- definition: x\n", r'a\.yaml:1: an entry needs a "term"'),
        ("term: A\n", r"a\.yaml:1: the glossary should be a list here"),
        ("- term: A\n  definition: x\n  aliases: y\n", r'a\.yaml:3: "aliases" should be a list'),
        ("- [A, x]\n", r"a\.yaml:1: an entry should be keys with values here"),
        ("- term: {\n", r"a\.yaml:\d: this is not YAML"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(BadInputError, match=message):
        Glossary(tmp_path)


def test_a_glossary_without_lists_is_unavailable(tmp_path: Path) -> None:
    with pytest.raises(UnavailableError, match="there are no lists of terms in"):
        Glossary(tmp_path)
