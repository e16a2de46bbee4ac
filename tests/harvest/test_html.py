"""Pages as job boards make them: the posting's text, and nothing of what is around it."""

import re
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from termcards.errors import BadInputError, TermcardsError
from termcards.harvest.document import Document, Style
from termcards.harvest.harvester import harvest
from termcards.harvest.html import read_html
from termcards.notes import Posting
from tests.harvest.outline import lines, outline

PAGES = Path(__file__).parent / "pages"


def page(name: str) -> Document:
    return read_html((PAGES / name).read_text(encoding="utf-8"), name)


def test_a_page_with_a_job_posting_in_json_ld_gives_its_text() -> None:
    document = page("json-ld.html")
    assert outline(document) == [
        "# Solutions Engineer & Trainer",
        "We build a parametric modeller[^1] that runs in the browser.",
        "### You will",
        "- Run proofs of concept (POCs) with prospects",
        "- Train users",
        "  - on site",
        "You have",
        "- a degree in mechanical engineering",
        "- worked with PDM",
    ]
    assert document.posting == Posting(
        slug="",
        title="Solutions Engineer & Trainer",
        url="https://jobs.harrow.example/solutions-engineer",
        date="2026-03-14",
        language="en",
    )
    assert document.author == "Harrow CAD"
    assert lines(document) == [1, 2, 3, 4, 5, 6, 7, 8, 9]


def test_what_looks_like_a_footnote_mark_in_a_page_is_none() -> None:
    document = page("json-ld.html")
    assert all(not block.passage.marks for block in document.blocks)
    assert harvest(document, "page").warnings == ()


def test_bold_words_and_links_are_known() -> None:
    document = page("json-ld.html")
    passage = document.blocks[1].passage
    (strong,) = passage.spans_of(Style.STRONG)
    assert passage.text[strong.start : strong.end] == "parametric modeller"


def test_a_page_with_plain_lists_gives_the_posting_and_no_navigation() -> None:
    document = page("plain-lists.html")
    assert outline(document) == [
        "# Customer Success Manager",
        "## About the role",
        "Fernhill makes planning software for plant nurseries. You look after forty growers in the"
        " Benelux and see to it that they renew.",
        "## What you will do",
        "- Run the onboarding of new growers and shorten their time to value",
        "- Own the renewal forecast, including GRR and NRR",
        "- Prepare quarterly business reviews (QBRs) with the heads of production",
        "  - Agree on three goals",
        "  - Report on them",
        "- Spot churn early",
        "## What you bring",
        "- Three years in customer success or account management",
        "- Ease with a CRM, ideally Salesforce",
        "- Dutch and English, both fluent",
        "## What we offer",
        "- €54,000–€63,000 and a bonus",
        "- Twenty-eight days of leave",
        "Fernhill is an equal opportunity employer.",
    ]
    assert document.posting == Posting(
        slug="",
        title="Customer Success Manager",
        url="https://jobs.fernhill.example/csm-114",
        date=None,  # a copyright's year is not the day of the posting
        language="en",
    )


def test_a_page_laid_out_with_tables_and_typed_bullets_is_read() -> None:
    assert outline(page("table-layout.html")) == [
        "# Jobs | Oakridge Data",
        "Data Engineer (m/f/d)",
        "Oakridge Data moves readings from ten thousand water meters into one lakehouse. We look"
        " for somebody who keeps the pipelines honest.",
        "Your tasks",
        "- You build ELT jobs in dbt and Airflow",
        "- You keep the SLAs of our nightly loads",
        "- You help analysts to write SQL that ends before lunch",
        "Your profile",
        "- Two years with a columnar warehouse",
        "- A liking for idempotent jobs and for tests",
        "| Place",
        "| Bern",
        "| Start",
        "| 1 May",
    ]


def test_a_short_page_in_chinese_is_read() -> None:
    document = page("chinese.html")
    assert outline(document) == [
        "# 客户成功经理",
        "岗位职责：",
        "1. 负责SaaS客户的上线与续约，对NRR和流失率负责；",
        "2. 定期拜访客户，准备季度业务回顾（QBR）；",
        "3. 与产品团队沟通客户需求，推动产品改进。",
        "任职要求：",
        "1. 三年以上SaaS行业客户成功经验；",
        "2. 熟悉CRM系统，英语可作为工作语言；",
        "3. 有制造业或CAD软件背景者优先。",
    ]
    assert document.posting.language == "zh-CN"


