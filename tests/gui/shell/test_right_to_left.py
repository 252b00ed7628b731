"""The window where one reads from right to left."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemDelegate, QApplication, QStyle, QStyleOptionViewItem

from desktop_app.gui.documents.delegate import DocumentDelegate
from desktop_app.gui.documents.model import LINE_ROLE
from desktop_app.gui.people.dialog import PeopleDialog
from desktop_app.gui.shell.command_palette import ITEM_ROLE
from desktop_app.gui.shell.palette_items import Item
from desktop_app.gui.theme.style import theme
from desktop_app.model.query import DocumentRow
from desktop_app.model.records import Document, State
from tests.gui.shell import scenes
from tests.gui.shell.seat import Seat, shown

WIDTH, HEIGHT = 400, 60


@pytest.fixture
def leftwards(qapp: QApplication) -> Iterator[None]:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def row_of(delegate: QAbstractItemDelegate, line: object, role: int) -> QImage:
    """A row as it is drawn in a window that reads from right to left."""
    model, item = QStandardItemModel(), QStandardItem()
    item.setData(line, role)
    model.appendRow(item)
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, WIDTH, HEIGHT)
    option.direction = Qt.LayoutDirection.RightToLeft
    option.state = QStyle.StateFlag.State_Enabled
    picture = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    delegate.paint(painter, option, model.index(0, 0))
    painter.end()
    return picture


def columns(picture: QImage, rows: range, left: int = 0, right: int = WIDTH) -> list[int]:
    """The columns with ink in some rows of a picture."""
    ground = QColor(Qt.GlobalColor.white)
    return [x for x in range(left, right) if any(picture.pixelColor(x, y) != ground for y in rows)]


def test_a_title_in_latin_letters_ends_at_its_right_end(leftwards: None) -> None:
    document = Document("1", "1.txt", "", 1, title="IIIIIIIIIIII____________")
    picture = row_of(DocumentDelegate(), DocumentRow(document, State.NEW, 2), LINE_ROLE)
    half = theme().font().pixelSize() // 2
    letters = columns(picture, range(7, 7 + half), right=WIDTH - 30)
    whole = columns(picture, range(7, 7 + 2 * half + 4), right=WIDTH - 30)
    assert letters[0] == whole[0]
    assert letters[-1] < whole[-1] - 30
    assert whole[-1] > WIDTH - 50


def test_the_palette_of_commands_begins_its_lines_at_the_right(seat: Seat, leftwards: None) -> None:
    seat.sit_down()
    palette = seat.window.palette_box
    item = Item(words="II", kind="III", run=lambda: None, key="Ctrl+K", colour="#2050d0")
    picture = row_of(palette.list.itemDelegate(), item, ITEM_ROLE)
    inked = columns(picture, range(HEIGHT))
    # The swatch, then the words, from the right; the key, then the kind, from the left.
    assert picture.pixelColor(QPoint(WIDTH - 17, HEIGHT // 2)) == theme().tag("#2050d0").tint
    assert any(WIDTH - 60 < x < WIDTH - 34 for x in inked)
    assert not any(WIDTH // 2 < x < WIDTH - 60 for x in inked)
    assert 8 <= inked[0] <= 12


def test_the_cards_keep_their_margin_where_the_scroll_bar_is_at_the_left(seat: Seat, leftwards: None) -> None:
    scenes.text(seat)
    cards = seat.space.right.cards
    seat.window.resize(1000, 560)
    seat.wait(lambda: cards.verticalScrollBar().maximum() > 0)
    card, inside = cards.annotation, cards.widget()
    assert inside is not None
    seat.wait(lambda: card.geometry().right() < inside.width() - 8)
    assert card.mapTo(cards, QPoint()).x() <= 20


def test_the_first_of_the_people_is_chosen_when_they_are_listed(seat: Seat, leftwards: None) -> None:
    scenes.text(seat)
    seat.window.run("people.show")
    assert shown(PeopleDialog).table.chosen is not None
    scenes.leave(seat)
