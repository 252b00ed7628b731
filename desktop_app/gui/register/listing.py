"""The entities as a list: those that fit what is typed, or all of them by name."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QObject,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.gui.register.words import kind_words
from desktop_app.gui.theme.style import theme
from desktop_app.gui.widgets.line_table import LineTable
from desktop_app.gui.widgets.model_index import NOWHERE, AnyIndex
from desktop_app.gui.widgets.painting import draw_line, draw_row_ground, draw_swatch
from desktop_app.model.entity import Entity
from desktop_app.ops import entities
from desktop_app.ops.project import Project

_MOST_FITTING = 200
_EDGE, _GAP, _SIGN = 8, 8, 12


class EntitiesModel(QAbstractTableModel):
    """One row an entity. `fitting` is what is typed, '' for all; `coloured` tells whether any that is listed has a
    colour.
    """

    def __init__(self, project: Project, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._rows: list[tuple[Entity, str]] = []
        self.fitting = ""
        self.coloured = False

    def refresh(self) -> None:
        """Ask anew which entities there are."""
        self.beginResetModel()
        if self.fitting:
            found = entities.suggest(self._project, self.fitting, limit=_MOST_FITTING)
            self._rows = [(item.entity, item.alias) for item in found]
        else:
            known = self._project.register.standing()
            self._rows = [
                (item, "") for item in sorted(known, key=lambda item: (item.name.casefold(), item.uid))
            ]
        self.coloured = any(item.colour for item, _alias in self._rows)
        self.endResetModel()

    def entity(self, row: int) -> Entity | None:
        """The entity in a row."""
        return self._rows[row][0] if 0 <= row < len(self._rows) else None

    def detail(self, row: int) -> str:
        """What is written after the name: the alias that fits, and the kind."""
        entity, alias = self._rows[row]
        return " · ".join(part for part in (shown(alias, 40), kind_words(entity.kind)) if part)

    def row_of(self, uid: str) -> int:
        """The row of an entity, -1 when it is not listed."""
        return next((row for row, (item, _alias) in enumerate(self._rows) if item.uid == uid), -1)

    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = NOWHERE) -> int:
        return 0 if parent.isValid() else 1

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entity = self.entity(index.row())
        if entity is None or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        detail = self.detail(index.row())
        name = shown(entity.name, 120)
        spoken = role == Qt.ItemDataRole.AccessibleTextRole and detail
        return f"{name}, {detail}" if spoken else name


class _Delegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        look, box, model = theme(), option.rect, index.model()
        draw_row_ground(painter, box, option.state, look)
        mirrored = option.direction is Qt.LayoutDirection.RightToLeft
        room = self._after_sign(painter, box.adjusted(_EDGE, 0, -_EDGE, 0), index, mirrored=mirrored)
        small = look.font(step=-1)
        detail = model.detail(index.row()) if isinstance(model, EntitiesModel) else ""
        wide = min(room.width() // 2, QFontMetrics(small).horizontalAdvance(detail) + 2) if detail else 0
        name = room.adjusted(0, 0, -wide - _GAP if wide else 0, 0)
        end = room.adjusted(room.width() - wide, 0, 0, 0)
        if mirrored:
            end.moveLeft(room.left())
            name.moveRight(room.right())
        painter.setFont(look.font())
        painter.setPen(look.colour("ink"))
        draw_line(painter, name, str(index.data()), right=mirrored)
        painter.setFont(small)
        painter.setPen(look.colour("muted"))
        draw_line(painter, end, detail, right=not mirrored)

    def _after_sign(self, painter: QPainter, room: QRect, index: AnyIndex, *, mirrored: bool) -> QRect:
        """Draw the colour of the entity, if it has one. Returns the room that is left; names stay below each other."""
        model = index.model()
        if not isinstance(model, EntitiesModel) or not model.coloured:
            return room
        sign, taken = QRect(room.left(), room.top(), _SIGN, room.height()), _SIGN + _GAP
        if mirrored:
            sign.moveRight(room.right())
        entity = model.entity(index.row())
        if entity is not None and entity.colour:
            draw_swatch(painter, sign, entity.colour, theme())
        return room.adjusted(0, 0, -taken, 0) if mirrored else room.adjusted(taken, 0, 0, 0)


class EntitiesTable(LineTable):
    """`current_changed` brings the Entity that the keyboard is on; the others ask for what their names say."""

    current_changed = Signal(object)
    selection_changed = Signal()
    addition_requested = Signal()
    removal_requested = Signal()
    merge_requested = Signal()
    rename_requested = Signal()
    left = Signal()

    def __init__(self, model: EntitiesModel, parent: QWidget | None = None) -> None:
        super().__init__(_("Entities"), parent)
        self.entities = model
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setItemDelegate(_Delegate(self))
        self.setModel(model)
        self.verticalHeader().setDefaultSectionSize(max(28, self.fontMetrics().height() + 10))
        self.setStyleSheet("QTableView { selection-background-color: transparent; }")
        chosen = self.selectionModel()
        chosen.currentRowChanged.connect(
            lambda index, _old: self.current_changed.emit(model.entity(index.row()))
        )
        chosen.selectionChanged.connect(lambda _on, _off: self.selection_changed.emit())

    def current(self) -> Entity | None:
        """The entity that the keyboard is on."""
        return self.entities.entity(self.currentIndex().row())

    def selected(self) -> list[Entity]:
        """The selected entities, in the order of the list."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        return [item for row in rows if (item := self.entities.entity(row)) is not None]

    def go_to(self, uid: str) -> bool:
        """Select an entity. Returns whether it is listed."""
        return self.go_to_row(self.entities.row_of(uid))

    def go_to_row(self, row: int) -> bool:
        """Select the entity in a row, and it alone whatever keys are held. Returns whether there is one."""
        index = self.entities.index(row, 0)
        if index.isValid():
            alone = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().setCurrentIndex(index, alone)
        return index.isValid()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        asked = {
            Qt.Key.Key_Insert: self.addition_requested,
            Qt.Key.Key_Delete: self.removal_requested,
            Qt.Key.Key_F2: self.rename_requested,
            Qt.Key.Key_Return: self.rename_requested,
            Qt.Key.Key_Enter: self.rename_requested,
            Qt.Key.Key_Escape: self.left,
        }
        key = Qt.Key(event.key())
        if key in asked and not event.modifiers():
            asked[key].emit()
        elif key is Qt.Key.Key_J and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.merge_requested.emit()
        else:
            super().keyPressEvent(event)
