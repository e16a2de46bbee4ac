from pathlib import Path

from termcards.dictionaries.dictd import Dictd
from termcards.dictionaries.lazy import LazyDictionary
from termcards.lookup import Status
from tests.dictionaries.files import write_dictd


def test_a_dictionary_is_opened_at_the_first_question(tmp_path: Path) -> None:
    dictionary = LazyDictionary("small", lambda: Dictd(tmp_path / "small.index"))
    assert (dictionary.name, dictionary.licence) == ("small", None)
    articles = {
        "00-database-short": "00-database-short\n  Small Words\n",
        "00-database-info": "00-database-info\n  In the public domain.\n",
        "ramp": "ramp\n  A slope.\n",
    }
    write_dictd(tmp_path, "small", articles)
    assert [each.text for each in dictionary.look_up("ramp")] == ["A slope."]
    assert (dictionary.name, dictionary.licence) == ("Small Words", "public domain")
    assert dictionary.status() == Status("Small Words", is_ready=True)


def test_one_that_is_missing_is_a_status_and_not_tried_again(tmp_path: Path) -> None:
    index = tmp_path / "small.index"
    tries: list[int] = []

    def opener() -> Dictd:
        tries.append(1)
        return Dictd(index)

    dictionary = LazyDictionary("small", opener)
    assert dictionary.look_up("ramp") == ()
    gone = Status("small", is_ready=False, problem=f"{index}: No such file or directory")
    assert dictionary.status() == gone
    write_dictd(tmp_path, "small", {"ramp": "ramp\n  A slope.\n"})
    assert dictionary.look_up("ramp") == ()
    assert dictionary.status() == gone
    assert tries == [1]


def test_one_that_goes_away_later_is_a_status(tmp_path: Path) -> None:
    index = write_dictd(tmp_path, "small", {"ramp": "ramp\n  A slope.\n"})
    dictionary = LazyDictionary("small", lambda: Dictd(index))
    assert dictionary.status().is_ready
    index.with_suffix(".dict").unlink()
    assert dictionary.look_up("ramp") == ()
    status = dictionary.status()
    assert (status.is_ready, "No such file" in (status.problem or "")) == (False, True)


def test_a_broken_entry_is_a_problem_of_one_that_is_ready(tmp_path: Path) -> None:
    index = write_dictd(tmp_path, "small", {"ramp": "ramp\n  A slope.\n"})
    index.write_text(index.read_text(encoding="utf-8") + "quota\t//\tB\n", encoding="utf-8")
    dictionary = LazyDictionary("small", lambda: Dictd(index))
    assert dictionary.look_up("quota") == ()
    problem = f"{index.with_suffix('.dict')}: an entry of the index points outside the text"
    assert dictionary.status() == Status("small", is_ready=True, problem=problem)
    assert [each.text for each in dictionary.look_up("ramp")] == ["A slope."]


def test_a_problem_is_one_line_whatever_the_files_name(tmp_path: Path) -> None:
    index = tmp_path / "sm\nall\x1b[31m.index"
    problem = LazyDictionary("small", lambda: Dictd(index)).status().problem
    assert problem == f"{tmp_path}/sm all␛[31m.index: No such file or directory"


def test_what_is_no_word_is_not_looked_for(tmp_path: Path) -> None:
    index = write_dictd(tmp_path, "small", {"ramp": "ramp\n  A slope.\n"})
    dictionary = LazyDictionary("small", lambda: Dictd(index))
    for word in ("", "  ", "ramp\tA", "ramp\nramp", "ramp\0", "\udcff"):
        assert dictionary.look_up(word) == ()
    assert dictionary.status() == Status("small", is_ready=True)