def test_lists_in_a_page_of_nothing_but_divs_are_kept() -> None:
    assert outline(page("div-soup.html")) == [
        "# Harrow CAD - Application Engineer",
        "Harrow CAD builds a parametric modeller that runs in the browser.",
        "You show it to mechanical engineers who have used something else for twenty years.",
        "### You will",
        "- Run proofs of concept (POCs) with prospects",
        "- Translate feature trees, from STEP or from native files",
        "- Write up what blocks a deal",
        "### You have",
        "- A degree in mechanical engineering",
        "- Worked with PDM or PLM",
        "What we pay",
        "Between €60,000 and €75,000, in the open.",
    ]


def test_a_foot_without_links_and_what_nobody_sees_stay_out() -> None:
    page = (
        "<title>Careers</title><ul><li>Home<li>Investors<li>Newsroom<li>Stone shop</ul>"
        "<h2>Quarry Planner</h2><ul><li>Plan the blasts<li>Write statements of work (SOWs)</ul>"
        "<div aria-hidden=true>a hidden locksmith</div><div role=dialog>Manage your consent</div>"
        "<ul><li>Press kit<li>Imprint<li>Vulnerability disclosure<li>Subprocessors</ul>"
        "<div class=foot><ul><li>Sitemap<li>Modern Slavery Statement<li>Stone shop</ul></div>"
    )
    assert outline(read_html(page, "x.html")) == [
        "# Quarry Planner",
        "- Plan the blasts",
        "- Write statements of work (SOWs)",
    ]


def test_other_peoples_jobs_and_the_networks_own_words_stay_out() -> None:
    found = outline(page("job-network.html"))
    assert found[found.index("About us") :] == [
        "About us",
        "Northgate Optics makes lenses for machine vision. Our inside sales team is the first voice"
        " that a customer hears.",
        "Responsibilities",
        "- Qualify inbound leads and book demos for the field team",
        "- Keep the pipeline in the CRM clean",
        "- Hit a monthly quota of SQLs",
        "Requirements",
        "- A year of phone sales, or the nerve for it",
        "- Curiosity about optics",
        "We answer every application within two weeks.",
        "### Seniority level",
        "- Entry level",
        "### Employment type",
        "- Full-time",
    ]


def with_job(description: str, **more: str) -> str:
    fields = "".join(f', "{key}": {value}' for key, value in more.items())
    return (
        '<title>X</title><script type="application/ld+json">'
        f'{{"@type": "JobPosting", "title": "T", "description": "{description}"{fields}}}</script>'
    )


@pytest.mark.parametrize(
    ("description", "expected"),
    [
        (
            "&lt;p&gt;One &amp;amp; two&lt;/p&gt;&lt;ul&gt;&lt;li&gt;x&lt;/ul&gt;",
            ["One & two", "- x"],
        ),
        (r"First line\nTasks:\n- run it\n- fix it", ["First line\nTasks:", "- run it", "- fix it"]),
        ("<p>a<p>b<br><br>c<br>d", ["a", "b", "c\nd"]),
        ("<ol start=3><li>x<li>y</ol>", ["3. x", "4. y"]),
        ("<p>  much \t  room&nbsp;&nbsp;here </p>", ["much room here"]),
        ("<p>sales<wbr>force &#27;[31m red&shy;dish</p>", ["salesforce [31m reddish"]),
        ("<table><tr><td>a<td>b</table>", ["| a", "| b"]),
        ("<style>p{}</style><script>x()<\\/script>text<!-- hidden -->s", ["texts"]),
        ("R&amp;D and 3 < 4", ["R&D and 3 < 4"]),
    ],
)
def test_descriptions_come_in_many_dresses(description: str, expected: list[str]) -> None:
    assert outline(read_html(with_job(description), "x")) == ["# T", *expected]


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "JobPosting", "title": "T", "description": "Text."}',
        '[{"@type": "Thing"}, {"@type": "http://schema.org/JobPosting", "title": "T",'
        ' "description": "Text."}]',
        '{"@type": "WebPage", "mainEntity": {"@type": "JobPosting", "name": "T",'
        ' "description": "Text."}}',
        '<!-- {"@type": "JobPosting", "title": "T", "description": "Text."} -->',
        '//<![CDATA[\n{"@type": "JobPosting", "title": "T", "description": "Text."}\n//]]>',
    ],
)
def test_a_job_posting_is_found_wherever_it_is(script: str) -> None:
    text = f'<body><script type="application/ld+json">{script}</script>'
    assert outline(read_html(text, "x")) == ["# T", "Text."]


