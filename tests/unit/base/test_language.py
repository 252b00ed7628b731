"""The program speaks the language that the system asks for, also where that locale is not installed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from desktop_app.base.i18n import choose_language, in_quotes

NAMES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    choose_language("en")


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"LANG": "de_DE.UTF-8"}, "de"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "de_AT"}, "de"),
        ({"LANGUAGE": "de:en", "LANG": "en_US.UTF-8"}, "de"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LC_MESSAGES": "de-CH"}, "de"),
    ],
)
def test_the_environment_names_the_language(
    variables: dict[str, str], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert choose_language() == language


def test_a_chosen_language_comes_before_the_systems(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "de")
    assert choose_language("en") == "en"


def test_words_stand_between_the_marks_of_the_language_whatever_is_in_them() -> None:
    choose_language("de")
    assert in_quotes("{toll} “fee”") == "„{toll} “fee”“"
    choose_language("en")
    assert in_quotes("toll") == "“toll”"
