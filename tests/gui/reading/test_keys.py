"""The caret and the selection by keyboard."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop_app.gui.reading.caret import Move
from desktop_app.gui.reading.offsets import has_right_to_left
from desktop_app.model.graphemes import boundaries
from desktop_app.model.span import Span
from tests.gui.reading.bench import Bench
from tests.traps import TRAPS

pytestmark = pytest.mark.qt_log_ignore("OpenType support missing")

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
TEXT = (
    "One two three. Four five.\n\nSix seven eight nine ten eleven twelve thirteen fourteen "
    + "and so on " * 20
)
WIDE = "One two.  \n\n  six seven eight. Nine.\n \n\nTen.\n"
LONG = "\n".join(f"Line number {number}" for number in range(500))
LEFT_TO_RIGHT = [name for name, text in TRAPS.items() if len(text) < 300 and not has_right_to_left(text)]


@pytest.mark.parametrize("name", LEFT_TO_RIGHT)
def test_the_right_key_stops_at_every_character_of_the_text(name: str, bench: Bench) -> None:
    text = TRAPS[name]
    view = bench.open(text)
    places = [view.caret]
    for _turn in range(len(text) + 1):
        bench.key(Key.Key_Right)
        if view.caret == places[-1]:
            break
        places.append(view.caret)
    broken = {offset for offset in (0, *boundaries(text)) if "\r\n" not in text[offset - 1 : offset + 1]}
    assert places[-1] == len(text)
    assert set(places) <= {0, *boundaries(text)} or name == "marks without a base"
    assert broken - {0} <= set(places) or name == "marks without a base"
    for place in reversed(places[:-1]):
        bench.key(Key.Key_Left)
        assert view.caret == place


@pytest.mark.parametrize("name", ["Arabic", "Hebrew", "Latin with Arabic inside", "Arabic with vowels"])
def test_the_arrow_keys_go_through_both_directions_as_they_are_seen(name: str, bench: Bench) -> None:
    view = bench.open(TRAPS[name])
    paragraph = view.flow.paragraph(0)
    forth = Key.Key_Left if paragraph.is_right_to_left else Key.Key_Right
    view.set_caret(paragraph.start)
    seen = [view.caret]
    while True:
        bench.key(forth)
        if view.caret in seen:
            break
        seen.append(view.caret)
    assert sorted(seen) == [0, *boundaries(TRAPS[name])]


def test_control_and_the_arrows_go_by_words(bench: Bench) -> None:
    view = bench.open(TEXT)
    stops = []
    for _turn in range(5):
        bench.key(Key.Key_Right, CTRL)
        stops.append(view.caret)
    assert [TEXT[stop:].split(maxsplit=1)[0] for stop in stops] == ["two", "three.", ".", "Four", "five."]
    bench.key(Key.Key_Left, CTRL, 2)
    assert view.caret == TEXT.index(".")


def test_in_arabic_the_left_key_goes_on_by_words(bench: Bench) -> None:
    text = "قال الرئيس نعم"
    view = bench.open(text)
    bench.key(Key.Key_Left, CTRL)
    assert view.caret == text.index("الرئيس")
    bench.key(Key.Key_Right, CTRL)
    assert view.caret == 0


def test_up_and_down_keep_the_place_on_the_line(bench: Bench) -> None:
    view = bench.open(TEXT)
    view.set_caret(TEXT.index("five"))
    paragraph = view.flow.paragraph_of(view.caret)
    x = paragraph.x_of(view.caret)
    bench.key(Key.Key_Down)
    assert view.caret == TEXT.index("\n\n") + 1
    bench.key(Key.Key_Down)
    below = view.flow.paragraph_of(view.caret)
    assert below.line_of(view.caret) == 0
    assert abs(below.x_of(view.caret) - x) < view.metrics.average
    bench.key(Key.Key_Down)
    assert below.line_of(view.caret) == 1
    bench.key(Key.Key_Up, times=3)
    assert view.caret == TEXT.index("five")


def test_home_and_end_stay_on_their_line(bench: Bench) -> None:
    view = bench.open(TEXT)
    paragraph = view.flow.paragraph(2)
    view.set_caret(paragraph.line_start(1) + 5)
    bench.key(Key.Key_End)
    assert paragraph.line_of(view.caret) == 1
    assert view.caret == paragraph.line_start(2) - 1
    assert TEXT[view.caret] == " "
    bench.key(Key.Key_Home)
    assert view.caret == paragraph.line_start(1)


def test_control_home_and_end_reach_the_ends_of_the_text(bench: Bench) -> None:
    view = bench.open(LONG)
    bench.key(Key.Key_End, CTRL)
    assert view.caret == len(LONG)
    assert view.flow.placed(view.flow.buffer.count - 1) is not None
    bench.key(Key.Key_Home, CTRL)
    assert view.caret == 0
    assert view.flow.position == 0


def test_control_end_reaches_the_end_of_a_text_that_is_not_indexed_yet(bench: Bench) -> None:
    text = LONG * 60
    view = bench.open("x")
    bench.view._idle_timer.stop()
    bench.open(text, progressive=True)
    bench.key(Key.Key_End, CTRL)
    assert view.caret == len(text)


def test_page_keys_move_by_a_window_and_back(bench: Bench) -> None:
    view = bench.open(LONG)
    carets = [view.caret]
    for _turn in range(4):
        bench.key(Key.Key_PageDown)
        carets.append(view.caret)
        assert view.flow.placed(view.flow.buffer.segment_at(view.caret)) is not None
    lines = [view.flow.buffer.segment_at(caret) for caret in carets]
    steps = [two - one for one, two in pairwise(lines)]
    page = view.flow.height // (view.metrics.pitch + view.metrics.gap)
    assert all(page - 2 <= step <= page + 1 for step in steps)
    bench.key(Key.Key_PageUp, times=6)
    assert view.caret == 0
    assert view.flow.position == 0
    bench.key(Key.Key_Space)
    assert view.flow.position > 0
    bench.key(Key.Key_Space, SHIFT)
    assert view.flow.position == 0


def test_page_down_at_the_end_goes_to_the_last_line(bench: Bench) -> None:
    view = bench.open(LONG)
    view.reveal(len(LONG))
    view.set_caret(view.flow.buffer.start(view.flow.buffer.count - 4))
    bench.key(Key.Key_PageDown)
    assert view.flow.buffer.segment_at(view.caret) == view.flow.buffer.count - 1


def test_control_up_and_down_go_by_paragraphs(bench: Bench) -> None:
    view = bench.open(TEXT)
    bench.key(Key.Key_Down, CTRL)
    assert view.caret == TEXT.index("Six")
    bench.key(Key.Key_Right)
    bench.key(Key.Key_Up, CTRL)
    assert view.caret == TEXT.index("Six")
    bench.key(Key.Key_Up, CTRL)
    assert view.caret == 0


def test_shift_extends_and_a_plain_move_lets_go(bench: Bench) -> None:
    view = bench.open(TEXT)
    bench.key(Key.Key_Right, CTRL)
    bench.key(Key.Key_Right, SHIFT, 3)
    assert bench.selected == "two"
    bench.key(Key.Key_Left, SHIFT, 5)
    assert bench.selected == "e "
    bench.key(Key.Key_Right, CTRL | SHIFT, 3)
    assert bench.selected == "two three"
    bench.key(Key.Key_Right)
    assert view.selection is None


@pytest.mark.parametrize(
    ("key", "modifiers", "steps"),
    [
        (Key.Key_Right, CTRL | SHIFT, ["six", "six seven", "six seven eight"]),
        (Key.Key_PageDown, ALT | SHIFT, ["six seven eight.", "six seven eight. Nine.", WIDE[14:].rstrip()]),
        (Key.Key_Down, CTRL | SHIFT, ["six seven eight. Nine.", WIDE[14:].rstrip(), WIDE[14:]]),
    ],
)
def test_a_selection_by_words_sentences_or_paragraphs_has_no_blanks_at_its_end(
    key: Qt.Key, modifiers: Qt.KeyboardModifier, steps: list[str], bench: Bench
) -> None:
    view = bench.open(WIDE)
    view.set_caret(14)
    for words in steps:
        bench.key(key, modifiers)
        assert bench.selected == words
    back = {Key.Key_Right: Key.Key_Left, Key.Key_PageDown: Key.Key_PageUp, Key.Key_Down: Key.Key_Up}[key]
    for before in (*reversed(steps[:-1]), None):
        bench.key(back, modifiers)
        assert bench.selected == before
    bench.key(back, modifiers)
    assert bench.selected is not None
    assert WIDE[:14].endswith(bench.selected)


def test_return_says_that_a_selection_is_complete(bench: Bench) -> None:
    view = bench.open(TEXT)
    told: list[Span] = []
    view.span_selected.connect(told.append)
    bench.key(Key.Key_Right, CTRL | SHIFT)
    assert told == []
    bench.key(Key.Key_Return)
    assert told == [Span(0, 3)]


def test_the_selection_grows_from_the_word_to_the_paragraph_and_shrinks_again(bench: Bench) -> None:
    bench.open(TEXT)
    bench.key(Key.Key_Right, CTRL)
    seen = []
    for _turn in range(5):
        bench.key(Key.Key_Up, ALT)
        seen.append(bench.selected)
    assert seen[:4] == ["two", "One two three", "One two three.", "One two three. Four five."]
    assert seen[4] is not None
    assert seen[4].startswith("One two")
    assert "thirteen" in seen[4]
    for words in (*reversed(seen[:4]), None):
        bench.key(Key.Key_Down, ALT)
        assert bench.selected == words


def test_the_caret_is_announced_where_it_goes(bench: Bench) -> None:
    view = bench.open(TEXT)
    told: list[int] = []
    view.caret_moved.connect(told.append)
    bench.key(Key.Key_Right, times=2)
    view.move_caret(Move.TEXT_START)
    assert told == [1, 2, 0]


def test_moving_the_caret_repaints_its_lines_only(bench: Bench) -> None:
    view = bench.open(LONG)
    before = view.counts.paragraphs
    bench.key(Key.Key_Down)
    bench.settle()
    assert view.counts.paragraphs - before <= 4


def test_the_clipboard_is_left_alone_when_nothing_is_chosen(bench: Bench) -> None:
    bench.open(TEXT)
    QApplication.clipboard().setText("kept")
    bench.key(Key.Key_C, CTRL)
    assert QApplication.clipboard().text() == "kept"
