"""Postings made by chance: marked terms in every place, and definitions in many manners."""

from hypothesis import strategies as st

_TERMS = ["churn", "cold call", "SLA", "service level agreement", "tailor", "R&D", "漏斗", "quotas"]
_LABELS = ["churn", "Cold call", " SLA", "service level", "tailor_v.t.", "R&D", "漏斗", "1", "note"]
_DEFINITIONS = [
    "**churn** n. The loss of customers over time.",
    "A service level agreement (SLA) is a promise. - from [example.org](https://example.org/sla)",
    "1. (Law) A first sense. 2. A second one, e.g. this. https://example.com/a_(b),c",
    "To make something to suit one person; as, *a tailored talk*. **Syn.** – fit; adapt.",
    "从首次接触到签约，所有仍有可能成交的商机。",
    "Lind 2020, p. 4.",
    "I doubt it.",
    "",
    "A first paragraph.\n\n    And a second[^note].",
    "A quote.\n    > “Haste is slow.” — Wren",
]
_SENTENCES = [
    "You will own the {} of forty plants.",
    "Do you like {}? Then read on!",
    "We keep *one* {} (It was cheap. It works.) for the U.S.A., e.g. for Ohio.",
    "With {}, `index.html` and [a link](https://example.com/x_(y)) you are **fine** &amp; free.",
    "每周更新{}；每月拜访两家工厂。",
    "{}",
    "Ref. 4471 {} 12-Mar-2024",
]
_PLACES = [
    "{}",
    "- {}",
    "1. {}",
    "## {}",
    "> {}",
    "| a | b |\n|---|---|\n| x | {} |",
    "- x\n  - {}",
]
_AROUND = ["{}{}", "{},{}", "**{}**{}", "“{}”{}", "({}){}", "{} {}", "{}^[an inline note]{}"]


@st.composite
def _marked_terms(draw: st.DrawFn) -> str:
    around = draw(st.sampled_from(_AROUND))
    mark = draw(st.sampled_from([f"[^{label}]" for label in _LABELS]))
    return around.format(draw(st.sampled_from(_TERMS)), mark)


@st.composite
def _paragraphs(draw: st.DrawFn) -> str:
    sentences = draw(st.lists(st.sampled_from(_SENTENCES), min_size=1, max_size=3))
    words = " ".join(sentence.format(draw(_marked_terms())) for sentence in sentences)
    place = draw(st.sampled_from(_PLACES))
    if place == "{}" and draw(st.booleans()):
        words = words.replace(" the ", "\nthe ").replace(" for ", "\nfor ")
    return place.format(words)


@st.composite
def _footnotes(draw: st.DrawFn) -> str:
    label = draw(st.sampled_from(_LABELS))
    return f"[^{label}]: {draw(st.sampled_from(_DEFINITIONS))}"


@st.composite
def postings(draw: st.DrawFn) -> str:
    front = draw(st.sampled_from(["", "---\ntitle: A job[^1]\n---\n\n"]))
    blocks = draw(st.lists(_paragraphs() | _footnotes(), max_size=8))
    gap = draw(st.sampled_from(["\n\n", "\n\n", "\n"]))
    text = front + gap.join(blocks) + "\n"
    return text.replace("\n", "\r\n") if draw(st.booleans()) else text


def scribbles() -> st.SearchStrategy[str]:
    """Any text at all, rich in what means something to Markdown."""
    pieces = st.sampled_from(
        [
            *("[^", "]", "]:", "^[", "[", "](", ")", "![", "\n", "\n\n", "    ", "> ", "- ", "1. "),
            *(
                "# ",
                "```",
                "`",
                "*",
                "**",
                "_",
                "|",
                "|---|",
                "---\n",
                "+++\n",
                "<!--",
                "-->",
                "<b>",
            ),
            *("{{<", ">}}", "\\", "&amp;", "https://", " - ", " from ", "Syn. – ", "/ˈa/", "n. "),
            *("a", "ARR", "是。", "，", "。", ". ", ": ", "\r\n", "\t", "\0", "\ufeff", "\u2028"),
        ]
    )
    return st.lists(pieces | st.text(max_size=4), max_size=40).map("".join)
