"""What stands beside the text: the overview strip, and cards."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from desktop_app.gui.reading.card import MARKS_LIMIT, Card, card_html
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


# Cards


def test_a_card_shows_text_and_nothing_but_text() -> None:
    html = card_html(Card("<b>Actor</b>", "a <i>b</i> & \u202ec", "see <script>", (("na<me", "va>lue"),)))
    assert "<i>b</i>" not in html
    assert "<script>" not in html
    assert "&lt;b&gt;Actor" in html
    assert "na&lt;me: va&gt;lue" in html
    assert "\u202e" not in html


def test_of_many_cards_the_first_are_asked_for_and_shown_and_the_others_counted(bench: Bench) -> None:
    view = bench.open(TEXT, [annotation(number, (0, 6)) for number in range(MARKS_LIMIT + 3)])
    asked: list[str] = []

    def describe(uid: str) -> Card | None:
        asked.append(uid)
        return Card(f"tag {len(asked)}", "words")

    view.hover.describe = describe
    html = view.hover.html_at(bench.middle(2))
    assert len(asked) == html.count("<p ") == MARKS_LIMIT
    assert "3" in html.rsplit("</p>", 1)[1]


def test_a_card_names_the_tag_and_the_words(bench: Bench) -> None:
    view = bench.open(TEXT, [annotation(1, (0, 6))])
    html = view.hover.html_at(bench.middle(2))
    assert "Actor" in html
    assert "Norway" in html
    assert view.hover.html_at(bench.middle(TEXT.index("said"))) == ""


def test_whoever_knows_more_writes_the_card(bench: Bench) -> None:
    mark = annotation(1, (0, 6))
    view = bench.open(TEXT, [mark])
    asked: list[str] = []

    def describe(uid: str) -> Card | None:
        asked.append(uid)
        return Card("Person", "Norway", note="a kingdom", values=(("sure", "yes"),))

    view.hover.describe = describe
    html = view.hover.html_at(bench.middle(2))
    assert asked == [mark.uid]
    assert "a kingdom" in html
    assert "sure: yes" in html


def test_a_sign_for_an_invisible_character_is_explained(bench: Bench) -> None:
    view = bench.open(TEXT)
    placed = bench.placed(0)
    x = round(placed.paragraph.x_of(TEXT.index("\u202e")))
    html = view.hover.html_at(bench.point(placed, x, 0))
    assert "U+202E" in html
    assert "right-to-left override" in html


def test_a_picture_of_a_control_character_is_explained(bench: Bench) -> None:
    view = bench.open("bell\x07 rings")
    assert "U+0007" in view.hover.html_at(bench.middle(4))


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_resting_on_an_annotation_shows_its_card(bench: Bench) -> None:
    view = bench.open(TEXT, [annotation(1, (0, 6))])
    for offset, words in ((2, "Norway"), (TEXT.index("said"), "")):
        spot = bench.middle(offset)
        event = QHelpEvent(QHelpEvent.Type.ToolTip, spot, view.viewport().mapToGlobal(spot))
        QApplication.sendEvent(view.viewport(), event)
        assert words in QToolTip.text()
    QToolTip.hideText()
