"""What is proposed from plain postings: the casebook, and whole texts."""

from pathlib import Path
from typing import Any

import pytest

from termcards.harvest.acronyms import Gloss
from termcards.harvest.candidates import Candidate, CandidateGroup, CandidateKind
from termcards.harvest.document import Block, BlockKind
from termcards.harvest.markdown import read_markdown
from termcards.harvest.plaintext import is_markdown, read_plain_text
from termcards.harvest.proposals import propose
from termcards.harvest.vocabulary import Level
from termcards.plaintext import folded
from tests.harvest.plaincases import PlainCase, read_plain_cases
from tests.harvest.wording import stands_in

TEXTS = Path(__file__).parent / "texts"
CASES = read_plain_cases()


def proposed_from(text: str, given: dict[str, Any] | None = None) -> tuple[Candidate, ...]:
    told = given or {}
    return propose(
        read_plain_text(text),
        known=frozenset(map(folded, told.get("known", ()))),
        never=frozenset(map(folded, told.get("never", ()))),
        attested=frozenset(map(folded, told.get("attested", ()))),
        listed=frozenset(map(folded, told.get("listed", ()))),
        expansions={name: gloss(said) for name, said in told.get("expansions", {}).items()},
        level=Level(told.get("level", "B2")),
    )


def gloss(written: str) -> Gloss:
    expansion, _, translation = written.partition("|")
    return Gloss(None if expansion == "~" else expansion, translation or None)


def of_group(candidates: tuple[Candidate, ...], group: CandidateGroup) -> list[Candidate]:
    return [candidate for candidate in candidates if candidate.group is group]


@pytest.mark.parametrize("case", [case for case in CASES if "blocks" in case.wanted], ids=str)
def test_a_plain_posting_has_the_blocks_of_the_casebook(case: PlainCase) -> None:
    document = read_plain_text(case.text)
    assert [_shown(block) for block in document.blocks] == case.wanted["blocks"]
    assert document.posting.date == (str(case.wanted["date"]) if "date" in case.wanted else None)


def _shown(block: Block) -> str:
    number = f" #{block.number}" if block.number is not None else ""
    level = f" >{block.level}" if block.kind is BlockKind.ITEM and block.level > 1 else ""
    return f"{block.kind.value} {block.line}{number}{level}: {block.passage.text}"


@pytest.mark.parametrize("case", [case for case in CASES if "explained" in case.wanted], ids=str)
def test_acronyms_are_explained_as_in_the_casebook(case: PlainCase) -> None:
    candidates = proposed_from(case.text, case.wanted.get("given"))
    explained = of_group(candidates, CandidateGroup.EXPLAINED)
    assert {one.term: Gloss(one.expansion, one.translation) for one in explained} == {
        term: gloss(said) for term, said in case.wanted["explained"].items()
    }
    if "unexplained" in case.wanted:
        others = of_group(candidates, CandidateGroup.UNEXPLAINED)
        assert [one.term for one in others] == case.wanted["unexplained"]


@pytest.mark.parametrize("case", [case for case in CASES if case.area == "candidates"], ids=str)
def test_words_and_phrases_are_proposed_as_in_the_casebook(case: PlainCase) -> None:
    wanted = case.wanted
    found = {one.term: one for one in proposed_from(case.text, wanted.get("given"))}
    ticked = {term for term, one in found.items() if one.suggested}
    assert set(wanted.get("ticked", ())) <= ticked
    assert not set(wanted.get("not_ticked", ())) & ticked
    assert set(wanted.get("proposed", ())) <= set(found)
    assert not {folded(term) for term in found} & set(wanted.get("left_out", ()))
    assert "exactly" not in wanted or list(found) == wanted["exactly"]
    for key, field in (("counts", "count"), ("translations", "translation"), ("lines", "line")):
        own = wanted.get(key, {})
        assert {term: getattr(found[term], field) for term in own} == own
    sentences = wanted.get("sentences", {})
    assert {term: found[term].sentence for term in sentences} == sentences


def test_titles_of_the_plain_casebook_are_unique() -> None:
    names = [str(case) for case in CASES]
    assert sorted(set(names)) == sorted(names)
    assert len([case for case in CASES if case.area != "reading"]) >= 60


