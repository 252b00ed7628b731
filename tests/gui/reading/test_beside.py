"""What stands beside the text: the overview strip."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.gui.reading.filter import Filter
from desktop_app.gui.reading.overview import ROW, WIDTH
from desktop_app.model.identity import derived_uid
from desktop_app.model.records import Annotation
from desktop_app.model.span import Span
from tests.gui.reading.bench import ME, TAGS, Bench, annotation, colours_in

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
    assert [tick.tag for tick in ticks] == [derived_uid("Actor"), derived_uid("Claim")]
    assert ticks[0][0] == pytest.approx(rows * 20 / 400, abs=2)
    assert ticks[1][0] == pytest.approx(rows * 380 / 400, abs=2)
    seen = colours_in(view.strip.grab().toImage())
    assert {TAGS["Actor"][0], TAGS["Claim"][0]} <= seen


def test_a_row_has_the_colour_of_the_tag_that_is_most_often_in_it(bench: Bench) -> None:
    marks = [line_mark(1, 200), line_mark(2, 200, "Claim"), line_mark(3, 200, "Claim")]
    view = bench.open(LINES, marks)
    view.count_overview()
    assert [tick.tag for tick in view.strip.ticks()] == [derived_uid("Claim")]


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
    assert [tick.row for tick in view.strip.ticks()] == [row]


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


def test_others_are_ticked_beside_ones_own_and_not_at_all_while_they_are_hidden(bench: Bench) -> None:
    ben = derived_uid("ben")
    start = LINES.index("Line 300 ")
    view = bench.open(
        LINES, [line_mark(1, 20), annotation(2, (start, start + 4), tag="Claim", who=ben), line_mark(3, 300)]
    )
    view.strip.own = ME
    view.count_overview()
    actor, claim = derived_uid("Actor"), derived_uid("Claim")
    assert [(tick.tag, tick.others) for tick in view.strip.ticks()] == [
        (actor, False),
        (actor, False),
        (claim, True),
    ]
    view.set_filter(Filter(annotators=frozenset({ben})))
    view.count_overview()
    assert not any(tick.others for tick in view.strip.ticks())


def test_the_tag_in_focus_is_seen_wherever_it_is_and_the_others_are_muted(bench: Bench) -> None:
    marks = [
        line_mark(1, 200),
        line_mark(2, 200, "Claim"),
        line_mark(3, 200, "Claim"),
        line_mark(4, 20, "Date"),
    ]
    view = bench.open(LINES, marks)
    view.set_filter(Filter(focus=derived_uid("Actor")))
    view.count_overview()
    assert [tick.tag for tick in view.strip.ticks()] == [derived_uid("Date"), derived_uid("Actor")]
    seen = colours_in(view.strip.grab().toImage())
    assert TAGS["Actor"][0] in seen
    assert TAGS["Date"][0] not in seen


def test_the_strip_shows_what_is_seen_of_a_long_text_and_nothing_of_a_short_one(bench: Bench) -> None:
    view = bench.open(LINES)
    view.count_overview()
    assert view.strip.seen_rows().start == 0
    view.reveal(LINES.index("Line 200 "))
    bench.settle()
    seen = view.strip.seen_rows()
    assert view.strip.row_of(LINES.index("Line 200 ")) in seen
    assert 0 < seen.start < len(LINES)
    bench.open("One line.")
    view.count_overview()
    assert len(view.strip.seen_rows()) == 0


class Painted(QObject):
    """Remembers from which pixel on a widget was painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.lefts: list[int] = []
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.lefts.append(event.rect().left())
        return False


def painted_from_now_on(bench: Bench) -> Painted:
    """What is painted of the strip when nothing is to be painted any more of the opening."""
    bench.settle()
    bench.view._strip_timer.stop()
    bench.view.count_overview()
    bench.view.strip.repaint()
    return Painted(bench.view.strip)


def test_an_edit_paints_its_rows_of_the_strip_a_moment_after_its_line(bench: Bench, qtbot: QtBot) -> None:
    view = bench.open(LINES)
    painted = painted_from_now_on(bench)
    view.apply(None, line_mark(1, 3))
    view.viewport().repaint()
    assert painted.lefts == []
    qtbot.waitUntil(lambda: bool(painted.lefts))
    assert TAGS["Actor"][0] in colours_in(view.strip.grab().toImage())


def test_going_through_the_text_leaves_the_ticks_as_they_are(bench: Bench) -> None:
    view = bench.open(LINES, [line_mark(1, 30)])
    painted = painted_from_now_on(bench)
    view.scroll_pixels(900)
    bench.settle()
    assert painted.lefts
    assert min(painted.lefts) > 12
    seen = view.strip.grab().toImage()
    last = view.strip.seen_rows().stop * ROW - 1
    assert [seen.pixelColor(WIDTH - 1, y) for y in (last, last + ROW)] == [
        view.look.colours.muted,
        view.look.colours.panel,
    ]


def test_search_hits_are_ticked_until_another_text_comes(bench: Bench) -> None:
    view = bench.open(LINES)
    view.count_overview()
    places = [LINES.index(f"Line {number} ") for number in (10, 390)]
    view.show_found([Span(place, place + 4) for place in places])
    assert view.strip.found_rows() == {view.strip.row_of(place) for place in places}
    bench.open("Another text.")
    assert view.strip.found_rows() == frozenset()


@pytest.mark.parametrize("text", ["", "One line.", LINES])
def test_every_place_of_the_strip_says_where_it_is(bench: Bench, text: str) -> None:
    view = bench.open(text)
    view.count_overview()
    last = len(text.split("\n"))
    assert view.strip.words_at(0) == "0 %, paragraph 1"
    middle, end = view.strip.words_at(view.strip.height() // 2), view.strip.words_at(view.strip.height() + 50)
    for words in (middle, end):
        share, number = (int("".join(filter(str.isdecimal, part))) for part in words.split(","))
        assert 0 <= share <= 100
        assert 1 <= number <= last
    QTest.mouseClick(view.strip, Qt.MouseButton.LeftButton, pos=QPoint(2, view.strip.height() - 1))
    assert 0 <= view.caret <= len(text)


@pytest.mark.parametrize("turned_late", [False, True])
def test_the_strip_stands_beside_the_scroll_bar_where_one_reads_from_right_to_left(
    bench: Bench, turned_late: bool
) -> None:
    if not turned_late:
        bench.view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    view = bench.open(LINES, [line_mark(1, 200)])
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    bench.settle()
    view.count_overview()
    bar = view.verticalScrollBar().mapTo(view, QPoint(view.verticalScrollBar().width(), 0)).x()
    assert view.strip.geometry().left() == bar
    assert view.viewport().geometry().left() == view.strip.geometry().right() + 1
    seen = view.strip.grab().toImage()
    ratio = seen.devicePixelRatio()
    # The bar that says what is seen is next to the scroll bar, and the rule next to the text.
    assert seen.pixelColor(0, 0) == view.look.colours.muted
    assert seen.pixelColor(round(WIDTH * ratio) - 1, 0) == view.look.colours.rule
    QTest.mouseClick(view.strip, Qt.MouseButton.LeftButton, pos=QPoint(WIDTH // 2, view.strip.height() // 2))
    assert view.top_offset > len(LINES) // 3
