"""An import tells how far it is as one run, the writing of decks in it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from termcards.library.exchanging import export_to_anki
from termcards.library.home import Library
from termcards.library.incoming import look_at, take_in
from termcards.library.onerun import OneRun
from termcards.library.tabling import export_csv, export_json
from termcards.watching import Stage
from tests.library.decks import add_deck
from tests.watches import Counting

MADE: dict[str, Callable[[Library, Path], object]] = {
    ".apkg": export_to_anki,
    ".csv": lambda library, path: export_csv(library, (), path),
    ".json": lambda library, path: export_json(library, (), path),
}


class Following(Counting):
    """Takes down how far the work is each time it hears of it."""

    def __init__(self) -> None:
        super().__init__()
        self.places: list[int] = []

    def advances(self, parts: int = 1) -> None:
        super().advances(parts)
        self.places.append(self.done)


@pytest.fixture
def made_elsewhere(tmp_path: Path) -> Path:
    """Three decks of ten notes, as a package, a table and a bundle."""
    with Library(tmp_path / "other") as other:
        for name in ("sales", "law", "trade"):
            add_deck(other, name, 10)
        for suffix, make in MADE.items():
            make(other, tmp_path / f"all{suffix}")
    return tmp_path


@pytest.mark.parametrize(("suffix", "end"), [(".apkg", 950), (".csv", 850), (".json", 850)])
def test_an_import_is_one_run_of_which_writing_is_a_part(
    library: Library, made_elsewhere: Path, suffix: str, end: int
) -> None:
    watch = Following()
    file = made_elsewhere / f"all{suffix}"
    notes = len(take_in(library, file, None, OneRun(watch, written=30)).notes)
    assert (notes, len(library.store.shelf.decks())) == (30, 3)
    assert [stage for stage in watch.stages if stage[1]] == [(Stage.IMPORTING, 1000)]
    assert watch.places == sorted(watch.places)
    # Each deck has its own third of the writing.
    for start, stop in ((300, 483), (483, 666), (666, 850)):
        assert sum(start < place < stop for place in set(watch.places)) > 10
    assert end - 50 <= watch.done <= end


def test_looking_into_a_package_is_one_run(library: Library, made_elsewhere: Path) -> None:
    watch = Following()
    look_at(library, made_elsewhere / "all.apkg", None, OneRun(watch))
    assert watch.stages == [(Stage.OPENING, 0), (Stage.LOOKING, 1000)]
    assert (watch.places == sorted(watch.places), watch.done) == (True, 1000)


def test_notes_for_a_deck_that_is_there_are_in_the_run_too(
    library: Library, made_elsewhere: Path
) -> None:
    add_deck(library, "sales", 1)
    watch = Following()
    taken = take_in(library, made_elsewhere / "all.json", None, OneRun(watch, written=29))
    assert len(taken.notes) == 29
    assert watch.stages == [(Stage.IMPORTING, 1000)]
    assert 800 <= watch.done <= 850
