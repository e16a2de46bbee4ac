"""Plain postings made by chance: everything that job boards and mails do to a text."""

from hypothesis import strategies as st

_LINES = [
    "Location: Ghent, Belgium",
    "Job ID 5512",
    "Responsibilities:",
    "YOUR DAY",
    "任职要求：",
    "You nurture a pipeline of hesitant buyers, e.g. ports (PTS), and attain your quota.",
    "• Negotiate the Service Level Agreement (SLA) with Quagmire",
    "- Orchestrate launches; report ARR (annual recurring revenue，年度经常性收入)",
    "1、负责 churn（客户流失）分析，维护 sales pipeline；",
    "② 熟悉 CAD 计算机辅助设计、PDM 产品数据管理。",
    "Marketing and Sales Qualified Leads (MQL/SQL), or CAC: customer acquisition cost",
    "Quagmire is an equal opportunity employer.",
    "a line that was wrapped in the midst of what it had to say and that goes",
    "on in the next one, where the sales cycle of the port ends",
    "EMEA:PT:Ops:EN",
    "     ",
    "-----",
    "•",
    "Write to a.b@example.org or https://example.org/x_(y) about year-over-year growth!",
    "Territory Planning, Deal Structuring, KPI's",
    "\tThe end。",
]


def plain_postings() -> st.SearchStrategy[str]:
    lines = st.lists(st.sampled_from(_LINES), max_size=14)
    return st.tuples(lines, st.sampled_from(["\n", "\n\n", "\n  "])).map(
        lambda made: made[1].join(made[0]) + "\n"
    )


def plain_scribbles() -> st.SearchStrategy[str]:
    """Any text at all, rich in what means something to the reader of plain postings."""
    pieces = st.sampled_from(
        [
            *("•", "-", "1.", "①", "、", "（", "）", "(", ")", "/", "&", " - ", ": ", "ABC"),
            *("MQL/SQL", "alpha beta cab", "Location:", "年度", "负责", "sales deal", "'s"),
            *("  ", "\n", "\n\n", "\t", ".", "。", ",", "\0", "\u2028", "\ufeff", "İ", "e\u0301"),
        ]
    )  # fmt: skip
    return st.lists(pieces | st.text(max_size=4), max_size=40).map("".join)
