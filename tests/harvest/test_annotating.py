"""Notes written into postings as footnotes: in the author's manner, and nothing else touched."""

import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from termcards.harvest.annotating import Annotation, annotate
from termcards.harvest.harvester import Harvest, harvest
from termcards.harvest.markdown import read_markdown
from termcards.notes import Note, NoteId, Quote, Sense, Source
from termcards.plaintext import folded
from tests.harvest.postings import postings
from tests.strategies import any_text

CHURN = Note(
    NoteId("churn"),
    "churn",
    part_of_speech="noun",
    senses=(Sense("The loss of customers over time."),),
)
ARR = Note(
    NoteId("arr"),
    "ARR",
    aliases=("annual recurring revenue",),
    senses=(
        Sense(
            "The yearly value of all subscriptions.",
            source=Source("example.org", "https://example.org/arr"),
        ),
    ),
)
COLD_CALL = Note(
    NoteId("cold-call"), "cold call", senses=(Sense("A talk with a stranger who did not ask."),)
)


def annotated(text: str, *notes: Note) -> Annotation:
    names = {folded(name): note.id for note in notes for name in (note.term, *note.aliases)}
    return annotate(text, notes, names)


def harvest_of(text: str) -> Harvest:
    return harvest(read_markdown(text.replace("\r\n", "\n").replace("\r", "\n"), "p.md"), "p")


def test_a_posting_without_footnotes_gets_bold_heads_and_links_at_its_end() -> None:
    text = "Watch the churn closely. Our ARR grew.\n"
    assert annotated(text, CHURN, ARR).text == (
        "Watch the churn[^churn] closely. Our ARR[^ARR] grew.\n"
        "\n"
        "[^churn]: **churn** n. The loss of customers over time.\n"
        "[^ARR]: **ARR** (**annual recurring revenue**): The yearly value of all subscriptions."
        " - from [example.org](https://example.org/arr)\n"
    )


NUMBERED = """\
You keep the pipeline[^1] full and the churn low.

[^1]: pipeline: All the deals that may still be won.
"""
COLON = """\
You keep the pipeline[^pipeline] full, the churn low and the quota[^quota] met.

[^pipeline]: pipeline: All the deals that may still be won. — https://example.net/pipeline
[^quota]: quota: What a salesperson has to sell in a period.
"""
PLAIN = """\
You keep the pipeline[^pipeline] full and the churn low.

[^pipeline]: n. All the deals that may still be won.
"""
LOWER = """\
Know the ICP[^icp]. Report the ARR.

[^icp]: **ICP** – a description of the companies that gain most. - [A](https://example.net/icp)
"""
SPACED = """\
Fill the pipeline[^pipeline] and meet the quota[^quota]. Mind the churn.

[^pipeline]: **pipeline** n. All the deals that may still be won.

[^quota]: **quota** n. What a salesperson has to sell.
"""
COMMA = """\
Fill the pipeline[^pipeline]. A cold call helps.

[^pipeline]: **Pipeline**, all the deals that may still be won.
"""
PREFIXED = """\
Fill the pipeline[^fn7]. A cold call helps.

[^fn7]: **pipeline**: All the deals that may still be won.
"""


