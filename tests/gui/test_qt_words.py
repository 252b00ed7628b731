"""Qt's own words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from desktop_app.gui.qt_words import speak
from desktop_app.gui.widgets.keycap import key_text


@pytest.fixture(autouse=True)
def english_afterwards(qapp: QApplication) -> Iterator[None]:
    """Leave Qt as other tests expect it."""
    before = QLocale()
    yield
    speak("en")
    QLocale.setDefault(before)


def test_qt_speaks_german_and_english_again(qapp: QApplication) -> None:
    assert speak("de")
    assert qapp.translate("QPlatformTheme", "Cancel") == "Abbrechen"
    assert QLocale().toString(2.5) == "2,5"
    speak("en")
    assert qapp.translate("QPlatformTheme", "Cancel") == "Cancel"


def test_keys_are_written_as_on_a_german_keyboard(qapp: QApplication) -> None:
    speak("de")
    assert key_text("Ctrl+K") == "Strg K"
    assert key_text("Alt+Left") == "Alt ←"


def test_a_language_that_qt_does_not_know_leaves_it_in_english(qapp: QApplication) -> None:
    assert not speak("tlh")
    assert key_text("Ctrl+K") == "Ctrl K"
