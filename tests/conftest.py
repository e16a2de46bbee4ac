"""What holds for every test: termcards speaks English, whatever the computer's own language is."""

import os
from collections.abc import Iterator
from gettext import NullTranslations

import pytest

from termcards import language

# Set before the first program is started, so that those have it too.
os.environ["LANGUAGE"] = "en"


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    yield
    language.use(NullTranslations())