@pytest.mark.parametrize(
    ("text", "note", "mark", "definition"),
    [
        (
            NUMBERED,
            CHURN,
            "churn[^2] low",
            "[^2]: churn: n. The loss of customers over time.\n",
        ),
        (
            COLON,
            replace(CHURN, senses=(Sense("A loss.", source=Source(url="https://example.net/c")),)),
            "churn[^churn] low",
            "[^churn]: churn: n. A loss. — https://example.net/c\n",
        ),
        (
            PLAIN,
            CHURN,
            "churn[^churn] low",
            "[^churn]: n. The loss of customers over time.\n",
        ),
        (
            LOWER,
            ARR,
            "ARR[^arr].",
            "[^arr]: **ARR** (**annual recurring revenue**) – The yearly value of all"
            " subscriptions. - [example.org](https://example.org/arr)\n",
        ),
        (
            SPACED,
            CHURN,
            "churn[^churn].",
            "\n\n[^churn]: **churn** n. The loss of customers over time.\n",
        ),
        (
            COMMA,
            COLD_CALL,
            "cold call[^cold-call] helps",
            "[^cold-call]: **cold call**, A talk with a stranger who did not ask.\n",
        ),
        (
            COMMA,
            replace(COLD_CALL, senses=(Sense("A talk that is not asked for."),)),
            "cold call[^cold-call] helps",
            "[^cold-call]: **cold call**: A talk that is not asked for.\n",
        ),
        (
            PREFIXED,
            COLD_CALL,
            "cold call[^fn8] helps",
            "[^fn8]: **cold call**: A talk with a stranger who did not ask.\n",
        ),
    ],
    ids=[
        "numbered",
        "colon",
        "plain",
        "lower case",
        "blank lines",
        "comma",
        "colon for comma",
        "prefixed numbers",
    ],
)
def test_footnotes_are_written_as_the_author_writes_them(
    text: str, note: Note, mark: str, definition: str
) -> None:
    after = annotated(text, note).text
    assert mark in after
    assert after.endswith(definition)


def test_a_definition_that_names_its_term_has_the_names_set_off() -> None:
    definition = "Annual recurring revenue (ARR) is the yearly value of all subscriptions."
    note = replace(ARR, senses=(Sense(definition),))
    assert annotated("Report the ARR.\n", note).text.endswith(
        "[^ARR]: **Annual recurring revenue** (**ARR**) is the yearly value of all subscriptions.\n"
    )


def test_all_that_a_footnote_can_say_is_read_again() -> None:
    note = Note(
        NoteId("quota"),
        "quota",
        part_of_speech="noun",
        pronunciation="/ˈkwəʊtə/",
        senses=(
            Sense(
                "The amount to sell.",
                translation="销售指标",
                field="sales",
                source=Source("example.org", "https://example.org/quota"),
            ),
            Sense("A fixed share.", source=Source("example.org", "https://example.org/quota")),
        ),
        quotes=(Quote("Quotas make liars of us all.", "Martha Quill"),),
        synonyms=("target", "share"),
        usage="A target may be missed.",
        see=("commission",),
    )
    after = annotated("Everyone has a quota here.\n", note).text
    assert after == (
        "Everyone has a quota[^quota] here.\n"
        "\n"
        "[^quota]: **quota** (销售指标) | ˈkwəʊtə | n. 1. (Sales) The amount to sell. 2. A fixed"
        " share. See also commission. **Syn.** – target; share. – A target may be missed. *“Quotas"
        " make liars of us all.”* — Martha Quill - from [example.org](https://example.org/quota)\n"
    )
    (draft,) = harvest_of(after).notes
    assert replace(draft.note, examples=()) == note


def test_senses_of_several_sources_keep_their_own() -> None:
    note = replace(
        CHURN,
        senses=(
            Sense("A loss of customers.", source=Source("A", "https://example.org/a")),
            Sense("To stir milk.", source=Source("B", "https://example.org/b_(c)")),
        ),
    )
    (draft,) = harvest_of(annotated("Mind the churn of today.\n", note).text).notes
    assert draft.note.senses == note.senses


def test_chinese_stands_in_a_chinese_posting() -> None:
    note = Note(NoteId("漏斗"), "漏斗", senses=(Sense("所有仍有可能成交的商机。", language="zh"),))
    after = annotated("每周更新漏斗；每月拜访两家工厂。\n", note)
    assert after.text == (
        "每周更新漏斗[^漏斗]；每月拜访两家工厂。\n\n[^漏斗]: **漏斗**: 所有仍有可能成交的商机。\n"
    )


def test_a_translation_that_no_bracket_can_carry_stays_in_the_deck() -> None:
    note = Note(NoteId("漏斗"), "漏斗", senses=(Sense("All deals.", translation="pipeline"),))
    assert annotated("每周更新漏斗；每月拜访两家工厂。\n", note).text.endswith(
        "漏斗[^漏斗]；每月拜访两家工厂。\n\n[^漏斗]: **漏斗**: All deals.\n"
    )


