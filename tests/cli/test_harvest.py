"""`termcards harvest`: from a posting to a deck, and all that can be wrong with a file."""

from pathlib import Path

import pytest

from tests.cli.conftest import Call


def test_a_posting_becomes_a_deck_and_a_second_time_adds_nothing(call: Call, posting: Path) -> None:
    first = call("harvest", "posting.md")
    assert first.status == 0
    assert first.out.splitlines()[0] == (
        'posting.md: 3 notes added to the deck "Account Executive, Larkbench",'
        " 0 known already, 1 aside kept out"
    )
    deck = posting.parent / "home" / "decks" / "account-executive-larkbench.yaml"
    before = deck.read_bytes()
    second = call("harvest", "posting.md")
    assert second.status == 0
    assert second.out == (
        "posting.md: 0 notes added, 3 known already, 1 aside kept out\n"
        "  1 unmarked term, 1 suggested: termcards triage posting.md\n"
    )
    assert deck.read_bytes() == before


def test_the_json_has_every_key_that_is_promised(call: Call, posting: Path) -> None:
    harvest = call("harvest", "posting.md", "--dry-run", "--json").json
    assert harvest["source"] == {
        "title": "Account Executive, Larkbench",
        "url": None,
        "path": "posting.md",
        "date": "2026-03-14",
        "language": None,
    }
    assert harvest["notes"][1] == {
        "label": "ARR",
        "line": 14,
        "term": "ARR",
        "aliases": ["annual recurring revenue"],
        "part_of_speech": None,
        "pronunciation": None,
        "field": None,
        "senses": [
            {
                "definition": "Annual recurring revenue (ARR) is the yearly value of all"
                " subscriptions.",
                "translation": None,
                "language": None,
                "field": None,
                "source": {"title": "example.org", "url": "https://example.org/arr"},
            }
        ],
        "quotes": [],
        "synonyms": [],
        "usage": None,
        "derived": [],
        "see": [],
        "examples": [
            {
                "sentence": "You carry a quota and report the ARR you bring in.",
                "surface": "ARR",
                "translation": None,
                "line": 9,
                "end_line": None,
                "kind": "sentence",
            }
        ],
        "tags": [],
        "raw": None,
    }
    assert harvest["asides"] == [{"label": "1", "text": "Brown and Lee (2019), p. 12.", "line": 16}]
    (candidate,) = harvest["candidates"]
    assert candidate.pop("definitions")[0] == {
        "text": "A salesperson who leads a deal from the first serious talk"
        " to the signed contract.",
        "dictionary": "termcards glossary",
    }
    assert candidate == {
        "term": "account executive",
        "kind": "phrase",
        "expansion": None,
        "translation": None,
        "suggested": True,
        "count": 1,
        "sentence": "Account Executive",
        "line": 7,
    }
    assert harvest["warnings"] == [
        {
            "line": 16,
            "code": "unreferenced_definition",
            "message": "nothing in the text refers to [^1]",
        }
    ]


def test_a_dry_run_keeps_nothing(call: Call, posting: Path) -> None:
    result = call("harvest", "posting.md", "--dry-run")
    assert result.status == 0
    assert "quota" in result.out
    assert not (posting.parent / "home").exists()


def test_the_deck_can_be_named_and_takes_more_than_one_posting(call: Call, posting: Path) -> None:
    other = posting.with_name("other.md")
    other.write_text(
        "Mind the churn[^churn].\n\n[^churn]: The loss of customers.\n", encoding="utf-8"
    )
    call("harvest", "posting.md", "--deck", "Sales")
    result = call("harvest", "other.md", "--deck", "Sales")
    assert 'other.md: 1 note added to the deck "Sales"' in result.out
    assert [note["term"] for note in call("list", "--json").json] == [
        "quota",
        "ARR",
        "champion",
        "churn",
    ]


def test_asides_are_taken_when_asked(call: Call, posting: Path) -> None:
    result = call("harvest", "posting.md", "--asides")
    assert result.out.startswith("posting.md: 4 notes added")


