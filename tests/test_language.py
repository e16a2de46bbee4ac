"""Messages in the learner's language."""

import struct
from collections.abc import Iterator
from gettext import NullTranslations
from pathlib import Path

import pytest

from termcards import language
from termcards.language import tr, trn


class Backwards(NullTranslations):
    """A language in which every message is said backwards word by word."""

    def gettext(self, message: str) -> str:
        return " ".join(reversed(message.split(" ")))

    def ngettext(self, one: str, many: str, count: int) -> str:
        return self.gettext(one if count == 1 else many)


@pytest.fixture
def backwards() -> Iterator[None]:
    language.use(Backwards())
    yield
    language.use(NullTranslations())


def test_english_is_what_stands_in_the_code() -> None:
    assert tr("{count} left", count=3) == "3 left"
    assert trn("{count} card", "{count} cards", 1) == "1 card"
    assert trn("{count} card", "{count} cards", 2) == "2 cards"


@pytest.mark.usefixtures("backwards")
def test_a_catalogue_says_it_in_its_own_order() -> None:
    assert tr("added {term} to the deck", term="quota") == "deck the to quota added"
    assert trn("{count} card of {deck}", "{count} cards of {deck}", 2, deck="Sales") == (
        "Sales of cards 2"
    )


@pytest.mark.usefixtures("backwards")
def test_values_are_never_messages_nor_places() -> None:
    assert tr("added {term}", term="{count} {term.__class__}") == ("{count} {term.__class__} added")


def test_a_message_without_values_may_have_braces() -> None:
    assert tr("write {name} here") == "write {name} here"


@pytest.mark.parametrize(
    ("environment", "name"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LANGUAGE": "zh:en", "LANG": "en_US.UTF-8"}, "zh"),
        ({"LC_ALL": "", "LC_MESSAGES": "zh_TW", "LANG": "en"}, "zh"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
    ],
)
def test_the_environment_has_a_language(environment: dict[str, str], name: str) -> None:
    assert language._of_environment(environment) == name


def test_a_catalogue_is_taken_up_by_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(language, "FOLDER", tmp_path)
    folder = tmp_path / "zh" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "termcards.mo").write_bytes(catalogue_file({"undo": "撤销"}))
    try:
        language.speak("zh", {})
        assert language.has_catalogue("zh")
        assert tr("undo") == "撤销"
        language.speak("auto", {"LANG": "en_US.UTF-8"})
        assert tr("undo") == "undo"
        language.speak("auto", {"LANG": "zh_CN.UTF-8"})
        assert tr("undo") == "撤销"
    finally:
        language.speak("en", {})


def catalogue_file(messages: dict[str, str]) -> bytes:
    """A catalogue as gettext's own tool compiles it."""
    rows = sorted({"": "Content-Type: text/plain; charset=UTF-8\n", **messages}.items())
    pairs = [(key.encode(), value.encode()) for key, value in rows]
    count, start = len(pairs), 28
    table, texts = start + count * 16, b""
    keys: list[int] = []
    values: list[int] = []
    for place, target in ((0, keys), (1, values)):
        for pair in pairs:
            target += [len(pair[place]), table + len(texts)]
            texts += pair[place] + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, count, start, start + count * 8, 0, 0)
    return head + struct.pack(f"<{count * 4}I", *keys, *values) + texts
