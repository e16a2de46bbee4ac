"""Messages in the learner's language."""

from collections.abc import Iterator
from gettext import NullTranslations

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
