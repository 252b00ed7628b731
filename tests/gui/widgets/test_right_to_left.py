"""Widgets in a window that reads from right to left."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QStandardItemModel
from PySide6.QtWidgets import QApplication, QTableView, QTableWidget, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.agreement.became import Became
from desktop_app.gui.insight.passage_list import draw_passage
from desktop_app.gui.review.lines import LINE_ROLE, Line, LineList
from desktop_app.gui.review.opinions import Opinion, OpinionRow
from desktop_app.gui.review.words import Piece
from desktop_app.gui.tagging.wrapped import WrappedText
from desktop_app.gui.theme.style import theme
from desktop_app.gui.widgets import IconButton
from desktop_app.gui.widgets.labels import plain_label
from desktop_app.gui.widgets.painting import draw_keycap, draw_line
from desktop_app.gui.widgets.rows import choose_row
from desktop_app.model.records import State
from desktop_app.ops.agreement_passages import Passage

LEFTWARDS, RIGHTWARDS = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight


@pytest.fixture
def leftwards(qapp: QApplication) -> Iterator[None]:
    qapp.setLayoutDirection(LEFTWARDS)
    yield
    qapp.setLayoutDirection(RIGHTWARDS)


def inked(picture: QImage) -> range:
    """The columns of a picture that differ from the ground in its corner."""
    ground = picture.pixelColor(0, 0)
    columns = [
        x
        for x in range(picture.width())
        if any(picture.pixelColor(x, y) != ground for y in range(picture.height()))
    ]
    return range(columns[0], columns[-1] + 1)


def is_like(one: QImage, other: QImage) -> bool:
    """Whether two pictures are the same but for the rounding of smooth edges."""
    return all(
        abs(one.pixelColor(x, y).alpha() - other.pixelColor(x, y).alpha()) < 24
        for x in range(one.width())
        for y in range(one.height())
    )


def picture_of(widget: QWidget) -> QImage:
    return widget.grab().toImage()


@pytest.mark.parametrize("words", ["Relevance", "أهمية"])
def test_a_label_begins_where_its_window_does_in_whatever_script_it_is(qtbot: QtBot, words: str) -> None:
    label = plain_label(words)
    qtbot.addWidget(label)
    label.resize(400, 24)
    assert inked(picture_of(label)).stop < 200
    label.setLayoutDirection(LEFTWARDS)
    assert inked(picture_of(label)).start > 200


def test_a_label_in_the_middle_stays_there(qtbot: QtBot, leftwards: None) -> None:
    label = plain_label("Nothing yet")
    qtbot.addWidget(label)
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    label.resize(400, 24)
    columns = inked(picture_of(label))
    assert abs((columns.start + columns.stop) / 2 - 200) < 4


def test_the_name_of_a_field_begins_where_its_window_does(qtbot: QtBot) -> None:
    label = WrappedText(lines=2)
    qtbot.addWidget(label)
    label.set_text("Claimant")
    label.resize(400, 24)
    assert inked(picture_of(label)).stop < 200
    label.setLayoutDirection(LEFTWARDS)
    assert inked(picture_of(label)).start > 200


def test_a_key_reads_the_same_in_every_window(qtbot: QtBot) -> None:
    drawn = []
    for direction in (RIGHTWARDS, LEFTWARDS):
        picture = QImage(QSize(60, 20), QImage.Format.Format_RGB32)
        picture.fill(Qt.GlobalColor.white)
        painter = QPainter(picture)
        painter.setLayoutDirection(direction)
        draw_keycap(painter, QRect(0, 0, 60, 20), "Ctrl ,", theme())
        painter.end()
        drawn.append(picture)
    assert drawn[0] == drawn[1]


def test_pictures_of_sides_are_turned_and_others_are_not(qtbot: QtBot, qapp: QApplication) -> None:
    look = theme()
    before = {
        name: look.icon(name).pixmap(16, 16).toImage() for name in ("panel-left", "arrow-right", "search")
    }
    qapp.setLayoutDirection(LEFTWARDS)
    try:
        after = {name: look.icon(name).pixmap(16, 16).toImage() for name in before}
    finally:
        qapp.setLayoutDirection(RIGHTWARDS)
    turned = Qt.Orientation.Horizontal
    assert is_like(after["panel-left"], before["panel-left"].flipped(turned))
    assert is_like(after["arrow-right"], before["arrow-right"].flipped(turned))
    assert after["search"] == before["search"]


def test_a_button_turns_its_picture_when_the_window_turns(qtbot: QtBot, qapp: QApplication) -> None:
    button = IconButton("panel-left", "Fold")
    qtbot.addWidget(button)
    before = button.icon().pixmap(16, 16).toImage()
    qapp.setLayoutDirection(LEFTWARDS)
    try:
        after = button.icon().pixmap(16, 16).toImage()
    finally:
        qapp.setLayoutDirection(RIGHTWARDS)
    assert is_like(after, before.flipped(Qt.Orientation.Horizontal))
    assert not is_like(after, before)


@pytest.mark.parametrize("direction", [RIGHTWARDS, LEFTWARDS])
def test_a_row_can_be_chosen_in_every_window(qtbot: QtBot, direction: Qt.LayoutDirection) -> None:
    table = QTableWidget(3, 2)
    qtbot.addWidget(table)
    table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    table.setLayoutDirection(direction)
    table.setColumnHidden(0, True)
    choose_row(table, 1)
    assert table.currentRow() == 1
    assert table.currentColumn() == 1
    choose_row(table, 3)
    assert {index.row() for index in table.selectionModel().selectedRows()} == {1}


def line_of(text: str, direction: Qt.LayoutDirection, *, centre: bool = False) -> QImage:
    picture = QImage(120, 24, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    painter.setLayoutDirection(direction)
    draw_line(painter, QRect(0, 0, 120, 24), text, centre=centre)
    painter.end()
    return picture


@pytest.mark.parametrize("text", [".51", "−.05", "95 %", "type …", "… and said"])
@pytest.mark.parametrize("centre", [False, True], ids=["at the edge", "in the middle"])
def test_numbers_and_dots_stay_in_order(qapp: QApplication, text: str, centre: bool) -> None:
    assert line_of(text, LEFTWARDS, centre=centre) == line_of(text, RIGHTWARDS, centre=centre)


def test_a_line_in_the_middle_has_as_much_room_on_both_sides(qapp: QApplication) -> None:
    columns = inked(line_of(".51", RIGHTWARDS, centre=True))
    assert abs((columns.start + columns.stop) / 2 - 60) < 2


def test_a_line_of_a_list_begins_at_the_right(qtbot: QtBot, leftwards: None) -> None:
    lines = LineList("Documents")
    qtbot.addWidget(lines)
    model = QStandardItemModel(1, 1)
    model.setData(model.index(0, 0), Line("00.txt", "10 open", State.NEW), LINE_ROLE)
    lines.setModel(model)
    lines.resize(400, 60)
    assert inked(picture_of(lines)).start > 200


def words_of(row: OpinionRow, direction: Qt.LayoutDirection) -> QImage:
    """What is written on the row, without the room around it."""
    row.setLayoutDirection(direction)
    picture = picture_of(row)
    columns = inked(picture)
    return picture.copy(columns.start, 0, len(columns), 24)


@pytest.mark.parametrize(
    "pieces", [("Paris ", "on Monday"), ("פריז ", "ביום שני")], ids=["english", "hebrew"]
)
def test_what_an_opinion_differs_in_stays_beside_its_other_words(
    qtbot: QtBot, pieces: tuple[str, str]
) -> None:
    row = OpinionRow()
    qtbot.addWidget(row)
    row.resize(400, 24)
    first, last = pieces
    row.show_opinion(Opinion("", "", pieces=(Piece(first, differs=False), Piece(last, differs=True))), 20)
    one, other = words_of(row, LEFTWARDS), words_of(row, RIGHTWARDS)
    assert one.width() == other.width()
    unlike = [
        (x, y)
        for x in range(one.width())
        for y in range(one.height())
        if abs(one.pixelColor(x, y).lightness() - other.pixelColor(x, y).lightness()) > 40
    ]
    assert unlike == []


def passage_of(before: str, words: str, after: str) -> range:
    """The columns, of 400, in which such a passage is written in a list of passages."""
    found = Passage("", "", 0, 1, Became.SAME, ("", ""), ("", ""), ("", ""), before, words, after)
    image = QImage(400, 24, QImage.Format.Format_RGB32)
    image.fill(theme().colour("panel"))
    painter = QPainter(image)
    draw_passage(painter, image.rect(), found, QApplication.font())
    painter.end()
    return inked(image)


def test_a_passage_goes_on_in_the_direction_of_its_script(qtbot: QtBot) -> None:
    alone, later = passage_of("", "Paris ", ""), passage_of("", "Paris ", "on Monday")
    assert alone.start == later.start < 200
    assert later.stop > alone.stop
    assert passage_of("Ministers met in ", "Paris ", "").start < alone.start
    alone, later = passage_of("", "פריז ", ""), passage_of("", "פריז ", "ביום שני")
    assert alone.stop == later.stop > 200
    assert later.start < alone.start
    assert passage_of("השרים נפגשו ", "פריז ", "").stop > alone.stop
