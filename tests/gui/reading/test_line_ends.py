"""The caret at the end of a line that was broken, and what is marked there."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt

from desktop_app.model.span import Span
from tests.gui.reading.bench import CARET, Bench

pytestmark = pytest.mark.qt_log_ignore("OpenType support missing")

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.mark.parametrize("text", ["中文字" * 200, "x" * 900, "أهلا" * 200])
def test_the_end_of_a_broken_line_is_behind_its_last_letter_and_on_that_line(text: str, bench: Bench) -> None:
    view = bench.open(text)
    paragraph = view.flow.paragraph(0)
    assert paragraph.line_count > 3
    bench.key(Key.Key_Down)
    bench.key(Key.Key_End)
    assert view.caret == paragraph.line_end(1) == paragraph.line_start(2)
    assert lines_with_caret(bench) == [1]
    bench.key(Key.Key_End)
    assert lines_with_caret(bench) == [1]
    bench.key(Key.Key_Down)
    # The lines end at pixels of their own.
    wished, below = (
        paragraph.x_of(paragraph.line_end(1), 1),
        range(paragraph.line_start(2), paragraph.line_end(2) + 1),
    )
    assert view.caret == min(below, key=lambda offset: abs(paragraph.x_of(offset, 2) - wished))
    assert lines_with_caret(bench) == [2]
    bench.key(Key.Key_Up)
    assert (view.caret, lines_with_caret(bench)) == (paragraph.line_end(1), [1])
    bench.key(Key.Key_Home)
    assert (view.caret, lines_with_caret(bench)) == (paragraph.line_start(1), [1])
    bench.key(Key.Key_End, SHIFT)
    assert view.selection == Span(paragraph.line_start(1), paragraph.line_end(1))
    assert lines_with_caret(bench) == [1]


def test_a_click_behind_a_broken_line_keeps_the_caret_on_it(bench: Bench) -> None:
    view = bench.open("x" * 900)
    placed = view.flow.visible()[0]
    bench.click(bench.point(placed, placed.paragraph.width + 3, 1))
    assert view.caret == placed.paragraph.line_end(1)
    assert lines_with_caret(bench) == [1]
    bench.key(Key.Key_Right)
    assert view.caret == placed.paragraph.line_end(1) + 1
    assert lines_with_caret(bench) == [2]


def lines_with_caret(bench: Bench) -> list[int]:
    """The lines of the first paragraph on which the screen shows the caret."""
    picture, view = bench.on_screen(), bench.view
    assert picture == bench.painted_anew()
    pixels = np.frombuffer(picture.constBits(), np.uint32).reshape(picture.height(), -1) & 0xFFFFFF
    rows, _columns = np.nonzero(pixels == int(CARET[1:], 16))
    return sorted(set(((rows - view.flow.visible()[0].top) // view.metrics.pitch).tolist()))


def test_what_begins_or_ends_among_the_blanks_at_a_break_stays_within_the_ink(bench: Bench) -> None:
    paragraph = bench.open("some words    " * 60).flow.paragraph(0)
    lefts, rights = paragraph.sides(range(paragraph.end + 1))
    assert paragraph.line_count > 3
    for line in range(paragraph.line_count):
        start, end = paragraph.line_start(line), paragraph.line_end(line)
        assert max(*lefts[start:end], *rights[start + 1 : end + 1]) == paragraph.ink_right(line)
