"""The marks that a change of the tagset concerns, one a line, fetched as they come into sight."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop_app.base.errors import NotFoundError
from desktop_app.base.i18n import _
from desktop_app.base.shown import quote_words, shown
from desktop_app.gui.tagging.people import People
from desktop_app.gui.tagging.words import values_words
from desktop_app.gui.theme.style import theme
from desktop_app.gui.theme.tags import painted_tag
from desktop_app.gui.widgets.line_table import LineTable
from desktop_app.gui.widgets.model_index import NOWHERE, AnyIndex
from desktop_app.gui.widgets.painting import draw_line, draw_row_ground, draw_swatch, outline
from desktop_app.model.records import Annotation
from desktop_app.ops import documents
from desktop_app.ops.project import Project
from desktop_app.ops.recasting import lines

_PAGE = 100
_PAGES_KEPT = 40


class ActModel(QAbstractTableModel):
    """Knows the uids of all lines, and the marks of those that were looked at. `ticked` follows a tick."""

    ticked = Signal()

    def __init__(self, project: Project, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.project = project
        self._people = People(project)
        self._parts: tuple[Sequence[str], Sequence[str]] = ((), ())
        self._pages: dict[int, dict[str, Annotation]] = {}
        self._names: dict[str, str] = {}
        self._attribute = self._loss = ""
        self.checkable = False
        self.checked: set[str] = set()

    def show_uids(
        self, losing: Sequence[str], others: Sequence[str], *, attribute: str = "", loss: str = ""
    ) -> None:
        """Show other lines: those that lose something first, with `loss` in words; then the value of `attribute`."""
        self.beginResetModel()
        self._parts, self._attribute, self._loss = (losing, others), attribute, loss
        self._pages = {}
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._parts[0]) + len(self._parts[1])

    def columnCount(self, parent: AnyIndex = NOWHERE) -> int:
        return 0 if parent.isValid() else 1

    def uid(self, row: int) -> str:
        """The uid of the mark in a row."""
        losing, others = self._parts
        return losing[row] if row < len(losing) else others[row - len(losing)]

    def mark(self, row: int) -> Annotation | None:
        """The mark in a row; None if it is gone."""
        number = row // _PAGE
        if number not in self._pages:
            last = min((number + 1) * _PAGE, self.rowCount())
            uids = [self.uid(place) for place in range(number * _PAGE, last)]
            if len(self._pages) >= _PAGES_KEPT:
                self._pages.clear()
            self._pages[number] = {item.uid: item for item in lines(self.project, uids)}
        return self._pages[number].get(self.uid(row))

    def loses(self, row: int) -> bool:
        """Whether the mark in a row loses something."""
        return row < len(self._parts[0])

    def about(self, row: int) -> str:
        """What the mark in a row loses, its value that is concerned, who made it, where, and its other values."""
        found = self.mark(row)
        if found is None:
            return ""
        asked = self.project.tagset.attributes_of(found.tag_uid)
        first, others = (
            values_words(
                self.project, found.values, [item for item in asked if (item.uid == self._attribute) is on]
            )
            for on in (True, False)
        )
        loss, whose = self._loss if self.loses(row) else "", self._people.name(found.annotator_uid)
        words = (loss, first, whose, self.document(found.document_uid), others)
        return " · ".join(shown(part, 120) for part in words if part)

    def document(self, uid: str) -> str:
        """What a document is called, '' for one that is gone."""
        if uid not in self._names:
            try:
                found = documents.get(self.project, uid)
            except NotFoundError:
                return ""
            self._names[uid] = found.title or found.name
        return self._names[uid]

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            found = self.mark(index.row())
            return f"{quote_words(found.quotes)} ({self.about(index.row())})" if found is not None else ""
        if role == Qt.ItemDataRole.CheckStateRole and self.checkable:
            on = self.uid(index.row()) in self.checked
            return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        return None

    def toggle(self, rows: Sequence[int]) -> None:
        """Tick lines, or take the ticks away if all of them have one."""
        uids = {self.uid(row) for row in rows}
        self.checked = self.checked - uids if uids <= self.checked else self.checked | uids
        if uids:
            self.dataChanged.emit(self.index(min(rows), 0), self.index(max(rows), 0))
            self.ticked.emit()


class _Delegate(QStyledItemDelegate):
    """The passage, and below it who, where and with which values."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        model = index.model()
        found = model.mark(index.row()) if isinstance(model, ActModel) else None
        if found is None or not isinstance(model, ActModel):
            return
        look, box = theme(), option.rect
        draw_row_ground(painter, box, option.state, look)
        mirrored = option.direction is Qt.LayoutDirection.RightToLeft
        room = box.adjusted(10, 5, -10, -5)
        sign = QRect(room.right() - 15 if mirrored else room.left(), room.top(), 16, room.height() // 2)
        if model.checkable:
            tick = found.uid in model.checked
            square = QRect(sign.left(), sign.center().y() - 7, 16, 16)
            outline(painter, QRectF(square), look.colour("field_line"), radius=3)
            if tick:
                look.icon("check").paint(painter, sign)
        else:
            tag = painted_tag(model.project.tagset, found.tag_uid)
            draw_swatch(painter, sign, tag.colour if tag is not None else "", look)
        room = room.adjusted(0, 0, -24, 0) if mirrored else room.adjusted(24, 0, 0, 0)
        top, below = room.adjusted(0, 0, 0, -room.height() // 2), room.adjusted(0, room.height() // 2, 0, 0)
        bold, small = QFont(option.font), look.font(step=-1)
        bold.setWeight(QFont.Weight.DemiBold)
        painter.setFont(bold)
        painter.setPen(look.colour("ink"))
        draw_line(painter, top, shown(quote_words(found.quotes), 300), right=mirrored)
        painter.setFont(small)
        painter.setPen(look.colour("missing" if model.loses(index.row()) else "muted"))
        draw_line(painter, below, model.about(index.row()), right=mirrored)


class ActTable(LineTable):
    """`opened` brings the Annotation of a line on Return or a double click; Space ticks where lines can be ticked."""

    opened = Signal(object)

    def __init__(self, model: ActModel, parent: QWidget | None = None) -> None:
        super().__init__(_("Marks that change"), parent)
        self._lines = model
        self.setModel(model)
        self.setItemDelegate(_Delegate(self))
        self.verticalHeader().setDefaultSectionSize(2 * self.fontMetrics().height() + 16)
        self.doubleClicked.connect(lambda index: self._open(index.row()))
        self.clicked.connect(self._click)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        rows = sorted({index.row() for index in self.selectedIndexes()})
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex().row())
        elif event.key() == Qt.Key.Key_Space and self._lines.checkable:
            self._lines.toggle(rows)
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _click(self, index: QModelIndex) -> None:
        if self._lines.checkable:
            self._lines.toggle([index.row()])

    def _open(self, row: int) -> None:
        found = self._lines.mark(row) if row >= 0 else None
        if found is not None:
            self.opened.emit(found)
