"""What stands beside the text: the overview strip, and cards."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.gui.reading.filter import Filter
from desktop_app.gui.reading.overview import ROW, WIDTH
from desktop_app.model.identity import derived_uid
from desktop_app.model.records import Annotation
from tests.gui.reading.bench import TAGS, Bench, annotation, colours_in

LINES = "\n".join(f"Line {number} of a text that has many lines." for number in range(400))
TEXT = "Norway said it. Nobody\u202e minded."


def line_mark(number: int, line: int, tag: str = "Actor") -> Annotation:
    start = LINES.index(f"Line {line} ")
    return annotation(number, (start, start + 4), tag=tag)


# The strip


def test_the_strip_ticks_where_annotations_are_in_their_colours(bench: Bench) -> None:
    view = bench.open(LINES, [line_mark(1, 20), line_mark(2, 380, "Claim")])
    view.count_overview()
    rows = view.strip.height() // ROW
    ticks = view.strip.ticks()
    assert [tag for _row, tag in ticks] == [derived_uid("Actor"), derived_uid("Claim")]
    assert ticks[0][0] == pytest.approx(rows * 20 / 400, abs=2)
    assert ticks[1][0] == pytest.approx(rows * 380 / 400, abs=2)
    seen = colours_in(view.strip.grab().toImage())
    assert {TAGS["Actor"][0], TAGS["Claim"][0]} <= seen


def test_a_row_has_the_colour_of_the_tag_that_is_most_often_in_it(bench: Bench) -> None:
    marks = [line_mark(1, 200), line_mark(2, 200, "Claim"), line_mark(3, 200, "Claim")]
    view = bench.open(LINES, marks)
    view.count_overview()
    assert [tag for _row, tag in view.strip.ticks()] == [derived_uid("Claim")]


def test_the_strip_follows_every_edit_without_counting_anew(bench: Bench) -> None:
    view = bench.open(LINES)
    view.count_overview()
    made = line_mark(1, 100)
    view.apply(None, made)
    assert len(view.strip.ticks()) == 1
    row = view.strip.ticks()[0][0]
    view.apply(made, None)
    assert view.strip.ticks() == []
    view.apply(None, made)
    view.count_overview()
    assert [place for place, _tag in view.strip.ticks()] == [row]


def test_hidden_tags_are_not_ticked(bench: Bench, qtbot: QtBot) -> None:
    view = bench.open(LINES, [line_mark(1, 20)])
    view.set_filter(Filter(tags=frozenset({derived_uid("Actor")})))
    view.count_overview()
    assert view.strip.ticks() == []


def test_a_click_on_the_strip_goes_there(bench: Bench) -> None:
    view = bench.open(LINES)
    view.count_overview()
    QTest.mouseClick(view.strip, Qt.MouseButton.LeftButton, pos=QPoint(WIDTH // 2, view.strip.height() // 2))
    first, last = (view.flow.buffer.segment_at(offset) for offset in view.flow.seen())
    assert first <= 200 <= last
