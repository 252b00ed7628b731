"""Words without blanks between them, chosen by mouse and keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from desktop_app.model.span import Span
from tests.gui.reading.bench import Bench

pytestmark = pytest.mark.qt_log_ignore("OpenType support missing")

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
WORDS = {
    "Chinese": ["中国", "政府", "周二", "表示", "，", "将", "签署", "协议", "。"],
    "Japanese": ["日本", "の", "総理", "大臣", "は", "コンピューター", "を"],
    "Thai": ["รัฐบาล", "ไทย", "ประกาศ", "ว่า", "จะ"],
    "Khmer": ["រដ្ឋាភិបាល", "កម្ពុជា", "បាន"],
}


@pytest.mark.parametrize("language", WORDS)
def test_a_double_click_selects_a_word(language: str, bench: Bench) -> None:
    words = WORDS[language]
    bench.open("".join(words))
    place = len(words[0])
    for word in words[1:3]:
        bench.clicks(bench.middle(place), 2)
        assert bench.selected == word
        bench.view.clear_selection()
        place += len(word)


@pytest.mark.parametrize("language", WORDS)
def test_a_pull_from_inside_of_a_word_takes_the_whole_word(language: str, bench: Bench) -> None:
    words = WORDS[language]
    view = bench.open("".join(words))
    start = len(words[0])
    end = start + len(words[1]) + len(words[2])
    bench.drag(bench.middle(start), bench.middle(view.steps.previous_character(end)))
    assert view.selection == Span(start, end)


@pytest.mark.parametrize("language", WORDS)
def test_control_and_the_arrows_go_from_word_to_word(language: str, bench: Bench) -> None:
    words = WORDS[language]
    view = bench.open("".join(words))
    seen, place = [], 0
    for _word in words[:-1]:
        bench.key(Key.Key_Right, CTRL)
        seen.append(view.caret)
    expected = []
    for word in words[:-1]:
        place += len(word)
        expected.append(place)
    assert seen == expected