BILINGUAL = """\
# Roles

## Sales

Fill the pipeline[^pipeline] and mind the churn.

[^pipeline]: **pipeline** n. All the deals that may still be won.

## 销售

管好销售管道，关注 churn。

## Support

Answer each ticket[^ticket] fast. A cold call is rare.

[^ticket]: **ticket** n. A question of a customer, with a number.

## 支持

## Finance

Report the ARR.

---

## 财务
"""


def test_definitions_stand_in_the_sections_of_their_marks_if_the_author_has_them_there() -> None:
    assert annotated(BILINGUAL, CHURN, COLD_CALL, ARR).text == (
        BILINGUAL.replace("the churn.", "the churn[^churn].")
        .replace("A cold call ", "A cold call[^cold-call] ")
        .replace("the ARR.", "the ARR[^ARR].")
        .replace(
            "still be won.\n",
            "still be won.\n[^churn]: **churn** n. The loss of customers over time.\n",
        )
        .replace(
            "with a number.\n",
            "with a number.\n"
            "[^cold-call]: **cold call**: A talk with a stranger who did not ask.\n",
        )
        .replace(
            "[^ARR].\n",
            "[^ARR].\n"
            "\n"
            "[^ARR]: **ARR** (**annual recurring revenue**): The yearly value of all"
            " subscriptions. - from [example.org](https://example.org/arr)\n",
        )
    )


def test_definitions_in_the_middle_stay_together() -> None:
    text = "Fill the pipeline[^1].\n\n[^1]: pipeline: The deals.\n\nMind the churn.\n"
    assert annotated(text, CHURN).text == (
        "Fill the pipeline[^1].\n"
        "\n"
        "[^1]: pipeline: The deals.\n"
        "[^2]: churn: n. The loss of customers over time.\n"
        "\n"
        "Mind the churn[^2].\n"
    )


@pytest.mark.parametrize("end", ["", "\n", "\n\n\n"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_line_ends_and_the_end_of_the_file_stay(newline: str, end: str) -> None:
    text = f"One.\n\nMind the churn.{end}".replace("\n", newline)
    assert annotated(text, CHURN).text == (
        "One.\n\nMind the churn[^churn].\n\n"
        f"[^churn]: **churn** n. The loss of customers over time.{end}"
    ).replace("\n", newline)


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("We track `churn`. Mind the churn too.", "`churn`. Mind the churn[^churn] too."),
        ("Mind **churn**, please, all day.", "Mind **churn**[^churn], please, all day."),
        ("Mind *the ~~old~~ churn*, all day.", "*the ~~old~~ churn*[^churn], all day."),
        ("Mind “churn” in any month.", "Mind “churn[^churn]” in any month."),
        (
            "Read [our churn report](https://example.org/churn). Mind the churn.",
            "/churn). Mind the churn[^churn].",
        ),
        (
            'Read [about churn](https://example.org/churn_(x) "churn") today, please.',
            '_(x) "churn")[^churn] today',
        ),
        ("Read [on churn][1] now.\n\n[1]: https://example.org", "[on churn][1][^churn] now"),
        (
            "![churn](churn.png) https://example.org/churn <https://example.org/churn> is churn.",
            "> is churn[^churn].",
        ),
        ("Customers churning daily is bad.", "Customers churning[^churn] daily"),
        ("- a\n  - mind the churn today\n- b", "  - mind the churn[^churn] today\n- b"),
        ("> Mind the churn here.\n> Well.", "> Mind the churn[^churn] here.\n> Well."),
        ("| a | b |\n|---|---|\n| c | mind the churn |", "| c | mind the churn[^churn] |"),
        ("# Churn\n\n## The churn", "# Churn\n\n## The churn[^churn]"),
        ("```\nchurn\n```\n\nMind the churn now.", "```\n\nMind the churn[^churn] now."),
        ("<p>churn</p>\n\nMind the churn now.", "<p>churn</p>\n\nMind the churn[^churn] now."),
        ("A <b title='churn'>churn</b> of mine.", "<b title='churn'>churn[^churn]</b> of"),
        ("---\ntitle: churn\n---\n\nMind churn &amp; fees.", "---\n\nMind churn[^churn] &amp;"),
        ("Mind the\nchurn\nnow, all of you.", "Mind the\nchurn[^churn]\nnow"),
        ("The churn[^9] rose.", "The churn[^churn][^9] rose."),
    ],
)
def test_a_mark_stands_right_behind_the_words_and_in_nothing_else(text: str, marked: str) -> None:
    after = annotated(f"{text}\n", CHURN)
    assert marked in after.text
    assert after.text.count("[^churn]") == 2