def test_a_folder_goes_on_past_a_bad_file(call: Call, tmp_path: Path, posting: Path) -> None:
    folder = tmp_path / "postings"
    folder.mkdir()
    (folder / "a.md").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    posting.rename(folder / "b.md")
    result = call("harvest", "postings")
    assert result.status == 3
    assert result.err.splitlines()[0] == (
        "error: postings/a.md:1: this is not text, whatever its name says"
    )
    assert result.out.splitlines() == [
        "posting          new  enriched  known  asides  warnings",
        "postings/b.md      3         0      0       1         1",
    ]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("missing.md", None, "missing.md: cannot read it: No such file or directory"),
        ("empty.md", b"", "empty.md: the file is empty; there is nothing to harvest"),
        ("blank.md", b" \n\n", "blank.md: the file is empty; there is nothing to harvest"),
        ("binary.md", b"text\n\x00\x01", "binary.md:2: this is not text, whatever its name says"),
        (
            "foreign.md",
            b"\nthe \x8bc\x8b\xc6[^1]\n",
            "foreign.md:2: this is not UTF-8, and what else it is cannot be told for sure;"
            " convert it, as with: iconv -f SHIFT_JIS -t UTF-8",
        ),
        (
            "table.xls",
            b"1",
            "table.xls: harvest reads .md .txt .html .pdf .docx, not .xls",
        ),
        (
            "front.md",
            b"---\ntitle: [x\n---\ntext\n",
            "front.md:",
        ),
    ],
)
def test_a_file_that_cannot_be_harvested_is_one_clear_line(
    call: Call, tmp_path: Path, name: str, content: bytes | None, message: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    result = call("harvest", name)
    assert result.status == 3
    assert result.err.startswith(f"error: {message}")
    assert result.err.count("\n") == 1
    assert result.out == ""
    assert not (tmp_path / "home").exists()


def test_an_undefined_label_is_named_with_its_line(call: Call, tmp_path: Path) -> None:
    (tmp_path / "p.md").write_text(
        "The plan[^plan] and the churn[^churn].\n\n[^churn]: The loss of customers.\n",
        encoding="utf-8",
    )
    result = call("harvest", "p.md")
    assert result.status == 0
    assert result.err == "p.md:1: [^plan] is not defined\n"


def test_a_posting_without_footnotes_says_so(call: Call, tmp_path: Path) -> None:
    (tmp_path / "p.md").write_text("No marks at all.\n", encoding="utf-8")
    result = call("harvest", "p.md")
    assert (result.status, result.out) == (
        0,
        "p.md: there are no footnotes here; nothing to harvest\n",
    )


def test_a_posting_of_asides_only_says_why_it_gives_nothing(call: Call, tmp_path: Path) -> None:
    (tmp_path / "p.md").write_text(
        "As shown[^1].\n\n[^1]: Brown and Lee (2019), p. 12.\n", encoding="utf-8"
    )
    result = call("harvest", "p.md")
    assert (result.status, result.out) == (
        0,
        "p.md: its only footnote is an aside; --asides takes it\n",
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_the_encodings_of_real_files_are_read(call: Call, tmp_path: Path, encoding: str) -> None:
    text = (
        "负责年度经常性收入[^年度经常性收入]的增长，并与销售团队合作。\n\n"
        "[^年度经常性收入]: 一年内订阅合同的总价值。\n"
    )
    (tmp_path / "p.md").write_bytes(text.replace("\n", "\r\n").encode(encoding))
    harvest = call("harvest", "p.md", "--dry-run", "--json").json
    assert harvest["notes"][0]["term"] == "年度经常性收入"
    assert harvest["notes"][0]["senses"][0]["definition"] == "一年内订阅合同的总价值。"


def test_another_expansion_of_an_acronym_is_another_note(call: Call, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "Run a POC[^POC] first.\n\n[^POC]: **Proof of concept** (**POC**): a small trial.\n",
        encoding="utf-8",
    )
    (tmp_path / "b.md").write_text(
        "Be the POC[^POC] for us.\n\n[^POC]: **Point of contact** (**POC**): whom to ask.\n",
        encoding="utf-8",
    )
    call("harvest", "a.md", "b.md", "--deck", "D")
    assert [(note["id"], note["aliases"]) for note in call("list", "--json").json] == [
        ("poc", ["proof of concept"]),
        ("poc-2", ["point of contact"]),
    ]


OTHER = """\
# Sales Manager

Your team's quotas[^quota] are set each quarter.

[^quota]: The share of a sales target that falls to one person. - from [example.com](https://example.com/q)
"""


def test_a_known_term_gains_the_example_and_the_sense_of_another_posting(
    call: Call, posting: Path
) -> None:
    posting.with_name("other.md").write_text(OTHER, encoding="utf-8")
    call("harvest", "posting.md")
    result = call("harvest", "other.md")
    assert (
        result.out == "other.md: 0 notes added, 1 known already (1 enriched)\n  enriched: quota\n"
        "  1 unmarked term, 0 suggested: termcards triage other.md\n"
    )
    note = call("show", "quota", "--json").json[0]
    assert [sense["definition"] for sense in note["senses"]] == [
        "The amount that a salesperson has to sell in a period.",
        "The share of a sales target that falls to one person.",
    ]
    assert [(example["posting"], example["surface"]) for example in note["examples"]] == [
        ("account-executive", "quota"),
        ("other", "quotas"),
    ]
    assert call("harvest", "other.md").out == (
        "other.md: 0 notes added, 1 known already\n"
        "  1 unmarked term, 0 suggested: termcards triage other.md\n"
    )


def test_what_an_owner_took_out_does_not_come_back(call: Call, posting: Path) -> None:
    call("harvest", "posting.md")
    deck = posting.parent / "home" / "decks" / "account-executive-larkbench.yaml"
    text = deck.read_text(encoding="utf-8")
    mine = text.replace("The amount that a salesperson has to sell in a period.", "My target.")
    assert mine != text
    deck.write_text(mine, encoding="utf-8")
    call("harvest", "posting.md")
    assert deck.read_text(encoding="utf-8") == mine


def test_a_sentence_that_moved_has_its_new_line(call: Call, posting: Path) -> None:
    call("harvest", "posting.md")
    text = posting.read_text(encoding="utf-8")
    posting.write_text(text.replace("# Account", "\n\n# Account"), encoding="utf-8")
    call("harvest", "posting.md")
    note = call("show", "quota", "--json").json[0]
    assert [example["line"] for example in note["examples"]] == [11]


def test_a_harvest_is_taken_back_whole(call: Call, posting: Path) -> None:
    posting.with_name("other.md").write_text(OTHER, encoding="utf-8")
    call("harvest", "other.md", "--deck", "Mine")
    deck = posting.parent / "home" / "decks" / "mine.yaml"
    before = deck.read_bytes()
    call("harvest", "posting.md")
    assert len(call("list", "--json").json) == 3
    assert deck.read_bytes() != before
    assert call("undo").status == 0
    assert deck.read_bytes() == before
    assert [path.name for path in deck.parent.iterdir()] == ["mine.yaml"]
    assert call("undo").status == 0
    assert call("list", "--json").json == []
    result = call("undo")
    assert (result.status, result.err) == (1, "error: there is nothing to take back\n")


def test_undo_leaves_what_was_changed_by_hand_since(call: Call, posting: Path) -> None:
    call("harvest", "posting.md")
    deck = posting.parent / "home" / "decks" / "account-executive-larkbench.yaml"
    text = deck.read_text(encoding="utf-8")
    deck.write_text(text.replace("term: champion", "term: my champion"), encoding="utf-8")
    result = call("undo")
    assert result.err == f"{deck}:29: this was changed by hand since, and is left as it is\n"
    assert [note["term"] for note in call("list", "--json").json] == ["my champion"]


def test_a_harvest_that_cannot_be_finished_leaves_nothing(call: Call, posting: Path) -> None:
    decks = posting.parent / "home" / "decks"
    decks.mkdir(parents=True)
    mine = decks / "mine.yaml"
    # A note that is written in brackets cannot be added to, and quota is known by it.
    text = "id: mine\ndeck: Mine\nformat: 1\nnotes: [{id: quota, term: quota}]\n"
    mine.write_text(text, encoding="utf-8")
    posting.with_name("other.md").write_text(OTHER, encoding="utf-8")
    other = posting.with_name("first.md")
    other.write_text(
        "The churn[^churn] rose.\n\n[^churn]: The loss of customers.\n", encoding="utf-8"
    )
    result = call("harvest", "first.md", "other.md")
    assert result.status == 3
    assert result.err.startswith(f"error: {mine}:4: this note is not written on lines of its own")
    assert result.err.count("\n") == 1
    assert [file.name for file in decks.iterdir()] == ["mine.yaml"]
    assert mine.read_text(encoding="utf-8") == text
    assert call("undo").status == 1


def test_enriching_a_note_leaves_its_owners_comments(call: Call, posting: Path) -> None:
    decks = posting.parent / "home" / "decks"
    decks.mkdir(parents=True)
    mine = decks / "mine.yaml"
    text = (
        "id: mine\ndeck: Mine\nformat: 1\nnotes:\n"
        "- id: quota\n  term: quota   # ask Jo\n\n  # checked, 3 May\n"
        "  senses:\n  - definition: 'mine'\n\n# the end\n"
    )
    mine.write_text(text, encoding="utf-8")
    posting.with_name("other.md").write_text(OTHER, encoding="utf-8")
    call("harvest", "other.md")
    after = mine.read_text(encoding="utf-8")
    kept = [line for line in after.splitlines() if line in text.splitlines()]
    assert kept == text.splitlines()
    assert "- sentence: Your team's quotas are set each quarter." in after
    call("undo")
    assert mine.read_text(encoding="utf-8") == text


def test_a_deck_taken_in_later_leaves_out_what_is_known(call: Call, posting: Path) -> None:
    call("harvest", "posting.md")
    mine = posting.with_name("mine.yaml")
    mine.write_text(
        "# shared\nid: shared\ndeck: Shared\nformat: 1\nnotes:\n"
        "- {id: quota, term: quota}\n- {id: churn, term: churn}\n",
        encoding="utf-8",
    )
    assert call("study", "mine.yaml", "--plain").status == 0
    copied = posting.parent / "home" / "decks" / "mine.yaml"
    assert copied.read_text(encoding="utf-8") == (
        "# shared\nid: shared\ndeck: Shared\nformat: 1\nnotes:\n- {id: churn, term: churn}\n"
    )


def test_an_error_cannot_steer_the_terminal(call: Call, tmp_path: Path) -> None:
    result = call("harvest", "a\x1b[31m\u202eb.md")
    assert "\x1b" not in result.err
    assert "\u202e" not in result.err
    assert result.err.startswith("error: a␛[31mb.md: cannot read it")


def test_another_deck_with_a_known_id_is_not_mixed_in(call: Call, tmp_path: Path) -> None:
    for name, term in (("mine", "quota"), ("other", "churn")):
        (tmp_path / f"{name}.yaml").write_text(
            f"id: sales\ndeck: {name}\nformat: 1\nnotes:\n- {{id: {term}, term: {term}}}\n",
            encoding="utf-8",
        )
    call("study", "mine.yaml", "--plain")
    result = call("study", "other.yaml", "--plain")
    assert (result.status, result.err) == (
        3,
        'error: other.yaml:1: the deck id "sales" is taken by the deck "mine",'
        " which is another one; change it\n",
    )
    assert [note["term"] for note in call("list", "--json").json] == ["quota"]


def test_two_footnotes_on_one_known_note_are_both_taken_in(call: Call, tmp_path: Path) -> None:
    decks = tmp_path / "home" / "decks"
    decks.mkdir(parents=True)
    (decks / "mine.yaml").write_text(
        "id: mine\ndeck: Mine\nformat: 1\nnotes:\n"
        "- id: arr\n  term: ARR\n  aliases: [annual recurring revenue]\n",
        encoding="utf-8",
    )
    (tmp_path / "p.md").write_text(
        "The ARR[^ARR] grew, and annual recurring revenue[^annual recurring revenue] did so.\n\n"
        "[^ARR]: What comes in each year.\n"
        "[^annual recurring revenue]: The sum of all that is subscribed to.\n",
        encoding="utf-8",
    )
    result = call("harvest", "p.md")
    assert (result.status, result.err) == (0, "")
    assert len(call("show", "ARR", "--json").json[0]["examples"]) == 1
