"""What a library hands to the real Anki."""

from datetime import timedelta
from pathlib import Path

from termcards.library.exchanging import export_to_anki
from termcards.library.home import Library
from tests.anki.real_anki import all_notes, fresh_anki, note_with, take_in
from tests.library.conftest import Clock
from tests.library.decks import add_deck


def test_a_note_moved_to_another_deck_changes_nothing_in_anki(
    library: Library, clock: Clock, tmp_path: Path
) -> None:
    add_deck(library, "sales", 2)
    add_deck(library, "tools", 1)
    package = tmp_path / "all.apkg"
    with fresh_anki() as anki:
        export_to_anki(library, package)
        assert take_in(anki, package) == {"new": 3}
        note = note_with(anki, "sales-01")
        note["Notes"] = "my own words"
        anki.update_note(note)
        clock.pass_days(1)
        sales, tools = (library.decks_folder / f"{name}.yaml" for name in ("sales", "tools"))
        kept, moved = sales.read_text("utf-8").split("- id: sales-01\n")
        sales.write_text(kept, "utf-8")
        tools.write_text(f"{tools.read_text('utf-8')}- id: sales-01\n{moved}", "utf-8")
        export_to_anki(library, package)
        assert take_in(anki, package) == {"duplicate": 3}
        assert len(all_notes(anki)) == 3
        assert note_with(anki, "sales-01")["Notes"] == "my own words"


def test_two_changes_within_a_second_both_arrive(
    library: Library, clock: Clock, tmp_path: Path
) -> None:
    add_deck(library, "sales", 1)
    path, package = library.decks_folder / "sales.yaml", tmp_path / "all.apkg"
    with fresh_anki() as anki:
        for meaning, milliseconds in (
            ("First.", 1),
            ("Second.", 2),
            ("Third, the clock back.", -9),
        ):
            text = path.read_text("utf-8")
            old = text.partition("definition: ")[2].partition("\n")[0]
            path.write_text(text.replace(old, f'"{meaning}"'), "utf-8")
            clock.now += timedelta(milliseconds=milliseconds)
            export_to_anki(library, package)
            take_in(anki, package)
            assert note_with(anki, "sales-00")["Meaning"] == meaning
        before = package.read_bytes()
        clock.pass_days(1)
        export_to_anki(library, package)
        assert package.read_bytes() == before
        assert take_in(anki, package) == {"duplicate": 1}