@pytest.mark.parametrize(
    "text",
    [
        "We track `churn` here.",
        "See https://example.org/churn for more.",
        "Read [our churn report](https://example.org).",
        "# Churn",
        "```\nchurn\n```",
    ],
)
def test_where_no_mark_can_be_put_nothing_is_written(text: str) -> None:
    after = annotated(text, CHURN)
    assert after.text == text
    assert not after.written


def test_the_first_good_sentence_is_marked() -> None:
    text = "## Churn\n\nChurn\n\nMind the churn of each month. Report churn weekly.\n"
    assert (
        "Mind the churn[^churn] of each month. Report churn weekly." in annotated(text, CHURN).text
    )


def test_words_inside_a_longer_term_are_passed_over() -> None:
    call = Note(NoteId("call"), "call", senses=(Sense("A talk over the telephone."),))
    text = "A cold call is hard. A call is not.\n"
    after = annotated(text, COLD_CALL, call).text
    assert "A cold call[^cold-call] is hard. A call[^call] is not." in after


def test_a_term_over_two_lines_is_marked_behind_its_last_word() -> None:
    assert (
        "a cold\ncall[^cold-call] first" in annotated("Make a cold\ncall first.\n", COLD_CALL).text
    )


def test_an_acronym_is_found_by_what_it_stands_for() -> None:
    after = annotated("Our annual recurring revenue grew.\n", ARR).text
    assert "Our annual recurring revenue[^ARR] grew." in after
    (draft,) = harvest_of(after).notes
    assert (draft.note.term, draft.note.aliases) == ("ARR", ("annual recurring revenue",))


def test_a_mark_that_nobody_defined_gets_its_definition_and_no_second_mark() -> None:
    assert annotated("Mind the churn[^churn] of today.\n", CHURN).text == (
        "Mind the churn[^churn] of today.\n"
        "\n"
        "[^churn]: **churn** n. The loss of customers over time.\n"
    )


def test_a_mark_that_nobody_defined_is_one_notes_alone() -> None:
    other = replace(COLD_CALL, aliases=("churn",))
    names = {"churn": CHURN.id, "cold call": other.id}
    after = annotate("Mind the churn[^churn] of a cold call.\n", [CHURN, other], names).text
    assert after.count("[^churn]:") == 1


def test_numbers_inside_worded_labels_do_not_count() -> None:
    text = NUMBERED + "\nWe hold ISO 9001[^ISO 9001].\n\n[^ISO 9001]: Lind 2020, p. 4.\n"
    assert "churn[^2] low" in annotated(text, CHURN).text


def test_a_term_that_has_a_footnote_keeps_it() -> None:
    text = "Mind the churn[^1].\n\n[^1]: **churn** n. What we lose.\n"
    assert annotated(text, CHURN).text == text


def test_a_label_that_is_taken_is_not_used_again() -> None:
    text = "Mind the churn. He left[^churn].\n\n[^churn]: Lind 2020, p. 4.\n"
    after = annotated(text, CHURN).text
    assert "Mind the churn[^1]." in after
    assert [draft.note.term for draft in harvest_of(after).notes] == ["churn"]