def test_of_several_postings_the_one_of_the_pages_title_is_taken() -> None:
    one, two = (
        f'{{"@type": "JobPosting", "title": "{title}", "description": "About {title}."}}'
        for title in ("Cook", "Baker")
    )
    text = f'<title>Baker | Jobs</title><script type="application/ld+json">[{one}, {two}]</script>'
    assert outline(read_html(text, "x")) == ["# Baker", "About Baker."]


def test_a_description_that_is_cut_short_leaves_the_text_to_the_page() -> None:
    text = with_job("We look after…") + (
        "<main><h1>T</h1><p>We look after the oldest orchards of the county.</p>"
        "<ul><li>You prune</li><li>You graft</li></ul></main>"
    )
    assert outline(read_html(text, "x")) == [
        "# T",
        "We look after the oldest orchards of the county.",
        "- You prune",
        "- You graft",
    ]


def test_requirements_beside_the_description_are_told_once() -> None:
    skill = "You have five years of experience with orchards."
    text = with_job("<p>We prune.</p>", skills=f'"{skill}"', qualifications=f'"{skill}"')
    assert outline(read_html(text, "x")) == ["# T", "We prune.", skill]


@pytest.mark.parametrize(
    ("own", "fetched", "expected"),
    [
        ('"https://a.example/jobs/1"', "https://b.example/x", "https://a.example/jobs/1"),
        ('"javascript:alert(1)"', "https://b.example/x", "https://b.example/x"),
        ('"https://a.example/\\u001b[31m"', None, None),
        ("null", "https://b.example/x", "https://b.example/x"),
    ],
)
def test_the_address_is_the_pages_own_or_where_it_was_fetched(
    own: str, fetched: str | None, expected: str | None
) -> None:
    document = read_html(with_job("Text.", url=own), "x", fetched)
    assert document.posting.url == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "<html></html>",
        '<div id="root"></div><noscript>Please turn on JavaScript.</noscript><script>go()</script>',
        "<nav><a href=/>Home</a> <a href=/jobs>Jobs</a></nav>",
        "<title>Only a title</title>",
    ],
)
def test_a_page_without_text_is_said_so(text: str) -> None:
    with pytest.raises(BadInputError, match=r"^x: there is no text of a posting in this page"):
        read_html(text, "x")


def test_a_page_that_is_no_page_but_an_avalanche_is_refused() -> None:
    with pytest.raises(BadInputError, match="too large"):
        read_html("<b>x</b>" * 40_000, "x")


@pytest.mark.parametrize(
    "sign", ["\x1f", "&#31;", "&#x1F", "&#xFFFE;", "&#xD800;", "&#9999999999;"]
)
def test_signs_that_are_no_text_are_left_out(sign: str) -> None:
    text = f"<main><h1>You{sign} prune</h1><p>The oldest orchards of the county.</p></main>"
    assert outline(read_html(text, "x")) == ["# You prune", "The oldest orchards of the county."]


SCRAPS = st.lists(
    st.sampled_from(
        [
            *("<p>", "</p>", "<ul>", "</ul>", "<li>", "<ol start=x>", "<table>", "<tr>", "<td>"),
            *("</td>", "</table>", "<br>", "<b>", "</b>", "<a href='http://x/y'>", "</a>", "<h2>"),
            *("<pre>", "\n", "<!--", "-->", "<script>", "</script>", "<![CDATA[", "&#0;", "&amp"),
            *('<script type="application/ld+json">', '{"@type":"JobPosting","description":"', '"}'),
            *("• ", "1. ", "2) ", "word ", "漏斗", "\x1b[31m", "\ud800", "\0", "&#x202e;", "<"),
        ]
    )
    | st.text(max_size=5),
    max_size=40,
).map("".join)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SCRAPS)
def test_any_page_is_read_or_refused_and_its_lines_count_up(text: str) -> None:
    with suppress(TermcardsError):
        document = read_html(f"<main><p>Some words to begin with.</p>{text}</main>", "x")
        numbers = [line for block in document.blocks for _, line in block.passage.starts]
        assert numbers == sorted(set(numbers))
        for block in document.blocks:
            assert block.passage.text.strip()
            assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", block.passage.text)
            assert all(0 <= s.start < s.end <= len(block.passage.text) for s in block.passage.spans)
