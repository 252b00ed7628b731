"""A value as a line of text that becomes an editor when one goes to it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop_app.base.shown import shown
from desktop_app.gui.tagging.card_scroll import tell_all_above
from desktop_app.gui.tagging.wrapped import WrappedText
from desktop_app.gui.theme.style import theme
from desktop_app.gui.widgets.keycap import key_text
from desktop_app.gui.widgets.painting import draw_keycap, draw_line, filled, keycap_size, outline
from desktop_app.gui.widgets.pressable import Pressable

_EDGE, _PAD = 4, 4
_LINES = 6
_PASSING = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason)
_OTHER_WINDOW = Qt.FocusReason.ActiveWindowFocusReason


class ValueLine(Pressable):
    """The value in ink, or an invitation to give one: muted, amber when it is missing, with the key that begins it.

    `opened` is emitted when the keyboard or the mouse comes to it.
    """

    opened = Signal()

    def __init__(self, invitation: str, name: str, *, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._invitation = invitation
        self._name = name
        self._key = key_text(key)
        self._missing = False
        self._text = ""
        self._words = WrappedText(lines=_LINES, breaks=True, parent=self)
        self._words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE, _PAD, _EDGE, _PAD)
        column.addWidget(self._words)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.clicked.connect(self.opened)
        self.show_value("")

    def text(self) -> str:
        """What is written on it, be it a value or the invitation."""
        return self._text or self._invitation

    def invite(self, invitation: str) -> None:
        """Write another invitation, which stands until the next value is shown."""
        self._invitation = invitation

    def show_value(self, text: str, *, missing: bool = False) -> None:
        """Show a value ('' for the invitation); `missing` makes the invitation amber."""
        self._text = text
        self._missing = missing and not text
        self._words.set_text(text)
        self._words.setVisible(bool(text))
        self.setAccessibleName(f"{self._name}: {shown(self.text())}")
        self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.fontMetrics().height() + 2 * _PAD)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() not in (*_PASSING, _OTHER_WINDOW):
            self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2:
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme()
        if self.underMouse():
            filled(painter, QRectF(self.rect()), look.colour("hover"), radius=4)
        if self.hasFocus():
            outline(painter, QRectF(self.rect()), look.colour("focus"), width=2, radius=4)
        if self._text:
            return
        box = self.rect().adjusted(_EDGE, 0, -_EDGE, 0)
        painter.setPen(look.colour("missing" if self._missing else "muted"))
        line = self.fontMetrics().elidedText(self._invitation, Qt.TextElideMode.ElideRight, box.width())
        draw_line(painter, box, line, right=self.layoutDirection() is Qt.LayoutDirection.RightToLeft)
        if self._key:
            self._paint_key(painter, box, self.fontMetrics().horizontalAdvance(line) + 8)

    def _paint_key(self, painter: QPainter, box: QRect, offset: int) -> None:
        size = keycap_size(theme(), self._key)
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left = box.right() + 1 - offset - size.width() if mirrored else box.left() + offset
        if box.left() <= left and left + size.width() <= box.right() + 1:
            top = box.top() + (box.height() - size.height()) // 2
            draw_keycap(painter, QRect(left, top, size.width(), size.height()), self._key, theme())


class Folding(QWidget):
    """A line that makes room for an editor while the keyboard is in it.

    `left` is emitted when the keyboard has left the editor, before it folds up, `folded` after that. While `held` is
    set it stays open.
    """

    left = Signal()
    folded = Signal()

    def __init__(self, line: ValueLine, editor: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = line
        self.editor = editor
        self.held = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(line)
        column.addWidget(editor)
        editor.hide()
        line.opened.connect(self.open)
        for part in (editor, *editor.findChildren(QWidget)):
            part.installEventFilter(self)

    @property
    def is_open(self) -> bool:
        """Whether the editor is shown."""
        return not self.editor.isHidden()

    def open(self) -> None:
        """Show the editor and put the keyboard into it."""
        self.editor.show()
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.hide()
        tell_all_above(self)

    def fold_if_idle(self) -> None:
        """Show the line again, unless the keyboard is in the editor or what is typed could not be kept."""
        if self.is_open and not self.held and not self.has_focus():
            self.line.show()
            self.editor.hide()
            tell_all_above(self)
            self.folded.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in _PASSING:
            self.left.emit()
            if event.reason() is not _OTHER_WINDOW:
                self.fold_if_idle()
        return False

    def has_focus(self) -> bool:
        """Whether the keyboard is in the editor."""
        inside = self.window().focusWidget()
        return inside is self.editor or self.editor.isAncestorOf(inside)