# What a careful reader of each text would not learn from, among the first thirty that are proposed.
_POOR = {
    "renewals-manager": {"stray", "convenience", "buyer", "exceed"},
    "data-engineer": {"extract", "sensor", "layman"},
    "cad-application-engineer": {"simplify", "envelope", "convert", "injection"},
    "kehu-chenggong": {"translate", "bite-sized training", "vague"},
}
_EXPLAINED = {
    "renewals-manager": {
        "NRR": Gloss("Net Revenue Retention"),
        "CSM": Gloss("Customer Success Manager"),
        "AE": Gloss("Account Executive"),
        "QBR": Gloss("quarterly business review"),
        "SaaS": Gloss("software-as-a-service"),
        "MSA": Gloss("Master Services Agreement"),
        "DPA": Gloss("Data Processing Addendum"),
    },
    "data-engineer": {
        "ELT": Gloss("extract, load, transform"),
        "SCD": Gloss("slowly changing dimensions"),
        "IaC": Gloss("Infrastructure as Code"),
        "CDC": Gloss("Change Data Capture"),
        "PII": Gloss("Personally Identifiable Information"),
    },
    "cad-application-engineer": {
        "GD&T": Gloss("Geometric Dimensioning and Tolerancing"),
        "PDM": Gloss("Product Data Management"),
        "FEA": Gloss("finite element analysis"),
        "ERP": Gloss("Enterprise Resource Planning"),
        "EDM": Gloss("Electrical Discharge Machining"),
    },
    "kehu-chenggong": {
        "CSM": Gloss(None, "客户成功经理"),
        "NRR": Gloss(None, "净收入留存率"),
        "QBR": Gloss("Quarterly Business Review", "季度业务回顾"),
        "CRM": Gloss(None, "客户关系管理"),
        "ERP": Gloss(None, "企业资源计划"),
        "PLM": Gloss(None, "产品生命周期管理"),
        "SLA": Gloss(None, "服务等级协议"),
        "R&D": Gloss("Research and Development"),
    },
}
_WANTED = {
    "renewals-manager": {"churn", "quota", "attrition", "concession", "procurement", "playbook"},
    "data-engineer": {"pipeline", "schema", "throughput", "lineage", "upstream", "latency"},
    "cad-application-engineer": {"parametric", "fillet", "flange", "fastener", "tolerance"},
    "kehu-chenggong": {"churn", "pipeline", "rapport", "roadmap", "onboarding", "escalation"},
}


@pytest.mark.parametrize("name", sorted(_EXPLAINED))
def test_all_expansions_of_a_posting_are_found_and_none_invented(name: str) -> None:
    candidates = proposed_from((TEXTS / f"{name}.txt").read_text(encoding="utf-8"))
    explained = of_group(candidates, CandidateGroup.EXPLAINED)
    found = {one.term: Gloss(one.expansion, one.translation) for one in explained}
    assert found == _EXPLAINED[name]


@pytest.mark.parametrize("name", sorted(_POOR))
def test_the_first_thirty_of_a_posting_are_mostly_worth_learning(name: str) -> None:
    candidates = proposed_from((TEXTS / f"{name}.txt").read_text(encoding="utf-8"))
    first = {one.term for one in candidates[:30]}
    assert first >= _WANTED[name]
    assert len(first & _POOR[name]) <= 6
    assert not {"MUST", "IC4", "m/f/d", "Quillmark", "halvorsen", "brinewater"} & first


@pytest.mark.parametrize("path", sorted(TEXTS.glob("*.txt")), ids=lambda path: path.stem)
def test_sentences_of_a_posting_stand_in_their_lines(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for one in proposed_from(text):
        citation = one.example.citation
        assert citation is not None
        assert citation.line == one.line
        assert stands_in(one.sentence, text, one.line, citation.end_line)
        assert one.example.surface is not None
        assert one.example.surface in one.sentence


def test_candidates_of_one_group_stand_together() -> None:
    text = "You nurture the sales cycle. CRM, SLA (service level agreement)."
    groups = [one.group for one in proposed_from(text)]
    assert groups == sorted(groups, key=list(CandidateGroup).index)
    assert {one.kind for one in proposed_from(text)} == set(CandidateKind)


def test_no_more_than_twenty_words_are_ticked_that_no_glossary_has() -> None:
    words = (
        "anvil arduous auditor bellows bolster brisk candour chisel clamp coax cumbersome curb"
        " daunting deft diligent dormant drudgery eager fickle fringe frugal gauge grit haggle"
    )
    candidates = proposed_from(f"You love {', '.join(words.split())} and more.")
    assert sum(one.suggested for one in candidates) == 20


def test_a_footnoted_document_may_be_asked_for_its_other_terms() -> None:
    text = "You nurture a `dormant` pipeline[^pipeline].\n\n[^pipeline]: The deals that may come.\n"
    terms = [one.term for one in propose(read_markdown(text, "x.md"), known={"pipeline"})]
    assert terms == ["nurture"]


@pytest.mark.parametrize(
    ("text", "is_it"),
    [
        ("You sell pumps[^pump].\n\n[^pump]: A machine.\n", True),
        ("---\ntitle: Pumps\n---\n\nYou sell pumps.\n", True),
        ("Pump seller\n\n- You sell pumps\n", False),
        ("Pump seller [1]\n\n[1]: see below\n", False),
    ],
)
def test_a_text_with_footnotes_is_markdown(text: str, is_it: bool) -> None:
    assert is_markdown(text) is is_it


def test_the_pay_that_a_board_prints_is_no_part_of_the_title() -> None:
    pasted = "首页\n职位\n公司\n采石规划师 15-20K·13薪\n岗位职责：\n1、负责采石场的生产计划；\n"
    assert read_plain_text(pasted).posting.title == "采石规划师"
    assert read_plain_text("Quarry Planner\n\nYou plan.\n").posting.title is None
