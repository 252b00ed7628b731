"""Labels, chips and rows of them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.gui.theme.fonts import reading_font
from desktop_app.gui.theme.style import Choice, apply, theme
from desktop_app.gui.widgets import (
    Chip,
    ClampedLabel,
    ElidedLabel,
    EmptyHint,
    FlowRow,
    IconButton,
    SectionHeader,
    plain_label,
    push_button,
)

HEADLINE = "Al-Qaida Calls for Islamic Militant Coalition Against Russia and the West"
TRICK = "<b>bold</b>\u202egpj.exe\n"


@pytest.mark.parametrize("make", [plain_label, ElidedLabel])
def test_markup_in_a_label_is_shown_and_not_obeyed(make: type[QLabel], qtbot: QtBot) -> None:
    label = make("<b>bold</b>")
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.text() == "<b>bold</b>"


def test_names_of_other_people_are_made_safe_in_every_part_that_shows_them(qtbot: QtBot) -> None:
    safe = "<b>bold</b>⟨U+202E⟩gpj.exe↵"
    for widget in (ElidedLabel(TRICK), ClampedLabel(TRICK), Chip(TRICK)):
        qtbot.addWidget(widget)
        assert widget.text() == safe


def test_a_label_keeps_its_step_when_the_interface_grows(qtbot: QtBot, qapp: QApplication) -> None:
    label = plain_label("x", step=-2)
    qtbot.addWidget(label)
    label.show()
    apply(qapp, Choice.LIGHT, size=18)
    assert label.font().pixelSize() == 16
    apply(qapp, Choice.LIGHT)


def test_an_elided_label_writes_no_lone_dots(qtbot: QtBot) -> None:
    label, bare = ElidedLabel(HEADLINE), ElidedLabel("")
    for item in (label, bare):
        qtbot.addWidget(item)
        item.resize(label.fontMetrics().horizontalAdvance("…") + 4, 30)
    assert label.grab().toImage() == bare.grab().toImage()
    assert label.toolTip() == HEADLINE


def test_an_elided_label_tells_the_whole_text_when_there_is_no_room(qtbot: QtBot) -> None:
    label = ElidedLabel(HEADLINE)
    qtbot.addWidget(label)
    label.resize(100, 20)
    label.grab()
    assert label.toolTip() == HEADLINE
    label.resize(2000, 20)
    label.grab()
    assert label.toolTip() == ""


def test_a_clamped_label_is_never_higher_than_its_lines(qtbot: QtBot) -> None:
    label = ClampedLabel(HEADLINE, lines=2)
    qtbot.addWidget(label)
    pitch = label.fontMetrics().lineSpacing()
    assert label.heightForWidth(2000) == pitch
    assert label.heightForWidth(300) == 2 * pitch
    assert label.heightForWidth(60) == 2 * pitch
    label.resize(120, 2 * pitch)
    label.grab()
    assert label.toolTip() == HEADLINE
    assert label.accessibleName() == HEADLINE


def test_a_clamped_label_breaks_texts_beyond_the_first_plane_in_one_piece(qtbot: QtBot) -> None:
    label = ClampedLabel("😀 " * 40, lines=3)
    qtbot.addWidget(label)
    label.resize(100, 60)
    label.grab()
    assert label.heightForWidth(100) == 3 * label.fontMetrics().lineSpacing()


def test_an_empty_clamped_label_keeps_one_line_of_room(qtbot: QtBot) -> None:
    label = ClampedLabel("")
    qtbot.addWidget(label)
    assert label.heightForWidth(100) == label.fontMetrics().lineSpacing()


def test_a_section_header_shows_its_remark_and_takes_a_button(qtbot: QtBot) -> None:
    header = SectionHeader("Documents")
    qtbot.addWidget(header)
    header.set_remark("3 of 5 done")
    header.add(IconButton("plus", "Add", parent=header))
    assert [label.text() for label in header.findChildren(QLabel)] == ["Documents", "3 of 5 done"]
    assert header.accessibleName() == "Documents"


def test_an_empty_place_says_what_to_do_and_lets_one_do_it(qtbot: QtBot) -> None:
    pressed: list[bool] = []
    hint = EmptyHint("Open a folder to begin.", push_button("Open", lambda: pressed.append(True)))
    qtbot.addWidget(hint)
    hint.findChildren(QWidget)[-1].setFocus()
    button = next(child for child in hint.children() if child.metaObject().className() == "QPushButton")
    assert isinstance(button, QWidget)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert pressed == [True]
    hint.set_words("Nothing found.")
    assert hint.accessibleName() == "Nothing found."


def test_a_chip_that_can_be_pressed_answers_mouse_and_keyboard(qtbot: QtBot) -> None:
    chip = Chip("Zawahri", clickable=True)
    qtbot.addWidget(chip)
    heard: list[str] = []
    chip.pressed.connect(lambda: heard.append("pressed"))
    chip.removed.connect(lambda: heard.append("removed"))
    chip.show()
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Delete, Qt.Key.Key_A):
        QTest.keyClick(chip, key)
    assert heard == ["pressed", "pressed", "pressed", "removed"]


def test_a_chip_that_only_shows_takes_no_focus_and_no_clicks(qtbot: QtBot) -> None:
    chip = Chip("Claim 1")
    qtbot.addWidget(chip)
    heard: list[str] = []
    chip.pressed.connect(lambda: heard.append("pressed"))
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert heard == []
    assert chip.focusPolicy() is Qt.FocusPolicy.NoFocus


def test_a_chip_with_a_long_text_stays_narrow_and_tells_it_all(qtbot: QtBot) -> None:
    chip = Chip(HEADLINE)
    qtbot.addWidget(chip)
    assert chip.sizeHint().width() <= 240
    chip.resize(chip.sizeHint())
    chip.grab()
    assert chip.toolTip() == HEADLINE


def test_a_row_flows_on_in_the_next_line_and_never_overlaps(qtbot: QtBot) -> None:
    chips = [Chip(f"tag {number}") for number in range(12)]
    row = FlowRow(*chips, gap=4)
    qtbot.addWidget(row)
    row.resize(200, row.heightForWidth(200))
    row.show()
    boxes = [chip.geometry() for chip in chips]
    assert len({box.y() for box in boxes}) > 1
    assert all(not one.intersects(other) for one in boxes for other in boxes if one is not other)
    assert all(row.rect().contains(box) for box in boxes)
    assert row.heightForWidth(100) > row.heightForWidth(200) > row.heightForWidth(4000)


def test_a_row_begins_at_the_right_when_reading_runs_from_right_to_left(qtbot: QtBot) -> None:
    chips = [Chip("one"), Chip("two")]
    row = FlowRow(*chips)
    row.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    qtbot.addWidget(row)
    row.resize(300, 30)
    row.show()
    assert chips[0].geometry().right() == row.rect().right()
    assert chips[1].geometry().right() < chips[0].geometry().left()


def test_a_row_can_be_emptied_and_filled_again(qtbot: QtBot) -> None:
    row = FlowRow(Chip("old"))
    qtbot.addWidget(row)
    row.clear()
    row.add(Chip("new"))
    assert row.findChildren(Chip)[-1].text() == "new"
    assert row.sizeHint().width() == Chip("new").sizeHint().width()


def test_a_label_with_a_font_of_its_own_keeps_it(qtbot: QtBot, qapp: QApplication) -> None:
    label = plain_label("Title")
    qtbot.addWidget(label)
    label.setFont(reading_font(20))
    label.show()
    apply(qapp, Choice.DARK)
    assert (label.font().families()[0], label.font().pixelSize()) == ("Noto Serif", 20)
    apply(qapp, Choice.LIGHT)


def inked(widget: QWidget) -> tuple[int, int]:
    """The first and the last column that anything is drawn in."""
    picture = widget.grab().toImage()
    ground = picture.pixelColor(0, 0)
    columns = [
        x
        for x in range(picture.width())
        if any(picture.pixelColor(x, y) != ground for y in range(picture.height()))
    ]
    return columns[0], columns[-1]


@pytest.mark.parametrize("text", ["a title", "כותרת"])
def test_a_title_of_any_script_begins_where_the_windows_lines_begin(text: str, qtbot: QtBot) -> None:
    label = ElidedLabel(text)
    qtbot.addWidget(label)
    label.resize(300, 20)
    assert inked(label)[0] < 4
    label.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert inked(label)[1] > 296


def test_a_title_runs_in_the_direction_of_its_own_script(qtbot: QtBot) -> None:
    label = ElidedLabel("כותרת.")
    qtbot.addWidget(label)
    label.resize(300, 20)
    picture, ground = label.grab().toImage(), QColor(theme().colours.window)
    first = inked(label)[0]
    rows = [y for y in range(20) if picture.pixelColor(first, y) != ground]
    assert 0 < len(rows) <= 3


def test_lower_parts_of_a_row_stand_in_the_middle_of_its_line(qtbot: QtBot) -> None:
    high, low = QWidget(), Chip("low")
    high.setFixedSize(30, 60)
    row = FlowRow(high, low)
    qtbot.addWidget(row)
    row.resize(300, row.heightForWidth(300))
    row.show()
    assert row.height() == 60
    assert abs(low.geometry().center().y() - high.geometry().center().y()) <= 1
