"""The list of the palette, with the keys that work in it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QListView, QWidget

from desktop_app.base.i18n import _
from desktop_app.gui.tagging.palette_model import TagModel
from desktop_app.gui.tagging.palette_paint import TagDelegate, row_height
from desktop_app.gui.theme.style import theme
from desktop_app.gui.widgets.painting import draw_line

_EDGE = 8
_MODIFIERS = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)


class TagList(QListView):
    """The list itself. Keys of tags act in it as they do in the text; Return does what a click would."""

    used = Signal(QModelIndex)
    typed = Signal(str)
    left = Signal()
    hovered = Signal(object)

    def __init__(self, model: TagModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self._tags = model
        self.setItemDelegate(TagDelegate(model, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setAccessibleName(_("Tags"))
        self.clicked.connect(self._click)
        self.entered.connect(self.hovered.emit)

    def sizeHint(self) -> QSize:
        rows = max(2, self._tags.total)
        return QSize(240, rows * row_height(theme()) + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, 2 * row_height(theme()))

    def remark(self) -> str:
        """What is said in place of the tags while none fits what was typed, else ''."""
        none = bool(self._tags.typed) and not self._tags.rows
        return _("No tag fits. Esc shows all.") if none else ""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.remark():
            painter, look = QPainter(self.viewport()), theme()
            painter.setPen(look.colour("muted"))
            line = self.viewport().rect().adjusted(_EDGE, 0, -_EDGE, 0)
            line.setHeight(row_height(look))
            mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
            draw_line(painter, line, self.remark(), right=mirrored)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, plain = event.key(), event.modifiers() in _MODIFIERS
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.currentIndex().isValid():
            self.used.emit(self.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif plain and event.text().strip() and event.text().isprintable():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Leave:
            self.hovered.emit(None)
        return super().viewportEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.clearSelection()

    def _click(self, index: QModelIndex) -> None:
        self.clearSelection()
        self.used.emit(index)
