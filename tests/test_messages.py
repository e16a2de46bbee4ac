"""The catalogue: nothing is missing in it, nothing is too much, and it is as it was compiled."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from termcards.catalogues import catalogue
from termcards.plaintext import cells
from tests.messages import (
    PACKAGE,
    Collected,
    Collector,
    catalogue_file,
    compiled,
    missing,
    places,
    read,
    strings_of,
    updated,
)

MORE = 5
"""Cells."""


@pytest.fixture(scope="module")
def collected() -> Collected:
    return Collector().collect()


def test_every_message_can_be_collected(collected: Collected) -> None:
    assert collected.problems == []


def test_the_catalogue_has_every_message_and_no_other(collected: Collected) -> None:
    path = catalogue_file()
    text = path.read_text(encoding="utf-8")
    assert updated(text, collected.messages) == text, "run python -m tests.messages"
    assert list(missing(read(path))) == []


def test_nothing_in_the_catalogue_is_a_guess_or_left_over() -> None:
    catalog = read(catalogue_file())
    assert [message.id for message in catalog if message.fuzzy and message.id] == []
    assert list(catalog.obsolete) == []


def test_a_translation_has_the_places_of_its_message() -> None:
    wrong = []
    for message in read(catalogue_file()):
        one, *many = [message.id] if isinstance(message.id, str) else map(str, message.id)
        wanted = places((one, *many)[-1])
        wrong += [one for string in strings_of(message) if places(string) != wanted]
    assert wrong == []


def test_a_translation_takes_little_more_room_than_the_english() -> None:
    """For which there is room; what has least is tried on the screens."""
    wide = []
    for message in read(catalogue_file()):
        many = message.id if isinstance(message.id, str) else str(message.id[-1])
        room = cells(many) + MORE
        wide += [text for text in strings_of(message) if many and cells(text) > room]
    assert wide == []


def test_what_is_read_is_what_was_translated() -> None:
    path = catalogue_file()
    assert path.with_suffix(".mo").read_bytes() == compiled(read(path))


def test_the_compiled_catalogue_is_read_by_gettext(tmp_path: Path) -> None:
    chinese = catalogue("zh")
    for message in read(catalogue_file()):
        if isinstance(message.id, str) and message.id:
            assert chinese.gettext(message.id) == message.string
        elif message.id:
            one, many = map(str, message.id)
            assert [chinese.ngettext(one, many, 2)] == strings_of(message)


SHOWING = frozenset(
    {
        *("say", "say_trouble", "say_of", "Told", "title_line", "trouble"),
        *("Content", "styled", "assemble", "Piece", "line_of", "heading", "reading"),
    }
)
"""What puts words on the screen."""
A_WORD = re.compile(r"[A-Za-z]{2}")
NO_MESSAGES = frozenset({"termcards", "bold reverse"})


@pytest.mark.parametrize("room", ["tui", "pages"])
def test_nothing_is_shown_that_is_no_message(room: str) -> None:
    found = [
        f"{path.relative_to(PACKAGE)}:{call.lineno}: {text}"
        for path in sorted((PACKAGE / room).rglob("*.py"))
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and called(call) in SHOWING
        for text in shown_by(call)
        if A_WORD.search(text) and not text.startswith(".") and text not in NO_MESSAGES
    ]
    assert found == []


def called(call: ast.Call) -> str:
    return getattr(call.func, "attr", "") or getattr(call.func, "id", "")


def shown_by(call: ast.Call) -> Iterator[str]:
    """The literals among the arguments, and in their f-strings, tuples, sums and choices."""
    waiting = [*call.args, *(keyword.value for keyword in call.keywords)]
    while waiting:
        match waiting.pop():
            case ast.Constant(value=str(text)):
                yield text
            case ast.JoinedStr(values=parts) | ast.Tuple(elts=parts):
                waiting += parts
            case ast.BinOp(left=one, right=other) | ast.IfExp(body=one, orelse=other):
                waiting += [one, other]


class TestCollecting:
    """On a package of its own."""

    @pytest.fixture
    def package(self, tmp_path: Path) -> Path:
        package = tmp_path / "house"
        package.mkdir()
        (package / "words.py").write_text(
            'NAME = "a name"\nTABLE = {1: "one", 2: "two"}\n', encoding="utf-8"
        )
        return package

    def collect(self, package: Path, code: str) -> Collected:
        (package / "room.py").write_text(code, encoding="utf-8")
        return Collector(package).collect()

    @pytest.mark.parametrize(
        ("code", "expected"),
        [
            ('tr("a")', {"a"}),
            ('tr("a" "b {n}", n=1)', {"ab {n}"}),
            ('tr("a" if x else "b")', {"a", "b"}),
            ("from house.words import NAME\ntr(NAME)", {"a name"}),
            ("from house.words import TABLE\ntr(TABLE[x])", {"one", "two"}),
            ('trn("{count} a", "{count} b", x)', {("{count} a", "{count} b")}),
            ('act("id", "k", "do", "hint", "meaning", "group")', {"hint", "meaning", "group"}),
            ('act("id", "k", "do", meaning="meaning")', {"meaning"}),
            ('class A:\n    HELP_TITLE = "here"', {"here"}),
            ('tr("")', set()),
        ],
    )
    def test_literals_and_constants_are_found(
        self, package: Path, code: str, expected: set[str]
    ) -> None:
        found = self.collect(package, code)
        assert found.problems == []
        assert set(found.messages) == expected

    @pytest.mark.parametrize(
        "code",
        [
            "tr(words)",
            'tr(f"a {n}")',
            'trn("a", words, 2)',
            'tr("a {n}", m=1)',
            'trn("{count} a", "{count} b of {c}", x)',
            'trn("a", "{count} b", x)\ntr("a")',
        ],
    )
    def test_what_cannot_be_looked_up_is_told(self, package: Path, code: str) -> None:
        assert len(self.collect(package, code).problems) == 1

    def test_a_catalogue_keeps_its_head_and_what_is_still_said(self) -> None:
        before = (
            "# Our words.\n"
            'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
            '\n#: a.py\nmsgid "kept"\nmsgstr "留"\n\n#: a.py\nmsgid "gone"\nmsgstr "去"\n'
        )
        after = updated(before, {"kept": {"b.py"}, "new": {"b.py"}})
        assert after == (
            "# Our words.\n"
            'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
            '\n#: b.py\nmsgid "kept"\nmsgstr "留"\n\n#: b.py\nmsgid "new"\nmsgstr ""\n\n'
        )