def test_signs_that_mean_something_to_markdown_are_escaped() -> None:
    note = replace(CHURN, senses=(Sense("Loss of *all* <b>_x_</b> [a](b) &amp; `c` | d."),))
    after = annotated("Mind the churn of today.\n", note).text
    (draft,) = harvest_of(after).notes
    assert draft.note.senses == note.senses


@pytest.mark.parametrize(
    ("note", "reason"),
    [
        (replace(CHURN, senses=()), "it has no meaning to write"),
        (
            replace(CHURN, senses=(Sense("See https://example.org. And more."),)),
            "its footnote would not be read back the same",
        ),
    ],
)
def test_what_cannot_be_written_is_left_out_and_named(note: Note, reason: str) -> None:
    text = "Mind the churn of today.\n"
    after = annotated(text, note)
    assert after.text == text
    assert [(left.note.term, left.reason) for left in after.left_out] == [("churn", reason)]


TERMS = [
    ("churn", ()),
    ("cold call", ("cold-calling",)),
    ("SLA", ("service level agreement",)),
    ("tailor", ()),
    ("R&D", ("research and development",)),
    ("漏斗", ()),
    ("quota", ()),
    ("plant", ()),
    ("Ohio", ()),
]
DEFINITIONS = [
    "The loss of customers over time",
    "A service level agreement (SLA) is a promise.",
    "To make something to suit one person; as, a tailored talk.",
    "从首次接触到签约，所有仍有可能成交的商机。",
    "1. a_b * c * 2. # not [a](https://example.org) heading",
    "What it is not: a plan, n. or v.",
]
some_senses = st.builds(
    Sense,
    st.sampled_from(DEFINITIONS) | any_text,
    translation=st.none() | st.sampled_from(["流失", "not Chinese"]),
    field=st.none() | st.sampled_from(["sales", "data work", "x" * 40]),
    source=st.none()
    | st.builds(
        Source,
        st.none() | st.sampled_from(["example.org", "a [b] *c*"]),
        st.sampled_from(["https://example.org/a_(b)", "https://example.org/?a=b&c", "file:x"]),
    ),
)


@st.composite
def some_notes(draw: st.DrawFn) -> tuple[Note, ...]:
    chosen = draw(st.lists(st.sampled_from(TERMS), unique=True, min_size=1, max_size=4))
    return tuple(
        Note(
            NoteId(term),
            term,
            aliases=aliases,
            part_of_speech=draw(st.none() | st.sampled_from(["noun", "verb", "proper noun"])),
            pronunciation=draw(st.none() | st.sampled_from(["/ˈa/", "a"])),
            senses=tuple(draw(st.lists(some_senses, max_size=3))),
            quotes=draw(st.sampled_from([(), (Quote("Haste is slow.", "Wren"),)])),
            synonyms=draw(st.sampled_from([(), ("fit", "adapt")])),
            see=draw(st.sampled_from([(), ("launch",)])),
        )
        for term, aliases in chosen
    )


def plain(text: str) -> str:
    return " ".join(text.split())


A_FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@A_FEW
@given(postings(), some_notes())
def test_what_was_put_in_can_be_taken_out_to_the_byte(text: str, notes: tuple[Note, ...]) -> None:
    after = annotated(text, *notes)
    left = after.text
    for edit in reversed(after.edits):
        at = edit.at + sum(len(other.new) for other in after.edits if other.at < edit.at)
        at += sum(
            len(other.new)
            for other in after.edits[: after.edits.index(edit)]
            if other.at == edit.at
        )
        assert left[at : at + len(edit.new)] == edit.new
        assert re.match(r"\[\^[^\[\]\r\n]+\]$|(?:\r?\n)+\[\^", edit.new)
        left = left[:at] + left[at + len(edit.new) :]
    assert left == text
    before, now = read_markdown(text, "p.md"), read_markdown(after.text, "p.md")
    assert [b.passage.text for b in now.blocks] == [b.passage.text for b in before.blocks]


