"""Which scripts have no font, and what is said about it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from desktop_app.gui.theme import fonts
from desktop_app.gui.theme.missing import advice, are_missing, is_drawn, letters_by_script
from tests.traps import TRAPS

pytestmark = pytest.mark.qt_log_ignore("OpenType support missing")


@pytest.fixture
def only_latin(qapp: QApplication) -> QFont:
    """The bundled font, and nothing that stands in for it."""
    fonts.load()
    font = fonts.reading_font()
    font.setFamilies([fonts.READING])
    font.setStyleStrategy(QFont.StyleStrategy.NoFontMerging)
    return font


def missing_scripts(text: str, drawn: Callable[[str], bool]) -> list[str]:
    return [script for script, letters in letters_by_script(text).items() if are_missing(letters, drawn)]


def test_letters_are_sorted_by_script_and_counted_once() -> None:
    assert letters_by_script("plain text, “quoted” – nothing") == {}
    assert letters_by_script("aa中国中 ไทย мир \U0001f600 ∑ １ ３日") == {
        "CJK": "中国１３日",
        "THAI": "ไทย",
        "CYRILLIC": "мир",
        "EMOJI": "\U0001f600",
        "SIGN": "∑",
    }
    assert letters_by_script("，。ｶ！") == {"CJK": "，。ｶ！"}
    assert letters_by_script("中国政府周二表示将签署该协议") == {"CJK": "中国政府周二"}


def test_what_needs_no_ink_is_not_asked_for() -> None:
    assert letters_by_script("\ue000\U000f0000\ufdd0\u200b\u202e\u0301\ufe0f\x00\u3000\U000e0067") == {}


@pytest.mark.parametrize("name", list(TRAPS))
def test_every_trap_can_be_asked(name: str) -> None:
    assert all(0 < len(letters) <= 6 for letters in letters_by_script(TRAPS[name]).values())
    assert missing_scripts(TRAPS[name], lambda _letter: True) == []


def test_a_script_is_missing_when_most_of_its_letters_are() -> None:
    assert missing_scripts("中国 ไทย", lambda letter: letter not in "中国") == ["CJK"]
    assert missing_scripts("中国𠀀", lambda letter: letter != "𠀀") == []


def test_without_stand_ins_the_bundled_font_has_only_its_own_letters(only_latin: QFont) -> None:
    assert is_drawn("a", only_latin)
    assert is_drawn("ж", only_latin)
    assert not is_drawn("中", only_latin)
    text = "Мир, ειρήνη, peace; 中国, ไทย, क्षि"
    assert missing_scripts(text, lambda letter: is_drawn(letter, only_latin)) == ["CJK", "THAI", "DEVANAGARI"]


def test_what_the_bundled_fonts_have_is_never_missing(qapp: QApplication) -> None:
    fonts.load()
    text = "Čeština, Türkçe, Việt, Ελληνικά, Русский „Zitat“ – 10 € ½"
    assert missing_scripts(text, lambda letter: is_drawn(letter, fonts.reading_font())) == []


def test_the_packages_of_debian_are_named_once() -> None:
    what, how = advice(["CJK", "HIRAGANA", "THAI", "CHEROKEE", "EMOJI"], debian=True)
    assert what.endswith("Chinese characters, Japanese, Thai, Cherokee, emoji.")
    assert how.endswith("fonts-noto-cjk fonts-noto-core fonts-noto-color-emoji")
    assert (
        advice(["THAI"], debian=False)[1] == "They are shown as boxes until you install a font that has them."
    )
