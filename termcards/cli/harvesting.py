"""`termcards harvest`."""

import sys
from collections.abc import Callable, Sequence
from itertools import tee
from pathlib import Path
from typing import Any

import click

from termcards.cli.output import (
    json_option,
    look_into_library,
    open_library,
    print_json,
    remark,
    say,
)
from termcards.cli.shapes import content_shape, posting_shape
from termcards.errors import ExitStatus, TermcardsError, UsageError
from termcards.harvest.candidates import Candidate
from termcards.harvest.document import Document
from termcards.harvest.harvester import Harvest
from termcards.library.harvesting import Accepted, accept, read_footnotes
from termcards.library.keeping import sync
from termcards.library.proposing import all_dictionaries, in_turn
from termcards.library.reading import postings_at
from termcards.library.taking import agreeing_first
from termcards.lookup import Definition
from termcards.notes import Draft
from termcards.plaintext import cells, gist, on_one_line, padded, quoted

LookUp = Callable[[str], Sequence[Definition]]
TERM_COLUMNS = 28


@click.command("harvest")
@click.argument("postings", nargs=-1, required=True, metavar="POSTING...")
@click.option("--deck", metavar="NAME", help="The deck that takes the notes; made if it is new.")
@click.option(
    "--accept",
    "wanted",
    default="none",
    metavar="suggested|all|none|TERM,...",
    help="Which of the terms that nobody marked become notes too.",
)
@click.option("--asides", is_flag=True, help="Take asides (citations, remarks) as notes too.")
@click.option("--dry-run", is_flag=True, help="Show what would be harvested, and keep nothing.")
@json_option
@click.pass_obj
def harvest_command(
    home: Path | None,
    postings: Sequence[str],
    deck: str | None,
    wanted: str,
    asides: bool,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Turn the footnoted terms of postings into notes, and propose those that nobody marked.

    POSTING is a file (Markdown, text, HTML, PDF, DOCX), a folder of them, the http or https address
    of a page, or - for standard input. The terms go into the deck NAME, or into one named after the
    posting. Terms that you know already gain the posting's sentences.
    """
    if deck is not None and not deck.strip():
        raise UsageError("the deck's name is empty; leave --deck out, or name one")
    paths = [path for name in postings for path in postings_at(name)]
    read, status = _read_all(paths, takes_asides=asides)
    if not read:
        return int(status)
    with (look_into_library if dry_run else open_library)(home) as library:
        sync(library)
        turns, shown = tee(in_turn(library, [one[1:] for one in read], wanted))
        accepted = () if dry_run else accept(library, turns, deck)
        found = [(path, harvest) for (path, *_), harvest in zip(read, shown, strict=True)]
        if as_json:
            look_up = all_dictionaries(library).look_up
            _print_shapes(found, look_up, is_list=len(paths) > 1)
            return int(status)
    _print(found, accepted, is_dry=dry_run, is_list=len(paths) > 1)
    for path, harvest in found:
        for warning in harvest.warnings:
            remark(f"{path}:{warning.line}: {warning.message}")
    return int(status)


def _print(
    found: Sequence[tuple[str, Harvest]],
    accepted: Sequence[Accepted],
    *,
    is_dry: bool,
    is_list: bool,
) -> None:
    if is_dry:
        for path, harvest in found:
            _show(path, harvest)
    elif is_list:
        _print_table(found, accepted)
    else:
        _sum_up(*found[0], accepted[0])


def _read_all(
    paths: Sequence[str], *, takes_asides: bool
) -> tuple[list[tuple[str, Document, Harvest]], ExitStatus]:
    """All that can be read; of several postings a bad one is named and passed over."""
    found: list[tuple[str, Document, Harvest]] = []
    status = ExitStatus.DONE
    is_shown = len(paths) > 1 and sys.stderr.isatty()
    with click.progressbar(paths, label="reading", file=sys.stderr, hidden=not is_shown) as bar:
        for path in bar:
            try:
                found.append((path, *read_footnotes(path, takes_asides=takes_asides)))
            except TermcardsError as error:
                if len(paths) == 1:
                    raise
                remark(f"error: {error}")
                status = error.status
    return found, status


def _sum_up(path: str, harvest: Harvest, accepted: Accepted) -> None:
    if not harvest.notes and not accepted.added:
        say(f"{path}: {_nothing(harvest)}")
        _tell_of_candidates(path, harvest)
        return
    name = on_one_line(accepted.deck or "")
    parts = [f"{_count(len(accepted.added), 'note')} added"]
    if accepted.added:
        parts[0] += f' to the deck "{name}"'
    parts.append(f"{accepted.known} known already")
    if accepted.enriched:
        parts[-1] += f" ({len(accepted.enriched)} enriched)"
    say(f"{path}: {', '.join(parts)}{_kept_out(harvest)}")
    for note in accepted.enriched:
        say(f"  enriched: {on_one_line(note.term)}")
    if accepted.added:
        say(f'  termcards study "{name}" studies it')
    _tell_of_candidates(path, harvest)


def _tell_of_candidates(path: str, harvest: Harvest) -> None:
    if harvest.candidates:
        sure = sum(one.suggested for one in harvest.candidates)
        terms = _count(len(harvest.candidates), "unmarked term")
        say(f"  {terms}, {sure} suggested: termcards triage {quoted(path)}")


def _print_table(found: Sequence[tuple[str, Harvest]], accepted: Sequence[Accepted]) -> None:
    width = max(cells("posting"), *(cells(path) for path, _ in found)) + 2
    say(f"{padded('posting', width)}  new  enriched  known  asides  warnings")
    for (path, harvest), done in zip(found, accepted, strict=True):
        say(
            f"{padded(path, width)}{len(done.added):>5}{len(done.enriched):>10}{done.known:>7}"
            f"{len(harvest.asides):>8}{len(harvest.warnings):>10}"
        )


def _print_shapes(found: Sequence[tuple[str, Harvest]], look_up: LookUp, *, is_list: bool) -> None:
    shapes = [_harvest_shape(harvest, path, look_up) for path, harvest in found]
    if is_list:
        print_json(shapes)
    elif shapes:
        print_json(shapes[0])


def _show(path: str, harvest: Harvest) -> None:
    say(f"{path}: {_count(len(harvest.notes), 'note')}{_kept_out(harvest)}")
    for draft in harvest.notes:
        meaning = next((sense.definition for sense in draft.note.senses), draft.note.usage or "")
        say(f"  {padded(on_one_line(draft.note.term), TERM_COLUMNS)} {gist(meaning)}")
    for one in harvest.candidates:
        _show_candidate(one)
    for aside in harvest.asides:
        say(f"  aside, line {aside.line}: [^{aside.label}] {gist(aside.text)}")


def _show_candidate(one: Candidate) -> None:
    sign = "+" if one.suggested else " "
    told = " · ".join(
        filter(None, (one.expansion, one.translation, f"{one.count}×", f"line {one.line}"))
    )
    say(f"{sign} {padded(on_one_line(one.term), TERM_COLUMNS)} {told}")


def _harvest_shape(found: Harvest, path: str, look_up: LookUp) -> dict[str, Any]:
    return {
        "source": posting_shape(found.posting, path),
        "notes": [_draft_shape(draft) for draft in found.notes],
        "asides": [
            {"label": aside.label, "text": aside.text, "line": aside.line} for aside in found.asides
        ],
        "candidates": [_candidate_shape(one, look_up) for one in found.candidates],
        "warnings": [
            {"line": warning.line, "code": warning.code, "message": warning.message}
            for warning in found.warnings
        ],
    }


def _candidate_shape(one: Candidate, look_up: LookUp) -> dict[str, Any]:
    return {
        "term": one.term,
        "kind": str(one.kind),
        "expansion": one.expansion,
        "translation": one.translation,
        "suggested": one.suggested,
        "count": one.count,
        "sentence": one.sentence,
        "line": one.line,
        "definitions": [
            {"text": found.text, "dictionary": found.dictionary}
            for found in agreeing_first(one, look_up(one.term))
        ],
    }


def _draft_shape(draft: Draft) -> dict[str, Any]:
    return {"label": draft.label, "line": draft.line, **content_shape(draft.note)}


def _nothing(harvest: Harvest) -> str:
    if harvest.known_candidates:
        return f"0 notes added, {harvest.known_candidates} known already{_kept_out(harvest)}"
    if harvest.asides:
        if len(harvest.asides) == 1:
            return "its only footnote is an aside; --asides takes it"
        return f"all {len(harvest.asides)} footnotes are asides; --asides takes them"
    return "there are no footnotes here" + ("" if harvest.candidates else "; nothing to harvest")


def _kept_out(harvest: Harvest) -> str:
    return f", {_count(len(harvest.asides), 'aside')} kept out" if harvest.asides else ""


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
