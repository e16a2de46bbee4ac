"""Which language a learner reads."""

import pytest

from termcards.catalogues import language_of, speak
from termcards.language import tr


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh-Hans"}, "zh"),
        ({"LANG": "ZH"}, "zh"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "zhuang"}, "en"),
        ({"LC_MESSAGES": "en_GB", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LC_ALL": "zh_CN.GB18030", "LC_MESSAGES": "en_GB"}, "zh"),
        ({"LC_ALL": "", "LANG": "zh_SG@x"}, "zh"),
        ({"LANGUAGE": "fr:zh:en", "LC_ALL": "en_GB.UTF-8"}, "zh"),
        ({"LANGUAGE": "fr:en:zh", "LC_ALL": "zh_CN.UTF-8"}, "en"),
    ],
)
def test_the_environment_is_read_as_gettext_reads_it(
    environment: dict[str, str], expected: str
) -> None:
    assert language_of(environment) == expected


@pytest.mark.parametrize(
    ("wanted", "environment", "expected"),
    [
        ("auto", {"LANG": "zh_CN"}, "返回"),
        ("auto", {"LANG": "en_GB"}, "back"),
        ("en", {"LANG": "zh_CN"}, "back"),
        ("zh", {"LANG": "en_GB"}, "返回"),
    ],
)
def test_a_setting_goes_before_the_environment(
    wanted: str, environment: dict[str, str], expected: str
) -> None:
    speak(wanted, environment)
    assert tr("back") == expected


def test_nothing_is_said_by_nothing() -> None:
    speak("zh", {})
    assert tr("") == ""