@A_FEW
@given(postings(), some_notes())
def test_harvesting_the_result_gives_the_notes_back(text: str, notes: tuple[Note, ...]) -> None:
    before, after = harvest_of(text), annotated(text, *notes)
    found = {folded(draft.note.term): draft.note for draft in harvest_of(after.text).notes}
    for note in after.written:
        read = found[folded(note.term)]
        assert {folded(alias) for alias in note.aliases} <= {
            folded(alias) for alias in read.aliases
        }
        assert len(read.senses) == len(note.senses)
        for sense, own in zip(read.senses, note.senses, strict=True):
            assert folded(sense.definition) in folded(own.definition)
            url = own.source.url if own.source else None
            assert (sense.source.url if sense.source else None) == (
                None if url == "file:x" else url
            )
        assert read.quotes == note.quotes
        assert read.synonyms == note.synonyms
        assert read.see == note.see
    assert len(harvest_of(after.text).notes) == len(before.notes) + len(after.written)
    assert {draft.note.term for draft in before.notes} <= {
        draft.note.term for draft in harvest_of(after.text).notes
    }


@A_FEW
@given(postings(), some_notes())
def test_a_second_time_changes_nothing(text: str, notes: tuple[Note, ...]) -> None:
    once = annotated(text, *notes)
    again = annotated(once.text, *notes)
    assert again.text == once.text


QUOTA = Note(
    NoteId("quota"),
    "quota",
    part_of_speech="noun",
    field="sales",
    senses=(Sense("An amount.", translation="销售指标", source=Source("Our glossary")),),
)


def test_who_numbers_gets_numbers_for_all() -> None:
    text = (
        "You prospect[^1] and nurture[^2]; carry a quota, mind the churn.\n\n"
        "[^1]: **prospect** v. i. To look for customers.\n"
        "[^2]: **nurture** v. t. To take care of.\n"
    )
    assert annotated(text, QUOTA, CHURN).text == (
        "You prospect[^1] and nurture[^2]; carry a quota[^3], mind the churn[^4].\n\n"
        "[^1]: **prospect** v. i. To look for customers.\n"
        "[^2]: **nurture** v. t. To take care of.\n"
        "[^3]: **quota** (销售指标) n. (Sales) An amount. - from Our glossary\n"
        "[^4]: **churn** n. The loss of customers over time.\n"
    )


def test_a_head_in_italics_and_a_part_of_speech_in_full_are_followed() -> None:
    text = "A closer[^closer] minds the churn.\n\n[^closer]: *closer*, noun: one who closes.\n"
    assert annotated(text, CHURN).text.endswith(
        "\n[^churn]: *churn*, noun: The loss of customers over time.\n"
    )


def test_who_puts_translations_into_labels_gets_them_there() -> None:
    text = (
        "A closer[^closer 成交者] has a quota.\n\n[^closer 成交者]: **closer** n. One who closes.\n"
    )
    assert "[^quota 销售指标]: **quota** n. (Sales) An amount." in annotated(text, QUOTA).text


def test_a_source_without_an_address_and_a_field_in_capitals_are_read_again() -> None:
    note = replace(QUOTA, field=None, senses=(replace(QUOTA.senses[0], field="SaaS"),))
    (draft,) = harvest_of(annotated("Carry a quota.\n", note).text).notes
    assert draft.note.senses == note.senses


def test_other_names_that_are_no_letters_of_the_term_are_read_again() -> None:
    note = Note(
        NoteId("solutions-engineer"),
        "solutions engineer",
        aliases=("sales engineer",),
        senses=(Sense("One who shows how a product works."),),
    )
    after = annotated("Ask your solutions engineer.\n", note)
    assert "[^solutions-engineer]: **solutions engineer** (**sales engineer**):" in after.text
    (draft,) = harvest_of(after.text).notes
    assert draft.note.aliases == ("sales engineer",)


def test_what_stands_only_in_the_title_is_said_so() -> None:
    (left,) = annotated("# The churn\n\nNothing else.\n", CHURN).left_out
    assert left.reason == "it stands only in the title"
