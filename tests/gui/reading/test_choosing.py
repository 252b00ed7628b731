"""Choosing annotations, walking through them, pulling and nudging their edges."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.gui.reading.filter import Filter
from desktop_app.gui.reading.paint import BADGE_LEFT
from desktop_app.gui.reading.picker import MarkPicker
from desktop_app.model.identity import derived_uid
from desktop_app.model.span import Span
from tests.gui.reading.bench import Bench, annotation
from tests.gui.reading.harbour import ALL, DAY, FIRST, INNER, MIDDLE, OUTER, TEXT, span_of

pytestmark = pytest.mark.qt_log_ignore("OpenType support missing")

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def test_a_click_chooses_the_annotation_under_it_and_a_click_beside_it_none(bench: Bench) -> None:
    view = bench.open(TEXT, ALL)
    told: list[str] = []
    view.annotation_picked.connect(told.append)
    bench.click(bench.middle(TEXT.index("Sunday") + 2))
    assert view.chosen == DAY.uid
    assert view.chosen_spans == DAY.spans
    bench.click(bench.middle(TEXT.index("minded")))
    assert view.chosen == ""
    assert told == [DAY.uid, ""]


def test_clicks_at_one_place_go_through_all_annotations_there(bench: Bench) -> None:
    view = bench.open(TEXT, ALL)
    spot = bench.middle(TEXT.index("Oslo") + 1)
    seen = []
    for _turn in range(4):
        bench.click(spot)
        seen.append(view.chosen)
    assert seen == [INNER.uid, MIDDLE.uid, OUTER.uid, INNER.uid]


def test_a_click_on_a_line_chooses_the_annotation_that_it_belongs_to(bench: Bench) -> None:
    view = bench.open(TEXT, ALL)
    lane_of = {run.mark.uid: run.lane for run in view.layers_of(view.flow.visible())[0].runs}
    spot = bench.middle(TEXT.index("Oslo") + 1)
    for mark in (OUTER, MIDDLE, INNER):
        view.select("")
        y = bench.placed(0).top + view.flow.paragraph(0).line_top(view.flow.paragraph(0).line_of(mark.start))
        y += view.metrics.lane_top(lane_of[mark.uid])
        bench.click(QPoint(spot.x(), y))
        assert view.chosen == mark.uid


def test_tab_goes_through_the_annotations_in_the_order_of_the_text(bench: Bench) -> None:
    view = bench.open(TEXT, ALL)
    order = []
    for _turn in range(6):
        bench.key(Key.Key_Tab)
        order.append(view.chosen)
    assert order == [item.uid for item in (FIRST, DAY, OUTER, MIDDLE, INNER, INNER)]
    for item in (MIDDLE, OUTER, DAY, FIRST, FIRST):
        bench.key(Key.Key_Backtab, SHIFT)
        assert view.chosen == item.uid
        assert view.caret == item.start


def test_tab_begins_at_the_caret(bench: Bench) -> None:
    view = bench.open(TEXT, ALL)
    view.set_caret(TEXT.index("said"))
    bench.key(Key.Key_Tab)
    assert view.chosen == DAY.uid
    bench.key(Key.Key_Escape)
    assert view.chosen == ""
    view.set_caret(TEXT.index("said"))
    bench.key(Key.Key_Backtab, SHIFT)
    assert view.chosen == FIRST.uid


def test_tab_scrolls_to_a_far_annotation_and_leaves_hidden_ones_out(bench: Bench) -> None:
    text = "\n".join(f"line {number}" for number in range(900))
    far, hidden = text.index("line 800"), text.index("line 400")
    marks = [annotation(1, (far, far + 4)), annotation(2, (hidden, hidden + 4), tag="Date")]
    view = bench.open(text, marks)
    view.set_filter(Filter(tags=frozenset({derived_uid("Date")})))
    bench.key(Key.Key_Tab)
    assert view.chosen == marks[0].uid
    assert view.flow.placed(800) is not None


def test_escape_drops_first_the_selection_and_then_the_annotation(bench: Bench) -> None:
    view = bench.open(TEXT, ALL)
    view.select(DAY.uid)
    view.set_selection(Span(0, 9))
    bench.key(Key.Key_Escape)
    assert (view.selection, view.chosen) == (None, DAY.uid)
    bench.key(Key.Key_Escape)
    assert view.chosen == ""


def test_return_goes_through_what_lies_under_the_caret_the_shortest_first(bench: Bench) -> None:
    view = bench.open(TEXT, ALL)
    told: list[str] = []
    view.annotation_activated.connect(told.append)
    view.set_caret(TEXT.index("Oslo") + 1)
    seen = []
    for _turn in range(4):
        bench.key(Key.Key_Return)
        seen.append(view.chosen)
    assert seen == [INNER.uid, MIDDLE.uid, OUTER.uid, INNER.uid]
    assert told == []


def test_return_opens_an_annotation_that_was_gone_to_or_that_lies_alone(bench: Bench) -> None:
    view = bench.open(TEXT, ALL)
    told: list[str] = []
    view.annotation_activated.connect(told.append)
    view.set_caret(TEXT.index("Sunday") + 6)
    bench.key(Key.Key_Return)
    assert view.chosen == DAY.uid
    assert told == []
    bench.key(Key.Key_Return)
    assert told == [DAY.uid]
    bench.key(Key.Key_Tab)
    bench.key(Key.Key_Return)
    assert told == [DAY.uid, OUTER.uid]


@pytest.mark.parametrize("key", [Key.Key_Delete, Key.Key_Backspace])
def test_delete_wishes_the_chosen_annotation_away(key: Qt.Key, bench: Bench) -> None:
    view = bench.open(TEXT, ALL)
    told: list[str] = []
    said: list[str] = []
    view.removal_requested.connect(told.append)
    view.said.connect(said.append)
    bench.key(key)
    assert told == []
    assert said == ["Choose a mark first, then it can be removed."]
    view.select(DAY.uid)
    view.set_selection(Span(0, 3))
    bench.key(key)
    assert told == []
    assert "selected words" in said[-1]
    view.clear_selection()
    bench.key(key)
    assert told == [DAY.uid]
    assert view.chosen == DAY.uid


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_number_in_the_margin_opens_a_list_of_all_annotations_there(bench: Bench) -> None:
    deep = [annotation(number, (0, 9 + number)) for number in range(7)]
    view = bench.open(TEXT, deep)
    badge = view.layers_of(view.flow.visible())[0].badges[0]
    assert badge.count == 3
    bench.click(bench.point(bench.placed(0), view.flow.width + BADGE_LEFT + 4, badge.line))
    picker = view.findChild(MarkPicker)
    assert picker is not None
    assert picker.list.listed() == [mark.uid for mark in reversed(deep)]
    QTest.keyClick(picker.list, Key.Key_Return)
    assert view.chosen == deep[6].uid


def test_each_click_takes_the_next_longer_one_also_one_without_a_lane(bench: Bench) -> None:
    deep = [annotation(number, (0, 9 + number)) for number in range(7)]
    view = bench.open(TEXT, deep)
    seen = []
    for _click in range(8):
        bench.click(bench.middle(3))
        seen.append(view.chosen)
    assert seen == [mark.uid for mark in [*deep, deep[0]]]


def test_copying_without_a_selection_takes_the_chosen_annotation(bench: Bench) -> None:
    parts = annotation("parts", span_of("Norway"), span_of("Sunday"))
    view = bench.open(TEXT, [parts])
    view.select(parts.uid)
    bench.key(Key.Key_C, CTRL)
    assert QApplication.clipboard().text() == "Norway\nSunday"
