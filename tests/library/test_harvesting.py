"""Harvesting what nobody marked: a second run changes nothing, and the order of runs is all."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from termcards.library.harvesting import accept, read_footnotes
from termcards.library.home import Library
from termcards.library.keeping import sync
from termcards.library.proposing import in_turn

_LINES = [
    *("Account Manager", "Renewals Lead", "Location: Ghent", "RESPONSIBILITIES"),
    "You watch the customer satisfaction score and tell each stakeholder.",
    "Net revenue retention (NRR) and gross revenue retention come first.",
    "Lead our sales development representatives (SDRs), nurture net revenue retention.",
    "The SDR team and the CSM team live and breathe NRR and CSAT.",
    "SDR（销售开发代表） and CSMs (customer success managers) are here.",
    "- Nurture the sales pipeline, the pipeline of renewals, and customer satisfaction",
    "- Book of business reviews with account managers; account management of accounts",
    "- Churned accounts, churn（客户流失） and the churn rate; onboarding and onboard",
    "Annual contract value, or ACV, and total contract value (TCV) are forecast weekly.",
    "You entrench, nurture, mitigate, reconcile, escalate, orchestrate, attain and steward.",
    "You triage, scrutinise, galvanise, alleviate, circumvent, expedite, broach and hone.",
    "Tenacious, meticulous, scrappy, astute, adept, candid, lucid and diligent people forge.",
    "The sales cycle of the port, the sales cycle, year-over-year growth, time-to-value.",
]


@contextmanager
def library_of(folder: Path) -> Iterator[Library]:
    with Library(folder) as library:
        sync(library)
        yield library


def run(library: Library, paths: list[Path], wanted: str) -> list[tuple[int, int]]:
    """How many notes each posting added and enriched."""
    done = accept(library, in_turn(library, [read_footnotes(str(one)) for one in paths], wanted))
    return [(len(one.added), len(one.enriched)) for one in done]


def decks(library: Library) -> dict[str, str]:
    files = sorted(library.decks_folder.glob("*.yaml"))
    return {file.name: file.read_text(encoding="utf-8") for file in files}


def written(folder: Path, texts: list[list[str]]) -> list[Path]:
    paths = [folder / f"{number}.txt" for number in range(len(texts))]
    for path, lines in zip(paths, texts, strict=True):
        path.write_text("\n\n".join(lines) + "\n", encoding="utf-8")
    return paths


SOME = st.lists(st.sampled_from(_LINES), min_size=1, max_size=9, unique=True)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SOME, SOME, st.sampled_from(["suggested", "all"]))
def test_a_second_run_changes_nothing(before: list[str], lines: list[str], wanted: str) -> None:
    with TemporaryDirectory() as place, library_of(Path(place, "home")) as library:
        first, posting = written(Path(place), [before, lines])
        # A posting that gave nothing is not known to have been read.
        gave = [one for one in (first, posting) if run(library, [one], wanted) != [(0, 0)]]
        kept = decks(library)
        for again in (posting, *gave):
            assert run(library, [again], wanted) == [(0, 0)]
        assert decks(library) == kept


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(SOME, min_size=2, max_size=3), st.sampled_from(["suggested", "all"]))
def test_several_postings_at_once_give_what_they_give_in_turn(
    texts: list[list[str]], wanted: str
) -> None:
    with TemporaryDirectory() as place:
        paths = written(Path(place), texts)
        with library_of(Path(place, "one")) as library:
            for path in paths:
                run(library, [path], wanted)
            one_by_one = decks(library)
        with library_of(Path(place, "other")) as library:
            run(library, paths, wanted)
            assert decks(library) == one_by_one


def test_a_phrase_waits_for_no_other_to_be_known(library: Library, tmp_path: Path) -> None:
    text = ["Customer Success Manager", "The customer satisfaction score matters to stakeholders."]
    [posting] = written(tmp_path, [text])
    assert run(library, [posting], "suggested") != [(0, 0)]
    assert run(library, [posting], "suggested") == [(0, 0)]
